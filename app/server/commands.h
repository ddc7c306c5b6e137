// shouwang-server on the command line. Each command returns the exit code; what went wrong goes to stderr.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace shouwang::server {

enum Exit : int {
    kDone = 0,
    kFailed = 1,  ///< a passing fault: the same call may succeed later
    kUsage = 2,   ///< wrong words on the command line
    kRefused = 3, ///< the input, or the state of the station, forbids it (a second writer, a foreign file)
    kDamaged = 4, ///< the ledger is damaged: restore it from a backup
};

int runProgram(const std::vector<std::string>& words);

// The parts of it, one a file.
int runStation(const std::vector<std::string>& words);
int initStation(const std::vector<std::string>& words);
int importSite(const std::vector<std::string>& words);
int importPersons(const std::vector<std::string>& words);
int addSeat(const std::vector<std::string>& words);
int changeCompartments(const std::vector<std::string>& words);
/// "management,health": whose sealed parts the seat receives; the open fields reach every seat.
Result<std::int64_t> compartmentsFrom(std::string_view list);
int revokeSeat(const std::vector<std::string>& words);
int addReader(const std::vector<std::string>& words);
int revokeReader(const std::vector<std::string>& words);
int addAccount(const std::vector<std::string>& words);
int backupStation(const std::vector<std::string>& words);
int restoreStation(const std::vector<std::string>& words);
int showCheckpointKey(const std::vector<std::string>& words);
int makeCheckpoint(const std::vector<std::string>& words);

int complain(int code, const std::string& text);

} // namespace shouwang::server
