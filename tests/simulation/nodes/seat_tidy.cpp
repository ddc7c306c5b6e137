// A seat's quiet moments, in which it lets go of what a backup holds.
#include "simulation/nodes/seat_node.h"

namespace shouwang::simulation {

namespace {

constexpr Nanos kTidyPause = 10s; // as in Seat

} // namespace

void SeatNode::tidy() {
    const bool due = m_env.scheduler.now() >= m_tidyAt;
    const auto before = due ? Ring::rowsOf(*m_seat) : std::nullopt;
    if (due) spoilBeforeTidy();
    if (const auto tidied = m_seat->tidy(); !tidied) doubt(tidied.error());
    if (!due || disk.dead()) return;
    m_tidyAt = m_env.scheduler.now() + kTidyPause;
    spoilAfterTidy();
    if (before) m_env.checker.ring.tidied(m_wire, *m_seat, *before, clock.utc());
}

} // namespace shouwang::simulation
