// Local time comes in through a port, because the length of a shift depends on the zone's rules and not on
// us.
#pragma once

#include "base/clock.h"

#include <vector>

namespace shouwang::duty {

constexpr Micros kSecond = 1'000'000;
constexpr Micros kMinute = 60 * kSecond;
constexpr Micros kHour = 60 * kMinute;
constexpr Micros kDay = 24 * kHour;

/// Times that the civil calendar is asked about: the years 1900 to 9999. Beyond them nothing is known.
constexpr Micros kEarliest = -2'208'988'800 * kSecond;
constexpr Micros kLatest = 253'402'300'799 * kSecond;
constexpr bool isCivil(Micros utc) {
    return utc >= kEarliest && utc <= kLatest;
}

/// What the clock on the wall shows, as microseconds since 1970-01-01 00:00 on that clock.
using LocalMicros = std::int64_t;

class Zone {
public:
    virtual ~Zone() = default;
    /// East of UTC, in microseconds; less than a day. `utc` is civil or within three years of it.
    virtual Micros offsetAt(Micros utc) const = 0;
};

LocalMicros toLocal(const Zone& zone, Micros utc);
/// The first moment at which the clock on the wall shows this or more: a time that exists twice is the first
/// of both, one that does not exist is the moment of the jump. Never falls while `local` rises.
Micros toUtc(const Zone& zone, LocalMicros local);

/// By the C library's rules for the zone of the process (TZ, else /etc/localtime). Any thread.
class SystemZone final : public Zone {
public:
    SystemZone(); ///< reads TZ; not while another thread changes it
    Micros offsetAt(Micros utc) const override;
};

/// By a table. The changes lie at least four days apart, in ascending order.
class TableZone final : public Zone {
public:
    struct Change {
        Micros at = 0;
        Micros offset = 0; ///< from then on
    };
    explicit TableZone(Micros offset, std::vector<Change> changes = {});
    Micros offsetAt(Micros utc) const override;

private:
    const Micros m_offset;
    const std::vector<Change> m_changes;
};

} // namespace shouwang::duty
