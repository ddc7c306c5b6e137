// What a person who looks for a fault may have: versions, settings, counters, health and the log, without
// personal data (G22): no password, no name of anybody, no account, nothing of what a fact says. Pure but for
// `diagnosticsNow`, which reads the process.
#pragma once

#include "base/clock.h"
#include "base/tar.h"
#include "console/emergency_keeper.h"
#include "sync/seat_status.h"

#include <map>
#include <string>
#include <vector>

namespace shouwang::console {

class Desk;
class Settings;

/// Takes what may be personal or secret out of a line of the log. Everything that is not ASCII goes (the log
/// is English; names and texts of facts are not), user and password of an address, values of keys that sound
/// like a secret, long runs of letters and digits that may be a token, numbers of persons, `known` words.
class Redactor {
public:
    explicit Redactor(std::vector<std::string> known);
    std::string operator()(const std::string& line) const;

private:
    std::vector<std::string> m_known; // the longest first
};

struct DiagnosticsData {
    std::map<std::string, std::string> versions;
    std::map<std::string, std::string> settings; ///< only of settings that are named in diagnosticsNow
    std::map<std::string, std::string> health;
    sync::SeatStatus status;
    std::vector<std::string> log;
    std::uint64_t logDropped = 0;
    std::vector<std::string> known; ///< accounts and names of staff, so that they can be taken out
    Micros now = 0;
};

DiagnosticsData diagnosticsNow(const Desk& desk, const Settings& settings, const EmergencyState& sheet);
std::vector<TarFile> diagnosticsFiles(const DiagnosticsData& data);
/// Whole or not at all, mode 0600; shouwang-diagnostics-20261122-210407.tar in the folder. Returns the file.
Result<std::filesystem::path> writeDiagnostics(const DiagnosticsData& data,
                                               const std::filesystem::path& folder);

} // namespace shouwang::console
