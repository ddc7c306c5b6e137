// One alarm as one CBOR value: the body of a row. Numbers are of the tables' version, not of facts.
#include "alarms/tables.h"

namespace shouwang::alarms {

namespace {

using ledger::Array;
using ledger::Map;
using ledger::Value;

enum Key : std::int64_t {
    Entity = 1,
    ModeKey,
    Point,
    Name,
    PointKind,
    PriorityKey,
    Zone,
    Floor,
    Place,
    Procedure,
    Detail,
    RaisedAt,
    LastRaisedAt,
    DeviceTime,
    ClockSuspect,
    Repeats,
    Acknowledged,
    AlsoAcknowledged,
    LookedBack,
    Classified,
    Incidents,
    Closed,
    Timeline,
    Ended,
    BypassKey,
};

const Value& part(const Value& value, std::size_t index) {
    static const Value none;
    return index < value.array().size() ? value.array()[index] : none;
}

Value toValue(const Stamp& stamp) {
    return Array{stamp.actor, stamp.seat, stamp.at};
}
Stamp stampFrom(const Value& value) {
    return {part(value, 0).text(), part(value, 1).id(), part(value, 2).integer()};
}

Value toValue(const Classification& from) {
    return Array{static_cast<std::int64_t>(from.is), from.cause, from.text, toValue(from.by)};
}
Classification classificationFrom(const Value& value) {
    return {static_cast<Class>(part(value, 0).integer()), part(value, 1).text(), part(value, 2).text(),
            stampFrom(part(value, 3))};
}

Value toValue(const IncidentLink& link) {
    return Array{link.incident, link.number, link.open};
}
IncidentLink linkFrom(const Value& value) {
    return {part(value, 0).id(), part(value, 1).text(), part(value, 2).integer() != 0};
}

Value toValue(const Act& act) {
    return Array{act.kind,
                 toValue(act.by),
                 act.reason,
                 act.text,
                 act.detail,
                 act.value,
                 static_cast<std::int64_t>(act.number),
                 Array(act.contested.begin(), act.contested.end())};
}
Act actFrom(const Value& value) {
    Act act{part(value, 0).text(),
            stampFrom(part(value, 1)),
            part(value, 2).text(),
            part(value, 3).text(),
            part(value, 4).text(),
            part(value, 5).integer(),
            static_cast<std::uint64_t>(part(value, 6).integer()),
            {}};
    for (const Value& contested : part(value, 7).array())
        act.contested.push_back(contested.text());
    return act;
}

template <class T>
Value listOf(const std::vector<T>& items) {
    Array array;
    for (const T& item : items)
        array.push_back(toValue(item));
    return array;
}

template <class T, class Read>
std::vector<T> listFrom(const Value& value, Read read) {
    std::vector<T> items;
    for (const Value& item : value.array())
        items.push_back(read(item));
    return items;
}

void readPoint(const Map& map, State& state) {
    state.point = at(map, Point).text();
    state.name = at(map, Name).text();
    state.pointKind = static_cast<site::PointKind>(at(map, PointKind).integer());
    state.priority = static_cast<site::Priority>(at(map, PriorityKey).integer());
    state.zone = at(map, Zone).text();
    state.floor = at(map, Floor).text();
    state.place = at(map, Place).text();
    state.procedure = at(map, Procedure).text();
    state.detail = at(map, Detail).text();
}

} // namespace

Value toValue(const State& state) {
    Map map{{Entity, state.id},
            {ModeKey, static_cast<std::int64_t>(state.mode)},
            {Point, state.point},
            {Name, state.name},
            {PointKind, static_cast<std::int64_t>(state.pointKind)},
            {PriorityKey, static_cast<std::int64_t>(state.priority)},
            {Zone, state.zone},
            {Floor, state.floor},
            {Place, state.place},
            {Procedure, state.procedure},
            {Detail, state.detail},
            {RaisedAt, state.raisedAt},
            {LastRaisedAt, state.lastRaisedAt},
            {DeviceTime, state.deviceTime},
            {ClockSuspect, state.clockSuspect},
            {Repeats, state.repeats},
            {AlsoAcknowledged, listOf(state.alsoAcknowledged)},
            {Incidents, listOf(state.incidents)},
            {Timeline, listOf(state.timeline)}};
    if (state.acknowledged) map.emplace(Acknowledged, toValue(*state.acknowledged));
    if (state.lookedBack) map.emplace(LookedBack, toValue(*state.lookedBack));
    if (state.classified) map.emplace(Classified, toValue(*state.classified));
    if (!state.bypass.isNull()) map.emplace(BypassKey, state.bypass);
    if (state.ended) map.emplace(Ended, toValue(*state.ended));
    if (state.closed) map.emplace(Closed, toValue(*state.closed));
    return map;
}

State stateFrom(const Value& value) {
    const Map& map = value.map();
    State state;
    state.id = at(map, Entity).id();
    state.mode = static_cast<ledger::Mode>(at(map, ModeKey).integer());
    readPoint(map, state);
    state.raisedAt = at(map, RaisedAt).integer();
    state.lastRaisedAt = at(map, LastRaisedAt).integer();
    state.deviceTime = at(map, DeviceTime).integer();
    state.clockSuspect = at(map, ClockSuspect).integer() != 0;
    state.repeats = at(map, Repeats).integer();
    if (map.contains(Acknowledged)) state.acknowledged = stampFrom(at(map, Acknowledged));
    if (map.contains(LookedBack)) state.lookedBack = stampFrom(at(map, LookedBack));
    if (map.contains(Classified)) state.classified = classificationFrom(at(map, Classified));
    state.bypass = at(map, BypassKey).id();
    if (map.contains(Ended)) state.ended = stampFrom(at(map, Ended));
    if (map.contains(Closed)) state.closed = classificationFrom(at(map, Closed));
    state.alsoAcknowledged = listFrom<Stamp>(at(map, AlsoAcknowledged), stampFrom);
    state.incidents = listFrom<IncidentLink>(at(map, Incidents), linkFrom);
    state.timeline = listFrom<Act>(at(map, Timeline), actFrom);
    return state;
}

} // namespace shouwang::alarms
