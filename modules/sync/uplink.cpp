#include "sync/uplink.h"

#include "base/log.h"

#include <fmt/format.h>

namespace shouwang::sync {

namespace {

constexpr std::size_t kLeastFacts = 16;
constexpr std::size_t kMostFacts = 2000;
constexpr int kManifestTries = 20;
constexpr int kManifestPause = 5; // times the least pause
constexpr std::uint64_t kMaxHanded =
    64; // batches of a tail that outruns the writer; the rest is pulled later

} // namespace

void Uplink::start(const Position& position) {
    m_position = position;
    connect();
    tick();
}

void Uplink::setState(LinkState state) {
    if (m_position.forked && state != LinkState::Offline) state = LinkState::Forked;
    m_report.state = state;
    m_writer.report(m_report);
}

void Uplink::connect() {
    setState(LinkState::Connecting);
    m_link.hello(inSession([this](Result<Hello> hello) {
        if (hello) return greeted(*hello);
        failed(hello.error(), LinkState::Offline);
    }));
}

void Uplink::greeted(const Hello& hello) {
    if (hello.minProtocol > kProtocol || hello.maxProtocol < kOldestProtocol) {
        return failed(
            {Next::Conflict, fmt::format("the station speaks protocol {} to {}, we speak {} to {}",
                                         hello.minProtocol, hello.maxProtocol, kOldestProtocol, kProtocol)},
            LinkState::VersionMismatch);
    }
    if (!m_position.station.isNull() && m_position.station != hello.station) {
        return failed({Next::Refused, "another station answers: " + hello.station.text()},
                      LinkState::Unauthorised);
    }
    m_connected = true;
    m_caughtUp = false;
    m_movedAt = m_pushedAt = m_clock.monotonic();
    m_position.head = hello.head;
    ++m_report.connects;
    m_report.error.clear();
    ++m_greetings;
    m_writer.heard(hello); // commands wait until its position comes back: it may have lost facts to bring
    setState(LinkState::CatchingUp);
    advance();
}

void Uplink::position(const Position& position) {
    m_position = position;
    m_heard = m_connected && position.heard >= m_greetings;
    m_snapshotBusy = m_snapshotBusy && m_pulling;
    if (m_recoverBusy && !m_recoverAsked) m_recoverBusy = false;
    advance();
}

// Download and upload move on their own: neither waits for the other.
void Uplink::advance() {
    if (!m_connected) return;
    maybeRecover();
    maybePush();
    if (m_position.forked) {
        if (m_report.state != LinkState::Forked) setState(LinkState::Forked);
        return;
    }
    if (m_position.snapshots && !m_heard) return;
    if (m_pulling || advanceSnapshot() || !m_position.idle || m_handed != m_position.taken) return;
    if (m_pullPaused || pausePull()) return;
    if (!m_caughtUp || m_position.wanted.number < m_position.head.number) return pull();
    if (!m_tailOpen) openTail();
    const LinkState now = m_position.lacksTables ? LinkState::CatchingUp : LinkState::Live;
    if (m_report.state != now) setState(now);
}

/// What came last time could not be taken (a full disk): it is asked for again, but not in a hot loop.
bool Uplink::pausePull() {
    const bool moved = m_position.wanted != m_asked;
    const bool stands = m_brought && !moved;
    m_brought = false;
    if (moved) m_pullPause = m_options.retryLeast;
    m_pullPaused = stands;
    if (!stands) return false;
    m_link.after(jitter(m_pullPause), inSession([this] {
                     m_pullPaused = false;
                     advance();
                 }));
    return true;
}

void Uplink::pull() {
    m_pulling = true;
    m_asked = m_position.wanted;
    if (m_report.state != LinkState::CatchingUp) setState(LinkState::CatchingUp);
    m_link.feed({m_position.wanted, m_limit},
                inSession([this](Result<FeedBatch> batch) { pulled(std::move(batch)); }));
}

void Uplink::pulled(Result<FeedBatch> batch) {
    m_pulling = false;
    if (!batch) return failed(batch.error(), LinkState::Offline);
    m_caughtUp = batch->to >= batch->head.number;
    m_brought = !batch->facts.empty() || !m_caughtUp;
    m_joined = m_joined || !batch->fork;
    m_limit = std::min(kMostFacts, m_limit * 2);
    settled();
    handOver(std::move(*batch));
}

void Uplink::openTail() {
    m_tailOpen = true;
    m_link.tail(m_position.wanted, inSession([this](FeedBatch batch) {
                    settled();
                    m_position.head = batch.head;
                    if (m_handed - m_position.taken < kMaxHanded) handOver(std::move(batch));
                }),
                inSession([this](const Error& error) { failed(error, LinkState::Offline); }));
}

void Uplink::handOver(FeedBatch batch) {
    auto checked = check(std::move(batch));
    if (!checked) {
        ++m_report.badBatches;
        return failed(checked.error(), LinkState::Offline);
    }
    ++m_handed;
    m_writer.take(std::move(*checked));
}

void Uplink::maybePush() {
    if (m_pushBusy || m_pushPaused || m_position.waiting == 0 || !m_heard) return;
    // A command may rest on a fact that the station has lost: that one first.
    if (m_position.recovering > 0 && !m_recoverFailed) return;
    m_pushBusy = true;
    m_writer.wantPush({});
}

void Uplink::pushReady(std::optional<Push> push) {
    if (!m_connected || !push) {
        m_pushBusy = m_pushing;
        return;
    }
    if (m_pushing) {
        m_prepared = std::move(push);
        return;
    }
    sendPush(*push);
}

void Uplink::sendPush(const Push& push) {
    m_pushing = true;
    m_link.push(push, inSession([this](Result<PushReply> reply) { pushed(std::move(reply)); }));
    const std::uint64_t count = push.commands.size();
    if (count > 0 && m_position.waiting > count) m_writer.wantPush({push.epoch, push.first + count - 1});
}

void Uplink::pushed(Result<PushReply> reply) {
    m_pushing = false;
    const std::optional<Push> prepared = std::exchange(m_prepared, std::nullopt);
    if (reply) {
        m_pushPause = m_options.retryLeast;
        const bool goesOn = prepared && reply->expected == 0;
        m_writer.takeReply(std::move(*reply));
        return goesOn ? sendPush(*prepared) : void();
    }
    m_pushBusy = false;
    const Next next = reply.error().next;
    if (next == Next::Refused || next == Next::Conflict) return failed(reply.error(), LinkState::Offline);
    log::warning("sync", "push: {}", reply.error().text);
    ++m_report.failures;
    m_report.error = reply.error().text;
    m_writer.report(m_report);
    pausePush(); // the feed goes on
}

/// True: a snapshot is being fetched, and facts wait for it.
bool Uplink::advanceSnapshot() {
    if (m_snapshotBusy) return true;
    if (m_position.chunk) {
        m_snapshotBusy = m_pulling = true;
        const ChunkWant want = *m_position.chunk;
        m_link.fetch("/v1/snapshot/chunk?hash=" + toHex(want.about.hash),
                     inSession([this, want](Result<Bytes> body) { gotChunk(want, std::move(body)); }));
    } else if (m_position.wantSnapshot && !m_manifestAsked && m_heard &&
               (m_joined || m_position.wanted.number == 0)) { // else a fork would go unnoticed
        m_manifestAsked = m_snapshotBusy = m_pulling = true;
        m_link.fetch("/v1/snapshot", inSession([this](Result<Bytes> body) { gotManifest(std::move(body)); }));
    } else if (m_position.wantSnapshot && m_manifestAsked && !m_position.fetchesSnapshot) {
        askSnapshotLater();
    }
    return m_snapshotBusy || m_position.fetchesSnapshot;
}

/// There was none, or not one for us, or it was given up: a seat whose tables wait for it must not wait for
/// ever.
void Uplink::askSnapshotLater() {
    if (std::exchange(m_asksLater, true)) return;
    m_link.after(m_options.retryMost, inSession([this] {
                     m_asksLater = m_manifestAsked = false;
                     m_manifestTries = 0;
                     advance();
                 }));
}

// Whatever is wrong with it, the feed brings the same, only slower.
void Uplink::gotManifest(Result<Bytes> body) {
    m_pulling = false;
    auto manifest = body ? decodeManifest(*body) : tl::unexpected(body.error());
    if (manifest) return m_writer.takeManifest(std::move(*manifest));
    m_snapshotBusy = false;
    if (manifest.error().next == Next::Offline) return failed(manifest.error(), LinkState::Offline);
    // It is being made because we asked: a seat with empty tables gains by waiting a little.
    if (manifest.error().next == Next::Retry && ++m_manifestTries < kManifestTries) {
        m_snapshotBusy = m_pulling = true;
        return m_link.after(m_options.retryLeast * kManifestPause, inSession([this] {
                                m_manifestAsked = m_snapshotBusy = m_pulling = false;
                                advance();
                            }));
    }
    log::info("sync", "no snapshot: {}", manifest.error().text);
    advance();
}

void Uplink::gotChunk(const ChunkWant& want, Result<Bytes> body) {
    m_pulling = false;
    auto rows = body ? unpack(want.about, *body) : tl::unexpected(body.error());
    if (rows) {
        settled();
        m_position.chunk.reset();
        return m_writer.takeChunk(want.index, std::move(*rows));
    }
    m_snapshotBusy = false;
    if (rows.error().next == Next::Offline || rows.error().next == Next::Retry)
        return failed(rows.error(), LinkState::Offline);
    log::warning("sync", "the snapshot is given up: {}", rows.error().text);
    ++m_report.badBatches;
    m_position.chunk.reset();
    m_snapshotBusy = true; // until the writer has heard it
    m_writer.giveUpSnapshot();
}

void Uplink::maybeRecover() {
    if (m_recoverBusy || m_recoverFailed || m_recoverPaused || m_position.recovering == 0) return;
    if (pauseRecover()) return;
    m_recoverLeft = m_position.recovering;
    m_recoverBusy = m_recoverAsked = true;
    m_writer.wantRecover();
}

/// What was taken last time could not be struck off here (a full disk): again, but not in a hot loop.
bool Uplink::pauseRecover() {
    const bool moved = m_recoverLeft == 0 || m_position.recovering < m_recoverLeft;
    m_recoverLeft = 0;
    if (moved) {
        m_recoverPause = m_options.retryLeast;
        return false;
    }
    m_recoverPaused = true;
    m_link.after(jitter(m_recoverPause), inSession([this] {
                     m_recoverPaused = false;
                     advance();
                 }));
    return true;
}

void Uplink::recoverReady(std::optional<Recover> recover) {
    if (!m_connected || !recover) {
        m_recoverBusy = m_recoverAsked = false;
        return;
    }
    m_link.recover(*recover, inSession([this](Result<RecoverReply> reply) { recovered(std::move(reply)); }));
}

void Uplink::recovered(Result<RecoverReply> reply) {
    m_recoverAsked = false;
    if (reply && reply->taken > 0) return m_writer.takeRecoverReply(*reply);
    log::warning("sync", "lost facts: {}", reply ? "the station takes none" : reply.error().text);
    m_recoverBusy = false;
    m_recoverFailed = true; // the next connection tries again
    maybePush();
}

void Uplink::pushHandled(bool again) {
    if (m_pushing) return; // the next one is under way
    m_pushBusy = false;
    if (again) pausePush(); // a gap was answered: offered anew, but not in a hot loop
    if (m_connected) maybePush();
}

void Uplink::pausePush() {
    m_pushPaused = true;
    m_link.after(jitter(m_pushPause), [this] {
        m_pushPaused = false;
        if (m_connected) maybePush();
    });
}

// Decorrelated jitter: spread, growing, never in step with the other seats.
std::chrono::milliseconds Uplink::jitter(std::chrono::milliseconds& pause) {
    const auto least = m_options.retryLeast.count();
    const auto span = std::max<std::int64_t>(1, pause.count() * 3 - least);
    const auto next = least + static_cast<std::int64_t>(m_random.below(static_cast<std::uint64_t>(span)));
    pause = std::min(m_options.retryMost, std::chrono::milliseconds(next));
    return pause;
}

void Uplink::settled() {
    m_pause = m_options.retryLeast;
}

void Uplink::failed(const Error& error, LinkState state) {
    if (error.next == Next::Conflict) state = LinkState::VersionMismatch;
    if (error.next == Next::Refused) state = LinkState::Unauthorised;
    log::warning("sync", "{}", error.text);
    ++m_report.failures;
    disconnect(state, error.text);
    m_link.after(jitter(m_pause), inSession([this] { connect(); }));
}

void Uplink::disconnect(LinkState state, const std::string& error) {
    ++m_session;
    m_manifestAsked = m_snapshotBusy = m_asksLater = false;
    m_manifestTries = 0;
    m_recoverPaused = false;
    m_recoverLeft = 0;
    m_prepared.reset();
    m_connected = m_pulling = m_tailOpen = m_pushing = m_pushBusy = m_pullPaused = m_brought = m_joined =
        false;
    m_recoverBusy = m_recoverAsked = m_recoverFailed = m_heard = false;
    m_report.error = error;
    m_link.reset();
    setState(state);
}

void Uplink::linkUp() {
    if (m_connected) return;
    m_pause = m_options.retryLeast;
    disconnect(LinkState::Connecting, m_report.error);
    connect();
}

void Uplink::faulted(const std::string& what) {
    failed({Next::Bug, what}, LinkState::Offline);
}

void Uplink::tick() {
    const Time now = m_clock.monotonic();
    if (m_connected) watch(now);
    const auto shortest = std::min(m_options.headWatchdog, m_options.outboxWatchdog);
    m_link.after(std::max(shortest / 5, std::chrono::milliseconds(1)), [this] { tick(); });
}

void Uplink::watch(Time now) {
    const bool behind = m_position.wanted.number < m_position.head.number && !m_position.forked;
    // While facts are queued it is the writer that is slow or cannot write; another connection does not help.
    // A snapshot moves by its chunks; when one does not come its own request ends in time.
    const bool moves =
        m_position.wanted.number != m_lastNumber || m_position.fetchesSnapshot || m_snapshotBusy;
    if (!behind || !m_position.idle || moves) m_movedAt = now;
    m_lastNumber = m_position.wanted.number;
    if (m_pushBusy || m_pushPaused || m_position.waiting == 0) m_pushedAt = now;
    if (now - m_movedAt >= m_options.headWatchdog) {
        ++m_report.watchdogs;
        m_limit = std::max(kLeastFacts, m_limit / 4); // a slow line may need smaller pieces
        m_movedAt = now;
        failed({Next::Retry, "the station has facts that do not arrive"}, LinkState::Offline);
    } else if (now - m_pushedAt >= m_options.outboxWatchdog) {
        ++m_report.watchdogs;
        m_pushedAt = now;
        m_writer.report(m_report);
        maybePush();
    }
}

} // namespace shouwang::sync
