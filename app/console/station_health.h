// What the desk reads of the station's health answer (resources/api). Pure.
#pragma once

#include "base/bytes.h"
#include "base/id.h"
#include "base/result.h"
#include "sync/ui/station_storage.h"

#include <map>

namespace shouwang::console {

/// Corrupt when it is no health answer; what an older or newer station leaves out is unknown.
Result<sync::StationStorage> storageFrom(ByteView health, Micros now);
/// Letters of the seats by their ids; what makes no sense is left out.
std::map<Id, std::string> seatLettersFrom(ByteView health);

} // namespace shouwang::console
