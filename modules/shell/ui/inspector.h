// For the played demonstration and for tests on a real display: answers what stands on the screen and where,
// so that a player can send real keys and clicks there. Reads only; it presses nothing. Only made when the
// command line asks for it; the socket is this user's alone. One JSON object a line in, one out:
//   {"get":"widget","name":"..."}  {"get":"focus"}  {"get":"table","name":"..."}  {"get":"all"}
//   {"grab":"file.png"}
// GUI thread.
#pragma once

#include <QJsonObject>
#include <QObject>

class QLocalServer;
class QLocalSocket;
class QWidget;

namespace shouwang::shell {

/// What the mark of a row says that is only painted ("here", "station", "attention"): for whoever cannot see
/// it.
inline constexpr int kMarkRole = Qt::UserRole + 17;

class Inspector final : public QObject {
    Q_OBJECT

public:
    explicit Inspector(QWidget& window, QObject* parent = nullptr);

    /// False when somebody already listens under this name.
    bool listen(const QString& name);
    QJsonObject answer(const QJsonObject& question) const;

private:
    void accept();
    void read(QLocalSocket& socket);
    QJsonObject widget(const QString& name) const;
    QJsonObject table(const QString& name) const;
    QJsonObject all() const;
    QJsonObject grab(const QString& file) const;
    QWidget* find(const QString& name) const;

    QWidget& m_window;
    QLocalServer* m_server;
};

} // namespace shouwang::shell
