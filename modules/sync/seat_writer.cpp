// The writer thread of a seat: officers' commands first, then what the network thread has handed over, then
// facts and new tables in slices.
#include "sync/seat_core.h"

#include "base/log.h"

#include <algorithm>
#include <utility>

namespace shouwang::sync {

namespace {

constexpr std::size_t kGroup = 64; // commands of one transaction
constexpr auto kSlice =
    std::chrono::milliseconds(20); // when nobody waits; for an officer it ends after the running fact
constexpr auto kLeastSlice =
    std::chrono::milliseconds(3); // for the station: a verdict must not wait for all that came before it
constexpr auto kStoragePause = std::chrono::milliseconds(1000);

} // namespace

void SeatService::Core::noteError(const Result<void>& result) {
    if (result) return;
    log::warning("sync", "{}", result.error().text);
    doubt(result.error());
}

void SeatService::Core::publish() {
    if (!seat) return; // closeSeat() has said how it is
    SeatStatus now = seat->status();
    if (now.state != LinkState::Forked) now.state = link.state;
    now.closed = link.closed;
    if (!link.error.empty()) now.lastError = link.error;
    now.counters.connects = link.connects;
    now.counters.linkFailures = link.failures;
    now.counters.watchdogs = link.watchdogs;
    now.counters.badBatches += link.badBatches;
    now.counters.faults += faults;
    addTo(now.counters, before);
    auto shared = std::make_shared<const SeatStatus>(std::move(now));
    {
        const std::lock_guard lock(mutex);
        status = std::move(shared);
        overlay = seat->overlay();
    }
    if (!seat->hasUndecided()) noteShown();
}

void SeatService::Core::noteShown() {
    {
        const std::lock_guard lock(mutex);
        if (std::exchange(shown, true)) return;
    }
    shows.notify_all();
}

void SeatService::Core::deliver(std::vector<Fact> facts, bool provisional) {
    if (facts.empty() || !callbacks.onFacts) return;
    guarded([&] { callbacks.onFacts(facts, provisional); });
}

void SeatService::Core::runCommands() {
    std::vector<Command> drafts;
    std::vector<std::function<void(SubmitResult)>> done;
    {
        const std::lock_guard lock(mutex);
        while (!commands.empty() && drafts.size() < kGroup) {
            drafts.push_back(std::move(commands.front().draft));
            done.push_back(std::move(commands.front().done));
            commands.pop_front();
        }
        commandsWait = !commands.empty();
    }
    std::vector<SubmitResult> results = submit(std::move(drafts));
    publish();
    std::vector<Fact> facts;
    for (const SubmitResult& result : results) {
        if (result.kind == SubmitResult::Kind::Failed) doubt(result.error);
        facts.insert(facts.end(), result.facts.begin(), result.facts.end());
    }
    deliver(std::move(facts), true);
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (done[i]) guarded([&] { done[i](std::move(results[i])); });
    }
    sendPosition();
}

bool SeatService::Core::runTask() {
    std::function<void()> task;
    {
        const std::lock_guard lock(mutex);
        if (tasks.empty()) return false;
        task = std::move(tasks.front());
        tasks.pop_front();
        tasksWait = !tasks.empty();
    }
    task();
    return true;
}

/// What the station decides meanwhile need not be decided here.
bool SeatService::Core::decidesNow() const {
    if (!seat->hasUndecided() || !mayWork()) return false;
    const bool hopes = uplink && link.state != LinkState::Offline;
    return !hopes || clock.monotonic() >= decideBy;
}

bool SeatService::Core::decidesFirst() const {
    return decidesNow() && clock.monotonic() >= decideBy;
}

void SeatService::Core::decideOutbox() {
    const auto began = clock.monotonic();
    const bool first = decidesFirst(); // then no task runs before all is shown, and it need not be short
    const auto more = seat->decideSlice([&] {
        const auto spent = clock.monotonic() - began;
        return commandsWait.load() || spent >= kSlice || (!first && tasksWait.load() && spent >= kLeastSlice);
    });
    if (!more) {
        log::error("sync", "what was typed cannot be shown: {}", more.error().text);
        doubt(more.error());
        resume = clock.monotonic() + kStoragePause;
    }
    publish();
    if (!more) noteShown(); // as far as it goes: nobody waits for a full disk
}

