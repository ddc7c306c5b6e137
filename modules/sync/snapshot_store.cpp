// What a seat's file keeps of a snapshot: how far it has come, and the sealed parts below it.
#include "sync/seat_store.h"
#include "sync/snapshot.h"
#include "sync/storage.h"

namespace shouwang::sync {

using ledger::Statement;

void SeatStore::saveSnapshot(const Bytes& manifest, std::uint64_t chunk, std::uint64_t row) {
    m_database->run("DELETE FROM seat_snapshot; DELETE FROM seat_patch");
    m_database->prepare("INSERT INTO seat_snapshot VALUES(?, ?, ?)")
        .bind(ByteView(manifest))
        .bind(stored(chunk))
        .bind(stored(row))
        .run();
}

void SeatStore::moveSnapshot(std::uint64_t chunk, std::uint64_t row) {
    m_database->prepare("UPDATE seat_snapshot SET chunk=?, row=?")
        .bind(stored(chunk))
        .bind(stored(row))
        .run();
}

// A part of them at a time: officers wait for the writer.
void SeatStore::dropBelowBase() {
    constexpr std::int64_t kAtOnce = 5000;
    m_database
        ->prepare("DELETE FROM seat_fact WHERE number IN (SELECT number FROM seat_fact WHERE number<=? ORDER"
                  " BY number LIMIT ?)")
        .bind(stored(m_meta.base))
        .bind(kAtOnce)
        .run();
}

void SeatStore::dropSnapshot() {
    m_database->run("DELETE FROM seat_snapshot");
}

std::optional<SeatStore::KeptSnapshot> SeatStore::keptSnapshot() {
    Statement row = m_database->prepare("SELECT manifest, chunk, row FROM seat_snapshot");
    if (!row.next()) return std::nullopt;
    return KeptSnapshot{row.bytes(0), unsignedOf(row.integer(1)), unsignedOf(row.integer(2))};
}

Result<void> SeatStore::addPatches(const ledger::TableRows& rows) {
    const std::vector<std::string> columns{"number", "entity", "compartment", "key", "hash", "sealed"};
    if (rows.columns != columns) return fail(Next::Corrupt, "sealed parts of another form");
    for (const auto& row : rows.rows) {
        const bool stub = row[5].isArray();
        const bool formed = row[0].isInteger() && row[1].bytes().size() == 16 && row[2].isInteger() &&
                            row[3].isText() && row[4].bytes().size() == Hash().size() &&
                            (stub || row[5].isBytes());
        if (!formed) return fail(Next::Corrupt, "a sealed part of another form");
        if (!stub && sha256(row[5].bytes()) != hashOf(row[4].bytes()))
            return fail(Next::Corrupt, "a sealed part does not have its hash");
        Statement insert = m_database->prepare("INSERT OR REPLACE INTO seat_patch VALUES(?, ?, ?, ?, ?, ?)");
        insert.bind(row[0].integer()).bind(ByteView(row[1].bytes())).bind(row[2].integer());
        insert.bind(row[3].text()).bind(ByteView(row[4].bytes()));
        if (stub) {
            insert.bindNull().run();
        } else {
            insert.bind(ByteView(row[5].bytes())).run();
        }
    }
    if (m_database->error()) return tl::unexpected(*m_database->error());
    return {};
}

} // namespace shouwang::sync
