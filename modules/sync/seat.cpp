#include "sync/seat.h"

#include "base/log.h"
#include "ledger/storage.h"
#include "sync/storage.h"

#include <fmt/format.h>

namespace shouwang::sync {

using ledger::Command;
using ledger::Draft;
using ledger::Fact;
using ledger::Verdict;
using ledger::View;

namespace {

constexpr std::size_t kMaxCommandBytes = kMaxPushBytes - (std::size_t{16} << 10);

SubmitResult refused(ledger::Refusal refusal) {
    SubmitResult result;
    result.kind = SubmitResult::Kind::Refused;
    result.refusal = std::move(refusal);
    return result;
}

SubmitResult failed(Error error) {
    SubmitResult result;
    result.error = std::move(error);
    return result;
}

} // namespace

Result<std::unique_ptr<Seat>> Seat::open(const std::filesystem::path& path, const Id& seat,
                                         ledger::Features features, const Clock& clock, Random& random,
                                         const char* vfs, std::size_t decidedAtOnce) {
    auto store = SeatStore::open(path, seat, std::move(features), random, vfs);
    if (!store) return tl::unexpected(store.error());
    std::unique_ptr<Seat> opened(new Seat(std::move(*store), clock, random));
    opened->resumeSnapshot();
    opened->beginLoad();
    if (auto read = opened->readOutbox(); !read) return tl::unexpected(read.error());
    const bool now = opened->m_open.size() <= decidedAtOnce;
    const auto decided = now ? opened->decideRead() : Result<void>();
    if (!decided && ledger::isDiskFailing(decided.error())) return tl::unexpected(decided.error());
    opened->publishOverlay();
    return opened;
}

Result<void> Seat::readOutbox() {
    m_open.clear();
    m_sequences.clear();
    m_answered.clear();
    m_progressed.clear();
    m_noted.clear();
    m_below.reset();
    auto rows = m_store->openRows();
    if (!rows) return tl::unexpected(rows.error());
    const auto raised = m_store->raisedAttention();
    if (!raised) return tl::unexpected(raised.error());
    m_undecided = rows->empty() ? kAllDecided : rows->front().sequence;
    for (OutboxRow& row : *rows) {
        m_sequences[row.command.id] = row.sequence;
        if (row.verdict) m_answered.insert(m_answered.end(), row.sequence);
        Open open;
        open.refused = raised->contains(row.sequence);
        open.row = std::move(row);
        m_open.emplace_hint(m_open.end(), open.row.sequence, std::move(open));
    }
    return {};
}

// Also after a transaction that failed: what is in memory may have run ahead of the file.
Result<void> Seat::reload() {
    if (auto read = readOutbox(); !read) return read;
    auto decided = decideRead();
    publishOverlay();
    return decided;
}

Result<void> Seat::afterFault() {
    m_store->rollback();
    if (!m_load) beginLoad(); // it was to be in use when the fault came
    return reload();
}

View Seat::view() {
    return View(m_store->database(), &m_overlay->facts, boundedTime(m_clock.utc()));
}

SubmitResult Seat::submit(Command draft) {
    std::vector<Command> one;
    one.push_back(std::move(draft));
    return std::move(submit(std::move(one)).front());
}

std::vector<SubmitResult> Seat::submit(std::vector<Command> drafts) {
    if (auto decided = decideRest(); !decided) return {drafts.size(), failed(decided.error())};
    auto overlay = std::make_shared<Overlay>(*m_overlay);
    std::vector<SubmitResult> results;
    std::vector<Open> placed;
    m_store->begin();
    for (Command& draft : drafts)
        results.push_back(place(std::move(draft), *overlay, placed));
    if (placed.empty() && !m_store->database().error()) {
        m_store->rollback();
    } else if (auto committed = m_store->commit(); !committed) {
        ++m_counters.storageErrors;
        m_lastError = committed.error().text;
        std::fill(results.begin(), results.end(), failed(committed.error()));
        return results;
    }
    for (const SubmitResult& result : results)
        ++(result.kind == SubmitResult::Kind::Refused ? m_counters.refused : m_counters.submitted);
    for (Open& open : placed) {
        m_sequences[open.row.command.id] = open.row.sequence;
        m_open.emplace(open.row.sequence, std::move(open));
    }
    overlay->generation = m_store->meta().generation;
    m_overlay = std::move(overlay);
    return results;
}

/// A command that the other side could not read, or that no push can carry, would block the queue.
std::optional<ledger::Refusal> Seat::unreadable(const Command& draft) const {
    const auto malformed = [](std::string text) {
        return ledger::Refusal{kMalformedCommand, {}, std::move(text)};
    };
    if (!isTime(draft.occurred)) return malformed("it happened in no year that we know");
    const Bytes bytes = ledger::encode(draft);
    if (bytes.size() > kMaxCommandBytes) {
        return ledger::Refusal{"sync.too_large", {}, fmt::format("a command of {} bytes", bytes.size())};
    }
    auto readable = ledger::decodeCommand(bytes);
    if (!readable) return malformed(readable.error().text);
    return std::nullopt;
}

SubmitResult Seat::place(Command draft, Overlay& overlay, std::vector<Open>& placed) {
    draft.seat = m_store->meta().seat;
    draft.recorded = boundedTime(m_clock.utc());
    if (draft.occurred == 0) draft.occurred = draft.recorded;
    if (auto refusal = unreadable(draft)) return refused(std::move(*refusal));
    Open open;
    auto decision = decide(draft, overlay.facts, open.read);
    if (!decision) return failed(decision.error());
    if (decision->refusal) return refused(std::move(*decision->refusal));
    open.row = m_store->addCommand(std::move(draft), boundedTime(m_clock.utc()));
    for (const Draft& fact : decision->facts) {
        open.facts.push_back(std::make_shared<const Fact>(ledger::factFrom(open.row.command, fact)));
        overlay.push(open.facts.back(), {open.row.sequence, open.facts.size() - 1});
    }
    SubmitResult result;
    result.kind = SubmitResult::Kind::Saved;
    result.id = open.row.command.id;
    for (const auto& fact : open.facts)
        result.facts.push_back(*fact);
    placed.push_back(std::move(open));
    return result;
}

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

void Seat::keepProgress() {
    for (const std::int64_t sequence : m_progressed)
        m_store->setProgress(sequence, m_open.at(sequence).row.seen, true);
    m_progressed.clear();
}

Result<void> Seat::finish(std::set<Id> moved) {
    m_below.reset();
    closeSettled(moved);
    keepProgress();
    decideAgain(moved);
    auto committed = commit();
    if (committed) publishOverlay();
    return committed;
}

Result<void> Seat::commit() {
    auto committed = m_store->commit();
    m_noted.clear();
    if (committed) return {};
    ++m_counters.storageErrors;
    m_lastError = committed.error().text;
    auto reloaded = reload();
    if (reloaded) return committed;
    log::error("sync", "the seat's file cannot be read: {}", reloaded.error().text);
    return ledger::isDiskFailing(reloaded.error()) ? reloaded : committed; // the graver of the two
}

Result<void> Seat::settleAttention(std::int64_t sequence) {
    m_store->begin();
    m_store->settleAttention(sequence, boundedTime(m_clock.utc()));
    return finish({});
}

void Seat::noteHead(const ledger::Head& head, Micros serverTime) {
    m_head = head;
    // New tables are complete at the station's head, also when that has gone back meanwhile.
    if (m_store->meta().loading) m_store->change().loadTo = std::min(m_store->meta().loadTo, head.number);
    m_lastContact = boundedTime(m_clock.utc());
    if (serverTime != 0) m_clockOffset = serverTime - *m_lastContact;
}

/// Of our branch: on another one the number means other facts. And no further than we have come: should the
/// station lose its tail before that, the number means other facts of the same epoch.
void Seat::noteBackedUp(std::uint64_t number, std::uint64_t epoch) {
    if (epoch != cursor().epoch || m_store->meta().forked) return;
    m_backedUp = std::max(m_backedUp, std::min(number, cursor().number));
}

std::vector<Fact> Seat::takeConfirmed() {
    return std::exchange(m_confirmed, {});
}

SeatStatus Seat::status() {
    SeatStatus status;
    const SeatMeta& meta = m_store->meta();
    status.state = meta.forked ? LinkState::Forked : LinkState::Offline;
    status.seat = meta.seat;
    status.station = meta.station;
    status.cursor = meta.cursor;
    status.head = m_head;
    status.outbox = m_store->waiting().value_or(0);
    status.needsAttention = m_store->attention().value_or(0);
    if (const auto oldest = m_store->oldestWaiting().value_or(std::nullopt)) {
        const Micros age = std::max<Micros>(0, boundedTime(m_clock.utc()) - boundedTime(*oldest));
        status.oldestWaiting =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::microseconds(age));
    }
    status.lastContact = m_lastContact;
    status.lastError = m_lastError;
    status.clockOffset = std::chrono::microseconds(m_clockOffset);
    status.counters = m_counters;
    return status;
}

} // namespace shouwang::sync
