#include "sync/protocol.h"

#include "sync/storage.h"

#include <fmt/format.h>

namespace shouwang::sync {

using ledger::Array;
using ledger::at;
using ledger::Head;
using ledger::Map;
using ledger::StoredFact;
using ledger::Value;

namespace {

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
};

tl::unexpected<Error> corrupt(const char* what) {
    return fail(Next::Corrupt, what);
}

Value integer(std::uint64_t value) {
    return Value(static_cast<std::int64_t>(value));
}

Bytes message(Message kind, Map map) {
    map.emplace(Kind, Value(static_cast<std::int64_t>(kind)));
    return ledger::encode(Value(std::move(map)));
}

Value headValue(const Head& head) {
    return Array{integer(head.epoch), integer(head.number), Value(head.hash)};
}

Value epochsValue(const std::vector<ledger::EpochMark>& epochs) {
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

Result<Map> open(ByteView bytes, std::size_t most, Message kind) {
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

bool readVerdicts(Reader& reader, PushReply& reply) {
    for (const Value& item : reader.array(Verdicts, kMaxPushCommands)) {
        const Array& parts = item.array();
        if (parts.size() != 2) return false;
        auto verdict = ledger::Verdict::from(parts[1]);
        if (!verdict) return false;
        reply.verdicts.push_back({reader.number(parts[0]), std::move(*verdict)});
    }
    return reader.good();
}

bool readFacts(Reader& reader, std::size_t most, std::vector<StoredFact>& facts) {
    for (const Value& item : reader.array(Facts, most)) {
        const Array& parts = item.array();
        if (parts.size() != 4 || !parts[2].isBytes() || !parts[3].isBytes()) return false;
        facts.push_back({reader.number(parts[0]), reader.hash(parts[1]), parts[2].bytes(), parts[3].bytes()});
    }
    return reader.good();
}

Value factsValue(const std::vector<StoredFact>& from) {
    Array facts;
    for (const StoredFact& fact : from)
        facts.push_back(Array{integer(fact.number), Value(fact.hash), Value(fact.bytes), Value(fact.sealed)});
    return Value(std::move(facts));
}

bool readFacts(Reader& reader, FeedBatch& batch) {
    if (!readFacts(reader, kMaxFeedFacts, batch.facts)) return false;
    for (std::size_t i = 0; i < batch.facts.size(); ++i) {
        if (batch.facts[i].number != batch.from + i) return false;
    }
    return batch.from > 0 && batch.to == batch.from + batch.facts.size() - 1;
}

} // namespace

Bytes encode(const Hello& hello) {
    return message(Message::Hello, {{MinProtocol, integer(hello.minProtocol)},
                                    {MaxProtocol, integer(hello.maxProtocol)},
                                    {Station, Value(hello.station)},
                                    {HeadKey, headValue(hello.head)},
                                    {ServerTime, Value(hello.serverTime)},
                                    {BackedUp, integer(hello.backedUp)},
                                    {Epochs, epochsValue(hello.epochs)}});
}

Result<Hello> decodeHello(ByteView bytes) {
    auto map = open(bytes, kMaxSmallBytes, Message::Hello);
    if (!map) return tl::unexpected(map.error());
    Reader reader(*map);
    Hello hello{reader.number(MinProtocol), reader.number(MaxProtocol), reader.id(Station), reader.head(),
                reader.time(ServerTime),    reader.numberOr0(BackedUp), reader.epochs()};
    if (!reader.good()) return corrupt("hello without its fields");
    return hello;
}

Bytes encode(const Push& push) {
    Map map{{Protocol, integer(push.protocol)},
            {Seat, Value(push.seat)},
            {Epoch, integer(push.epoch)},
            {First, integer(push.first)},
            {Commands, Array(push.commands.begin(), push.commands.end())}};
    if (push.floor != 0) map.emplace(Floor, integer(push.floor));
    return message(Message::Push, std::move(map));
}

Result<Push> decodePush(ByteView bytes) {
    auto map = open(bytes, kMaxPushBytes, Message::Push);
    if (!map) return tl::unexpected(map.error());
    Reader reader(*map);
    Push push{reader.number(Protocol), reader.id(Seat), reader.number(Epoch), reader.number(First), {},
              reader.numberOr0(Floor)};
    for (const Value& command : reader.array(Commands, kMaxPushCommands)) {
        reader.check(command.isBytes());
        push.commands.push_back(command.bytes());
    }
    constexpr std::uint64_t kMost = std::uint64_t{1} << 62; // far from where first + count would turn over
    reader.check(push.first > 0 && push.first < kMost);
    if (!reader.good()) return corrupt("push without its fields");
    return push;
}

Bytes encode(const PushReply& reply) {
    Array verdicts;
    for (const CommandVerdict& item : reply.verdicts)
        verdicts.push_back(Array{integer(item.counter), item.verdict.value()});
    return message(Message::PushReply, {{Epoch, integer(reply.epoch)},
                                        {Verdicts, Value(std::move(verdicts))},
                                        {Expected, integer(reply.expected)},
                                        {HeadKey, headValue(reply.head)},
                                        {ServerTime, Value(reply.serverTime)},
                                        {BackedUp, integer(reply.backedUp)}});
}

Result<PushReply> decodePushReply(ByteView bytes) {
    auto map = open(bytes, kMaxPushBytes, Message::PushReply);
    if (!map) return tl::unexpected(map.error());
    Reader reader(*map);
    PushReply reply{reader.number(Epoch),    {},
                    reader.number(Expected), reader.head(),
                    reader.time(ServerTime), reader.numberOr0(BackedUp)};
    if (!readVerdicts(reader, reply)) return corrupt("push reply without its fields");
    return reply;
}

Bytes encode(const Cursor& cursor) {
    return message(
        Message::Cursor,
        {{Epoch, integer(cursor.epoch)}, {Number, integer(cursor.number)}, {HashKey, Value(cursor.hash)}});
}

Result<Cursor> decodeCursor(ByteView bytes) {
    auto map = open(bytes, kMaxSmallBytes, Message::Cursor);
    if (!map) return tl::unexpected(map.error());
    Reader reader(*map);
    Cursor cursor{reader.number(Epoch), reader.number(Number), reader.hash(HashKey)};
    if (!reader.good()) return corrupt("cursor without its fields");
    return cursor;
}

Bytes encode(const FeedBatch& batch) {
    Map map{{Station, Value(batch.station)},  {Epoch, integer(batch.epoch)},
            {From, integer(batch.from)},      {To, integer(batch.to)},
            {Facts, factsValue(batch.facts)}, {HeadKey, headValue(batch.head)}};
    if (batch.fork) map.emplace(Fork, Value(true));
    if (batch.backedUp != 0) map.emplace(BackedUp, integer(batch.backedUp));
    if (!batch.epochs.empty()) map.emplace(Epochs, epochsValue(batch.epochs));
    if (batch.compartments >= 0) map.emplace(Compartments, Value(batch.compartments));
    return message(Message::FeedBatch, std::move(map));
}

Result<FeedBatch> decodeFeedBatch(ByteView bytes) {
    auto map = open(bytes, kMaxFeedBytes, Message::FeedBatch);
    if (!map) return tl::unexpected(map.error());
    Reader reader(*map);
    FeedBatch batch{reader.id(Station),
                    reader.number(Epoch),
                    reader.number(From),
                    reader.number(To),
                    {},
                    reader.head(),
                    reader.flag(Fork),
                    reader.numberOr0(BackedUp),
                    reader.epochs(),
                    map->contains(Compartments) ? static_cast<std::int64_t>(reader.number(Compartments))
                                                : -1};
    if (!readFacts(reader, batch)) return corrupt("feed batch without its fields or with a gap");
    return batch;
}

Bytes encode(const Recover& recover) {
    return message(Message::Recover, {{Protocol, integer(recover.protocol)},
                                      {Seat, Value(recover.seat)},
                                      {Facts, factsValue(recover.facts)}});
}

Result<Recover> decodeRecover(ByteView bytes) {
    auto map = open(bytes, kMaxRecoverMessage, Message::Recover);
    if (!map) return tl::unexpected(map.error());
    Reader reader(*map);
    Recover recover{reader.number(Protocol), reader.id(Seat), {}};
    if (!readFacts(reader, kMaxRecoverFacts, recover.facts)) return corrupt("recover without its fields");
    return recover;
}

Bytes encode(const RecoverReply& reply) {
    return message(Message::RecoverReply, {{Taken, integer(reply.taken)}, {HeadKey, headValue(reply.head)}});
}

Result<RecoverReply> decodeRecoverReply(ByteView bytes) {
    auto map = open(bytes, kMaxSmallBytes, Message::RecoverReply);
    if (!map) return tl::unexpected(map.error());
    Reader reader(*map);
    RecoverReply reply{reader.number(Taken), reader.head()};
    reader.check(map->contains(Taken) && reply.taken <= kMaxRecoverFacts);
    if (!reader.good()) return corrupt("recover reply without its fields");
    return reply;
}

Bytes encode(const History& history) {
    return message(Message::History, {{Station, Value(history.station)},
                                      {Facts, factsValue(history.facts)},
                                      {MoreKey, Value(history.more)}});
}

Result<History> decodeHistory(ByteView bytes) {
    auto map = open(bytes, kMaxFeedBytes, Message::History);
    if (!map) return tl::unexpected(map.error());
    Reader reader(*map);
    History history{reader.id(Station), {}, reader.flag(MoreKey)};
    if (!readFacts(reader, kMaxFeedFacts, history.facts)) return corrupt("history without its fields");
    return history;
}

Bytes encode(const VersionAnswer& answer) {
    return message(Message::VersionAnswer,
                   {{MinProtocol, integer(answer.minProtocol)}, {MaxProtocol, integer(answer.maxProtocol)}});
}

std::optional<VersionAnswer> versionAnswer(ByteView bytes) {
    auto map = open(bytes, kMaxSmallBytes, Message::VersionAnswer);
    // A far version may put more into the map; the two numbers are all that has to stay.
    if (!map) return std::nullopt;
    Reader reader(*map);
    VersionAnswer answer{reader.number(MinProtocol), reader.number(MaxProtocol)};
    if (!reader.good()) return std::nullopt;
    return answer;
}

} // namespace shouwang::sync
