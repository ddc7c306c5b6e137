#include "server/drill_clock.h"

#include "drill/tables.h"

#include <algorithm>

namespace shouwang::server {

namespace {

/// The writer waits by a steady clock and the list goes by the wall's, which may be set meanwhile.
constexpr Micros kLookAgain = 10'000'000;

} // namespace

void DrillClock::committed(const ledger::Fact& fact) {
    if (ledger::roomOf(fact.kind) == "drill")
        lookLater(std::chrono::milliseconds(0)); // not inside the commit
}

void DrillClock::lookLater(std::chrono::milliseconds delay) {
    m_writer.runAfter(delay, [this, wanted = ++m_wanted] {
        if (wanted == m_wanted) look();
    });
}

void DrillClock::look() {
    const auto running = drill::running(m_vault.ledger().view());
    if (!running) return;
    const Micros now = m_clock.utc();
    Micros next = now + kLookAgain;
    bool waits = false;
    for (const drill::Item& item : running->items) {
        if (!item.isListed() || item.state != drill::Item::State::Waiting) continue;
        waits = true;
        const Micros due = running->dueOf(item);
        if (due > now) {
            next = std::min(next, due);
        } else {
            m_writer.report(drill::raiseDue(*running, item, now)); // its identity makes it once
        }
    }
    if (waits) lookLater(std::chrono::milliseconds((next - now) / 1000 + 1));
}

} // namespace shouwang::server
