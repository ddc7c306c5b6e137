// A blocking TCP or TLS connection to this machine, for tests.
#pragma once

#include "support/client.h"

#include <openssl/ssl.h>

namespace shouwang::testing {

class Stream {
public:
    explicit Stream(const Target& to);
    ~Stream();
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    bool connected() const { return m_open; }
    void timeout(std::chrono::milliseconds time);
    bool write(std::string_view bytes);
    /// At most `count` bytes; empty at the end, on an error, and when the time is over.
    std::string read(std::size_t count);
    bool ended() const { return m_ended; } ///< the other side closed (not: the time was over)

private:
    void startTls(const std::filesystem::path& ca);

    int m_socket = -1;
    SSL_CTX* m_context = nullptr;
    SSL* m_tls = nullptr;
    bool m_open = false;
    bool m_ended = false;
};

} // namespace shouwang::testing
