// Starts the real program with a tiny cache and one camera, and looks at it as a client does.
#include "base/clock.h"
#include "base/file.h"
#include "simulator/control_server.h"
#include "simulator/frame_code.h"
#include "site/sample.h"
#include "site/secrets_file.h"
#include "site/site_file.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

using namespace shouwang;
using namespace shouwang::simulator;

namespace {
/// Opens a stream and hands its pictures to a function until that returns true, or gives up.
class Viewer {
public:
    ~Viewer() {
        av_packet_free(&m_packet);
        av_frame_free(&m_frame);
        avcodec_free_context(&m_decoder);
        avformat_close_input(&m_input);
    }
    int open(const std::string& url) {
        // A server that goes on sending reports but no pictures would keep the reader for ever.
        m_input = avformat_alloc_context();
        m_input->interrupt_callback = {&Viewer::isLate, this};
        AVDictionary* options = nullptr;
        av_dict_set(&options, "rtsp_transport", "tcp", 0);
        av_dict_set(&options, "timeout", "8000000", 0);
        const int rc = avformat_open_input(&m_input, url.c_str(), nullptr, &options);
        av_dict_free(&options);
        if (rc < 0) return rc;
        const AVCodecParameters* stream = m_input->streams[0]->codecpar;
        const AVCodec* codec = avcodec_find_decoder(stream->codec_id);
        m_decoder = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(m_decoder, stream);
        m_decoder->thread_count = 1;
        m_decoder->flags |= AV_CODEC_FLAG_LOW_DELAY;
        return avcodec_open2(m_decoder, codec, nullptr);
    }
    bool watch(int packets, const std::function<bool(const AVFrame&)>& done) {
        for (int i = 0; i < packets && av_read_frame(m_input, m_packet) >= 0; ++i) {
            avcodec_send_packet(m_decoder, m_packet);
            av_packet_unref(m_packet);
            while (avcodec_receive_frame(m_decoder, m_frame) >= 0)
                if (done(*m_frame)) return true;
        }
        return false;
    }

private:
    static int isLate(void* viewer) {
        return static_cast<Viewer*>(viewer)->m_since.hasExpired(60'000) ? 1 : 0;
    }

    QElapsedTimer m_since = [] {
        QElapsedTimer timer;
        timer.start();
        return timer;
    }();
    AVFormatContext* m_input = nullptr;
    AVCodecContext* m_decoder = nullptr;
    AVFrame* m_frame = av_frame_alloc();
    AVPacket* m_packet = av_packet_alloc();
};
} // namespace

class SystemTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void pictures_agree_with_the_wall_clock();
    void a_wrong_password_is_refused();
    void a_refusing_camera_refuses_and_comes_back();
    void a_clock_that_is_off_shows_it();
    void a_wrong_request_is_answered_with_a_reason();

private:
    std::string url(const std::string& password) const;
    QJsonObject ask(const QByteArray& request) const;
    std::optional<std::int64_t> age();

    QTemporaryDir m_dir;
    QProcess m_program;
    std::string m_camera;
    std::string m_path;
    int m_rtsp = 0;
    int m_control = 0;
};

