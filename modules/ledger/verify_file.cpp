// The proof of a whole file, or of its end.
#include "ledger/verify.h"

#include <algorithm>
#include <fmt/format.h>
#include <future>

namespace shouwang::ledger {

namespace {

constexpr std::int32_t kSeatFile = 0x53685365; // "ShSe", as sync writes it
constexpr std::uint64_t kFactsOfOneThread = 2000;
constexpr std::uint64_t kNoEnd = INT64_MAX;

std::uint64_t unsignedOf(std::int64_t value) {
    return static_cast<std::uint64_t>(value);
}

std::int64_t storedOf(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
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

/// Facts behind `after` and up to `to`; from 0 on also those that must not be there.
struct Range {
    std::uint64_t after = 0;
    std::uint64_t to = 0;

    void bindTo(Statement& rows) const {
        rows.bind(after == 0 ? INT64_MIN : storedOf(after)).bind(storedOf(to));
    }
};

/// The notes beside the facts of a range, both in the order of the numbers.
class Notes {
public:
    Notes(Database& database, const Range& range, const std::optional<VerifierKey>& key)
        : m_key(key) {
        if (!hasTable(database, "checkpoint")) return;
        m_rows.emplace(database.prepare("SELECT number, note FROM checkpoint WHERE number>? AND number<=?"
                                        " ORDER BY number"));
        range.bindTo(*m_rows);
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

/// A seat may lack it; the station owns it, but for the copy of a lost fact that such a seat has brought
/// back.
bool lacksSealed(const Fact& fact, const StoredFact& row) {
    return fact.sealedHash && row.sealed.empty() &&
           std::ranges::find(fact.contested, kRecovered) == fact.contested.end();
}

struct Part {
    std::optional<Proof::Fault> fault;
    std::uint64_t facts = 0;
    std::size_t checkpoints = 0;
    Head head;
};

Part verifyRange(Database& database, const FileMeta& meta, const Range& range, const Head& before,
                 const std::optional<VerifierKey>& key) {
    ChainCheck chain(meta.station, meta.epochs);
    if (range.after > 0) chain.startBehind(before);
    Notes notes(database, range, key);
    Part part;
    Statement rows =
        database.prepare("SELECT number, hash, bytes, sealed, kind, entity, command FROM fact WHERE"
                         " number>? AND number<=? ORDER BY number");
    range.bindTo(rows);
    while (!part.fault && rows.next()) {
        const StoredFact row = rowOf(rows);
        std::string text = chain.add(row);
        if (text.empty()) text = faultOfColumns(rows, chain.last());
        if (text.empty() && lacksSealed(chain.last(), row)) text = "the sealed part is missing";
        if (!text.empty()) {
            part.fault = Proof::Fault{row.number, std::move(text)};
        } else {
            part.fault = notes.follow(meta.station, chain.head());
        }
    }
    if (!part.fault) part.fault = notes.end();
    part.checkpoints = notes.right();
    part.facts = part.fault ? std::min(chain.facts(), part.fault->number - 1 - range.after) : chain.facts();
    part.head = chain.head();
    return part;
}

/// The fact in the middle of a long file; nothing: one thread is enough.
std::optional<Head> middleOf(Database& database) {
    Statement row = database.prepare("SELECT number, hash FROM fact WHERE number>=(SELECT max(number)/2 FROM"
                                     " fact) ORDER BY number LIMIT 1");
    if (!row.next() || unsignedOf(row.integer(0)) < kFactsOfOneThread) return std::nullopt;
    const Bytes hash = row.bytes(1);
    Head middle{0, unsignedOf(row.integer(0)), {}};
    if (hash.size() == middle.hash.size()) std::copy(hash.begin(), hash.end(), middle.hash.begin());
    return middle;
}

/// On a connection of its own. What it follows the other half proves.
Result<Part> verifySecondHalf(const Database::Options& file, const FileMeta& meta, const Range& range,
                              const Head& middle, const std::optional<VerifierKey>& key) {
    auto database = Database::open(file);
    if (!database) return tl::unexpected(database.error());
    (*database)->begin();
    Part part = verifyRange(**database, meta, range, middle, key);
    if ((*database)->error()) return tl::unexpected(*(*database)->error());
    return part;
}

void addPart(Proof& proof, Part part) {
    proof.facts += part.facts;
    proof.checkpoints += part.checkpoints;
    proof.fault = std::move(part.fault);
    proof.number = part.head.number;
    proof.head = part.head.hash;
}

Result<void> verifyStation(Database& database, const Database::Options& file,
                           const std::optional<VerifierKey>& key, Proof& proof) {
    const auto meta = readMeta(database);
    if (!meta) return tl::unexpected(meta.error());
    proof.station = meta->station;
    proof.epochs = meta->epochs.size();
    std::string listed = faultOfEpochs(meta->epochs);
    if (listed.empty() && meta->epochs.back().epoch != meta->epoch)
        listed = "the epoch in force is not the last one";
    if (!listed.empty()) {
        proof.fault = Proof::Fault{0, std::move(listed)};
        return {};
    }
    const auto middle = middleOf(database);
    if (!middle) {
        addPart(proof, verifyRange(database, *meta, {0, kNoEnd}, {}, key));
        return {};
    }
    auto second = std::async([&] {
        return verifySecondHalf(file, *meta, {middle->number, kNoEnd}, *middle, key);
    });
    addPart(proof, verifyRange(database, *meta, {0, middle->number}, {}, key));
    auto behind = second.get();
    if (!behind) return tl::unexpected(behind.error());
    if (!proof.fault) addPart(proof, std::move(*behind));
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

Result<Proof> verifyFile(const std::filesystem::path& path, const std::optional<VerifierKey>& key,
                         const char* vfs) {
    Database::Options options;
    options.path = path;
    options.vfs = vfs;
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
    } else if (auto read = verifyStation(**database, options, key, proof); !read) {
        return tl::unexpected(read.error());
    }
    if ((*database)->error()) return tl::unexpected(*(*database)->error());
    (*database)->rollback();
    return proof;
}

} // namespace shouwang::ledger
