// The wall's end of the link to the desk: reads orders, sends reports and the heartbeat. When the desk goes,
// the wall goes too. GUI thread.
#pragma once

#include "wall/ui/line_socket.h"
#include "wall/ui/wall_controller.h"

#include <QObject>
#include <QTimer>

namespace shouwang::wall {

class DeskChannel : public QObject {
    Q_OBJECT
public:
    DeskChannel(WallController& controller, std::string renderer, QObject* parent = nullptr);

    /// Waits at most `milliseconds` for the desk to take the connection.
    bool connectTo(const QString& socket, int milliseconds);
    std::int64_t refusedLines() const { return m_refused; }

Q_SIGNALS:
    void closed();

private:
    void readLine(const QByteArray& line);
    void send(const Report& report);

    WallController& m_controller;
    const std::string m_renderer;
    std::unique_ptr<LineSocket> m_socket;
    QTimer m_heartbeat;
    QTimer m_stats;
    std::int64_t m_refused = 0;
};

} // namespace shouwang::wall
