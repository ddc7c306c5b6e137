// The real program from its first moment: what it says while there is no picture yet, and a scenario that
// begins when somebody asks for it.
#include "base/file.h"
#include "simulator/control_server.h"
#include "site/sample.h"
#include "site/secrets_file.h"
#include "site/site_file.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

extern "C" {
#include <libavformat/avformat.h>
}

using namespace shouwang;
using namespace shouwang::simulator;

namespace {

int freePort() {
    const int probe = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(probe, reinterpret_cast<sockaddr*>(&address), size);
    ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(probe);
    return ntohs(address.sin_port);
}

} // namespace

class StartTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void while_the_first_clip_is_encoded_it_says_how_far_it_is();
    void what_needs_a_running_site_is_refused_until_then();
    void a_camera_without_a_clip_of_its_codec_holds_up_nobody();
    void a_scenario_is_played_when_somebody_asks();
    void a_scenario_that_is_not_there_is_refused();

private:
    QJsonObject ask(const QByteArray& request) const {
        const auto answer = askControl(m_control, request.toStdString());
        return answer ? QJsonDocument::fromJson(QByteArray::fromStdString(*answer)).object() : QJsonObject();
    }
    void becomeReady() {
        while (!m_program.canReadLine())
            QVERIFY2(m_program.waitForReadyRead(90'000), "the simulator never became ready");
        m_rtsp = QJsonDocument::fromJson(m_program.readLine()).object()["rtsp_port"].toInt();
    }

    QTemporaryDir m_dir;
    QProcess m_program;
    QString m_camera;
    std::string m_dark; // of the camera whose codec comes later
    int m_rtsp = 0;
    int m_control = 0;
};

void StartTest::initTestCase() {
    av_log_set_level(AV_LOG_QUIET);
    site::SampleOptions options;
    options.streamingCameras = 1;
    site::Site site = site::sampleSite(options);
    m_camera = QString::fromStdString(site.scenes.front().cameras.front());
    for (auto& camera : site.cameras) { // all but one are H.264, which is encoded first
        if (camera.sub_url.empty()) continue;
        camera.codec = m_dark.empty() ? site::Codec::Hevc : site::Codec::H264;
        if (m_dark.empty()) m_dark = camera.sub_url.substr(camera.sub_url.find("/cam"));
    }
    const auto folder = std::filesystem::path(m_dir.path().toStdString());
    QVERIFY(writeFileWhole(folder / "site.json", view(site::writeSite(site).value())).has_value());
    QVERIFY(writeFileWhole(folder / "secrets.json", view(site::writeSecrets({{"*", {"u", "right"}}})), 0600)
                .has_value());
    m_control = freePort(); // known before the program says so
    m_program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_program.start(QStringLiteral(SHOUWANG_SIM),
                    {"run", "--site", m_dir.filePath("site.json"), "--secrets",
                     m_dir.filePath("secrets.json"), "--cache", m_dir.filePath("cache"), "--rtsp-port", "0",
                     "--control", QString::number(m_control), "--main-size", "320x180", "--sub-size",
                     "320x180", "--places", "1"});
    QVERIFY(m_program.waitForStarted());
}

void StartTest::cleanupTestCase() {
    m_program.terminate();
    QVERIFY2(m_program.waitForFinished(20'000), "SIGTERM did not end the simulator");
}

void StartTest::while_the_first_clip_is_encoded_it_says_how_far_it_is() {
    int furthest = 0;
    bool moved = false; // asked more than once
    const auto moves = [&] {
        const QJsonObject status = ask("{\"do\":\"status\"}");
        const int frame = status["clips"].toObject()["frame"].toInt();
        moved = moved || (!status["ready"].toBool() && furthest > 0 && frame > furthest);
        furthest = std::max(furthest, frame);
        return moved;
    };
    QTRY_VERIFY_WITH_TIMEOUT(moves(), 60'000);
}

void StartTest::what_needs_a_running_site_is_refused_until_then() {
    const QJsonObject answer = ask("{\"do\":\"heal_camera\",\"camera\":\"nobody\"}");
    if (!ask("{\"do\":\"status\"}")["ready"].toBool())
        QVERIFY(answer["error"].toString().contains("still being encoded"));
    QVERIFY(!answer["ok"].toBool());
    becomeReady();
    QVERIFY(ask("{\"do\":\"status\"}")["ready"].toBool());
}

void StartTest::a_camera_without_a_clip_of_its_codec_holds_up_nobody() {
    if (ask("{\"do\":\"status\"}")["clips"].toObject()["ready"].toInt() > 1)
        QSKIP("the second clip was there before the question");
    AVFormatContext* input = nullptr;
    AVDictionary* options = nullptr;
    av_dict_set(&options, "rtsp_transport", "tcp", 0);
    const std::string url = "rtsp://u:right@127.0.0.1:" + std::to_string(m_rtsp) + m_dark;
    const int outcome = avformat_open_input(&input, url.c_str(), nullptr, &options);
    av_dict_free(&options);
    if (outcome >= 0) avformat_close_input(&input);
    // Seconds before there is a clip that it could wait for.
    QCOMPARE(outcome, AVERROR_HTTP_SERVER_ERROR);
}

void StartTest::a_scenario_is_played_when_somebody_asks() {
    const QString file = m_dir.filePath("scenario.json");
    const QByteArray steps =
        R"([{"at_s":0,"do":"fail_camera","camera":")" + m_camera.toUtf8() + R"(","failure":"refuses"}])";
    QVERIFY(
        writeFileWhole(file.toStdString(),
                       view(std::string_view(
                           (R"({"name":"x","length_s":10,"rates":{},"steps":)" + steps + "}").toStdString())))
            .has_value());
    QVERIFY(!ask("{\"do\":\"status\"}").contains("scenario"));
    QVERIFY(ask("{\"do\":\"play\",\"scenario\":\"" + file.toUtf8() + "\"}")["ok"].toBool());
    const auto failing = [&] {
        for (const auto& entry : ask("{\"do\":\"status\"}")["cameras"].toArray())
            if (entry.toObject()["camera"].toString() == m_camera)
                return entry.toObject()["failure"].toString();
        return QString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(failing(), QStringLiteral("refuses"), 10'000);
}

void StartTest::a_scenario_that_is_not_there_is_refused() {
    const QJsonObject answer = ask("{\"do\":\"play\",\"scenario\":\"/nowhere.json\"}");
    QVERIFY(!answer["ok"].toBool());
    QVERIFY(answer["error"].toString().contains("nowhere"));
}

QTEST_GUILESS_MAIN(StartTest)
#include "tst_start.moc"
