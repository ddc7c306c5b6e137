// What is sealed, and who has it.
#pragma once

#include "simulation/nodes/seat_node.h"
#include "simulation/nodes/station_node.h"

namespace shouwang::simulation {

/// Each seat has just the sealed parts of its compartments, by their hashes (I5), and nothing in its file,
/// its log and its journal of the others, but for what was typed at it (I11). `facts` beside `rows`.
void checkSealed(Checker& checker, sync::Station& station, SeatNode& seat,
                 std::span<const ledger::StoredFact> rows, std::span<const ledger::Fact> facts);

} // namespace shouwang::simulation
