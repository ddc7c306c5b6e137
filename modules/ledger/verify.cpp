#include "ledger/verify.h"

#include <algorithm>
#include <fmt/format.h>

namespace shouwang::ledger {

namespace {

constexpr std::int32_t kSeatFile = 0x53685365; // "ShSe", as sync writes it

std::uint64_t unsignedOf(std::int64_t value) {
    return static_cast<std::uint64_t>(value);
}

StoredFact rowOf(const Statement& row) {
    StoredFact fact{unsignedOf(row.integer(0)), {}, row.bytes(2), row.bytes(3)};
    const Bytes hash = row.bytes(1);
    if (hash.size() == fact.hash.size()) std::copy(hash.begin(), hash.end(), fact.hash.begin());
    return fact;
}

bool hasTable(Database& database, std::string_view name) {
    Statement row = database.prepare("SELECT 1 FROM sqlite_master WHERE type='table' AND name=?");
    return row.bind(name).next();
}

std::vector<EpochMark> epochsOf(Database& database, std::uint64_t epoch) {
    std::vector<EpochMark> marks;
    if (!hasTable(database, "ledger_epoch")) return {{epoch, 1, 0}}; // before they were listed there was one
    Statement rows = database.prepare("SELECT epoch, first, began FROM ledger_epoch ORDER BY ord");
    while (rows.next())
        marks.push_back({unsignedOf(rows.integer(0)), unsignedOf(rows.integer(1)), rows.integer(2)});
    return marks;
}

/// The notes beside the facts, both in the order of the numbers.
class Notes {
public:
    Notes(Database& database, const std::optional<VerifierKey>& key)
        : m_key(key) {
        if (!hasTable(database, "checkpoint")) return;
        m_rows.emplace(database.prepare("SELECT number, note FROM checkpoint ORDER BY number"));
        advance();
    }
    /// About all notes up to this fact.
    std::optional<Proof::Fault> follow(const Id& station, const Head& fact) {
        while (m_there && m_number <= fact.number) {
            std::string text = m_number < fact.number ? "a checkpoint names a fact that is not there"
                                                      : faultOfNote(m_rows->text(1), station, fact, m_key);
            if (!text.empty()) return Proof::Fault{m_number, std::move(text)};
            ++m_right;
            advance();
        }
        return std::nullopt;
    }
    std::optional<Proof::Fault> end() const {
        if (!m_there) return std::nullopt;
        return Proof::Fault{m_number, "a checkpoint names a fact that is not there"};
    }
    std::size_t right() const { return m_right; }

private:
    void advance() {
        m_there = m_rows->next();
        if (m_there) m_number = unsignedOf(m_rows->integer(0));
    }
    const std::optional<VerifierKey>& m_key;
    std::optional<Statement> m_rows;
    bool m_there = false;
    std::uint64_t m_number = 0;
    std::size_t m_right = 0;
};

std::string faultOfColumns(const Statement& row, const Fact& fact) {
    if (row.text(4) != fact.kind) return "the stored kind is not the fact's";
    if (row.id(5) != fact.entity) return "the stored entity is not the fact's";
    if (row.text(6) != fact.command.text()) return "the stored command is not the fact's";
    return {};
}

Result<void> verifyStation(Database& database, const std::optional<VerifierKey>& key, Proof& proof) {
    auto meta = readMeta(database);
    if (!meta) return tl::unexpected(meta.error());
    const Id station = meta->station;
    proof.station = station;
    proof.epochs = meta->epochs.size();
    std::string listed = faultOfEpochs(meta->epochs);
    if (listed.empty() && meta->epochs.back().epoch != meta->epoch)
        listed = "the epoch in force is not the last one";
    if (!listed.empty()) {
        proof.fault = Proof::Fault{0, std::move(listed)};
        return {};
    }
    ChainCheck chain(station, std::move(meta->epochs));
    Notes notes(database, key);
    Statement rows = database.prepare("SELECT number, hash, bytes, sealed, kind, entity, command FROM fact"
                                      " ORDER BY number");
    while (!proof.fault && rows.next()) {
        const StoredFact row = rowOf(rows);
        std::string text = chain.add(row);
        if (text.empty()) text = faultOfColumns(rows, chain.last());
        if (!text.empty()) {
            proof.fault = Proof::Fault{row.number, std::move(text)};
        } else {
            proof.fault = notes.follow(station, chain.head());
        }
    }
    if (!proof.fault) proof.fault = notes.end();
    proof.checkpoints = notes.right();
    proof.facts = proof.fault ? std::min(chain.facts(), proof.fault->number - 1) : chain.facts();
    proof.number = chain.head().number;
    proof.head = chain.head().hash;
    return {};
}

/// Facts up to this one came as tables of a snapshot, as sync writes it: key 1 of seat_meta.more.
std::uint64_t baseOf(Database& database) {
    Statement row = database.prepare("SELECT more FROM seat_meta");
    const auto more = row.next() ? decode(row.bytes(0)) : fail(Next::Corrupt, "");
    return more && more->isMap() ? unsignedOf(at(more->map(), 1).integer()) : 0;
}

/// A seat keeps the facts behind its snapshot: the first of them is believed, the others must follow. What it
/// had before the snapshot came may lie there too: a chain of its own, that ends where it ends.
void verifySeat(Database& database, Proof& proof) {
    ChainCheck chain;
    const std::uint64_t base = baseOf(database);
    Statement rows = database.prepare("SELECT number, hash, bytes, sealed FROM seat_fact ORDER BY number");
    while (!proof.fault && rows.next()) {
        const StoredFact row = rowOf(rows);
        const bool jumps = base > 0 && row.number == base + 1 && chain.head().number < base;
        if (jumps || (chain.facts() == 0 && row.number != 1 && row.number <= base + 1)) {
            const auto fact = decodeFact(row.bytes);
            proof.fromStart = false;
            if (fact) chain.startBehind({fact->epoch, row.number - 1, fact->previous});
        }
        if (std::string text = chain.add(row); !text.empty()) {
            proof.fault = Proof::Fault{row.number, std::move(text)};
        }
    }
    proof.facts = chain.facts();
    proof.number = chain.head().number;
    proof.head = chain.head().hash;
    proof.station = chain.station();
}

} // namespace

ChainCheck::ChainCheck(Id station, std::vector<EpochMark> epochs)
    : m_station(station)
    , m_epochs(std::move(epochs)) {
    m_head.hash = genesis(m_station);
}

void ChainCheck::startBehind(const Head& head) {
    m_head = head;
}

std::string ChainCheck::faultOfEpoch(const Fact& fact) const {
    if (m_epochs.empty()) return fact.epoch == 0 ? "names no epoch" : "";
    const EpochMark* inForce = nullptr;
    for (const EpochMark& mark : m_epochs) {
        if (mark.first <= fact.number) inForce = &mark;
    }
    return inForce && inForce->epoch == fact.epoch ? "" : "is not of the epoch that gave this number";
}

std::string ChainCheck::add(const StoredFact& row) {
    if (row.number != m_head.number + 1)
        return fmt::format("follows number {}: there is a gap", m_head.number);
    if (sha256(row.bytes) != row.hash) return "the bytes do not have the stored hash";
    auto fact = decodeFact(row.bytes);
    if (!fact) return "not in canonical form: " + fact.error().text;
    if (fact->number != row.number) return fmt::format("says it is number {}", fact->number);
    const Id station = m_station.isNull() ? fact->station : m_station;
    if (fact->station != station) return "belongs to another station";
    const Hash before = m_station.isNull() && m_head.number == 0 ? genesis(station) : m_head.hash;
    if (fact->previous != before) return "does not continue the chain";
    if (std::string text = faultOfEpoch(*fact); !text.empty()) return text;
    // A blob that this reader may not receive is missing; one that is there must be the one that was hashed.
    if (!row.sealed.empty() && (!fact->sealedHash || sha256(row.sealed) != *fact->sealedHash)) {
        return "the sealed part is not the one that was hashed";
    }
    m_station = station;
    m_head = {fact->epoch, row.number, row.hash};
    m_last = std::move(*fact);
    ++m_facts;
    return {};
}

std::string faultOfEpochs(const std::vector<EpochMark>& epochs) {
    if (epochs.empty() || epochs.front().first != 1) return "the list of epochs does not begin at fact 1";
    for (std::size_t i = 0; i < epochs.size(); ++i) {
        if (epochs[i].epoch == 0) return "an epoch is 0";
        if (i > 0 && epochs[i].first < epochs[i - 1].first) return "the list of epochs goes back";
        for (std::size_t j = 0; j < i; ++j) {
            if (epochs[j].epoch == epochs[i].epoch) return "an epoch stands twice in the list";
        }
    }
    return {};
}

Result<FileMeta> readMeta(Database& database) {
    FileMeta meta;
    bool found = false;
    std::int64_t version = 0;
    if (hasTable(database, "ledger_meta") && hasTable(database, "fact")) {
        Statement row = database.prepare("SELECT station, epoch, version FROM ledger_meta");
        found = row.next();
        if (found) {
            meta.station = row.id(0);
            meta.epoch = unsignedOf(row.integer(1));
            version = row.integer(2);
        }
    }
    if (found && version <= kLedgerFileVersion) meta.epochs = epochsOf(database, meta.epoch);
    if (const auto& error = database.error()) return tl::unexpected(*error);
    if (!found) return fail(Next::Refused, database.path().string() + ": there is no ledger in it");
    if (version > kLedgerFileVersion) {
        return fail(Next::Refused,
                    database.path().string() + ": was written by a newer version of this program");
    }
    return meta;
}

std::string faultOfNote(std::string_view text, const Id& station, const Head& fact,
                        const std::optional<VerifierKey>& key) {
    const auto note = parseNote(text);
    if (!note) return note.error().text;
    if (note->checkpoint.origin != originOf(station)) return "the checkpoint is of another chain";
    if (note->checkpoint.number != fact.number) return "the checkpoint names another number";
    if (note->checkpoint.hash != fact.hash)
        return "the checkpoint names another fact: the chain was rewritten";
    if (key && !verifyNote(*note, *key)) return "the checkpoint is not signed by this key";
    return {};
}

Result<void> verifyTail(Database& database, const Head& known, std::uint64_t facts) {
    const auto damaged = [&](std::string text) {
        return fail(Next::Corrupt, database.path().string() + ": " + std::move(text));
    };
    ChainCheck chain;
    std::string fault;
    bool met = known.number == 0;
    {
        Statement rows =
            database.prepare("WITH tail(first) AS (SELECT max(number)-?2 FROM fact) SELECT number, hash,"
                             " bytes, sealed FROM fact WHERE number>=(SELECT CASE WHEN ?1=0 THEN first"
                             " ELSE min(?1, first) END FROM tail) ORDER BY number");
        rows.bind(static_cast<std::int64_t>(known.number)).bind(static_cast<std::int64_t>(facts));
        while (fault.empty() && rows.next()) {
            const StoredFact row = rowOf(rows);
            if (const auto fact =
                    chain.facts() == 0 && row.number > 1 ? decodeFact(row.bytes) : fail(Next::Bug, ""))
                chain.startBehind({fact->epoch, row.number - 1, fact->previous});
            fault = chain.add(row);
            if (!fault.empty()) fault = fmt::format("fact {} {}", row.number, fault);
            met = met || (row.number == known.number && row.hash == known.hash);
        }
    }
    if (const auto error = database.error()) {
        database.rollback();
        return tl::unexpected(*error);
    }
    if (!fault.empty()) return damaged(std::move(fault));
    if (!met)
        return damaged(fmt::format("fact {} was acknowledged and is not there as it was", known.number));
    return {};
}

Result<Proof> verifyFile(const std::filesystem::path& path, const std::optional<VerifierKey>& key) {
    Database::Options options;
    options.path = path;
    options.access = Database::Access::ReadOnly;
    auto database = Database::open(options);
    bool seat = false;
    if (!database && database.error().next == Next::Refused) {
        options.applicationId = kSeatFile;
        auto asSeat = Database::open(options);
        seat = asSeat.has_value();
        if (seat) database = std::move(asSeat);
    }
    if (!database) return tl::unexpected(database.error());
    Proof proof;
    proof.signatures = key.has_value() && !seat;
    (*database)->begin(); // all of it as it was at one moment
    if (seat) {
        verifySeat(**database, proof);
    } else if (auto read = verifyStation(**database, key, proof); !read) {
        return tl::unexpected(read.error());
    }
    if ((*database)->error()) return tl::unexpected(*(*database)->error());
    (*database)->rollback();
    return proof;
}

} // namespace shouwang::ledger
