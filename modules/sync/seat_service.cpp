#include "sync/seat_service.h"

#include "base/log.h"
#include "sync/storage.h"
#include "sync/uplink.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace shouwang::sync {

using ledger::Command;
using ledger::Database;
using ledger::Fact;

namespace {

constexpr std::size_t kGroup = 64; // commands of one transaction
constexpr auto kSlice =
    std::chrono::milliseconds(20); // when nobody waits; else it ends after the running fact
constexpr auto kStoragePause = std::chrono::milliseconds(1000);

} // namespace

struct SeatService::Core final : WriterPort {
    Core(Options from, Callbacks to, std::unique_ptr<Seat> opened, const Clock& clockUsed, Random& random)
        : options(std::move(from))
        , callbacks(std::move(to))
        , seat(std::move(opened))
        , clock(clockUsed) {
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
    void wantPush() override;
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
    void applyFacts();
    void loadTables();
    bool mayWork() const { return clock.monotonic() >= resume; }
    void deliver(std::vector<Fact> facts, bool provisional);
    void publish();
    void sendPosition();
    void tell(const std::function<void(Uplink&)>& what);
    void noteError(const Result<void>& result);

    // Any thread.
    void addTask(std::function<void()> task);

    struct Waiting {
        Command draft;
        std::function<void(SubmitResult)> done;
    };

    Options options;
    const Callbacks callbacks;
    const std::unique_ptr<Seat> seat; // writer thread, once it runs
    const Clock& clock;
    std::unique_ptr<Uplink> uplink;     // network thread, once it runs
    std::uint64_t taken = 0;            // writer thread
    LinkReport link;                    // writer thread
    std::uint64_t faults = 0;           // writer thread: exceptions that were caught
    std::chrono::nanoseconds resume{0}; // writer thread: no facts before that, the disk was full

    std::mutex mutex; // guards what follows
    std::condition_variable wake;
    std::deque<Waiting> commands;
    std::deque<std::function<void()>> tasks;
    bool stopping = false;
    std::shared_ptr<const SeatStatus> status;
    std::shared_ptr<const Overlay> overlay;

    std::atomic<bool> commandsWait{false}; // writer reads it between two facts
    std::atomic<bool> hangUp{false};       // network thread reads it after a fault
    std::thread writer;
    std::thread network;
};

void SeatService::Core::addTask(std::function<void()> task) {
    {
        const std::lock_guard lock(mutex);
        tasks.push_back(std::move(task));
    }
    wake.notify_one();
}

// The queue of tasks is bounded by the uplink: at most 64 batches, one push and few reports are under way.
void SeatService::Core::take(CheckedBatch batch) {
    auto shared = std::make_shared<CheckedBatch>(std::move(batch));
    addTask([this, shared] {
        noteError(seat->take(std::move(*shared)));
        ++taken;
        if (!seat->hasQueued()) sendPosition();
    });
}

void SeatService::Core::wantPush() {
    addTask([this] {
        auto push = seat->nextPush();
        if (!push) log::error("sync", "outbox: {}", push.error().text);
        auto shared = std::make_shared<std::optional<Push>>(push ? std::move(*push) : std::nullopt);
        tell([shared](Uplink& to) { to.pushReady(std::move(*shared)); });
    });
}

void SeatService::Core::takeReply(PushReply reply) {
    addTask([this, reply = std::move(reply)] {
        const auto done = seat->onPushReply(reply);
        noteError(done);
        sendPosition();
        const bool again = reply.expected != 0 || !done;
        tell([again](Uplink& to) { to.pushHandled(again); });
    });
}

void SeatService::Core::heard(const Hello& hello) {
    addTask([this, hello] {
        noteError(seat->onHello(hello));
        sendPosition();
    });
}

void SeatService::Core::wantRecover() {
    addTask([this] {
        auto recover = seat->nextRecover();
        if (!recover) log::error("sync", "lost facts: {}", recover.error().text);
        auto shared = std::make_shared<std::optional<Recover>>(recover ? std::move(*recover) : std::nullopt);
        tell([shared](Uplink& to) { to.recoverReady(std::move(*shared)); });
    });
}

void SeatService::Core::takeManifest(SnapshotManifest manifest) {
    addTask([this, manifest = std::move(manifest)] {
        noteError(seat->takeManifest(manifest));
        sendPosition();
    });
}

void SeatService::Core::takeChunk(std::uint64_t index, ledger::TableRows rows) {
    auto shared = std::make_shared<ledger::TableRows>(std::move(rows));
    addTask([this, index, shared] {
        seat->takeChunk(index, std::move(*shared));
        sendPosition();
    });
}

void SeatService::Core::giveUpSnapshot() {
    addTask([this] {
        noteError(seat->giveUpSnapshot());
        sendPosition();
    });
}

void SeatService::Core::takeRecoverReply(RecoverReply reply) {
    addTask([this, reply] {
        noteError(seat->onRecoverReply(reply));
        sendPosition();
    });
}

void SeatService::Core::report(const LinkReport& report) {
    addTask([this, report] { link = report; });
}

void SeatService::Core::tell(const std::function<void(Uplink&)>& what) {
    if (uplink) options.link->post([this, what] { what(*uplink); });
}

void SeatService::Core::noteError(const Result<void>& result) {
    if (!result) log::warning("sync", "{}", result.error().text);
}

Position SeatService::Core::position() const {
    const SeatMeta& meta = seat->store().meta();
    Position position;
    position.wanted = seat->wanted();
    position.head = seat->head();
    position.waiting = seat->store().waiting().value_or(0);
    position.taken = taken;
    position.idle = !seat->hasQueued();
    position.forked = meta.forked;
    position.station = meta.station;
    position.snapshots = true;
    position.wantSnapshot = seat->wantsSnapshot();
    position.fetchesSnapshot = seat->fetchesSnapshot();
    position.chunk = seat->wantedChunk();
    position.recovering = seat->store().recovering().value_or(0);
    return position;
}

void SeatService::Core::sendPosition() {
    tell([now = position()](Uplink& to) { to.position(now); });
}

void SeatService::Core::publish() {
    SeatStatus now = seat->status();
    if (now.state != LinkState::Forked) now.state = link.state;
    if (!link.error.empty()) now.lastError = link.error;
    now.counters.connects = link.connects;
    now.counters.linkFailures = link.failures;
    now.counters.watchdogs = link.watchdogs;
    now.counters.badBatches += link.badBatches;
    now.counters.faults += faults;
    auto shared = std::make_shared<const SeatStatus>(std::move(now));
    const std::lock_guard lock(mutex);
    status = std::move(shared);
    overlay = seat->overlay();
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
    for (const SubmitResult& result : results)
        facts.insert(facts.end(), result.facts.begin(), result.facts.end());
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
    }
    task();
    return true;
}

