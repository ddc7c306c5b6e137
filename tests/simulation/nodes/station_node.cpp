#include "simulation/nodes/station_node.h"

#include "ledger/storage.h"
#include "ledger/verify.h"

#include <algorithm>

namespace shouwang::simulation {

namespace {

constexpr Nanos kRetry = 500ms;
constexpr std::uint64_t kProven = 1000;     // facts of the tail
constexpr std::size_t kReactionsAtOnce = 2; // few, so that others wait

} // namespace

StationNode::StationNode(Env& env, std::uint64_t seed)
    : disk(Chance(seed ^ 0x6469736b), "simulated-station")
    , clock(env.scheduler)
    , m_env(env)
    , m_chance(seed ^ 0x73746174)
    , m_key(*ledger::SignerKey::make(ledger::originOf(stationId()), m_chance))
    , m_backups(seed ^ 0x6d656469756d) {
    disk.onDeath = [this] { m_env.scheduler.after(0ns, m_life, [this] { kill(m_chance.hit(0.5)); }); };
    disk.onSecondWriter = [this](const std::string& name) { m_env.checker.secondWriter("station", name); };
}

StationNode::~StationNode() {
    disk.kill();
    stop();
}

void StationNode::stop() {
    m_life.reset();
    m_reader.reset();
    m_station.reset();
    m_ledger.reset();
    m_pushes.clear();
    m_commands.clear();
    m_tasks.clear();
    m_tails.clear();
    m_rights.clear();
    m_shelf.reset();
    m_before.reset();
    m_awake = m_doubt = m_building = false;
    m_known.reset();
}

void StationNode::doubt(const Error& error) {
    m_doubt = m_doubt || ledger::isDiskFailing(error);
}

// As Writer::closeVault and Vault::reopen: a connection that met a failed sync may hold in memory what never
// reached the disk.
void StationNode::closeInDoubt() {
    m_env.trace.line(m_env.scheduler.now(), "station", "closes its ledger at {}", m_ledger->head().number);
    m_doubt = false;
    m_known = m_ledger->head();
    m_rights.clear();
    m_station.reset();
    m_ledger.reset();
    for (PushJob& job : std::exchange(m_pushes, {}))
        job.answer(fail(Next::Retry, "the ledger is closed"));
    reopenLater();
}

void StationNode::reopenLater() {
    m_env.scheduler.after(kRetry, m_life, [this] {
        if (running()) return;
        const std::uint64_t known = m_known ? m_known->number : 0;
        if (!open()) {
            m_station.reset();
            m_ledger.reset();
            return disk.dead() ? void() : reopenLater();
        }
        m_env.trace.line(m_env.scheduler.now(), "station", "runs again, head {}", m_ledger->head().number);
        const auto back = m_ledger->after(known, 10'000);
        if (back) tellTails(*back);
        wake();
    });
}

void StationNode::kill(bool power) {
    m_env.trace.line(m_env.scheduler.now(), "station", "{}", power ? "loses power" : "is killed");
    std::vector<TailKey> tails;
    for (const auto& [key, tail] : m_tails)
        tails.push_back(key);
    disk.kill();
    stop();
    if (power) disk.powerLoss();
    for (const auto& [seat, tail] : tails) { // a dead process closes its sockets, a dead machine says nothing
        m_env.scheduler.after(power ? kSilence : Nanos(1ms), [this, wire = seat] {
            if (const auto link = linkOf(wire)) link->breakTail("the station has gone");
        });
    }
    m_env.scheduler.after(m_chance.between(500ms, 8s), [this] { start(); });
}

void StationNode::putBack(const Image& image, Nanos copied) {
    disk.restore(image);
    // A copy of what a restore had put there, and nobody had opened yet, still announces that restore.
    m_announced = m_announced && copied > m_announcedAt;
    m_restored = true;
    m_env.checker.expectForks();
}

void StationNode::start() {
    if (running()) return;
    disk.revive();
    m_life = std::make_shared<int>();
    if (open()) {
        m_env.trace.line(m_env.scheduler.now(), "station", "runs, head {}", m_ledger->head().number);
        return;
    }
    disk.kill();
    stop();
    m_env.scheduler.after(2s, [this] { start(); });
}

bool StationNode::open() {
    auto opened = ledger::Ledger::open({kStationFile, stationId(), disk.vfs(), kReactionsAtOnce},
                                       roomsOf(m_env.plant, true, upgrade), clock, m_chance);
    if (!opened) {
        m_env.trace.line(m_env.scheduler.now(), "station", "cannot open: {}", opened.error().text);
        if (opened.error().next == Next::Corrupt) m_env.checker.damaged("station", opened.error().text);
        return false;
    }
    m_ledger = std::move(*opened);
    if (m_known && !m_restored) {
        const auto proven = ledger::verifyTail(m_ledger->database(), *m_known, kProven);
        if (!proven && proven.error().next == Next::Corrupt)
            m_env.checker.damaged("station", proven.error().text);
        if (!proven) return false;
    }
    m_known.reset();
    m_ledger->database().run("PRAGMA wal_autocheckpoint=40"); // small files, so checkpoints early
    if (m_restored) m_env.checker.stationPutBack(*m_ledger, m_announced);
    m_restored = m_announced = false;
    auto made = sync::Station::open(*m_ledger, clock);
    if (!made) return false;
    m_station = std::move(*made);
    m_env.checker.stationStarted(*m_ledger);
    m_ledger->onCommitted = [this](std::span<const ledger::StoredFact> facts) { publish(facts); };
    spoilAfterStart();
    if (m_ledger->reactionsWaiting() > 0) wake();
    return true;
}

void StationNode::press(ledger::Command command) {
    if (!up()) return;
    m_commands.push_back(std::move(command));
    wake();
}

void StationNode::wake() {
    if (m_awake || !running()) return;
    m_awake = true;
    const Nanos frozen = std::max(0ns, m_frozen - m_env.scheduler.now());
    m_env.scheduler.after(frozen + m_chance.between(20us, 4ms), m_life, [this] { round(); });
}

// As Writer::loop: pushes first, then devices, then one task.
void StationNode::round() {
    m_awake = false;
    if (!running()) return;
    const auto now = [this] { return m_env.scheduler.now(); };
    if (!m_pushes.empty()) {
        std::vector<PushJob> jobs(std::make_move_iterator(m_pushes.begin()),
                                  std::make_move_iterator(m_pushes.end()));
        m_pushes.clear();
        commitPushes(std::move(jobs));
    }
    if (!m_doubt && !m_commands.empty() && now() >= m_retryAt) commitCommands();
    if (m_doubt) {
        // What is asked is answered when the ledger is open again.
    } else if (!m_tasks.empty()) {
        const auto task = std::move(m_tasks.front());
        m_tasks.pop_front();
        task();
    } else if (m_ledger->rebuildPending()) {
        int steps = 2;
        if (auto more = m_ledger->rebuildSlice([&] { return --steps <= 0; }); !more) doubt(more.error());
    } else if (m_ledger->reactionsWaiting() > 0 && now() >= m_retryAt) {
        if (auto more = m_ledger->reactSlice(); !more) {
            doubt(more.error());
            m_retryAt = now() + kRetry;
        }
    }
    m_env.checker.bounded("tasks of the station", m_tasks.size(), kTasks);
    if (disk.dead()) return;
    if (!m_doubt && m_chance.hit(0.05)) sign();
    if (disk.dead()) return;
    if (m_doubt) return closeInDoubt();
    if (!m_pushes.empty() || !m_tasks.empty() || m_ledger->rebuildPending()) wake();
    if (!m_commands.empty() || m_ledger->reactionsWaiting() > 0) {
        m_env.scheduler.after(std::max(Nanos(1ms), m_retryAt - now()), m_life, [this] { wake(); });
    }
}

void StationNode::sign() {
    const auto note = m_ledger->makeCheckpoint(m_key);
    if (!note) doubt(note.error());
    if (note && *note && !disk.dead()) m_env.checker.signedNote(spoiltNote(**note));
}

void StationNode::commitPushes(std::vector<PushJob> jobs) {
    spoilBefore();
    if (tryPushes(jobs)) return;
    for (PushJob& job : jobs) {
        std::vector<PushJob> one;
        one.push_back(std::move(job));
        tryPushes(one);
    }
}

bool StationNode::tryPushes(std::vector<PushJob>& jobs) {
    std::vector<sync::SeatPush> pushes;
    for (const PushJob& job : jobs)
        pushes.push_back({seatOf(job.seat), job.push});
    auto replies = m_station->push(pushes);
    if (replies) {
        for (std::size_t i = 0; i < jobs.size(); ++i)
            answerPush(jobs[i], (*replies)[i]);
        return true;
    }
    doubt(replies.error());
    if (jobs.size() > 1 && replies.error().next != Next::Retry && !m_doubt) return false;
    for (PushJob& job : jobs) {
        if (!disk.dead()) job.answer(fail(Next::Retry, "nothing was stored: " + replies.error().text));
    }
    return true;
}

void StationNode::answerPush(PushJob& job, const sync::PushReply& reply) {
    if (disk.dead()) return;
    m_env.checker.answered(job.push, reply);
    job.answer(sync::encode(reply));
}

void StationNode::commitCommands() {
    const std::vector<ledger::Command> commands(m_commands.begin(), m_commands.end());
    auto verdicts = m_ledger->submit(commands);
    if (!verdicts) {
        doubt(verdicts.error());
        m_retryAt = m_env.scheduler.now() + kRetry; // nobody waits for a device's report: it is kept
        return;
    }
    m_commands.clear();
    m_retryAt = 0ns;
    for (const ledger::Command& command : commands)
        m_env.checker.deviceCommitted(command);
}

void StationNode::request(std::size_t seat, Lane lane, Bytes body, Answer answer) {
    const std::weak_ptr<int> life = m_life;
    const auto guarded = [this, life, answer](Result<Bytes> reply) {
        if (!life.expired() && !disk.dead()) answer(std::move(reply));
    };
    if (lane == Lane::Push) {
        auto push = sync::decodePush(body);
        if (!push) return guarded(fail(Next::Corrupt, push.error().text));
        m_env.trace.line(m_env.scheduler.now(), "station", "push of seat {} from {}: {}", seat, push->first,
                         push->commands.size());
        PushJob job{seat, std::move(*push), guarded};
        if (m_env.plant == Plant::AckBeforeCommit) acknowledgeEarly(job);
        m_pushes.push_back(std::move(job));
    } else if (m_tasks.size() >= kTasks) {
        return guarded(fail(Next::Retry, "the station has too much to do"));
    } else if (lane == Lane::Recover) {
        auto recover = sync::decodeRecover(body);
        if (!recover) return guarded(fail(Next::Corrupt, recover.error().text));
        m_tasks.push_back([this, seat, recover = std::move(*recover), guarded] {
            auto reply = m_station->recover(seatOf(seat), recover);
            if (!reply) {
                doubt(reply.error());
                return guarded(fail(Next::Retry, reply.error().text));
            }
            guarded(sync::encode(*reply));
        });
    } else if (lane == Lane::Fetch) {
        m_tasks.push_back([this, seat, path = std::string(body.begin(), body.end()), guarded] {
            fetch(seat, path, guarded);
        });
    } else if (lane == Lane::Hello) {
        m_tasks.push_back([this, guarded] { guarded(sync::encode(m_station->hello())); });
    } else {
        const std::string text(body.begin(), body.end());
        const auto query = sync::parseFeedQuery(text);
        if (!query) return guarded(fail(Next::Corrupt, query.error().text));
        m_tasks.push_back([this, seat, query = *query, guarded] { feed(seat, query, guarded); });
    }
    wake();
}

Result<std::int64_t> StationNode::rights(std::size_t seat) {
    if (const auto known = m_rights.find(seat); known != m_rights.end()) return known->second;
    auto read = m_station->compartmentsOf(seatOf(seat));
    if (read) m_rights[seat] = *read;
    return read;
}

void StationNode::feed(std::size_t seat, const sync::FeedQuery& query, const Answer& answer) {
    const auto may = rights(seat);
    auto batch = may ? m_station->feed(query.cursor, query.limit, *may) : tl::unexpected(may.error());
    if (!batch) {
        doubt(batch.error());
        return answer(fail(Next::Retry, batch.error().text));
    }
    m_env.checker.shown(*batch);
    m_env.trace.line(m_env.scheduler.now(), "station", "feed {} to {}{}", batch->from, batch->to,
                     batch->fork ? " fork" : "");
    answer(sync::encode(*batch));
}

} // namespace shouwang::simulation
