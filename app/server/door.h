// Who knocks: bearer tokens to seats, and when each seat was last heard. Any thread.
#pragma once

#include "base/clock.h"
#include "server/router.h"
#include "server/writer.h"

#include <mutex>

namespace shouwang::server {

class Door {
public:
    /// All outlive the door. `adminToken` is the text of the token file.
    Door(Writer& writer, sync::Station& station, const Clock& clock, std::string_view adminToken);

    /// Tokens are 64 hexadecimal digits. A token is looked up in the ledger's file once and then remembered.
    void authenticate(std::string_view token, Router::Verdict verdict);
    /// After a seat got another token or was revoked.
    void forgetAll();

    std::optional<Micros> lastContact(const Id& seat) const;

private:
    void remember(const Hash& hash, const Id& seat);

    Writer& m_writer;
    sync::Station& m_station;
    const Clock& m_clock;
    const Hash m_admin;

    mutable std::mutex m_mutex; // guards everything below
    std::map<Hash, Id> m_known; // by the token's SHA-256
    std::map<Id, Micros> m_contact;
};

} // namespace shouwang::server
