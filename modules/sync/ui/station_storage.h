// How long the station's disk will do, and what that means, in words. Pure but for the words, which are the
// reader's. GUI thread.
#pragma once

#include "base/clock.h"
#include "shell/ui/theme.h"

#include <QString>

#include <optional>

namespace shouwang::sync {

/// As the station says it in its health answer.
struct StationStorage {
    Micros at = 0;                  ///< when it said so, by this seat's clock
    std::optional<double> daysLeft; ///< none: it does not grow, or there is nothing to judge by yet
    std::optional<std::uint64_t> freeBytes;
    std::optional<std::uint64_t> ledgerBytes;
    std::uint64_t reserveBytes = 0;
    bool reserveHeld = false;
    bool sparing = false; ///< only the reserve is left: alarms and what officers do about them are recorded
    bool failing = false; ///< the last commit failed
    std::uint64_t logBytes = 0;
    bool logLarge = false; ///< somebody reads the ledger without a pause, so that its log grows

    bool operator==(const StationStorage&) const = default;
};

struct StorageWords {
    QString text;    ///< one sentence, with its mark in front, so that colour is never alone
    QString details; ///< figures
    shell::Tone tone = shell::Tone::Text;
    bool abnormal = false;
};

/// None: nothing is known yet.
StorageWords storageWords(const std::optional<StationStorage>& storage, Micros now);

} // namespace shouwang::sync
