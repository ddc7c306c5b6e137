// Who may talk to the station: its seats, their tokens and compartments, and those that are there twice.
#include "sync/station.h"
#include "sync/storage.h"

#include <algorithm>
#include <fmt/format.h>

namespace shouwang::sync {

using ledger::Database;
using ledger::Statement;

namespace {

bool isLetter(std::string_view letter) {
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    return !letter.empty() && letter.size() == 1 && std::all_of(letter.begin(), letter.end(), capital);
}

} // namespace

Result<void> Station::setCompartments(const Id& seat, std::int64_t compartments) {
    Database& database = m_ledger.database();
    database.begin();
    database.prepare("UPDATE sync_seat SET compartments=? WHERE id=?")
        .bind(compartments & kAllCompartments)
        .bind(seat)
        .run();
    const bool found = database.changes() == 1;
    auto committed = database.commit();
    if (committed && !found) return fail(Next::Refused, "no such seat: " + seat.text());
    return committed;
}

Result<std::int64_t> Station::compartmentsOf(const Id& seat) {
    std::int64_t compartments = bitOf(ledger::Compartment::Open);
    {
        Statement row = m_ledger.database().prepare("SELECT compartments FROM sync_seat WHERE id=?");
        if (row.bind(seat).next()) compartments = row.integer(0);
    }
    if (auto ended = endRead(m_ledger.database()); !ended) return tl::unexpected(ended.error());
    return compartments;
}

Result<void> Station::addSeat(const Id& seat, std::string_view letter, std::string_view name,
                              const Hash& tokenHash, std::int64_t compartments) {
    if (seat.isNull() || !isLetter(letter)) {
        return fail(Next::Refused, "a seat needs an id and a letter from A to Z");
    }
    Database& database = m_ledger.database();
    database.begin();
    bool taken = false;
    {
        Statement row = database.prepare("SELECT 1 FROM sync_seat WHERE id=? OR letter=? OR token=?");
        taken = row.bind(seat).bind(letter).bind(ByteView(tokenHash)).next();
    }
    if (taken) {
        database.rollback();
        return fail(Next::Refused, fmt::format("seat {} or letter {} is taken", seat.text(), letter));
    }
    database
        .prepare("INSERT INTO sync_seat(id, letter, name, token, revoked, compartments) VALUES(?, ?, ?, ?, 0,"
                 " ?)")
        .bind(seat)
        .bind(letter)
        .bind(name)
        .bind(ByteView(tokenHash))
        .bind(compartments & kAllCompartments)
        .run();
    return database.commit();
}

Result<void> Station::setToken(const Id& seat, const Hash& tokenHash) {
    Database& database = m_ledger.database();
    database.begin();
    database.prepare("UPDATE sync_seat SET token=? WHERE id=?").bind(ByteView(tokenHash)).bind(seat).run();
    const bool found = database.changes() == 1;
    auto committed = database.commit();
    if (committed && !found) return fail(Next::Refused, "no such seat: " + seat.text());
    return committed;
}

Result<void> Station::revoke(const Id& seat) {
    Database& database = m_ledger.database();
    database.begin();
    database.prepare("UPDATE sync_seat SET revoked=1 WHERE id=?").bind(seat).run();
    const bool found = database.changes() == 1;
    auto committed = database.commit();
    if (committed && !found) return fail(Next::Refused, "no such seat: " + seat.text());
    return committed;
}

Result<SeatInfo> Station::authenticate(ByteView token) {
    // The table holds only hashes: how long the look-up takes tells nothing about a token.
    const Hash hash = sha256(token);
    SeatInfo info;
    bool found = false;
    {
        Statement row = m_ledger.database().prepare("SELECT id, letter, name, revoked, compartments FROM"
                                                    " sync_seat WHERE "
                                                    "token=?");
        found = row.bind(ByteView(hash)).next();
        if (found) info = {row.id(0), row.text(1), row.text(2), 0, 0, row.integer(3) != 0, row.integer(4)};
    }
    if (auto ended = endRead(m_ledger.database()); !ended) return tl::unexpected(ended.error());
    if (!found) return fail(Next::Refused, "unknown token");
    if (info.revoked) return fail(Next::Refused, "seat " + info.letter + " is revoked");
    return info;
}

Result<std::vector<SeatInfo>> Station::seats() {
    std::vector<SeatInfo> seats;
    {
        Statement rows = m_ledger.database().prepare(
            "SELECT id, letter, name, coalesce((SELECT epoch FROM sync_epoch WHERE seat=id ORDER BY started"
            " DESC LIMIT 1), 0), revoked, compartments FROM sync_seat ORDER BY letter");
        while (rows.next()) {
            const auto epoch = unsignedOf(rows.integer(3));
            seats.push_back(
                {rows.id(0), rows.text(1), rows.text(2), epoch, 0, rows.integer(4) != 0, rows.integer(5)});
        }
    }
    if (auto ended = endRead(m_ledger.database()); !ended) return tl::unexpected(ended.error());
    for (SeatInfo& seat : seats) {
        if (seat.epoch == 0) continue;
        auto last = lastCounter(seat.id, seat.epoch);
        if (!last) return tl::unexpected(last.error());
        seat.lastCounter = *last;
    }
    return seats;
}

Result<std::vector<ClonedSeat>> Station::clonedSeats() {
    std::vector<ClonedSeat> seats;
    {
        Statement rows = m_ledger.database().prepare(
            "SELECT seat, min(noticed) AS since, max(noticed), count(*) FROM sync_clone GROUP BY seat"
            " ORDER BY since, seat");
        while (rows.next())
            seats.push_back({rows.id(0), rows.integer(1), rows.integer(2), unsignedOf(rows.integer(3))});
    }
    if (auto ended = endRead(m_ledger.database()); !ended) return tl::unexpected(ended.error());
    return seats;
}

} // namespace shouwang::sync
