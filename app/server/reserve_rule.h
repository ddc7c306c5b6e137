// What may still be recorded when only the reserve of the disk is left.
#pragma once

#include <string_view>

namespace shouwang::server {

/// Alarms, what officers do about them (incidents, and signing on to be allowed to), what the desks' log says
/// of their clips, and that somebody is missing or found. The other movements, site files, settled items of
/// the tray and whatever else there may be wait for room.
bool mayUseReserve(std::string_view kind);

} // namespace shouwang::server
