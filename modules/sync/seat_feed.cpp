// The way down: from a batch of the station to the tables.
#include "base/log.h"
#include "ledger/range.h"
#include "sync/seat.h"

#include <fmt/format.h>

namespace shouwang::sync {

using ledger::CommandId;
using ledger::Fact;
using ledger::StoredFact;

namespace {

constexpr std::size_t kMaxQueued = 4 * kMaxFeedFacts;

bool sameContent(const Fact& a, const Fact& b) {
    return a.kind == b.kind && a.entity == b.entity && a.open == b.open && a.contested == b.contested &&
           a.mode == b.mode && a.sealedHash == b.sealedHash;
}

/// However it was decided, who said it, when and why stays as it was typed.
bool comesOf(const Fact& fact, const ledger::Command& command) {
    return fact.actor == command.actor && fact.reason == command.reason &&
           fact.occurred == command.occurred && fact.recorded == command.recorded;
}

} // namespace

Result<CheckedBatch> check(FeedBatch batch) {
    CheckedBatch checked;
    for (const StoredFact& stored : batch.facts) {
        const auto damaged = [&](std::string_view what) {
            return fail(Next::Corrupt, fmt::format("fact {} {}", stored.number, what));
        };
        if (sha256(stored.bytes) != stored.hash) return damaged("does not have its hash");
        auto fact = ledger::decodeFact(stored.bytes);
        if (!fact) return tl::unexpected(fact.error());
        if (fact->number != stored.number || fact->number != batch.from + checked.facts.size()) {
            return damaged("does not stand in its place");
        }
        if (fact->station != batch.station) return damaged("is of another station");
        const std::size_t at = checked.facts.size();
        if (at > 0 && fact->previous != batch.facts[at - 1].hash)
            return damaged("does not join the one before");
        // Without a blob it is a stub: this seat may not receive it, the chain holds all the same.
        const bool sealedFits = stored.sealed.empty() || fact->sealedHash == sha256(stored.sealed);
        if (!sealedFits) return damaged("has another sealed part than it says");
        checked.facts.push_back(std::move(*fact));
    }
    checked.batch = std::move(batch);
    return checked;
}

Cursor Seat::wanted() const {
    if (m_queue.empty()) return cursor();
    const StoredFact& last = m_queue.back().stored;
    return {cursor().epoch, last.number, last.hash};
}

tl::unexpected<Error> Seat::bad(Next next, std::string why) {
    ++m_counters.badBatches;
    m_lastError = why;
    return fail(next, std::move(why));
}

Result<void> Seat::forked(std::string why) {
    log::error("sync", "fork: {}", why);
    m_queue.clear();
    m_store->begin();
    m_store->change().forked = true;
    if (auto committed = commit(); !committed) return committed;
    return bad(Next::Conflict, std::move(why));
}

Result<void> Seat::noteStation(const FeedBatch& batch) {
    const SeatMeta& meta = m_store->meta();
    if (meta.station == batch.station && meta.cursor.epoch == batch.epoch) return {};
    const bool restored = meta.cursor.epoch != 0 && meta.cursor.epoch != batch.epoch;
    m_store->begin();
    m_store->change().station = batch.station;
    m_store->change().cursor.epoch = batch.epoch;
    if (!batch.epochs.empty()) m_store->change().marks = batch.epochs;
    // An older station that does not say where it was put back to, with our cursor still on its chain.
    // Offering everything again costs little, because it answers what it knows from its list.
    if (restored) m_store->offerAllAgain();
    if (auto committed = commit(); !committed) return committed;
    return restored ? reload() : Result<void>();
}

/// What this seat may not receive any more it does not keep either.
Result<void> Seat::noteCompartments(std::int64_t compartments) {
    const std::int64_t before = m_store->meta().compartments;
    if (compartments < 0 || compartments == before) return {};
    m_store->begin();
    const std::size_t purged = (before & ~compartments) != 0 ? m_store->purgeSealed(compartments) : 0;
    m_store->change().compartments = compartments;
    if (auto committed = commit(); !committed) return committed;
    m_counters.purged += purged;
    if (purged > 0) log::warning("sync", "{} sealed parts purged: not for this seat any more", purged);
    return {};
}

/// How many facts of the batch are already here.
Result<std::size_t> Seat::join(const CheckedBatch& checked) {
    const FeedBatch& batch = checked.batch;
    const Cursor wanted = this->wanted();
    if (batch.facts.empty()) return std::size_t{0};
    if (batch.from > wanted.number + 1) {
        return bad(Next::Conflict, fmt::format("gap: {} came behind {}", batch.from, wanted.number));
    }
    const std::size_t known = wanted.number + 1 - batch.from;
    if (known > batch.facts.size()) return batch.facts.size();
    const auto fork = [&](std::string why) -> Result<std::size_t> {
        auto noted = forked(std::move(why));
        return tl::unexpected(noted.error());
    };
    if (known > 0 && batch.facts[known - 1].hash != wanted.hash) {
        return fork(fmt::format("fact {} is another one at the station", wanted.number));
    }
    if (known == batch.facts.size()) return known;
    const Hash before = wanted.number == 0 ? ledger::genesis(batch.station) : wanted.hash;
    if (checked.facts[known].previous != before) {
        return fork(fmt::format("fact {} of the station does not follow ours", wanted.number + 1));
    }
    return known;
}

Result<void> Seat::take(CheckedBatch checked) {
    const FeedBatch& batch = checked.batch;
    const SeatMeta& meta = m_store->meta();
    if (!meta.station.isNull() && meta.station != batch.station) {
        return bad(Next::Refused, "this seat belongs to another station than " + batch.station.text());
    }
    noteHead(batch.head, 0);
    if (meta.forked) return fail(Next::Conflict, "forked: waiting for a resync");
    if (const Cursor before = cursor(); before.epoch != 0 && before.epoch != batch.epoch) {
        if (auto followed = followEpoch(batch.epoch, batch.epochs); !followed) return followed;
        if (before.number != cursor().number) return fail(Next::Retry, "the station was put back: ask again");
    }
    if (batch.fork && batch.from != wanted().number + 1) {
        return fail(Next::Retry, "an answer to a cursor that we have no more");
    }
    if (batch.fork) return forked("the station does not know our last fact");
    if (m_queue.size() + batch.facts.size() > kMaxQueued) return fail(Next::Retry, "enough facts are queued");
    auto known = join(checked);
    if (!known) return tl::unexpected(known.error());
    if (auto noted = noteStation(batch); !noted) return noted;
    if (auto noted = noteCompartments(batch.compartments); !noted) return noted;
    ++m_counters.batches;
    noteBackedUp(batch.backedUp, batch.epoch);
    for (std::size_t i = *known; i < checked.facts.size(); ++i) {
        const StoredFact& next = checked.batch.facts[i];
        const Cursor& promised = meta.promised;
        if (next.number == promised.number && batch.epoch == promised.epoch && next.hash != promised.hash)
            return forked(fmt::format("fact {} is not the one that our commands rest on", next.number));
        m_queue.push_back({std::move(checked.batch.facts[i]), std::move(checked.facts[i])});
    }
    return {};
}

Result<bool> Seat::applySlice(const std::function<bool()>& enough) {
    if (m_queue.empty()) return false;
    std::set<Id> moved;
    std::vector<Fact> confirmed;
    auto taken = applyQueued(enough, moved, confirmed);
    if (!taken) return tl::unexpected(taken.error());
    const std::size_t applied = *taken;
    if (auto finished = finish(std::move(moved)); !finished) return tl::unexpected(finished.error());
    m_counters.facts += applied;
    m_queue.erase(m_queue.begin(), m_queue.begin() + static_cast<std::ptrdiff_t>(applied));
    std::ranges::move(confirmed, std::back_inserter(m_confirmed));
    return !m_queue.empty();
}

Result<std::size_t> Seat::applyQueued(const std::function<bool()>& enough, std::set<Id>& moved,
                                      std::vector<Fact>& confirmed) {
    std::size_t applied = 0;
    m_store->begin();
    try {
        do {
            const Queued& queued = m_queue[applied++];
            applyOne(queued, moved);
            if (!m_store->setAside(queued.stored.number, queued.stored.hash))
                confirmed.push_back(queued.fact);
        } while (applied < m_queue.size() && !enough());
        return applied;
    } catch (const std::exception& fault) { // the facts stay queued and are tried again
        m_store->rollback();
        const Error error = noteFault(fault.what());
        if (auto reloaded = reload(); !reloaded) return tl::unexpected(reloaded.error());
        return tl::unexpected(error);
    }
}

void Seat::applyOne(const Queued& queued, std::set<Id>& moved) {
    m_store->addFact(queued.stored, queued.fact);
    if (m_store->meta().loading) return; // what is shown has not moved
    if (!followOwn(queued.fact)) {
        if (!m_open.empty()) ledger::addMoved(moved, ledger::roomOf(queued.fact.kind), queued.fact);
    }
}

/// True when the fact is just what this seat had shown already: nobody's ground has moved.
bool Seat::followOwn(const Fact& fact) {
    const SeatMeta& meta = m_store->meta();
    const CommandId& id = fact.command;
    if (id.source != CommandId::Source::Seat || id.origin != meta.seat) return false;
    if (id.epoch == meta.epoch && id.counter > meta.counter) {
        log::error("sync", "the station knows commands of ours that we do not: our file is an old copy");
        m_store->newEpoch(m_random);
    }
    const auto sequence = m_sequences.find(id);
    if (sequence == m_sequences.end()) return false;
    Open& open = m_open.at(sequence->second);
    if (!comesOf(fact, open.row.command)) { // ours stays in sight until the station has said so too
        log::error("sync", "another seat has used our identity for its own command: new epoch");
        if (id.epoch == meta.epoch) m_store->newEpoch(m_random);
        return false;
    }
    const bool same = open.row.seen < open.facts.size() && sameContent(*open.facts[open.row.seen], fact);
    ++open.row.seen;
    m_progressed.insert(open.row.sequence); // written once, when the transaction ends
    return same;
}

Result<void> Seat::onFeed(FeedBatch batch) {
    auto checked = check(std::move(batch));
    if (!checked) return bad(checked.error().next, checked.error().text);
    if (auto taken = take(std::move(*checked)); !taken) return taken;
    while (hasQueued()) {
        auto more = applySlice([] { return false; });
        if (!more) return tl::unexpected(more.error());
    }
    while (hasLoad()) {
        auto more = loadSlice([] { return false; });
        if (!more) return tl::unexpected(more.error());
    }
    return {};
}

} // namespace shouwang::sync
