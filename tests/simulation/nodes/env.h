// What all nodes of a world share.
#pragma once

#include "ledger/feature.h"
#include "simulation/checker/checker.h"
#include "simulation/net/net.h"
#include "simulation/plants/plants.h"

namespace shouwang::simulation {

struct Env {
    Env(std::uint64_t seed, std::size_t wires)
        : net(scheduler, Chance(seed ^ 0x6e6574), wires)
        , checker(trace, scheduler) {}
    Scheduler scheduler;
    Trace trace;
    Net net;
    Checker checker;
    Plant plant = Plant::None;
};

/// All rooms of a station or a seat. `upgrade` versions newer than the oldest.
ledger::Features roomsOf(Plant plant, bool station, int upgrade);

Id stationId();
Id seatId(std::size_t index); ///< from 0
constexpr const char* kStationFile = "/station.db";
constexpr const char* kSeatFile = "/seat.db";

} // namespace shouwang::simulation
