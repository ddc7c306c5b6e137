// How the messages are laid out. Private to protocol*.cpp; see protocol.h.
#pragma once

#include "sync/protocol.h"
#include "sync/storage.h"

#include <fmt/format.h>

namespace shouwang::sync::wire {

using ledger::Array;
using ledger::at;
using ledger::Head;
using ledger::Map;
using ledger::StoredFact;
using ledger::Value;

enum class Message : std::int64_t {
    Hello = 1,
    Push = 2,
    PushReply = 3,
    Cursor = 4,
    FeedBatch = 5,
    VersionAnswer = 6,
    Recover = 7,
    RecoverReply = 8,
    // 9: SnapshotManifest, in snapshot.cpp
    History = 10,
    Closed = 11,
};

// Keys shared by the messages. Numbers are final; new ones go to the end.
enum Key : std::int64_t {
    Kind = 0,
    MinProtocol = 1,
    MaxProtocol = 2,
    Protocol = 3,
    Station = 4,
    Seat = 5,
    Epoch = 6,
    HeadKey = 7,
    ServerTime = 8,
    First = 9,
    Commands = 10,
    Verdicts = 11,
    Expected = 12,
    Number = 13,
    HashKey = 14,
    From = 15,
    To = 16,
    Facts = 17,
    Fork = 18,
    BackedUp = 19,
    Epochs = 20,
    Floor = 21,
    Compartments = 22,
    Taken = 23,
    MoreKey = 24,
    Why = 25,
    Text = 26,
};

inline tl::unexpected<Error> corrupt(const char* what) {
    return fail(Next::Corrupt, what);
}

inline Value integer(std::uint64_t value) {
    return Value(static_cast<std::int64_t>(value));
}

inline Bytes message(Message kind, Map map) {
    map.emplace(Kind, Value(static_cast<std::int64_t>(kind)));
    return ledger::encode(Value(std::move(map)));
}

inline Value headValue(const Head& head) {
    return Array{integer(head.epoch), integer(head.number), Value(head.hash)};
}

inline Value epochsValue(const std::vector<ledger::EpochMark>& epochs) {
    Array marks;
    for (std::size_t i = epochs.size() > kMaxEpochs ? epochs.size() - kMaxEpochs : 0; i < epochs.size(); ++i)
        marks.push_back(
            Array{integer(epochs[i].epoch), integer(epochs[i].first), Value(boundedTime(epochs[i].began))});
    return marks;
}

/// Reads fields and remembers whether all were there and well-formed.
class Reader {
public:
    explicit Reader(const Map& map)
        : m_map(map) {}

    std::uint64_t number(Key key) { return number(at(m_map, key), m_map.contains(key)); }
    std::uint64_t number(const Value& value, bool there = true) {
        check(there && value.isInteger() && value.integer() >= 0);
        return m_good ? static_cast<std::uint64_t>(value.integer()) : 0;
    }
    Id id(Key key) {
        check(at(m_map, key).bytes().size() == 16);
        return at(m_map, key).id();
    }
    Hash hash(const Value& value) {
        Hash hash{};
        check(value.bytes().size() == hash.size());
        if (m_good) std::copy(value.bytes().begin(), value.bytes().end(), hash.begin());
        return hash;
    }
    Hash hash(Key key) { return hash(at(m_map, key)); }
    Micros time(Key key) {
        check(at(m_map, key).isInteger() && m_map.contains(key) && isTime(at(m_map, key).integer()));
        return at(m_map, key).integer();
    }
    Head head() {
        const Array& parts = at(m_map, HeadKey).array();
        check(parts.size() == 3);
        if (!m_good) return {};
        return {number(parts[0]), number(parts[1]), hash(parts[2])};
    }
    const Array& array(Key key, std::size_t most) {
        check(at(m_map, key).isArray() && at(m_map, key).array().size() <= most);
        return at(m_map, key).array();
    }
    /// What older versions do not send.
    std::uint64_t numberOr0(Key key) { return m_map.contains(key) ? number(key) : 0; }
    std::vector<ledger::EpochMark> epochs() {
        std::vector<ledger::EpochMark> marks;
        if (!m_map.contains(Epochs)) return marks;
        for (const Value& item : array(Epochs, kMaxEpochs)) {
            const Array& parts = item.array();
            check(parts.size() == 3 && parts[2].isInteger());
            if (!m_good) return {};
            marks.push_back({number(parts[0]), number(parts[1]), parts[2].integer()});
        }
        return marks;
    }
    bool flag(Key key) { return at(m_map, key).integer() != 0; }

    void check(bool good) { m_good = m_good && good; }
    bool good() const { return m_good; }

private:
    const Map& m_map;
    bool m_good = true;
};

inline Result<Map> open(ByteView bytes, std::size_t most, Message kind) {
    if (bytes.size() > most) return corrupt("message over its bound");
    auto value = ledger::decode(bytes);
    if (!value) return tl::unexpected(value.error());
    if (!value->isMap() || !value->map().contains(Kind)) return corrupt("not a message");
    const std::int64_t found = at(value->map(), Kind).integer();
    if (found == static_cast<std::int64_t>(kind)) return value->map();
    if (found == static_cast<std::int64_t>(Message::VersionAnswer)) {
        return fail(Next::Refused, fmt::format("the other side speaks protocol {} to {}",
                                               at(value->map(), MinProtocol).integer(),
                                               at(value->map(), MaxProtocol).integer()));
    }
    return corrupt("another message than expected");
}

inline bool readFacts(Reader& reader, std::size_t most, std::vector<StoredFact>& facts) {
    for (const Value& item : reader.array(Facts, most)) {
        const Array& parts = item.array();
        if (parts.size() != 4 || !parts[2].isBytes() || !parts[3].isBytes()) return false;
        facts.push_back({reader.number(parts[0]), reader.hash(parts[1]), parts[2].bytes(), parts[3].bytes()});
    }
    return reader.good();
}

inline Value factsValue(const std::vector<StoredFact>& from) {
    Array facts;
    for (const StoredFact& fact : from)
        facts.push_back(Array{integer(fact.number), Value(fact.hash), Value(fact.bytes), Value(fact.sealed)});
    return Value(std::move(facts));
}

} // namespace shouwang::sync::wire
