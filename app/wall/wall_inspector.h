// For the played demonstration and for tests: answers what stands on the wall. Reads only. Only made when the
// command line asks for it; the socket is this user's alone. One JSON object a line in, one out:
//   {"get":"tiles"}  {"get":"stats"}  {"get":"alarms"}  {"get":"shown"}  {"grab":"file.png"}
// GUI thread.
#pragma once

#include "wall/ui/wall_controller.h"

#include <QJsonObject>
#include <QLocalServer>
#include <QObject>

class QQuickWindow;

namespace shouwang::wall {

class LineSocket;

class WallInspector : public QObject {
    Q_OBJECT
public:
    WallInspector(QQuickWindow& window, WallController& controller, std::string renderer,
                  QObject* parent = nullptr);

    /// False when somebody already listens under this name.
    bool listen(const QString& name);
    QJsonObject answer(const QByteArray& line);

private:
    void accept();
    QJsonObject tiles() const;
    QJsonObject alarms() const;
    QJsonObject shown() const;
    QJsonObject stats();
    QJsonObject grab(const QString& file) const;

    QQuickWindow& m_window;
    WallController& m_controller;
    const std::string m_renderer;
    QLocalServer m_server;
    QList<PictureShown> m_shown; ///< first pictures of alarm cameras, the oldest first
};

} // namespace shouwang::wall
