#include "wall_inspector.h"

#include "wall/ui/line_socket.h"

#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QQuickWindow>

namespace shouwang::wall {

namespace {

constexpr qint64 kQuestionLimit = qint64{64} * 1024;
constexpr qsizetype kShownLimit = 1000;

QString text(const std::string& value) {
    return QString::fromStdString(value);
}
QString text(std::string_view value) {
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

QJsonObject error(const QString& why) {
    return {{QStringLiteral("error"), why}};
}

} // namespace

WallInspector::WallInspector(QQuickWindow& window, WallController& controller, std::string renderer,
                             QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_controller(controller)
    , m_renderer(std::move(renderer)) {
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setMaxPendingConnections(4);
    connect(&m_server, &QLocalServer::newConnection, this, &WallInspector::accept);
    connect(&controller, &WallController::pictureShown, this, [this](const PictureShown& shown) {
        m_shown << shown;
        if (m_shown.size() > kShownLimit) m_shown.removeFirst();
    });
}

bool WallInspector::listen(const QString& name) {
    return m_server.listen(name);
}

void WallInspector::accept() {
    while (QLocalSocket* next = m_server.nextPendingConnection()) {
        auto* socket = new LineSocket(std::unique_ptr<QLocalSocket>(next), kQuestionLimit, this);
        connect(socket, &LineSocket::line, this, [this, socket](const QByteArray& line) {
            socket->send(QJsonDocument(answer(line)).toJson(QJsonDocument::Compact).toStdString());
        });
        connect(socket, &LineSocket::closed, socket, &QObject::deleteLater);
    }
}

QJsonObject WallInspector::answer(const QByteArray& line) {
    const QJsonObject question = QJsonDocument::fromJson(line).object();
    const QString get = question.value(QStringLiteral("get")).toString();
    const QString file = question.value(QStringLiteral("grab")).toString();
    if (!file.isEmpty()) return grab(file);
    if (get == QLatin1String("tiles")) return tiles();
    if (get == QLatin1String("alarms")) return alarms();
    if (get == QLatin1String("shown")) return shown();
    if (get == QLatin1String("stats")) return stats();
    return error(QStringLiteral("ask {\"get\":\"tiles\"}, {\"get\":\"alarms\"}, {\"get\":\"shown\"}, "
                                "{\"get\":\"stats\"} or {\"grab\":FILE}"));
}

QJsonObject WallInspector::tiles() const {
    QJsonArray list;
    const QPoint origin = m_window.mapToGlobal(QPoint(0, 0));
    for (const WallTile* tile : m_controller.wallTiles()) {
        const TileReport report = tile->report();
        const QRect rect = tile->rect().translated(origin);
        list.append(QJsonObject{
            {QStringLiteral("camera"), text(report.camera)},
            {QStringLiteral("alarm"), text(report.alarm)},
            {QStringLiteral("x"), rect.x()},
            {QStringLiteral("y"), rect.y()},
            {QStringLiteral("width"), rect.width()},
            {QStringLiteral("height"), rect.height()},
            {QStringLiteral("focused"), tile->focused()},
            {QStringLiteral("state"), text(name(report.live))},
            {QStringLiteral("age_ms"), static_cast<qint64>(report.age_ms)},
            {QStringLiteral("stream"), text(report.stream)},
            {QStringLiteral("fps"), report.fps},
            {QStringLiteral("reason"), text(name(report.reason))},
            {QStringLiteral("sequence"), static_cast<qint64>(tile->shownSequence())},
            {QStringLiteral("label"),
             QStringList({tile->number(), tile->place(), tile->stateText()}).join(u' ')},
            {QStringLiteral("look_back"), tile->lookBackText()},
        });
    }
    return {{QStringLiteral("tiles"), list},
            {QStringLiteral("scene"), text(m_controller.state().scene)},
            {QStringLiteral("message"), m_controller.message()}};
}

QJsonObject WallInspector::alarms() const {
    QJsonArray list;
    for (const OpenAlarm& alarm : m_controller.state().alarms)
        list.append(QJsonObject{{QStringLiteral("alarm"), text(alarm.alarm)},
                                {QStringLiteral("point"), text(alarm.point)},
                                {QStringLiteral("title"), text(alarm.title)},
                                {QStringLiteral("priority"), text(name(alarm.priority))},
                                {QStringLiteral("acknowledged"), alarm.acknowledged}});
    return {{QStringLiteral("alarms"), list},
            {QStringLiteral("drill"), m_controller.drill()},
            {QStringLiteral("banner"), m_controller.bannerText()}};
}

QJsonObject WallInspector::shown() const {
    QJsonArray list;
    for (const PictureShown& shown : m_shown)
        list.append(QJsonObject{{QStringLiteral("alarm"), text(shown.alarm)},
                                {QStringLiteral("camera"), text(shown.camera)},
                                {QStringLiteral("after_ms"), static_cast<qint64>(shown.after_ms)},
                                {QStringLiteral("at_us"), static_cast<qint64>(shown.at)}});
    return {{QStringLiteral("shown"), list}};
}

QJsonObject WallInspector::stats() {
    const Stats stats = m_controller.stats(m_renderer, 0);
    return {{QStringLiteral("cpu_cores"), stats.cpu_cores},
            {QStringLiteral("predicted_cores"), stats.predicted_cores},
            {QStringLiteral("budget_cores"), stats.budget_cores},
            {QStringLiteral("load"), text(stats.load)},
            {QStringLiteral("pins_open"), static_cast<qint64>(stats.pins_open)},
            {QStringLiteral("rss_mb"), stats.rss_mb},
            {QStringLiteral("renderer"), text(stats.renderer)}};
}

QJsonObject WallInspector::grab(const QString& file) const {
    const QImage image = m_window.grabWindow();
    if (image.isNull() || !image.save(file, "PNG")) return error(QStringLiteral("cannot write %1").arg(file));
    return {{QStringLiteral("grabbed"), file},
            {QStringLiteral("width"), image.width()},
            {QStringLiteral("height"), image.height()}};
}

} // namespace shouwang::wall
