// What the station answers to a seat's commands, and when one is done with.
#include "sync/seat.h"

#include "base/log.h"
#include "sync/storage.h"

#include <fmt/format.h>

namespace shouwang::sync {

using ledger::Verdict;

Result<std::optional<Push>> Seat::nextPush(const PushPlace& behind) {
    return m_store->nextPush(behind);
}

Result<void> Seat::onPushReply(const PushReply& reply) {
    noteHead(reply.head, reply.serverTime);
    noteBackedUp(reply.backedUp, reply.head.epoch);
    if (reply.verdicts.empty() && reply.expected == 0) return {};
    m_store->begin();
    bool cloned = false;
    bool fork = !reply.verdicts.empty() && hasAnother({reply.head.epoch, reply.head.number, reply.head.hash});
    for (const CommandVerdict& item : reply.verdicts) {
        fork = takeVerdict(reply.epoch, item, reply.head) || fork;
        cloned = cloned || item.verdict.quarantined;
    }
    if (cloned && reply.epoch == m_store->meta().epoch) {
        log::error("sync", "another seat uses our identity, or our file is an old copy: new epoch");
        m_store->newEpoch(m_random);
    }
    if (reply.expected != 0) offerAgain(reply.epoch, reply.expected);
    if (!reply.verdicts.empty()) notePromise(reply.head);
    fork = fork && !m_store->meta().forked;
    if (fork) m_store->change().forked = true; // numbers of another branch settle nothing
    if (auto finished = finish({}); !finished) return finished;
    return fork ? forked(fmt::format("the station answers at fact {} from another branch", reply.head.number))
                : Result<void>();
}

/// Its facts have numbers that we have passed, and none of them was ours.
bool Seat::standsElsewhere(const OutboxRow& row, const Verdict& verdict, const ledger::Head& head) const {
    const SeatMeta& meta = m_store->meta();
    return verdict.first != 0 && row.seen == 0 && !meta.loading && head.epoch == meta.cursor.epoch &&
           verdict.last <= meta.cursor.number;
}

void Seat::notePromise(const ledger::Head& head) {
    Cursor& promised = m_store->change().promised;
    if (head.epoch == promised.epoch && head.number <= promised.number) return; // a late answer
    promised = {head.epoch, head.number, head.hash};
}

/// Our chain, as far as it is kept here, has another fact of that number.
bool Seat::hasAnother(const Cursor& fact) {
    if (fact.epoch != cursor().epoch || fact.number > wanted().number) return false;
    if (fact.number == cursor().number) return fact.hash != cursor().hash;
    const auto queued =
        std::ranges::find(m_queue, fact.number, [](const Queued& one) { return one.stored.number; });
    if (queued != m_queue.end()) return queued->stored.hash != fact.hash;
    const auto kept = m_store->hashAt(fact.number);
    return kept && *kept != fact.hash;
}

Seat::Open* Seat::openOf(std::uint64_t epoch, std::uint64_t counter) {
    const auto known =
        m_sequences.find({ledger::CommandId::Source::Seat, m_store->meta().seat, epoch, counter, 0});
    return known == m_sequences.end() ? nullptr : &m_open.at(known->second);
}

/// True: it comes from another branch than ours.
bool Seat::takeVerdict(std::uint64_t epoch, const CommandVerdict& item, const ledger::Head& head) {
    std::optional<OutboxRow> stored;
    const Open* const open = openOf(epoch, item.counter);
    if (!open) stored = m_store->row(epoch, item.counter).value_or(std::nullopt);
    const OutboxRow* const row = open ? &open->row : stored ? &*stored : nullptr;
    if (!row || row->verdict) return false;
    const bool elsewhere = standsElsewhere(*row, item.verdict, head);
    applyVerdict(*row, item.verdict, head);
    return elsewhere;
}

/// The station lacks what it had answered: those verdicts do not stand, neither in the file nor here.
void Seat::offerAgain(std::uint64_t epoch, std::uint64_t fromCounter) {
    m_store->offerAgain(epoch, fromCounter);
    std::erase_if(m_answered, [&](std::int64_t sequence) {
        OutboxRow& row = m_open.at(sequence).row;
        if (row.epoch != epoch || row.counter < fromCounter) return false;
        row.verdict.reset();
        return true;
    });
}

void Seat::applyVerdict(const OutboxRow& row, const Verdict& verdict, const ledger::Head& head) {
    ++m_counters.verdicts;
    m_store->setVerdict(row, verdict, head, boundedTime(m_clock.utc()));
    if (const auto open = m_open.find(row.sequence); open != m_open.end()) {
        open->second.row.verdict = verdict;
        open->second.row.branch = head.epoch;
        m_answered.insert(row.sequence);
    }
    if (verdict.kind == Verdict::Kind::Refused || verdict.quarantined) {
        m_store->raiseAttention({row.sequence, row.command, verdict.refusal, true, verdict.quarantined,
                                 boundedTime(m_clock.utc())});
    } else {
        m_store->withdrawAttention(row.sequence);
    }
}

// On another branch than ours the numbers of a verdict mean nothing.
bool Seat::settled(const OutboxRow& row) const {
    if (!row.verdict) return false;
    const SeatMeta& meta = m_store->meta();
    if (row.verdict->last == 0) return true;
    if (meta.forked || meta.loading || row.branch != meta.cursor.epoch) return false;
    return row.verdict->last <= meta.cursor.number;
}

void Seat::closeSettled(std::set<Id>& moved) {
    for (auto answered = m_answered.begin(); answered != m_answered.end();) {
        const auto entry = m_open.find(*answered);
        const Open& open = entry->second;
        if (!settled(open.row)) {
            ++answered;
            continue;
        }
        m_store->setProgress(open.row.sequence, open.row.seen, false);
        // Shown, but it has not come: the ground of later ones moves.
        if (open.row.seen < open.facts.size()) noteMoved(std::span(open.facts).subspan(open.row.seen), moved);
        m_sequences.erase(open.row.command.id);
        m_progressed.erase(*answered);
        m_open.erase(entry);
        answered = m_answered.erase(answered);
    }
    if (m_open.lower_bound(m_undecided) == m_open.end()) m_undecided = kAllDecided;
}

} // namespace shouwang::sync
