#include "site/map.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>

namespace shouwang::site {

namespace {

const std::string kNowhere;

/// Things that stand about as high on the plan are one row.
constexpr double kRow_m = 6;

bool readsBefore(Spot a, Spot b) {
    const double rowA = std::floor(-a.y_m / kRow_m);
    const double rowB = std::floor(-b.y_m / kRow_m);
    return rowA != rowB ? rowA < rowB : a.x_m < b.x_m;
}

template <class T>
void addPlaced(std::vector<MapItem>& out, ItemKind kind, const std::vector<T>& list,
               const std::string& floor) {
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Place& place = list[i].place;
        if (place.floor == floor) out.push_back({kind, i, {place.x_m, place.y_m}});
    }
}

void addPosts(std::vector<MapItem>& out, const std::vector<Post>& posts, const std::string& floor) {
    for (std::size_t i = 0; i < posts.size(); ++i) {
        const auto& place = posts[i].place;
        if (place && place->floor == floor) out.push_back({ItemKind::Post, i, {place->x_m, place->y_m}});
    }
}

/// The zone stands where its first polygon of that plan has its label.
void addZones(std::vector<MapItem>& out, const Site& site, const std::string& floor) {
    const Floor* plan = floor.empty() ? nullptr : site.floor(floor);
    for (std::size_t i = 0; i < site.zones.size(); ++i) {
        const auto& areas = site.zones[i].areas;
        const auto found = std::find_if(areas.begin(), areas.end(), [&](const Area& area) {
            return area.floor == floor && area.points.size() >= 3;
        });
        if (found != areas.end()) {
            out.push_back({ItemKind::Zone, i, labelSpot(found->points)});
        } else if (plan && plan->zone == site.zones[i].code) {
            out.push_back({ItemKind::Zone, i, {plan->width_m / 2, plan->height_m / 2}});
        }
    }
}

/// How a zone's turn comes: by itself where it is drawn, else by the first thing that stands in it.
std::map<std::string, Spot> anchorsOf(const Site& site, const std::vector<MapItem>& items) {
    std::map<std::string, Spot> anchors;
    for (const MapItem& item : items) {
        if (item.kind == ItemKind::Zone) anchors[site.zones[item.index].code] = item.at;
    }
    for (const MapItem& item : items)
        anchors.try_emplace(zoneOf(site, item), item.at);
    return anchors;
}

} // namespace

Cone coneOf(const Camera& camera) {
    Cone cone{{camera.place.x_m, camera.place.y_m}, camera.bearing_deg, 90, 12};
    switch (camera.kind) {
    case 'Q':
        cone.angle_deg = 60;
        cone.range_m = 40;
        break;
    case 'S':
        cone.angle_deg = 60;
        cone.range_m = 80;
        break;
    case 'P':
        cone.angle_deg = 180;
        cone.range_m = 60;
        break;
    case 'T':
        cone.angle_deg = 30;
        cone.range_m = 100;
        break;
    default:
        break;
    }
    return cone;
}

bool sees(const Cone& cone, Spot spot) {
    const double far = distance(cone.apex, spot);
    if (far > cone.range_m) return false;
    if (far == 0 || cone.angle_deg >= 360) return true;
    const double bearing =
        std::atan2(spot.x_m - cone.apex.x_m, spot.y_m - cone.apex.y_m) * 180 / std::numbers::pi;
    const double off = std::abs(std::remainder(bearing - cone.bearing_deg, 360.0));
    return off <= cone.angle_deg / 2 + 1e-9;
}

const Place* placeOf(const Site& site, const MapItem& item) {
    switch (item.kind) {
    case ItemKind::Point:
        return &site.points[item.index].place;
    case ItemKind::Camera:
        return &site.cameras[item.index].place;
    case ItemKind::Door:
        return &site.doors[item.index].place;
    case ItemKind::Post:
        return site.posts[item.index].place ? &*site.posts[item.index].place : nullptr;
    case ItemKind::Zone:
        break;
    }
    return nullptr;
}

const std::string& idOf(const Site& site, const MapItem& item) {
    switch (item.kind) {
    case ItemKind::Point:
        return site.points[item.index].id;
    case ItemKind::Camera:
        return site.cameras[item.index].id;
    case ItemKind::Door:
        return site.doors[item.index].id;
    case ItemKind::Post:
        return site.posts[item.index].id;
    case ItemKind::Zone:
        break;
    }
    return site.zones[item.index].code;
}

