#include "alarms/alarms.h"

#include <algorithm>
#include <tuple>

namespace shouwang::alarms {

namespace {

constexpr std::array<std::string_view, 12> kCauses = {
    "wind",     "rain_snow", "animal",      "plant",   "light", "construction", "pressed_by_mistake",
    "trespass", "climbing",  "aged_device", "handled", kOther};

std::int64_t number(Field field) {
    return static_cast<std::int64_t>(field);
}

ledger::Command command(const char* kind, const Id& entity, Micros now) {
    ledger::Command made;
    made.kind = kind;
    made.entity = entity;
    made.occurred = now;
    made.recorded = now;
    return made;
}

void put(ledger::Command& command, Field field, ledger::Value value) {
    command.open.insert_or_assign(number(field), std::move(value));
}

void putText(ledger::Command& command, Field field, std::string text) {
    if (!text.empty()) put(command, field, ledger::Value(std::move(text)));
}

ledger::Draft incidentDraft(const char* kind, const Id& alarm, const Id& incident, std::string spoken) {
    ledger::Draft draft;
    draft.kind = kind;
    draft.entity = alarm;
    draft.open = {{number(Field::Incident), ledger::Value(incident)},
                  {number(Field::Number), ledger::Value(std::move(spoken))}};
    return draft;
}

} // namespace

bool isClass(std::int64_t candidate) {
    return candidate >= static_cast<std::int64_t>(Class::True) &&
           candidate <= static_cast<std::int64_t>(Class::DeviceFault);
}

std::span<const std::string_view> causes() {
    return kCauses;
}

bool isCause(std::string_view candidate) {
    return std::ranges::find(kCauses, candidate) != kCauses.end();
}

Stage State::stage() const {
    if (closed) return Stage::Closed;
    if (classified) return Stage::Classified;
    if (acknowledged) return Stage::Acknowledged;
    return exists() ? Stage::Raised : Stage::None;
}

const IncidentLink* State::openIncident() const {
    const auto found = std::ranges::find_if(incidents, &IncidentLink::open);
    return found == incidents.end() ? nullptr : &*found;
}

Id alarmId(const site::Signal& signal) {
    if (signal.boot != 0 || signal.counter != 0) {
        return Id::fromParts(
            {"alarm", signal.point, std::to_string(signal.boot), std::to_string(signal.counter)});
    }
    return Id::fromParts({"alarm at", signal.point, std::to_string(static_cast<int>(signal.kind)),
                          std::to_string(signal.device_time)});
}

Id pointId(std::string_view point) {
    return Id::fromParts({"point", point});
}

ledger::Map described(const site::AlarmPoint& point) {
    ledger::Command made;
    put(made, Field::Point, point.id);
    put(made, Field::PointKind, static_cast<std::int64_t>(point.kind));
    put(made, Field::Priority, static_cast<std::int64_t>(point.priority));
    putText(made, Field::Zone, point.place.zone);
    putText(made, Field::Floor, point.place.floor);
    putText(made, Field::Place, point.place.name);
    putText(made, Field::Name, point.name);
    putText(made, Field::Procedure, point.procedure);
    return std::move(made.open);
}

bool canBeExercised(const ledger::Map& described) {
    const std::string& point = ledger::field(described, Field::Point).text();
    const std::int64_t priority = ledger::field(described, Field::Priority).integer();
    return !point.empty() && !point.starts_with(kDevicePoint) && priority >= 1 && priority <= 4;
}

ledger::Draft exerciseRaised(const Id& alarm, ledger::Map described, std::string detail) {
    ledger::Draft draft;
    draft.kind = kind::kRaised;
    draft.entity = alarm;
    draft.open = std::move(described);
    if (!detail.empty()) draft.open.insert_or_assign(number(Field::Detail), std::move(detail));
    return draft;
}

std::vector<ledger::Draft> exerciseOver(const State& alarm, std::string text) {
    if (!alarm.isOpen() || alarm.mode == ledger::Mode::Real) return {};
    std::vector<ledger::Draft> drafts;
    ledger::Draft draft;
    draft.entity = alarm.id;
    draft.open = {{number(Field::Cause), kOther}, {number(Field::Text), std::move(text)}};
    if (!alarm.classified) {
        draft.kind = kind::kClassified;
        drafts.push_back(draft);
        drafts.back().open.emplace(number(Field::Class), static_cast<std::int64_t>(Class::Drill));
    }
    draft.kind = kind::kClosed;
    drafts.push_back(std::move(draft));
    return drafts;
}

Id pressIn(const ledger::Fact& fact) {
    if (fact.kind == kind::kRepeated) return ledger::field(fact.open, Field::Press).id();
    if (fact.kind == outages::kind::kSilenced) return ledger::field(fact.open, outages::Field::Press).id();
    return {};
}

ledger::Command raise(const site::AlarmPoint& point, const site::Signal& signal, Micros now,
                      ledger::Mode mode) {
    ledger::Command made = command("alarms.raise", alarmId(signal), now);
    const bool counted = signal.boot != 0 || signal.counter != 0;
    const auto claimed = static_cast<std::uint64_t>(signal.device_time);
    made.id = {ledger::CommandId::Source::Device, pointId(point.id), signal.boot,
               counted ? signal.counter : claimed, 0};
    made.actor = "system";
    made.mode = mode;
    made.open = described(point);
    put(made, Field::DeviceTime, signal.device_time);
    put(made, Field::ClockSuspect, signal.clock_suspect);
    putText(made, Field::Detail, signal.detail);
    return made;
}

ledger::Command end(std::string_view point, Micros now) {
    ledger::Command made = command("alarms.end", pointId(point), now);
    made.id = {ledger::CommandId::Source::Device, pointId(point), 0, static_cast<std::uint64_t>(now), 1};
    made.actor = "system";
    put(made, Field::Point, std::string(point));
    return made;
}

ledger::Command acknowledge(const Id& alarm, Micros now) {
    return command("alarms.acknowledge", alarm, now);
}

ledger::Command lookBack(const Id& alarm, std::string camera, std::int64_t seconds, Micros now) {
    ledger::Command made = command("alarms.look_back", alarm, now);
    put(made, Field::Camera, std::move(camera));
    put(made, Field::Seconds, seconds);
    return made;
}

ledger::Command classify(const Id& alarm, Class as, std::string cause, std::string text, Micros now) {
    ledger::Command made = command("alarms.classify", alarm, now);
    put(made, Field::Class, static_cast<std::int64_t>(as));
    putText(made, Field::Cause, std::move(cause));
    putText(made, Field::Text, std::move(text));
    return made;
}

ledger::Command correctClassification(const Id& alarm, Class as, std::string cause, std::string text,
                                      std::string reason, Micros now) {
    ledger::Command made = classify(alarm, as, std::move(cause), std::move(text), now);
    made.kind = "alarms.correct_classification";
    made.reason = std::move(reason);
    return made;
}

ledger::Command close(const Id& alarm, std::string cause, std::string note, Micros now) {
    ledger::Command made = command("alarms.close", alarm, now);
    made.nature = ledger::Nature::Order;
    putText(made, Field::Cause, std::move(cause));
    putText(made, Field::Text, std::move(note));
    return made;
}

ledger::Draft incidentLinked(const Id& alarm, const Id& incident, std::string spoken) {
    return incidentDraft(kind::kIncidentLinked, alarm, incident, std::move(spoken));
}

ledger::Draft incidentClosed(const Id& alarm, const Id& incident, std::string spoken) {
    return incidentDraft(kind::kIncidentClosed, alarm, incident, std::move(spoken));
}

Escalation escalationDue(const State& state, Micros now, const EscalationTimes& times) {
    if (state.stage() != Stage::Raised || state.isTechnical()) return Escalation::None;
    const Micros waited = now - state.raisedAt;
    if (waited >= times.after[2]) return Escalation::DutyCommander;
    if (waited >= times.after[1]) return Escalation::ShiftLeader;
    if (waited >= times.after[0]) return Escalation::SecondSeat;
    return Escalation::None;
}

bool standsBefore(const State& a, const State& b) {
    const auto key = [](const State& state) {
        return std::tuple(state.mode != ledger::Mode::Real, state.priority,
                          state.stage() >= Stage::Acknowledged, -state.raisedAt, state.id);
    };
    return key(a) < key(b);
}

} // namespace shouwang::alarms
