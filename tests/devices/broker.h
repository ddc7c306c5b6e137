// A real mosquitto on a free port of this machine, with a store of its own, that can be killed and started
// again.
#pragma once

#include <QDeadlineTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

class Broker {
public:
    /// `extra` is added to the configuration; without a listener of its own there is a plain one.
    explicit Broker(const QByteArray& extra = "allow_anonymous true\n")
        : m_port(freePort()) {
        writeConfiguration(extra);
    }
    ~Broker() { stop(); }

    int port() const { return m_port; }
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    void writeConfiguration(const QByteArray& extra) {
        QFile file(path("mosquitto.conf"));
        if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write the broker's configuration");
        file.write("listener " + QByteArray::number(m_port) + " 127.0.0.1\n");
        // Every change reaches the disk at once, so that what was acknowledged outlives SIGKILL.
        file.write(
            "persistence true\nautosave_on_changes true\nautosave_interval 1\nmax_queued_messages 10000\n");
        file.write("persistence_location " + m_folder.path().toUtf8() + "/\nuser root\nlog_type none\n");
        file.write(extra);
    }

    bool start() {
        const QString program = QStandardPaths::findExecutable(
            QStringLiteral("mosquitto"), {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/local/sbin"),
                                          QStringLiteral("/usr/bin"), QStringLiteral("/usr/local/bin")});
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(program, {QStringLiteral("-c"), path("mosquitto.conf")});
        const QDeadlineTimer limit(10'000);
        while (!limit.hasExpired() && m_process.state() != QProcess::NotRunning) {
            if (answers()) return true;
            m_process.waitForReadyRead(20);
        }
        qWarning() << m_process.readAll();
        return false;
    }
    void kill() {
        m_process.kill();
        m_process.waitForFinished(10'000);
    }
    void stop() {
        if (m_process.state() == QProcess::NotRunning) return;
        m_process.terminate();
        m_process.waitForFinished(10'000);
    }

private:
    static sockaddr_in address(int port) {
        sockaddr_in out{};
        out.sin_family = AF_INET;
        out.sin_port = htons(static_cast<std::uint16_t>(port));
        out.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return out;
    }
    static int freePort() {
        const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in any = address(0);
        socklen_t size = sizeof any;
        const bool bound = bind(descriptor, reinterpret_cast<sockaddr*>(&any), size) == 0 &&
                           getsockname(descriptor, reinterpret_cast<sockaddr*>(&any), &size) == 0;
        close(descriptor);
        return bound ? ntohs(any.sin_port) : 0;
    }
    bool answers() const {
        const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in there = address(m_port);
        const bool yes = connect(descriptor, reinterpret_cast<sockaddr*>(&there), sizeof there) == 0;
        close(descriptor);
        return yes;
    }

    QTemporaryDir m_folder;
    const int m_port;
    QProcess m_process;
};
