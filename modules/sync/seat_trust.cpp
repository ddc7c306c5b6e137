// What a seat does after its disk has failed. An fsync that failed once is not asked again, and what SQLite
// has in memory may never have reached the disk: the file is closed, opened anew and proven against what was
// durable before anything is told as saved. The tables can be read meanwhile; commands are answered at once,
// so that the officer keeps the draft. What the network thread hands over waits.
#include "sync/seat_core.h"

#include "base/log.h"
#include "ledger/storage.h"

namespace shouwang::sync {

void addTo(SeatCounters& sum, const SeatCounters& more) {
    for (const auto counter :
         {&SeatCounters::submitted, &SeatCounters::refused, &SeatCounters::verdicts, &SeatCounters::facts,
          &SeatCounters::batches, &SeatCounters::badBatches, &SeatCounters::decidedAgain,
          &SeatCounters::storageErrors, &SeatCounters::reopened, &SeatCounters::faults, &SeatCounters::purged,
          &SeatCounters::pruned, &SeatCounters::prunedEarly})
        sum.*counter += more.*counter;
}

void SeatService::Core::doubt(const Error& error) {
    if (!doubted && ledger::isDiskFailing(error)) doubted = error;
}

void SeatService::Core::closeSeat() {
    log::error("sync", "the seat's file is closed until its disk can be believed again: {}", doubted->text);
    addTo(before, seat->status().counters);
    seat->store().rollback();
    known = seat->store().meta(); // what failed is not in it
    seat.reset();
    reopenPause = options.reopenLeast;
    reopenAt = clock.monotonic();
    {
        const std::lock_guard lock(mutex);
        SeatStatus now = *status;
        now.storageOpen = false;
        now.lastError = doubted->text;
        status = std::make_shared<const SeatStatus>(std::move(now));
    }
    noteShown();
}

/// False: it is time to go.
bool SeatService::Core::roundClosed() {
    {
        std::unique_lock lock(mutex);
        wake.wait_for(lock, std::max(reopenAt - clock.monotonic(), std::chrono::nanoseconds(0)),
                      [this] { return stopping || !commands.empty(); });
        if (stopping && commands.empty()) return false;
    }
    if (commandsWait) refuseCommands();
    if (clock.monotonic() < reopenAt) return true;
    reopenAt = clock.monotonic() + reopenPause;
    reopenPause = std::min(reopenPause * 2, options.reopenMost);
    openSeat();
    if (callbacks.onChanged) guarded([this] { callbacks.onChanged(); });
    return true;
}

void SeatService::Core::refuseCommands() {
    std::deque<Waiting> refused;
    {
        const std::lock_guard lock(mutex);
        refused.swap(commands);
        commandsWait = false;
    }
    SubmitResult failed;
    failed.error = {Next::Retry, "the disk of this seat has failed: " + doubted->text};
    for (const Waiting& waiting : refused) {
        if (waiting.done) guarded([&] { waiting.done(failed); });
    }
}

Result<std::unique_ptr<Seat>> SeatService::Core::openProven() {
    std::error_code error; // opening would begin a new file in its place
    if (!std::filesystem::exists(options.path, error))
        return fail(Next::Offline, options.path.string() + ": the seat's file is not there");
    // Nothing may be written before the proof: a new transaction would stand where a lost one stood.
    auto opened = Seat::open(options.path, options.seat, options.features, clock, random, options.vfs, 0);
    if (!opened) return opened;
    SeatStore& store = (*opened)->store();
    if (auto proven = store.proveTail(known); !proven) return tl::unexpected(proven.error());
    if (auto back = store.takeBack(known); !back) return tl::unexpected(back.error());
    if (auto loaded = (*opened)->afterFault(); !loaded) return tl::unexpected(loaded.error());
    (*opened)->setLimits(options.limits);
    return opened;
}

void SeatService::Core::openSeat() {
    auto opened = openProven();
    auto came = opened ? (*opened)->store().factsSince(known.cursor) : tl::unexpected(opened.error());
    if (!came) {
        if (came.error().text != doubted->text)
            log::error("sync", "the seat stays closed: {}", came.error().text);
        doubted = came.error();
        const std::lock_guard lock(mutex);
        SeatStatus now = *status;
        now.lastError = doubted->text;
        status = std::make_shared<const SeatStatus>(std::move(now));
        return;
    }
    seat = std::move(*opened);
    doubted.reset();
    resume = {};
    ++before.reopened;
    log::info("sync", "the seat's file is open again at fact {}", seat->cursor().number);
    publish();
    deliver(std::move(*came), false);
    tell([](Uplink& to) { to.faulted("the seat's file was opened anew"); });
}

} // namespace shouwang::sync
