// What the rows about a million facts share: one station with its ledger, filled once.
#pragma once

#include "bench/sync/replicas.h"

namespace shouwang::bench {

struct Big {
    House house{"big"};
    testing::Seat author;
    Desks readers; ///< one, whose file is made anew each time
    std::uint64_t facts = 0;
    std::size_t runs = 0;

    std::uint64_t records() const;
    /// Seconds of the bare insert of as many rows, one for each run; measured when it is first asked for.
    const std::vector<double>& floors();

private:
    std::vector<double> m_floors;
};

/// The station's rooms, with the bench's own in this version of its tables.
ledger::Features stationFeatures(int version);

void firstSyncRow(Big& big, bool withRow); ///< and `memory`; without the row one process is enough
void verifyRow(const Big& big);
void rebuildRow(Big& big);

} // namespace shouwang::bench
