#include "server/vault.h"

#include "ledger/verify.h"

namespace shouwang::server {

namespace {

constexpr std::uint64_t kProven = 1000; // facts of the tail
constexpr std::size_t kTold = 500;      // facts at a time

} // namespace

Vault::Vault(ledger::Ledger::Options file, ledger::Features rooms, const Clock& clock, Random& random)
    : m_file(std::move(file))
    , m_rooms(std::move(rooms))
    , m_clock(clock)
    , m_random(random) {}

Vault::~Vault() = default;

Result<std::unique_ptr<Vault>> Vault::open(ledger::Ledger::Options file, ledger::Features rooms,
                                           const Clock& clock, Random& random) {
    std::unique_ptr<Vault> vault(new Vault(std::move(file), std::move(rooms), clock, random));
    if (auto opened = vault->openAll(); !opened) return tl::unexpected(opened.error());
    return vault;
}

Result<void> Vault::openAll() {
    auto ledger = ledger::Ledger::open(m_file, m_rooms, m_clock, m_random);
    if (!ledger) return tl::unexpected(ledger.error());
    if (auto proven = ledger::verifyTail((*ledger)->database(), m_known, kProven); !proven) return proven;
    auto station = sync::Station::open(**ledger, m_clock);
    if (!station) return tl::unexpected(station.error());
    auto readers = ReaderBook::open((*ledger)->database());
    if (!readers) return tl::unexpected(readers.error());
    (*ledger)->onCommitted = [this](std::span<const ledger::StoredFact> facts) {
        if (onCommitted) onCommitted(facts);
    };
    (*station)->onCloneAlarm = [this](const sync::CloneAlarm& alarm) {
        if (onCloneAlarm) onCloneAlarm(alarm);
    };
    m_ledger = std::move(*ledger);
    m_station = std::move(*station);
    m_readers.emplace(std::move(*readers));
    return {};
}

void Vault::close() {
    if (!m_ledger) return;
    m_known = m_ledger->head(); // a batch that failed is not in it
    letGo();
}

Result<void> Vault::reopen() {
    close();
    // Opening would begin a new ledger in its place.
    std::error_code error;
    if (!std::filesystem::exists(m_file.path, error))
        return fail(Next::Offline, m_file.path.string() + ": the ledger is not there");
    if (auto opened = openAll(); !opened) return opened;
    auto proven = proveWriting();
    if (proven) proven = tellWhatCameBack(m_known.number);
    if (!proven) letGo();
    return proven;
}

void Vault::letGo() {
    m_readers.reset();
    m_station.reset();
    m_ledger.reset();
}

// What was opened has been read only; the next alarm shall not be the one that finds out.
Result<void> Vault::proveWriting() {
    ledger::Database& database = m_ledger->database();
    database.begin();
    database.run(
        "INSERT INTO ledger_mark VALUES('reopened', 1) ON CONFLICT(name) DO UPDATE SET number=number+1");
    return database.commit();
}

// Whoever offers these commands again hears the verdict that they got; the others have to see them too.
Result<void> Vault::tellWhatCameBack(std::uint64_t known) {
    while (known < m_ledger->head().number) {
        const auto facts = m_ledger->after(known, kTold);
        if (!facts) return tl::unexpected(facts.error());
        if (facts->empty()) return fail(Next::Corrupt, "facts behind the known ones cannot be read");
        if (onCommitted) onCommitted(*facts);
        known = facts->back().number;
    }
    return {};
}

} // namespace shouwang::server
