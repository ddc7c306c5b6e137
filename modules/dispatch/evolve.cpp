#include "dispatch/dispatch.h"
#include "ledger/ledger.h"

#include <algorithm>

namespace shouwang::dispatch {

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

void applyOpened(State& state, const ledger::Fact& fact) {
    if (state.exists()) return; // the number never changes
    state.mode = fact.mode;
    state.number = text(fact, Field::Number);
    state.kind = text(fact, Field::Kind);
    state.grade = static_cast<int>(std::clamp<std::int64_t>(integer(fact, Field::Grade), 1, 4));
    state.title = text(fact, Field::Title);
    state.zone = text(fact, Field::Zone);
    state.place = text(fact, Field::Place);
    state.alarm = ledger::field(fact.open, Field::Alarm).id();
    for (const Field field : amendableFields())
        state.versions[static_cast<std::int64_t>(field)] = ledger::versionOf(fact.command);
    state.opened = stampOf(fact);
    state.opened.at = std::max<Micros>(state.opened.at, 1); // 0 would say: never opened
}

void applyAmended(State& state, const ledger::Fact& fact) {
    for (const Field field : amendableFields()) {
        const auto changed = fact.open.find(static_cast<std::int64_t>(field));
        if (changed == fact.open.end()) continue;
        state.versions[changed->first] = ledger::versionOf(fact.command);
        const ledger::Value& value = changed->second;
        if (field == Field::Kind) state.kind = value.text();
        if (field == Field::Grade)
            state.grade = static_cast<int>(std::clamp<std::int64_t>(value.integer(), 1, 4));
        if (field == Field::Title) state.title = value.text();
        if (field == Field::Zone) state.zone = value.text();
        if (field == Field::Place) state.place = value.text();
    }
}

void applyTaskAdded(State& state, const ledger::Fact& fact) {
    const Id id = ledger::field(fact.open, Field::Task).id();
    if (id.isNull() || state.task(id)) return;
    Task task;
    task.id = id;
    task.post = text(fact, Field::Post);
    task.text = text(fact, Field::Text);
    task.due = integer(fact, Field::Due);
    task.added = stampOf(fact);
    state.tasks.push_back(std::move(task));
}

void moveTask(State& state, const ledger::Fact& fact, TaskState to) {
    const auto task = std::ranges::find(state.tasks, ledger::field(fact.open, Field::Task).id(), &Task::id);
    if (task == state.tasks.end() || task->state >= to) return; // a task never goes back
    task->state = to;
    task->result = to == TaskState::Waived ? fact.reason : text(fact, Field::Text);
    task->changed = stampOf(fact);
}

void applyStamped(State& state, const ledger::Fact& fact) {
    const std::int64_t moment = integer(fact, Field::Moment);
    if (moment >= 1 && moment <= 4) state.moments.emplace(static_cast<Moment>(moment), stampOf(fact));
}

void applyClosed(State& state, const ledger::Fact& fact) {
    if (!state.closed)
        state.closed = Conclusion{text(fact, Field::Conclusion), text(fact, Field::Text), stampOf(fact)};
}

Act actOf(const ledger::Fact& fact) {
    Act act;
    act.kind = fact.kind;
    act.by = stampOf(fact);
    act.reason = fact.reason;
    act.text = text(fact, Field::Text);
    for (const Field field : {Field::Post, Field::Conclusion, Field::Number}) {
        if (act.detail.empty()) act.detail = text(fact, field);
    }
    act.value = integer(fact, Field::Moment);
    act.task = ledger::field(fact.open, Field::Task).id();
    act.number = fact.number;
    act.contested = fact.contested;
    if (fact.kind == kind::kAmended) {
        act.amended = fact.open;
        act.amended.erase(static_cast<std::int64_t>(Field::Overtaken));
        act.overtaken = ledger::field(fact.open, Field::Overtaken).map();
    }
    return act;
}

} // namespace

State evolve(State state, const ledger::Fact& fact) {
    if (ledger::roomOf(fact.kind) != "dispatch") return state;
    if (state.id.isNull()) state.id = fact.entity;
    if (fact.kind == kind::kOpened) {
        if (state.exists()) return state;
        applyOpened(state, fact);
    } else if (fact.kind == kind::kAmended) {
        applyAmended(state, fact);
    } else if (fact.kind == kind::kTaskAdded) {
        applyTaskAdded(state, fact);
    } else if (fact.kind == kind::kTaskDone) {
        moveTask(state, fact, TaskState::Done);
    } else if (fact.kind == kind::kTaskCannot) {
        moveTask(state, fact, TaskState::Cannot);
    } else if (fact.kind == kind::kTaskWaived) {
        moveTask(state, fact, TaskState::Waived);
    } else if (fact.kind == kind::kStamped) {
        applyStamped(state, fact);
    } else if (fact.kind == kind::kClosed) {
        applyClosed(state, fact);
    }
    state.timeline.push_back(actOf(fact));
    return state;
}

} // namespace shouwang::dispatch
