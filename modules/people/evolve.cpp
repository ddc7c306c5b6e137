#include "people/people.h"

namespace shouwang::people {

State evolve(State state, const ledger::Fact& fact) {
    if (fact.kind == "people.signed_on") {
        state.signedOn[fact.seat] = fact.occurred;
        state.failures = 0;
    } else if (fact.kind == "people.signed_off") {
        state.signedOn.erase(fact.seat);
    } else if (fact.kind == "people.sign_on_failed") {
        ++state.failures;
        state.lastFailure = std::max(state.lastFailure, fact.occurred);
    } else {
        return state;
    }
    state.account = ledger::field(fact.open, Field::Account).text();
    return state;
}

} // namespace shouwang::people
