// Which handover is due at a seat, and what the tables say of it. Read on the thread that owns the View's
// database.
#pragma once

#include "duty/ui/handover_box.h"

namespace shouwang::console {

struct HandoverAsked {
    Id wanted;           ///< chosen by the officer; null: whichever is due
    std::string account; ///< signed on here; empty: nobody
    Id seat;
    std::optional<duty::Shift> current; ///< by the pattern of the seat
    Micros now = 0;
};

/// None: there is no shift and there was no handover. Of those that are due first what has begun, then the
/// officer's own shift when it is over, then others of the same pattern that are over, then the own shift and
/// the current one.
std::optional<duty::HandoverScene> readHandover(const ledger::View& view, const HandoverAsked& asked);

} // namespace shouwang::console