const std::string& titleOf(const Site& site, const MapItem& item) {
    switch (item.kind) {
    case ItemKind::Point:
        return site.points[item.index].name;
    case ItemKind::Camera:
        return site.cameras[item.index].name;
    case ItemKind::Door:
        return site.doors[item.index].name;
    case ItemKind::Post:
        return site.posts[item.index].name;
    case ItemKind::Zone:
        break;
    }
    return site.zones[item.index].name;
}

const std::string& zoneOf(const Site& site, const MapItem& item) {
    if (item.kind == ItemKind::Zone) return site.zones[item.index].code;
    if (const Place* place = placeOf(site, item)) return place->zone;
    return item.kind == ItemKind::Post ? site.posts[item.index].zone : kNowhere;
}

Box extentOf(const Site& site, const std::string& floor) {
    Box box;
    if (const Floor* plan = floor.empty() ? nullptr : site.floor(floor)) {
        box = {0, 0, plan->width_m, plan->height_m};
    } else if (site.plan.width_m > 0) {
        box = {0, 0, site.plan.width_m, site.plan.height_m};
    }
    for (const Zone& zone : site.zones) {
        for (const Area& area : zone.areas) {
            if (area.floor != floor) continue;
            for (const Spot& spot : area.points)
                box.add(spot);
        }
    }
    for (const MapItem& item : itemsOn(site, floor))
        box.add(item.at);
    return box;
}

std::vector<MapItem> itemsOn(const Site& site, const std::string& floor) {
    std::vector<MapItem> items;
    addZones(items, site, floor);
    addPlaced(items, ItemKind::Point, site.points, floor);
    addPlaced(items, ItemKind::Camera, site.cameras, floor);
    addPlaced(items, ItemKind::Door, site.doors, floor);
    addPosts(items, site.posts, floor);
    const auto anchors = anchorsOf(site, items);
    std::stable_sort(items.begin(), items.end(), [&](const MapItem& a, const MapItem& b) {
        const std::string& zoneA = zoneOf(site, a);
        const std::string& zoneB = zoneOf(site, b);
        if (zoneA != zoneB) {
            const Spot first = anchors.at(zoneA);
            const Spot second = anchors.at(zoneB);
            if (readsBefore(first, second)) return true;
            return !readsBefore(second, first) && zoneA < zoneB;
        }
        const bool ground = a.kind == ItemKind::Zone;
        if (ground != (b.kind == ItemKind::Zone)) return ground;
        return readsBefore(a.at, b.at);
    });
    return items;
}

std::string zoneAt(const Site& site, const std::string& floor, Spot spot) {
    const Zone* best = nullptr;
    double least = std::numeric_limits<double>::infinity();
    for (const Zone& zone : site.zones) {
        for (const Area& area : zone.areas) {
            if (area.floor != floor || area.points.size() < 3) continue;
            const double size = areaOf(area.points);
            if (size >= least || !contains(area.points, spot)) continue;
            least = size;
            best = &zone;
        }
    }
    if (best) return best->code;
    const Floor* plan = floor.empty() ? nullptr : site.floor(floor);
    const bool onPlan =
        plan && spot.x_m >= 0 && spot.x_m <= plan->width_m && spot.y_m >= 0 && spot.y_m <= plan->height_m;
    return onPlan ? plan->zone : std::string();
}

std::optional<MapItem> hit(const Site& site, std::span<const MapItem> items, const std::string& floor,
                           Spot spot, double tolerance_m) {
    double nearest = tolerance_m;
    for (const MapItem& item : items) {
        if (item.kind != ItemKind::Zone) nearest = std::min(nearest, distance(item.at, spot));
    }
    const double asNear = std::min(tolerance_m, nearest + tolerance_m / 2);
    const MapItem* best = nullptr;
    for (const MapItem& item : items) {
        if (item.kind == ItemKind::Zone || distance(item.at, spot) > asNear) continue;
        const bool better = !best || item.kind < best->kind ||
                            (item.kind == best->kind && distance(item.at, spot) < distance(best->at, spot));
        if (better) best = &item;
    }
    if (best) return *best;
    const std::string code = zoneAt(site, floor, spot);
    for (const MapItem& item : items) {
        if (item.kind == ItemKind::Zone && site.zones[item.index].code == code) return item;
    }
    return std::nullopt;
}

std::vector<std::string> zoneCameras(const Site& site, const std::string& zone, const std::string& floor) {
    std::vector<std::string> here;
    std::vector<std::string> elsewhere;
    for (const Camera& camera : site.cameras) {
        if (camera.place.zone != zone) continue;
        (camera.place.floor == floor ? here : elsewhere).push_back(camera.id);
    }
    here.insert(here.end(), elsewhere.begin(), elsewhere.end());
    return here;
}

} // namespace shouwang::site
