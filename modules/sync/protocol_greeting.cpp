// What the station says of itself: who it is, which versions it speaks, and why it takes nothing.
#include "sync/protocol_wire.h"

namespace shouwang::sync {

using namespace wire;

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
    if (auto closed = closedAnswer(bytes)) {
        Hello hello;
        hello.station = closed->station;
        hello.closed = std::move(closed);
        return hello;
    }
    auto map = open(bytes, kMaxSmallBytes, Message::Hello);
    if (!map) return tl::unexpected(map.error());
    Reader reader(*map);
    Hello hello{reader.number(MinProtocol), reader.number(MaxProtocol), reader.id(Station), reader.head(),
                reader.time(ServerTime),    reader.numberOr0(BackedUp), reader.epochs()};
    if (!reader.good()) return corrupt("hello without its fields");
    return hello;
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

Bytes encode(const ClosedAnswer& answer) {
    return message(Message::Closed, {{Station, Value(answer.station)},
                                     {Why, Value(static_cast<std::int64_t>(answer.why))},
                                     {Text, Value(answer.text)}});
}

std::optional<ClosedAnswer> closedAnswer(ByteView bytes) {
    auto map = open(bytes, kMaxSmallBytes, Message::Closed);
    if (!map) return std::nullopt;
    Reader reader(*map);
    ClosedAnswer answer{reader.id(Station), ledger::Trouble::Damaged, at(*map, Text).text()};
    const std::uint64_t why = reader.number(Why);
    // A reason that only a later version knows is one for a person, too.
    if (why >= 1 && why <= static_cast<std::uint64_t>(ledger::Trouble::Missing))
        answer.why = static_cast<ledger::Trouble>(why);
    if (!reader.good()) return std::nullopt;
    return answer;
}

} // namespace shouwang::sync
