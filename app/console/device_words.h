// How the desk says whether devices can be heard, and what was wrong with what they sent. Pure; translated.
#pragma once

#include "console/station_health.h"

#include <QString>

namespace shouwang::console {

struct DeviceWords {
    QString text;
    QString details;
    bool abnormal = false;
};

/// `station` counts only while `reached`; `ownLost`: since when this seat itself hears no devices.
DeviceWords deviceLinkWords(bool reached, const std::optional<StationDevices>& station,
                            const std::optional<Micros>& ownLost, Micros now);
/// Of messages that were refused, dropped or odd.
DeviceWords oddMessageWords(const std::optional<StationDevices>& station, Micros now);

} // namespace shouwang::console
