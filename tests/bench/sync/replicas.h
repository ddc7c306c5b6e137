// What lies in the station's file and in the seats': a figure counts only where all of them hold the same.
#pragma once

#include "bench/sync/support.h"

namespace shouwang::bench {

/// The rows of all rooms that a desk has, and the sealed parts of their facts.
struct Content {
    std::uint64_t records = 0; ///< of the bench's own room
    std::uint64_t rows = 0;    ///< of all rooms
    std::uint64_t sealed = 0;
    Hash hash{}; ///< over all of it, in order
    bool operator==(const Content&) const = default;
    std::string text() const;
};

/// Read-only, of a file that somebody else may be writing. Void: it cannot be opened.
std::unique_ptr<ledger::Database> openStationFile(const House& house);
std::unique_ptr<ledger::Database> openSeatFile(const House& house, const testing::Seat& card);

Content contentOfStation(ledger::Database& file);
Content contentOfSeat(ledger::Database& file);
/// Of one room's tables alone.
Hash hashOfRecords(ledger::Database& tables);

/// Every command has its verdict, and every seat has the station's last fact. Void: not within `most`.
void waitForRest(const House& house, const Desks& desks, std::chrono::seconds most);
/// What the files of all of them hold. Void: one holds something else than the station.
Content same(const House& house, const Desks& desks);
/// The same once they are at rest, with so many records.
Content agreed(const House& house, const Desks& desks, std::uint64_t records);

} // namespace shouwang::bench
