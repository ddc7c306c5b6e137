// What the map is told of the house: open alarms, bypassed points, the wall's cameras, the register's
// numbers. Pure; any thread.
#pragma once

#include "alarms/alarms.h"
#include "site/ui/map_marks.h"
#include "wall/protocol.h"

#include <map>
#include <span>

namespace shouwang::console {

struct MapNews {
    std::span<const alarms::State> alarms; ///< open, worst first (alarms::standsBefore)
    std::span<const wall::CameraHealth> cameras;
    bool wallIsUp = false;                               ///< otherwise nobody knows how the cameras are now
    const std::map<std::string, int>* persons = nullptr; ///< by zone; null: nobody has counted
    std::span<const outages::Bypass> bypasses{};         ///< open
};

site::Marks marksOf(const site::Site& site, const MapNews& news);

} // namespace shouwang::console
