#include "support/stream.h"

#include <arpa/inet.h>
#include <cerrno>
#include <csignal>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace shouwang::testing {

Stream::Stream(const Target& to) {
    std::signal(SIGPIPE, SIG_IGN);
    m_socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(to.port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeout(std::chrono::seconds(10));
    m_open = connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    if (m_open && !to.ca.empty()) startTls(to.ca);
}

Stream::~Stream() {
    if (m_tls) SSL_free(m_tls);
    if (m_context) SSL_CTX_free(m_context);
    if (m_socket >= 0) close(m_socket);
}

void Stream::startTls(const std::filesystem::path& ca) {
    m_context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_load_verify_locations(m_context, ca.c_str(), nullptr);
    SSL_CTX_set_verify(m_context, SSL_VERIFY_PEER, nullptr);
    m_tls = SSL_new(m_context);
    SSL_set1_host(m_tls, "localhost");
    SSL_set_tlsext_host_name(m_tls, "localhost");
    SSL_set_fd(m_tls, m_socket);
    m_open = SSL_connect(m_tls) == 1;
}

void Stream::timeout(std::chrono::milliseconds time) {
    timeval limit{};
    limit.tv_sec = static_cast<time_t>(time.count() / 1000);
    limit.tv_usec = static_cast<suseconds_t>(time.count() % 1000 * 1000);
    setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

bool Stream::write(std::string_view bytes) {
    while (m_open && !bytes.empty()) {
        const auto count = m_tls ? SSL_write(m_tls, bytes.data(), static_cast<int>(bytes.size()))
                                 : send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return m_open;
}

std::string Stream::read(std::size_t count) {
    std::string bytes(count, '\0');
    if (!m_open) return {};
    errno = 0;
    const auto got = m_tls ? SSL_read(m_tls, bytes.data(), static_cast<int>(count))
                           : recv(m_socket, bytes.data(), count, 0);
    if (got <= 0 && errno != EAGAIN && errno != EWOULDBLOCK) m_ended = true;
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
}

} // namespace shouwang::testing
