#include "video/rtsp_connection.h"

#include "base/log.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <unistd.h>

namespace shouwang::video {

namespace {

constexpr int kReadsAtOnce = 8; // then the other cameras have their turn; the socket stays ready
constexpr std::size_t kMostOutput = 64 * 1024;
constexpr Nanos kPlayedWell = 10 * kSecond; // after this the next pause begins short again

// A literal address never asks a name server, so this does not block.
bool resolve(const RtspUrl& url, sockaddr_storage& address, socklen_t& size) {
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    hints.ai_socktype = SOCK_STREAM;
    const std::string host = url.host == "localhost" ? "127.0.0.1" : url.host;
    addrinfo* found = nullptr;
    if (getaddrinfo(host.c_str(), std::to_string(url.port).c_str(), &hints, &found) != 0) return false;
    std::memcpy(&address, found->ai_addr, found->ai_addrlen);
    size = found->ai_addrlen;
    freeaddrinfo(found);
    return true;
}

// The number of the error decides, never its text: that is in the language of the machine.
StreamFault unreachable(const char* what, int error) {
    const Refusal refusal = error == ECONNREFUSED ? Refusal::ConnectionRefused : Refusal::Unreachable;
    return {refusal, false, false, fmt::format("{}: {}", what, std::strerror(error))};
}

bool printable(const Credentials& credentials) {
    const std::string both = credentials.user + credentials.password;
    return both.size() <= 512 &&
           std::none_of(both.begin(), both.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; });
}

} // namespace

RtspConnection::RtspConnection(StreamId id, StreamRequest request, std::shared_ptr<PacketSink> sink,
                               int epoll, Random& random, const ReceiverLimits& limits)
    : m_id(id)
    , m_request(std::move(request))
    , m_sink(std::move(sink))
    , m_epoll(epoll)
    , m_random(random)
    , m_limits(limits)
    , m_pause(limits.retry_least) {
    auto url = parseRtspUrl(m_request.url);
    std::string why;
    if (!url)
        why = url.error().text;
    else if (!resolve(*url, m_address, m_address_size))
        why = "RTSP URL: neither a literal address nor localhost";
    else if (!printable(m_request.credentials))
        why = "user or password: too long or with control characters";
    m_hopeless = !why.empty();
    if (url) m_url = std::move(*url);
    if (m_hopeless) {
        m_counters.last_error = why;
        m_counters.last_refusal = Refusal::BadStream;
        report(StreamState::Refused, Refusal::BadStream, why);
    } else {
        report(StreamState::Connecting, Refusal::None, {});
    }
}

RtspConnection::~RtspConnection() {
    if (m_session && !m_connecting) {
        m_session->goodbye();
        const Bytes last = m_session->takeOutput();
        if (m_output.empty()) send(m_descriptor, last.data(), last.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    }
    closeSocket();
}

void RtspConnection::tick(Nanos now) {
    if (m_hopeless) return;
    if (m_descriptor < 0) {
        if (now >= m_next_try) connectNow(now);
        return;
    }
    if (m_connecting) {
        if (now - m_connect_began > m_limits.connect) fault(unreachable("connect", ETIMEDOUT), now);
        return;
    }
    if (const auto wrong = m_session->tick(now)) return fault(*wrong, now);
    flush(now);
}

void RtspConnection::connectNow(Nanos now) {
    if (m_tried) ++m_counters.reconnects;
    m_tried = true;
    m_connect_began = now;
    m_descriptor = socket(m_address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_descriptor < 0) return fault(unreachable("socket", errno), now);
    const int on = 1;
    setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    epoll_event event{};
    event.events = m_watched = EPOLLOUT;
    event.data.u64 = m_id;
    if (epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_descriptor, &event) != 0)
        return fault(unreachable("epoll", errno), now);
    m_connecting = true;
    const int result = connect(m_descriptor, reinterpret_cast<const sockaddr*>(&m_address), m_address_size);
    if (result == 0) return connected(now);
    if (errno != EINPROGRESS) fault(unreachable("connect", errno), now);
}

void RtspConnection::connected(Nanos now) {
    m_connecting = false;
    m_playing_since = 0;
    m_session = std::make_unique<RtspSession>(m_url, m_request.credentials, m_memory, m_random,
                                              SessionLimits{m_limits.answer, m_limits.stall},
                                              [this](AccessUnit&& unit) { accept(std::move(unit)); });
    m_session->begin(now);
    flush(now);
}

void RtspConnection::ready(std::uint32_t events, const Clock& clock, std::span<std::uint8_t> buffer) {
    if (m_descriptor < 0) return;
    const Nanos now = clock.monotonic().count();
    if (m_connecting) {
        int error = 0;
        socklen_t size = sizeof error;
        getsockopt(m_descriptor, SOL_SOCKET, SO_ERROR, &error, &size);
        if (error != 0) return fault(unreachable("connect", error), now);
        if ((events & EPOLLOUT) != 0) connected(now);
        return;
    }
    if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0 && !receive(clock, buffer)) return;
    flush(now);
}

