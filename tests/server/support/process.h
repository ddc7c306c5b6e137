// The real program, and other programs, as child processes. One thread.
#pragma once

#include <QProcess>
#include <QStringList>
#include <memory>

namespace shouwang::testing {

struct Run {
    int code = -1;
    QByteArray out;
    QByteArray err;
};
/// Runs the station's program to its end (at most 60 s).
Run runServer(const QStringList& words);

/// Starts `shouwang-server run` and waits for its ready line; the port is 0 when it did not come.
struct Served {
    std::unique_ptr<QProcess> process;
    quint16 port = 0;
    quint16 closedPort = 0; ///< of one that serves no ledger, because of `closed`
    QString closed;
    QByteArray err;
};
Served serve(const QStringList& words);

quint16 freePort();

} // namespace shouwang::testing
