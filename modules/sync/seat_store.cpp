#include "sync/seat_store.h"

#include "sync/seat_fault.h"
#include "sync/storage.h"

#include <map>

namespace shouwang::sync {

using ledger::Array;
using ledger::Database;
using ledger::Map;
using ledger::Statement;
using ledger::Value;

namespace {

// Of seat_meta.more: what came after the first version. Numbers are final.
enum More : std::int64_t {
    Base = 1,
    Loading = 2,
    BackedUp = 3,
    Compartments = 4,
    Marks = 5,
    LoadTo = 6,
    Promised = 7
};

constexpr std::string_view kTables =
    "CREATE TABLE IF NOT EXISTS seat_meta(version INTEGER, seat BLOB, station BLOB, epoch INTEGER, counter"
    " INTEGER, cursor_epoch INTEGER, cursor_number INTEGER, cursor_hash BLOB, forked INTEGER, generation"
    " INTEGER, more BLOB) STRICT;"
    "CREATE TABLE IF NOT EXISTS seat_fact(number INTEGER PRIMARY KEY, hash BLOB NOT NULL, bytes BLOB NOT"
    " NULL, sealed BLOB NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS seat_aside(number INTEGER NOT NULL, hash BLOB NOT NULL, bytes BLOB NOT NULL,"
    " sealed BLOB NOT NULL, PRIMARY KEY(number, hash)) STRICT;"
    "CREATE TABLE IF NOT EXISTS seat_outbox(sequence INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, counter"
    " INTEGER NOT NULL, bytes BLOB NOT NULL, payload BLOB NOT NULL, saved INTEGER NOT NULL, verdict BLOB,"
    " open INTEGER NOT NULL, seen INTEGER NOT NULL, decided INTEGER NOT NULL DEFAULT 0, branch INTEGER NOT"
    " NULL DEFAULT 0, last INTEGER NOT NULL DEFAULT 0, answered INTEGER NOT NULL DEFAULT 0, UNIQUE(epoch,"
    " counter)) STRICT;"
    "CREATE INDEX IF NOT EXISTS seat_outbox_waiting ON seat_outbox(sequence) WHERE verdict IS NULL;"
    "CREATE INDEX IF NOT EXISTS seat_outbox_open ON seat_outbox(sequence) WHERE open=1;"
    "CREATE TABLE IF NOT EXISTS seat_attention(sequence INTEGER PRIMARY KEY, code TEXT NOT NULL, basis TEXT"
    " NOT NULL, text TEXT NOT NULL, by_station INTEGER NOT NULL, quarantined INTEGER NOT NULL, since INTEGER"
    " NOT NULL, settled INTEGER) STRICT;"
    "CREATE TABLE IF NOT EXISTS seat_snapshot(manifest BLOB NOT NULL, chunk INTEGER NOT NULL, row INTEGER NOT"
    " NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS seat_patch(number INTEGER PRIMARY KEY, entity BLOB NOT NULL, compartment"
    " INTEGER NOT NULL, key TEXT NOT NULL, hash BLOB NOT NULL, sealed BLOB) STRICT;"
    "CREATE TABLE IF NOT EXISTS seat_recover(number INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY(number,"
    " hash)) STRICT;"
    "CREATE TABLE IF NOT EXISTS seat_recovered(number INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY"
    " KEY(number, hash)) STRICT;"
    "CREATE TABLE IF NOT EXISTS seat_feature(name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT;";

Bytes moreOf(const SeatMeta& meta) {
    Array marks;
    for (const ledger::EpochMark& mark : meta.marks)
        marks.push_back(Array{Value(stored(mark.epoch)), Value(stored(mark.first)), Value(mark.began)});
    Array promised{Value(stored(meta.promised.epoch)), Value(stored(meta.promised.number)),
                   Value(meta.promised.hash)};
    return ledger::encode(Value(Map{{Promised, Value(std::move(promised))},
                                    {Base, Value(stored(meta.base))},
                                    {Loading, Value(meta.loading)},
                                    {BackedUp, Value(stored(meta.backedUp))},
                                    {Compartments, Value(meta.compartments)},
                                    {Marks, Value(std::move(marks))},
                                    {LoadTo, Value(stored(meta.loadTo))}}));
}

void readMore(const Bytes& bytes, SeatMeta& meta) {
    const auto value = ledger::decode(bytes);
    if (!value || !value->isMap()) return; // a file of the first version
    const Map& map = value->map();
    meta.base = unsignedOf(ledger::at(map, Base).integer());
    meta.loading = ledger::at(map, Loading).integer() != 0;
    meta.loadTo = unsignedOf(ledger::at(map, LoadTo).integer());
    meta.backedUp = unsignedOf(ledger::at(map, BackedUp).integer());
    meta.compartments = ledger::at(map, Compartments).integer();
    if (const Array& promised = ledger::at(map, Promised).array(); promised.size() == 3) {
        meta.promised = {unsignedOf(promised[0].integer()), unsignedOf(promised[1].integer()),
                         hashOf(promised[2].bytes())};
    }
    for (const Value& item : ledger::at(map, Marks).array()) {
        const Array& mark = item.array();
        if (mark.size() != 3) continue;
        meta.marks.push_back(
            {unsignedOf(mark[0].integer()), unsignedOf(mark[1].integer()), mark[2].integer()});
    }
}

} // namespace

// From version 1: verdicts did not say on which branch they rest. They are of the one that the cursor is on.
void SeatStore::migrate() {
    m_database->run("ALTER TABLE seat_meta ADD COLUMN more BLOB;"
                    "ALTER TABLE seat_outbox ADD COLUMN decided INTEGER NOT NULL DEFAULT 0;"
                    "ALTER TABLE seat_outbox ADD COLUMN branch INTEGER NOT NULL DEFAULT 0;"
                    "ALTER TABLE seat_outbox ADD COLUMN last INTEGER NOT NULL DEFAULT 0;"
                    "ALTER TABLE seat_outbox ADD COLUMN answered INTEGER NOT NULL DEFAULT 0;"
                    "UPDATE seat_meta SET version=2;"
                    "UPDATE seat_outbox SET branch=(SELECT cursor_epoch FROM seat_meta), decided=saved,"
                    " answered=(SELECT cursor_number FROM seat_meta) WHERE verdict IS NOT NULL");
    std::map<std::int64_t, std::uint64_t> last;
    {
        Statement rows = m_database->prepare("SELECT sequence, verdict FROM seat_outbox WHERE verdict IS NOT"
                                             " NULL");
        while (rows.next()) {
            const auto value = ledger::decode(rows.bytes(1));
            const auto verdict = value ? ledger::Verdict::from(*value) : tl::unexpected(value.error());
            if (verdict) last[rows.integer(0)] = verdict->last;
        }
    }
    for (const auto& [sequence, number] : last)
        m_database->prepare("UPDATE seat_outbox SET last=? WHERE sequence=?")
            .bind(stored(number))
            .bind(sequence)
            .run();
}

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
        Statement row = database.prepare("SELECT version FROM seat_meta");
        if (row.next()) version = row.integer(0);
    }
    if (version == 1) migrate();
    database.run("CREATE INDEX IF NOT EXISTS seat_outbox_decided ON seat_outbox(decided) WHERE open=0 AND"
                 " verdict IS NOT NULL");
    {
        Statement row = database.prepare("SELECT version, seat, station, epoch, counter, cursor_epoch,"
                                         " cursor_number, cursor_hash, forked, generation, more FROM"
                                         " seat_meta");
        if (row.next()) {
            version = row.integer(0);
            m_meta = {row.id(1),
                      row.id(2),
                      unsignedOf(row.integer(3)),
                      unsignedOf(row.integer(4)),
                      {unsignedOf(row.integer(5)), unsignedOf(row.integer(6)), hashOf(row.bytes(7))},
                      row.integer(8) != 0,
                      unsignedOf(row.integer(9))};
            readMore(row.bytes(10), m_meta);
        }
    }
    if (version == 0 && !database.error()) {
        m_meta.seat = seat;
        newEpoch(random);
        database.prepare("INSERT INTO seat_meta(version) VALUES(?)").bind(kSeatFileVersion).run();
        saveMeta();
    }
    {
        Statement aside = database.prepare("SELECT 1 FROM seat_aside LIMIT 1");
        m_hasAside = aside.next();
    }
    if (auto committed = database.commit(); !committed) return committed;
    m_durable = m_meta;
    const std::string path = database.path().string();
    if (version > kSeatFileVersion) {
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
        if (more) m_clearing = *more;
        return more;
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
        m_waiting.reset();
    }
    return committed;
}

