// The shelf on which backups lie: a disk of its own, which outlives the station's. What copies, proves and
// begins another epoch is ledger/backup; only the names that it gives to files are the system's and are not
// played.
#pragma once

#include "ledger/backup.h"
#include "simulation/disk/disk.h"

namespace shouwang::simulation {

class Backups {
public:
    explicit Backups(std::uint64_t seed)
        : m_medium(Chance(seed), "simulated-backups") {}

    /// Online, beside the writer. An error: the disk failed in the middle, and there is no backup.
    Result<ledger::Head> make(Disk& station);
    /// A new disk with nothing but one of the copies on it; `back`: how many are newer, at most.
    /// Only with all files closed. Returns where it stands; `newEpoch` is what restore does.
    Result<ledger::Head> putBack(std::size_t back, Disk& station, bool newEpoch, const Clock& clock,
                                 Random& random);
    /// Hashes of the facts in the newest one, from the first on.
    Result<std::vector<Hash>> chain();
    bool empty() const { return m_names.empty(); }

private:
    Disk m_medium;
    std::vector<std::string> m_names; // oldest first
};

} // namespace shouwang::simulation
