#include "sync/table_load.h"

#include "sync/storage.h"

namespace shouwang::sync {

using ledger::Database;
using ledger::ShadowTables;
using ledger::Statement;

namespace {

constexpr std::int64_t kFactsAtOnce = 64;
constexpr std::size_t kRowsAtOnce = 64;

} // namespace

Result<void> TableLoad::slice(bool complete, const std::function<bool()>& enough) {
    m_idle = false;
    do {
        Result<void> done;
        try { // a room may run out of memory
            done = step(complete, enough);
        } catch (const std::exception& fault) {
            done = fail(Next::Bug, std::string("a room failed: ") + fault.what());
        }
        if (done) continue;
        m_file.rollback();
        m_shadow.reset(); // its tables are dropped by the next begin
        m_scratch.reset();
        m_own.clear();
        m_folded = 0;
        m_phase = Phase::Fold;
        return done;
    } while (!m_idle && m_phase != Phase::Copied && !enough());
    return {};
}

Result<void> TableLoad::step(bool complete, const std::function<bool()>& enough) {
    if (m_phase == Phase::Copy) return copy(enough);
    if (m_phase == Phase::Copied) return {};
    if (!m_scratch) {
        auto scratch = Database::scratch(Database::Scratch::Spills);
        if (!scratch) return tl::unexpected(scratch.error());
        m_scratch = std::move(*scratch);
        m_scratch->begin();
        for (const auto& feature : m_features)
            feature->createTables(*m_scratch);
    }
    auto more = fold(*m_scratch);
    if (!more) return tl::unexpected(more.error());
    if (m_scratch->error()) return tl::unexpected(*m_scratch->error());
    if (*more) return {};
    m_idle = !complete;
    if (complete) m_phase = Phase::Copy;
    return {};
}

/// False: nothing stands behind what was folded.
Result<bool> TableLoad::fold(Database& into) {
    std::vector<Bytes> facts;
    {
        Statement rows = m_file.prepare("SELECT bytes FROM seat_fact WHERE number>? ORDER BY number LIMIT ?");
        rows.bind(stored(m_folded)).bind(kFactsAtOnce);
        while (rows.next())
            facts.push_back(rows.bytes(0));
    }
    if (m_file.error()) return tl::unexpected(*m_file.error());
    for (const Bytes& bytes : facts) {
        const auto fact = ledger::decodeFact(bytes);
        if (!fact) return tl::unexpected(fact.error());
        for (const auto& feature : m_features)
            feature->apply(into, *fact);
        const ledger::CommandId& id = fact->command;
        if (id.source == ledger::CommandId::Source::Seat && id.origin == m_seat) ++m_own[id];
        m_folded = fact->number;
    }
    return !facts.empty();
}

Result<void> TableLoad::copy(const std::function<bool()>& enough) {
    m_file.begin();
    if (!m_shadow) {
        auto shadow = ShadowTables::begin(m_file, m_features);
        if (!shadow) return tl::unexpected(shadow.error());
        m_file.run("DELETE FROM seat_snapshot"); // one that was left would go on in these tables
        m_shadow = std::move(*shadow);
        m_toCopy = m_shadow->names();
        m_afterRow = ledger::kBeforeFirstRow;
    }
    do {
        auto more = copyPage();
        if (!more) return tl::unexpected(more.error());
        if (*more) continue;
        m_phase = Phase::Copied;
        break;
    } while (!enough());
    return m_file.commit();
}

Result<bool> TableLoad::copyPage() {
    if (m_toCopy.empty()) return false;
    const auto page = ledger::readRows(*m_scratch, m_toCopy.back(), m_afterRow, kRowsAtOnce);
    if (!page) return tl::unexpected(page.error());
    if (auto added = m_shadow->add(page->rows); !added) return tl::unexpected(added.error());
    m_afterRow = page->last;
    if (page->end) {
        m_toCopy.pop_back();
        m_afterRow = ledger::kBeforeFirstRow;
    }
    return true;
}

Result<void> TableLoad::swap() {
    m_shadow->swap();
    for (;;) { // what came while the rows were copied: little
        auto more = fold(m_file);
        if (!more) return tl::unexpected(more.error());
        if (!*more) return {};
    }
}

} // namespace shouwang::sync
