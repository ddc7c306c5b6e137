// HTTP/1.1 and WebSocket, plain or over TLS (1.2 and newer), on one io thread. Without a certificate it
// refuses to listen on anything but loopback. Bad input gets an answer or a closed connection and a counter,
// never a crash.
#pragma once

#include "server/router.h"

#include <filesystem>

namespace shouwang::server {

struct TlsFiles {
    std::filesystem::path certificate; ///< PEM, the chain with the server's own first
    std::filesystem::path key;         ///< PEM
};

struct Listen {
    std::string address = "127.0.0.1"; ///< a numeric address
    std::uint16_t port = 0;            ///< 0: any free one
    std::optional<TlsFiles> tls;
};

class HttpServer {
public:
    HttpServer(Router router, Limits limits);
    ~HttpServer(); ///< stops

    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// Opens one more port; returns its number. Before start(). Refused: bad address, taken port, unreadable
    /// or unfitting certificate, an open address without one.
    Result<std::uint16_t> listen(const Listen& where);
    void start();
    /// No new connections; those that are there go on.
    void stopListening();
    /// Lets running answers go out (at most 2 s), closes the rest, joins the thread.
    void stop();

    const HttpCounters& counters() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace shouwang::server
