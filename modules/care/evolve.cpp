#include "care/care.h"

#include "ledger/ledger.h"

namespace shouwang::care {

namespace {

const std::string& text(const ledger::Fact& fact, Field field) {
    return ledger::field(fact.open, field).text();
}

State placed(State state, const ledger::Fact& fact, Where where, std::string zone, std::string kind) {
    state.where = where;
    state.zone = std::move(zone);
    state.kind = std::move(kind);
    state.last = {fact.kind, fact.actor, fact.seat, fact.occurred, fact.reason};
    return state;
}

State inZone(State state, const ledger::Fact& fact) {
    const std::string& zone = text(fact, Field::Zone);
    if (!isCode(zone)) return state;
    return placed(std::move(state), fact, Where::InZone, zone, {});
}

State out(State state, const ledger::Fact& fact) {
    const std::string& kind = text(fact, Field::Kind);
    if (!isCode(kind)) return state;
    return placed(std::move(state), fact, Where::Out, {}, kind);
}

State received(State state, const ledger::Fact& fact) {
    const std::string& number = text(fact, Field::Number);
    const std::string& zone = text(fact, Field::Zone);
    const std::string& kind = text(fact, Field::Kind);
    if (state.inRegister() || !isNumber(number) || fact.entity != entityOf(number)) return state;
    if (!isCode(zone) || (!kind.empty() && !isCode(kind))) return state;
    state.mode = fact.mode;
    state.number = number;
    state.woman = ledger::field(fact.open, Field::Woman).integer() != 0;
    state.home = zone;
    return kind.empty() ? inZone(std::move(state), fact) : out(std::move(state), fact);
}

/// Who is at home moves with the home; who is elsewhere, out or missing stays that.
State assigned(State state, const ledger::Fact& fact) {
    const std::string& zone = text(fact, Field::Zone);
    if (!isCode(zone)) return state;
    const bool atHome = state.where == Where::InZone && state.zone == state.home;
    state.home = zone;
    return atHome ? inZone(std::move(state), fact) : state;
}

State departed(State state, const ledger::Fact& fact) {
    const std::string& kind = text(fact, Field::Kind);
    if (!isDepartureKind(kind)) return state;
    return placed(std::move(state), fact, Where::Gone, {}, kind);
}

} // namespace

State evolve(State state, const ledger::Fact& fact) {
    if (ledger::roomOf(fact.kind) != "care") return state;
    if (state.id.isNull()) state.id = fact.entity;
    if (fact.kind == kind::kReceived) return received(std::move(state), fact);
    if (!state.inRegister() || text(fact, Field::Number) != state.number) return state;
    if (fact.kind == kind::kAssigned) return assigned(std::move(state), fact);
    if (fact.kind == kind::kMissed && state.where != Where::Missing)
        return placed(state, fact, Where::Missing, state.zone, state.kind);
    if (fact.kind == kind::kFound)
        return text(fact, Field::Zone).empty() ? out(std::move(state), fact) : inZone(std::move(state), fact);
    if (state.where == Where::Missing) return state; // only who is found is anywhere else
    if (fact.kind == kind::kMoved || fact.kind == kind::kCameBack) return inZone(std::move(state), fact);
    if (fact.kind == kind::kLeft) return out(std::move(state), fact);
    if (fact.kind == kind::kDeparted) return departed(std::move(state), fact);
    return state;
}

} // namespace shouwang::care
