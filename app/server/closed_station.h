// What stands in the station's place while its ledger is damaged, foreign, of a newer version or half
// restored: it says so to whoever asks, so that officers read a sentence instead of "offline", and takes
// nothing. It opens nothing of the folder, so that a restore can put another ledger there.
#pragma once

#include "ledger/trouble.h"
#include "server/station.h"

namespace shouwang::server {

class ClosedStation {
public:
    /// Refused: as HttpServer::listen. `clock` outlives it.
    static Result<std::unique_ptr<ClosedStation>> open(const StationOptions& options, const Id& station,
                                                       ledger::Trouble why, const Clock& clock);
    void start();
    void stop();
    std::uint16_t port() const { return m_port; }

private:
    ClosedStation() = default;
    std::unique_ptr<HttpServer> m_http;
    std::uint16_t m_port = 0;
};

/// Another one lies there than when this was taken: it may be tried.
struct LedgerStamp {
    std::uintmax_t bytes = 0;
    std::filesystem::file_time_type written{};
    bool halfRestored = false;

    static LedgerStamp of(const std::filesystem::path& ledger);
    bool operator==(const LedgerStamp&) const = default;
};

} // namespace shouwang::server
