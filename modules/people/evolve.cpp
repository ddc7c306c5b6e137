#include "people/people.h"

namespace shouwang::people {

State evolve(State state, const ledger::Fact& fact) {
    if (fact.kind == "people.signed_on" && fact.contested.empty()) {
        state.signedOn[fact.seat] = {fact.occurred, ledger::field(fact.open, Field::Post).text()};
        state.role = roleFrom(ledger::field(fact.open, Field::RoleName).text()).value_or(Role::Operator);
        state.auxiliary = ledger::field(fact.open, Field::Auxiliary).integer() != 0;
        state.failures = 0;
    } else if (fact.kind == "people.signed_off") {
        state.signedOn.erase(fact.seat);
    } else if (fact.kind == "people.sign_on_failed") {
        // A try during the wait was turned away unread: it must not prolong the wait, or anybody could keep a
        // commander out. The station's clock counts: a seat whose clock is years ahead must not lock for
        // years.
        if (ledger::field(fact.open, Field::Failure).text() == "throttled") return state;
        ++state.failures;
        state.lastFailure = fact.committed != 0 ? fact.committed : fact.occurred;
    } else {
        return state;
    }
    state.account = ledger::field(fact.open, Field::Account).text();
    return state;
}

} // namespace shouwang::people
