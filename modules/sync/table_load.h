// New tables of all rooms, made from the facts that a seat keeps while those in use stay as they are: after a
// restore of the station or a resync their facts are no longer the right ones, but better than empty screens.
// Facts are folded in a scratch database (evolve only), rows are copied beside the tables in use, and all
// take their place at once. After a kill it begins anew from the kept facts. One thread.
#pragma once

#include "ledger/shadow_tables.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace shouwang::sync {

class TableLoad {
public:
    TableLoad(ledger::Database& file, ledger::Features features, const Id& seat)
        : m_file(file)
        , m_features(std::move(features))
        , m_seat(seat) {}

    /// Folds kept facts until `enough` says so; when none is left and `complete`, copies the rows. Outside
    /// any transaction. After an error it begins anew.
    Result<void> slice(bool complete, const std::function<bool()>& enough);
    bool copied() const { return m_phase == Phase::Copied; } ///< it is time to swap
    std::uint64_t folded() const { return m_folded; }
    /// Inside a transaction: the new tables take the place of the old ones, with all facts that are kept.
    Result<void> swap();
    /// How many facts this seat's own commands have made, of those that were folded.
    const std::map<ledger::CommandId, std::uint64_t>& own() const { return m_own; }

private:
    enum class Phase { Fold, Copy, Copied };
    Result<void> step(bool complete, const std::function<bool()>& enough);
    Result<bool> fold(ledger::Database& into);
    Result<void> copy(const std::function<bool()>& enough);
    Result<bool> copyPage();

    ledger::Database& m_file;
    const ledger::Features m_features;
    const Id m_seat;
    Phase m_phase = Phase::Fold;
    bool m_idle = false; // nothing to fold
    std::unique_ptr<ledger::Database> m_scratch;
    std::optional<ledger::ShadowTables> m_shadow;
    std::uint64_t m_folded = 0;
    std::map<ledger::CommandId, std::uint64_t> m_own;
    std::vector<std::string> m_toCopy; // the last one is being copied
    std::int64_t m_afterRow = ledger::kBeforeFirstRow;
};

} // namespace shouwang::sync
