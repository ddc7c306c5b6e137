#include "drill/drill.h"

#include <algorithm>

namespace shouwang::drill {

namespace {

ledger::Command command(const char* kind, ledger::Nature nature, const Id& exercise, Micros now) {
    ledger::Command made;
    made.kind = kind;
    made.nature = nature;
    made.entity = exercise;
    made.occurred = now;
    made.recorded = now;
    made.mode = ledger::Mode::Drill;
    return made;
}

void put(ledger::Command& command, Field field, ledger::Value value) {
    command.open.insert_or_assign(static_cast<std::int64_t>(field), std::move(value));
}

/// A whole number of 64 bits that names the rule and the item in the identity of a timer.
std::uint64_t ruleOf(const Id& item) {
    const Hash hash = sha256(toBytes(view("drill.raise " + item.text())));
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i)
        number = number << 8 | hash[i];
    return number >> 1; // stored as a signed integer
}

} // namespace

const Item* State::item(const Id& wanted) const {
    const auto found = std::ranges::find(items, wanted, &Item::id);
    return found == items.end() ? nullptr : &*found;
}

Id alarmOf(const Id& exercise, const Id& item) {
    return Id::fromParts({"drill alarm", exercise.text(), item.text()});
}

ledger::Command start(const Plan& plan, Micros now) {
    ledger::Command made = command("drill.start", ledger::Nature::Order, plan.exercise, now);
    made.reason = plan.reason;
    put(made, Field::Name, plan.name);
    put(made, Field::PlannedEnd, plan.plannedEnd);
    if (!plan.items.empty()) put(made, Field::Items, toValue(plan.items));
    return made;
}

ledger::Command stop(const Id& exercise, std::string reason, Micros now) {
    ledger::Command made = command("drill.stop", ledger::Nature::Order, exercise, now);
    made.reason = std::move(reason);
    return made;
}

ledger::Command raise(const State& exercise, const Item& item, Micros now) {
    ledger::Command made = command("drill.raise", ledger::Nature::Order, exercise.id, now);
    made.cause = {exercise.id, 0};
    put(made, Field::Item, item.id);
    put(made, Field::Point, item.point);
    if (!item.note.empty()) put(made, Field::Note, item.note);
    return made;
}

ledger::Command abort(const Id& exercise, std::string reason, Micros now) {
    ledger::Command made = command("drill.abort", ledger::Nature::Report, exercise, now);
    made.reason = std::move(reason);
    return made;
}

ledger::Command raiseDue(const State& exercise, const Item& item, Micros now) {
    ledger::Command made = raise(exercise, item, now);
    made.id = {ledger::CommandId::Source::Timer, exercise.id, ruleOf(item.id),
               static_cast<std::uint64_t>(exercise.dueOf(item)), 0};
    made.actor = "system";
    return made;
}

people::Act actOf(const ledger::Command& command) {
    ledger::Map seen = command.open;
    seen.erase(static_cast<std::int64_t>(Field::Second));
    const ledger::Value what = ledger::Array{command.actor, command.reason, std::move(seen)};
    return {command.kind, command.entity, command.seat, command.occurred, ledger::encode(what)};
}

void sign(ledger::Command& command, const people::Proof& second) {
    command.secondActor = second.account;
    put(command, Field::Second, people::toValue(second));
}

} // namespace shouwang::drill
