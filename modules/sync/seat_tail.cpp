// What a seat's store keeps of a tail that its station has lost.
#include "sync/outbox_row.h"

namespace shouwang::sync {

using ledger::Statement;

std::size_t SeatStore::purgeSealed(std::int64_t compartments) {
    std::size_t purged = 0;
    for (const std::string table : {"seat_fact", "seat_aside"}) {
        std::vector<std::int64_t> gone;
        Statement rows = m_database->prepare("SELECT rowid, bytes FROM " + table + " WHERE length(sealed)>0");
        while (rows.next()) {
            const auto fact = ledger::decodeFact(rows.bytes(1));
            const auto bit = std::int64_t{1} << (fact ? static_cast<int>(fact->compartment) : 0);
            if (!fact || (bit & compartments) == 0) gone.push_back(rows.integer(0));
        }
        for (const std::int64_t row : gone)
            m_database->prepare("UPDATE " + table + " SET sealed=x'' WHERE rowid=?").bind(row).run();
        purged += gone.size();
    }
    m_database->prepare("UPDATE seat_patch SET sealed=NULL WHERE sealed IS NOT NULL AND (?>>compartment)&1=0")
        .bind(compartments)
        .run();
    return purged + static_cast<std::size_t>(m_database->changes());
}

void SeatStore::setBranch(std::uint64_t epoch) {
    m_database->prepare("UPDATE seat_outbox SET branch=? WHERE verdict IS NOT NULL")
        .bind(stored(epoch))
        .run();
}

std::vector<SeatStore::KeptFact> SeatStore::factsBehind(std::uint64_t number, std::int64_t limit) {
    std::vector<KeptFact> facts;
    Statement rows = m_database->prepare("SELECT number, hash, bytes FROM seat_fact WHERE number>? ORDER BY"
                                         " number LIMIT ?");
    rows.bind(stored(number)).bind(limit);
    while (rows.next()) {
        const auto fact = ledger::decodeFact(rows.bytes(2));
        if (fact)
            facts.push_back(
                {unsignedOf(rows.integer(0)), hashOf(rows.bytes(1)), fact->command, fact->previous});
    }
    return facts;
}

std::optional<Hash> SeatStore::hashAt(std::uint64_t number) {
    Statement row = m_database->prepare("SELECT hash FROM seat_fact WHERE number=?");
    if (!row.bind(stored(number)).next()) return std::nullopt;
    return hashOf(row.bytes(0));
}

void SeatStore::addRecover(std::uint64_t number, const Hash& hash) {
    m_database->prepare("INSERT OR IGNORE INTO seat_recover VALUES(?, ?)")
        .bind(stored(number))
        .bind(ByteView(hash))
        .run();
}

// The station may lose its copy too, before a backup has it.
void SeatStore::recoverAgain() {
    m_database->run("INSERT OR IGNORE INTO seat_recover SELECT number, hash FROM seat_recovered;"
                    "DELETE FROM seat_recovered");
}

void SeatStore::dropRecover(std::uint64_t number, const Hash& hash) {
    m_database->prepare("INSERT OR IGNORE INTO seat_recovered VALUES(?, ?)")
        .bind(stored(number))
        .bind(ByteView(hash))
        .run();
    m_database->prepare("DELETE FROM seat_recover WHERE number=? AND hash=?")
        .bind(stored(number))
        .bind(ByteView(hash))
        .run();
}

// Oldest branch and lowest number first: what a fact was caused by comes before it.
Result<std::vector<ledger::StoredFact>> SeatStore::recoverable(std::size_t limit, std::size_t byteLimit) {
    std::vector<ledger::StoredFact> facts;
    std::size_t bytes = 0;
    {
        Statement rows = m_database->prepare(
            "SELECT number, hash, bytes, sealed FROM seat_recover JOIN seat_aside USING(number, hash) ORDER"
            " BY number, hash LIMIT ?");
        rows.bind(stored(limit));
        while ((facts.empty() || bytes < byteLimit) && rows.next()) {
            facts.push_back(
                {unsignedOf(rows.integer(0)), hashOf(rows.bytes(1)), rows.bytes(2), rows.bytes(3)});
            bytes += facts.back().bytes.size() + facts.back().sealed.size() + 64;
        }
    }
    if (bytes > byteLimit && facts.size() > 1) facts.pop_back();
    if (auto ended = endRead(*m_database); !ended) return tl::unexpected(ended.error());
    return facts;
}

Result<std::size_t> SeatStore::recovering() {
    std::size_t found = 0;
    {
        Statement row = m_database->prepare("SELECT count(*) FROM seat_recover JOIN seat_aside USING(number,"
                                            " hash)");
        if (row.next()) found = static_cast<std::size_t>(row.integer(0));
    }
    if (auto ended = endRead(*m_database); !ended) return tl::unexpected(ended.error());
    return found;
}

/// Those whose facts may lie on top of the tables or whose verdict has to come again. A command that was
/// settled on a branch that is lost may have its new verdict before its facts.
std::vector<OutboxRow> SeatStore::unsettledRows() {
    std::vector<OutboxRow> found;
    Statement rows =
        m_database->prepare(std::string(kOutboxRow) + "WHERE open=1 OR verdict IS NULL OR last>?");
    rows.bind(stored(m_meta.cursor.number));
    while (rows.next())
        found.push_back(rowFrom(rows));
    return found;
}

} // namespace shouwang::sync
