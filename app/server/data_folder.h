// The station's folder: what lies where, and who may read it.
#pragma once

#include "base/bytes.h"
#include "base/id.h"

#include <filesystem>

namespace shouwang {
class Random;
}

namespace shouwang::server {

struct DataFolder {
    std::filesystem::path root;

    std::filesystem::path ledger() const { return root / "ledger.db"; }
    std::filesystem::path keyStore() const { return root / "keystore.json"; }
    std::filesystem::path adminToken() const { return root / "admin.token"; }
    std::filesystem::path spool() const { return root / "devices.spool"; }  ///< see modules/devices/spool.h
    std::filesystem::path readings() const { return root / "readings.db"; } ///< see modules/ledger/readings.h
    std::filesystem::path setAside() const { return root / "set-aside.jsonl"; } ///< see set_aside.h
    std::filesystem::path settings() const { return root / "station.json"; }
    std::filesystem::path running() const { return root / "running.json"; } ///< there while the station runs
};

struct StationSettings {
    Id station;
    std::string name;   ///< for people
    bool begun = false; ///< it has had a ledger
};

/// What the command line needs to reach the running station of this folder.
struct Running {
    int pid = 0;
    std::uint16_t controlPort = 0; ///< plain HTTP on loopback, for the administrator's token only
    std::uint16_t port = 0;
    bool tls = false;
};

/// A new folder (0700) with settings, an empty key store and an administrator's token. Refused: it has a
/// station.
/// `station`: of a ledger that lies there already; null: a new one.
Result<StationSettings> createDataFolder(const DataFolder& folder, const std::string& name, Random& random,
                                         const Id& station = {});
/// Refused with what to do where the folder has no station.
Result<StationSettings> readSettings(const DataFolder& folder);

/// Refused (ledger::Trouble::Missing): the station has had a ledger and its file is gone, as with a disk that
/// is not mounted. A new one in its place would look like a facility in which nothing has ever happened.
Result<void> refuseLostLedger(const DataFolder& folder, const StationSettings& settings);
/// After its ledger was opened for the first time. The file is written whole, once.
Result<void> noteBegun(const DataFolder& folder, const StationSettings& settings);

/// Refuses a token file that others can read.
Result<std::string> readAdminToken(const DataFolder& folder);
std::string randomToken(Random& random); ///< 256 bits as 64 hexadecimal digits

Result<void> writeRunning(const DataFolder& folder, const Running& running);
/// Offline: the station does not run.
Result<Running> readRunning(const DataFolder& folder);
void removeRunning(const DataFolder& folder);
/// A process holds the ledger for writing: the station, or a command that changes the folder.
bool ledgerIsHeld(const DataFolder& folder);

/// What only somebody with the administrator's token can answer to a challenge, 64 hexadecimal digits both.
/// Asked before the token is sent: a port may belong to somebody else by now.
std::string proofOf(std::string_view token, std::string_view challenge);

/// Refuses a file that is not 0600 or belongs to somebody else.
Result<Bytes> readPrivateFile(const std::filesystem::path& path, std::size_t limit);

} // namespace shouwang::server
