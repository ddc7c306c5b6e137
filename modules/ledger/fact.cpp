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

void putText(FieldWriter& out, Key key, const std::string& text) {
    if (!text.empty()) out.put(key, std::string_view(text));
}

template <class Enum>
std::int64_t ordinal(Enum value) {
    return static_cast<std::int64_t>(value);
}

Value causeValue(const Cause& cause) {
    return Array{Value(cause.entity), Value(number(cause.number))};
}

Cause causeFrom(const Value& value) {
    const Array& parts = value.array();
    if (parts.size() != 2) return {};
    return {parts[0].id(), unsignedOf(parts[1])};
}

// Command and Fact name these alike. Keys ascend; what only one of them has stands between.
template <class T>
void putNames(FieldWriter& out, const T& from, const CommandId& command) {
    out.put(Kind, std::string_view(from.kind));
    out.put(Entity, ByteView(from.entity.bytes()));
    out.put(CommandKey, command.value());
    putText(out, Actor, from.actor);
    putText(out, SecondActor, from.secondActor);
    out.put(Seat, ByteView(from.seat.bytes()));
    putText(out, Reason, from.reason);
    out.put(Occurred, from.occurred);
    out.put(Recorded, from.recorded);
}

template <class T>
void putRules(FieldWriter& out, const T& from) {
    if (!from.cause.none()) out.put(CauseKey, causeValue(from.cause));
    out.put(ModeKey, ordinal(from.mode));
    out.put(CompartmentKey, ordinal(from.compartment));
    putText(out, KeyId, from.keyId);
}

/// Empty, where the map does not have it.
template <class T>
T take(Map& map, Key key, T (Value::*part)()) {
    const auto found = map.find(key);
    return found == map.end() ? T() : (found->second.*part)();
}

std::string takeText(Map& map, Key key) {
    return take(map, key, &Value::takeText);
}

template <class T>
void getCommon(Map& map, T& to) {
    to.kind = takeText(map, Kind);
    to.entity = at(map, Entity).id();
    to.actor = takeText(map, Actor);
    to.secondActor = takeText(map, SecondActor);
    to.seat = at(map, Seat).id();
    to.reason = takeText(map, Reason);
    to.occurred = at(map, Occurred).integer();
    to.recorded = at(map, Recorded).integer();
    to.cause = causeFrom(at(map, CauseKey));
    to.mode = static_cast<Mode>(at(map, ModeKey).integer());
    to.compartment = static_cast<Compartment>(at(map, CompartmentKey).integer());
    to.keyId = takeText(map, KeyId);
    to.open = take(map, Open, &Value::takeMap);
}

Result<Map> decodeWhole(ByteView bytes) {
    auto value = decode(bytes);
    if (!value) return tl::unexpected(value.error());
    const bool isMap = value->isMap();
    Map map = value->takeMap();
    const auto within = [&map](Key key, std::int64_t most) {
        const std::int64_t found = at(map, key).integer();
        return found >= 0 && found <= most;
    };
    const bool complete = isMap && at(map, Kind).isText() && !at(map, Kind).text().empty() &&
                          at(map, Entity).bytes().size() == 16 && at(map, Open).isMap() &&
                          within(ModeKey, 2) && within(CompartmentKey, 4);
    if (!complete) return fail(Next::Corrupt, "a command or fact without kind, entity, mode or fields");
    return map;
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
    FieldWriter out;
    putNames(out, command, command.id);
    putRules(out, command);
    out.put(Open, command.open);
    out.put(NatureKey, ordinal(command.nature));
    if (!command.sealed.empty()) out.put(Sealed, ByteView(command.sealed));
    if (!command.base.empty()) {
        Map base;
        for (const auto& [fieldNumber, version] : command.base)
            base.emplace(fieldNumber, Value(version));
        out.put(Base, base);
    }
    return out.finish();
}

Result<Command> decodeCommand(ByteView bytes) {
    auto map = decodeWhole(bytes);
    if (!map) return tl::unexpected(map.error());
    auto id = CommandId::from(at(*map, CommandKey));
    if (!id) return tl::unexpected(id.error());
    Command command;
    getCommon(*map, command);
    command.id = *id;
    command.nature = at(*map, NatureKey).integer() == 0 ? Nature::Report : Nature::Order;
    command.sealed = take(*map, Sealed, &Value::takeBytes);
    for (const auto& [fieldNumber, version] : at(*map, Base).map())
        command.base.emplace(fieldNumber, version.integer());
    return command;
}

Hash payloadHash(const Command& command) {
    return sha256(encode(command));
}

Bytes encode(const Fact& fact) {
    FieldWriter out;
    out.put(Station, ByteView(fact.station.bytes()));
    out.put(Epoch, number(fact.epoch));
    out.put(Number, number(fact.number));
    out.put(Suite, number(fact.suite));
    out.put(Schema, number(fact.schema));
    putNames(out, fact, fact.command);
    out.put(Committed, fact.committed);
    putRules(out, fact);
    if (!fact.contested.empty())
        out.put(Contested, Value(Array(fact.contested.begin(), fact.contested.end())));
    out.put(Previous, ByteView(fact.previous));
    out.put(Open, fact.open);
    if (fact.sealedHash) out.put(SealedHash, ByteView(*fact.sealedHash));
    return out.finish();
}

Result<Fact> decodeFact(ByteView bytes) {
    auto map = decodeWhole(bytes);
    if (!map) return tl::unexpected(map.error());
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
