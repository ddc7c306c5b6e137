// A ledger copied whole and proven, and put back. Both go through SQLite's backup API: the file is never read
// beside it. Any thread; the station may go on writing while it is backed up.
#pragma once

#include "ledger/verify.h"

namespace shouwang::ledger {

/// What stands in a ledger file.
struct FileFacts {
    Id station;
    Head head; ///< number 0: it has none
    std::vector<EpochMark> epochs;
    std::size_t checkpoints = 0;
    std::uintmax_t bytes = 0;
};

/// Where a file lies. SQLite reaches it through `vfs`: nothing for the system's files, else the simulator's.
struct Place {
    std::filesystem::path path;
    const char* vfs = nullptr;
};

/// Reads the whole file and proves it. Refused: not a ledger of ours, or written by a newer version. Corrupt:
/// damaged, or the chain does not hold (the text names the first bad fact). Offline: it is not there.
Result<FileFacts> inspect(const std::filesystem::path& path, const std::optional<VerifierKey>& key = {});

/// What backUp() and restore() do to the files, without the names around it: after an error the target is of
/// no use.
Result<FileFacts> copyProven(const Place& ledger, const Place& target);
/// Returns the head as it is now: the same fact, another epoch.
Result<Head> copyForNewEpoch(const Place& backup, const Place& target, const Clock& clock, Random& random);

/// Copies the ledger beside `target`, proves the copy, syncs it and gives it its name: after a crash there is
/// a whole backup or none. Refused: `target` is there already. Note the head as backed up (noteBackedUp) only
/// after this has returned.
Result<FileFacts> backUp(const std::filesystem::path& ledger, const std::filesystem::path& target);

struct Restored {
    FileFacts file;                 ///< as it was in the backup
    Head head;                      ///< as it is now: the same fact, another epoch
    std::filesystem::path setAside; ///< the old ledger, or empty: there was none
};

/// Puts a backup in the place of a ledger that nobody has open, and begins another epoch in it, so that seats
/// offer what it lacks. The old file is kept beside it. Refused: the station runs, or the file is another
/// station's (a null id: any), or one of a newer version, or not ours; Corrupt: damaged. Then nothing has
/// changed.
/// Killed in the middle, it leaves a ledger that cannot be opened, and goes on when it is called again.
Result<Restored> restore(const std::filesystem::path& file, const std::filesystem::path& ledger,
                         const Id& station, const Clock& clock, Random& random);

/// Refused: a restore of this ledger was broken off, so that what lies there may be half of the old file.
Result<void> refuseHalfRestored(const std::filesystem::path& ledger);

} // namespace shouwang::ledger