// Returns false when the connection is gone.
bool RtspConnection::receive(const Clock& clock, std::span<std::uint8_t> buffer) {
    for (int i = 0; i < kReadsAtOnce; ++i) {
        const ssize_t got = recv(m_descriptor, buffer.data(), buffer.size(), 0);
        const Nanos now = clock.monotonic().count();
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return true;
        if (got <= 0) {
            fault(got < 0
                      ? unreachable("receive", errno)
                      : StreamFault{Refusal::Unreachable, false, false, "the camera closed the connection"},
                  now);
            return false;
        }
        m_counters.bytes += static_cast<std::uint64_t>(got);
        if (const auto wrong = m_session->feed(buffer.first(static_cast<std::size_t>(got)), now)) {
            fault(*wrong, now);
            return false;
        }
        if (static_cast<std::size_t>(got) < buffer.size()) return true;
    }
    return true;
}

void RtspConnection::flush(Nanos now) {
    if (m_descriptor < 0 || !m_session) return;
    const Bytes more = m_session->takeOutput();
    m_output.insert(m_output.end(), more.begin(), more.end());
    while (!m_output.empty()) {
        const ssize_t sent = send(m_descriptor, m_output.data(), m_output.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK)
            return fault(unreachable("send", errno), now);
        if (sent < 0) break;
        m_output.erase(m_output.begin(), m_output.begin() + sent);
    }
    if (m_output.size() > kMostOutput) {
        return fault({Refusal::BadStream, true, false, "the camera asks and does not read"}, now);
    }
    watch(m_output.empty() ? EPOLLIN : EPOLLIN | EPOLLOUT);
}

void RtspConnection::watch(std::uint32_t events) {
    if (events == m_watched) return;
    epoll_event event{};
    event.events = m_watched = events;
    event.data.u64 = m_id;
    epoll_ctl(m_epoll, EPOLL_CTL_MOD, m_descriptor, &event);
}

// What cameras lock accounts for is tried only as often as the longest pause allows.
void RtspConnection::fault(const StreamFault& fault, Nanos now) {
    const bool played = m_playing_since != 0;
    if (fault.garbage) ++m_counters.garbage;
    if (fault.stalled) ++m_counters.stalls;
    m_counters.last_error = fault.text;
    m_counters.last_refusal = fault.refusal;
    if (played && now - m_playing_since > kPlayedWell) m_pause = m_limits.retry_least;
    countSession();
    closeSocket();
    const bool rarely = fault.rarely || fault.refusal == Refusal::WrongPassword;
    const Nanos least = rarely ? m_limits.retry_most : m_limits.retry_least;
    m_pause = nextRetryPause(m_pause, m_random, least, m_limits.retry_most);
    m_next_try = now + m_pause;
    report(played ? StreamState::Lost : StreamState::Refused, fault.refusal, fault.text);
}

void RtspConnection::accept(AccessUnit&& unit) {
    ++m_counters.access_units;
    if (unit.key) ++m_counters.key_frames;
    if (m_playing_since == 0) {
        m_playing_since = unit.arrival;
        report(StreamState::Playing, Refusal::None, {});
    }
    m_sink->accept(unit);
}

// The same again says nothing new.
void RtspConnection::report(StreamState state, Refusal refusal, std::string text) {
    if (state == m_status.state && refusal == m_status.refusal && text == m_status.text) return;
    m_status = {state, refusal, std::move(text)};
    if (state == StreamState::Refused || state == StreamState::Lost) {
        log::warning("video", "{} {} {}: {}", m_request.url, name(state), name(refusal), m_status.text);
    }
    m_sink->stateChanged(m_status);
}

void RtspConnection::closeSocket() {
    if (m_descriptor >= 0) close(m_descriptor); // leaves epoll by itself
    m_descriptor = -1;
    m_connecting = false;
    m_playing_since = 0;
    m_session.reset();
    m_output.clear();
}

void RtspConnection::countSession() {
    if (!m_session) return;
    const DepacketizerCounts counts = m_session->counts();
    m_counters.gaps += counts.gaps;
    m_counters.damaged += counts.damaged;
    m_counters.garbage += counts.garbage;
}

StreamCounters RtspConnection::counters() const {
    StreamCounters counters = m_counters;
    if (!m_session) return counters;
    const DepacketizerCounts counts = m_session->counts();
    counters.gaps += counts.gaps;
    counters.damaged += counts.damaged;
    counters.garbage += counts.garbage;
    return counters;
}

} // namespace shouwang::video
