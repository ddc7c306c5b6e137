#include "drill/drill.h"

#include "ledger/ledger.h"

#include <algorithm>

namespace shouwang::drill {

namespace {

/// The station's clock drives the list; until it has spoken the seat's own has to do.
Micros momentOf(const ledger::Fact& fact) {
    return std::max<Micros>(fact.committed != 0 ? fact.committed : fact.occurred, 1);
}

Stamp stampOf(const ledger::Fact& fact) {
    return {fact.actor, fact.seat, momentOf(fact)};
}

void applyStarted(State& state, const ledger::Fact& fact) {
    if (state.exists()) return; // the first one stands
    state.name = ledger::field(fact.open, Field::Name).text();
    state.reason = fact.reason;
    state.started = stampOf(fact);
    state.second = fact.secondActor;
    state.plannedEnd = ledger::field(fact.open, Field::PlannedEnd).integer();
    state.items = listFrom(ledger::field(fact.open, Field::Items));
    std::ranges::stable_sort(state.items, {}, &Item::after);
}

Item& itemOf(State& state, const ledger::Fact& fact) {
    const Id id = ledger::field(fact.open, Field::Item).id();
    const auto found = std::ranges::find(state.items, id, &Item::id);
    if (found != state.items.end()) return *found;
    Item item;
    item.id = id;
    item.point = ledger::field(fact.open, Field::Point).map();
    item.note = ledger::field(fact.open, Field::Note).text();
    return state.items.emplace_back(std::move(item));
}

void applyItem(State& state, const ledger::Fact& fact, Item::State now) {
    Item& item = itemOf(state, fact);
    if (item.state == Item::State::Raised) return;
    item.state = now;
    item.at = momentOf(fact);
    item.alarm = ledger::field(fact.open, Field::Alarm).id();
}

} // namespace

State evolve(State state, const ledger::Fact& fact) {
    if (ledger::roomOf(fact.kind) != "drill") return state;
    if (state.id.isNull()) state.id = fact.entity;
    if (fact.kind == kind::kStarted) {
        applyStarted(state, fact);
    } else if (fact.kind == kind::kRaised) {
        applyItem(state, fact, Item::State::Raised);
    } else if (fact.kind == kind::kLeftOut) {
        applyItem(state, fact, Item::State::LeftOut);
    } else if ((fact.kind == kind::kStopped || fact.kind == kind::kAborted) && !state.ended) {
        state.ended = Ending{fact.kind == kind::kAborted, stampOf(fact), fact.secondActor, fact.reason};
    }
    return state;
}

} // namespace shouwang::drill
