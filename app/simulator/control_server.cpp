#include "simulator/control_server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <vector>

namespace shouwang::simulator {

namespace {

constexpr std::size_t kLineLimit = std::size_t{64} * 1024;
constexpr std::size_t kClientLimit = 32;

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

bool sendAll(int socket, std::string_view text) {
    while (!text.empty()) {
        const ssize_t sent = ::send(socket, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

} // namespace

ControlServer::ControlServer(Handler handler)
    : m_handler(std::move(handler)) {}

Result<std::unique_ptr<ControlServer>> ControlServer::start(int port, Handler handler) {
    std::unique_ptr<ControlServer> server(new ControlServer(std::move(handler)));
    if (auto opened = server->open(port); !opened) return tl::unexpected(opened.error());
    return server;
}

Result<void> ControlServer::open(int port) {
    m_wake = ::eventfd(0, EFD_CLOEXEC);
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address = loopback(port);
    auto* general = reinterpret_cast<sockaddr*>(&address);
    if (::bind(m_listener, general, sizeof address) != 0 || ::listen(m_listener, 8) != 0)
        return fail(Next::Refused, fmt::format("control port {} cannot be opened", port));
    socklen_t size = sizeof address;
    ::getsockname(m_listener, general, &size);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { work(); });
    return {};
}

ControlServer::~ControlServer() {
    if (m_thread.joinable()) {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = ::write(m_wake, &one, sizeof one);
        m_thread.join();
    }
    for (const auto& [socket, pending] : m_clients)
        ::close(socket);
    if (m_listener >= 0) ::close(m_listener);
    if (m_wake >= 0) ::close(m_wake);
}

void ControlServer::work() {
    for (;;) {
        std::vector<pollfd> watched{{m_wake, POLLIN, 0}, {m_listener, POLLIN, 0}};
        for (const auto& [socket, pending] : m_clients)
            watched.push_back({socket, POLLIN, 0});
        if (::poll(watched.data(), watched.size(), -1) < 0) continue;
        if (watched[0].revents != 0) return;
        if (watched[1].revents != 0) accept();
        for (std::size_t i = 2; i < watched.size(); ++i) {
            if (watched[i].revents == 0) continue;
            const int socket = watched[i].fd;
            if (serve(socket, m_clients[socket])) continue;
            ::close(socket);
            m_clients.erase(socket);
        }
    }
}

void ControlServer::accept() {
    const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) return;
    if (m_clients.size() >= kClientLimit) {
        ::close(socket);
        return;
    }
    const timeval patience{2,
                           0}; // somebody who does not read his answers must not hold up the others for long
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    m_clients.emplace(socket, std::string());
}

bool ControlServer::serve(int socket, std::string& pending) {
    char buffer[4096];
    const ssize_t got = ::recv(socket, buffer, sizeof buffer, 0);
    if (got <= 0) return false;
    pending.append(buffer, static_cast<std::size_t>(got));
    for (auto end = pending.find('\n'); end != std::string::npos; end = pending.find('\n')) {
        const std::string line = pending.substr(0, end);
        pending.erase(0, end + 1);
        if (!line.empty() && !sendAll(socket, answer(line) + "\n")) return false;
    }
    return pending.size() <= kLineLimit;
}

std::string ControlServer::answer(const std::string& line) const {
    const auto request = nlohmann::json::parse(line, nullptr, false);
    if (!request.is_object()) return R"({"ok":false,"error":"one JSON object a line is wanted"})";
    return m_handler(request).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<std::string> askControl(int port, const std::string& request, double seconds) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval patience{static_cast<time_t>(seconds), 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address = loopback(port);
    std::string answer;
    if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
        sendAll(socket, request + "\n")) {
        char buffer[4096];
        while (answer.find('\n') == std::string::npos) {
            const ssize_t got = ::recv(socket, buffer, sizeof buffer, 0);
            if (got <= 0) break;
            answer.append(buffer, static_cast<std::size_t>(got));
        }
    }
    ::close(socket);
    const auto end = answer.find('\n');
    if (end == std::string::npos)
        return fail(Next::Offline, fmt::format("no simulator answers on port {}", port));
    return answer.substr(0, end);
}

} // namespace shouwang::simulator
