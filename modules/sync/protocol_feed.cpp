// What comes down: the feed, and the past.
#include "sync/protocol_wire.h"

namespace shouwang::sync {

using namespace wire;

namespace {

bool readFacts(Reader& reader, FeedBatch& batch) {
    if (!readFacts(reader, kMaxFeedFacts, batch.facts)) return false;
    for (std::size_t i = 0; i < batch.facts.size(); ++i) {
        if (batch.facts[i].number != batch.from + i) return false;
    }
    return batch.from > 0 && batch.to == batch.from + batch.facts.size() - 1;
}

} // namespace

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

} // namespace shouwang::sync
