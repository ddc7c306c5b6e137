#include "sync/uplink.h"

#include "base/log.h"

#include <fmt/format.h>

namespace shouwang::sync {

namespace {

constexpr std::size_t kLeastFacts = 16;
constexpr std::size_t kMostFacts = 2000;
constexpr std::uint64_t kMaxHanded =
    64; // batches of a tail that outruns the writer; the rest is pulled later

} // namespace

void Uplink::start(const Position& position) {
    m_position = position;
    connect();
    tick();
}

void Uplink::setState(LinkState state) {
    const bool away = state == LinkState::Offline || state == LinkState::StationClosed;
    if (m_position.forked && !away) state = LinkState::Forked;
    m_report.state = state;
    if (state != LinkState::StationClosed) m_report.closed = ledger::Trouble::None;
    m_writer.report(m_report);
}

bool Uplink::isOurs(const Id& station) const {
    return m_position.station.isNull() || m_position.station == station;
}

void Uplink::connect() {
    if (m_report.state != LinkState::StationClosed) setState(LinkState::Connecting); // it stays so for long
    m_link.hello(inSession([this](Result<Hello> hello) {
        if (hello) return greeted(*hello);
        failed(hello.error(), LinkState::Offline);
    }));
}

void Uplink::greeted(const Hello& hello) {
    if (hello.closed && isOurs(hello.station)) {
        m_report.closed = hello.closed->why;
        return failed({Next::Retry, "the station is closed: " + hello.closed->text},
                      LinkState::StationClosed);
    }
    if (hello.minProtocol > kProtocol || hello.maxProtocol < kOldestProtocol) {
        return failed(
            {Next::Conflict, fmt::format("the station speaks protocol {} to {}, we speak {} to {}",
                                         hello.minProtocol, hello.maxProtocol, kOldestProtocol, kProtocol)},
            LinkState::VersionMismatch);
    }
    if (!isOurs(hello.station)) {
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
