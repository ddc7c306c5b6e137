#include "ledger/ledger.h"

#include "base/log.h"
#include "base/random.h"
#include "ledger/rebuild.h"
#include "ledger/shadow_tables.h"

#include <algorithm>

namespace shouwang::ledger {

namespace {

constexpr std::size_t kMaxFollowUps = 256; // a rule that triggers itself must not hold the station

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
    Database::Options file;
    file.path = options.path;
    file.vfs = options.vfs;
    auto database = Database::open(file);
    if (!database) return tl::unexpected(database.error());
    std::unique_ptr<Ledger> ledger(new Ledger(std::move(*database), std::move(features), clock));
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
        if (meta.integer(2) > kLedgerFileVersion)
            return fail(Next::Refused, "the ledger was written by a newer version");
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
        return fail(Next::Refused, "the ledger belongs to another station");
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

Result<std::vector<Verdict>> Ledger::submit(std::span<const Command> commands) {
    const Head before = m_head;
    m_appended.clear();
    m_now = m_clock.utc();
    std::vector<Verdict> verdicts;
    try { // a room may run out of memory: the chain must not suffer from it
        m_database->begin();
        verdicts = processAll(commands);
    } catch (const std::exception& fault) {
        m_database->rollback();
        m_head = before;
        return fail(Next::Bug, std::string("a room failed: ") + fault.what());
    }
    if (auto committed = commitBatch(before); !committed) return tl::unexpected(committed.error());
    return verdicts;
}

Result<void> Ledger::commitBatch(const Head& before) {
    if (auto committed = m_database->commit(); !committed) {
        m_head = before;
        return committed;
    }
    tellCommitted();
    return {};
}

std::vector<Verdict> Ledger::processAll(std::span<const Command> commands) {
    std::vector<Verdict> verdicts;
    std::vector<Command> followUps;
    for (const Command& command : commands)
        verdicts.push_back(process(command, followUps));
    for (std::size_t i = 0; i < followUps.size(); ++i) {
        if (i >= commands.size() + kMaxFollowUps) {
            log::error("ledger", "more than {} commands follow from one batch; the rest is dropped",
                       kMaxFollowUps);
            break;
        }
        const Command command = followUps[i]; // a copy: the vector grows
        process(command, followUps);
    }
    return verdicts;
}

void Ledger::tellCommitted() {
    if (!onCommitted || m_appended.empty()) return;
    try { // what is committed is committed, whatever the listener makes of it
        onCommitted(m_appended);
    } catch (const std::exception& fault) {
        log::error("ledger", "the listener to new facts failed: {}", fault.what());
    }
}

std::optional<Verdict> Ledger::earlierVerdict(const Command& command, const Hash& payload) {
    Statement row = m_database->prepare("SELECT payload, verdict FROM verdict WHERE command=?");
    row.bind(command.id.text());
    if (!row.next()) return std::nullopt;
    if (hashOf(row.bytes(0)) == payload) {
        auto value = decode(row.bytes(1));
        auto verdict = value ? Verdict::from(*value) : tl::unexpected(value.error());
        if (verdict) return *verdict;
    }
    // A device repeats itself with another clock or text; only a seat promises the same bytes for one
    // identity.
    Verdict verdict;
    if (command.id.source != CommandId::Source::Seat) {
        verdict.kind = Verdict::Kind::NoOp;
        return verdict;
    }
    m_database->prepare("INSERT INTO quarantine(command, at, bytes) VALUES(?, ?, ?)")
        .bind(command.id.text())
        .bind(m_now)
        .bind(ByteView(encode(command)))
        .run();
    verdict.kind = Verdict::Kind::Refused;
    verdict.quarantined = true;
    verdict.refusal = {"ledger.cloned_seat", {}, "the same identity arrived with another payload"};
    return verdict;
}

Verdict Ledger::process(const Command& command, std::vector<Command>& followUps) {
    const Hash payload = payloadHash(command);
    if (auto earlier = earlierVerdict(command, payload)) return *earlier;
    const Decision decision = decideWith(m_features, View(*m_database, {}, m_now), command);
    Verdict verdict = commitDecision(command, decision, followUps);
    storeVerdict(command, payload, verdict);
    return verdict;
}

Verdict Ledger::commitDecision(const Command& command, const Decision& decision,
                               std::vector<Command>& followUps) {
    Verdict verdict;
    if (decision.refusal) {
        verdict.kind = Verdict::Kind::Refused;
        verdict.refusal = *decision.refusal;
        if (const auto note = noteOf(m_features, View(*m_database, {}, m_now), command, *decision.refusal)) {
            append(makeFact(command, *note), note->sealed, followUps);
            verdict.first = verdict.last = m_head.number;
        }
        return verdict;
    }
    verdict.kind = decision.facts.empty() ? Verdict::Kind::NoOp
                   : decision.merged      ? Verdict::Kind::Merged
                                          : Verdict::Kind::Applied;
    // What is so already rests on a fact that the seat may not have received: it keeps showing its own until
    // then.
    if (decision.facts.empty()) verdict.last = m_head.number;
    for (const Draft& draft : decision.facts) {
        if (!draft.contested.empty()) {
            verdict.kind = Verdict::Kind::Contested;
            if (verdict.refusal.code.empty()) verdict.refusal.code = draft.contested.front();
        }
        append(makeFact(command, draft), draft.sealed, followUps);
        if (verdict.first == 0) verdict.first = m_head.number;
        verdict.last = m_head.number;
    }
    return verdict;
}

Fact Ledger::makeFact(const Command& command, const Draft& draft) const {
    Fact fact = factFrom(command, draft);
    fact.station = m_station;
    fact.epoch = m_head.epoch;
    fact.number = m_head.number + 1;
    fact.committed = m_now;
    fact.previous = m_head.hash;
    return fact;
}

void Ledger::append(Fact fact, const Bytes& sealed, std::vector<Command>& followUps) {
    store(fact, sealed);
    react(fact, followUps);
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

void Ledger::react(const Fact& fact, std::vector<Command>& followUps) {
    for (const auto& feature : m_features) {
        std::vector<Command> commands = feature->react(fact);
        for (std::size_t index = 0; index < commands.size(); ++index) {
            Command& command = commands[index];
            command.id = {CommandId::Source::React, Id::fromParts({"react", feature->name()}), m_head.epoch,
                          fact.number, index};
            command.cause = {fact.entity, fact.number};
            command.mode = fact.mode;
            command.occurred = fact.occurred;
            command.recorded = m_now;
            if (command.actor.empty()) command.actor = "system";
            followUps.push_back(std::move(command));
        }
    }
}

void Ledger::storeVerdict(const Command& command, const Hash& payload, const Verdict& verdict) {
    m_database->prepare("INSERT INTO verdict VALUES(?, ?, ?)")
        .bind(command.id.text())
        .bind(ByteView(payload))
        .bind(ByteView(encode(verdict.value())))
        .run();
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
