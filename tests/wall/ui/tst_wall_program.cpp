// The program itself, bare, as somebody starts it by hand: right and wrong arguments, right and wrong site
// files.
#include "base/random.h"
#include "site/sample.h"
#include "site/site_file.h"
#include "wall/ui/wall_link.h"

#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QProcess>
#include <QRect>
#include <QTemporaryDir>
#include <QTest>

using namespace shouwang;

class TestWallProgram : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QProcess m_wall;
    QByteArray m_errors;

    QString path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }

    void write(const char* name, const QByteArray& bytes) {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    void writeSample() {
        site::SampleOptions options;
        options.rtspBase = "rtsp://127.0.0.1:9"; // nobody answers there
        write("site.json", QByteArray::fromStdString(*site::writeSite(site::sampleSite(options))));
    }
    void start(const QStringList& arguments) {
        m_errors.clear();
        m_wall.start(QStringLiteral(WALL_PROGRAM),
                     arguments + QStringList{QStringLiteral("--renderer"), QStringLiteral("software")});
        QVERIFY(m_wall.waitForStarted());
    }
    QStringList bare(const char* site, const char* scene) const {
        return {QStringLiteral("--site"),     path(site),
                QStringLiteral("--scene"),    QString::fromLatin1(scene),
                QStringLiteral("--geometry"), QStringLiteral("1366x768+0+0"),
                QStringLiteral("--inspect"),  path("inspect")};
    }
    bool saysOnScreen(const QString& text) {
        return ask(QByteArrayLiteral("{\"get\":\"tiles\"}"))
            .value(QStringLiteral("message"))
            .toString()
            .contains(text);
    }
    QJsonObject ask(const QByteArray& question) const {
        QLocalSocket socket;
        socket.connectToServer(path("inspect"));
        if (!socket.waitForConnected(200)) return {};
        socket.write(question + '\n');
        QByteArray answer;
        while (!answer.endsWith('\n') && socket.waitForReadyRead(10000))
            answer += socket.readAll();
        return QJsonDocument::fromJson(answer).object();
    }
    QRect tilesStand() const {
        QRect all;
        for (const auto& tile :
             ask(QByteArrayLiteral("{\"get\":\"tiles\"}")).value(QStringLiteral("tiles")).toArray()) {
            const auto at = [entry = tile.toObject()](const char* key) {
                return entry.value(QLatin1String(key)).toInt();
            };
            all |= QRect(at("x"), at("y"), at("width"), at("height"));
        }
        return all;
    }
    /// For every program that is started in this test.
    void twoScreens() {
        write("screens.json", R"({"screens":[
            {"name":"left","x":0,"y":0,"width":1920,"height":1080,"logicalDpi":96,"logicalBaseDpi":96,"dpr":1},
            {"name":"right","x":1920,"y":0,"width":1366,"height":768,"logicalDpi":96,"logicalBaseDpi":96,"dpr":1}]})");
        qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + QFile::encodeName(path("screens.json")));
    }
    int endedWith() { return m_wall.waitForFinished(20000) ? m_wall.exitCode() : -1; }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("QT_QPA_PLATFORM", "offscreen");
        m_wall.setProcessChannelMode(QProcess::SeparateChannels);
    }
    void cleanup() {
        if (m_wall.state() != QProcess::NotRunning) {
            m_wall.kill();
            m_wall.waitForFinished();
        }
    }

    void wrong_arguments_are_told_and_end_with_64_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* name, const char* arguments, const char* text) {
            QTest::newRow(name) << QString::fromLatin1(arguments).split(u' ', Qt::SkipEmptyParts)
                                << QByteArray(text);
        };
        row("nothing", "", "either --link SOCKET or --site FILE");
        row("both", "--link a --site b", "either --link SOCKET or --site FILE");
        row("no scene", "--site b", "--site needs --scene");
        row("geometry", "--site b --scene c --geometry 12", "--geometry");
        row("renderer", "--site b --scene c --renderer fast --geometry 100x100",
            "neither auto, software nor gpu");
        row("unknown", "--fly", "fly");
    }
    void wrong_arguments_are_told_and_end_with_64() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, text);
        m_wall.start(QStringLiteral(WALL_PROGRAM), arguments);
        QCOMPARE(endedWith(), 64);
        const QByteArray said = m_wall.readAllStandardError();
        QVERIFY2(said.contains(text), said.constData());
    }

    void a_wrong_site_file_is_told_with_file_line_and_reason_on_screen_and_ends_with_65() {
        write("site.json", "{\n  \"id\": 7\n}\n");
        start(bare("site.json", "night"));
        QTRY_VERIFY_WITH_TIMEOUT(saysOnScreen(QStringLiteral("site.json:")), 20000);
        m_wall.terminate();
        QCOMPARE(endedWith(), 65);
        QVERIFY(m_wall.readAllStandardError().contains("site.json:2"));
    }

    void a_scene_that_is_not_there_is_told() {
        writeSample();
        start(bare("site.json", "nowhere"));
        QTRY_VERIFY_WITH_TIMEOUT(saysOnScreen(QStringLiteral("nowhere")), 20000);
        m_wall.terminate();
        QCOMPARE(endedWith(), 65);
    }

    void a_scene_may_be_called_by_its_name() {
        writeSample();
        start(
            bare("site.json", "night").replaceInStrings(QStringLiteral("night"), QStringLiteral("夜间值守")));
        const auto scene = [this] {
            return ask(QByteArrayLiteral("{\"get\":\"tiles\"}")).value(QStringLiteral("scene")).toString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(scene(), QStringLiteral("night"), 20000);
    }

    void secrets_that_others_can_read_are_refused() {
        writeSample();
        write("secrets.json", "{\"*\":{\"user\":\"viewer\",\"password\":\"geheim\"}}");
        QFile::setPermissions(path("secrets.json"), QFile::ReadOwner | QFile::ReadOther);
        start(bare("site.json", "night") + QStringList{QStringLiteral("--secrets"), path("secrets.json")});
        QTRY_VERIFY_WITH_TIMEOUT(saysOnScreen(QStringLiteral("secrets.json")), 20000);
        QVERIFY(!saysOnScreen(QStringLiteral("geheim")));
        m_wall.terminate();
        QCOMPARE(endedWith(), 65);
    }

    void a_wall_fills_the_screen_that_is_named_and_never_another_data() {
        QTest::addColumn<QString>("screen");
        QTest::addColumn<QRect>("stands");
        QTest::newRow("the second") << QStringLiteral("right") << QRect(1920, 0, 1366, 768);
        QTest::newRow("one that was unplugged") << QStringLiteral("gone") << QRect(80, 80, 960, 540);
    }
    void a_wall_fills_the_screen_that_is_named_and_never_another() {
        QFETCH(QString, screen);
        QFETCH(QRect, stands);
        writeSample();
        twoScreens();
        QStringList arguments = bare("site.json", "night");
        arguments.replaceInStrings(QStringLiteral("--geometry"), QStringLiteral("--screen"));
        arguments.replaceInStrings(QStringLiteral("1366x768+0+0"), screen);
        start(arguments);
        QTRY_COMPARE_WITH_TIMEOUT(tilesStand(), stands, 20000);
    }

    void a_wall_goes_to_the_screen_that_its_desk_chooses_and_back() {
        writeSample();
        twoScreens();
        SystemRandom random;
        wall::WallLinkOptions options;
        options.program = QStringLiteral(WALL_PROGRAM);
        options.arguments = QStringList{QStringLiteral("--renderer"),
                                        QStringLiteral("software"),
                                        QStringLiteral("--windowed"),
                                        QStringLiteral("--geometry"),
                                        QStringLiteral("640x360+100+100"),
                                        QStringLiteral("--inspect"),
                                        path("inspect")};
        wall::WallLink link(options, random);
        QFile site(path("site.json"));
        QVERIFY(site.open(QIODevice::ReadOnly));
        const QByteArray bytes = site.readAll();
        link.setSite(QStringLiteral("site.json"), Bytes(bytes.begin(), bytes.end()));
        link.setScene(QStringLiteral("night"));
        link.start();
        QTRY_COMPARE_WITH_TIMEOUT(tilesStand(), QRect(100, 100, 640, 360), 20000);
        link.showOn(QStringLiteral("gone"));
        link.showOn(QStringLiteral("right"));
        QTRY_COMPARE_WITH_TIMEOUT(tilesStand(), QRect(1920, 0, 1366, 768), 20000);
        link.showOn(QStringLiteral("left"));
        QTRY_COMPARE_WITH_TIMEOUT(tilesStand(), QRect(0, 0, 1920, 1080), 20000);
        link.showOn({});
        QTRY_COMPARE_WITH_TIMEOUT(tilesStand(), QRect(100, 100, 640, 360), 20000);
    }

    void a_bare_wall_shows_its_scene_and_grabs_itself() {
        writeSample();
        start(bare("site.json", "night"));
        QJsonArray tiles;
        QTRY_VERIFY_WITH_TIMEOUT(
            (tiles = ask(QByteArrayLiteral("{\"get\":\"tiles\"}")).value(QStringLiteral("tiles")).toArray())
                    .size() == 16,
            20000);
        QVERIFY(tiles.at(0).toObject().value(QStringLiteral("width")).toInt() > 300);
        const QString shot = path("shot.png");
        const auto grabbed = ask("{\"grab\":\"" + shot.toUtf8() + "\"}");
        QCOMPARE(grabbed.value(QStringLiteral("width")).toInt(), 1366);
        QCOMPARE(QImage(shot).size(), QSize(1366, 768));
        QVERIFY(ask(QByteArrayLiteral("nonsense")).contains(QStringLiteral("error")));
        m_wall.terminate();
        QCOMPARE(endedWith(), 0);
    }
};

QTEST_GUILESS_MAIN(TestWallProgram)
#include "tst_wall_program.moc"
