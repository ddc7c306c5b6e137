// The tail that was lost with a disk: epochs, what is backed up, and copies of facts that no seat authored.
#include "ledger/ledger.h"

#include "base/log.h"
#include "base/random.h"
#include "ledger/checkpoint.h"
#include "ledger/rebuild.h"

#include <algorithm>

namespace shouwang::ledger {

namespace {

constexpr std::string_view kContested = ".contested";
constexpr std::size_t kCopyLimit = std::size_t{1} << 20; // bytes of a fact, and of its sealed part

std::int64_t stored(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

Verdict refused(std::string code, std::string text) {
    Verdict verdict;
    verdict.kind = Verdict::Kind::Refused;
    verdict.refusal = {std::move(code), {}, std::move(text)};
    return verdict;
}

Verdict noOp(std::uint64_t number) {
    Verdict verdict;
    verdict.kind = Verdict::Kind::NoOp;
    verdict.last = number;
    return verdict;
}

std::string faultOfCopy(const StoredFact& copy, const Result<Fact>& fact) {
    if (copy.bytes.size() > kCopyLimit || copy.sealed.size() > kCopyLimit) return "too large";
    if (!fact) return fact.error().text;
    if (sha256(copy.bytes) != copy.hash) return "the bytes do not have this hash";
    if (fact->number == 0 || fact->number != copy.number) return "the number is not the fact's";
    if (fact->kind.empty() || fact->epoch == 0) return "without kind or epoch";
    if (!copy.sealed.empty() && (!fact->sealedHash || sha256(copy.sealed) != *fact->sealedHash)) {
        return "the sealed part is not the one that was hashed";
    }
    return {};
}

/// The same for every copy of one fact, also for a copy of a copy after a second restore.
Hash contentOf(Fact fact) {
    fact.epoch = 0;
    fact.number = 0;
    fact.committed = 0;
    fact.cause.number = 0;
    fact.previous = {};
    return sha256(encode(fact));
}

} // namespace

Result<void> Ledger::loadEpochs() {
    {
        Statement rows = m_database->prepare("SELECT epoch, first, began FROM ledger_epoch ORDER BY ord");
        while (rows.next()) {
            m_epochs.push_back({static_cast<std::uint64_t>(rows.integer(0)),
                                static_cast<std::uint64_t>(rows.integer(1)), rows.integer(2)});
        }
    }
    if (m_epochs.empty()) { // a new file, or one from before epochs were listed
        Statement first = m_database->prepare("SELECT bytes FROM fact WHERE number=1");
        const auto fact = first.next() ? decodeFact(first.bytes(0)) : fail(Next::Corrupt, {});
        addEpoch({m_head.epoch, 1, fact ? fact->committed : m_clock.utc()});
    }
    {
        Statement row = m_database->prepare("SELECT number FROM ledger_mark WHERE name='backed_up'");
        if (row.next()) m_backedUp = static_cast<std::uint64_t>(row.integer(0));
    }
    {
        Statement row = m_database->prepare("SELECT number FROM ledger_mark WHERE name='reacted'");
        if (row.next()) m_reacted = static_cast<std::uint64_t>(row.integer(0));
    }
    {
        Statement row = m_database->prepare("SELECT max(number) FROM checkpoint");
        if (row.next()) m_checkpointed = static_cast<std::uint64_t>(row.integer(0));
    }
    if (!m_database->error() && m_epochs.back().epoch != m_head.epoch) {
        m_database->rollback();
        return fail(Next::Corrupt, "the ledger's epoch is not the last one of its list");
    }
    return m_database->commit();
}

void Ledger::addEpoch(const EpochMark& mark) {
    m_database->prepare("INSERT INTO ledger_epoch(epoch, first, began) VALUES(?, ?, ?)")
        .bind(stored(mark.epoch))
        .bind(stored(mark.first))
        .bind(mark.began)
        .run();
    m_epochs.push_back(mark);
}

Result<void> Ledger::beginEpoch(Random& random) {
    const Head before = m_head;
    EpochMark mark{0, m_head.number + 1, m_clock.utc()};
    do {
        mark.epoch = random.next() >> 1 | 1; // 63 bits, never 0
    } while (
        std::ranges::any_of(m_epochs, [&](const EpochMark& known) { return known.epoch == mark.epoch; }));
    m_database->begin();
    addEpoch(mark);
    m_database->prepare("UPDATE ledger_meta SET epoch=?").bind(stored(mark.epoch)).run();
    m_head.epoch = mark.epoch;
    if (auto committed = m_database->commit(); !committed) {
        m_epochs.pop_back();
        m_head = before;
        return committed;
    }
    return {};
}

Result<void> Ledger::noteBackedUp(std::uint64_t number) {
    if (number > m_head.number) return fail(Next::Refused, "no fact has the number that was backed up");
    if (number <= m_backedUp) return {};
    m_database->begin();
    m_database->prepare("INSERT OR REPLACE INTO ledger_mark VALUES('backed_up', ?)")
        .bind(stored(number))
        .run();
    if (auto committed = m_database->commit(); !committed) return committed;
    m_backedUp = number;
    return {};
}

Result<std::optional<std::string>> Ledger::makeCheckpoint(const SignerKey& key) {
    if (m_head.number == m_checkpointed) return std::optional<std::string>();
    std::string note = makeNote({originOf(m_station), m_head.number, m_head.hash}, key);
    m_database->begin();
    m_database->prepare("INSERT INTO checkpoint VALUES(?, ?, ?)")
        .bind(stored(m_head.number))
        .bind(m_clock.utc())
        .bind(note)
        .run();
    if (auto committed = m_database->commit(); !committed) return tl::unexpected(committed.error());
    m_checkpointed = m_head.number;
    return std::optional(std::move(note));
}

Result<bool> Ledger::rebuildSlice(const std::function<bool()>& enough) {
    while (!m_rebuilds.empty()) {
        const auto more = m_rebuilds.front()->slice(enough);
        if (!more) return tl::unexpected(more.error());
        if (*more) return true;
        log::info("ledger", "the tables of {} are those of version {} now",
                  m_rebuilds.front()->feature().name(), m_rebuilds.front()->feature().version());
        m_rebuilds.erase(m_rebuilds.begin());
        if (enough()) break;
    }
    return !m_rebuilds.empty();
}

Result<std::vector<Verdict>> Ledger::recover(std::span<const StoredFact> copies) {
    const Head before = m_head;
    m_appended.clear();
    m_now = m_clock.utc();
    std::vector<Verdict> verdicts;
    try { // a room may run out of memory: the chain must not suffer from it
        m_database->begin();
        for (const StoredFact& copy : copies)
            verdicts.push_back(recoverOne(copy));
    } catch (const std::exception& fault) {
        m_database->rollback();
        m_head = before;
        return fail(Next::Bug, std::string("a room failed: ") + fault.what());
    }
    if (auto committed = commitBatch(before); !committed) return tl::unexpected(committed.error());
    return verdicts;
}

Verdict Ledger::recoverOne(const StoredFact& copy) {
    const Result<Fact> original = decodeFact(copy.bytes);
    if (std::string fault = faultOfCopy(copy, original); !fault.empty()) {
        return refused("ledger.malformed_copy", std::move(fault));
    }
    if (original->station != m_station) return refused("ledger.foreign_copy", "the fact of another station");
    if (original->command.source == CommandId::Source::Seat) {
        return refused("ledger.seat_authored", "a seat offers its command again instead");
    }
    const Fact fact = copyOf(*original);
    const Hash content = contentOf(fact);
    if (const auto known = alreadyThere(fact, content)) {
        if (known->last != 0) fillSealed(known->last, copy);
        return *known;
    }
    store(fact, copy.sealed);
    m_database->prepare("INSERT INTO recovered VALUES(?, ?, ?, ?, ?)")
        .bind(ByteView(content))
        .bind(stored(original->epoch))
        .bind(stored(original->number))
        .bind(fact.command.text())
        .bind(stored(fact.number))
        .run();
    Verdict verdict;
    verdict.kind = Verdict::Kind::Contested;
    verdict.refusal.code = kRecovered;
    verdict.first = verdict.last = fact.number;
    // The device's own message, when it comes again, is so decided already.
    m_database->prepare("INSERT OR IGNORE INTO verdict VALUES(?, ?, ?)")
        .bind(fact.command.text())
        .bind(ByteView(Hash{}))
        .bind(ByteView(encode(verdict.value())))
        .run();
    return verdict;
}

Fact Ledger::copyOf(Fact fact) const {
    const Cause cause = fact.cause;
    if (cause.number != 0) { // numbers of the lost tail have been given anew
        Statement known = m_database->prepare("SELECT number FROM recovered WHERE epoch=? AND was=?");
        known.bind(stored(fact.epoch)).bind(stored(cause.number));
        Statement kept = m_database->prepare("SELECT number FROM fact WHERE number=? AND entity=?");
        kept.bind(stored(cause.number)).bind(cause.entity);
        fact.cause.number = known.next()  ? static_cast<std::uint64_t>(known.integer(0))
                            : kept.next() ? cause.number
                                          : 0;
    }
    const auto room = std::ranges::find_if(
        m_features, [&](const auto& feature) { return feature->name() == roomOf(fact.kind); });
    const bool trusted = room == m_features.end() || (*room)->trustsCopy(View(*m_database, {}, m_now), fact);
    if (!trusted && !fact.kind.ends_with(kContested)) fact.kind += kContested;
    if (std::ranges::find(fact.contested, kRecovered) == fact.contested.end()) {
        fact.contested.emplace_back(kRecovered);
    }
    fact.epoch = m_head.epoch;
    fact.number = m_head.number + 1;
    fact.committed = m_now;
    fact.previous = m_head.hash;
    return fact;
}

// One command may have made several facts: each of them is new as long as the command was not decided here by
// itself.
std::optional<Verdict> Ledger::alreadyThere(const Fact& fact, const Hash& content) {
    {
        Statement row = m_database->prepare("SELECT number FROM recovered WHERE content=?");
        if (row.bind(ByteView(content)).next()) return noOp(static_cast<std::uint64_t>(row.integer(0)));
    }
    Statement decided = m_database->prepare("SELECT 1 FROM verdict WHERE command=?1 AND NOT EXISTS"
                                            "(SELECT 1 FROM recovered WHERE command=?1)");
    if (decided.bind(fact.command.text()).next()) return noOp(0);
    return std::nullopt;
}

/// A seat that may not receive the sealed part offers the fact without it; another one may have it.
void Ledger::fillSealed(std::uint64_t number, const StoredFact& copy) {
    if (copy.sealed.empty()) return;
    m_database->prepare("UPDATE fact SET sealed=? WHERE number=? AND sealed IS NULL")
        .bind(ByteView(copy.sealed))
        .bind(stored(number))
        .run();
}

} // namespace shouwang::ledger
