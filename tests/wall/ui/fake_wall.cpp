// fake_wall MARKER BEHAVIOUR LOG --link SOCKET: a wall without pictures. The first start (MARKER does not
// exist yet) behaves badly in the way it is told, once it is ready; every later start behaves well. LOG gets
// every order it reads.
#include "wall/protocol.h"
#include "wall/ui/line_socket.h"

#include <QCoreApplication>
#include <QFile>
#include <QTimer>
#include <chrono>
#include <csignal>
#include <thread>

using namespace shouwang::wall;

namespace {

class FakeWall : public QObject {
public:
    FakeWall(QString behaviour, const QString& log, const QString& socket)
        : m_behaviour(std::move(behaviour))
        , m_log(log) {
        auto local = std::make_unique<QLocalSocket>();
        local->connectToServer(socket);
        if (!local->waitForConnected(5000) || !m_log.open(QIODevice::Append)) std::_Exit(3);
        m_socket = std::make_unique<LineSocket>(std::move(local), static_cast<qint64>(kLineLimit));
        connect(m_socket.get(), &LineSocket::line, this, &FakeWall::hear);
        connect(m_socket.get(), &LineSocket::closed, qApp, &QCoreApplication::quit);
        if (m_behaviour == QLatin1String("silent")) return;
        const int version = m_behaviour == QLatin1String("version") ? kProtocolVersion + 1 : kProtocolVersion;
        say(Ready{version, QCoreApplication::applicationPid(), ""});
        connect(&m_beat, &QTimer::timeout, this, &FakeWall::beat);
        m_beat.start(50);
    }

private:
    void hear(const QByteArray& line) {
        m_log.write(line + '\n');
        m_log.flush();
        const auto order = parseOrder({line.data(), static_cast<std::size_t>(line.size())});
        if (!order) std::_Exit(4);
        if (const auto* pin = std::get_if<Pin>(&*order)) {
            Pinned report;
            report.id = pin->id;
            report.camera = pin->cameras.front();
            report.file = "/evidence/a.mp4";
            report.last = true;
            say(report);
        } else if (const auto* alarm = std::get_if<OpenAlarm>(&*order)) {
            say(PictureShown{alarm->alarm, alarm->cameras.front(), 42, 7});
        } else if (std::holds_alternative<Quit>(*order)) {
            qApp->quit();
        }
    }

    void beat() {
        Heartbeat beat;
        beat.scene = "night";
        beat.tiles.push_back({"K1", "", Live::Live, 20, "sub", 25, NoPicture::None});
        say(beat);
        if (++m_beats < 4) return;
        if (m_behaviour == QLatin1String("crash")) std::raise(SIGKILL);
        if (m_behaviour == QLatin1String("end")) std::_Exit(0);
        if (m_behaviour == QLatin1String("fail")) std::_Exit(3);
        if (m_behaviour == QLatin1String("close")) m_socket->close(); // and lives on without a desk
        if (m_behaviour == QLatin1String("garble")) m_socket->send("\x01 no JSON at all");
        if (m_behaviour == QLatin1String("flood")) m_socket->send(std::string(kLineLimit + 10, 'x'));
        // Its thread stands still, as in an endless loop: only the missing heartbeat tells.
        if (m_behaviour == QLatin1String("hang")) std::this_thread::sleep_for(std::chrono::hours(1));
    }

    void say(const Report& report) { m_socket->send(*serialise(report)); }

    const QString m_behaviour;
    QFile m_log;
    std::unique_ptr<LineSocket> m_socket;
    QTimer m_beat;
    int m_beats = 0;
};

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 6) return 2;
    QFile marker(arguments[1]);
    const bool first = !marker.exists();
    if (first && !marker.open(QIODevice::WriteOnly)) return 2;
    if (arguments[2] == QLatin1String("always-ends")) return 5;
    const FakeWall wall(first ? arguments[2] : QStringLiteral("good"), arguments[3], arguments[5]);
    return QCoreApplication::exec();
}
