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

struct OffsetWords {
    QString text;    ///< 时差 0.2 秒; — before the first contact
    QString details; ///< for the tool tip
    bool attention = false;
};

/// A clock that is off by this much is no proof of when something happened (GB/T 22239-2019 third level,
/// domain.md 5.3; a default, to be confirmed by the facility).
inline constexpr std::chrono::microseconds kClockTolerance{1'000'000};
/// How far this seat's clock stands from the station's, as measured at the last contact.
OffsetWords offsetWords(const sync::SeatStatus& status);

} // namespace shouwang::console
