#include "site/sample_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace shouwang::site::sample {

namespace {

constexpr const char* kWall = "W";
constexpr const char* kWallDigits = "91";

double heightOf(char kind) {
    switch (kind) {
    case 'Q':
        return 4;
    case 'S':
        return 8;
    case 'P':
        return 12;
    case 'T':
        return 6;
    default:
        return 2.8;
    }
}

/// 99010100 + 02 + 132 + 0 + zone and number, as in domain.md section 7.
std::string gbId(const char* zoneDigits, std::size_t number) {
    return fmt::format("99010100021320{}{:04}", zoneDigits, number);
}

/// Numbers what stands in one place and zone.
class Numbers {
public:
    std::size_t next(const std::string& scope) { return ++m_last[scope]; }

private:
    std::map<std::string, std::size_t> m_last;
};

Camera cameraOf(const ZoneRow& zone, const CameraRow& row, Numbers& numbers, std::size_t inZone) {
    const FloorRow* floor = floorOf(zone, row.floor);
    const std::string scope = floor ? fmt::format("{}-{}", zone.code, row.floor) : zone.code;
    const std::size_t number = numbers.next(scope);
    Camera camera;
    camera.id = fmt::format("{}-{}-{}{:02}", scope, row.place, row.kind, number);
    const bool hasBrigade = zone.capacity > 0 && std::string_view(zone.area) != "女子大队";
    camera.name = fmt::format("{}{}{}{}{:02}", zone.area, hasBrigade ? zone.brigade : "",
                              floor ? floor->name : "", row.place, number);
    camera.gb_id = gbId(zone.gb_digits, inZone);
    camera.kind = row.kind;
    camera.place = {zone.code, floor ? scope : "", row.place, row.x_m, row.y_m};
    if (!floor) {
        camera.place.x_m += zone.x_m;
        camera.place.y_m += zone.y_m;
    }
    camera.privacy = row.privacy;
    return camera;
}

void addWallCamera(Site& site, const std::string& section, const char* place, char kind, double along_m,
                   std::size_t number) {
    Camera camera;
    const auto inZone = static_cast<std::size_t>(std::count_if(
        site.cameras.begin(), site.cameras.end(), [](const Camera& c) { return c.place.zone == kWall; }));
    camera.id = fmt::format("{}-{}-{}{}{:02}", kWall, section, place,
                            kind == 'P' ? "-P" : fmt::format("-{}", kind), number);
    camera.name = fmt::format("周界{}段{}{:02}", section, place, number);
    camera.gb_id = gbId(kWallDigits, inZone + 1);
    camera.kind = kind;
    camera.place = onWall(along_m);
    camera.place.name = fmt::format("{}段{}", section, place);
    site.cameras.push_back(std::move(camera));
}

/// 12 sections with a visible and a thermal camera, six pan-tilt-zoom ones over the patrol road, four
/// corners: 34.
void addWallCameras(Site& site) {
    constexpr std::array<std::pair<const char*, double>, 4> kCorners{
        {{"西南角", 0}, {"东南角", 360}, {"东北角", 630}, {"西北角", 990}}};
    for (int section = 1; section <= kSections; ++section) {
        const double start = (section - 1) * kSectionLength_m;
        const std::string code = sectionCode(section);
        addWallCamera(site, code, "围墙内", 'Q', start + 15, 1);
        addWallCamera(site, code, "热成像", 'T', start + 57, 2);
        if (section % 2 == 0) addWallCamera(site, code, "巡逻道", 'S', start + 82, 3);
    }
    for (const auto& [name, along] : kCorners) {
        const int section = static_cast<int>(along / kSectionLength_m) + 1;
        addWallCamera(site, sectionCode(section), name, 'P', along, section % 2 == 0 ? 4 : 3);
    }
}

} // namespace

std::string sectionCode(int section) {
    return fmt::format("W{:02}", section);
}

const FloorRow* floorOf(const ZoneRow& zone, std::string_view code) {
    const auto found = std::find_if(zone.floors.begin(), zone.floors.end(),
                                    [&](const FloorRow& row) { return row.code == code; });
    return found == zone.floors.end() ? nullptr : &*found;
}

Place onWall(double along_m) {
    Place place{.zone = kWall, .floor = {}, .name = {}, .x_m = 0, .y_m = 0};
    const double along = std::fmod(along_m, 2 * (kPlanWidth_m + kPlanHeight_m));
    if (along < kPlanWidth_m) {
        place.x_m = along;
    } else if (along < kPlanWidth_m + kPlanHeight_m) {
        place.x_m = kPlanWidth_m;
        place.y_m = along - kPlanWidth_m;
    } else if (along < 2 * kPlanWidth_m + kPlanHeight_m) {
        place.x_m = 2 * kPlanWidth_m + kPlanHeight_m - along;
        place.y_m = kPlanHeight_m;
    } else {
        place.y_m = 2 * (kPlanWidth_m + kPlanHeight_m) - along;
    }
    return place;
}

void addZones(Site& site) {
    for (const ZoneRow& row : zoneRows()) {
        site.zones.push_back({row.code, row.name, row.brigade, row.capacity, row.women});
        for (const FloorRow& floor : row.floors) {
            site.floors.push_back({fmt::format("{}-{}", row.code, floor.code), row.code,
                                   fmt::format("{}{}", row.name, floor.name), floor.width_m, floor.height_m});
        }
    }
    site.zones.push_back({kWall, "周界", "警戒护卫大队", 0, false});
}

void addCameras(Site& site, Random& random) {
    Numbers numbers;
    for (const ZoneRow& zone : zoneRows()) {
        std::size_t inZone = 0;
        for (const CameraRow& row : zone.cameras) {
            site.cameras.push_back(cameraOf(zone, row, numbers, ++inZone));
        }
    }
    addWallCameras(site);
    for (Camera& camera : site.cameras) {
        camera.height_m = heightOf(camera.kind);
        camera.bearing_deg = 15.0 * static_cast<double>(random.below(24));
        const bool longKept = camera.place.zone == "G1" || camera.privacy == PrivacyClass::Talk;
        camera.keep_days = longKept ? 90 : 30;
    }
    // One camera of every five is HEVC, so that the share holds in every part of the facility.
    for (std::size_t i = 0; i + 5 <= site.cameras.size(); i += 5) {
        site.cameras[i + random.below(5)].codec = Codec::Hevc;
    }
}

} // namespace shouwang::site::sample
