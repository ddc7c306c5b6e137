#include "wall/ui/wall_link.h"

#include "base/log.h"
#include "wall/ui/line_socket.h"
#include "wall/ui/no_picture.h"

#include <QHash>
#include <QLocalServer>
#include <QPointer>
#include <QTemporaryDir>
#include <algorithm>
#include <sys/mman.h>

namespace shouwang::wall {

using namespace std::chrono_literals;

namespace {

constexpr const char* kCategory = "wall-link";
const QString kSocketName = QStringLiteral("wall");

} // namespace

WallLink::WallLink(WallLinkOptions options, Random& random, QObject* parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_random(random) {
    m_watchdog.setSingleShot(true);
    m_restart.setSingleShot(true);
    connect(&m_watchdog, &QTimer::timeout, this, [this] {
        if (m_ending) return lose(WallLoss::Crashed, QStringLiteral("it closed the connection"));
        lose(m_up ? WallLoss::Hung : WallLoss::NotStarted, QStringLiteral("no sign of life for too long"));
    });
    connect(&m_restart, &QTimer::timeout, this, [this] {
        ++m_restarts;
        launch();
    });
    connect(&m_previews, &video::PreviewSource::wantedChanged, this, &WallLink::followPreviews);
}

WallLink::~WallLink() {
    disconnect(&m_previews, nullptr, this, nullptr);
    stop();
}

void WallLink::start() {
    if (m_running) return;
    m_running = true;
    m_restarts = 0;
    m_pause = m_options.retry_least;
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<QLocalServer>();
    m_server->setMaxPendingConnections(1);
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server.get(), &QLocalServer::newConnection, this, &WallLink::adopt);
    if (!m_folder->isValid() || !m_server->listen(m_folder->filePath(kSocketName)))
        log::error(kCategory, "cannot listen for the wall: {}", m_server->errorString().toStdString());
    launch();
}

void WallLink::stop() {
    if (!m_running) return;
    m_running = false;
    m_watchdog.stop();
    m_restart.stop();
    if (m_socket) {
        send(Quit{});
        m_socket->socket()->flush();
    }
    if (m_process) {
        m_process->disconnect(this);
        if (m_socket) m_process->waitForFinished(1500);
        endProcess();
    }
    m_socket.reset();
    m_server.reset();
    m_folder.reset();
    m_previews.close();
    removeLeftovers();
    m_tiles.clear();
    m_up = false;
}

qint64 WallLink::wallPid() const {
    return m_process ? m_process->processId() : 0;
}

void WallLink::launch() {
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::ForwardedChannels);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) lose(WallLoss::NotStarted, m_process->errorString());
    });
    connect(m_process.get(), &QProcess::finished, this, &WallLink::judgeEnd);
    m_ending = false;
    QStringList arguments = m_options.arguments;
    arguments << QStringLiteral("--link") << m_server->fullServerName();
    m_watchdog.start(m_options.startup);
    m_process->start(m_options.program, arguments);
}

void WallLink::judgeEnd(int code, QProcess::ExitStatus status) {
    if (status == QProcess::CrashExit) {
        lose(WallLoss::Crashed, QStringLiteral("killed by signal %1").arg(code));
    } else if (code != 0) {
        lose(WallLoss::Crashed, QStringLiteral("ended with code %1").arg(code));
    } else {
        lose(WallLoss::Stopped, QStringLiteral("it was stopped"));
    }
}

/// Its connection breaks a moment before the process is known to have ended; only the end tells a crash from
/// a stop.
void WallLink::awaitEnd() {
    m_ending = true;
    m_watchdog.start(m_options.farewell);
}

void WallLink::endProcess() {
    if (!m_process) return;
    m_process->disconnect(this);
    if (m_process->state() != QProcess::NotRunning) {
        m_process->kill(); // a hung wall does not hear anything milder
        m_process->waitForFinished(500);
    }
    // We may stand inside one of its signals.
    m_process.release()->deleteLater();
}

void WallLink::lose(WallLoss loss, const QString& text) {
    if (!m_running || m_restart.isActive()) return;
    log::error(kCategory, "the wall is lost: {}", text.toStdString());
    m_watchdog.stop();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->close();
        m_socket.release()->deleteLater(); // we may stand inside its line()
    }
    endProcess();
    if (m_up && std::chrono::milliseconds(m_up_since.elapsed()) >= m_options.steady)
        m_pause = m_options.retry_least;
    m_up = false;
    m_tiles.clear();
    m_previews.close();
    removeLeftovers();
    // Decorrelated jitter: a wall that cannot live is tried ever more slowly, and never in step with other
    // seats.
    const auto least = m_options.retry_least.count();
    const auto span = std::max<std::int64_t>(1, 3 * m_pause.count() - least);
    const auto pause = least + static_cast<std::int64_t>(m_random.below(static_cast<std::uint64_t>(span)));
    m_pause = std::min(m_options.retry_most, std::chrono::milliseconds(pause));
    m_restart.start(m_pause);
    Q_EMIT wallLost(loss, text);
    Q_EMIT tilesChanged(m_tiles);
}

