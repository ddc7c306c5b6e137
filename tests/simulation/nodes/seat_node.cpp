#include "simulation/nodes/seat_node.h"

#include "ledger/storage.h"

namespace shouwang::simulation {

namespace {

constexpr std::size_t kGroup = 64;
constexpr Nanos kStoragePause = 1s;
constexpr sync::SeatLimits kLimits{6, 15}; // runs are short: a few dozen facts
constexpr sync::Uplink::Options kUplink{200ms, 15'000ms, 10'000ms, 5'000ms};

} // namespace

SeatNode::SeatNode(Env& env, Doorstep& station, std::size_t wire, std::size_t identity, std::uint64_t seed)
    : disk(Chance(seed ^ (0x736561 + wire)), fmt::format("simulated-seat-{}", wire))
    , clock(env.scheduler)
    , m_env(env)
    , m_station(station)
    , m_wire(wire)
    , m_identity(identity)
    , m_name(fmt::format("seat {}", wire))
    , m_chance(seed ^ (0x6e6f6465 + wire)) {
    disk.onDeath = [this] { m_env.scheduler.after(0ns, m_life, [this] { kill(m_chance.hit(0.5)); }); };
    disk.onSecondWriter = [this](const std::string& file) { m_env.checker.secondWriter(m_name, file); };
}

SeatNode::~SeatNode() {
    disk.kill();
    stop();
}

void SeatNode::stop() {
    m_life.reset();
    if (m_link) m_calls = m_link->calls();
    m_uplink.reset();
    m_link.reset();
    m_screen.reset();
    m_seat.reset();
    m_commands.clear();
    m_tasks.clear();
    m_awake = m_doubt = false;
    m_forkSeen = false;
}

void SeatNode::doubt(const Error& error) {
    m_doubt = m_doubt || ledger::isDiskFailing(error);
}

void SeatNode::kill(bool power) {
    m_env.trace.line(m_env.scheduler.now(), m_name, "{}", power ? "loses power" : "is killed");
    disk.kill();
    stop();
    if (power) disk.powerLoss();
    m_env.scheduler.after(m_chance.between(500ms, 8s), [this] { start(); });
}

void SeatNode::start() {
    if (running()) return;
    disk.revive();
    m_life = std::make_shared<int>();
    if (!open()) {
        disk.kill();
        stop();
        m_env.scheduler.after(2s, [this] { start(); });
        return;
    }
    m_env.trace.line(m_env.scheduler.now(), m_name, "runs, cursor {}", m_seat->cursor().number);
    m_env.checker.seatStarted(m_wire, *m_seat);
    m_taken = m_greeted = 0;
    m_resume = m_tidyAt = 0ns;
    m_report = {};
    m_link = std::make_shared<Link>(
        m_env.scheduler, m_env.net, m_station, m_wire, [this] { return running() && !disk.dead(); }, m_calls);
    m_uplink = std::make_unique<sync::Uplink>(*m_link, *this, kUplink, clock, m_chance);
    tell([first = position()](sync::Uplink& to) { to.start(first); });
    watchFork();
    wake();
}

bool SeatNode::open() {
    spoilBeforeOpen();
    const std::size_t atOnce = m_chance.hit(0.5) ? 0 : sync::Seat::kMaxOutbox;
    auto opened = sync::Seat::open(kSeatFile, seatId(m_identity), roomsOf(m_env.plant, false, upgrade), clock,
                                   m_chance, disk.vfs(), atOnce);
    if (!opened) {
        m_env.trace.line(m_env.scheduler.now(), m_name, "cannot open: {}", opened.error().text);
        if (opened.error().next == Next::Corrupt) m_env.checker.damaged(m_name, opened.error().text);
        return false;
    }
    m_seat = std::move(*opened);
    m_seat->setLimits(kLimits);
    m_seat->store().database().run("PRAGMA wal_autocheckpoint=40");
    return true;
}

void SeatNode::addTask(std::function<void()> task) {
    m_tasks.push_back(std::move(task));
    m_env.checker.bounded("tasks of a seat", m_tasks.size(), 256);
    wake();
}

void SeatNode::tell(std::function<void(sync::Uplink&)> what) {
    m_link->post([this, what = std::move(what)] {
        if (!disk.dead()) what(*m_uplink);
    });
}

void SeatNode::wake(Nanos delay) {
    if (m_awake || !running()) return;
    m_awake = true;
    const Nanos frozen = std::max(0ns, m_frozen - m_env.scheduler.now());
    m_env.scheduler.after(std::max(frozen, delay) + m_chance.between(10us, 1ms), m_life, [this] { round(); });
}

// As SeatService: officers first, then what came over the wire, then a slice of facts.
void SeatNode::round() {
    m_awake = false;
    if (!m_commands.empty()) {
        runCommands();
    } else if (!m_tasks.empty()) {
        const auto task = std::move(m_tasks.front());
        m_tasks.pop_front();
        task();
    } else if (decidesNow()) {
        decideOutbox();
    } else if (m_seat->hasQueued() && m_env.scheduler.now() >= m_resume) {
        applyFacts();
    } else if (m_seat->hasLoad() && m_env.scheduler.now() >= m_resume) {
        loadTables();
    } else {
        tidy();
    }
    if (disk.dead() || !running()) return;
    m_env.checker.reached(m_wire, m_seat->store().meta());
    if (std::exchange(m_doubt, false) && m_chance.hit(0.5)) return reopen();
    watchFork();
    if (!m_commands.empty() || !m_tasks.empty()) return wake();
    if (m_seat->hasQueued() || m_seat->hasLoad() || m_seat->hasUndecided())
        wake(std::max(0ns, m_resume - m_env.scheduler.now()));
}

// Not to believe the pages of a connection that met a failed sync is right, to go on is too as long as SQLite
// writes again what it could not sync: both are tried.
void SeatNode::reopen() {
    m_env.trace.line(m_env.scheduler.now(), m_name, "opens its file anew");
    stop();
    m_env.scheduler.after(500ms, [this] { start(); });
}

void SeatNode::submit(ledger::Command draft) {
    if (!running()) return;
    if (m_env.plant == Plant::TellBeforeSave) m_env.checker.toldEarly(m_wire, draft);
    m_commands.push_back(std::move(draft));
    wake();
}

void SeatNode::runCommands() {
    std::vector<ledger::Command> drafts;
    while (!m_commands.empty() && drafts.size() < kGroup) {
        drafts.push_back(std::move(m_commands.front()));
        m_commands.pop_front();
    }
    const std::vector<ledger::Command> copies = drafts;
    const std::vector<sync::SubmitResult> results = m_seat->submit(std::move(drafts));
    if (disk.dead()) return; // nobody was told
    for (std::size_t i = 0; i < results.size(); ++i) {
        const auto kind = results[i].kind;
        m_env.trace.line(m_env.scheduler.now(), m_name, "{} {}: {} {}", copies[i].kind, copies[i].reason,
                         kind == sync::SubmitResult::Kind::Saved     ? "saved"
                         : kind == sync::SubmitResult::Kind::Refused ? "refused"
                                                                     : "failed",
                         kind == sync::SubmitResult::Kind::Failed ? results[i].error.text
                                                                  : results[i].id.text());
        if (kind == sync::SubmitResult::Kind::Saved) {
            m_env.checker.told(m_wire, copies[i], results[i].id);
        } else if (kind == sync::SubmitResult::Kind::Failed) {
            doubt(results[i].error);
            m_env.checker.notSaved(m_wire, results[i].error);
        }
    }
    spoilSaved(results);
    sendPosition();
}

/// Sooner or later: there every order of slices, verdicts and facts has to end alike.
bool SeatNode::decidesNow() {
    if (!m_seat->hasUndecided() || m_env.scheduler.now() < m_resume) return false;
    return !m_seat->hasQueued() || m_chance.hit(0.3);
}

void SeatNode::decideOutbox() {
    auto slices = 1 + m_chance.upTo(6);
    auto more = m_seat->decideSlice([&] { return !m_commands.empty() || --slices == 0; });
    if (more) return;
    doubt(more.error());
    m_resume = m_env.scheduler.now() + kStoragePause;
}

void SeatNode::applyFacts() {
    auto slices = 1 + m_chance.upTo(12);
    auto more = m_seat->applySlice([&] { return !m_commands.empty() || --slices == 0; });
    if (!more) {
        doubt(more.error());
        m_resume = m_env.scheduler.now() + kStoragePause;
    }
    if (disk.dead()) return;
    m_env.checker.kept(m_wire, m_seat->takeConfirmed());
    if (more && !*more) sendPosition();
}

void SeatNode::loadTables() {
    auto slices = 1 + m_chance.upTo(6);
    auto more = m_seat->loadSlice([&] { return !m_commands.empty() || --slices == 0; });
    if (!more) {
        doubt(more.error());
        m_resume = m_env.scheduler.now() + kStoragePause;
    }
    if (!disk.dead() && (!more || !*more)) sendPosition();
}

sync::Position SeatNode::position() {
    const sync::SeatMeta& meta = m_seat->store().meta();
    sync::Position position;
    position.wanted = m_seat->wanted();
    position.head = m_seat->head();
    position.waiting = m_seat->store().waiting().value_or(0);
    position.taken = m_taken;
    position.heard = m_greeted;
    position.idle = !m_seat->hasQueued();
    position.forked = meta.forked;
    position.station = meta.station;
    position.snapshots = true;
    position.wantSnapshot = m_seat->wantsSnapshot();
    position.fetchesSnapshot = m_seat->fetchesSnapshot();
    position.chunk = m_seat->wantedChunk();
    position.recovering = m_seat->store().recovering().value_or(0);
    return position;
}

void SeatNode::sendPosition() {
    tell([now = position()](sync::Uplink& to) { to.position(now); });
}

// A fork never clears by itself: somebody looks at it and fetches everything anew.
void SeatNode::watchFork() {
    if (!m_seat->store().meta().forked || std::exchange(m_forkSeen, true)) return;
    m_env.trace.line(m_env.scheduler.now(), m_name, "is forked at {}", m_seat->cursor().number);
    m_env.checker.forked(m_wire);
    m_env.scheduler.after(m_chance.between(500ms, 12s), m_life, [this] {
        m_forkSeen = false;
        if (m_env.plant == Plant::ForkSkipped) return spoilFork();
        addTask([this] {
            (void)m_seat->resync();
            m_env.checker.resynced(m_wire);
            sendPosition();
        });
    });
}

void SeatNode::look() {
    if (!running() || disk.dead()) return;
    m_env.checker.look(m_wire, *m_seat);
    spoilLook();
    if (m_screen && m_chance.hit(0.5)) { // a screen that has been left open ends its look
        m_screen->rollback();
        if (m_chance.hit(0.3)) m_screen.reset();
        return;
    }
    if (!m_screen) {
        ledger::Database::Options file;
        file.path = kSeatFile;
        file.access = ledger::Database::Access::ReadOnly;
        file.applicationId = sync::kSeatApplicationId;
        file.vfs = disk.vfs();
        auto opened = ledger::Database::open(file);
        if (!opened) return;
        m_screen = std::move(*opened);
    }
    m_screen->rollback();
    m_screen->begin();
    m_env.checker.snapshot(m_wire, *m_screen, m_seat->store().meta().loading);
}

std::string SeatNode::unrest(const ledger::Head& head) {
    if (!running()) return "does not run";
    const sync::SeatStatus status = m_seat->status();
    if (status.state == sync::LinkState::Forked) return "is forked";
    if (status.outbox != 0) return fmt::format("has {} commands without a verdict", status.outbox);
    if (m_seat->hasQueued() || m_seat->hasLoad() || m_seat->hasUndecided() || !m_tasks.empty() ||
        !m_commands.empty()) {
        return "has work left";
    }
    if (status.cursor.number != head.number) {
        return fmt::format("is at {} of {}", status.cursor.number, head.number);
    }
    if (!m_seat->overlay()->facts.empty()) return "still shows something provisional";
    if (m_report.state != sync::LinkState::Live) {
        return fmt::format("is not live but in state {}: {}", static_cast<int>(m_report.state),
                           m_report.error);
    }
    return {};
}

} // namespace shouwang::simulation
