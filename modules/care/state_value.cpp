// One person as one CBOR value: the body of a row. Numbers are of the tables' version, not of facts.
#include "care/tables.h"

namespace shouwang::care {

namespace {

using ledger::Array;
using ledger::Map;
using ledger::Value;

enum Key : std::int64_t { Entity = 1, ModeKey, Number, Woman, Home, WhereKey, Zone, Kind, Last };

Movement movementFrom(const Array& parts) {
    if (parts.size() != 5) return {};
    return {parts[0].text(), parts[1].text(), parts[2].id(), parts[3].integer(), parts[4].text()};
}

Where whereFrom(std::int64_t stored) {
    const bool known = stored >= 0 && stored <= static_cast<std::int64_t>(Where::Gone);
    return known ? static_cast<Where>(stored) : Where::Unknown;
}

} // namespace

Value toValue(const State& state) {
    const Movement& last = state.last;
    return Map{{Entity, state.id},
               {ModeKey, static_cast<std::int64_t>(state.mode)},
               {Number, state.number},
               {Woman, state.woman},
               {Home, state.home},
               {WhereKey, static_cast<std::int64_t>(state.where)},
               {Zone, state.zone},
               {Kind, state.kind},
               {Last, Array{last.kind, last.actor, last.seat, last.at, last.reason}}};
}

State stateFrom(const Value& value) {
    const Map& map = value.map();
    State state;
    state.id = at(map, Entity).id();
    state.mode = static_cast<ledger::Mode>(at(map, ModeKey).integer());
    state.number = at(map, Number).text();
    state.woman = at(map, Woman).integer() != 0;
    state.home = at(map, Home).text();
    state.where = whereFrom(at(map, WhereKey).integer());
    state.zone = at(map, Zone).text();
    state.kind = at(map, Kind).text();
    state.last = movementFrom(at(map, Last).array());
    return state;
}

} // namespace shouwang::care
