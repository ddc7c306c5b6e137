#include "service_manager.h"

#include "base/log.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace shouwang::wall {

namespace {

constexpr int kBeatsPerLimit = 4; // as often as the desk hears it: every 500 ms for a limit of 2 s

/// Zero: nobody waits for a beat of this process.
int beatMs() {
    const QByteArray pid = qgetenv("WATCHDOG_PID");
    if (!pid.isEmpty() && pid.toLongLong() != getpid()) return 0;
    const qlonglong limit_us = qgetenv("WATCHDOG_USEC").toLongLong();
    if (limit_us <= 0) return 0;
    return static_cast<int>(std::clamp<qlonglong>(limit_us / 1000 / kBeatsPerLimit, 1, 60'000));
}

} // namespace

ServiceManager::ServiceManager(QObject* parent)
    : QObject(parent)
    , m_socket(qgetenv("NOTIFY_SOCKET")) {
    m_beat.setTimerType(Qt::PreciseTimer);
    m_beat.setInterval(beatMs());
    connect(&m_beat, &QTimer::timeout, this, [this] { say("WATCHDOG=1"); });
}

void ServiceManager::start() {
    if (m_socket.isEmpty()) return;
    QTimer::singleShot(0, this, [this] {
        say("READY=1");
        if (m_beat.interval() > 0) m_beat.start();
    });
}

void ServiceManager::say(const QByteArray& words) const {
    sockaddr_un address{};
    const auto length = static_cast<std::size_t>(m_socket.size());
    if (length >= sizeof address.sun_path) return log::warning("wall", "NOTIFY_SOCKET is too long");
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, m_socket.constData(), length);
    if (address.sun_path[0] == '@') address.sun_path[0] = '\0'; // an abstract name
    // A new socket each time: the service manager may have been replaced since.
    const int end = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (end < 0) return log::warning("wall", "cannot speak to the service manager: {}", std::strerror(errno));
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length);
    const auto sent = sendto(end, words.constData(), static_cast<std::size_t>(words.size()),
                             MSG_NOSIGNAL | MSG_DONTWAIT, reinterpret_cast<const sockaddr*>(&address), size);
    if (sent < 0) log::warning("wall", "cannot speak to the service manager: {}", std::strerror(errno));
    close(end);
}

} // namespace shouwang::wall
