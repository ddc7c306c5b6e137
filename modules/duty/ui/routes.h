// Along what a round can go: the site file names no routes, so they are made of what it has — its scenes, its
// zones and the places that the wall and its gates are watched from. Pure; any thread, but for the name of
// the route of zones, which is in the language of the GUI.
#pragma once

#include "duty/round.h"
#include "site/site.h"

namespace shouwang::duty {

struct Route {
    std::string name;
    std::vector<Stop> stops;
};

/// Items of the check list of a stop: codes of findingKinds(). To be confirmed by the facility.
std::span<const std::string_view> checkItems();

/// First all zones, one stop each; then one for each scene, whose cameras are key places. Without routes: the
/// site has no cameras. A camera of a talk room is on no route (G3).
std::vector<Route> routesOf(const site::Site& site);

} // namespace shouwang::duty
