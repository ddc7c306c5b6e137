#include "alarms/stand_in.h"

#include <algorithm>

namespace shouwang::alarms {

void StandIn::heard(Press press, Moment now) {
    const Id alarm = press.raise.entity;
    if (m_waiting.contains(alarm)) { // the device says it twice
        if (press.settled) press.settled();
        return;
    }
    if (m_waiting.size() >= m_bound) {
        m_overdue.push_back(std::move(press));
        return;
    }
    m_waiting.emplace(alarm, Waiting{now + m_wait, std::move(press)});
}

void StandIn::again(Press press, Moment now) {
    const Id alarm = press.raise.entity;
    m_waiting.try_emplace(alarm, Waiting{now + m_wait, std::move(press)});
}

void StandIn::confirmed(const ledger::Fact& fact) {
    const Id alarm = fact.kind == kind::kRaised ? fact.entity : pressIn(fact);
    const auto found = m_waiting.find(alarm);
    if (found == m_waiting.end()) return;
    if (found->second.press.settled) found->second.press.settled();
    m_waiting.erase(found);
}

std::vector<StandIn::Press> StandIn::due(Moment now) {
    std::vector<Waiting> ripe;
    for (auto entry = m_waiting.begin(); entry != m_waiting.end();) {
        if (entry->second.at > now) {
            ++entry;
            continue;
        }
        ripe.push_back(std::move(entry->second));
        entry = m_waiting.erase(entry);
    }
    std::ranges::stable_sort(ripe, {}, &Waiting::at);
    std::vector<Press> presses = std::move(m_overdue);
    m_overdue.clear();
    for (Waiting& waiting : ripe)
        presses.push_back(std::move(waiting.press));
    return presses;
}

std::optional<StandIn::Moment> StandIn::next() const {
    if (!m_overdue.empty()) return Moment{0};
    std::optional<Moment> first;
    for (const auto& [alarm, waiting] : m_waiting)
        first = first ? std::min(*first, waiting.at) : waiting.at;
    return first;
}

} // namespace shouwang::alarms
