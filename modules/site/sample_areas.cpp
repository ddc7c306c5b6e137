#include "site/map.h"
#include "site/sample_plan.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace shouwang::site::sample {

namespace {

using Polygon = std::vector<Spot>;

struct GroundRow { ///< what belongs to a zone outdoors; its buildings stand in it
    const char* zone;
    Box box;
};

constexpr std::array<GroundRow, 15> kGrounds{{{"Z10", {14, 194, 90, 238}},
                                              {"Z20", {96, 194, 166, 238}},
                                              {"Z31", {14, 146, 90, 186}},
                                              {"Z32", {96, 146, 166, 186}},
                                              {"Z33", {14, 96, 90, 140}},
                                              {"Z34", {96, 96, 166, 140}},
                                              {"Z40", {14, 50, 90, 92}},
                                              {"Z50", {272, 204, 346, 248}},
                                              {"Z60", {184, 204, 260, 248}},
                                              {"F1", {184, 24, 254, 58}},
                                              {"F2", {184, 62, 346, 100}},
                                              {"F3", {258, 24, 346, 58}},
                                              {"F4", {96, 46, 172, 84}},
                                              {"F5", {184, 106, 346, 198}},
                                              {"G1", {160, -10, 208, 36}}}};

Polygon rectangle(const Box& box) {
    return {{box.left, box.bottom}, {box.right, box.bottom}, {box.right, box.top}, {box.left, box.top}};
}

double metres(Random& random, std::uint64_t from, std::uint64_t to) {
    return static_cast<double>(from + random.below(to - from + 1));
}

/// A plot is rarely a rectangle: one corner is cut off.
Polygon ground(const Box& box, Random& random) {
    const double cut = metres(random, 3, 6);
    switch (random.below(4)) {
    case 0:
        return {{box.left + cut, box.bottom},
                {box.right, box.bottom},
                {box.right, box.top},
                {box.left, box.top},
                {box.left, box.bottom + cut}};
    case 1:
        return {{box.left, box.bottom},
                {box.right - cut, box.bottom},
                {box.right, box.bottom + cut},
                {box.right, box.top},
                {box.left, box.top}};
    case 2:
        return {{box.left, box.bottom},
                {box.right, box.bottom},
                {box.right, box.top - cut},
                {box.right - cut, box.top},
                {box.left, box.top}};
    default:
        return {{box.left, box.bottom},
                {box.right, box.bottom},
                {box.right, box.top},
                {box.left + cut, box.top},
                {box.left, box.top - cut}};
    }
}

/// A house has the size of its floors and a porch somewhere at its south side.
Polygon house(Spot corner, const FloorRow& floor, Random& random) {
    const double left = corner.x_m;
    const double bottom = corner.y_m;
    const double porch = left + metres(random, 6, static_cast<std::uint64_t>(floor.width_m) - 12);
    return {{left, bottom},
            {porch, bottom},
            {porch, bottom - 3},
            {porch + 5, bottom - 3},
            {porch + 5, bottom},
            {left + floor.width_m, bottom},
            {left + floor.width_m, bottom + floor.height_m},
            {left, bottom + floor.height_m}};
}

/// Rooms side by side, 5 to 9 m wide, along one side of a corridor.
void addRooms(std::vector<Area>& areas, const std::string& floor, const Box& strip, Random& random) {
    double left = strip.left;
    while (left < strip.right) {
        double right = left + metres(random, 5, 9);
        if (strip.right - right < 5) right = strip.right;
        areas.push_back({floor, {}, rectangle({left, strip.bottom, right, strip.top})});
        left = right;
    }
}

/// A corridor with rooms on both sides; halls have a few rooms at one end instead.
void addFloor(std::vector<Area>& areas, const std::string& code, const FloorRow& floor, bool hall,
              Random& random) {
    const double width = floor.width_m;
    const double height = floor.height_m;
    if (hall) {
        const double end = width - metres(random, 10, 14);
        areas.push_back({code, {}, rectangle({0, 0, end, height})});
        const double part = metres(random, 8, static_cast<std::uint64_t>(height) - 8);
        areas.push_back({code, {}, rectangle({end, 0, width, part})});
        areas.push_back({code, {}, rectangle({end, part, width, height})});
        return;
    }
    const double middle = height / 2;
    areas.push_back({code, {}, rectangle({0, middle - 2, width, middle + 2})});
    addRooms(areas, code, {0, 0, width, middle - 2}, random);
    addRooms(areas, code, {0, middle + 2, width, height}, random);
}

/// What stands on the ground of a zone, besides its floors.
void addBuildings(std::vector<Area>& areas, const ZoneRow& row, Random& random) {
    const std::string_view code = row.code;
    if (code == "F2") { // two halls, each a floor of its own
        areas.push_back({{}, "一号车间", house({188, 67}, row.floors[0], random)});
        areas.push_back({{}, "二号车间", house({266, 67}, row.floors[1], random)});
    } else if (code == "F5") {
        areas.push_back({{},
                         "操场",
                         {{218, 124},
                          {282, 124},
                          {296, 138},
                          {296, 162},
                          {282, 176},
                          {218, 176},
                          {204, 162},
                          {204, 138}}});
    } else if (code == "G1") {
        areas.push_back({{}, "人行通道", rectangle({170, 0, 179, 18})});
        areas.push_back({{}, "门卫室", rectangle({179, 2, 185, 11})});
        areas.push_back({{}, "车行通道", rectangle({185, 0, 194, 20})});
    } else if (!row.floors.empty()) {
        areas.push_back({{}, {}, house({row.x_m, row.y_m}, row.floors.front(), random)});
    }
}

std::vector<Area> areasOf(const ZoneRow& row, Random& random) {
    std::vector<Area> areas;
    for (const GroundRow& candidate : kGrounds) {
        if (std::string_view(candidate.zone) == row.code)
            areas.push_back({{}, {}, ground(candidate.box, random)});
    }
    addBuildings(areas, row, random);
    const std::string_view code = row.code;
    const bool hall = code == "F1" || code == "F2" || code == "F3";
    for (const FloorRow& floor : row.floors)
        addFloor(areas, fmt::format("{}-{}", row.code, floor.code), floor, hall, random);
    return areas;
}

/// A place on the wall, moved inwards or, where `inward_m` is negative, outwards.
Spot besideWall(double along_m, double inward_m) {
    const Place on = onWall(along_m);
    const auto moved = [inward_m](double value, double end) {
        return value <= 0 ? inward_m : value >= end ? end - inward_m : value;
    };
    return {moved(on.x_m, kPlanWidth_m), moved(on.y_m, kPlanHeight_m)};
}

/// The wall with the strip that belongs to it, 2 m outside and 3 m inside, round the corner where it bends.
Polygon wallSection(int section) {
    constexpr std::array<double, 3> kCorners{kPlanWidth_m, kPlanWidth_m + kPlanHeight_m,
                                             2 * kPlanWidth_m + kPlanHeight_m};
    const double start = (section - 1) * kSectionLength_m;
    const double end = start + kSectionLength_m;
    std::vector<double> along{start};
    std::copy_if(kCorners.begin(), kCorners.end(), std::back_inserter(along),
                 [&](double corner) { return corner > start && corner < end; });
    along.push_back(end);
    Polygon polygon;
    for (double at : along)
        polygon.push_back(besideWall(at, -2));
    for (auto at = along.rbegin(); at != along.rend(); ++at)
        polygon.push_back(besideWall(*at, 3));
    return polygon;
}

} // namespace

void addAreas(Site& site, Random& random) {
    site.plan = {kPlanWidth_m, kPlanHeight_m};
    for (const ZoneRow& row : zoneRows()) {
        const auto zone = std::find_if(site.zones.begin(), site.zones.end(),
                                       [&](const Zone& z) { return z.code == row.code; });
        zone->areas = areasOf(row, random);
    }
    Zone& wall = site.zones.back();
    for (int section = 1; section <= kSections; ++section)
        wall.areas.push_back({{}, sectionCode(section), wallSection(section)});
}

} // namespace shouwang::site::sample
