#include "ledger/overlay.h"

namespace shouwang::ledger {

void Overlay::reserve(std::size_t facts) {
    m_facts.reserve(facts);
    m_next.reserve(facts);
    m_chains.reserve(facts);
}

void Overlay::push(std::shared_ptr<const Fact> fact) {
    const auto index = static_cast<std::uint32_t>(m_facts.size());
    Chain& chain = m_chains[fact->entity];
    if (chain.first == kEnd) {
        chain.first = index;
    } else {
        m_next[chain.last] = index;
    }
    chain.last = index;
    m_next.push_back(kEnd);
    m_facts.push_back(std::move(fact));
}

} // namespace shouwang::ledger
