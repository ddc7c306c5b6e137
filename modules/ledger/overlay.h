// The facts of commands that the station has not decided, as they lie on top of a seat's tables.
#pragma once

#include "ledger/fact.h"

#include <boost/iterator/indirect_iterator.hpp>
#include <memory>
#include <unordered_map>

namespace shouwang::ledger {

/// In the order of saving. Copies share the facts: a seat that was away for long has thousands of them, and
/// gives its readers a new overlay with every command. Any thread, as long as none pushes.
class Overlay {
    using Shared = std::vector<std::shared_ptr<const Fact>>;

public:
    using Iterator = boost::indirect_iterator<Shared::const_iterator>;

    void reserve(std::size_t facts);
    void push(std::shared_ptr<const Fact> fact);
    void push(Fact fact) { push(std::make_shared<const Fact>(std::move(fact))); }

    bool empty() const { return m_facts.empty(); }
    std::size_t size() const { return m_facts.size(); }
    Iterator begin() const { return Iterator(m_facts.begin()); }
    Iterator end() const { return Iterator(m_facts.end()); }
    const std::shared_ptr<const Fact>& shared(std::size_t index) const { return m_facts[index]; }

    /// Those about one entity, in order.
    template <class Visit>
    void eachOf(const Id& entity, Visit visit) const {
        const auto chain = m_chains.find(entity);
        if (chain == m_chains.end()) return;
        for (std::uint32_t index = chain->second.first; index != kEnd; index = m_next[index])
            visit(*m_facts[index]);
    }

private:
    static constexpr std::uint32_t kEnd = UINT32_MAX;
    struct Chain {
        std::uint32_t first = kEnd;
        std::uint32_t last = kEnd;
    };

    Shared m_facts;
    std::vector<std::uint32_t> m_next; // beside m_facts: the next one about the same entity
    std::unordered_map<Id, Chain> m_chains;
};

} // namespace shouwang::ledger
