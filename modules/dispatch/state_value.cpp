// One incident as one CBOR value: the body of a row. Numbers are of the tables' version, not of facts.
#include "dispatch/tables.h"

namespace shouwang::dispatch {

namespace {

using ledger::Array;
using ledger::Map;
using ledger::Value;

enum Key : std::int64_t {
    Entity = 1,
    ModeKey,
    Number,
    Kind,
    Grade,
    Title,
    Zone,
    Place,
    Alarm,
    Opened,
    Tasks,
    Moments,
    Closed,
    Timeline,
    VersionsKey,
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

Value toValue(const Task& task) {
    return Array{task.id,
                 task.post,
                 task.text,
                 task.due,
                 toValue(task.added),
                 static_cast<std::int64_t>(task.state),
                 task.result,
                 toValue(task.changed)};
}
Task taskFrom(const Value& value) {
    Task task;
    task.id = part(value, 0).id();
    task.post = part(value, 1).text();
    task.text = part(value, 2).text();
    task.due = part(value, 3).integer();
    task.added = stampFrom(part(value, 4));
    task.state = static_cast<TaskState>(part(value, 5).integer());
    task.result = part(value, 6).text();
    task.changed = stampFrom(part(value, 7));
    return task;
}

Value toValue(const Act& act) {
    return Array{act.kind,
                 toValue(act.by),
                 act.reason,
                 act.text,
                 act.detail,
                 act.value,
                 act.task,
                 static_cast<std::int64_t>(act.number),
                 Array(act.contested.begin(), act.contested.end()),
                 act.amended,
                 act.overtaken};
}
Act actFrom(const Value& value) {
    Act act;
    act.kind = part(value, 0).text();
    act.by = stampFrom(part(value, 1));
    act.reason = part(value, 2).text();
    act.text = part(value, 3).text();
    act.detail = part(value, 4).text();
    act.value = part(value, 5).integer();
    act.task = part(value, 6).id();
    act.number = static_cast<std::uint64_t>(part(value, 7).integer());
    for (const Value& contested : part(value, 8).array())
        act.contested.push_back(contested.text());
    act.amended = part(value, 9).map();
    act.overtaken = part(value, 10).map();
    return act;
}

template <class T>
Value listOf(const std::vector<T>& items) {
    Array array;
    for (const T& item : items)
        array.push_back(toValue(item));
    return array;
}

} // namespace

Value toValue(const State& state) {
    Map moments;
    for (const auto& [moment, stamp] : state.moments)
        moments.emplace(static_cast<std::int64_t>(moment), toValue(stamp));
    Map versions;
    for (const auto& [field, version] : state.versions)
        versions.emplace(field, version);
    Map map{{Entity, state.id},
            {ModeKey, static_cast<std::int64_t>(state.mode)},
            {Number, state.number},
            {Kind, state.kind},
            {Grade, state.grade},
            {Title, state.title},
            {Zone, state.zone},
            {Place, state.place},
            {Alarm, state.alarm},
            {Opened, toValue(state.opened)},
            {Tasks, listOf(state.tasks)},
            {Moments, std::move(moments)},
            {Timeline, listOf(state.timeline)},
            {VersionsKey, std::move(versions)}};
    if (state.closed)
        map.emplace(Closed, Array{state.closed->code, state.closed->text, toValue(state.closed->by)});
    return map;
}

State stateFrom(const Value& value) {
    const Map& map = value.map();
    State state;
    state.id = at(map, Entity).id();
    state.mode = static_cast<ledger::Mode>(at(map, ModeKey).integer());
    state.number = at(map, Number).text();
    state.kind = at(map, Kind).text();
    state.grade = static_cast<int>(at(map, Grade).integer());
    state.title = at(map, Title).text();
    state.zone = at(map, Zone).text();
    state.place = at(map, Place).text();
    state.alarm = at(map, Alarm).id();
    state.opened = stampFrom(at(map, Opened));
    for (const Value& task : at(map, Tasks).array())
        state.tasks.push_back(taskFrom(task));
    for (const auto& [moment, stamp] : at(map, Moments).map())
        state.moments.emplace(static_cast<Moment>(moment), stampFrom(stamp));
    if (const Value& closed = at(map, Closed); closed.isArray())
        state.closed = Conclusion{part(closed, 0).text(), part(closed, 1).text(), stampFrom(part(closed, 2))};
    for (const Value& act : at(map, Timeline).array())
        state.timeline.push_back(actFrom(act));
    for (const auto& [field, version] : at(map, VersionsKey).map())
        state.versions.emplace(field, version.integer());
    return state;
}

} // namespace shouwang::dispatch
