// What a desk uses: a seat with its two threads. The writer thread owns the seat's file and takes officers'
// commands first, then facts of the station in small slices; the network thread never touches the file. Both
// are joined in the destructor. Works without a station for as long as it takes. After an error of the disk
// the file is closed, opened again and proven (seat_trust.cpp); until then commands fail and nothing is told
// as saved.
#pragma once

#include "sync/seat.h"
#include "sync/station_link.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace shouwang::sync {

/// A consistent look at the tables with the provisional facts on top, for the GUI's queries. One thread. Its
/// connection is read-only.
class SeatReader {
public:
    ~SeatReader();
    /// Runs the query on one snapshot. Keep it short: an open snapshot keeps the file from being tidied.
    Result<void> read(const std::function<void(const ledger::View&)>& query);

private:
    friend class SeatService;
    struct Parts;
    explicit SeatReader(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

class SeatService {
public:
    struct Options {
        std::filesystem::path path;
        Id seat;
        ledger::Features features;
        std::unique_ptr<StationLink> link; ///< null: this seat works alone
        std::chrono::milliseconds retryLeast{200};
        std::chrono::milliseconds retryMost{15'000};
        std::chrono::milliseconds headWatchdog{10'000};  ///< head ahead, cursor not moving
        std::chrono::milliseconds outboxWatchdog{5'000}; ///< commands wait, nothing in flight
        SeatLimits limits;
        std::size_t commandBound = 10'000; ///< submits not yet taken by the writer
        const char* vfs = nullptr;         ///< of the seat's file; for tests of disks that fail
        std::chrono::milliseconds reopenLeast{
            100}; ///< before a file is opened again whose disk has failed; doubles
        std::chrono::milliseconds reopenMost{5'000};
    };
    /// Called on the writer or the network thread; must return at once and may be called once for several
    /// changes.
    struct Callbacks {
        std::function<void()> onChanged; ///< status, tables or overlay have moved
        /// Provisional: by this seat, just saved. Else: confirmed by the station, in order, once each (a
        /// restart repeats none; a resync repeats none that the file already had).
        std::function<void(const std::vector<ledger::Fact>& facts, bool provisional)> onFacts;
    };

    /// Opens the file (a fresh one gets a new epoch) and starts the threads. Returns when what was typed here
    /// before is shown again; for a long outbox that may be half a second later than the first push. `clock`
    /// and `random` may be called from both threads. Errors as Database::open.
    static Result<std::unique_ptr<SeatService>> start(Options options, Callbacks callbacks,
                                                      const Clock& clock, Random& random);
    ~SeatService();
    SeatService(const SeatService&) = delete;
    SeatService& operator=(const SeatService&) = delete;

    /// Any thread. The caller fills kind, entity, actor, reason, fields, mode; id, seat and recorded are
    /// given here. `done` comes on the writer thread, once, after the command is durable (or not).
    void submit(ledger::Command draft, std::function<void(SubmitResult)> done);
    /// Any thread.
    std::shared_ptr<const SeatStatus> status() const;
    /// Any thread; the reader belongs to one thread and must not outlive the service.
    Result<std::unique_ptr<SeatReader>> openReader() const;
    /// Any thread: ask the station now instead of after the pause (the cable is in again).
    void linkUp();
    /// Any thread: after a fork, fetch everything anew into fresh tables. The outbox is kept and offered
    /// again; the facts of the other branch are set aside, not deleted.
    void resync();
    /// Any thread: somebody has dealt with this item of the tray; it is kept as settled.
    void settleAttention(std::int64_t sequence);
    /// Any thread: the body of GET /v1/keystore, /v1/site or /v1/secrets. `done` comes on the network thread;
    /// Next::Offline at once when the seat works alone.
    void fetch(std::string path, std::function<void(Result<Bytes>)> done);

    /// Any thread: facts that this seat does not keep. Their chain is verified, also where it meets ours.
    /// `done` comes on the network or the writer thread; Next::Offline when the station is not there.
    void fetchHistory(const HistoryQuery& query, std::function<void(Result<std::vector<ledger::Fact>>)> done);

private:
    struct Core;
    explicit SeatService(std::unique_ptr<Core> core);
    std::unique_ptr<Core> m_core;
};

} // namespace shouwang::sync
