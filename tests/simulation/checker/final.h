// The last look, when everything has healed and come to rest.
#pragma once

#include "simulation/nodes/seat_node.h"
#include "simulation/nodes/station_node.h"

namespace shouwang::simulation {

using Seats = std::vector<std::unique_ptr<SeatNode>>;

/// `auditor`, where given, is a seat that has seen nothing: it gets the whole feed at once.
void checkAll(Env& env, StationNode& station, Seats& seats, sync::Seat* auditor);

} // namespace shouwang::simulation
