// What the desk reads of the station's health answer (resources/api). Pure.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "sync/ui/station_storage.h"

namespace shouwang::console {

/// Corrupt when it is no health answer; what an older or newer station leaves out is unknown.
Result<sync::StationStorage> storageFrom(ByteView health, Micros now);

} // namespace shouwang::console
