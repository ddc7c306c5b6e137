#include "attention/attention.h"

namespace shouwang::attention {

namespace {

void begin(State& state, const ledger::Fact& fact) {
    state.id = itemOf(fact);
    state.mode = fact.mode;
    state.actor = fact.actor;
    state.seat = fact.seat;
    state.reason = fact.reason;
    state.occurred = fact.occurred;
    state.since = fact.committed != 0 ? fact.committed : fact.recorded;
    state.number = fact.number;
}

void applyRefused(State& state, const ledger::Fact& fact) {
    const auto text = [&fact](Field field) { return ledger::field(fact.open, field).text(); };
    begin(state, fact);
    state.cause = Cause::Refused;
    state.post = text(Field::Post);
    state.kind = text(Field::Kind);
    state.about = ledger::field(fact.open, Field::About).id();
    state.codes = {text(Field::Code)};
    state.basis = text(Field::Basis);
    state.text = text(Field::Text);
    state.typed = ledger::field(fact.open, Field::Typed).map();
    state.present = ledger::field(fact.open, Field::Present).map();
}

void applyContested(State& state, const ledger::Fact& fact) {
    begin(state, fact);
    state.cause = Cause::Contested;
    state.kind = fact.kind;
    state.about = fact.entity;
    state.codes = fact.contested;
    state.typed = fact.open;
}

} // namespace

bool makesItem(const ledger::Fact& fact) {
    return fact.kind == kind::kOrderRefused || !fact.contested.empty();
}

Id itemOf(const ledger::Fact& fact) {
    if (fact.kind == kind::kOrderRefused) return fact.entity;
    return Id::fromParts({"attention", fact.command.text(), fact.kind, fact.entity.text()});
}

State evolve(State state, const ledger::Fact& fact) {
    if (fact.kind == kind::kSettled && fact.entity == state.id && !state.settled) {
        state.settled =
            Settling{ledger::field(fact.open, Field::Outcome).text(),
                     ledger::field(fact.open, Field::Note).text(), fact.actor, fact.seat, fact.occurred};
    }
    if (state.exists() || !makesItem(fact) || itemOf(fact) != state.id) return state;
    if (fact.kind == kind::kOrderRefused) {
        applyRefused(state, fact);
    } else {
        applyContested(state, fact);
    }
    return state;
}

} // namespace shouwang::attention
