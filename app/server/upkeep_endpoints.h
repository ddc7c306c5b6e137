// /v1/admin/backed-up and /v1/admin/checkpoint, and the part of health that tells of the disk.
#pragma once

#include "server/services.h"
#include "server/upkeep.h"

#include <nlohmann/json.hpp>

namespace shouwang::server {

void addUpkeepEndpoints(Router& router, Services& services, Upkeep& upkeep);
nlohmann::json storageJson(const UpkeepStatus& status);

} // namespace shouwang::server
