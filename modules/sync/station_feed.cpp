// The way down: facts in batches, with stubs for what a seat may not receive.
#include "sync/station.h"
#include "sync/storage.h"

#include <algorithm>

namespace shouwang::sync {

using ledger::Statement;

namespace {

// A batch with its frame stays under kMaxFeedBytes also when the last fact is as large as a push may be.
constexpr std::size_t kFeedByteLimit = kMaxFeedBytes - kMaxPushBytes - (std::size_t{512} << 10);

/// The sealed parts of other compartments: the hashes verify all the same.
void leaveOut(std::vector<ledger::StoredFact>& facts, std::int64_t compartments) {
    for (ledger::StoredFact& stored : facts) {
        if (stored.sealed.empty() || compartments == kAllCompartments) continue;
        const auto fact = ledger::decodeFact(stored.bytes);
        if (!fact || (bitOf(fact->compartment) & compartments) == 0) stored.sealed.clear();
    }
}

} // namespace

FeedBatch Station::withStubs(FeedBatch batch, std::int64_t compartments) {
    batch.compartments = compartments;
    leaveOut(batch.facts, compartments);
    return batch;
}

Result<History> Station::history(const HistoryQuery& query, std::int64_t compartments) {
    History history;
    history.station = m_ledger.station();
    const std::size_t limit = std::clamp<std::size_t>(query.limit, 1, kMaxFeedFacts);
    std::size_t bytes = 0;
    {
        Statement rows = m_ledger.database().prepare(
            query.entity ? "SELECT number, hash, bytes, sealed FROM fact WHERE entity=?3 AND number>?1 ORDER"
                           " BY number LIMIT ?2"
                         : "SELECT number, hash, bytes, sealed FROM fact WHERE number>?1 ORDER BY number"
                           " LIMIT ?2");
        rows.bind(stored(query.after)).bind(stored(limit + 1));
        if (query.entity) rows.bind(*query.entity);
        while (rows.next()) {
            history.more = history.facts.size() == limit || bytes > kFeedByteLimit;
            if (history.more) break;
            history.facts.push_back(
                {unsignedOf(rows.integer(0)), hashOf(rows.bytes(1)), rows.bytes(2), rows.bytes(3)});
            bytes += history.facts.back().bytes.size() + history.facts.back().sealed.size();
        }
    }
    if (auto ended = endRead(m_ledger.database()); !ended) return tl::unexpected(ended.error());
    leaveOut(history.facts, compartments);
    return history;
}

Result<FeedBatch> Station::feed(const Cursor& cursor, std::size_t limit, std::int64_t compartments) {
    FeedBatch batch = batchOf({});
    batch.from = cursor.number + 1;
    batch.to = cursor.number;
    if (cursor.epoch != batch.epoch) batch.epochs = lastEpochs(m_ledger);
    if (cursor.number > m_ledger.head().number) {
        batch.fork = true;
        return batch;
    }
    if (cursor.number > 0) {
        auto fact = m_ledger.fact(cursor.number);
        if (!fact) return tl::unexpected(fact.error());
        batch.fork = !*fact || (*fact)->hash != cursor.hash;
        if (batch.fork) return batch;
    }
    auto facts =
        m_ledger.after(cursor.number, std::clamp<std::size_t>(limit, 1, kMaxFeedFacts), kFeedByteLimit);
    if (!facts) return tl::unexpected(facts.error());
    batch.facts = std::move(*facts);
    batch.to = cursor.number + batch.facts.size();
    return withStubs(std::move(batch), compartments);
}

FeedBatch Station::batchOf(std::span<const ledger::StoredFact> facts) const {
    FeedBatch batch;
    batch.station = m_ledger.station();
    batch.head = m_ledger.head();
    batch.epoch = batch.head.epoch;
    batch.backedUp = m_ledger.backedUp();
    std::size_t bytes = 0;
    for (const ledger::StoredFact& fact : facts)
        bytes += fact.bytes.size() + fact.sealed.size();
    const bool fits = facts.size() <= kMaxFeedFacts / 2 && bytes <= kFeedByteLimit;
    if (fits) batch.facts.assign(facts.begin(), facts.end());
    batch.from = batch.facts.empty() ? batch.head.number + 1 : facts.front().number;
    batch.to = batch.from + batch.facts.size() - 1;
    return batch;
}

} // namespace shouwang::sync