void SeatStore::rollback() {
    m_waiting.reset();
    m_database->rollback();
    m_meta = m_durable;
}

void SeatStore::saveMeta() {
    m_database
        ->prepare("UPDATE seat_meta SET seat=?, station=?, epoch=?, counter=?, cursor_epoch=?,"
                  " cursor_number=?, cursor_hash=?, forked=?, generation=?, more=?")
        .bind(m_meta.seat)
        .bind(m_meta.station)
        .bind(stored(m_meta.epoch))
        .bind(stored(m_meta.counter))
        .bind(stored(m_meta.cursor.epoch))
        .bind(stored(m_meta.cursor.number))
        .bind(ByteView(m_meta.cursor.hash))
        .bind(std::int64_t{m_meta.forked})
        .bind(stored(m_meta.generation))
        .bind(ByteView(moreOf(m_meta)))
        .run();
}

void SeatStore::addFact(const ledger::StoredFact& stored, const ledger::Fact& fact) {
    Statement insert = m_database->prepare("INSERT INTO seat_fact VALUES(?, ?, ?, ?)");
    insert.bind(sync::stored(stored.number)).bind(ByteView(stored.hash)).bind(ByteView(stored.bytes));
    insert.bind(ByteView(stored.sealed)).run();
    if (!m_meta.loading) {
        for (const auto& feature : m_features)
            feature->apply(*m_database, fact);
    }
    m_meta.cursor.number = stored.number;
    m_meta.cursor.hash = stored.hash;
}

