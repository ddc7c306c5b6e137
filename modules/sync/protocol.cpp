// What goes up: commands, and facts that a restored station has lost.
#include "sync/protocol_wire.h"

namespace shouwang::sync {

using namespace wire;

namespace {

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

} // namespace

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

} // namespace shouwang::sync
