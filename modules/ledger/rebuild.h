// Rebuilds one room's tables while the old ones stay in use: folds the facts into a scratch database, copies
// the rows beside the old tables, and takes their place in one transaction that gives names and folds what
// came meanwhile; then the old tables are cleared away. evolve only, never react. A part at a time, on the
// writing thread, so that nothing has to wait for it.
#pragma once

#include "ledger/shadow_tables.h"

#include <functional>

namespace shouwang::ledger {

class Rebuild {
public:
    /// Where the facts and the versions stand: the station's tables, or a seat's (seat_fact, seat_feature).
    /// A seat whose facts do not begin at 1 cannot rebuild and fetches a snapshot instead.
    struct Source {
        std::string facts = "fact";
        std::string versions = "feature";
    };

    Rebuild(Database& tables, std::shared_ptr<const Feature> feature)
        : Rebuild(tables, std::move(feature), Source()) {}
    Rebuild(Database& tables, std::shared_ptr<const Feature> feature, Source source);
    ~Rebuild();

    /// Works until `enough` says so, outside any transaction, at least one step. Returns whether more is to
    /// be done. After an error the old tables are in use and the next slice begins anew; where only clearing
    /// was left, the new ones are, and it goes on.
    Result<bool> slice(const std::function<bool()>& enough);
    const Feature& feature() const { return *m_feature; }
    std::uint64_t folded() const { return m_folded; } ///< number of the last fact

private:
    enum class Phase { Fold, Copy, Swap, Clear, Done };
    struct Row {
        std::uint64_t number = 0;
        Bytes bytes;
    };
    Result<void> step(const std::function<bool()>& enough);
    Result<void> fold(const std::function<bool()>& enough);
    Result<void> copy(const std::function<bool()>& enough);
    Result<bool> copyPage();
    Result<void> swap();
    Result<void> clear(const std::function<bool()>& enough);
    Result<void> startOver(const Error& error);
    Result<std::vector<Row>> rowsAfter(std::uint64_t number, std::size_t limit);

    Database& m_tables;
    const std::shared_ptr<const Feature> m_feature;
    const Source m_source;
    Phase m_phase = Phase::Fold;
    std::unique_ptr<Database> m_scratch;
    std::optional<ShadowTables> m_shadow;
    std::uint64_t m_folded = 0;
    std::vector<std::string> m_toCopy; // the last one is being copied
    std::int64_t m_afterRow = kBeforeFirstRow;
};

} // namespace shouwang::ledger
