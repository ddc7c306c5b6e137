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

LinkWords linkWords(const sync::SeatStatus& status, Micros now);

} // namespace shouwang::console