void SeatService::Core::applyFacts() {
    const auto began = clock.monotonic();
    auto more = seat->applySlice([&] {
        const auto spent = clock.monotonic() - began;
        return commandsWait.load() || spent >= kSlice || (tasksWait.load() && spent >= kLeastSlice);
    });
    if (!more) {
        log::error("sync", "facts cannot be stored: {}", more.error().text);
        doubt(more.error());
        resume = clock.monotonic() + kStoragePause;
    }
    publish();
    deliver(seat->takeConfirmed(), false);
    if (more && !*more) sendPosition();
}

void SeatService::Core::loadTables() {
    const auto until = clock.monotonic() + kSlice;
    auto more = seat->loadSlice([&] { return commandsWait.load() || clock.monotonic() >= until; });
    if (!more) {
        log::error("sync", "new tables cannot be made: {}", more.error().text);
        doubt(more.error());
        resume = clock.monotonic() + kStoragePause;
    }
    publish();
    if (!more || !*more) sendPosition();
}

/// A second, so that the ages in the status are true, or until what waits has to be shown.
std::chrono::nanoseconds SeatService::Core::idle() const {
    constexpr std::chrono::nanoseconds kSecond = std::chrono::seconds(1);
    if (!seat->hasUndecided()) return kSecond;
    return std::clamp(std::max(decideBy, resume) - clock.monotonic(), kSecond / 1000, kSecond);
}

/// False: it is time to go.
bool SeatService::Core::round() {
    if (!seat) return roundClosed();
    {
        std::unique_lock lock(mutex);
        const auto ready = [this] { return stopping || !commands.empty() || !tasks.empty(); };
        const bool facts = decidesNow() || ((seat->hasQueued() || seat->hasLoad()) && mayWork());
        if (!facts) wake.wait_for(lock, idle(), ready);
        if (stopping && commands.empty()) return false; // what an officer has typed is stored before we go
    }
    const bool changed = work();
    if (doubted) closeSeat();
    if ((changed || !seat) && callbacks.onChanged) guarded([this] { callbacks.onChanged(); });
    return true;
}

/// False: only time has passed, and nothing whose age is shown.
bool SeatService::Core::work() {
    if (commandsWait) {
        runCommands();
    } else if (!decidesFirst() && runTask()) {
        publish();
    } else if (decidesNow()) {
        decideOutbox();
    } else if (seat->hasQueued() && mayWork()) {
        applyFacts();
    } else if (seat->hasLoad() && mayWork()) {
        loadTables();
    } else {
        noteError(seat->tidy());
        publish();
        return seat->store().waiting().value_or(0) > 0;
    }
    return true;
}

void SeatService::Core::noteFault(const char* what) {
    ++faults;
    log::error("sync", "the writing thread met {}", what);
}

/// No exception of a room may kill the seat or leave an officer without an answer.
std::vector<SubmitResult> SeatService::Core::submit(std::vector<Command> drafts) {
    SubmitResult failed;
    std::vector<SubmitResult> results(drafts.size(), failed);
    try {
        return seat->submit(std::move(drafts));
    } catch (const std::exception& fault) {
        noteFault(fault.what());
        failed.error = {Next::Bug, fault.what()};
    }
    noteError(seat->afterFault());
    std::fill(results.begin(), results.end(), failed);
    return results;
}

void SeatService::Core::write() {
    for (;;) {
        try {
            if (!round()) return;
        } catch (const std::exception& fault) {
            noteFault(fault.what());
            resume = clock.monotonic() + kStoragePause;
            if (seat) guarded([this] { noteError(seat->afterFault()); });
            // The link may wait for an answer that was never given: it begins anew.
            const std::string what = fault.what();
            tell([what](Uplink& to) { to.faulted("the writing thread met " + what); });
            if (seat) sendPosition();
        }
    }
}

} // namespace shouwang::sync