void SeatService::Core::applyFacts() {
    const auto until = clock.monotonic() + kSlice;
    auto more = seat->applySlice([&] { return commandsWait.load() || clock.monotonic() >= until; });
    if (!more) {
        log::error("sync", "facts cannot be stored: {}", more.error().text);
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
        resume = clock.monotonic() + kStoragePause;
    }
    publish();
    if (!more || !*more) sendPosition();
}

/// False: it is time to go.
bool SeatService::Core::round() {
    {
        std::unique_lock lock(mutex);
        const auto ready = [this] { return stopping || !commands.empty() || !tasks.empty(); };
        const bool facts = (seat->hasQueued() || seat->hasLoad()) && mayWork();
        // Once a second, so that the ages in the status are true.
        if (!facts) wake.wait_for(lock, std::chrono::seconds(1), ready);
        if (stopping && commands.empty()) return false; // what an officer has typed is stored before we go
    }
    if (commandsWait) {
        runCommands();
    } else if (runTask()) {
        publish();
    } else if (seat->hasQueued() && mayWork()) {
        applyFacts();
    } else if (seat->hasLoad() && mayWork()) {
        loadTables();
    } else {
        noteError(seat->tidy());
        publish();
        if (seat->store().waiting().value_or(0) == 0) return true; // nothing whose age has changed
    }
    if (callbacks.onChanged) guarded([this] { callbacks.onChanged(); });
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
            guarded([this] { noteError(seat->afterFault()); });
        }
    }
}

void SeatService::Core::talk() {
    while (!hangUp) {
        try {
            return options.link->run();
        } catch (const std::exception& fault) {
            log::error("sync", "the network thread met {}", fault.what());
            const std::string what = fault.what();
            addTask([this, what] { noteFault(what.c_str()); });
            tell([what](Uplink& to) { to.faulted(what); });
        }
    }
}

SeatService::SeatService(std::unique_ptr<Core> core)
    : m_core(std::move(core)) {}

Result<std::unique_ptr<SeatService>> SeatService::start(Options options, Callbacks callbacks,
                                                        const Clock& clock, Random& random) {
    auto seat = Seat::open(options.path, options.seat, options.features, clock, random);
    if (!seat) return tl::unexpected(seat.error());
    (*seat)->setLimits(options.limits);
    std::unique_ptr<SeatService> service(new SeatService(
        std::make_unique<Core>(std::move(options), std::move(callbacks), std::move(*seat), clock, random)));
    Core& core = *service->m_core;
    if (core.uplink) {
        const Position first = core.position();
        core.options.link->post([&core, first] { core.uplink->start(first); });
        core.network = std::thread([&core] { core.talk(); });
    }
    core.writer = std::thread([&core] { core.write(); });
    return service;
}

SeatService::~SeatService() {
    if (m_core->network.joinable()) {
        m_core->hangUp = true;
        m_core->options.link->stop();
        m_core->network.join();
    }
    {
        const std::lock_guard lock(m_core->mutex);
        m_core->stopping = true;
    }
    m_core->wake.notify_one();
    if (m_core->writer.joinable()) m_core->writer.join();
}