void SeatStore::newEpoch(Random& random) {
    m_meta.epoch = random.next() >> 1 | 1; // 63 bits, never 0
    m_meta.counter = 0;
}

void SeatStore::cutBehind(std::uint64_t number, const Hash& hash) {
    m_waiting.reset();
    m_database->prepare("INSERT OR IGNORE INTO seat_aside SELECT * FROM seat_fact WHERE number>?")
        .bind(stored(number))
        .run();
    // Also the sealed parts that came with a snapshot: the other branch has other facts of these numbers.
    for (const char* sql : {"DELETE FROM seat_fact WHERE number>?", "DELETE FROM seat_patch WHERE number>?"})
        m_database->prepare(sql).bind(stored(number)).run();
    // Where the station has forgotten the verdict it decides again; where not, it answers the same again. A
    // refusal has no fact: it is behind the cut if the station's head was.
    m_database
        ->prepare("UPDATE seat_outbox SET verdict=NULL WHERE verdict IS NOT NULL AND"
                  " max(last, answered)>=?1 AND NOT (last>0 AND last<=?1)")
        .bind(stored(number))
        .run();
    m_meta.cursor.number = number;
    m_meta.cursor.hash = hash;
    m_hasAside = true;
}

bool SeatStore::setAside(std::uint64_t number, const Hash& hash) {
    if (!m_hasAside) return false;
    m_database->prepare("DELETE FROM seat_aside WHERE number=? AND hash=?")
        .bind(stored(number))
        .bind(ByteView(hash))
        .run();
    return m_database->changes() == 1; // it is in the chain again: no copy is needed
}

} // namespace shouwang::sync
