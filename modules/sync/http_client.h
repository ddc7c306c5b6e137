// StationLink over HTTP/1.1 and a WebSocket (Boost.Beast). Push, pull and tail have a connection each, kept
// alive, so that none waits for another. With https the station's certificate must be signed by the given
// authority, carry the host's name and come over TLS 1.2 at least; no error of that is ever ignored. Plain
// http is for the loopback only.
#pragma once

#include "sync/station_link.h"

#include <memory>

namespace shouwang::sync {

struct HttpOptions {
    std::string url;       ///< https://station.local:8443 or http://127.0.0.1:8080
    std::string token;     ///< the seat's, as it stands in the Authorization header
    std::string authority; ///< PEM file of the private certificate authority; needed with https
    std::chrono::milliseconds timeout{10'000};     ///< of a request, from resolving to the last byte
    std::chrono::milliseconds feedTimeout{30'000}; ///< of one that may bring megabytes
    std::chrono::milliseconds tailIdle{12'000}; ///< silence after which a tail is dead; pings at half of it
};

/// Refused: a bad address, plain http to another machine, a missing or unreadable authority, a token with
/// characters that no header may carry.
Result<std::unique_ptr<StationLink>> makeHttpLink(const HttpOptions& options);

} // namespace shouwang::sync