void SeatService::submit(Command draft, std::function<void(SubmitResult)> done) {
    {
        const std::lock_guard lock(m_core->mutex);
        if (m_core->commands.size() < m_core->options.commandBound && !m_core->stopping) {
            m_core->commands.push_back({std::move(draft), std::move(done)});
            m_core->commandsWait = true;
            done = nullptr;
        }
    }
    m_core->wake.notify_one();
    if (!done) return;
    SubmitResult full;
    full.error = {Next::Retry, "too many commands wait to be stored"};
    done(std::move(full));
}

std::shared_ptr<const SeatStatus> SeatService::status() const {
    const std::lock_guard lock(m_core->mutex);
    return m_core->status;
}

void SeatService::linkUp() {
    m_core->tell([](Uplink& to) { to.linkUp(); });
}

void SeatService::resync() {
    m_core->addTask([core = m_core.get()] {
        core->noteError(core->seat->resync());
        core->sendPosition();
    });
}

void SeatService::settleAttention(std::int64_t sequence) {
    m_core->addTask(
        [core = m_core.get(), sequence] { core->noteError(core->seat->settleAttention(sequence)); });
}

void SeatService::fetchHistory(const HistoryQuery& query,
                               std::function<void(Result<std::vector<Fact>>)> done) {
    Core* core = m_core.get();
    fetch("/v1/history?" + toQuery(query), [core, done = std::move(done)](Result<Bytes> body) {
        auto history = body ? decodeHistory(*body) : tl::unexpected(body.error());
        auto facts = history ? check(*history) : tl::unexpected(history.error());
        if (!facts || facts->empty()) return done(std::move(facts));
        core->addTask([core, done, number = history->facts.back().number, hash = history->facts.back().hash,
                       facts = std::move(*facts)]() mutable {
            if (core->seat->joinsOn(number, hash)) return done(std::move(facts));
            done(fail(Next::Corrupt, "the past that the station tells is not that of our facts"));
        });
    });
}

void SeatService::fetch(std::string path, std::function<void(Result<Bytes>)> done) {
    if (!m_core->options.link) return done(fail(Next::Offline, "this seat works alone"));
    StationLink* link = m_core->options.link.get();
    link->post([link, path = std::move(path), done = std::move(done)] { link->fetch(path, done); });
}

struct SeatReader::Parts {
    std::unique_ptr<Database> tables;
    std::function<std::shared_ptr<const Overlay>()> newest;
    const Clock* clock;
};

SeatReader::SeatReader(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts)) {}
SeatReader::~SeatReader() = default;

namespace {

/// The provisional facts that these tables do not hold yet. The overlay was taken before the snapshot, so the
/// tables may be newer than it, never older.
ledger::Overlay stillProvisional(Database& tables, const Overlay& overlay) {
    ledger::Overlay facts;
    std::int64_t sequence = 0;
    bool open = false;
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < overlay.facts.size(); ++i) {
        const Overlay::Origin& origin = overlay.origins[i];
        if (origin.sequence != sequence) {
            ledger::Statement row = tables.prepare("SELECT open, seen FROM seat_outbox WHERE sequence=?");
            const bool found = row.bind(origin.sequence).next();
            sequence = origin.sequence;
            open = found && row.integer(0) != 0;
            seen = found ? unsignedOf(row.integer(1)) : 0;
        }
        if (open && origin.index >= seen) facts.push(overlay.facts.shared(i));
    }
    return facts;
}

std::uint64_t generationOf(Database& tables) {
    ledger::Statement row = tables.prepare("SELECT generation FROM seat_meta");
    return row.next() ? unsignedOf(row.integer(0)) : 0;
}

} // namespace

Result<void> SeatReader::read(const std::function<void(const ledger::View&)>& query) {
    const std::shared_ptr<const Overlay> overlay = m_parts->newest();
    Database& tables = *m_parts->tables;
    tables.begin();
    if (generationOf(tables) == overlay->generation) {
        query(ledger::View(tables, &overlay->facts, m_parts->clock->utc()));
    } else {
        const ledger::Overlay facts = stillProvisional(tables, *overlay);
        query(ledger::View(tables, &facts, m_parts->clock->utc()));
    }
    return tables.commit();
}

Result<std::unique_ptr<SeatReader>> SeatService::openReader() const {
    Database::Options file;
    file.path = m_core->options.path;
    file.access = Database::Access::ReadOnly;
    file.applicationId = kSeatApplicationId;
    auto tables = Database::open(file);
    if (!tables) return tl::unexpected(tables.error());
    auto parts = std::make_unique<SeatReader::Parts>();
    parts->tables = std::move(*tables);
    parts->clock = &m_core->clock;
    parts->newest = [core = m_core.get()] {
        const std::lock_guard lock(core->mutex);
        return core->overlay;
    };
    return std::unique_ptr<SeatReader>(new SeatReader(std::move(parts)));
}

} // namespace shouwang::sync
