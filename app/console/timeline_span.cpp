#include "console/timeline_span.h"

namespace shouwang::console {
namespace {

constexpr int kNightBegins_h = 18;
constexpr int kNightEnds_h = 8;
constexpr int kMonth_d = 31;
constexpr int kWeek_d = 7;

QDateTime at(const QDate& day, int hour) {
    return {day, QTime(hour, 0)};
}

/// What is typed at this very second is in it as well.
QDateTime justAfter(const QDateTime& now) {
    return now.addSecs(60);
}

} // namespace

Hours hoursOf(const QDateTime& from, const QDateTime& to) {
    return {from.toMSecsSinceEpoch() * 1000, to.toMSecsSinceEpoch() * 1000};
}

Hours hoursOf(Span span, const QDateTime& now) {
    const QDate today = now.date();
    switch (span) {
    case Span::LastNight:
        return hoursOf(at(today.addDays(-1), kNightBegins_h), at(today, kNightEnds_h));
    case Span::Today:
        return hoursOf(today.startOfDay(), justAfter(now));
    case Span::Week:
        return hoursOf(now.addDays(-kWeek_d), justAfter(now));
    case Span::Month:
        return hoursOf(now.addDays(-kMonth_d), justAfter(now));
    case Span::Day:
    case Span::Own:
        break;
    }
    return hoursOf(now.addDays(-1), justAfter(now));
}

} // namespace shouwang::console
