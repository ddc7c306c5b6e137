#include "site/sample_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace shouwang::site::sample {

namespace {

struct KindRow {
    PointKind kind;
    const char* id;   ///< AL-BTN-...
    const char* name; ///< 一键报警
    Priority priority;
    const char* procedure;
    std::size_t links; ///< cameras
};

const KindRow& rowOf(PointKind kind) {
    static const std::array<KindRow, 8> kRows{{
        {PointKind::Fence, "FENCE", "电子围栏", Priority::High, "SOP-FENCE", 3},
        {PointKind::Infrared, "IR", "红外对射", Priority::Medium, "SOP-INFRARED", 3},
        {PointKind::Microwave, "MW", "微波探测", Priority::Medium, "SOP-MICROWAVE", 3},
        {PointKind::Vibration, "VIB", "振动光纤", Priority::High, "SOP-VIBRATION", 3},
        {PointKind::Analytics, "VA", "智能分析", Priority::Low, "SOP-ANALYTICS", 3},
        {PointKind::Button, "BTN", "一键报警", Priority::Critical, "SOP-BUTTON", 4},
        {PointKind::Fire, "FIRE", "火灾探测", Priority::Critical, "SOP-FIRE", 3},
        {PointKind::Door, "DOOR", "门禁异常", Priority::Medium, "SOP-DOOR", 2},
    }};
    return *std::find_if(kRows.begin(), kRows.end(), [&](const KindRow& row) { return row.kind == kind; });
}

AlarmPoint pointOf(PointKind kind, const std::string& where, const std::string& name, Place place,
                   std::string device) {
    const KindRow& row = rowOf(kind);
    AlarmPoint point;
    point.id = fmt::format("AL-{}-{}", row.id, where);
    point.name = name + row.name;
    point.kind = kind;
    point.priority = row.priority;
    point.place = std::move(place);
    point.device = std::move(device);
    point.procedure = row.procedure;
    return point;
}

/// Buttons, detectors and doors hang on the alarm host of their zone, analytics on a server.
AlarmPoint zonePoint(const ZoneRow& zone, const PointRow& row) {
    const FloorRow* floor = floorOf(zone, row.floor);
    const std::string scope = floor ? fmt::format("{}-{}", zone.code, row.floor) : zone.code;
    const bool hasBrigade = zone.capacity > 0 && !zone.women;
    const std::string name = fmt::format("{}{}{}{}", zone.area, hasBrigade ? zone.brigade : "",
                                         floor ? floor->name : "", row.place);
    Place place{zone.code, floor ? scope : "", row.place, row.x_m, row.y_m};
    if (!floor) {
        place.x_m += zone.x_m;
        place.y_m += zone.y_m;
    }
    const bool analytics = row.kind == PointKind::Analytics;
    return pointOf(row.kind, fmt::format("{}-{}", scope, row.place), name, std::move(place),
                   analytics ? std::string("VA-1") : fmt::format("AH-{}", zone.code));
}

AlarmPoint wallPoint(PointKind kind, int section, double offset_m) {
    const std::string code = sectionCode(section);
    Place place = onWall((section - 1) * kSectionLength_m + offset_m);
    place.name = fmt::format("{}段", code);
    const bool analytics = kind == PointKind::Analytics;
    // Three sections hang on one perimeter host.
    AlarmPoint point = pointOf(kind, code, fmt::format("周界{}段", code), std::move(place),
                               analytics ? std::string("VA-2") : fmt::format("PH-{}", (section + 2) / 3));
    if (analytics) point.priority = Priority::Medium;
    return point;
}

void addWallPoints(Site& site) {
    for (int section = 1; section <= kSections; ++section) {
        site.points.push_back(wallPoint(PointKind::Fence, section, 52));
        site.points.push_back(wallPoint(PointKind::Infrared, section, 50));
        site.points.push_back(wallPoint(PointKind::Analytics, section, 57));
        if (section % 3 != 0) site.points.push_back(wallPoint(PointKind::Microwave, section, 40));
        if (section % 3 != 2) site.points.push_back(wallPoint(PointKind::Vibration, section, 60));
    }
    // The buffer zone behind the gate has four beams of its own.
    for (int beam = 1; beam <= 4; ++beam) {
        Place place{"G1", "", fmt::format("缓冲区{}", beam), 160.0 + 10.0 * beam, 26};
        site.points.push_back(pointOf(PointKind::Infrared, fmt::format("G1-缓冲区{}", beam),
                                      fmt::format("大门缓冲区{}", beam), std::move(place), "AH-G1"));
    }
}

double distance(const Place& a, const Place& b) {
    return std::hypot(a.x_m - b.x_m, a.y_m - b.y_m);
}

/// Smaller is better. Coordinates of different floors do not compare, so such steps cost a fixed amount.
double cost(const AlarmPoint& point, const Camera& camera) {
    double value = distance(point.place, camera.place);
    if (camera.place.floor != point.place.floor) value = 500;
    if (camera.place.zone != point.place.zone) value += 150;
    if (camera.privacy == PrivacyClass::Dormitory) value += 15;
    const bool hidden =
        camera.privacy == PrivacyClass::MedicalOrVisit || camera.privacy == PrivacyClass::Talk;
    return hidden ? value + 250 : value;
}

bool mayBeBypassed(const AlarmPoint& point) {
    return point.kind == PointKind::Analytics || point.kind == PointKind::Infrared ||
           point.kind == PointKind::Microwave;
}

} // namespace

std::string procedureFor(PointKind kind) {
    return rowOf(kind).procedure;
}

std::vector<std::string> linkedCameras(const Site& site, const AlarmPoint& point) {
    std::vector<std::pair<double, const Camera*>> ranked;
    ranked.reserve(site.cameras.size());
    for (const Camera& camera : site.cameras)
        ranked.emplace_back(cost(point, camera), &camera);
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> cameras;
    const std::size_t links = std::min(rowOf(point.kind).links, ranked.size());
    for (std::size_t i = 0; i < links; ++i)
        cameras.push_back(ranked[i].second->id);
    return cameras;
}

void addPoints(Site& site, Random& random) {
    addWallPoints(site);
    for (const ZoneRow& zone : zoneRows()) {
        for (const PointRow& row : zone.points)
            site.points.push_back(zonePoint(zone, row));
    }
    std::vector<AlarmPoint*> candidates;
    for (AlarmPoint& point : site.points) {
        point.cameras = linkedCameras(site, point);
        if (mayBeBypassed(point)) candidates.push_back(&point);
    }
    // 2 % stand in bypass, as on an ordinary day.
    for (std::size_t left = site.points.size() * 2 / 100; left > 0; --left) {
        const auto chosen = random.below(candidates.size());
        candidates[chosen]->bypassed = true;
        candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(chosen));
    }
}

void addDoors(Site& site) {
    for (const ZoneRow& zone : zoneRows()) {
        for (const PointRow& row : zone.points) {
            if (row.kind != PointKind::Door) continue;
            const AlarmPoint point = zonePoint(zone, row);
            const std::string scope = point.place.floor.empty() ? point.place.zone : point.place.floor;
            std::string interlock;
            if (std::string_view(zone.code) == "G1") {
                interlock = std::string_view(row.place).starts_with("人行") ? "AB-人行" : "AB-车行";
            }
            const std::string name =
                point.name.substr(0, point.name.size() - std::string_view("门禁异常").size());
            site.doors.push_back({fmt::format("D-{}-{}", scope, row.place), name, point.place, interlock});
        }
    }
}

} // namespace shouwang::site::sample
