// What a seat shows before the station has spoken: its own commands, decided on its own tables.
#include "base/log.h"
#include "ledger/range.h"
#include "sync/seat.h"
#include "sync/storage.h"

namespace shouwang::sync {

using ledger::Command;
using ledger::Decision;
using ledger::Draft;
using ledger::Fact;
using ledger::View;

namespace {

bool meet(const std::set<Id>& a, const std::set<Id>& b) {
    const auto& [less, more] = a.size() < b.size() ? std::tie(a, b) : std::tie(b, a);
    return std::ranges::any_of(less, [&more = more](const Id& id) { return more.contains(id); });
}

} // namespace

void Seat::noteMoved(std::span<const std::shared_ptr<const Fact>> facts, std::set<Id>& moved) {
    for (const auto& fact : facts)
        ledger::addMoved(moved, ledger::roomOf(fact->kind), *fact);
}

// A room may throw (out of memory, a bug): that costs one command, never the seat.
Result<Decision> Seat::decide(const Command& command, const ledger::Overlay& overlay, std::set<Id>& read) {
    try {
        const View view(m_store->database(), &overlay, boundedTime(m_clock.utc()));
        Decision decision = ledger::decideWith(m_store->features(), view, command);
        read = view.read();
        read.insert(command.entity);
        return decision;
    } catch (const std::exception& fault) {
        return tl::unexpected(noteFault(fault.what()));
    }
}

Error Seat::noteFault(const char* what) {
    ++m_counters.faults;
    m_lastError = std::string("a room failed: ") + what;
    log::error("sync", "{}", m_lastError);
    return {Next::Bug, m_lastError};
}

// In the order of saving, each on the tables and what lies below it. A command that the station has decided
// is left alone: its facts are on their way.
// Those that nobody has decided yet have read nothing, and meet what has moved when their turn comes.
void Seat::decideAgain(std::set<Id>& moved) {
    const auto concerned = [&](const auto& entry) { return meet(entry.second.read, moved); };
    if (std::ranges::none_of(m_open, concerned)) return;
    ledger::Overlay overlay;
    for (auto& entry : m_open) {
        Open& open = entry.second;
        const bool waits = !open.row.verdict || open.facts.empty();
        if (open.row.seen == 0 && waits && concerned(entry)) decideOne(open, overlay, moved);
        for (std::size_t i = open.row.seen; i < open.facts.size(); ++i)
            overlay.push(open.facts[i]);
    }
}

/// The commands that were in the file, in their order, each on those before it.
void Seat::decideOpen(const std::function<bool()>& enough) {
    const auto push = [this](const Open& open) {
        for (std::size_t i = open.row.seen; i < open.facts.size(); ++i)
            m_below->push(open.facts[i]);
    };
    auto next = m_open.lower_bound(m_undecided);
    if (!m_below) {
        m_below.emplace();
        for (auto entry = m_open.begin(); entry != next; ++entry)
            push(entry->second);
    }
    std::set<Id> moved; // of no account: those behind have read nothing yet
    while (next != m_open.end()) {
        Open& open = next->second;
        if (open.row.seen == 0 && (!open.row.verdict || open.facts.empty())) decideOne(open, *m_below, moved);
        push(open);
        ++next;
        if (enough()) break;
    }
    m_undecided = next == m_open.end() ? kAllDecided : next->first;
    if (!hasUndecided()) m_below.reset();
}

Result<bool> Seat::decideSlice(const std::function<bool()>& enough) {
    if (!hasUndecided()) return false;
    m_store->begin();
    decideOpen(enough);
    if (auto committed = commit(); !committed) return tl::unexpected(committed.error());
    if (!hasUndecided()) publishOverlay();
    return hasUndecided();
}

/// Of all that was read from the file. When the disk is full it is shown all the same, and stays undecided
/// until there is room to note what needs somebody's attention.
Result<void> Seat::decideRead() {
    if (!hasUndecided()) return {};
    const std::int64_t first = m_undecided;
    m_store->begin();
    decideOpen([] { return false; });
    auto committed = m_store->commit();
    if (!committed) {
        forgetNotes();
        m_undecided = first;
    }
    m_noted.clear();
    return committed;
}

void Seat::forgetNotes() {
    for (const std::int64_t sequence : m_noted) {
        Open& open = m_open.at(sequence);
        open.refused = !open.refused;
    }
}

/// What an officer types now stands on all that was typed before.
Result<void> Seat::decideRest() {
    const auto decided = decideSlice([] { return false; });
    return decided ? Result<void>() : tl::unexpected(decided.error());
}

void Seat::decideOne(Open& open, const ledger::Overlay& overlay, std::set<Id>& moved) {
    auto decision = decide(open.row.command, overlay, open.read);
    if (!decision) return; // what was shown stays; the station decides anyhow
    noteMoved(open.facts, moved);
    open.facts.clear();
    if (!decision->refusal) {
        for (const Draft& draft : decision->facts)
            open.facts.push_back(std::make_shared<const Fact>(ledger::factFrom(open.row.command, draft)));
    }
    noteMoved(open.facts, moved);
    if (!open.row.verdict) noteRefusal(open, decision->refusal);
    ++m_counters.decidedAgain;
}

// The command stays in the outbox: the station may see it otherwise, and its number has been given.
void Seat::noteRefusal(Open& open, const std::optional<ledger::Refusal>& refusal) {
    if (refusal.has_value() != open.refused) m_noted.push_back(open.row.sequence);
    if (refusal && !open.refused) {
        m_store->raiseAttention(
            {open.row.sequence, open.row.command, *refusal, false, false, boundedTime(m_clock.utc())});
    } else if (!refusal && open.refused) {
        m_store->withdrawAttention(open.row.sequence);
    }
    open.refused = refusal.has_value();
}

void Seat::publishOverlay() {
    auto overlay = std::make_shared<Overlay>();
    overlay->generation = m_store->meta().generation;
    overlay->facts.reserve(m_open.size());
    overlay->origins.reserve(m_open.size());
    for (const auto& [sequence, open] : m_open) {
        for (std::size_t i = open.row.seen; i < open.facts.size(); ++i)
            overlay->push(open.facts[i], {sequence, i});
    }
    m_overlay = std::move(overlay);
}

} // namespace shouwang::sync
