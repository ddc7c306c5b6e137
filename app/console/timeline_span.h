// Which hours of the past a timeline shows. Pure; by the clock on the wall of this seat.
#pragma once

#include "base/clock.h"

#include <QDateTime>

namespace shouwang::console {

enum class Span { LastNight, Today, Day, Week, Month, Own };

struct Hours {
    Micros from = 0;
    Micros to = 0; ///< not with it
    bool operator==(const Hours&) const = default;
};

/// LastNight: from 18:00 to 08:00 (both a default, to be confirmed by the facility), the newest night that
/// has ended or, before 08:00, the one that runs. Today: since midnight. The others end with `now`.
Hours hoursOf(Span span, const QDateTime& now);
Hours hoursOf(const QDateTime& from, const QDateTime& to);

} // namespace shouwang::console