void SystemTest::initTestCase() {
    av_log_set_level(AV_LOG_QUIET);
    site::SampleOptions options;
    options.streamingCameras = 1;
    site::Site site = site::sampleSite(options);
    for (auto& camera : site.cameras) {
        if (camera.sub_url.empty()) continue;
        camera.codec = site::Codec::H264;
        if (m_camera.empty()) {
            m_camera = camera.id;
            m_path = camera.sub_url.substr(camera.sub_url.find("/cam"));
        }
    }
    QVERIFY(!m_camera.empty());
    const auto folder = std::filesystem::path(m_dir.path().toStdString());
    QVERIFY(writeFileWhole(folder / "site.json", view(site::writeSite(site).value())).has_value());
    QVERIFY(writeFileWhole(folder / "secrets.json", view(site::writeSecrets({{"*", {"u", "right"}}})), 0600)
                .has_value());
    m_program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_program.start(QStringLiteral(SHOUWANG_SIM),
                    {"run", "--site", m_dir.filePath("site.json"), "--secrets",
                     m_dir.filePath("secrets.json"), "--cache", m_dir.filePath("cache"), "--rtsp-port", "0",
                     "--control", "0", "--main-size", "320x180", "--sub-size", "320x180", "--places", "1"});
    QVERIFY(m_program.waitForStarted());
    while (!m_program.canReadLine())
        QVERIFY2(m_program.waitForReadyRead(90'000), "the simulator never became ready");
    const QJsonObject ready = QJsonDocument::fromJson(m_program.readLine()).object();
    QVERIFY(ready["ready"].toBool());
    m_rtsp = ready["rtsp_port"].toInt();
    m_control = ready["control_port"].toInt();
    QVERIFY(m_rtsp > 0 && m_control > 0);
}

void SystemTest::cleanupTestCase() {
    m_program.terminate();
    QVERIFY2(m_program.waitForFinished(20'000), "SIGTERM did not end the simulator");
    QCOMPARE(m_program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_program.exitCode(), 0);
}

std::string SystemTest::url(const std::string& password) const {
    return "rtsp://u:" + password + "@127.0.0.1:" + std::to_string(m_rtsp) + m_path;
}

QJsonObject SystemTest::ask(const QByteArray& request) const {
    const auto answer = askControl(m_control, request.toStdString());
    return answer ? QJsonDocument::fromJson(QByteArray::fromStdString(*answer)).object() : QJsonObject();
}

/// How old a picture is when it has arrived, after the key frame at which decoding started; microseconds.
std::optional<std::int64_t> SystemTest::age() {
    Viewer viewer;
    if (viewer.open(url("right")) < 0) return std::nullopt;
    std::optional<std::int64_t> found;
    viewer.watch(400, [&](const AVFrame& frame) {
        const auto number = readFrameCode(frame.data[0], frame.linesize[0], frame.width, frame.height);
        if (number) found = frameAge(*number, SystemClock().utc());
        return number.has_value();
    });
    return found;
}

void SystemTest::pictures_agree_with_the_wall_clock() {
    const auto old = age();
    QVERIFY2(old.has_value(), "no picture with a readable frame code");
    QVERIFY2(*old < 1'000'000, qPrintable(QString::number(*old)));
}

void SystemTest::a_wrong_password_is_refused() {
    QCOMPARE(Viewer().open(url("wrong")), AVERROR_HTTP_UNAUTHORIZED);
    ask(QByteArray::fromStdString(R"({"do":"fail_camera","failure":"wrong_password","camera":")" + m_camera +
                                  "\"}"));
    QCOMPARE(Viewer().open(url("right")), AVERROR_HTTP_UNAUTHORIZED);
    ask(QByteArray::fromStdString(R"({"do":"heal_camera","camera":")" + m_camera + "\"}"));
    QVERIFY(Viewer().open(url("right")) >= 0);
}

void SystemTest::a_refusing_camera_refuses_and_comes_back() {
    Viewer watching;
    QVERIFY(watching.open(url("right")) >= 0);
    QVERIFY(ask(QByteArray::fromStdString(R"({"do":"fail_camera","failure":"refuses","camera":")" + m_camera +
                                          "\"}"))["ok"]
                .toBool());
    QVERIFY(!watching.watch(100'000, [](const AVFrame&) { return false; })); // ends, because it was dropped
    QVERIFY(Viewer().open(url("right")) < 0);
    ask(QByteArray::fromStdString(R"({"do":"heal_camera","camera":")" + m_camera + "\"}"));
    QVERIFY(age().has_value());
}

void SystemTest::a_clock_that_is_off_shows_it() {
    ask(QByteArray::fromStdString(R"({"do":"fail_camera","failure":"clock_off","camera":")" + m_camera +
                                  "\"}"));
    const auto old = age();
    ask(QByteArray::fromStdString(R"({"do":"heal_camera","camera":")" + m_camera + "\"}"));
    QVERIFY(old.has_value());
    QVERIFY2(*old > 16'000'000 && *old < 19'000'000, qPrintable(QString::number(*old)));
}

void SystemTest::a_wrong_request_is_answered_with_a_reason() {
    for (const char* request : {"{\"do\":\"dance\"}", "[1,2]", "{",
                                "{\"do\":\"fail_camera\",\"camera\":\"X\",\"failure\":\"silent\"}"}) {
        const QJsonObject answer = ask(request);
        QVERIFY(answer.contains("ok") && !answer["ok"].toBool());
        QVERIFY(!answer["error"].toString().isEmpty());
    }
    const QJsonObject status = ask("{\"do\":\"status\"}");
    QVERIFY(status["ok"].toBool());
    QCOMPARE(status["rtsp_port"].toInt(), m_rtsp);
}

QTEST_GUILESS_MAIN(SystemTest)
#include "tst_system.moc"
