// Everything that can go wrong with a camera, over the simulator's real RTSP into the real engine: is it told
// apart, counted, and over when it is over?
#include "running_simulator.h"
#include "video/rtsp_receiver.h"
#include "video/video_engine.h"

#include <QTest>

#include <atomic>

using namespace shouwang;
using namespace shouwang::simulator;
using namespace shouwang::video;

namespace {

constexpr int kWait_ms = 30'000;
constexpr int kEncoding_ms = 150'000; // on a machine that has other work too
constexpr std::size_t kAvc = 0;
constexpr std::size_t kHevc = 1;

/// Counts the access units of the codec that it hopes for.
class Ear final : public PacketSink {
public:
    void accept(const AccessUnit& unit) override { ++(unit.codec() == Codec::Hevc ? hevc : avc); }
    void stateChanged(const StreamStatus&) override {}
    std::atomic<int> hevc = 0;
    std::atomic<int> avc = 0;
};

struct Room {
    SystemClock clock;
    SystemRandom random;
    Receiver receiver{clock, random, limits()};
    VideoEngine engine{clock, receiver, options()};
    View view;

    static EngineOptions options() {
        EngineOptions made;
        made.liveness.late = 2 * kSecond; // LOST comes sooner than for an officer: the test is shorter
        return made;
    }
    static ReceiverLimits limits() {
        ReceiverLimits made;
        made.stall = 1'500 * kMillisecond;
        made.retry_least = 50 * kMillisecond;
        made.retry_most = 500 * kMillisecond;
        return made;
    }
    void look(const RunningSimulator& simulator, std::size_t camera) {
        QVERIFY(engine.addCamera({"cam", "", simulator.url(camera), {"u", "right"}}).has_value());
        view = engine.show("cam", {320, 180}).value();
        QTRY_VERIFY_WITH_TIMEOUT(live(), kWait_ms);
    }
    bool live() const { return engine.liveness(view.id).kind == Liveness::Kind::Live; }
    Refusal reason() const { return engine.reason(view.id); }
    CameraStats stats() const { return engine.stats().cameras.front(); }
};

} // namespace

class CameraFailuresTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_simulator.start({site::Codec::H264, site::Codec::Hevc}, QStringLiteral("480x270"));
        QTRY_VERIFY_WITH_TIMEOUT(m_simulator.clipsReady() >= 2, kEncoding_ms); // both sub streams
    }
    void cleanupTestCase() { m_simulator.stop(); }
    void cleanup() {
        QVERIFY(m_simulator.heal(kAvc));
        QVERIFY(m_simulator.heal(kHevc));
    }
    void a_picture_that_goes_is_explained_and_comes_back_data();
    void a_picture_that_goes_is_explained_and_comes_back();
    void a_slow_camera_is_live_and_called_slow();
    void a_flapping_camera_goes_and_comes_and_is_counted();
    void an_hevc_camera_is_seen();
    void a_change_of_resolution_is_met_without_a_gap();

private:
    RunningSimulator m_simulator;
};

void CameraFailuresTest::a_picture_that_goes_is_explained_and_comes_back_data() {
    QTest::addColumn<QString>("failure");
    QTest::addColumn<std::size_t>("camera");
    QTest::addColumn<int>("reason");
    const auto row = [](const char* failure, std::size_t camera, Refusal reason) {
        QTest::addRow("%s %s", failure, camera == kHevc ? "HEVC" : "H.264")
            << QString::fromLatin1(failure) << camera << static_cast<int>(reason);
    };
    row("silent", kAvc, Refusal::Silent);
    row("frozen", kAvc, Refusal::Frozen);
    row("refuses", kAvc, Refusal::ServerRefuses);
    row("wrong_password", kAvc, Refusal::WrongPassword);
    row("garbage", kAvc, Refusal::BadStream);
    row("garbage", kHevc, Refusal::BadStream);
}

