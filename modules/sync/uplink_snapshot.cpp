// New tables as a file: whatever is wrong with it, the feed brings the same, only slower.
#include "sync/uplink.h"

#include "base/log.h"

#include <utility>

namespace shouwang::sync {

namespace {

constexpr int kManifestTries = 20;
constexpr int kManifestPause = 5; // times the least pause

} // namespace

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
    const Next next = rows.error().next;
    if (next == Next::Offline || next == Next::Retry || next == Next::Conflict) // it can go on from here
        return failed(rows.error(), LinkState::Offline);
    log::warning("sync", "the snapshot is given up: {}", rows.error().text);
    ++m_report.badBatches;
    m_position.chunk.reset();
    m_snapshotBusy = true; // until the writer has heard it
    m_writer.giveUpSnapshot();
}

} // namespace shouwang::sync
