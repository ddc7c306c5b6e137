// Tells a service manager that the wall stands and that its event loop still turns (the protocol of
// sd_notify). A bare wall has no desk that watches it: systemd ends and restarts it when the beat is missed
// for $WATCHDOG_USEC. GUI thread.
#pragma once

#include <QByteArray>
#include <QObject>
#include <QTimer>

namespace shouwang::wall {

class ServiceManager : public QObject {
public:
    /// Reads $NOTIFY_SOCKET, $WATCHDOG_USEC and $WATCHDOG_PID; without the first it says nothing to anybody.
    explicit ServiceManager(QObject* parent = nullptr);

    /// Says READY as soon as the event loop runs, and beats from then on.
    void start();

private:
    void say(const QByteArray& words) const;

    const QByteArray m_socket;
    QTimer m_beat;
};

} // namespace shouwang::wall
