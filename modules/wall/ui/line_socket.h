// Whole lines over a local socket, both ways, with bounds: a peer that sends no line feed, or does not read,
// is cut off instead of filling the memory. GUI thread.
#pragma once

#include <QByteArray>
#include <QLocalSocket>
#include <QObject>
#include <memory>
#include <string>

namespace shouwang::wall {

class LineSocket : public QObject {
    Q_OBJECT
public:
    /// `limit` bounds one line and, eightfold, what waits to be sent.
    LineSocket(std::unique_ptr<QLocalSocket> socket, qint64 limit, QObject* parent = nullptr);
    ~LineSocket() override;

    /// Returns false when the peer does not read; then closed() follows.
    bool send(const std::string& line);
    void close();
    QLocalSocket* socket() const { return m_socket.get(); }

Q_SIGNALS:
    void line(const QByteArray& line);
    /// Once. `why` is English and empty when the peer just went.
    void closed(const QString& why);

private:
    void read();
    void end(const QString& why);

    std::unique_ptr<QLocalSocket> m_socket;
    const qint64 m_limit;
    QByteArray m_buffer;
    bool m_closed = false;
};

} // namespace shouwang::wall