void CameraFailuresTest::a_picture_that_goes_is_explained_and_comes_back() {
    QFETCH(const QString, failure);
    QFETCH(const std::size_t, camera);
    QFETCH(const int, reason);
    Room room;
    room.look(m_simulator, camera);
    QVERIFY(m_simulator.fail(failure.toStdString(), camera));
    QTRY_COMPARE_WITH_TIMEOUT(room.reason(), static_cast<Refusal>(reason), kWait_ms);
    QVERIFY(!room.live());
    if (static_cast<Refusal>(reason) == Refusal::Frozen)
        QTRY_COMPARE_WITH_TIMEOUT(room.stats().freezes, std::uint64_t{1}, kWait_ms);
    QVERIFY(m_simulator.heal(camera));
    QTRY_VERIFY_WITH_TIMEOUT(room.live() && room.reason() == Refusal::None, kWait_ms);
}

void CameraFailuresTest::a_slow_camera_is_live_and_called_slow() {
    Room room;
    room.look(m_simulator, kAvc);
    QCOMPARE(room.reason(), Refusal::None);
    QVERIFY(m_simulator.fail("slow", kAvc));
    QTRY_COMPARE_WITH_TIMEOUT(room.reason(), Refusal::Slow, kWait_ms);
    QTRY_VERIFY_WITH_TIMEOUT(room.live(), kWait_ms);
    QVERIFY(m_simulator.heal(kAvc));
    QTRY_VERIFY_WITH_TIMEOUT(room.live() && room.reason() == Refusal::None, kWait_ms);
}

void CameraFailuresTest::a_flapping_camera_goes_and_comes_and_is_counted() {
    Room room;
    room.look(m_simulator, kAvc);
    QVERIFY(m_simulator.fail("flapping", kAvc));
    for (int i = 0; i < 2; ++i) {
        QTRY_COMPARE_WITH_TIMEOUT(room.reason(), Refusal::ServerRefuses, kWait_ms);
        QTRY_VERIFY_WITH_TIMEOUT(room.live(), kWait_ms);
    }
    QVERIFY(room.stats().sub_counters.reconnects >= 2);
    QTRY_COMPARE_WITH_TIMEOUT(room.stats().sub_counters.last_refusal, Refusal::ServerRefuses, kWait_ms);
}

void CameraFailuresTest::a_change_of_resolution_is_met_without_a_gap() {
    QTRY_VERIFY_WITH_TIMEOUT(m_simulator.clipsReady() >= 3,
                             kEncoding_ms); // there is another size to change to
    Room room;
    room.look(m_simulator, kAvc);
    QCOMPARE(room.view.mailbox->latest()->width, 320);
    QVERIFY(m_simulator.fail("resolution_change", kAvc));
    bool gone = false; // watched all the while: a picture that was away for a moment would be missed else
    QTRY_VERIFY_WITH_TIMEOUT((gone = gone || !room.live(), room.stats().resolution_changes >= 2), kWait_ms);
    QVERIFY(!gone);
    QCOMPARE(room.stats().sub_counters.reconnects, std::uint64_t{0});
}

void CameraFailuresTest::an_hevc_camera_is_seen() {
    Room room;
    room.look(m_simulator, kHevc);
    const auto ear = std::make_shared<Ear>();
    const StreamId stream = room.receiver.add({m_simulator.url(kHevc), {"u", "right"}}, ear);
    QTRY_VERIFY_WITH_TIMEOUT(ear->hevc > 30, kWait_ms);
    QCOMPARE(ear->avc.load(), 0);
    room.receiver.remove(stream);
    const ViewStats stats = room.engine.stats().views.front();
    QCOMPARE(stats.source_width, 320);
    QVERIFY(stats.decoded > 0);
    QCOMPARE(stats.corrupt, std::uint64_t{0});
}

QTEST_GUILESS_MAIN(CameraFailuresTest)
#include "tst_camera_failures.moc"