void WallLink::removeLeftovers() {
    // A wall that was killed cannot remove its shared memory itself.
    if (m_shared.starts_with("/shouwang-wall-")) shm_unlink(m_shared.c_str());
    m_shared.clear();
}

void WallLink::adopt() {
    std::unique_ptr<QLocalSocket> socket(m_server->nextPendingConnection());
    if (!socket) return;
    if (m_socket || !m_process) return; // one wall at a time: the second connection is closed
    m_socket = std::make_unique<LineSocket>(std::move(socket), static_cast<qint64>(kLineLimit));
    connect(m_socket.get(), &LineSocket::line, this, &WallLink::readLine);
    connect(m_socket.get(), &LineSocket::closed, this, [this](const QString& why) {
        if (why.isEmpty())
            awaitEnd();
        else
            lose(WallLoss::Garbled, why);
    });
    send(Hello{});
    for (const Order& order : ordersFor(m_state))
        send(order);
}

void WallLink::readLine(const QByteArray& line) {
    auto report = parseReport({line.data(), static_cast<std::size_t>(line.size())});
    if (!report) return lose(WallLoss::Garbled, QString::fromStdString(report.error().text));
    handle(*report);
}

void WallLink::handle(const Report& report) {
    if (const auto* ready = std::get_if<Ready>(&report)) return becomeReady(*ready);
    if (!m_up) return lose(WallLoss::Garbled, QStringLiteral("a report before Ready"));
    if (const auto* beat = std::get_if<Heartbeat>(&report)) {
        m_watchdog.start(m_options.heartbeat);
        QHash<QString, int> slotOf;
        QHash<QString, video::NoPreview> reasons;
        for (const PreviewSlot& preview : beat->previews) {
            const QString camera = QString::fromStdString(preview.camera);
            slotOf.insert(camera, preview.slot);
            if (preview.reason != NoPicture::None)
                reasons.insert(camera, {reasonWord(preview.reason), isPlanned(preview.reason)});
        }
        m_previews.setSlots(slotOf);
        m_previews.setReasons(reasons);
        m_tiles = beat->tiles;
        Q_EMIT tilesChanged(m_tiles);
    } else if (const auto* shown = std::get_if<PictureShown>(&report)) {
        Q_EMIT pictureShown(*shown);
    } else if (const auto* file = std::get_if<Pinned>(&report)) {
        if (file->last) m_state = forgetPin(std::move(m_state), file->id, file->camera);
        Q_EMIT pinned(*file);
    } else if (const auto* stats = std::get_if<Stats>(&report)) {
        m_stats = *stats;
        Q_EMIT statsChanged(m_stats);
    } else if (const auto* hand = std::get_if<Handled>(&report)) {
        m_state = reduce(std::move(m_state), Arrange{hand->division, hand->cameras, hand->alarm_area});
        m_state = reduce(std::move(m_state), Focus{hand->focus});
        Q_EMIT handled();
    } else if (const auto* refused = std::get_if<OrderRefused>(&report)) {
        log::warning(kCategory, "the wall refused '{}': {}", refused->order, refused->text);
        Q_EMIT orderRefused(*refused);
    }
}

void WallLink::becomeReady(const Ready& ready) {
    if (ready.version != kProtocolVersion)
        return lose(WallLoss::WrongVersion, QStringLiteral("it speaks protocol %1").arg(ready.version));
    m_up = true;
    m_up_since.start();
    m_watchdog.start(m_options.heartbeat);
    m_shared = ready.shared_pictures;
    if (!m_shared.empty()) m_previews.open(QString::fromStdString(m_shared));
    log::info(kCategory, "the wall is ready, process {}", ready.pid);
    Q_EMIT wallBack();
}

void WallLink::send(const Order& order) {
    if (!m_socket) return;
    const auto line = serialise(order);
    if (line)
        m_socket->send(*line);
    else
        Q_EMIT orderRefused({std::string(name(order)), line.error().text});
}

void WallLink::say(const Order& order) {
    m_state = reduce(std::move(m_state), order);
    send(order);
}

} // namespace shouwang::wall
