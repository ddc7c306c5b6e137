#include "wall/ui/line_socket.h"

#include <QPointer>

namespace shouwang::wall {

LineSocket::LineSocket(std::unique_ptr<QLocalSocket> socket, qint64 limit, QObject* parent)
    : QObject(parent)
    , m_socket(std::move(socket))
    , m_limit(limit) {
    m_socket->setParent(nullptr);
    m_socket->setReadBufferSize(limit + 1);
    connect(m_socket.get(), &QLocalSocket::readyRead, this, &LineSocket::read);
    connect(m_socket.get(), &QLocalSocket::disconnected, this, [this] {
        read();
        end({});
    });
    if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &LineSocket::read, Qt::QueuedConnection);
}

LineSocket::~LineSocket() {
    m_closed = true;
    m_socket->disconnect(this);
}

bool LineSocket::send(const std::string& line) {
    if (m_closed || m_socket->state() != QLocalSocket::ConnectedState) return false;
    if (m_socket->bytesToWrite() > m_limit * 8) {
        end(QStringLiteral("the other side does not read"));
        return false;
    }
    m_socket->write(line.data(), static_cast<qint64>(line.size()));
    m_socket->write("\n", 1);
    return true;
}

void LineSocket::close() {
    m_closed = true;
    m_socket->disconnectFromServer();
}

void LineSocket::read() {
    // A line's receiver may close or even destroy this socket.
    const QPointer<LineSocket> self(this);
    while (self && !m_closed && m_socket->bytesAvailable() > 0) {
        const qsizetype searched = m_buffer.size();
        m_buffer += m_socket->read(m_limit + 1);
        qsizetype begin = 0;
        qsizetype feed = m_buffer.indexOf('\n', searched);
        for (; feed >= 0; feed = m_buffer.indexOf('\n', begin)) {
            const QByteArray whole = m_buffer.mid(begin, feed - begin);
            begin = feed + 1;
            if (whole.size() > m_limit) return end(QStringLiteral("a line that is too long"));
            Q_EMIT line(whole);
            if (!self || m_closed) return;
        }
        m_buffer.remove(0, begin);
        if (m_buffer.size() > m_limit) return end(QStringLiteral("a line that is too long"));
    }
}

void LineSocket::end(const QString& why) {
    if (m_closed) return;
    m_closed = true;
    m_buffer.clear();
    m_socket->abort();
    Q_EMIT closed(why);
}

} // namespace shouwang::wall
