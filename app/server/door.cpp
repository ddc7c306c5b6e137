#include "server/door.h"

namespace shouwang::server {

namespace {

Router::Answered nobody() {
    return {true, std::nullopt};
}

} // namespace

Door::Door(Writer& writer, Vault& vault, const Clock& clock, std::string_view adminToken)
    : m_writer(writer)
    , m_vault(vault)
    , m_clock(clock)
    , m_admin(sha256(fromHex(adminToken).value_or(Bytes()))) {}

void Door::authenticate(std::string_view text, const Router::Verdict& verdict) {
    const auto token = fromHex(text);
    if (!token || token->size() != 32) return verdict(nobody());
    const Hash hash = sha256(*token); // tables and comparisons see hashes only: their time tells nothing
    if (hash == m_admin) return verdict({true, Identity{{}, true, {}}});
    if (auto known = answerNow(hash)) return verdict(std::move(*known));
    std::uint64_t generation = 0;
    {
        const std::lock_guard lock(m_mutex);
        ++m_looking;
        ++m_counters.lookUps;
        generation = m_generation;
    }
    const bool asked = m_writer.run([this, hash, token = *token, verdict, generation] {
        const auto seat = m_vault.station().authenticate(token);
        if (!seat) m_writer.doubt(seat.error());
        learn(hash, seat, generation);
        if (!seat) return verdict({seat.error().next == Next::Refused, std::nullopt});
        verdict({true, Identity{seat->id, false, {}}});
    });
    if (asked) return;
    {
        const std::lock_guard lock(m_mutex);
        --m_looking;
    }
    verdict({false, std::nullopt});
}

/// What can be said without the ledger; nothing: it has to be asked.
std::optional<Router::Answered> Door::answerNow(const Hash& hash) {
    const std::lock_guard lock(m_mutex);
    if (const auto known = m_known.find(hash); known != m_known.end()) {
        m_contact[known->second] = m_clock.utc();
        return Router::Answered{true, Identity{known->second, false, {}}};
    }
    if (const auto reader = m_readers.find(hash); reader != m_readers.end()) {
        return Router::Answered{true, Identity{{}, false, reader->second}};
    }
    if (const auto refused = m_refused.find(hash);
        refused != m_refused.end() && m_clock.monotonic() < refused->second) {
        ++m_counters.unknownTokens;
        return nobody();
    }
    if (m_looking < kLookUps) return std::nullopt;
    ++m_counters.heldOff;
    return Router::Answered{false, std::nullopt};
}

void Door::learn(const Hash& hash, const Result<sync::SeatInfo>& seat, std::uint64_t generation) {
    const std::lock_guard lock(m_mutex);
    --m_looking;
    if (seat) m_contact[seat->id] = m_clock.utc();
    if (generation != m_generation) return;
    if (seat) {
        m_known[hash] = seat->id;
        return;
    }
    if (seat.error().next != Next::Refused) return;
    ++m_counters.unknownTokens;
    if (m_refused.insert_or_assign(hash, m_clock.monotonic() + kRefusedFor).second)
        m_refusedOrder.push_back(hash);
    if (m_refusedOrder.size() <= kRefused) return;
    m_refused.erase(m_refusedOrder.front());
    m_refusedOrder.pop_front();
}

void Door::setReaders(const std::vector<DataReader>& readers) {
    const std::lock_guard lock(m_mutex);
    m_readers.clear();
    for (const DataReader& reader : readers) {
        if (!reader.revoked) m_readers[reader.token] = reader.name;
    }
    m_refused.clear();
    m_refusedOrder.clear();
}

void Door::forgetAll() {
    const std::lock_guard lock(m_mutex);
    ++m_generation;
    m_known.clear();
    m_refused.clear();
    m_refusedOrder.clear();
}

std::optional<Micros> Door::lastContact(const Id& seat) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_contact.find(seat);
    return found == m_contact.end() ? std::nullopt : std::optional(found->second);
}

Door::Counters Door::counters() const {
    const std::lock_guard lock(m_mutex);
    return m_counters;
}

} // namespace shouwang::server
