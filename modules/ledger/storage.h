// Room on the disk: how long it lasts at the present pace, and a reserve that is given up when it has not, so
// that alarms can still be recorded while somebody makes room.
#pragma once

#include "ledger/database.h"

#include "base/clock.h"

namespace shouwang::ledger {

/// Whether a commit failed because the disk is full.
bool isDiskFull(const Error& error);

/// Whether the disk (or the file on it) has failed, so that neither the connection nor what it has in memory
/// can be believed: an I/O error, a failed fsync, a damaged or vanished file. A full disk is another thing.
/// `error` is one of Database's: it ends with SQLite's number.
bool isDiskFailing(const Error& error);

/// Bytes of the log beside the file. SQLite begins it anew when all of it is in the file and nobody reads it;
/// where one long reader always follows another it grows instead.
std::uint64_t logBytes(const Database& database);
/// Takes the log into the file and gives its room back. False: somebody still reads in it; nothing is lost,
/// and what nobody needs any more is in the file all the same. The writer, outside any transaction.
Result<bool> shrinkLog(Database& database);

/// A file of real blocks beside the ledger that holds nothing. One thread.
class Reserve {
public:
    static constexpr std::uint64_t kDefault = std::uint64_t{64} << 20;

    Reserve(std::filesystem::path file, std::uint64_t bytes)
        : m_file(std::move(file))
        , m_bytes(bytes) {}

    /// Takes the blocks. Retry: there must be twice as much room, so that the reserve itself never fills the
    /// disk, and does not come back only to be given up again.
    Result<void> hold() const;
    /// Gives them up. False: there were none.
    bool release() const;
    bool held() const;
    std::uint64_t bytes() const { return m_bytes; }

private:
    std::filesystem::path m_file;
    std::uint64_t m_bytes;
};

struct Forecast {
    std::uint64_t facts = 0;
    std::uint64_t fileBytes = 0;
    std::uint64_t freeBytes = 0;
    double days = 0;                   ///< that were looked at
    std::optional<double> bytesPerDay; ///< none: there is nothing to judge by yet
    std::optional<double> daysLeft;    ///< none: it does not grow, or there is nothing to judge by
};

/// From the facts of the last days and what a fact of this ledger takes with all its tables. Looks at some 20
/// facts however many there are. `freeBytes` is what the disk has.
Result<Forecast> forecast(Database& ledger, std::uint64_t freeBytes, Micros now, int days = 7);

} // namespace shouwang::ledger
