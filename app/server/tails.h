// The live tails: WebSockets that get every committed fact. A batch is encoded once and its bytes are shared.
// Writing thread only, but for the sockets themselves.
#pragma once

#include "server/http.h"
#include "server/writer.h"

#include <map>

namespace shouwang::server {

class Tails {
public:
    /// Both outlive the tails.
    Tails(Vault& vault, Writer& writer)
        : m_vault(vault)
        , m_writer(writer) {}

    /// Sends what lies behind the cursor in slices, then every commit.
    void open(const std::shared_ptr<Socket>& socket, const sync::Cursor& cursor, const Id& seat);
    /// The seat was revoked.
    void closeSeat(const Id& seat);
    void close(const std::shared_ptr<Socket>& socket);
    /// From Ledger::onCommitted.
    void publish(std::span<const ledger::StoredFact> facts);
    std::size_t count() const { return m_tails.size(); }

private:
    struct Tail {
        sync::Cursor cursor; ///< what has been sent
        Id seat;
        std::int64_t compartments = 0; ///< bits of those whose sealed parts it may have
        bool live = false;             ///< false: a slice of the past is on its way
    };
    void catchUp(const std::shared_ptr<Socket>& socket);
    void catchUpLater(const std::shared_ptr<Socket>& socket, bool pause);

    Vault& m_vault;
    Writer& m_writer;
    std::map<std::shared_ptr<Socket>, Tail> m_tails;
};

} // namespace shouwang::server
