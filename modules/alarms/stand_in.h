// Presses that a seat hears from the broker by itself. The station makes the alarm; only where it does not
// within a moment (it is down, or cut off) does the seat report the press in its place. The alarm's identity
// is that of the press, so the station's later word and those of other seats are one alarm. Plain values, no
// clock of its own; one thread.
#pragma once

#include "alarms/alarms.h"

#include <chrono>
#include <functional>
#include <map>

namespace shouwang::alarms {

class StandIn {
public:
    using Moment = std::chrono::nanoseconds; ///< of a monotonic clock
    struct Press {
        ledger::Command raise;
        std::function<void()> settled; ///< the device's message may be forgotten
    };

    explicit StandIn(std::chrono::milliseconds wait = std::chrono::milliseconds(1500),
                     std::size_t bound = 4096)
        : m_wait(wait)
        , m_bound(bound) {}

    /// A press of which no alarm is known here. What no longer fits is due at once: a press is never dropped.
    void heard(Press press, Moment now);
    /// It was due and could not be saved: it is due again after the same wait.
    void again(Press press, Moment now);
    /// A fact that tells of it has come from the station; nothing else is to be done.
    void confirmed(const ledger::Fact& fact);
    /// Those that the seat has to report now, oldest first.
    std::vector<Press> due(Moment now);
    std::optional<Moment> next() const; ///< when something is due; none: nothing waits
    std::size_t waiting() const { return m_waiting.size() + m_overdue.size(); }

private:
    struct Waiting {
        Moment at{0};
        Press press;
    };
    const std::chrono::milliseconds m_wait;
    const std::size_t m_bound;
    std::map<Id, Waiting> m_waiting;
    std::vector<Press> m_overdue;
};

} // namespace shouwang::alarms
