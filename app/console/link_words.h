// How the desk says where work is saved. Pure; translated.
#pragma once

#include "sync/seat_status.h"

#include <QString>

namespace shouwang::console {

struct LinkWords {
    QString text;    ///< 站点 ✓ 已同步
    QString details; ///< for the tool tip
    bool good = false;
    bool attention = false;
};

/// `toSettle`: how many items this officer has to see to.
LinkWords linkWords(const sync::SeatStatus& status, std::size_t toSettle, Micros now);

} // namespace shouwang::console
