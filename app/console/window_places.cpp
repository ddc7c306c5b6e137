#include "console/window_places.h"

#include <algorithm>

namespace shouwang::console {
namespace {

constexpr int kLabels = 4 * 26;

int areaOf(const QRect& rect) {
    return rect.width() * rect.height();
}

qsizetype screenOf(const QList<ScreenArea>& screens, const QRect& desk) {
    const auto found = std::find_if(screens.begin(), screens.end(), [&](const ScreenArea& screen) {
        return screen.whole.contains(desk.center());
    });
    return found == screens.end() ? 0 : found - screens.begin();
}

/// Sixteen wide pictures, and the four lines of their labels below them.
QSize wallOf(int width) {
    return {width, width * 9 / 16 + kLabels};
}

/// The wall beside a desk that stands already; where no room is left, in the corner where the desk has its
/// pictures, and never over its alarms.
QRect besideDesk(const QRect& free, const QRect& desk) {
    const int right = free.x() + free.width() - (desk.x() + desk.width());
    const int left = desk.x() - free.x();
    const int top = free.y() + kTitleBar;
    if (right >= kLeastWall && right >= left) return {QPoint(desk.x() + desk.width(), top), wallOf(right)};
    if (left >= kLeastWall) return {QPoint(free.x(), top), wallOf(left)};
    const QSize small = wallOf(free.width() / 3);
    return {QPoint(free.x(), free.y() + free.height() - small.height()), small};
}

} // namespace

WindowPlaces placeWindows(const QList<ScreenArea>& screens, const std::optional<QRect>& desk) {
    WindowPlaces places;
    if (screens.isEmpty()) return places;
    const qsizetype own = desk ? screenOf(screens, *desk) : 0;
    qsizetype other = -1;
    for (qsizetype i = 0; i < screens.size(); ++i) {
        if (i != own && (other < 0 || areaOf(screens[i].whole) > areaOf(screens[other].whole))) other = i;
    }
    if (other >= 0) {
        places.wallScreen = screens[other].name;
        return places;
    }
    const QRect free = screens[own].free;
    if (desk) {
        places.wallWindow = besideDesk(free, *desk).intersected(free);
        return places;
    }
    const int room = std::min(free.width() / 2, free.width() - kLeastDesk.width());
    if (room >= kLeastWall)
        places.desk = QRect(free.x(), free.y() + kTitleBar, free.width() - room, free.height() - kTitleBar);
    places.wallWindow = besideDesk(free, places.desk.value_or(free)).intersected(free);
    return places;
}

} // namespace shouwang::console
