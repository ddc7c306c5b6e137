#include "ledger/ledger.h"

#include "base/log.h"
#include "base/random.h"
#include "ledger/backup.h"
#include "ledger/rebuild.h"
#include "ledger/shadow_tables.h"
#include "ledger/trouble.h"

#include <algorithm>

namespace shouwang::ledger {

namespace {

Hash hashOf(const Bytes& bytes) {
    Hash hash{};
    if (bytes.size() == hash.size()) std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

std::int64_t stored(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

} // namespace

Value Verdict::value() const {
    Map map{{1, Value(static_cast<std::int64_t>(kind))}, {2, Value(stored(first))}, {3, Value(stored(last))}};
    if (!refusal.code.empty()) map.emplace(4, Array{refusal.code, refusal.basis, refusal.text});
    if (quarantined) map.emplace(5, Value(true));
    return map;
}

Result<Verdict> Verdict::from(const Value& value) {
    const std::int64_t kind = at(value.map(), 1).integer();
    if (!value.isMap() || !value.map().contains(1) || kind < 0 || kind > 4) {
        return fail(Next::Corrupt, "not a verdict");
    }
    Verdict verdict;
    verdict.kind = static_cast<Kind>(kind);
    verdict.first = static_cast<std::uint64_t>(at(value.map(), 2).integer());
    verdict.last = static_cast<std::uint64_t>(at(value.map(), 3).integer());
    if (const Array& refusal = at(value.map(), 4).array(); refusal.size() == 3) {
        verdict.refusal = {refusal[0].text(), refusal[1].text(), refusal[2].text()};
    }
    verdict.quarantined = at(value.map(), 5).integer() != 0;
    return verdict;
}

Ledger::Ledger(std::unique_ptr<Database> database, Features features, const Clock& clock)
    : m_database(std::move(database))
    , m_features(std::move(features))
    , m_clock(clock) {}

Ledger::~Ledger() = default;

Result<std::unique_ptr<Ledger>> Ledger::open(const Options& options, Features features, const Clock& clock,
                                             Random& random) {
    if (auto whole = refuseHalfRestored(options.path); !whole) return tl::unexpected(whole.error());
    Database::Options file;
    file.path = options.path;
    file.vfs = options.vfs;
    auto database = Database::open(file);
    if (!database) return tl::unexpected(database.error());
    std::unique_ptr<Ledger> ledger(new Ledger(std::move(*database), std::move(features), clock));
    ledger->m_reactionsAtOnce = options.reactionsAtOnce;
    if (auto loaded = ledger->load(options, random); !loaded) return tl::unexpected(loaded.error());
    if (auto prepared = ledger->prepareTables(); !prepared) return tl::unexpected(prepared.error());
    return ledger;
}

Result<void> Ledger::load(const Options& options, Random& random) {
    m_database->begin();
    m_database->run(
        "CREATE TABLE IF NOT EXISTS ledger_meta(station BLOB, epoch INTEGER, version INTEGER) STRICT;"
        "CREATE TABLE IF NOT EXISTS fact(number INTEGER PRIMARY KEY, hash BLOB NOT NULL, command TEXT NOT"
        " NULL, entity BLOB NOT NULL, kind TEXT NOT NULL, bytes BLOB NOT NULL, sealed BLOB) STRICT;"
        "CREATE INDEX IF NOT EXISTS fact_entity ON fact(entity, number);"
        "CREATE TABLE IF NOT EXISTS verdict(command TEXT PRIMARY KEY, payload BLOB NOT NULL, verdict BLOB"
        " NOT NULL) STRICT;"
        "CREATE TABLE IF NOT EXISTS quarantine(id INTEGER PRIMARY KEY, command TEXT NOT NULL, at INTEGER"
        " NOT NULL, bytes BLOB NOT NULL) STRICT;"
        "CREATE TABLE IF NOT EXISTS feature(name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT;"
        "CREATE TABLE IF NOT EXISTS ledger_epoch(ord INTEGER PRIMARY KEY, epoch INTEGER NOT NULL UNIQUE, "
        "first"
        " INTEGER NOT NULL, began INTEGER NOT NULL) STRICT;"
        "CREATE TABLE IF NOT EXISTS ledger_mark(name TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT;"
        "CREATE TABLE IF NOT EXISTS recovered(content BLOB PRIMARY KEY, epoch INTEGER NOT NULL, was INTEGER "
        "NOT"
        " NULL, command TEXT NOT NULL, number INTEGER NOT NULL) STRICT;"
        "CREATE TABLE IF NOT EXISTS checkpoint(number INTEGER PRIMARY KEY, at INTEGER NOT NULL, note TEXT NOT"
        " NULL) STRICT;"
        "CREATE INDEX IF NOT EXISTS recovered_command ON recovered(command);"
        "CREATE INDEX IF NOT EXISTS recovered_was ON recovered(epoch, was);");
    Statement meta = m_database->prepare("SELECT station, epoch, version FROM ledger_meta");
    if (meta.next()) {
        m_station = meta.id(0);
        m_head.epoch = static_cast<std::uint64_t>(meta.integer(1));
        if (meta.integer(2) > kLedgerFileVersion) return fail(Next::Refused, std::string(kNewerVersion));
        m_database->run("UPDATE ledger_meta SET version=" + std::to_string(kLedgerFileVersion));
    } else {
        m_station = options.station.isNull() ? Id::random(random) : options.station;
        m_head.epoch = random.next() >> 1 | 1; // 63 bits, never 0
        m_database->prepare("INSERT INTO ledger_meta VALUES(?, ?, ?)")
            .bind(m_station)
            .bind(stored(m_head.epoch))
            .bind(kLedgerFileVersion)
            .run();
    }
    m_head.hash = genesis(m_station);
    Statement last = m_database->prepare("SELECT number, hash FROM fact ORDER BY number DESC LIMIT 1");
    if (last.next()) {
        m_head.number = static_cast<std::uint64_t>(last.integer(0));
        m_head.hash = hashOf(last.bytes(1));
    }
    if (!options.station.isNull() && options.station != m_station) {
        m_database->rollback();
        return fail(Next::Refused, std::string(kAnotherStation));
    }
    return loadEpochs();
}

Result<void> Ledger::prepareTables() {
    if (auto left = ShadowTables::abandonLeft(*m_database); !left) return left;
    for (const auto& feature : m_features) {
        m_database->begin();
        if (auto prepared = prepareFeature(feature); !prepared) {
            m_database->rollback();
            return prepared;
        }
        if (auto committed = m_database->commit(); !committed) return committed;
    }
    return {};
}

Result<void> Ledger::prepareFeature(const std::shared_ptr<const Feature>& feature) {
    std::int64_t known = 0;
    {
        Statement row = m_database->prepare("SELECT version FROM feature WHERE name=?");
        row.bind(feature->name());
        if (row.next()) known = row.integer(0);
    }
    if (known == feature->version()) return {};
    const bool readable = known >= feature->readableSince() && known < feature->version();
    if (!readable) return rebuild(*feature);
    feature->upgradeTables(*m_database);
    m_rebuilds.push_back(std::make_unique<Rebuild>(*m_database, feature));
    return {};
}

// Rebuilding runs evolve only, never react: what followed from a fact is itself in the ledger.
Result<void> Ledger::rebuild(const Feature& feature) {
    feature.dropTables(*m_database);
    feature.createTables(*m_database);
    Statement rows = m_database->prepare("SELECT bytes FROM fact ORDER BY number");
    while (rows.next()) {
        auto fact = decodeFact(rows.bytes(0));
        if (!fact) return tl::unexpected(fact.error());
        feature.apply(*m_database, *fact);
    }
    m_database->prepare("INSERT OR REPLACE INTO feature VALUES(?, ?)")
        .bind(feature.name())
        .bind(feature.version())
        .run();
    return {};
}

void Ledger::store(const Fact& fact, const Bytes& sealed) {
    StoredFact row{fact.number, {}, encode(fact), sealed};
    row.hash = sha256(row.bytes);
    Statement insert = m_database->prepare("INSERT INTO fact VALUES(?, ?, ?, ?, ?, ?, ?)");
    insert.bind(stored(row.number))
        .bind(ByteView(row.hash))
        .bind(fact.command.text())
        .bind(fact.entity)
        .bind(fact.kind);
    insert.bind(ByteView(row.bytes));
    if (sealed.empty()) {
        insert.bindNull();
    } else {
        insert.bind(ByteView(sealed));
    }
    insert.run();
    for (const auto& feature : m_features)
        feature->apply(*m_database, fact);
    m_head.number = row.number;
    m_head.hash = row.hash;
    m_appended.push_back(std::move(row));
}

Result<std::vector<StoredFact>> Ledger::after(std::uint64_t number, std::size_t limit,
                                              std::size_t byteLimit) {
    std::vector<StoredFact> facts;
    std::size_t bytes = 0;
    {
        Statement rows =
            m_database->prepare("SELECT number, hash, bytes, sealed FROM fact WHERE number>? ORDER BY number"
                                " LIMIT ?");
        rows.bind(stored(number)).bind(static_cast<std::int64_t>(limit));
        while ((facts.empty() || bytes < byteLimit) && rows.next()) {
            facts.push_back({static_cast<std::uint64_t>(rows.integer(0)), hashOf(rows.bytes(1)),
                             rows.bytes(2), rows.bytes(3)});
            bytes += facts.back().bytes.size() + facts.back().sealed.size();
        }
    }
    if (auto error = m_database->error()) {
        m_database->rollback();
        return tl::unexpected(*error);
    }
    return facts;
}

Result<std::optional<StoredFact>> Ledger::fact(std::uint64_t number) {
    auto facts = number == 0 ? Result<std::vector<StoredFact>>() : after(number - 1, 1);
    if (!facts) return tl::unexpected(facts.error());
    if (facts->empty() || facts->front().number != number) return std::optional<StoredFact>();
    return std::optional(std::move(facts->front()));
}

} // namespace shouwang::ledger
