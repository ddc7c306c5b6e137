#include "site/map.h"

#include <algorithm>
#include <cmath>

namespace shouwang::site {

namespace {

constexpr double kNear_m = 1e-6; // coordinates are at most 10,000 m, so this is far above what rounding does

double cross(Spot origin, Spot a, Spot b) {
    return (a.x_m - origin.x_m) * (b.y_m - origin.y_m) - (a.y_m - origin.y_m) * (b.x_m - origin.x_m);
}

int side(Spot a, Spot b, Spot spot) {
    const double value = cross(a, b, spot);
    const double limit = kNear_m * std::max(1.0, distance(a, b));
    return value > limit ? 1 : value < -limit ? -1 : 0;
}

bool withinBox(Spot a, Spot b, Spot spot) {
    return spot.x_m >= std::min(a.x_m, b.x_m) - kNear_m && spot.x_m <= std::max(a.x_m, b.x_m) + kNear_m &&
           spot.y_m >= std::min(a.y_m, b.y_m) - kNear_m && spot.y_m <= std::max(a.y_m, b.y_m) + kNear_m;
}

bool onEdge(Spot a, Spot b, Spot spot) {
    return withinBox(a, b, spot) && side(a, b, spot) == 0;
}

bool meet(Spot a, Spot b, Spot c, Spot d) {
    const int first = side(a, b, c);
    const int second = side(a, b, d);
    const int third = side(c, d, a);
    const int fourth = side(c, d, b);
    if (first * second < 0 && third * fourth < 0) return true;
    return onEdge(a, b, c) || onEdge(a, b, d) || onEdge(c, d, a) || onEdge(c, d, b);
}

/// Neighbours share a point; they may not run back upon each other.
bool foldsBack(Spot before, Spot corner, Spot after) {
    if (distance(before, corner) < kNear_m || distance(corner, after) < kNear_m) return true;
    return onEdge(before, corner, after) || onEdge(corner, after, before);
}

} // namespace

void Box::add(Spot spot) {
    if (isEmpty()) {
        *this = {spot.x_m, spot.y_m, spot.x_m, spot.y_m};
        return;
    }
    left = std::min(left, spot.x_m);
    right = std::max(right, spot.x_m);
    bottom = std::min(bottom, spot.y_m);
    top = std::max(top, spot.y_m);
}

double distance(Spot a, Spot b) {
    return std::hypot(a.x_m - b.x_m, a.y_m - b.y_m);
}

Box boxOf(std::span<const Spot> points) {
    Box box;
    for (const Spot& spot : points)
        box.add(spot);
    return box;
}

double areaOf(std::span<const Spot> polygon) {
    double twice = 0;
    for (std::size_t i = 0; i < polygon.size(); ++i)
        twice += cross({}, polygon[i], polygon[(i + 1) % polygon.size()]);
    return std::abs(twice) / 2;
}

bool contains(std::span<const Spot> polygon, Spot spot) {
    bool inside = false;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Spot& a = polygon[i];
        const Spot& b = polygon[(i + 1) % polygon.size()];
        if (onEdge(a, b, spot)) return true;
        if ((a.y_m > spot.y_m) == (b.y_m > spot.y_m)) continue;
        if (spot.x_m < a.x_m + (spot.y_m - a.y_m) / (b.y_m - a.y_m) * (b.x_m - a.x_m)) inside = !inside;
    }
    return inside;
}

std::optional<std::pair<std::size_t, std::size_t>> crossing(std::span<const Spot> polygon) {
    const std::size_t count = polygon.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Spot& a = polygon[i];
        const Spot& b = polygon[(i + 1) % count];
        if (foldsBack(a, b, polygon[(i + 2) % count])) return std::pair{i, (i + 1) % count};
        for (std::size_t j = i + 2; j < count; ++j) {
            if (i == 0 && j + 1 == count) continue; // neighbours over the end of the list
            if (meet(a, b, polygon[j], polygon[(j + 1) % count])) return std::pair{i, j};
        }
    }
    return std::nullopt;
}

Spot labelSpot(std::span<const Spot> polygon) {
    const Box box = boxOf(polygon);
    const Spot middle{(box.left + box.right) / 2, (box.bottom + box.top) / 2};
    if (polygon.size() < 3 || contains(polygon, middle)) return middle;
    // Three lines through it, and on them the middle of the widest piece that lies inside.
    Spot best = polygon.front();
    double widest = 0;
    for (const double share : {0.5, 0.25, 0.75}) {
        const double y = box.bottom + (box.top - box.bottom) * share;
        std::vector<double> cuts;
        for (std::size_t i = 0; i < polygon.size(); ++i) {
            const Spot& a = polygon[i];
            const Spot& b = polygon[(i + 1) % polygon.size()];
            if ((a.y_m > y) != (b.y_m > y))
                cuts.push_back(a.x_m + (y - a.y_m) / (b.y_m - a.y_m) * (b.x_m - a.x_m));
        }
        std::sort(cuts.begin(), cuts.end());
        for (std::size_t i = 0; i + 1 < cuts.size(); i += 2) {
            if (cuts[i + 1] - cuts[i] <= widest) continue;
            widest = cuts[i + 1] - cuts[i];
            best = {(cuts[i] + cuts[i + 1]) / 2, y};
        }
    }
    return best;
}

} // namespace shouwang::site
