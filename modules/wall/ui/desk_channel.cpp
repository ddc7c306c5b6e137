#include "wall/ui/desk_channel.h"

#include "base/log.h"

#include <QCoreApplication>

namespace shouwang::wall {

namespace {

constexpr int kHeartbeatMs = 500;
constexpr int kStatsMs = 2000;

} // namespace

DeskChannel::DeskChannel(WallController& controller, std::string renderer, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
    , m_renderer(std::move(renderer)) {
    connect(&controller, &WallController::pictureShown, this, [this](const PictureShown& r) { send(r); });
    connect(&controller, &WallController::pinned, this, [this](const Pinned& r) { send(r); });
    connect(&controller, &WallController::handled, this, [this](const Handled& r) { send(r); });
    m_heartbeat.setInterval(kHeartbeatMs);
    m_heartbeat.setTimerType(Qt::PreciseTimer);
    connect(&m_heartbeat, &QTimer::timeout, this, [this] { send(m_controller.heartbeat()); });
    m_stats.setInterval(kStatsMs);
    connect(&m_stats, &QTimer::timeout, this, [this] { send(m_controller.stats(m_renderer, m_refused)); });
}

bool DeskChannel::connectTo(const QString& name, int milliseconds) {
    auto socket = std::make_unique<QLocalSocket>();
    socket->connectToServer(name);
    if (!socket->waitForConnected(milliseconds)) {
        log::error("wall", "the desk does not answer: {}", socket->errorString().toStdString());
        return false;
    }
    m_socket = std::make_unique<LineSocket>(std::move(socket), static_cast<qint64>(kLineLimit));
    connect(m_socket.get(), &LineSocket::line, this, &DeskChannel::readLine);
    connect(m_socket.get(), &LineSocket::closed, this, &DeskChannel::closed);
    send(Ready{kProtocolVersion, QCoreApplication::applicationPid(), m_controller.previewName()});
    send(m_controller.heartbeat());
    m_heartbeat.start();
    m_stats.start();
    return true;
}

void DeskChannel::readLine(const QByteArray& line) {
    const auto order = parseOrder({line.data(), static_cast<std::size_t>(line.size())});
    if (!order) {
        ++m_refused;
        log::warning("wall", "a line of the desk made no sense: {}", order.error().text);
        return send(OrderRefused{"", order.error().text.substr(0, kTextLimit)});
    }
    if (const auto* hello = std::get_if<Hello>(&*order); hello && hello->version != kProtocolVersion)
        return send(OrderRefused{"hello", "another protocol version"});
    const auto followed = m_controller.apply(*order);
    if (!followed) send(OrderRefused{std::string(name(*order)), followed.error().text.substr(0, kTextLimit)});
}

void DeskChannel::send(const Report& report) {
    if (!m_socket) return;
    const auto line = serialise(report);
    if (line)
        m_socket->send(*line);
    else
        log::error("wall", "a report cannot be sent: {}", line.error().text);
}

} // namespace shouwang::wall
