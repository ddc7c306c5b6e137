// The seat's outbox and its needs-attention tray.
#include "sync/outbox_row.h"
#include "sync/seat_store.h"

namespace shouwang::sync {

using ledger::Command;
using ledger::CommandId;
using ledger::Database;
using ledger::Statement;
using ledger::Verdict;

namespace {

constexpr Micros kRingAge = Micros{7} * 24 * 3600 * 1'000'000;
constexpr std::size_t kPushFrame = 4096; // what a push needs beside its commands

} // namespace

OutboxRow SeatStore::addCommand(Command command, Micros now) {
    OutboxRow row;
    command.id = {CommandId::Source::Seat, m_meta.seat, m_meta.epoch, ++m_meta.counter, 0};
    row.epoch = m_meta.epoch;
    row.counter = m_meta.counter;
    row.saved = now;
    const Bytes bytes = ledger::encode(command);
    Statement insert = m_database->prepare("INSERT INTO seat_outbox(epoch, counter, bytes, payload, saved,"
                                           " open, seen) VALUES(?, ?, ?, ?, ?, 1, 0) RETURNING sequence");
    insert.bind(stored(row.epoch)).bind(stored(row.counter)).bind(ByteView(bytes));
    insert.bind(ByteView(sha256(bytes))).bind(now);
    while (insert.next())
        row.sequence = insert.integer(0);
    if (m_waiting) ++*m_waiting;
    row.command = std::move(command);
    return row;
}

void SeatStore::setVerdict(const OutboxRow& row, const Verdict& verdict, const ledger::Head& head,
                           Micros now) {
    if (m_waiting && !row.verdict) --*m_waiting;
    m_database
        ->prepare("UPDATE seat_outbox SET verdict=?, branch=?, last=?, answered=?, decided=? WHERE"
                  " sequence=?")
        .bind(ByteView(ledger::encode(verdict.value())))
        .bind(stored(head.epoch))
        .bind(stored(verdict.last))
        .bind(stored(head.number))
        .bind(now)
        .bind(row.sequence)
        .run();
}

void SeatStore::setOpen(std::int64_t sequence, bool open) {
    m_database->prepare("UPDATE seat_outbox SET open=? WHERE sequence=?")
        .bind(std::int64_t{open})
        .bind(sequence)
        .run();
}

// The ring of acknowledged commands: should the station lose its tail, they are offered again.
SeatStore::Pruned SeatStore::prune(Micros now, std::size_t most) {
    constexpr std::int64_t kAtOnce = 200;
    Pruned pruned;
    Statement old = m_database->prepare(
        "DELETE FROM seat_outbox WHERE sequence IN (SELECT sequence FROM seat_outbox WHERE open=0 AND verdict"
        " IS NOT NULL AND decided<?1 AND CASE WHEN last>0 THEN last<=?2 ELSE answered<?2 END AND NOT EXISTS"
        "(SELECT 1 FROM seat_attention WHERE seat_attention.sequence=seat_outbox.sequence AND settled IS"
        " NULL) ORDER BY decided LIMIT ?3)");
    old.bind(now - kRingAge).bind(stored(m_meta.backedUp)).bind(kAtOnce).run();
    pruned.all = static_cast<std::size_t>(m_database->changes());
    Statement over = m_database->prepare(
        "DELETE FROM seat_outbox WHERE sequence IN (SELECT sequence FROM seat_outbox WHERE open=0 AND verdict"
        " IS NOT NULL AND NOT EXISTS(SELECT 1 FROM seat_attention WHERE seat_attention.sequence="
        "seat_outbox.sequence AND settled IS NULL) ORDER BY decided LIMIT min(?1, max(0, (SELECT count(*)"
        " FROM seat_outbox WHERE open=0 AND verdict IS NOT NULL)-?2)))"
        " RETURNING CASE WHEN last>0 THEN last ELSE answered+1 END");
    over.bind(kAtOnce).bind(stored(most));
    while (over.next()) {
        const std::uint64_t rests = unsignedOf(over.integer(0));
        ++pruned.all;
        if (rests <= m_meta.backedUp) continue;
        ++pruned.early;
        pruned.goneTo = std::max(pruned.goneTo, rests);
    }
    return pruned;
}

void SeatStore::setProgress(std::int64_t sequence, std::uint64_t seen, bool open) {
    m_database->prepare("UPDATE seat_outbox SET seen=?, open=? WHERE sequence=?")
        .bind(stored(seen))
        .bind(std::int64_t{open})
        .bind(sequence)
        .run();
}

void SeatStore::offerAgain(std::uint64_t epoch, std::uint64_t fromCounter) {
    m_waiting.reset();
    m_database->prepare("UPDATE seat_outbox SET verdict=NULL WHERE epoch=? AND counter>=?")
        .bind(stored(epoch))
        .bind(stored(fromCounter))
        .run();
}

void SeatStore::offerAllAgain() {
    m_waiting.reset();
    m_database->run("UPDATE seat_outbox SET verdict=NULL");
}

void SeatStore::raiseAttention(const AttentionItem& item) {
    m_database
        ->prepare("INSERT INTO seat_attention VALUES(?, ?, ?, ?, ?, ?, ?, NULL) ON CONFLICT DO UPDATE SET"
                  " code=excluded.code, basis=excluded.basis, text=excluded.text, by_station=1, quarantined="
                  "excluded.quarantined, settled=NULL WHERE by_station=0 AND excluded.by_station=1")
        .bind(item.sequence)
        .bind(item.refusal.code)
        .bind(item.refusal.basis)
        .bind(item.refusal.text)
        .bind(std::int64_t{item.byStation})
        .bind(std::int64_t{item.quarantined})
        .bind(item.since)
        .run();
}

// Also the station's own refusal: it has decided the command anew after it was put back from a copy.
void SeatStore::withdrawAttention(std::int64_t sequence) {
    m_database->prepare("DELETE FROM seat_attention WHERE sequence=? AND settled IS NULL AND quarantined=0")
        .bind(sequence)
        .run();
}

Result<std::set<std::int64_t>> SeatStore::raisedAttention() {
    std::set<std::int64_t> raised;
    {
        Statement row = m_database->prepare("SELECT sequence FROM seat_attention ORDER BY sequence");
        while (row.next())
            raised.insert(raised.end(), row.integer(0));
    }
    if (auto ended = endRead(*m_database); !ended) return tl::unexpected(ended.error());
    return raised;
}

void SeatStore::settleAttention(std::int64_t sequence, Micros now) {
    m_database->prepare("UPDATE seat_attention SET settled=? WHERE sequence=? AND settled IS NULL")
        .bind(now)
        .bind(sequence)
        .run();
}

Result<std::vector<OutboxRow>> SeatStore::openRows() {
    std::vector<OutboxRow> rows;
    {
        Statement row = m_database->prepare(std::string(kOutboxRow) + "WHERE open=1 ORDER BY sequence");
        while (row.next())
            rows.push_back(rowFrom(row));
    }
    if (auto ended = endRead(*m_database); !ended) return tl::unexpected(ended.error());
    return rows;
}

Result<std::optional<OutboxRow>> SeatStore::row(std::uint64_t epoch, std::uint64_t counter) {
    std::optional<OutboxRow> found;
    {
        Statement row = m_database->prepare(std::string(kOutboxRow) + "WHERE epoch=? AND counter=?");
        if (row.bind(stored(epoch)).bind(stored(counter)).next()) found = rowFrom(row);
    }
    if (m_database->error()) return tl::unexpected(*m_database->error());
    return found;
}

Result<std::optional<Push>> SeatStore::nextPush(const PushPlace& behind) {
    Push push;
    push.seat = m_meta.seat;
    std::size_t bytes = kPushFrame;
    if (behind.counter > 0) {
        push.epoch = behind.epoch;
        push.first = behind.counter + 1;
    }
    {
        Statement first = m_database->prepare("SELECT epoch, counter FROM seat_outbox WHERE verdict IS NULL"
                                              " ORDER BY sequence LIMIT 1");
        if (behind.counter == 0 && first.next()) {
            push.epoch = unsignedOf(first.integer(0));
            push.first = unsignedOf(first.integer(1));
        }
        Statement before = m_database->prepare("SELECT max(counter) FROM seat_outbox WHERE epoch=? AND"
                                               " counter<?");
        before.bind(stored(push.epoch)).bind(stored(push.first));
        const std::uint64_t last = before.next() ? unsignedOf(before.integer(0)) : 0;
        if (last + 1 < push.first) push.floor = last == 0 ? push.first : last + 1;
        Statement rows = m_database->prepare("SELECT counter, bytes FROM seat_outbox WHERE epoch=? AND"
                                             " counter>=? AND verdict IS NULL ORDER BY counter LIMIT ?");
        rows.bind(stored(push.epoch)).bind(stored(push.first)).bind(stored(kMaxPushCommands));
        while (push.first > 0 && rows.next()) {
            if (unsignedOf(rows.integer(0)) != push.first + push.commands.size()) break;
            Bytes command = rows.bytes(1);
            bytes += command.size() + 9; // a CBOR head has 9 bytes at most
            if (!push.commands.empty() && bytes > kMaxPushBytes) break;
            push.commands.push_back(std::move(command));
        }
    }
    if (auto ended = endRead(*m_database); !ended) return tl::unexpected(ended.error());
    if (push.commands.empty()) return std::optional<Push>();
    return std::optional(std::move(push));
}

namespace {

Result<std::size_t> count(Database& database, std::string_view sql) {
    std::size_t found = 0;
    {
        Statement row = database.prepare(sql);
        if (row.next()) found = static_cast<std::size_t>(row.integer(0));
    }
    if (auto ended = endRead(database); !ended) return tl::unexpected(ended.error());
    return found;
}

} // namespace

Result<std::size_t> SeatStore::waiting() {
    if (m_waiting) return *m_waiting;
    auto found = count(*m_database, "SELECT count(*) FROM seat_outbox WHERE verdict IS NULL");
    if (found) m_waiting = *found;
    return found;
}

Result<std::optional<Micros>> SeatStore::oldestWaiting() {
    std::optional<Micros> saved;
    {
        Statement row = m_database->prepare("SELECT saved FROM seat_outbox WHERE verdict IS NULL ORDER BY"
                                            " sequence LIMIT 1");
        if (row.next()) saved = row.integer(0);
    }
    if (auto ended = endRead(*m_database); !ended) return tl::unexpected(ended.error());
    return saved;
}

Result<std::size_t> SeatStore::attention() {
    return count(*m_database, "SELECT count(*) FROM seat_attention WHERE settled IS NULL");
}

} // namespace shouwang::sync
