// A seat whose station was put back from a backup, and one that fetches everything anew.
#include "base/log.h"
#include "sync/seat.h"
#include "sync/storage.h"

#include <fmt/format.h>

#include <map>

namespace shouwang::sync {

using ledger::CommandId;
using ledger::EpochMark;

namespace {

constexpr auto kTidyPause = std::chrono::seconds(10);
constexpr std::uint64_t kNoEnd = UINT64_MAX;
constexpr std::uint64_t kUnknownHead = INT64_MAX;

/// The last number that two lists of epochs have in common; none: one of them cannot have come from the
/// other by restores.
std::optional<std::uint64_t> lastCommon(const std::vector<EpochMark>& ours,
                                        const std::vector<EpochMark>& theirs) {
    const auto endOf = [](const std::vector<EpochMark>& marks, std::size_t at) {
        return at + 1 < marks.size() ? marks[at + 1].first - 1 : kNoEnd;
    };
    for (std::size_t i = ours.size(); i-- > 0;) {
        for (std::size_t j = theirs.size(); j-- > 0;) {
            if (ours[i].epoch != theirs[j].epoch) continue;
            if (j + 1 == theirs.size()) return std::nullopt; // it has gone back without saying so
            return std::min(endOf(ours, i), endOf(theirs, j));
        }
    }
    return std::nullopt;
}

} // namespace

Result<void> Seat::onHello(const Hello& hello) {
    noteHead(hello.head, hello.serverTime);
    const SeatMeta& meta = m_store->meta();
    if (meta.station != hello.station) return {};
    const bool less = hello.head.epoch == meta.promised.epoch && hello.head.number < meta.promised.number;
    if (less && !meta.forked)
        return forked(fmt::format("the station is at {} and had answered at {}", hello.head.number,
                                  meta.promised.number));
    if (auto followed = followEpoch(hello.head.epoch, hello.epochs); !followed) return followed;
    noteBackedUp(hello.backedUp, hello.head.epoch);
    return {};
}

/// Takes over the epochs of the station. When it was put back from a backup, what the backup lacks is cut
/// off here too and offered to it again.
Result<void> Seat::followEpoch(std::uint64_t epoch, const std::vector<EpochMark>& marks) {
    const SeatMeta& meta = m_store->meta();
    if (meta.forked || meta.cursor.epoch == 0 || marks.empty()) return {};
    if (meta.cursor.epoch == epoch) {
        m_store->change().marks = marks;
        return {};
    }
    const std::vector<EpochMark> ours =
        meta.marks.empty() ? std::vector<EpochMark>{{meta.cursor.epoch, 1, 0}} : meta.marks;
    const auto last = lastCommon(ours, marks);
    if (!last) return forked("the station has another epoch and does not say where it began");
    return restored(*last, epoch, marks);
}

Result<void> Seat::restored(std::uint64_t last, std::uint64_t epoch, const std::vector<EpochMark>& marks) {
    const Cursor before = m_store->meta().cursor;
    log::warning("sync", "the station was put back to fact {}; we were at {}", last, before.number);
    m_queue.clear();
    if (auto given = giveUpSnapshot(); !given) return given; // of the branch that is no more
    m_store->begin();
    if (before.number <= last) {
        m_store->cutBehind(before.number, before.hash);
    } else {
        offerTail(last);
        const auto kept = m_store->meta().base == 0 ? m_store->hashAt(last) : std::nullopt;
        const bool known = last == 0 || kept.has_value();
        m_store->cutBehind(known ? last : 0, kept.value_or(Hash{}));
        m_store->change().base = 0;
        m_store->change().loading = true;
        m_store->change().loadTo = m_head.number;
    }
    m_store->change().cursor.epoch = epoch;
    m_store->change().marks = marks;
    m_store->setBranch(epoch);
    m_backedUp = std::min(m_backedUp, last); // what lies behind that was in a backup that is no more
    m_store->change().backedUp = std::min(m_store->meta().backedUp, m_backedUp);
    if (auto committed = commit(); !committed) return committed;
    beginLoad();
    return reload();
}

// Of the tail only what no seat authored: a seat offers its command again, and what react made of that comes
// again by itself when the station decides it.
void Seat::offerTail(std::uint64_t last) {
    m_store->recoverAgain(); // a copy of theirs may lie below our snapshot, and be lost with this tail
    std::map<std::uint64_t, bool> ownerless;
    for (const auto& [number, hash, command, previous] : m_store->factsBehind(last)) {
        bool offer = command.source != CommandId::Source::Seat;
        if (command.source == CommandId::Source::React && command.counter > last) {
            const auto cause = ownerless.find(command.counter);
            offer = cause != ownerless.end() && cause->second;
        }
        ownerless[number] = offer;
        if (offer) m_store->addRecover(number, hash);
    }
}

Result<std::optional<Recover>> Seat::nextRecover() {
    auto facts = m_store->recoverable(kMaxRecoverFacts, kMaxRecoverBytes);
    if (!facts) return tl::unexpected(facts.error());
    m_recovering.clear();
    if (facts->empty()) return std::optional<Recover>();
    for (const auto& fact : *facts)
        m_recovering.emplace_back(fact.number, fact.hash);
    return std::optional(Recover{kProtocol, m_store->meta().seat, std::move(*facts)});
}

Result<void> Seat::onRecoverReply(const RecoverReply& reply) {
    noteHead(reply.head, 0);
    m_store->begin();
    for (std::size_t i = 0; i < m_recovering.size() && i < reply.taken; ++i)
        m_store->dropRecover(m_recovering[i].first, m_recovering[i].second);
    m_recovering.clear();
    return commit();
}

Result<void> Seat::resync() {
    log::warning("sync", "fetching all facts anew; the outbox is kept");
    if (auto given = giveUpSnapshot(); !given) return given;
    m_store->begin();
    // What no backup of the station holds may be lost there: it takes what it lacks.
    offerTail(std::max(m_store->meta().backedUp, m_store->meta().base));
    m_store->cutBehind(0, {});
    m_store->change().base = 0;
    m_backedUp = 0; // until the station says so of the chain that comes now
    m_store->change().backedUp = 0;
    m_store->change().promised = {};
    m_store->change().cursor.epoch = 0;
    m_store->change().forked = false;
    m_store->change().loading = true;
    m_store->change().loadTo = m_lastContact ? m_head.number : kUnknownHead; // until the station is heard
    if (auto committed = commit(); !committed) return committed;
    m_queue.clear();
    m_lastError.clear();
    beginLoad();
    return reload();
}

void Seat::beginLoad() {
    m_load.reset();
    const SeatMeta& meta = m_store->meta();
    if (meta.loading && meta.base == 0 && !m_snapshot)
        m_load = std::make_unique<TableLoad>(m_store->database(), m_store->features(), meta.seat);
}

/// All is here that the new tables shall hold. A head that was heard counts also where it could not be
/// stored.
bool Seat::atLoadEnd() const {
    const SeatMeta& meta = m_store->meta();
    return meta.cursor.number >= meta.loadTo || (m_lastContact && meta.cursor.number >= m_head.number);
}

bool Seat::hasLoad() const {
    if (m_snapshot) return hasSnapshotWork();
    if (!m_load) return m_store->rebuilding();
    return m_load->folded() < m_store->meta().cursor.number || atLoadEnd();
}

Result<bool> Seat::loadSlice(const std::function<bool()>& enough) {
    if (m_snapshot) return hasSnapshotWork() ? snapshotSlice(enough) : Result<bool>(false);
    if (!m_load) return m_store->rebuildSlice(enough);
    if (auto done = m_load->slice(atLoadEnd(), enough); !done) {
        ++m_counters.storageErrors;
        m_lastError = done.error().text;
        return tl::unexpected(done.error());
    }
    if (m_load->copied()) {
        if (auto ended = endLoad(); !ended) return tl::unexpected(ended.error());
        return false; // though the old tables are still to be cleared away
    }
    return hasLoad();
}

// The new tables hold everything up to the cursor; what lies on top of them is counted anew.
Result<void> Seat::endLoad() {
    m_store->begin();
    Result<void> swapped;
    try {
        swapped = m_load->swap();
    } catch (const std::exception& fault) {
        swapped = tl::unexpected(noteFault(fault.what()));
    }
    if (!swapped) {
        m_store->rollback();
        beginLoad();
        return swapped;
    }
    const auto own = m_load->own();
    m_load.reset();
    return loaded([&own](const OutboxRow& row) {
        const auto found = own.find(row.command.id);
        return found == own.end() ? 0 : found->second;
    });
}

/// Inside the transaction that swapped the tables. `seen`: how many facts of the command they hold.
Result<void> Seat::loaded(const std::function<std::uint64_t(const OutboxRow&)>& seen) {
    m_store->change().loading = false;
    m_store->noteFeatures();
    for (const OutboxRow& row : m_store->unsettledRows())
        m_store->setProgress(row.sequence, seen(row), !settled(row));
    if (auto committed = commit(); !committed) {
        beginLoad();
        return committed;
    }
    m_store->tablesAreNew();
    m_snapshot.reset();
    return reload();
}

Result<void> Seat::tidy() {
    if (m_clock.monotonic() < m_tidyAt) return {};
    m_tidyAt = m_clock.monotonic() + kTidyPause;
    m_store->begin();
    if (m_store->meta().base > 0) m_store->dropBelowBase();
    m_store->change().backedUp = std::max(m_store->meta().backedUp, m_backedUp);
    const auto pruned = m_store->prune(boundedTime(m_clock.utc()), m_limits.ring);
    if (auto committed = commit(); !committed) return committed;
    m_counters.pruned += pruned.all;
    m_counters.prunedEarly += pruned.early;
    m_goneTo = std::max(m_goneTo, pruned.goneTo);
    auto overlay = std::make_shared<Overlay>(*m_overlay);
    overlay->generation = m_store->meta().generation;
    m_overlay = std::move(overlay);
    return {};
}

} // namespace shouwang::sync
