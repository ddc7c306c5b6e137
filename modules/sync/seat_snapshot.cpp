// A seat that has nothing, or lies far behind, takes the station's tables as they stood at one fact.
#include "base/log.h"
#include "sync/seat.h"
#include "sync/storage.h"

#include <map>

namespace shouwang::sync {

using ledger::ShadowTables;
using ledger::TableRows;

namespace {

constexpr std::size_t kRowsAtOnce = 64;
constexpr std::size_t kQueuedChunks = 2; // unpacked ones that wait for the writer
constexpr std::uint64_t kAllSeen = std::uint64_t{1} << 32;

} // namespace

Result<std::vector<ledger::Fact>> check(const History& history) {
    std::vector<ledger::Fact> facts;
    const ledger::StoredFact* before = nullptr;
    for (const ledger::StoredFact& stored : history.facts) {
        auto fact = ledger::decodeFact(stored.bytes);
        if (!fact) return tl::unexpected(fact.error());
        const bool neighbour = before != nullptr && before->number + 1 == stored.number;
        const bool good = sha256(stored.bytes) == stored.hash && fact->number == stored.number &&
                          fact->station == history.station &&
                          (before == nullptr || before->number < stored.number) &&
                          (!neighbour || fact->previous == before->hash) &&
                          (stored.sealed.empty() || fact->sealedHash == sha256(stored.sealed));
        if (!good) return fail(Next::Corrupt, "a fact of the past is damaged or out of its place");
        facts.push_back(std::move(*fact));
        before = &stored;
    }
    return facts;
}

Result<bool> Seat::joinsOn(std::uint64_t number, const Hash& hash) {
    if (const Cursor& at = cursor(); at.number == number) return at.hash == hash;
    const auto kept = m_store->hashAt(number);
    const auto next = m_store->factsBehind(number, 1);
    if (auto read = endRead(m_store->database()); !read) return tl::unexpected(read.error());
    if (kept) return *kept == hash;
    return next.empty() || next.front().number != number + 1 || next.front().previous == hash;
}

bool Seat::wantsSnapshot() const {
    const SeatMeta& meta = m_store->meta();
    if (meta.forked || m_snapshot || hasQueued() || m_head.number == 0) return false;
    if (lacksTables() || m_store->oldTables()) return true; // an upgrade: the facts below are not here
    const std::uint64_t behind = m_head.number > meta.cursor.number ? m_head.number - meta.cursor.number : 0;
    return behind > (meta.cursor.number == 0 ? m_limits.snapshotFirst : m_limits.snapshotBehind);
}

bool Seat::lacksTables() const {
    return m_store->meta().loading && m_store->meta().base > 0;
}

std::optional<ChunkWant> Seat::wantedChunk() const {
    if (!m_snapshot || m_snapshot->asked >= m_snapshot->manifest.chunks.size()) return std::nullopt;
    if (m_snapshot->queued.size() >= kQueuedChunks) return std::nullopt;
    return ChunkWant{m_snapshot->asked, m_snapshot->manifest.chunks[m_snapshot->asked]};
}

Result<void> Seat::takeManifest(const SnapshotManifest& manifest) {
    const SeatMeta& meta = m_store->meta();
    if (m_snapshot || meta.forked) return {};
    if (!meta.station.isNull() && manifest.station != meta.station) {
        return bad(Next::Refused, "the snapshot of another station");
    }
    // Rooms of another version: the feed brings the facts instead.
    if (!fits(manifest, m_store->features()))
        return fail(Next::Conflict, "the snapshot is of other versions");
    if (manifest.asOf.number <= meta.cursor.number && !meta.loading && !m_store->oldTables()) return {};
    m_store->begin();
    auto shadow = ShadowTables::begin(m_store->database(), m_store->features());
    if (shadow) m_store->saveSnapshot(encode(manifest), 0, 0);
    if (!shadow) {
        m_store->rollback();
        return tl::unexpected(shadow.error());
    }
    if (auto committed = commit(); !committed) return committed;
    m_load.reset();
    m_snapshot = std::make_unique<Snapshot>(Snapshot{manifest, std::move(*shadow), 0, 0, 0, {}});
    return {};
}

/// Goes on where a run before has stopped.
void Seat::resumeSnapshot() {
    const auto kept = m_store->keptSnapshot();
    if (!kept) return;
    auto manifest = decodeManifest(kept->manifest);
    m_store->begin();
    auto shadow = manifest && fits(*manifest, m_store->features())
                      ? ShadowTables::resume(m_store->database(), m_store->features())
                      : fail(Next::Conflict, "not for this program any more");
    if (!shadow) {
        m_store->dropSnapshot();
        if (auto committed = commit(); !committed)
            log::warning("sync", "a snapshot that is of no use stays in the file");
        return;
    }
    m_store->rollback(); // nothing was written
    m_snapshot = std::make_unique<Snapshot>(
        Snapshot{std::move(*manifest), std::move(*shadow), kept->chunk, kept->row, kept->chunk, {}});
}

void Seat::takeChunk(std::uint64_t index, TableRows rows) {
    if (!m_snapshot || index != m_snapshot->asked) return; // of a snapshot that was given up
    ++m_snapshot->asked;
    m_snapshot->queued.push_back(std::move(rows));
}

// While the file cannot be written it stays as it is, here and there: else tables would be awaited that
// nobody makes.
Result<void> Seat::giveUpSnapshot() {
    if (!m_snapshot) return {};
    m_store->begin();
    m_snapshot->shadow.abandon();
    m_store->dropSnapshot();
    if (auto committed = commit(); !committed) return committed;
    m_snapshot.reset();
    beginLoad();
    return {};
}

bool Seat::hasSnapshotWork() const {
    return m_snapshot &&
           (!m_snapshot->queued.empty() || m_snapshot->chunk == m_snapshot->manifest.chunks.size());
}

/// Returns how many rows of the first queued chunk are in the next tables then.
Result<std::uint64_t> Seat::addRows(const std::function<bool()>& enough) {
    const TableRows& chunk = m_snapshot->queued.front();
    const bool patches = chunk.table == kPatchTable;
    // Of a room that this seat does not have, because it is the station's own or a newer one.
    if (!patches && !m_snapshot->shadow.declares(chunk.table)) return chunk.rows.size();
    std::uint64_t row = m_snapshot->row;
    while (row < chunk.rows.size()) {
        const auto from = chunk.rows.begin() + static_cast<std::ptrdiff_t>(row);
        const std::size_t count = std::min<std::size_t>(kRowsAtOnce, chunk.rows.size() - row);
        TableRows part{chunk.table, chunk.columns, {from, from + static_cast<std::ptrdiff_t>(count)}};
        auto added = patches ? m_store->addPatches(part) : m_snapshot->shadow.add(part);
        if (!added) return tl::unexpected(added.error());
        row += count;
        if (enough()) break;
    }
    return row;
}

// What is in memory follows the file: it moves when the transaction is durable.
Result<bool> Seat::snapshotSlice(const std::function<bool()>& enough) {
    Snapshot& snapshot = *m_snapshot;
    if (snapshot.chunk == snapshot.manifest.chunks.size()) {
        if (auto swapped = swapSnapshot(); !swapped) return snapshotFailed(swapped.error());
        return false; // though the old tables are still to be cleared away
    }
    m_store->begin();
    const auto row = addRows(enough);
    if (!row) {
        m_store->rollback();
        return snapshotFailed(row.error());
    }
    const bool whole = *row >= snapshot.queued.front().rows.size();
    const std::uint64_t chunk = snapshot.chunk + (whole ? 1 : 0);
    m_store->moveSnapshot(chunk, whole ? 0 : *row);
    if (auto committed = commit(); !committed) return snapshotFailed(committed.error());
    snapshot.chunk = chunk;
    snapshot.row = whole ? 0 : *row;
    if (whole) snapshot.queued.pop_front();
    return hasLoad();
}

/// What is wrong is given up; what only finds no room is tried again.
tl::unexpected<Error> Seat::snapshotFailed(const Error& error) {
    m_lastError = error.text;
    if (error.next == Next::Retry) return tl::unexpected(error);
    ++m_counters.badBatches;
    if (auto given = giveUpSnapshot(); !given) return tl::unexpected(given.error());
    return tl::unexpected(error);
}

Result<void> Seat::swapSnapshot() {
    const SnapshotManifest& manifest = m_snapshot->manifest;
    log::info("sync", "the tables of fact {} take the place of ours", manifest.asOf.number);
    m_store->begin();
    try {
        m_snapshot->shadow.swap();
    } catch (const std::exception& fault) {
        m_store->rollback();
        return tl::unexpected(noteFault(fault.what()));
    }
    m_store->dropSnapshot();
    SeatMeta& meta = m_store->change();
    if (meta.cursor.number > manifest.asOf.number) // facts of ours come again behind it
        m_store->cutBehind(manifest.asOf.number, manifest.asOf.hash);
    meta.station = manifest.station;
    meta.cursor = manifest.asOf;
    meta.base = manifest.asOf.number;
    m_store->dropBelowBase();
    std::map<std::uint64_t, std::uint64_t> decided; // by epoch of this seat
    for (const SeatProgress& seat : manifest.decided) {
        if (seat.seat == meta.seat) decided[seat.epoch] = seat.counter;
    }
    // What had not been decided then has no fact in these tables, whatever the old ones held.
    return loaded([&decided](const OutboxRow& row) {
        const auto found = decided.find(row.epoch);
        return found != decided.end() && row.counter <= found->second ? kAllSeen : std::uint64_t{0};
    });
}

} // namespace shouwang::sync
