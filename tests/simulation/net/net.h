// The wires between seats and station, in virtual time: what is lost, comes twice, late or out of order.
#pragma once

#include "simulation/core.h"

namespace shouwang::simulation {

constexpr Nanos kSilence = 12s; ///< after which both ends know that a tail is dead, as HttpClient

enum class Lane { Hello, Push, Recover, Feed, Fetch, Tail };

/// One seat's wire at this moment.
struct Weather {
    int cutUp = 0; ///< counts the faults that cut it: they may overlap
    int cutDown = 0;
    int noPush = 0; ///< only pushes are swallowed: the upload is stuck, the download must go on
    double lose = 0;
    double repeat = 0;
    double late = 0; ///< a message takes seconds to minutes, others overtake it
    Nanos least = 200us;
    Nanos most = 3ms;
};

class Net {
public:
    Net(Scheduler& scheduler, Chance chance, std::size_t wires)
        : m_scheduler(scheduler)
        , m_chance(chance)
        , m_wires(wires)
        , m_ordered(wires) {}

    Weather& wire(std::size_t seat) { return m_wires[seat]; }
    std::size_t add() {
        m_wires.emplace_back();
        m_ordered.emplace_back();
        return m_wires.size() - 1;
    }
    void calm() {
        for (Weather& wire : m_wires)
            wire = Weather();
    }
    /// False: it is lost. A tail keeps its order unless the wire is bad.
    bool carry(std::size_t seat, bool up, Lane lane, std::function<void()> deliver) {
        Weather& wire = m_wires[seat];
        ++messages;
        const bool cut = up ? wire.cutUp > 0 : wire.cutDown > 0;
        if (cut || (lane == Lane::Push && up && wire.noPush > 0) || m_chance.hit(wire.lose)) {
            ++lost;
            return false;
        }
        Nanos delay = m_chance.between(wire.least, wire.most);
        const bool late = m_chance.hit(wire.late);
        if (late) delay += m_chance.between(10ms, m_chance.hit(0.2) ? Nanos(120s) : Nanos(3s));
        Nanos when = m_scheduler.now() + delay;
        if (lane == Lane::Tail && !up && !late) {
            when = std::max(when, m_ordered[seat]);
            m_ordered[seat] = when;
        }
        if (m_chance.hit(wire.repeat)) {
            ++repeated;
            m_scheduler.at(when + m_chance.between(0ms, 2s), deliver);
        }
        m_scheduler.at(when, std::move(deliver));
        return true;
    }

    std::uint64_t messages = 0;
    std::uint64_t lost = 0;
    std::uint64_t repeated = 0;

private:
    Scheduler& m_scheduler;
    Chance m_chance;
    std::vector<Weather> m_wires;
    std::vector<Nanos> m_ordered; // when the last frame of the seat's tail arrives
};

} // namespace shouwang::simulation
