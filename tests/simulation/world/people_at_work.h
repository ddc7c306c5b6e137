// What officers do and which buttons are pressed: the work that goes on while things break.
#pragma once

#include "simulation/nodes/seat_node.h"
#include "simulation/nodes/station_node.h"
#include "site/site.h"

namespace shouwang::simulation {

class PeopleAtWork {
public:
    PeopleAtWork(Env& env, StationNode& station, std::vector<std::unique_ptr<SeatNode>>& seats,
                 std::uint64_t seed);

    void act();   ///< somebody at some seat does something
    void press(); ///< a button; station and seats hear of it, now or later, once or more often
    void probe(); ///< every seat writes a line
    std::uint64_t acts() const { return m_count; }

private:
    std::string marker(const char* what) { return fmt::format("{}-{}", what, ++m_count); }
    void actAt(SeatNode& seat);
    bool actOnAlarm(SeatNode& seat, std::uint64_t what);
    bool actOnIncident(SeatNode& seat, std::uint64_t what);
    void give(SeatNode& seat, ledger::Command command, const char* what);
    void deliver(std::size_t times, const site::Signal& signal);

    Env& m_env;
    StationNode& m_station;
    std::vector<std::unique_ptr<SeatNode>>& m_seats;
    Chance m_chance;
    std::uint64_t m_count = 0;
    std::uint64_t m_presses = 0;
    std::uint32_t m_incidents = 0;
};

} // namespace shouwang::simulation
