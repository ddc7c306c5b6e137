// SQLite's view of a simulated disk.
#pragma once

#include "simulation/disk/disk.h"

#include <sqlite3.h>

namespace shouwang::simulation {

/// Under disk.vfs(); never the default.
std::unique_ptr<sqlite3_vfs> registerVfs(Disk& disk);
void unregisterVfs(sqlite3_vfs& vfs);

} // namespace shouwang::simulation
