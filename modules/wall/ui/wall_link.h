// The desk's end of the wall: starts the wall process, watches it, and puts a new one into the same scene
// when it crashed or hung. What the desk says is remembered (wall_state.h), so orders may be given at any
// time, also while no wall runs. GUI thread only.
#pragma once

#include "base/random.h"
#include "video/ui/preview_source.h"
#include "wall/protocol.h"
#include "wall/wall_state.h"

#include <QElapsedTimer>
#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>
#include <chrono>
#include <memory>

class QLocalServer;
class QTemporaryDir;

namespace shouwang::wall {

class LineSocket;

struct WallLinkOptions {
    QString program;       ///< of shouwang-wall; "--link SOCKET" is appended to the arguments
    QStringList arguments; ///< for example --geometry 1920x1080+0+0
    std::chrono::milliseconds farewell{1000};  ///< from closing the connection to the end of the process
    std::chrono::milliseconds heartbeat{2000}; ///< without one for so long the wall counts as hung
    std::chrono::milliseconds startup{15000};  ///< until Ready
    std::chrono::milliseconds retry_least{200};
    std::chrono::milliseconds retry_most{10000};
    std::chrono::milliseconds steady{30000}; ///< up for so long: the next restart is quick again
};

/// Stopped: it ended by itself without a fault, because somebody closed its window or asked it to end. All
/// the others are faults.
enum class WallLoss { NotStarted, Crashed, Hung, Garbled, WrongVersion, Stopped };

class WallLink : public QObject {
    Q_OBJECT
public:
    /// `random` must outlive it; it spaces the restarts.
    WallLink(WallLinkOptions options, Random& random, QObject* parent = nullptr);
    /// Asks the wall to quit and ends it where it does not; waits at most 2 s.
    ~WallLink() override;

    void start();
    void stop();
    bool isUp() const { return m_up; }          ///< Ready was read and the heartbeat goes on
    int restarts() const { return m_restarts; } ///< since start(), the first start not counted
    qint64 wallPid() const;
    const std::vector<TileReport>& tiles() const { return m_tiles; } ///< of the last heartbeat
    const Stats& stats() const { return m_stats; }

    /// Give this to PreviewWidgets; it survives restarts.
    video::PreviewSource* previews() { return &m_previews; }

    void setSite(const QString& fileName, const Bytes& bytes);
    void setSecrets(const site::Secrets& secrets);
    void setScene(const QString& scene);
    void arrange(const Arrange& arrangement);
    void openAlarm(const OpenAlarm& alarm);
    void acknowledgeAlarm(const QString& alarm);
    void closeAlarm(const QString& alarm);
    void lookBack(const QString& camera, int seconds);
    void focus(const QString& camera);
    void pin(const Pin& pin);
    void setBanner(const QString& text, bool drill);
    void setWatermark(const QString& text);
    void setLanguage(const QString& code);
    /// The wall fills this screen; empty: where its arguments have put it.
    void showOn(const QString& screen);
    const WallState& state() const { return m_state; } ///< what a wall is told when it starts

Q_SIGNALS:
    void wallBack();
    /// Once a loss; a restart is already due. `text` is English, for the log.
    void wallLost(shouwang::wall::WallLoss loss, const QString& text);
    void tilesChanged(const std::vector<shouwang::wall::TileReport>& tiles);
    void pictureShown(const shouwang::wall::PictureShown& shown);
    void pinned(const shouwang::wall::Pinned& pinned);
    void orderRefused(const shouwang::wall::OrderRefused& refused);
    void handled(); ///< somebody has used the wall's own mouse or keys: state() knows
    void statsChanged(const shouwang::wall::Stats& stats);

private:
    void launch();
    void lose(WallLoss loss, const QString& text);
    void judgeEnd(int code, QProcess::ExitStatus status);
    void awaitEnd();
    void endProcess();
    void removeLeftovers();
    void adopt();
    void readLine(const QByteArray& line);
    void handle(const Report& report);
    void becomeReady(const Ready& ready);
    void say(const Order& order);
    void send(const Order& order);
    void followPreviews();

    WallLinkOptions m_options;
    Random& m_random;
    video::PreviewSource m_previews;
    std::unique_ptr<QTemporaryDir> m_folder; // 0700: only this user can connect
    std::unique_ptr<QLocalServer> m_server;
    std::unique_ptr<LineSocket> m_socket;
    std::unique_ptr<QProcess> m_process;
    QTimer m_watchdog;
    QTimer m_restart;
    QElapsedTimer m_up_since;
    std::chrono::milliseconds m_pause{0};
    WallState m_state;
    std::string m_shared; // of the wall that runs
    std::vector<TileReport> m_tiles;
    Stats m_stats;
    int m_restarts = 0;
    bool m_running = false;
    bool m_ending = false; // it closed the connection: how it ended is known in a moment
    bool m_up = false;
};

} // namespace shouwang::wall
