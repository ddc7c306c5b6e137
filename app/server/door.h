// Who knocks: bearer tokens to seats and readers, and when each seat was last heard. Any thread.
#pragma once

#include "base/clock.h"
#include "server/reader_book.h"
#include "server/router.h"
#include "server/writer.h"

#include <deque>
#include <map>
#include <mutex>

namespace shouwang::server {

class Door {
public:
    static constexpr std::size_t kLookUps = 8;    ///< of seats' tokens, on their way to the ledger at once
    static constexpr std::size_t kRefused = 1024; ///< tokens that nobody holds, remembered
    static constexpr std::chrono::seconds kRefusedFor{60};

    /// All outlive the door. `adminToken` is the text of the token file.
    Door(Writer& writer, Vault& vault, const Clock& clock, std::string_view adminToken);

    /// Tokens are 64 hexadecimal digits. A seat's token is looked up in the ledger's file once and then
    /// remembered; so is one that nobody holds, for a while. Who tries token after token gets "busy" and
    /// never more than a few look-ups into the writer's queue.
    void authenticate(std::string_view token, const Router::Verdict& verdict);
    void setReaders(const std::vector<DataReader>& readers);
    /// After a seat was added, got another token or was revoked.
    void forgetAll();

    std::optional<Micros> lastContact(const Id& seat) const;

    struct Counters {
        std::uint64_t unknownTokens = 0; ///< requests with a token that nobody holds
        std::uint64_t lookUps = 0;       ///< in the ledger's file
        std::uint64_t heldOff = 0;       ///< too many look-ups at once
    };
    Counters counters() const;

private:
    std::optional<Router::Answered> answerNow(const Hash& hash);
    void learn(const Hash& hash, const Result<sync::SeatInfo>& seat, std::uint64_t generation);

    Writer& m_writer;
    Vault& m_vault; // writing thread
    const Clock& m_clock;
    const Hash m_admin;

    mutable std::mutex m_mutex; // guards everything below
    std::map<Hash, Id> m_known; // by the token's SHA-256
    std::map<Hash, std::string> m_readers;
    std::map<Hash, std::chrono::nanoseconds> m_refused; // until when
    std::deque<Hash> m_refusedOrder;                    // oldest first
    std::map<Id, Micros> m_contact;
    std::size_t m_looking = 0;
    std::uint64_t m_generation = 0; // counts forgetAll(): what was looked up before it is not remembered
    Counters m_counters;
};

} // namespace shouwang::server
