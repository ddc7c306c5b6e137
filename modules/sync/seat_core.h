// The two threads of a seat and what they share. Private to seat_*.cpp of the service; see seat_service.h.
#pragma once

#include "sync/seat_service.h"
#include "sync/uplink.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace shouwang::sync {

using ledger::Command;
using ledger::Fact;

/// What one seat has counted goes on in the next one.
void addTo(SeatCounters& sum, const SeatCounters& more);

struct SeatService::Core final : WriterPort {
    Core(Options from, Callbacks to, std::unique_ptr<Seat> opened, const Clock& clockUsed, Random& chance)
        : options(std::move(from))
        , callbacks(std::move(to))
        , seat(std::move(opened))
        , clock(clockUsed)
        , random(chance) {
        if (options.link) {
            const Uplink::Options how{options.retryLeast, options.retryMost, options.headWatchdog,
                                      options.outboxWatchdog};
            uplink = std::make_unique<Uplink>(*options.link, *this, how, clock, random);
        }
        publish();
    }
    ~Core() override = default;

    // Network thread.
    void take(CheckedBatch batch) override;
    void wantPush(const PushPlace& behind) override;
    void takeReply(PushReply reply) override;
    void heard(const Hello& hello) override;
    void report(const LinkReport& report) override;
    void wantRecover() override;
    void takeRecoverReply(RecoverReply reply) override;
    void takeManifest(SnapshotManifest manifest) override;
    void takeChunk(std::uint64_t index, ledger::TableRows rows) override;
    void giveUpSnapshot() override;
    Position position() const;

    void talk(); // the body of the network thread

    // Writer thread.
    void write();
    bool round();
    bool work();
    std::vector<SubmitResult> submit(std::vector<Command> drafts);
    void noteFault(const char* what);
    template <class Call>
    void guarded(Call call) {
        try {
            call();
        } catch (const std::exception& fault) {
            noteFault(fault.what());
        }
    }
    void runCommands();
    bool runTask();
    bool decidesNow() const;
    bool decidesFirst() const;
    void noteShown();
    std::chrono::nanoseconds idle() const;
    void decideOutbox();
    void applyFacts();
    void loadTables();
    bool mayWork() const { return clock.monotonic() >= resume; }
    void deliver(std::vector<Fact> facts, bool provisional);
    void publish();
    void sendPosition();
    void tell(const std::function<void(Uplink&)>& what);
    void noteError(const Result<void>& result);

    // Writer thread, seat_trust.cpp: what happens when the disk has failed.
    void doubt(const Error& error);
    bool roundClosed();
    void closeSeat();
    void refuseCommands();
    void openSeat();
    Result<std::unique_ptr<Seat>> openProven();

    // Any thread.
    void addTask(std::function<void()> task);

    struct Waiting {
        Command draft;
        std::function<void(SubmitResult)> done;
    };

    Options options;
    const Callbacks callbacks;
    std::unique_ptr<Seat> seat; // writer thread, once it runs; null: closed, its disk has failed
    const Clock& clock;
    Random& random;
    std::unique_ptr<Uplink> uplink;           // network thread, once it runs
    std::uint64_t taken = 0;                  // writer thread
    std::uint64_t greeted = 0;                // writer thread
    LinkReport link;                          // writer thread
    std::uint64_t faults = 0;                 // writer thread: exceptions that were caught
    std::chrono::nanoseconds resume{0};       // writer thread: no facts before that, the disk was full
    std::chrono::nanoseconds decideBy{0};     // writer thread: then the outbox comes before facts
    std::optional<Error> doubted;             // writer thread: why the disk is not believed
    std::chrono::milliseconds reopenPause{0}; // writer thread
    std::chrono::nanoseconds reopenAt{0};     // writer thread
    SeatMeta known;                           // writer thread: what was durable when the seat was closed
    SeatCounters before;                      // writer thread: of the seats before this one

    std::mutex mutex; // guards what follows
    std::condition_variable wake;
    std::deque<Waiting> commands;
    std::deque<std::function<void()>> tasks;
    bool stopping = false;
    std::shared_ptr<const SeatStatus> status;
    std::shared_ptr<const Overlay> overlay;
    bool shown = false; // what was typed before the start is in the overlay, or its disk has failed
    std::condition_variable shows;

    std::atomic<bool> commandsWait{false}; // writer reads it between two facts
    std::atomic<bool> tasksWait{false};    // likewise
    std::atomic<bool> hangUp{false};       // network thread reads it after a fault
    std::thread writer;
    std::thread network;
};

} // namespace shouwang::sync
