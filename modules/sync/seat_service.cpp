#include "sync/seat_core.h"

namespace shouwang::sync {

namespace {

constexpr std::size_t kDecidedAtOnce = 500;              // some milliseconds
constexpr auto kMostPatience = std::chrono::seconds(10); // a million commands
constexpr auto kLatestShown =
    std::chrono::milliseconds(500); // what the outbox holds, while the station decides it

} // namespace

SeatService::SeatService(std::unique_ptr<Core> core)
    : m_core(std::move(core)) {}

Result<std::unique_ptr<SeatService>> SeatService::start(Options options, Callbacks callbacks,
                                                        const Clock& clock, Random& random) {
    auto seat =
        Seat::open(options.path, options.seat, options.features, clock, random, options.vfs, kDecidedAtOnce);
    if (!seat) return tl::unexpected(seat.error());
    (*seat)->setLimits(options.limits);
    std::unique_ptr<SeatService> service(new SeatService(
        std::make_unique<Core>(std::move(options), std::move(callbacks), std::move(*seat), clock, random)));
    Core& core = *service->m_core;
    core.decideBy = clock.monotonic() + kLatestShown;
    if (core.uplink) {
        core.link.state = LinkState::Connecting;
        const Position first = core.position();
        core.options.link->post([&core, first] { core.uplink->start(first); });
        core.network = std::thread([&core] { core.talk(); });
    }
    core.writer = std::thread([&core] { core.write(); });
    // Whoever reads from now on sees what was typed here, while the link is already at work.
    std::unique_lock lock(core.mutex);
    core.shows.wait_for(lock, kMostPatience, [&core] { return core.shown; });
    lock.unlock();
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
            const auto joins = core->seat->joinsOn(number, hash);
            if (!joins) core->doubt(joins.error());
            if (!joins) return done(tl::unexpected(joins.error()));
            if (*joins) return done(std::move(facts));
            done(fail(Next::Corrupt, "the past that the station tells is not that of our facts"));
        });
    });
}

void SeatService::fetch(std::string path, std::function<void(Result<Bytes>)> done) {
    if (!m_core->options.link) return done(fail(Next::Offline, "this seat works alone"));
    StationLink* link = m_core->options.link.get();
    link->post([link, path = std::move(path), done = std::move(done)] { link->fetch(path, done); });
}

} // namespace shouwang::sync
