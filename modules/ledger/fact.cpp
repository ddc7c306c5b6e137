#include "ledger/fact.h"

#include <fmt/format.h>

namespace shouwang::ledger {

namespace {

// Keys shared by command and fact stand once. Numbers are final.
enum Key : std::int64_t {
    Station = 1,
    Epoch = 2,
    Number = 3,
    Suite = 4,
    Schema = 5,
    Kind = 6,
    Entity = 7,
    CommandKey = 8,
    Actor = 9,
    SecondActor = 10,
    Seat = 11,
    Reason = 12,
    Occurred = 13,
    Recorded = 14,
    Committed = 15,
    CauseKey = 16,
    ModeKey = 17,
    CompartmentKey = 18,
    KeyId = 19,
    Contested = 20,
    Previous = 21,
    Open = 22,
    SealedHash = 23,
    NatureKey = 24,
    Sealed = 25,
    Base = 26,
};

std::int64_t number(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}
std::uint64_t unsignedOf(const Value& value) {
    return static_cast<std::uint64_t>(value.integer());
}

void putText(Map& map, Key key, const std::string& text) {
    if (!text.empty()) map.emplace(key, Value(text));
}

Value causeValue(const Cause& cause) {
    return Array{Value(cause.entity), Value(number(cause.number))};
}

Cause causeFrom(const Value& value) {
    const Array& parts = value.array();
    if (parts.size() != 2) return {};
    return {parts[0].id(), unsignedOf(parts[1])};
}

template <class T> // Command and Fact name these alike
void putCommon(Map& map, const T& from) {
    map.emplace(Kind, Value(from.kind));
    map.emplace(Entity, Value(from.entity));
    putText(map, Actor, from.actor);
    putText(map, SecondActor, from.secondActor);
    map.emplace(Seat, Value(from.seat));
    putText(map, Reason, from.reason);
    map.emplace(Occurred, Value(from.occurred));
    map.emplace(Recorded, Value(from.recorded));
    if (!from.cause.none()) map.emplace(CauseKey, causeValue(from.cause));
    map.emplace(ModeKey, Value(static_cast<std::int64_t>(from.mode)));
    map.emplace(CompartmentKey, Value(static_cast<std::int64_t>(from.compartment)));
    putText(map, KeyId, from.keyId);
    map.emplace(Open, Value(from.open));
}

template <class T>
void getCommon(const Map& map, T& to) {
    to.kind = at(map, Kind).text();
    to.entity = at(map, Entity).id();
    to.actor = at(map, Actor).text();
    to.secondActor = at(map, SecondActor).text();
    to.seat = at(map, Seat).id();
    to.reason = at(map, Reason).text();
    to.occurred = at(map, Occurred).integer();
    to.recorded = at(map, Recorded).integer();
    to.cause = causeFrom(at(map, CauseKey));
    to.mode = static_cast<Mode>(at(map, ModeKey).integer());
    to.compartment = static_cast<Compartment>(at(map, CompartmentKey).integer());
    to.keyId = at(map, KeyId).text();
    to.open = at(map, Open).map();
}

/// The value holds a map then; it is kept by the caller, for it is large.
Result<Value> decodeWhole(ByteView bytes) {
    auto value = decode(bytes);
    if (!value) return value;
    const Map& map = value->map();
    const auto within = [&map](Key key, std::int64_t most) {
        const std::int64_t found = at(map, key).integer();
        return found >= 0 && found <= most;
    };
    const bool complete = value->isMap() && at(map, Kind).isText() && !at(map, Kind).text().empty() &&
                          at(map, Entity).bytes().size() == 16 && at(map, Open).isMap() &&
                          within(ModeKey, 2) && within(CompartmentKey, 4);
    if (!complete) return fail(Next::Corrupt, "a command or fact without kind, entity, mode or fields");
    return value;
}

Result<Hash> hashFrom(const Value& value) {
    Hash hash{};
    if (value.bytes().size() != hash.size()) return fail(Next::Corrupt, "a hash has 32 bytes");
    std::copy(value.bytes().begin(), value.bytes().end(), hash.begin());
    return hash;
}

} // namespace

Value CommandId::value() const {
    return Array{Value(static_cast<std::int64_t>(source)), Value(origin), Value(number(epoch)),
                 Value(number(counter)), Value(number(part))};
}

Result<CommandId> CommandId::from(const Value& value) {
    const Array& parts = value.array();
    const bool wellFormed = parts.size() == 5 && parts[0].isInteger() && parts[0].integer() >= 0 &&
                            parts[0].integer() <= 3 && parts[1].bytes().size() == 16 &&
                            parts[2].isInteger() && parts[3].isInteger() && parts[4].isInteger();
    if (!wellFormed) return fail(Next::Corrupt, "not the identity of a command");
    return CommandId{static_cast<Source>(parts[0].integer()), parts[1].id(), unsignedOf(parts[2]),
                     unsignedOf(parts[3]), unsignedOf(parts[4])};
}

std::string CommandId::text() const {
    return fmt::format("{}:{}:{:x}:{}:{}", static_cast<int>(source), origin.text(), epoch, counter, part);
}

Bytes encode(const Command& command) {
    Map map;
    putCommon(map, command);
    map.emplace(CommandKey, command.id.value());
    map.emplace(NatureKey, Value(static_cast<std::int64_t>(command.nature)));
    if (!command.sealed.empty()) map.emplace(Sealed, Value(command.sealed));
    if (!command.base.empty()) {
        Map base;
        for (const auto& [fieldNumber, version] : command.base)
            base.emplace(fieldNumber, Value(version));
        map.emplace(Base, Value(std::move(base)));
    }
    return encode(Value(std::move(map)));
}

Result<Command> decodeCommand(ByteView bytes) {
    const auto whole = decodeWhole(bytes);
    if (!whole) return tl::unexpected(whole.error());
    const Map* const map = &whole->map();
    auto id = CommandId::from(at(*map, CommandKey));
    if (!id) return tl::unexpected(id.error());
    Command command;
    getCommon(*map, command);
    command.id = *id;
    command.nature = at(*map, NatureKey).integer() == 0 ? Nature::Report : Nature::Order;
    command.sealed = at(*map, Sealed).bytes();
    for (const auto& [fieldNumber, version] : at(*map, Base).map())
        command.base.emplace(fieldNumber, version.integer());
    return command;
}

Hash payloadHash(const Command& command) {
    return sha256(encode(command));
}

Bytes encode(const Fact& fact) {
    Map map;
    putCommon(map, fact);
    map.emplace(Station, Value(fact.station));
    map.emplace(Epoch, Value(number(fact.epoch)));
    map.emplace(Number, Value(number(fact.number)));
    map.emplace(Suite, Value(number(fact.suite)));
    map.emplace(Schema, Value(number(fact.schema)));
    map.emplace(CommandKey, fact.command.value());
    map.emplace(Committed, Value(fact.committed));
    if (!fact.contested.empty()) {
        Array codes(fact.contested.begin(), fact.contested.end());
        map.emplace(Contested, Value(std::move(codes)));
    }
    map.emplace(Previous, Value(fact.previous));
    if (fact.sealedHash) map.emplace(SealedHash, Value(*fact.sealedHash));
    return encode(Value(std::move(map)));
}

Result<Fact> decodeFact(ByteView bytes) {
    const auto whole = decodeWhole(bytes);
    if (!whole) return tl::unexpected(whole.error());
    const Map* const map = &whole->map();
    auto command = CommandId::from(at(*map, CommandKey));
    if (!command) return tl::unexpected(command.error());
    auto previous = hashFrom(at(*map, Previous));
    if (!previous) return tl::unexpected(previous.error());
    Fact fact;
    getCommon(*map, fact);
    fact.station = at(*map, Station).id();
    fact.epoch = unsignedOf(at(*map, Epoch));
    fact.number = unsignedOf(at(*map, Number));
    fact.suite = unsignedOf(at(*map, Suite));
    fact.schema = unsignedOf(at(*map, Schema));
    fact.command = *command;
    fact.committed = at(*map, Committed).integer();
    fact.previous = *previous;
    for (const Value& code : at(*map, Contested).array())
        fact.contested.push_back(code.text());
    if (map->contains(SealedHash)) {
        auto sealed = hashFrom(at(*map, SealedHash));
        if (!sealed) return tl::unexpected(sealed.error());
        fact.sealedHash = *sealed;
    }
    return fact;
}

Hash genesis(const Id& station) {
    Sha256 hash;
    hash.add(view("shouwang ledger 1"));
    hash.add(station.bytes());
    return hash.finish();
}

} // namespace shouwang::ledger
