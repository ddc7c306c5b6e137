// What goes wrong in a run, decided before it begins, so that a failure can be made smaller by leaving some
// of it out.
#pragma once

#include "simulation/core.h"

namespace shouwang::simulation {

enum class FaultKind {
    Kill,
    PowerLoss,
    DieInWork, ///< the process, or its machine, dies after so many disk operations
    SyncFails,
    IoErrors,
    DiskFull,
    ClockJump,
    CutUp,
    CutDown,
    CutBoth,
    NoPush,
    BadWire,
    CloneSeat,
    RestoreSeat,
    RestoreStation, ///< its disk is lost, and a backup put back: not always the newest
    LoseTail, ///< the station's disk has lied: what it said was written last is not there, and nobody says so
    Upgrade,
    Freeze, ///< a process gets no time for a while
    Backup,
    Week, ///< more than seven days go by on every clock, and nothing happens in them
    Count
};

std::string_view name(FaultKind kind);

constexpr std::size_t kStation = 0; ///< machines: the station, then the seats from 1 on
constexpr std::size_t kSeats = 3;

struct Fault {
    FaultKind kind = FaultKind::Kill;
    Nanos at{0};
    std::size_t machine = kStation;
    Nanos lasts{0};
    std::uint64_t amount = 0;
    Nanos backup{0}; ///< when a copy is made that can be put back
};

std::string text(const Fault& fault);

struct Plan {
    Nanos ends{0}; ///< then everything heals
    std::size_t acts = 0;
    std::vector<Fault> faults;
};

Plan makePlan(std::uint64_t seed);

} // namespace shouwang::simulation
