#include "support/process.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace shouwang::testing {

Run runServer(const QStringList& words) {
    QProcess process;
    process.start(QStringLiteral(SHOUWANG_SERVER), words);
    process.waitForFinished(60'000);
    Run run;
    run.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    run.out = process.readAllStandardOutput();
    run.err = process.readAllStandardError();
    return run;
}

Served serve(const QStringList& words) {
    Served served;
    served.process = std::make_unique<QProcess>();
    served.process->start(QStringLiteral(SHOUWANG_SERVER), QStringList{QStringLiteral("run")} + words);
    QElapsedTimer timer;
    timer.start();
    while (!served.process->canReadLine() && timer.elapsed() < 60'000) {
        if (served.process->state() == QProcess::NotRunning) break;
        served.process->waitForReadyRead(100);
    }
    const QJsonObject ready = QJsonDocument::fromJson(served.process->readLine()).object();
    const auto port = static_cast<quint16>(ready.value(QStringLiteral("port")).toInt());
    served.closed = ready.value(QStringLiteral("closed")).toString();
    (ready.value(QStringLiteral("ready")).toBool() ? served.port : served.closedPort) = port;
    served.err = served.process->readAllStandardError();
    return served;
}

quint16 freePort() {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    quint16 port = 0;
    if (bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
        getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0) {
        port = ntohs(address.sin_port);
    }
    close(socket);
    return port;
}

} // namespace shouwang::testing
