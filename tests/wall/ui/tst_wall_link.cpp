// The desk's link to a wall that crashes, hangs or talks nonsense: one restart into the same scene, told
// once.
#include "wall/ui/wall_link.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace shouwang;
using namespace shouwang::wall;
using namespace std::chrono_literals;

namespace {

WallLinkOptions quick() {
    WallLinkOptions options;
    options.program = QStringLiteral(FAKE_WALL);
    options.heartbeat = 1500ms;
    options.startup = 8000ms;
    options.retry_least = 10ms;
    options.retry_most = 400ms;
    return options;
}

OpenAlarm buttonAlarm() {
    OpenAlarm alarm;
    alarm.alarm = "alarm-1";
    alarm.point = "AL-BTN-Z31-2F-值班室";
    alarm.cameras = {"K1"};
    alarm.raised = 5;
    return alarm;
}

} // namespace

class TestWallLink : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    SeededRandom m_random{7};

    WallLinkOptions behaving(const char* behaviour) {
        WallLinkOptions options = quick();
        options.arguments = {m_folder->filePath(QStringLiteral("marker")), QString::fromLatin1(behaviour),
                             m_folder->filePath(QStringLiteral("log"))};
        return options;
    }
    QByteArray log() const {
        QFile file(m_folder->filePath(QStringLiteral("log")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void a_wall_is_started_and_told_everything() {
        WallLink link(behaving("good"), m_random);
        QSignalSpy back(&link, &WallLink::wallBack);
        QSignalSpy tiles(&link, &WallLink::tilesChanged);
        link.setScene(QStringLiteral("night"));
        link.start();
        QTRY_COMPARE_WITH_TIMEOUT(back.size(), 1, 10000);
        QVERIFY(link.isUp());
        QVERIFY(link.wallPid() > 0);
        QTRY_VERIFY(tiles.size() > 2);
        QCOMPARE(link.tiles().front().camera, std::string("K1"));
        link.acknowledgeAlarm(QStringLiteral("x"));
        QTRY_VERIFY(log().contains("acknowledge_alarm"));
        QVERIFY(log().contains("\"scene\":\"night\""));
        QVERIFY(log().startsWith("{\"type\":\"hello\"") || log().contains("\"hello\""));
        QCOMPARE(link.restarts(), 0);
    }

    void a_lost_wall_is_restarted_into_the_same_scene_data() {
        QTest::addColumn<QByteArray>("behaviour");
        QTest::addColumn<int>("loss");
        const auto row = [](const char* behaviour, WallLoss loss) {
            QTest::newRow(behaviour) << QByteArray(behaviour) << static_cast<int>(loss);
        };
        row("crash", WallLoss::Crashed);
        row("end", WallLoss::Stopped);
        row("fail", WallLoss::Crashed);
        row("close", WallLoss::Crashed);
        row("hang", WallLoss::Hung);
        row("garble", WallLoss::Garbled);
        row("flood", WallLoss::Garbled);
        row("version", WallLoss::WrongVersion);
    }
    void a_lost_wall_is_restarted_into_the_same_scene() {
        QFETCH(QByteArray, behaviour);
        QFETCH(int, loss);
        WallLink link(behaving(behaviour.constData()), m_random);
        std::vector<WallLoss> losses;
        QStringList texts;
        connect(&link, &WallLink::wallLost, this, [&](WallLoss what, const QString& text) {
            losses.push_back(what);
            texts << text;
        });
        link.setScene(QStringLiteral("night"));
        link.setSecrets({{"*", {"user", "password"}}});
        link.openAlarm(buttonAlarm());
        link.acknowledgeAlarm(QStringLiteral("alarm-1"));
        link.start();
        QTRY_COMPARE_WITH_TIMEOUT(losses.size(), std::size_t{1}, 15000);
        QFile::resize(m_folder->filePath(QStringLiteral("log")),
                      0); // what follows is said to the second wall
        QTRY_VERIFY_WITH_TIMEOUT(link.isUp(), 15000);
        QCOMPARE(static_cast<int>(losses.front()), loss);
        QVERIFY(!texts.front().isEmpty());
        QCOMPARE(link.restarts(), 1);
        QTRY_VERIFY(log().contains("\"acknowledged\":true")); // the alarm as it stands by now
        QVERIFY(log().contains("\"scene\":\"night\""));
        QVERIFY(log().contains("password"));
        QCOMPARE(losses.size(), std::size_t{1});
    }

    void a_wall_that_never_gets_ready_is_given_up_and_tried_again() {
        WallLinkOptions options = behaving("silent");
        options.startup = 700ms;
        WallLink link(options, m_random);
        QSignalSpy lost(&link, &WallLink::wallLost);
        link.start();
        QTRY_VERIFY_WITH_TIMEOUT(lost.size() >= 1, 10000);
        QTRY_VERIFY_WITH_TIMEOUT(link.isUp(), 15000);
    }

    void a_broken_wall_is_restarted_ever_more_slowly() {
        WallLink link(behaving("always-ends"), m_random);
        QSignalSpy lost(&link, &WallLink::wallLost);
        link.start();
        QElapsedTimer timer;
        timer.start();
        QTRY_VERIFY_WITH_TIMEOUT(lost.size() >= 12, 30000);
        // Without spacing twelve starts take as long as twelve processes; with it the later pauses reach 400
        // ms.
        QVERIFY2(timer.elapsed() > 600, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(!link.isUp());
    }

    void a_missing_program_is_reported_and_tried_again() {
        WallLinkOptions options = quick();
        options.program = QStringLiteral("/nonexistent/wall");
        WallLink link(options, m_random);
        std::vector<WallLoss> losses;
        connect(&link, &WallLink::wallLost, this, [&](WallLoss what) { losses.push_back(what); });
        link.start();
        QTRY_VERIFY(losses.size() >= 2);
        QCOMPARE(losses.front(), WallLoss::NotStarted);
    }

    void reports_of_pins_and_pictures_reach_the_desk_and_end_the_pin() {
        WallLink link(behaving("good"), m_random);
        std::vector<Pinned> files;
        std::vector<PictureShown> pictures;
        connect(&link, &WallLink::pinned, this, [&](const Pinned& report) { files.push_back(report); });
        connect(&link, &WallLink::pictureShown, this,
                [&](const PictureShown& report) { pictures.push_back(report); });
        link.start();
        QTRY_VERIFY_WITH_TIMEOUT(link.isUp(), 10000);
        link.openAlarm(buttonAlarm());
        link.pin({"pin-1", {"K1"}, 1, 2, "/evidence"});
        QCOMPARE(link.state().pins.size(), std::size_t{1});
        QTRY_COMPARE(files.size(), std::size_t{1});
        QCOMPARE(files.front().file, std::string("/evidence/a.mp4"));
        QTRY_COMPARE(pictures.size(), std::size_t{1});
        QCOMPARE(pictures.front().after_ms, std::int64_t{42});
        QVERIFY(link.state().pins.empty());
    }

    void wishes_for_previews_are_told_to_the_wall() {
        WallLink link(behaving("good"), m_random);
        link.start();
        QTRY_VERIFY_WITH_TIMEOUT(link.isUp(), 10000);
        link.previews()->want(QStringLiteral("K9"), {4000, 200});
        QTRY_VERIFY(log().contains("K9"));
        QCOMPARE(link.state().previews.front().width, 640);
        link.previews()->unwant(QStringLiteral("K9"));
        QVERIFY(link.state().previews.empty());
    }

    void stopping_ends_the_wall_and_restarts_nothing() {
        WallLink link(behaving("good"), m_random);
        QSignalSpy lost(&link, &WallLink::wallLost);
        link.start();
        QTRY_VERIFY_WITH_TIMEOUT(link.isUp(), 10000);
        link.stop();
        QVERIFY(!link.isUp());
        QCOMPARE(link.wallPid(), 0);
        QVERIFY(log().contains("quit"));
        QCOMPARE(lost.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestWallLink)
#include "tst_wall_link.moc"
