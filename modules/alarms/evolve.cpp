#include "alarms/alarms.h"

#include "ledger/ledger.h"

#include <algorithm>

namespace shouwang::alarms {

namespace {

Stamp stampOf(const ledger::Fact& fact) {
    return {fact.actor, fact.seat, fact.occurred};
}

const std::string& text(const ledger::Fact& fact, Field field) {
    return ledger::field(fact.open, field).text();
}

std::int64_t integer(const ledger::Fact& fact, Field field) {
    return ledger::field(fact.open, field).integer();
}

/// A value that no version of ours has written reads as the default: evolve never refuses.
template <class E>
E within(std::int64_t value, E first, E last, E otherwise) {
    const bool known = value >= static_cast<std::int64_t>(first) && value <= static_cast<std::int64_t>(last);
    return known ? static_cast<E>(value) : otherwise;
}

void applyRaised(State& state, const ledger::Fact& fact) {
    if (state.exists()) return;
    state.mode = fact.mode;
    state.point = text(fact, Field::Point);
    state.name = text(fact, Field::Name);
    state.pointKind = within(integer(fact, Field::PointKind), site::PointKind::Fence, site::PointKind::Door,
                             site::PointKind::Button);
    state.priority = within(integer(fact, Field::Priority), site::Priority::Critical, site::Priority::Low,
                            site::Priority::Critical);
    state.zone = text(fact, Field::Zone);
    state.floor = text(fact, Field::Floor);
    state.place = text(fact, Field::Place);
    state.procedure = text(fact, Field::Procedure);
    state.detail = text(fact, Field::Detail);
    state.deviceTime = integer(fact, Field::DeviceTime);
    state.clockSuspect = integer(fact, Field::ClockSuspect) != 0;
    state.bypass = ledger::field(fact.open, Field::Bypass).id();
    state.raisedAt = std::max<Micros>(fact.occurred, 1); // 0 would say: not raised
    state.lastRaisedAt = std::max(state.lastRaisedAt, state.raisedAt);
}

void applyAcknowledged(State& state, const ledger::Fact& fact) {
    const Stamp stamp = stampOf(fact);
    if (!state.acknowledged) {
        state.acknowledged = stamp;
    } else {
        state.alsoAcknowledged.push_back(stamp);
    }
}

std::optional<Classification> classificationOf(const ledger::Fact& fact) {
    const std::int64_t as = integer(fact, Field::Class);
    if (!isClass(as)) return std::nullopt;
    return Classification{static_cast<Class>(as), text(fact, Field::Cause), text(fact, Field::Text),
                          stampOf(fact)};
}

void applyClosed(State& state, const ledger::Fact& fact) {
    if (state.closed) return;
    const Class is = state.classified ? state.classified->is : Class::True;
    state.closed = Classification{is, text(fact, Field::Cause), text(fact, Field::Text), stampOf(fact)};
}

void applyIncident(State& state, const ledger::Fact& fact, bool open) {
    const Id incident = ledger::field(fact.open, Field::Incident).id();
    const auto known = std::ranges::find(state.incidents, incident, &IncidentLink::incident);
    if (known == state.incidents.end()) {
        state.incidents.push_back({incident, text(fact, Field::Number), open});
    } else {
        known->open = known->open && open; // a closed incident does not open again
    }
}

Act actOf(const ledger::Fact& fact) {
    Act act{fact.kind, stampOf(fact), fact.reason,   text(fact, Field::Text), {},
            0,         fact.number,   fact.contested};
    if (act.text.empty()) act.text = text(fact, Field::Detail);
    for (const Field field : {Field::Cause, Field::Camera, Field::Number}) {
        if (act.detail.empty()) act.detail = text(fact, field);
    }
    act.value = fact.kind == kind::kLookedBack ? integer(fact, Field::Seconds) : integer(fact, Field::Class);
    return act;
}

/// A storm of presses is one line that counts.
void addRepeat(State& state, const ledger::Fact& fact) {
    ++state.repeats;
    state.ended.reset(); // a technical alarm: the next outage has begun
    state.lastRaisedAt = std::max(state.lastRaisedAt, fact.occurred);
    if (state.timeline.empty() || state.timeline.back().kind != kind::kRepeated) {
        state.timeline.push_back(actOf(fact));
        state.timeline.back().value = 0;
    }
    Act& line = state.timeline.back();
    ++line.value;
    line.by = stampOf(fact);
    line.number = fact.number;
}

} // namespace

State evolve(State state, const ledger::Fact& fact) {
    if (ledger::roomOf(fact.kind) != "alarms") return state;
    if (state.id.isNull()) state.id = fact.entity;
    if (fact.kind == kind::kRepeated) {
        addRepeat(state, fact);
        return state;
    }
    if (fact.kind == kind::kRaised) {
        if (state.exists()) return state;
        applyRaised(state, fact);
    } else if (fact.kind == kind::kEnded) {
        if (!state.ended) state.ended = stampOf(fact);
    } else if (fact.kind == kind::kAcknowledged) {
        applyAcknowledged(state, fact);
    } else if (fact.kind == kind::kLookedBack) {
        if (!state.lookedBack) state.lookedBack = stampOf(fact);
    } else if (fact.kind == kind::kClassified) {
        if (!state.classified) state.classified = classificationOf(fact);
    } else if (fact.kind == kind::kCorrected) {
        // What breaks a rule (no reason, nothing to correct) is kept in the timeline and changes nothing.
        if (auto corrected = classificationOf(fact); corrected && fact.contested.empty())
            state.classified = std::move(corrected);
    } else if (fact.kind == kind::kClosed) {
        applyClosed(state, fact);
    } else if (fact.kind == kind::kIncidentLinked || fact.kind == kind::kIncidentClosed) {
        applyIncident(state, fact, fact.kind == kind::kIncidentLinked);
    }
    state.timeline.push_back(actOf(fact));
    return state;
}

} // namespace shouwang::alarms
