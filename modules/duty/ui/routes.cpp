#include "duty/ui/routes.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace shouwang::duty {

namespace {

constexpr std::array<std::string_view, 5> kChecks{"person", "order", "door", "fire", "camera"};

bool mayBeWatched(const site::Camera& camera) {
    return camera.privacy != site::PrivacyClass::Talk;
}

Stop stopAt(const site::Camera& camera, std::string name, bool keyPlace) {
    Stop stop;
    stop.camera = camera.id;
    stop.zone = camera.place.zone;
    stop.name = std::move(name);
    stop.keyPlace = keyPlace;
    stop.checks.assign(kChecks.begin(), kChecks.end());
    return stop;
}

/// The one that shows most without a reason of its own: of the lowest privacy class.
const site::Camera* cameraOf(const site::Site& site, const std::string& zone) {
    const site::Camera* best = nullptr;
    for (const site::Camera& camera : site.cameras) {
        if (camera.place.zone != zone || !mayBeWatched(camera)) continue;
        if (!best || camera.privacy < best->privacy) best = &camera;
    }
    return best;
}

Route zonesOf(const site::Site& site) {
    Route route{QCoreApplication::translate("duty", "全所各区").toStdString(), {}};
    for (const site::Zone& zone : site.zones) {
        if (const site::Camera* camera = cameraOf(site, zone.code))
            route.stops.push_back(stopAt(*camera, zone.name, false));
    }
    return route;
}

Route sceneOf(const site::Site& site, const site::Scene& scene) {
    Route route{scene.name, {}};
    for (const std::string& id : scene.cameras) {
        const site::Camera* camera = site.camera(id);
        if (camera && mayBeWatched(*camera)) route.stops.push_back(stopAt(*camera, camera->name, true));
    }
    return route;
}

} // namespace

std::span<const std::string_view> checkItems() {
    return kChecks;
}

std::vector<Route> routesOf(const site::Site& site) {
    std::vector<Route> routes{zonesOf(site)};
    for (const site::Scene& scene : site.scenes)
        routes.push_back(sceneOf(site, scene));
    std::erase_if(routes, [](const Route& route) { return route.stops.empty(); });
    return routes;
}

} // namespace shouwang::duty
