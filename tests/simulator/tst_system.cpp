// Starts the real program with a tiny cache and one camera, and looks at it as a client does.
#include "base/clock.h"
#include "running_simulator.h"
#include "simulator/frame_code.h"

#include <QElapsedTimer>
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
    std::optional<std::int64_t> age();

    RunningSimulator m_simulator;
};

void SystemTest::initTestCase() {
    av_log_set_level(AV_LOG_QUIET);
    m_simulator.start({site::Codec::H264}, QStringLiteral("320x180"));
}

void SystemTest::cleanupTestCase() {
    m_simulator.stop();
}

std::string SystemTest::url(const std::string& password) const {
    return m_simulator.url(0, "u:" + password + "@");
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
    QVERIFY(m_simulator.fail("wrong_password"));
    QCOMPARE(Viewer().open(url("right")), AVERROR_HTTP_UNAUTHORIZED);
    QVERIFY(m_simulator.heal());
    QVERIFY(Viewer().open(url("right")) >= 0);
}

void SystemTest::a_refusing_camera_refuses_and_comes_back() {
    Viewer watching;
    QVERIFY(watching.open(url("right")) >= 0);
    QVERIFY(m_simulator.fail("refuses"));
    QVERIFY(!watching.watch(100'000, [](const AVFrame&) { return false; })); // ends, because it was dropped
    QVERIFY(Viewer().open(url("right")) < 0);
    QVERIFY(m_simulator.heal());
    QVERIFY(age().has_value());
}

void SystemTest::a_clock_that_is_off_shows_it() {
    QVERIFY(m_simulator.fail("clock_off"));
    const auto old = age();
    QVERIFY(m_simulator.heal());
    QVERIFY(old.has_value());
    QVERIFY2(*old > 16'000'000 && *old < 19'000'000, qPrintable(QString::number(*old)));
}

void SystemTest::a_wrong_request_is_answered_with_a_reason() {
    for (const char* request : {"{\"do\":\"dance\"}", "[1,2]", "{",
                                "{\"do\":\"fail_camera\",\"camera\":\"X\",\"failure\":\"silent\"}"}) {
        const QJsonObject answer = m_simulator.ask(request);
        QVERIFY(answer.contains("ok") && !answer["ok"].toBool());
        QVERIFY(!answer["error"].toString().isEmpty());
    }
    const QJsonObject status = m_simulator.ask("{\"do\":\"status\"}");
    QVERIFY(status["ok"].toBool());
    QCOMPARE(status["rtsp_port"].toInt(), m_simulator.port());
}

QTEST_GUILESS_MAIN(SystemTest)
#include "tst_system.moc"
