#include "site/tables.h"

#include <algorithm>

namespace shouwang::site {

State evolve(State state, const ledger::Fact& fact) {
    if (fact.kind != "site.imported") return state;
    const Bytes& bytes = ledger::field(fact.open, Field::Hash).bytes();
    Hash hash{};
    if (bytes.size() == hash.size()) std::copy(bytes.begin(), bytes.end(), hash.begin());
    state.inForce = hash;
    return state;
}

} // namespace shouwang::site
