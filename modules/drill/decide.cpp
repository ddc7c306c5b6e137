#include "drill/drill.h"

#include <algorithm>
#include <set>

namespace shouwang::drill {

namespace {

using ledger::Decision;
using Codes = std::vector<std::string>;

constexpr const char* kTwoPersons = "G21";

const std::string& text(const ledger::Command& command, Field field) {
    return ledger::field(command.open, field).text();
}

ledger::Draft draftOf(const char* kind, const ledger::Command& command) {
    ledger::Draft draft;
    draft.kind = kind;
    draft.entity = command.entity;
    draft.open = command.open;
    draft.mode = ledger::Mode::Drill; // it is what makes everything else one
    return draft;
}

Decision registered(const char* kind, const ledger::Command& command) {
    Decision decision = Decision::one(draftOf(kind, command));
    decision.facts.front().open.insert_or_assign(static_cast<std::int64_t>(Field::Register), kRegister);
    return decision;
}

std::optional<Decision> refusalOfSecond(const Ground& ground, const ledger::Command& command) {
    const auto second = people::proofFrom(ledger::field(command.open, Field::Second));
    if (!second || second->account != command.secondActor)
        return Decision::refuse(code::kSecondMissing, "a second person has to sign", kTwoPersons);
    if (second->account == command.actor)
        return Decision::refuse(code::kSamePerson, "the second person is the first", kTwoPersons);
    if (!people::may(second->role, second->auxiliary, people::Permission::CoordinateDrills))
        return Decision::refuse(code::kSecondNotAllowed, second->account + " may not coordinate exercises",
                                kTwoPersons);
    if (ground.check && !people::holds(*second, actOf(command), *ground.check))
        return Decision::refuse(code::kBadSignature, "the second signature is not " + second->account + "'s",
                                kTwoPersons);
    return std::nullopt;
}

std::optional<Decision> refusalOfOrder(const State& state, const ledger::Command& command) {
    if (command.nature != ledger::Nature::Order)
        return Decision::refuse(code::kMalformed, command.kind + " is an order");
    if (!state.exists()) return Decision::refuse(code::kUnknownExercise, "there is no such exercise");
    if (state.ended) return Decision::refuse(code::kNotRunning, "ended before by " + state.ended->by.actor);
    return std::nullopt;
}

Plan planOf(const ledger::Command& command) {
    return {command.entity, text(command, Field::Name), command.reason,
            ledger::field(command.open, Field::PlannedEnd).integer(),
            listFrom(ledger::field(command.open, Field::Items))};
}

Decision decideStart(const State& state, const Ground& ground, const ledger::Command& command) {
    if (state.ended) return Decision::refuse(code::kNotRunning, "it was aborted before it began");
    if (state.exists()) return Decision::refuse(code::kAlreadyStarted, "this exercise runs already");
    if (command.nature != ledger::Nature::Order)
        return Decision::refuse(code::kMalformed, "starting an exercise is an order");
    if (const Codes problems = problemsOfPlan(planOf(command), command.occurred); !problems.empty())
        return Decision::refuse(problems.front(), "the plan is not complete");
    if (auto refusal = refusalOfSecond(ground, command)) return *refusal;
    if (ground.running)
        return Decision::refuse(code::kAnotherRuns, "exercise '" + ground.running->name + "' still runs");
    return registered(kind::kStarted, command);
}

/// What has waited for too long is left out: an exercise that goes on after an outage begins no storm.
bool isLate(const State& state, const Item& item, const ledger::Command& command) {
    return command.id.source == ledger::CommandId::Source::Timer &&
           command.occurred > state.dueOf(item) + kLate;
}

Decision decideRaise(const State& state, const ledger::Command& command) {
    const Id id = ledger::field(command.open, Field::Item).id();
    const Item* listed = state.item(id);
    const bool timer = command.id.source == ledger::CommandId::Source::Timer;
    if (timer && (!state.isRunning() || !listed || listed->state != Item::State::Waiting))
        return Decision::noOp();
    if (auto refusal = refusalOfOrder(state, command)) return *refusal;
    if (id.isNull()) return Decision::refuse(code::kMalformed, "an item without an identity");
    if (listed && listed->state == Item::State::Raised) return Decision::noOp();
    const ledger::Map point = listed ? listed->point : ledger::field(command.open, Field::Point).map();
    if (!alarms::canBeExercised(point))
        return Decision::refuse(code::kPointUnknown, "no alarm point to raise an exercise at");
    if (listed && isLate(state, *listed, command)) return Decision::one(draftOf(kind::kLeftOut, command));
    const Id alarm = alarmOf(command.entity, id);
    ledger::Draft raised = draftOf(kind::kRaised, command);
    raised.open.insert_or_assign(static_cast<std::int64_t>(Field::Point), point);
    raised.open.insert_or_assign(static_cast<std::int64_t>(Field::Alarm), alarm);
    Decision decision = Decision::one(std::move(raised));
    const std::string& note = listed ? listed->note : text(command, Field::Note);
    decision.facts.push_back(alarms::exerciseRaised(alarm, point, note));
    return decision;
}

void closeAlarms(const Ground& ground, const std::string& why, Decision& decision) {
    for (const alarms::State& alarm : ground.alarms) {
        std::vector<ledger::Draft> over = alarms::exerciseOver(alarm, why);
        std::ranges::move(over, std::back_inserter(decision.facts));
    }
}

Decision decideStop(const State& state, const Ground& ground, const ledger::Command& command) {
    if (auto refusal = refusalOfOrder(state, command)) return *refusal;
    if (command.reason.empty()) return Decision::refuse(code::kReasonMissing, "a stop says how it went");
    if (auto refusal = refusalOfSecond(ground, command)) return *refusal;
    Decision decision = registered(kind::kStopped, command);
    closeAlarms(ground, "演练结束", decision);
    return decision;
}

/// Whoever presses the key is right: something real has happened, or somebody is hurt.
Decision decideAbort(const State& state, const Ground& ground, const ledger::Command& command) {
    if (state.ended) return Decision::noOp();
    Decision decision = registered(kind::kAborted, command);
    if (!state.exists()) decision.facts.front().contested.emplace_back(code::kUnknownExercise);
    closeAlarms(ground, "演练中止", decision);
    return decision;
}

} // namespace

std::vector<std::string> problemsOfPlan(const Plan& plan, Micros now) {
    Codes problems;
    if (plan.exercise.isNull()) problems.emplace_back(code::kMalformed);
    if (plan.name.empty()) problems.emplace_back(code::kNameMissing);
    if (plan.reason.empty()) problems.emplace_back(code::kReasonMissing);
    const bool ahead = now >= 0 && plan.plannedEnd > now; // so that their difference is a number
    if (!ahead) problems.emplace_back(code::kEndInPast);
    if (ahead && plan.plannedEnd - now > kLongest) problems.emplace_back(code::kTooLong);
    if (plan.items.size() > kMostItems) problems.emplace_back(code::kTooManyItems);
    std::set<Id> ids;
    for (const Item& item : plan.items) {
        if (item.id.isNull() || !item.isListed() || !ids.insert(item.id).second)
            problems.emplace_back(code::kMalformed);
        if (!alarms::canBeExercised(item.point)) problems.emplace_back(code::kPointUnknown);
        if (ahead && item.after > plan.plannedEnd - now) problems.emplace_back(code::kItemAfterEnd);
    }
    return problems;
}

Decision decide(const State& state, const Ground& ground, const ledger::Command& command) {
    if (command.kind == "drill.start") return decideStart(state, ground, command);
    if (command.kind == "drill.raise") return decideRaise(state, command);
    if (command.kind == "drill.stop") return decideStop(state, ground, command);
    if (command.kind == "drill.abort") return decideAbort(state, ground, command);
    return Decision::refuse(code::kUnknownCommand, "drill does not know " + command.kind);
}

} // namespace shouwang::drill
