// The ledger with what stands on it. A disk that has failed once may tell less than the truth about what it
// holds, and so may the connection that met it: SQLite keeps pages in memory that a failed fsync never
// brought to the disk. So the vault is closed, opened anew and its tail is proven before anything else is
// acknowledged.
#pragma once

#include "ledger/ledger.h"
#include "server/reader_book.h"
#include "sync/station.h"

namespace shouwang::server {

/// One thread: the one that writes, or any before it starts.
class Vault {
public:
    /// Errors as Ledger::open. Clock and random outlive it.
    static Result<std::unique_ptr<Vault>> open(ledger::Ledger::Options file, ledger::Features rooms,
                                               const Clock& clock, Random& random);
    ~Vault();

    bool isOpen() const { return m_ledger != nullptr; }
    // Only while it is open; nobody keeps what they return.
    ledger::Ledger& ledger() { return *m_ledger; }
    sync::Station& station() { return *m_station; }
    ReaderBook& readers() { return *m_readers; }

    /// Lets go of the file. What has been acknowledged up to here must be found again by reopen().
    void close();
    /// Opens the file and proves that what was acknowledged is there as it was, and that the last facts are a
    /// chain. What a commit that was said to have failed has left there after all is told as committed. On an
    /// error it is closed; Corrupt: facts are missing or damaged, a backup is needed.
    Result<void> reopen();

    // Set before the writing thread runs; they hold for every ledger that is opened.
    std::function<void(std::span<const ledger::StoredFact>)> onCommitted;
    std::function<void(const sync::CloneAlarm&)> onCloneAlarm;

private:
    Vault(ledger::Ledger::Options file, ledger::Features rooms, const Clock& clock, Random& random);
    Result<void> openAll();
    void letGo();
    Result<void> proveWriting();
    Result<void> tellWhatCameBack(std::uint64_t known);

    const ledger::Ledger::Options m_file;
    const ledger::Features m_rooms;
    const Clock& m_clock;
    Random& m_random;
    ledger::Head m_known; // acknowledged when it was closed
    std::unique_ptr<ledger::Ledger> m_ledger;
    std::unique_ptr<sync::Station> m_station;
    std::optional<ReaderBook> m_readers;
};

} // namespace shouwang::server
