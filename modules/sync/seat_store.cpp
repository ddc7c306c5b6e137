#include "sync/seat_store.h"

#include "sync/storage.h"

#include <fmt/format.h>

namespace shouwang::sync {

using ledger::Command;
using ledger::CommandId;
using ledger::Database;
using ledger::Statement;
using ledger::Verdict;

namespace {

constexpr std::int64_t kFileVersion = 1;
constexpr std::size_t kPushFrame = 4096; // what a push needs beside its commands

constexpr std::string_view kTables =
    "CREATE TABLE IF NOT EXISTS seat_meta(version INTEGER, seat BLOB, station BLOB, epoch INTEGER, counter"
    " INTEGER, cursor_epoch INTEGER, cursor_number INTEGER, cursor_hash BLOB, forked INTEGER, generation"
    " INTEGER) STRICT;"
    "CREATE TABLE IF NOT EXISTS seat_fact(number INTEGER PRIMARY KEY, hash BLOB NOT NULL, bytes BLOB NOT"
    " NULL, sealed BLOB NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS seat_aside(number INTEGER NOT NULL, hash BLOB NOT NULL, bytes BLOB NOT NULL,"
    " sealed BLOB NOT NULL, PRIMARY KEY(number, hash)) STRICT;"
    "CREATE TABLE IF NOT EXISTS seat_outbox(sequence INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, counter"
    " INTEGER NOT NULL, bytes BLOB NOT NULL, payload BLOB NOT NULL, saved INTEGER NOT NULL, verdict BLOB,"
    " open INTEGER NOT NULL, seen INTEGER NOT NULL, UNIQUE(epoch, counter)) STRICT;"
    "CREATE INDEX IF NOT EXISTS seat_outbox_waiting ON seat_outbox(sequence) WHERE verdict IS NULL;"
    "CREATE INDEX IF NOT EXISTS seat_outbox_open ON seat_outbox(sequence) WHERE open=1;"
    "CREATE TABLE IF NOT EXISTS seat_attention(sequence INTEGER PRIMARY KEY, code TEXT NOT NULL, basis TEXT"
    " NOT NULL, text TEXT NOT NULL, by_station INTEGER NOT NULL, quarantined INTEGER NOT NULL, since INTEGER"
    " NOT NULL, settled INTEGER) STRICT;"
    "CREATE TABLE IF NOT EXISTS seat_feature(name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT;";

constexpr std::string_view kRow =
    "SELECT sequence, epoch, counter, bytes, saved, verdict, open, seen FROM seat_outbox ";

OutboxRow rowFrom(const Statement& row) {
    OutboxRow out;
    out.sequence = row.integer(0);
    out.epoch = unsignedOf(row.integer(1));
    out.counter = unsignedOf(row.integer(2));
    out.command = ledger::decodeCommand(row.bytes(3)).value_or(Command());
    out.saved = row.integer(4);
    if (!row.isNull(5)) {
        auto value = ledger::decode(row.bytes(5));
        auto verdict = value ? Verdict::from(*value) : tl::unexpected(value.error());
        if (verdict) out.verdict = std::move(*verdict);
    }
    out.open = row.integer(6) != 0;
    out.seen = unsignedOf(row.integer(7));
    return out;
}

} // namespace

Result<std::unique_ptr<SeatStore>> SeatStore::open(const std::filesystem::path& path, const Id& seat,
                                                   ledger::Features features, Random& random,
                                                   const char* vfs) {
    Database::Options options;
    options.path = path;
    options.vfs = vfs;
    options.applicationId = kSeatApplicationId;
    auto database = Database::open(options);
    if (!database) return tl::unexpected(database.error());
    std::unique_ptr<SeatStore> store(new SeatStore(std::move(*database), std::move(features)));
    if (auto loaded = store->load(seat, random); !loaded) return tl::unexpected(loaded.error());
    if (auto prepared = store->prepareFeatures(); !prepared) return tl::unexpected(prepared.error());
    return store;
}

Result<void> SeatStore::load(const Id& seat, Random& random) {
    Database& database = *m_database;
    database.begin();
    database.run(kTables);
    std::int64_t version = 0;
    {
        Statement row = database.prepare("SELECT version, seat, station, epoch, counter, cursor_epoch,"
                                         " cursor_number, cursor_hash, forked, generation FROM seat_meta");
        if (row.next()) {
            version = row.integer(0);
            m_meta = {row.id(1),
                      row.id(2),
                      unsignedOf(row.integer(3)),
                      unsignedOf(row.integer(4)),
                      {unsignedOf(row.integer(5)), unsignedOf(row.integer(6)), hashOf(row.bytes(7))},
                      row.integer(8) != 0,
                      unsignedOf(row.integer(9))};
        }
    }
    if (version == 0 && !database.error()) {
        m_meta.seat = seat;
        newEpoch(random);
        database.prepare("INSERT INTO seat_meta(version) VALUES(?)").bind(kFileVersion).run();
        saveMeta();
    }
    {
        Statement aside = database.prepare("SELECT 1 FROM seat_aside LIMIT 1");
        m_hasAside = aside.next();
    }
    if (auto committed = database.commit(); !committed) return committed;
    m_durable = m_meta;
    const std::string path = database.path().string();
    if (version > kFileVersion) {
        return fail(Next::Refused, path + ": written by a newer version of this program");
    }
    if (m_meta.seat != seat) return fail(Next::Refused, path + ": belongs to seat " + m_meta.seat.text());
    return {};
}

Result<void> SeatStore::prepareFeatures() {
    for (const auto& feature : m_features) {
        m_database->begin();
        std::int64_t known = 0;
        {
            Statement row = m_database->prepare("SELECT version FROM seat_feature WHERE name=?");
            if (row.bind(feature->name()).next()) known = row.integer(0);
        }
        if (known != feature->version()) {
            if (auto rebuilt = rebuild(*feature); !rebuilt) {
                m_database->rollback();
                return rebuilt;
            }
        }
        if (auto committed = m_database->commit(); !committed) return committed;
    }
    return {};
}

// evolve only: what the station's react made of these facts is itself among them.
Result<void> SeatStore::rebuild(const ledger::Feature& feature) {
    feature.dropTables(*m_database);
    feature.createTables(*m_database);
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

void SeatStore::begin() {
    m_database->begin();
}

Result<void> SeatStore::commit() {
    ++m_meta.generation;
    saveMeta();
    auto committed = m_database->commit();
    if (committed) {
        m_durable = m_meta;
    } else {
        m_meta = m_durable;
    }
    return committed;
}

void SeatStore::rollback() {
    m_database->rollback();
    m_meta = m_durable;
}

void SeatStore::saveMeta() {
    m_database
        ->prepare("UPDATE seat_meta SET seat=?, station=?, epoch=?, counter=?, cursor_epoch=?,"
                  " cursor_number=?, cursor_hash=?, forked=?, generation=?")
        .bind(m_meta.seat)
        .bind(m_meta.station)
        .bind(stored(m_meta.epoch))
        .bind(stored(m_meta.counter))
        .bind(stored(m_meta.cursor.epoch))
        .bind(stored(m_meta.cursor.number))
        .bind(ByteView(m_meta.cursor.hash))
        .bind(std::int64_t{m_meta.forked})
        .bind(stored(m_meta.generation))
        .run();
}

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
    row.command = std::move(command);
    return row;
}

void SeatStore::setVerdict(std::int64_t sequence, const Verdict& verdict, bool open) {
    m_database->prepare("UPDATE seat_outbox SET verdict=?, open=? WHERE sequence=?")
        .bind(ByteView(ledger::encode(verdict.value())))
        .bind(std::int64_t{open})
        .bind(sequence)
        .run();
}

void SeatStore::setProgress(std::int64_t sequence, std::uint64_t seen, bool open) {
    m_database->prepare("UPDATE seat_outbox SET seen=?, open=? WHERE sequence=?")
        .bind(stored(seen))
        .bind(std::int64_t{open})
        .bind(sequence)
        .run();
}

void SeatStore::offerAgain(std::uint64_t epoch, std::uint64_t fromCounter) {
    m_database->prepare("UPDATE seat_outbox SET verdict=NULL WHERE epoch=? AND counter>=?")
        .bind(stored(epoch))
        .bind(stored(fromCounter))
        .run();
}

void SeatStore::offerAllAgain() {
    m_database->run("UPDATE seat_outbox SET verdict=NULL");
}

void SeatStore::addFact(const ledger::StoredFact& stored, const ledger::Fact& fact) {
    Statement insert = m_database->prepare("INSERT INTO seat_fact VALUES(?, ?, ?, ?)");
    insert.bind(sync::stored(stored.number)).bind(ByteView(stored.hash)).bind(ByteView(stored.bytes));
    insert.bind(ByteView(stored.sealed)).run();
    for (const auto& feature : m_features)
        feature->apply(*m_database, fact);
    m_meta.cursor.number = stored.number;
    m_meta.cursor.hash = stored.hash;
}

void SeatStore::bindStation(const Id& station, std::uint64_t epoch) {
    m_meta.station = station;
    m_meta.cursor.epoch = epoch;
}

void SeatStore::setForked(bool forked) {
    m_meta.forked = forked;
}

void SeatStore::newEpoch(Random& random) {
    m_meta.epoch = random.next() >> 1 | 1; // 63 bits, never 0
    m_meta.counter = 0;
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

void SeatStore::withdrawAttention(std::int64_t sequence) {
    m_database->prepare("DELETE FROM seat_attention WHERE sequence=? AND by_station=0").bind(sequence).run();
}

bool SeatStore::raisedAttention(std::int64_t sequence) {
    Statement row = m_database->prepare("SELECT 1 FROM seat_attention WHERE sequence=?");
    return row.bind(sequence).next();
}

void SeatStore::settleAttention(std::int64_t sequence, Micros now) {
    m_database->prepare("UPDATE seat_attention SET settled=? WHERE sequence=? AND settled IS NULL")
        .bind(now)
        .bind(sequence)
        .run();
}

void SeatStore::startOver() {
    m_database->run("INSERT OR IGNORE INTO seat_aside SELECT * FROM seat_fact; DELETE FROM seat_fact;"
                    "UPDATE seat_outbox SET verdict=NULL, seen=0");
    for (const auto& feature : m_features) {
        feature->dropTables(*m_database);
        feature->createTables(*m_database);
    }
    m_meta.cursor = {};
    m_meta.forked = false;
    m_hasAside = true;
}

Result<std::vector<OutboxRow>> SeatStore::openRows() {
    std::vector<OutboxRow> rows;
    {
        Statement row = m_database->prepare(std::string(kRow) + "WHERE open=1 ORDER BY sequence");
        while (row.next())
            rows.push_back(rowFrom(row));
    }
    if (auto ended = endRead(*m_database); !ended) return tl::unexpected(ended.error());
    return rows;
}

Result<std::optional<OutboxRow>> SeatStore::row(std::uint64_t epoch, std::uint64_t counter) {
    std::optional<OutboxRow> found;
    {
        Statement row = m_database->prepare(std::string(kRow) + "WHERE epoch=? AND counter=?");
        if (row.bind(stored(epoch)).bind(stored(counter)).next()) found = rowFrom(row);
    }
    if (m_database->error()) return tl::unexpected(*m_database->error());
    return found;
}

Result<std::optional<Push>> SeatStore::nextPush() {
    Push push;
    push.seat = m_meta.seat;
    std::size_t bytes = kPushFrame;
    {
        Statement first = m_database->prepare("SELECT epoch, counter FROM seat_outbox WHERE verdict IS NULL"
                                              " ORDER BY sequence LIMIT 1");
        if (first.next()) {
            push.epoch = unsignedOf(first.integer(0));
            push.first = unsignedOf(first.integer(1));
        }
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

bool SeatStore::setAside(std::uint64_t number, const Hash& hash) {
    if (!m_hasAside) return false;
    m_database->prepare("DELETE FROM seat_aside WHERE number=? AND hash=?")
        .bind(stored(number))
        .bind(ByteView(hash))
        .run();
    return m_database->changes() == 1; // it is in the chain again: no copy is needed
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
    return count(*m_database, "SELECT count(*) FROM seat_outbox WHERE verdict IS NULL");
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

std::vector<AttentionItem> attentionItems(Database& tables, std::size_t limit) {
    std::vector<AttentionItem> items;
    Statement row = tables.prepare("SELECT sequence, bytes, code, basis, text, by_station, quarantined, since"
                                   " FROM seat_attention JOIN seat_outbox USING(sequence) WHERE settled IS"
                                   " NULL ORDER BY since, sequence LIMIT ?");
    row.bind(stored(limit));
    while (row.next()) {
        items.push_back({row.integer(0),
                         ledger::decodeCommand(row.bytes(1)).value_or(Command()),
                         {row.text(2), row.text(3), row.text(4)},
                         row.integer(5) != 0,
                         row.integer(6) != 0,
                         row.integer(7)});
    }
    return items;
}

std::vector<OutboxRow> waitingRows(Database& tables, std::size_t limit) {
    std::vector<OutboxRow> rows;
    Statement row = tables.prepare(std::string(kRow) + "WHERE verdict IS NULL ORDER BY sequence LIMIT ?");
    row.bind(stored(limit));
    while (row.next())
        rows.push_back(rowFrom(row));
    return rows;
}

SavingState savingState(Database& tables, const CommandId& command) {
    if (command.source != CommandId::Source::Seat) return SavingState::Unknown;
    Statement row = tables.prepare(
        "SELECT verdict IS NOT NULL OR seen > 0, (SELECT 1 FROM seat_attention WHERE"
        " seat_attention.sequence=seat_outbox.sequence AND settled IS NULL) IS NOT NULL FROM seat_outbox"
        " WHERE epoch=? AND counter=? AND (SELECT seat FROM seat_meta)=?");
    row.bind(stored(command.epoch)).bind(stored(command.counter)).bind(command.origin);
    if (!row.next()) return SavingState::Unknown;
    if (row.integer(1) != 0) return SavingState::NeedsAttention;
    return row.integer(0) != 0 ? SavingState::AtStation : SavingState::Here;
}

} // namespace shouwang::sync
