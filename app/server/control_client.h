// The command line's way to a running station of this machine. Blocks; at most 30 s.
#pragma once

#include "server/data_folder.h"

namespace shouwang::server {

struct ControlReply {
    int status = 0;
    std::string body;
};

/// POSTs to the running station with the administrator's token, after it has proved that it is the one.
/// Offline: the station does not run. Refused: somebody else answers there.
Result<ControlReply> control(const DataFolder& folder, const std::string& path, const std::string& fileName,
                             std::string body);

} // namespace shouwang::server
