// Who this seat is and where its station is: what the administrator gave it, mode 0600.
//   {"seat": 32 hex digits, "letter": "A", "name": "...", "url": "https://...", "token": "...", "ca":
//   "ca.pem", "mqtt": {"host": "...", "port": 1883, "user": "...", "password": "...", "ca": "..."}}
// A relative ca lies beside the file; without a url the seat works alone, without mqtt it hears of presses
// from the station only.
#pragma once

#include "base/id.h"
#include "devices/mqtt_client.h"
#include "sync/http_client.h"

#include <filesystem>

namespace shouwang::console {

struct SeatFile {
    Id seat;
    std::string letter;
    std::string name;
    sync::HttpOptions station; ///< url empty: none
    std::optional<devices::MqttOptions> broker;
};

/// Refused, with file and reason: unreadable, not such a file, or readable by others.
Result<SeatFile> readSeatFile(const std::filesystem::path& path);
Result<SeatFile> parseSeatFile(ByteView bytes, const std::filesystem::path& path);

} // namespace shouwang::console
