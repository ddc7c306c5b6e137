#include "dispatch/dispatch.h"

#include <algorithm>

namespace shouwang::dispatch {

namespace {

using ledger::Decision;
using Codes = std::vector<std::string>;

constexpr const char* kClosedLoop = "S3 柳州 警情监测-转递-处置闭环";
constexpr const char* kSupervised = "S3 长沙 事先提醒·事中跟踪·事后督导";

const std::string& text(const ledger::Command& command, Field field) {
    return ledger::field(command.open, field).text();
}

Id id(const ledger::Command& command, Field field) {
    return ledger::field(command.open, field).id();
}

/// A fact about the incident itself, in the incident's own mode and not in the one that the seat claims.
Decision fact(const State& state, const ledger::Command& command, const char* kind, Codes contested = {}) {
    ledger::Draft draft;
    draft.kind = kind;
    draft.entity = command.entity;
    draft.open = command.open;
    draft.contested = std::move(contested);
    if (state.exists()) draft.mode = state.mode;
    return Decision::one(std::move(draft));
}

Opening openingOf(const ledger::Command& command) {
    Opening opening;
    opening.incident = command.entity;
    opening.number = text(command, Field::Number);
    opening.kind = text(command, Field::Kind);
    const std::int64_t grade = ledger::field(command.open, Field::Grade).integer();
    opening.grade = grade >= 1 && grade <= 4 ? static_cast<int>(grade) : 0;
    opening.title = text(command, Field::Title);
    opening.alarm = id(command, Field::Alarm);
    return opening;
}

std::optional<ledger::Refusal> groundOfOpening(const Opening& opening, const Ground& ground) {
    if (ground.numberTaken)
        return ledger::Refusal{code::kNumberTaken, {}, "another incident is called " + opening.number};
    if (opening.alarm.isNull()) return std::nullopt;
    if (!ground.alarm || !ground.alarm->exists())
        return ledger::Refusal{code::kUnknownAlarm, {}, "there is no such alarm"};
    if (const alarms::IncidentLink* link = ground.alarm->openIncident())
        return ledger::Refusal{
            code::kAlarmHasIncident, {}, "the alarm is worked on in incident " + link->number};
    return std::nullopt;
}

Decision decideOpen(const State& state, const Ground& ground, const ledger::Command& command) {
    const Opening opening = openingOf(command);
    if (state.exists()) {
        if (state.number == opening.number) return Decision::noOp();
        return Decision::refuse(code::kAlreadyOpen, "the incident is open as " + state.number);
    }
    if (const Codes problems = problemsOfOpening(opening); !problems.empty())
        return Decision::refuse(problems.front(), "the opening is not complete");
    if (auto refusal = groundOfOpening(opening, ground))
        return Decision::refuse(refusal->code, refusal->text, refusal->basis);
    const ledger::Mode mode = ground.alarm ? ground.alarm->mode : command.mode;
    if (opening.number.starts_with(kExerciseNumber) != (mode != ledger::Mode::Real))
        return Decision::refuse(code::kNumberOfOtherMode, opening.number + " is of another series");
    Decision decision = fact(state, command, kind::kOpened);
    if (!opening.alarm.isNull()) { // the alarm learns of it in the same transaction, and both are in its mode
        decision.facts.front().mode = ground.alarm->mode;
        decision.facts.push_back(alarms::incidentLinked(opening.alarm, command.entity, opening.number));
        decision.facts.back().mode = ground.alarm->mode;
    }
    return decision;
}

std::optional<Decision> refusalOfOrder(const State& state, const ledger::Command& command) {
    if (command.nature != ledger::Nature::Order)
        return Decision::refuse(code::kMalformed, command.kind + " is an order");
    if (!state.exists()) return Decision::refuse(code::kUnknownIncident, "there is no such incident");
    if (state.closed)
        return Decision::refuse(code::kAlreadyClosed, "closed before by " + state.closed->by.actor);
    return std::nullopt;
}

// Two people may amend one incident at the same time, also a seat that was away: the fields are merged one by
// one, the station's order decides, and what was overtaken stands in the fact.
Decision decideAmend(const State& state, const ledger::Command& command) {
    if (auto refusal = refusalOfOrder(state, command)) return *refusal;
    if (const Codes problems = problemsOfAmending(command.open, command.reason); !problems.empty())
        return Decision::refuse(problems.front(), "the amendment is not complete");
    ledger::FieldMerge merged = ledger::merge(command.open, command.base, amendable(state), state.versions);
    if (merged.changed.empty()) return Decision::noOp();
    Decision decision = fact(state, command, kind::kAmended);
    decision.merged = merged.met();
    ledger::Map& open = decision.facts.front().open;
    open = std::move(merged.changed);
    if (merged.met()) open.emplace(static_cast<std::int64_t>(Field::Overtaken), std::move(merged.overtaken));
    return decision;
}

Decision decideAddTask(const State& state, const ledger::Command& command) {
    if (auto refusal = refusalOfOrder(state, command)) return *refusal;
    const Id task = id(command, Field::Task);
    const std::string& post = text(command, Field::Post);
    const std::string& what = text(command, Field::Text);
    if (const Task* known = state.task(task)) {
        if (known->post == post && known->text == what) return Decision::noOp();
        return Decision::refuse(code::kTaskExists, "the task has another text");
    }
    if (task.isNull()) return Decision::refuse(code::kMalformed, "a task without identity");
    if (const Codes problems = problemsOfTask(post, what); !problems.empty())
        return Decision::refuse(problems.front(), "a task says who shall do what", kSupervised);
    return fact(state, command, kind::kTaskAdded);
}

Decision decideTaskReport(const State& state, const ledger::Command& command, TaskState to) {
    const Task* task = state.task(id(command, Field::Task));
    const std::string& said = text(command, Field::Text);
    const bool already = task && task->state == to && task->result == said &&
                         task->changed.actor == command.actor && task->changed.seat == command.seat;
    if (already) return Decision::noOp();
    Codes contested;
    if (!state.exists()) contested.emplace_back(code::kUnknownIncident);
    if (!task) contested.emplace_back(code::kUnknownTask);
    if (task && task->settled()) contested.emplace_back(code::kTaskFinished);
    if (to == TaskState::Cannot && said.empty()) contested.emplace_back(code::kTextMissing);
    if (state.closed) contested.emplace_back(code::kAfterClosing);
    return fact(state, command, to == TaskState::Done ? kind::kTaskDone : kind::kTaskCannot,
                std::move(contested));
}

Decision decideWaive(const State& state, const ledger::Command& command) {
    if (auto refusal = refusalOfOrder(state, command)) return *refusal;
    const Task* task = state.task(id(command, Field::Task));
    if (!task) return Decision::refuse(code::kUnknownTask, "there is no such task");
    if (task->state == TaskState::Waived) return Decision::noOp();
    if (task->state == TaskState::Done) return Decision::refuse(code::kTaskFinished, "the task is done");
    if (command.reason.empty())
        return Decision::refuse(code::kReasonMissing, "a task is waived with a reason", kSupervised);
    return fact(state, command, kind::kTaskWaived);
}

Decision decideNote(const State& state, const ledger::Command& command) {
    Codes contested; // a note after closing is welcome: that is where the review stands
    if (!state.exists()) contested.emplace_back(code::kUnknownIncident);
    if (text(command, Field::Text).empty()) contested.emplace_back(code::kTextMissing);
    return fact(state, command, kind::kNoted, std::move(contested));
}

Decision decideStamp(const State& state, const ledger::Command& command) {
    const std::int64_t moment = ledger::field(command.open, Field::Moment).integer();
    Codes contested;
    if (!state.exists()) contested.emplace_back(code::kUnknownIncident);
    if (moment < 1 || moment > 4) {
        contested.emplace_back(code::kMomentUnknown);
    } else if (const auto earlier = state.moments.find(static_cast<Moment>(moment));
               earlier != state.moments.end()) {
        if (earlier->second == Stamp{command.actor, command.seat, command.occurred}) return Decision::noOp();
        contested.emplace_back(code::kAlreadyStamped);
    }
    if (state.closed) contested.emplace_back(code::kAfterClosing);
    return fact(state, command, kind::kStamped, std::move(contested));
}

Decision decideClose(const State& state, const Ground& ground, const ledger::Command& command) {
    const std::string& conclusion = text(command, Field::Conclusion);
    const std::string& said = text(command, Field::Text);
    const bool same = state.closed && state.closed->code == conclusion && state.closed->text == said;
    if (same) return Decision::noOp();
    if (auto refusal = refusalOfOrder(state, command)) return *refusal;
    if (const Codes problems = problemsOfClosing(state, conclusion, said); !problems.empty()) {
        const bool tasks = problems.front() == code::kTasksOpen;
        return Decision::refuse(problems.front(), "the incident cannot be closed yet",
                                tasks ? kSupervised : kClosedLoop);
    }
    Decision decision = fact(state, command, kind::kClosed);
    if (!state.alarm.isNull()) {
        decision.facts.push_back(alarms::incidentClosed(state.alarm, command.entity, state.number));
        decision.facts.back().mode = ground.alarm ? ground.alarm->mode : state.mode;
    }
    return decision;
}

} // namespace

Codes problemsOfOpening(const Opening& opening) {
    Codes problems;
    if (opening.incident.isNull() || opening.number.empty()) problems.emplace_back(code::kMalformed);
    if (!isIncidentKind(opening.kind)) problems.emplace_back(code::kKindUnknown);
    if (opening.grade < 1 || opening.grade > 4) problems.emplace_back(code::kGradeUnknown);
    if (opening.title.empty()) problems.emplace_back(code::kTitleMissing);
    return problems;
}

Codes problemsOfAmending(const ledger::Map& wanted, std::string_view reason) {
    Codes problems;
    const auto fields = amendableFields();
    const auto unknown = [&fields](const auto& entry) {
        return std::ranges::find(fields, static_cast<Field>(entry.first)) == fields.end();
    };
    if (wanted.empty() || std::ranges::any_of(wanted, unknown)) problems.emplace_back(code::kMalformed);
    const auto value = [&wanted](Field field) -> const ledger::Value* {
        const auto found = wanted.find(static_cast<std::int64_t>(field));
        return found == wanted.end() ? nullptr : &found->second;
    };
    if (const auto* kind = value(Field::Kind); kind && !isIncidentKind(kind->text()))
        problems.emplace_back(code::kKindUnknown);
    if (const auto* grade = value(Field::Grade); grade && (grade->integer() < 1 || grade->integer() > 4))
        problems.emplace_back(code::kGradeUnknown);
    if (const auto* title = value(Field::Title); title && title->text().empty())
        problems.emplace_back(code::kTitleMissing);
    if (reason.empty()) problems.emplace_back(code::kReasonMissing);
    return problems;
}

Codes problemsOfTask(std::string_view post, std::string_view what) {
    Codes problems;
    if (post.empty()) problems.emplace_back(code::kPostMissing);
    if (what.empty()) problems.emplace_back(code::kTextMissing);
    return problems;
}

Codes problemsOfClosing(const State& state, std::string_view conclusion, std::string_view said) {
    Codes problems;
    if (state.unsettledTasks() != 0) problems.emplace_back(code::kTasksOpen);
    if (conclusion.empty()) {
        problems.emplace_back(code::kConclusionMissing);
    } else if (!isConclusion(conclusion)) {
        problems.emplace_back(code::kConclusionUnknown);
    }
    if (said.empty()) problems.emplace_back(code::kTextMissing);
    return problems;
}

ledger::Map present(const State& state, const ledger::Command& command) {
    ledger::Map now;
    const auto set = [&now](Field field, ledger::Value value) {
        now.emplace(static_cast<std::int64_t>(field), std::move(value));
    };
    if (!state.exists()) return now;
    const ledger::Map fields = amendable(state);
    for (const auto& [field, value] : fields) {
        if (command.open.contains(field)) now.emplace(field, value);
    }
    if (command.open.contains(static_cast<std::int64_t>(Field::Number))) set(Field::Number, state.number);
    if (const Task* task = state.task(id(command, Field::Task))) {
        set(Field::Task, task->id);
        set(Field::Post, task->post);
        set(Field::Text, task->result.empty() ? task->text : task->result);
    }
    if (state.closed) {
        set(Field::Conclusion, state.closed->code);
        set(Field::Text, state.closed->text);
    }
    return now;
}

Decision decide(const State& state, const Ground& ground, const ledger::Command& command) {
    if (command.kind == "dispatch.open") return decideOpen(state, ground, command);
    if (command.kind == "dispatch.amend") return decideAmend(state, command);
    if (command.kind == "dispatch.add_task") return decideAddTask(state, command);
    if (command.kind == "dispatch.complete_task") return decideTaskReport(state, command, TaskState::Done);
    if (command.kind == "dispatch.report_cannot") return decideTaskReport(state, command, TaskState::Cannot);
    if (command.kind == "dispatch.waive_task") return decideWaive(state, command);
    if (command.kind == "dispatch.note") return decideNote(state, command);
    if (command.kind == "dispatch.stamp") return decideStamp(state, command);
    if (command.kind == "dispatch.close") return decideClose(state, ground, command);
    return Decision::refuse(code::kUnknownCommand, "dispatch does not know " + command.kind);
}

} // namespace shouwang::dispatch
