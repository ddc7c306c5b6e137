// What stands on the connection page beside the state of the link because somebody has to do something: a
// seat that is there twice, and operations that only this seat has had. Pure but for the words, which are the
// reader's. GUI thread.
#pragma once

#include "base/clock.h"
#include "sync/seat_status.h"

#include <QStringList>

namespace shouwang::sync {

/// As the station says it in its health answer: a seat whose identity came from two machines, or whose file
/// was put back from a copy.
struct StationClone {
    Id seat;
    std::string letter;
    Micros since = 0;           ///< noticed first; by the station's clock
    std::uint64_t commands = 0; ///< that were quarantined

    bool operator==(const StationClone&) const = default;
};

/// One sentence each, with its mark in front: which seat, since when, what to do.
QStringList warnings(const SeatStatus& status, const std::vector<StationClone>& clones, Micros now);

} // namespace shouwang::sync
