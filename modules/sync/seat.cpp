#include "sync/seat.h"

#include "base/log.h"
#include "ledger/storage.h"
#include "sync/storage.h"

#include <fmt/format.h>

namespace shouwang::sync {

using ledger::Command;
using ledger::Draft;
using ledger::Fact;
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
    status.goneUnsaved = m_goneTo > std::max(meta.backedUp, m_backedUp);
    return status;
}

} // namespace shouwang::sync
