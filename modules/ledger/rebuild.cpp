#include "ledger/rebuild.h"

namespace shouwang::ledger {

namespace {

constexpr std::size_t kFactsAtOnce = 64;
constexpr std::size_t kRowsAtOnce = 64;

} // namespace

Rebuild::Rebuild(Database& tables, std::shared_ptr<const Feature> feature, Source source)
    : m_tables(tables)
    , m_feature(std::move(feature))
    , m_source(std::move(source)) {}

Rebuild::~Rebuild() = default;

Result<bool> Rebuild::slice(const std::function<bool()>& enough) {
    do {
        Result<void> done;
        try { // a room may run out of memory
            done = step(enough);
        } catch (const std::exception& fault) {
            done = fail(Next::Bug, std::string("a room failed: ") + fault.what());
        }
        if (!done) return tl::unexpected(startOver(done.error()).error());
    } while (m_phase != Phase::Done && !enough());
    return m_phase != Phase::Done;
}

Result<void> Rebuild::step(const std::function<bool()>& enough) {
    switch (m_phase) {
    case Phase::Fold:
        return fold(enough);
    case Phase::Copy:
        return copy(enough);
    case Phase::Swap:
        return swap();
    case Phase::Clear:
        return clear(enough);
    case Phase::Done:
        break;
    }
    return {};
}

Result<void> Rebuild::startOver(const Error& error) {
    m_tables.rollback();
    if (m_phase == Phase::Clear) return tl::unexpected(error);
    if (m_shadow) {
        m_tables.begin();
        m_shadow->abandon();
        if (!m_tables.commit()) m_tables.rollback(); // what is left is dropped by the next begin()
    }
    m_shadow.reset();
    m_scratch.reset();
    m_toCopy.clear();
    m_folded = 0;
    m_phase = Phase::Fold;
    return tl::unexpected(error);
}

Result<std::vector<Rebuild::Row>> Rebuild::rowsAfter(std::uint64_t number, std::size_t limit) {
    std::vector<Row> out;
    {
        Statement rows = m_tables.prepare("SELECT number, bytes FROM " + m_source.facts +
                                          " WHERE number>? ORDER BY number LIMIT ?");
        rows.bind(static_cast<std::int64_t>(number)).bind(static_cast<std::int64_t>(limit));
        while (rows.next())
            out.push_back({static_cast<std::uint64_t>(rows.integer(0)), rows.bytes(1)});
    }
    if (m_tables.error()) return tl::unexpected(*m_tables.error());
    return out;
}

Result<void> Rebuild::fold(const std::function<bool()>& enough) {
    if (!m_scratch) {
        auto scratch = Database::scratch(Database::Scratch::Spills);
        if (!scratch) return tl::unexpected(scratch.error());
        m_scratch = std::move(*scratch);
        m_scratch->begin();
        m_feature->createTables(*m_scratch);
    }
    const auto rows = rowsAfter(m_folded, kFactsAtOnce);
    if (!rows) return tl::unexpected(rows.error());
    for (const Row& row : *rows) {
        const auto fact = decodeFact(row.bytes);
        if (!fact) return tl::unexpected(fact.error());
        m_feature->apply(*m_scratch, *fact);
        m_folded = row.number;
        if (enough()) break;
    }
    if (m_scratch->error()) return tl::unexpected(*m_scratch->error());
    // What comes from now on is folded in by swap(): somebody always writes.
    const bool last = rows->size() < kFactsAtOnce && (rows->empty() || m_folded == rows->back().number);
    if (last) m_phase = Phase::Copy;
    return {};
}

Result<void> Rebuild::copy(const std::function<bool()>& enough) {
    m_tables.begin();
    if (!m_shadow) {
        auto shadow = ShadowTables::begin(m_tables, {m_feature});
        if (!shadow) return tl::unexpected(shadow.error());
        m_shadow = std::move(*shadow);
        m_toCopy = m_shadow->names();
        m_afterRow = kBeforeFirstRow;
    }
    do {
        const auto more = copyPage();
        if (!more) return tl::unexpected(more.error());
        if (!*more) {
            m_phase = Phase::Swap;
            break;
        }
    } while (!enough());
    return m_tables.commit();
}

Result<bool> Rebuild::copyPage() {
    if (m_toCopy.empty()) return false;
    const auto page = readRows(*m_scratch, m_toCopy.back(), m_afterRow, kRowsAtOnce);
    if (!page) return tl::unexpected(page.error());
    if (auto added = m_shadow->add(page->rows); !added) return tl::unexpected(added.error());
    m_afterRow = page->last;
    if (page->end) {
        m_toCopy.pop_back();
        m_afterRow = kBeforeFirstRow;
    }
    return true;
}

// What came while the rows were copied is folded in here: that is little, copying being quick.
Result<void> Rebuild::swap() {
    m_tables.begin();
    m_shadow->swap();
    for (;;) {
        const auto rows = rowsAfter(m_folded, kFactsAtOnce);
        if (!rows) return tl::unexpected(rows.error());
        if (rows->empty()) break;
        for (const Row& row : *rows) {
            const auto fact = decodeFact(row.bytes);
            if (!fact) return tl::unexpected(fact.error());
            m_feature->apply(m_tables, *fact);
            m_folded = row.number;
        }
    }
    m_tables.prepare("INSERT OR REPLACE INTO " + m_source.versions + " VALUES(?, ?)")
        .bind(m_feature->name())
        .bind(std::int64_t{m_feature->version()})
        .run();
    if (auto committed = m_tables.commit(); !committed) return committed;
    m_shadow.reset();
    m_phase = Phase::Clear;
    return {};
}

Result<void> Rebuild::clear(const std::function<bool()>& enough) {
    m_scratch.reset();
    const auto more = ShadowTables::clearOld(m_tables, enough);
    if (!more) return tl::unexpected(more.error());
    if (!*more) m_phase = Phase::Done;
    return {};
}

} // namespace shouwang::ledger
