#include "alarms/alarms.h"

#include <algorithm>
#include <limits>

namespace shouwang::alarms {

namespace {

constexpr const char* kClosedLoop = "S3 柳州 警情监测-转递-处置闭环";
using Codes = std::vector<std::string>;

/// A fact about the alarm itself, in the alarm's own mode and not in the one that the seat claims.
ledger::Decision fact(const State& state, const ledger::Command& command, const char* kind, Codes contested) {
    ledger::Draft draft;
    draft.kind = kind;
    draft.entity = command.entity;
    draft.open = command.open;
    draft.contested = std::move(contested);
    if (state.exists()) draft.mode = state.mode;
    return ledger::Decision::one(std::move(draft));
}

bool didAcknowledge(const State& state, const ledger::Command& command) {
    const auto same = [&](const Stamp& stamp) {
        return stamp.actor == command.actor && stamp.seat == command.seat;
    };
    return (state.acknowledged && same(*state.acknowledged)) ||
           std::ranges::any_of(state.alsoAcknowledged, same);
}

/// A flapping device counts on its open alarm, however slowly it flaps; so does a bypassed point.
bool repeats(const State& open, bool bypassed, const ledger::Command& command) {
    if (open.isTechnical() || bypassed) return true;
    // Compared without a difference of the two: a hostile time must not overflow, and our own is an ordinary
    // one.
    const Micros last = open.lastRaisedAt;
    constexpr Micros kMost = std::numeric_limits<Micros>::max() - kRepeatWindow;
    return last < kMost && command.occurred >= last - kRepeatWindow &&
           command.occurred <= last + kRepeatWindow;
}

ledger::Decision decideRaise(const State& state, const Ground& ground, const ledger::Command& command) {
    if (state.exists() || ground.pressKnown) return ledger::Decision::noOp();
    if (ground.lastAtPoint && !ground.lastAtPoint->ended) return ledger::Decision::noOp(); // told already
    const bool bypassed = ground.bypass && ground.bypass->isActive(command.occurred);
    if (bypassed && ground.bypass->silences())
        return ledger::Decision::one(outages::silenced(*ground.bypass, command.entity, {}));
    if (const State* open = ground.openAtPoint; open && repeats(*open, bypassed, command)) {
        ledger::Draft draft{kind::kRepeated, open->id, command.open, {}, {}, {}, {}, open->mode};
        draft.open.insert_or_assign(static_cast<std::int64_t>(Field::Press), ledger::Value(command.entity));
        ledger::Decision decision = ledger::Decision::one(std::move(draft));
        decision.merged = true;
        return decision;
    }
    Codes contested;
    const std::int64_t priority = ledger::field(command.open, Field::Priority).integer();
    const bool whole = !ledger::field(command.open, Field::Point).text().empty() && priority >= 1 &&
                       priority <= 4 && command.occurred > 0 && !command.entity.isNull();
    if (!whole) contested.emplace_back(code::kMalformed);
    ledger::Decision decision = fact(state, command, kind::kRaised, std::move(contested));
    ledger::Map& said = decision.facts.front().open;
    said.erase(static_cast<std::int64_t>(Field::Bypass)); // ours to say
    if (bypassed) said.emplace(static_cast<std::int64_t>(Field::Bypass), ledger::Value(ground.bypass->id));
    return decision;
}

ledger::Decision decideEnd(const Ground& ground, const ledger::Command& command) {
    const State* last = ground.lastAtPoint;
    if (!last || !last->exists() || last->ended) return ledger::Decision::noOp();
    return ledger::Decision::one({kind::kEnded, last->id, command.open, {}, {}, {}, {}, last->mode});
}

ledger::Decision decideAcknowledge(const State& state, const ledger::Command& command) {
    if (didAcknowledge(state, command)) return ledger::Decision::noOp();
    Codes contested;
    if (!state.exists()) contested.emplace_back(code::kUnknownAlarm);
    if (state.closed) contested.emplace_back(code::kAfterClosing);
    ledger::Decision decision = fact(state, command, kind::kAcknowledged, std::move(contested));
    decision.merged = state.acknowledged.has_value();
    return decision;
}

ledger::Decision decideLookBack(const State& state, const ledger::Command& command) {
    Codes contested;
    if (!state.exists()) contested.emplace_back(code::kUnknownAlarm);
    if (ledger::field(command.open, Field::Camera).text().empty()) contested.emplace_back(code::kMalformed);
    return fact(state, command, kind::kLookedBack, std::move(contested));
}

Codes problemsOf(const ledger::Command& command) {
    const std::int64_t as = ledger::field(command.open, Field::Class).integer();
    if (!isClass(as)) return {code::kClassUnknown};
    return problemsOfClassification(static_cast<Class>(as), ledger::field(command.open, Field::Cause).text(),
                                    ledger::field(command.open, Field::Text).text());
}

bool saysTheSame(const State& state, const ledger::Command& command) {
    return state.classified &&
           static_cast<std::int64_t>(state.classified->is) ==
               ledger::field(command.open, Field::Class).integer() &&
           state.classified->cause == ledger::field(command.open, Field::Cause).text() &&
           state.classified->text == ledger::field(command.open, Field::Text).text();
}

ledger::Decision decideClassify(const State& state, const ledger::Command& command) {
    if (saysTheSame(state, command)) return ledger::Decision::noOp();
    Codes contested = problemsOf(command);
    if (!state.exists()) contested.emplace_back(code::kUnknownAlarm);
    if (state.classified) contested.emplace_back(code::kAlreadyClassified);
    if (state.closed) contested.emplace_back(code::kAfterClosing);
    return fact(state, command, kind::kClassified, std::move(contested));
}

ledger::Decision decideCorrect(const State& state, const ledger::Command& command) {
    if (saysTheSame(state, command)) return ledger::Decision::noOp();
    Codes contested = problemsOf(command);
    if (!state.exists()) contested.emplace_back(code::kUnknownAlarm);
    if (!state.classified) contested.emplace_back(code::kNothingToCorrect);
    if (command.reason.empty()) contested.emplace_back(code::kReasonMissing);
    return fact(state, command, kind::kCorrected, std::move(contested));
}

ledger::Decision decideClose(const State& state, const ledger::Command& command) {
    using ledger::Decision;
    if (!state.exists()) return Decision::refuse(code::kUnknownAlarm, "there is no such alarm");
    const std::string& cause = ledger::field(command.open, Field::Cause).text();
    const std::string& note = ledger::field(command.open, Field::Text).text();
    if (state.closed) {
        if (state.closed->cause == cause && state.closed->text == note) return Decision::noOp();
        return Decision::refuse(code::kAlreadyClosed, "closed before by " + state.closed->by.actor);
    }
    if (command.nature != ledger::Nature::Order)
        return Decision::refuse(code::kMalformed, "closing an alarm is an order");
    if (!state.classified)
        return Decision::refuse(code::kNotClassified, "nobody has said what this alarm was", kClosedLoop);
    if (const IncidentLink* open = state.openIncident(); open && state.classified->is == Class::True)
        return Decision::refuse(code::kIncidentOpen, "incident " + open->number + " is still open",
                                kClosedLoop);
    if (const Codes problems = problemsOfClosing(cause, note); !problems.empty())
        return Decision::refuse(problems.front(), "no alarm is closed without a cause code", kClosedLoop);
    return fact(state, command, kind::kClosed, {});
}

Codes problemsOfCause(std::string_view cause, std::string_view text) {
    if (!cause.empty() && !isCause(cause)) return {code::kCauseUnknown};
    if (cause == kOther && text.empty()) return {code::kTextMissing};
    return {};
}

} // namespace

Codes problemsOfClassification(Class as, std::string_view cause, std::string_view text) {
    if (as == Class::False && cause.empty()) return {code::kCauseMissing};
    return problemsOfCause(cause, text);
}

Codes problemsOfClosing(std::string_view cause, std::string_view note) {
    if (cause.empty()) return {code::kCauseMissing};
    return problemsOfCause(cause, note);
}

ledger::Map present(const State& state) {
    ledger::Map now;
    if (state.classified)
        now.emplace(static_cast<std::int64_t>(Field::Class), static_cast<int>(state.classified->is));
    if (state.closed) {
        now.emplace(static_cast<std::int64_t>(Field::Cause), state.closed->cause);
        now.emplace(static_cast<std::int64_t>(Field::Text), state.closed->text);
    }
    return now;
}

ledger::Decision decide(const State& state, const Ground& ground, const ledger::Command& command) {
    if (command.kind == "alarms.raise") return decideRaise(state, ground, command);
    if (command.kind == "alarms.end") return decideEnd(ground, command);
    if (command.kind == "alarms.acknowledge") return decideAcknowledge(state, command);
    if (command.kind == "alarms.look_back") return decideLookBack(state, command);
    if (command.kind == "alarms.classify") return decideClassify(state, command);
    if (command.kind == "alarms.correct_classification") return decideCorrect(state, command);
    if (command.kind == "alarms.close") return decideClose(state, command);
    return ledger::Decision::refuse(code::kUnknownCommand, "alarms does not know " + command.kind);
}

} // namespace shouwang::alarms
