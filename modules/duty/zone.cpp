#include "duty/zone.h"

#include <algorithm>
#include <ctime>

namespace shouwang::duty {

namespace {

/// The moment at which the offset is no longer `before`; the zone changes once in (from, to].
Micros changeBetween(const Zone& zone, Micros from, Micros to, Micros before) {
    while (to - from > 1) {
        const Micros middle = from + (to - from) / 2;
        (zone.offsetAt(middle) == before ? from : to) = middle;
    }
    return to;
}

} // namespace

LocalMicros toLocal(const Zone& zone, Micros utc) {
    return utc + zone.offsetAt(utc);
}

// No zone is a day away from UTC and none changes twice within two days, so one change is all that can lie
// around the moment.
Micros toUtc(const Zone& zone, LocalMicros local) {
    const Micros before = zone.offsetAt(local - kDay);
    const Micros after = zone.offsetAt(local + kDay);
    if (before == after) return local - before;
    const Micros change = changeBetween(zone, local - kDay, local + kDay, before);
    if (local - before < change) return local - before;
    return std::max(change, local - after);
}

SystemZone::SystemZone() {
    tzset();
}

Micros SystemZone::offsetAt(Micros utc) const {
    const auto seconds = static_cast<std::time_t>(utc / kSecond - (utc % kSecond < 0 ? 1 : 0));
    std::tm local{};
    return localtime_r(&seconds, &local) ? local.tm_gmtoff * kSecond : 0;
}

TableZone::TableZone(Micros offset, std::vector<Change> changes)
    : m_offset(offset)
    , m_changes(std::move(changes)) {}

Micros TableZone::offsetAt(Micros utc) const {
    const auto next = std::ranges::upper_bound(m_changes, utc, {}, &Change::at);
    return next == m_changes.begin() ? m_offset : std::prev(next)->offset;
}

} // namespace shouwang::duty
