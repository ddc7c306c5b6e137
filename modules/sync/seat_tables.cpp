// The rooms' tables in a seat's file, and what becomes of them after an upgrade.
#include "sync/seat_store.h"

#include <algorithm>

namespace shouwang::sync {

using ledger::Statement;

Result<void> SeatStore::prepareFeatures() {
    for (const auto& feature : m_features) {
        m_database->begin();
        std::int64_t known = 0;
        {
            Statement row = m_database->prepare("SELECT version FROM seat_feature WHERE name=?");
            if (row.bind(feature->name()).next()) known = row.integer(0);
        }
        const bool readable = known >= feature->readableSince() && known < feature->version();
        if (readable) {
            prepareUpgrade(feature);
        } else if (known != feature->version()) {
            if (auto rebuilt = rebuild(*feature); !rebuilt) {
                m_database->rollback();
                return rebuilt;
            }
        }
        if (auto committed = m_database->commit(); !committed) return committed;
        m_durable = m_meta;
    }
    m_clearing = ledger::ShadowTables::hasOld(*m_database);
    return {};
}

// The old tables stay in use, and follow the facts, until the new ones are made beside them: from the kept
// facts or, where those do not begin at 1, from a snapshot.
void SeatStore::prepareUpgrade(const std::shared_ptr<const ledger::Feature>& feature) {
    feature->upgradeTables(*m_database);
    if (m_meta.base > 0) {
        m_oldTables = true;
        return;
    }
    m_rebuilds.push_back(std::make_unique<ledger::Rebuild>(
        *m_database, feature, ledger::Rebuild::Source{"seat_fact", "seat_feature"}));
}

Result<bool> SeatStore::rebuildSlice(const std::function<bool()>& enough) {
    if (m_clearing) {
        const auto more = ledger::ShadowTables::clearOld(*m_database, enough);
        if (!more) return more;
        m_clearing = *more;
        return m_clearing || !m_rebuilds.empty();
    }
    if (m_rebuilds.empty()) return false;
    auto more = m_rebuilds.front()->slice(enough);
    if (!more) return more;
    if (!*more) m_rebuilds.erase(m_rebuilds.begin());
    return !m_rebuilds.empty();
}

void SeatStore::tablesAreNew() {
    m_rebuilds.clear();
    m_oldTables = false;
    m_clearing = true;
}

void SeatStore::noteFeatures() {
    for (const auto& feature : m_features)
        m_database->prepare("INSERT OR REPLACE INTO seat_feature VALUES(?, ?)")
            .bind(feature->name())
            .bind(feature->version())
            .run();
}

// evolve only: what the station's react made of these facts is itself among them.
Result<void> SeatStore::rebuild(const ledger::Feature& feature) {
    feature.dropTables(*m_database);
    feature.createTables(*m_database);
    if (m_meta.base > 0) { // what lies below the snapshot is not here: fetch another one
        m_meta.loading = true;
        saveMeta();
    }
    Statement rows = m_database->prepare("SELECT bytes FROM seat_fact ORDER BY number");
    while (rows.next()) {
        auto fact = ledger::decodeFact(rows.bytes(0));
        if (!fact) return tl::unexpected(fact.error());
        feature.apply(*m_database, *fact);
    }
    m_database->prepare("INSERT OR REPLACE INTO seat_feature VALUES(?, ?)")
        .bind(feature.name())
        .bind(feature.version())
        .run();
    return {};
}

const ledger::Feature* SeatStore::featureOf(std::string_view kind) const {
    const std::string room = ledger::roomOf(kind);
    const auto found =
        std::ranges::find_if(m_features, [&](const auto& feature) { return feature->name() == room; });
    return found == m_features.end() ? nullptr : found->get();
}

} // namespace shouwang::sync
