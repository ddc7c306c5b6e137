// The reader against a real server over TCP, with the faults that cameras have.
#include "support/toy_camera.h"
#include "video/rtsp_receiver.h"

#include <QScopeGuard>
#include <QTest>
#include <clocale>

using namespace shouwang;
using namespace shouwang::video;
using namespace shouwang::video::test;

namespace {

class Ear final : public PacketSink {
public:
    void accept(const AccessUnit& unit) override {
        const std::lock_guard lock(m_mutex);
        m_units.push_back(unit);
    }
    void stateChanged(const StreamStatus& status) override {
        const std::lock_guard lock(m_mutex);
        m_states.push_back(status);
    }
    std::size_t count() const {
        const std::lock_guard lock(m_mutex);
        return m_units.size();
    }
    std::vector<AccessUnit> units() const {
        const std::lock_guard lock(m_mutex);
        return m_units;
    }
    StreamStatus status() const {
        const std::lock_guard lock(m_mutex);
        return m_states.empty() ? StreamStatus{} : m_states.back();
    }
    bool refused(Refusal refusal) const {
        return status().state == StreamState::Refused && status().refusal == refusal;
    }

private:
    mutable std::mutex m_mutex; // guards both
    std::vector<AccessUnit> m_units;
    std::vector<StreamStatus> m_states;
};

Recipe recipe(Codec codec = Codec::H264, int width = 320, int height = 180) {
    Recipe made;
    made.codec = codec;
    made.width = width;
    made.height = height;
    made.group = 10;
    return made;
}

ReceiverLimits quick() {
    ReceiverLimits limits;
    limits.connect = limits.answer = limits.stall = 400 * kMillisecond;
    limits.retry_least = 20 * kMillisecond;
    limits.retry_most = 100 * kMillisecond;
    return limits;
}

struct House {
    explicit House(Coded coded, const ReceiverLimits& limits = quick())
        : camera(std::move(coded), 100)
        , receiver(clock, random, limits) {}
    StreamId connect(Credentials credentials = {}) {
        return receiver.add({camera.url(), std::move(credentials)}, ear);
    }
    bool playing() const { return ear->status().state == StreamState::Playing; }

    SystemClock clock;
    SystemRandom random;
    ToyCamera camera;
    std::shared_ptr<Ear> ear = std::make_shared<Ear>();
    Receiver receiver;
};

} // namespace

class ReceiverTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pictures_arrive_in_order_data();
    void pictures_arrive_in_order();
    void password_is_proved_in_each_scheme_data();
    void password_is_proved_in_each_scheme();
    void wrong_password_is_told_and_tried_rarely();
    void missing_password_is_told();
    void forbidden_account_is_told_and_tried_rarely();
    void machine_without_a_camera_refuses_the_connection_in_every_language();
    void address_that_leads_nowhere_is_unreachable();
    void refusals_are_told_apart_data();
    void refusals_are_told_apart();
    void camera_that_dies_is_found_again();
    void silent_camera_is_connected_anew();
    void lost_packets_are_counted_and_met();
    void change_of_resolution_is_a_new_generation();
    void session_is_kept_alive_and_ended();
    void url_that_cannot_be_used_is_told_and_not_tried();
    void many_cameras_share_one_thread();
    void removed_stream_is_quiet();
};

void ReceiverTest::pictures_arrive_in_order_data() {
    QTest::addColumn<bool>("hevc");
    QTest::newRow("H.264") << false;
    QTest::newRow("HEVC") << true;
}

void ReceiverTest::pictures_arrive_in_order() {
    QFETCH(bool, hevc);
    const Coded coded = encode(recipe(hevc ? Codec::Hevc : Codec::H264));
    House house(coded);
    const StreamId id = house.connect();
    QTRY_VERIFY(house.ear->count() >= 60);
    QVERIFY(house.playing());
    const auto units = house.ear->units();
    QVERIFY(units[0].key && units[0].discontinuity);
    for (std::size_t i = 1; i < units.size(); ++i) {
        QCOMPARE(units[i].rtp_timestamp - units[i - 1].rtp_timestamp, std::int64_t{900});
        QVERIFY(units[i].arrival >= units[i - 1].arrival);
        QCOMPARE(units[i].key, static_cast<bool>(coded.keys[i % coded.keys.size()]));
    }
    QTRY_VERIFY(house.receiver.counters(id).access_units >= 60);
    const StreamCounters counters = house.receiver.counters(id);
    QVERIFY(counters.bytes > 1000 && counters.key_frames > 0);
    QCOMPARE(counters.gaps + counters.garbage + counters.reconnects, std::uint64_t{0});
}

void ReceiverTest::password_is_proved_in_each_scheme_data() {
    QTest::addColumn<QByteArray>("challenge");
    QTest::newRow("basic") << QByteArray("Basic realm=\"toy\"");
    QTest::newRow("digest") << QByteArray("Digest realm=\"toy\", nonce=\"abc\"");
    QTest::newRow("digest with qop") << QByteArray("Digest realm=\"toy\", nonce=\"abc\", qop=\"auth\"");
    QTest::newRow("digest SHA-256") << QByteArray(
        "Digest realm=\"toy\", nonce=\"abc\", qop=\"auth\", algorithm=SHA-256");
}

void ReceiverTest::password_is_proved_in_each_scheme() {
    QFETCH(QByteArray, challenge);
    House house(encode(recipe()));
    house.camera.demand(challenge.toStdString(), {"viewer", "p\"w 1"});
    house.connect({"viewer", "p\"w 1"});
    QTRY_VERIFY(house.playing());
    QCOMPARE(house.camera.accepted(), 1);
}

void ReceiverTest::wrong_password_is_told_and_tried_rarely() {
    ReceiverLimits limits = quick();
    limits.retry_most = 60 * kSecond;
    House house(encode(recipe()), limits);
    house.camera.demand("Digest realm=\"toy\", nonce=\"abc\"", {"viewer", "right"});
    const StreamId id = house.connect({"viewer", "wrong-secret"});
    QTRY_VERIFY(house.ear->refused(Refusal::WrongPassword));
    QVERIFY(house.ear->status().text.find("wrong-secret") == std::string::npos);
    QTRY_VERIFY(!house.receiver.counters(id).last_error.empty());
    QCOMPARE(house.camera.accepted(), 1);           // the next try is a minute away: no account gets locked
    QCOMPARE(house.camera.requests("DESCRIBE"), 2); // without and with the password
}

void ReceiverTest::missing_password_is_told() {
    House house(encode(recipe()));
    house.camera.demand("Basic realm=\"toy\"", {"viewer", "right"});
    house.connect();
    QTRY_VERIFY(house.ear->refused(Refusal::WrongPassword));
}

void ReceiverTest::forbidden_account_is_told_and_tried_rarely() {
    ReceiverLimits limits = quick();
    limits.retry_most = 60 * kSecond;
    House house(encode(recipe()), limits);
    house.camera.setMode(ToyCamera::Mode::Forbids);
    const StreamId id = house.connect();
    QTRY_VERIFY(house.ear->refused(Refusal::ServerRefuses));
    QTRY_COMPARE(house.receiver.counters(id).last_refusal, Refusal::ServerRefuses);
    QCOMPARE(house.camera.accepted(), 1); // a locked account would be locked for longer
}

void ReceiverTest::machine_without_a_camera_refuses_the_connection_in_every_language() {
    // Where the machine speaks Chinese its error texts do too; C.UTF-8 alone would not show it.
    const char* chinese = std::setlocale(LC_ALL, "zh_CN.UTF-8");
    const auto back = qScopeGuard([] { std::setlocale(LC_ALL, "C.UTF-8"); });
    if (chinese == nullptr) qInfo("there is no zh_CN.UTF-8 on this machine: tried in its own language only");
    std::string url;
    Coded coded = encode(recipe());
    {
        const ToyCamera gone(coded);
        url = gone.url();
    }
    House house(std::move(coded));
    const StreamId id = house.receiver.add({url, {}}, house.ear);
    QTRY_VERIFY(house.ear->refused(Refusal::ConnectionRefused));
    QTRY_VERIFY(house.receiver.counters(id).reconnects >= 3); // and it never gives up
    QCOMPARE(house.receiver.counters(id).last_refusal, Refusal::ConnectionRefused);
}

void ReceiverTest::address_that_leads_nowhere_is_unreachable() {
    House house(encode(recipe()));
    // The broadcast address takes no connection, and no packet leaves this machine.
    house.receiver.add({"rtsp://255.255.255.255:8554/cam", {}}, house.ear);
    QTRY_VERIFY(house.ear->refused(Refusal::Unreachable));
}

void ReceiverTest::refusals_are_told_apart_data() {
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("refusal");
    QTest::addColumn<bool>("garbage");
    const auto row = [](const char* name, ToyCamera::Mode mode, Refusal refusal, bool garbage) {
        QTest::newRow(name) << static_cast<int>(mode) << static_cast<int>(refusal) << garbage;
    };
    row("not found", ToyCamera::Mode::NotFound, Refusal::NotFound, false);
    row("answers 503", ToyCamera::Mode::Refuses, Refusal::ServerRefuses, false);
    row("hangs up", ToyCamera::Mode::HangUp, Refusal::Unreachable, false);
    row("never answers", ToyCamera::Mode::MuteAnswers, Refusal::Silent, false);
    row("rubbish instead of an answer", ToyCamera::Mode::Garbage, Refusal::BadStream, true);
    row("a header without an end", ToyCamera::Mode::Flood, Refusal::BadStream, true);
    row("no video in its description", ToyCamera::Mode::BadSdp, Refusal::BadStream, true);
    row("no pictures", ToyCamera::Mode::Silent, Refusal::Silent, false);
    row("rubbish instead of pictures", ToyCamera::Mode::GarbageRtp, Refusal::BadStream, true);
}

void ReceiverTest::refusals_are_told_apart() {
    QFETCH(int, mode);
    QFETCH(int, refusal);
    QFETCH(bool, garbage);
    House house(encode(recipe()));
    house.camera.setMode(static_cast<ToyCamera::Mode>(mode));
    const StreamId id = house.connect();
    QTRY_VERIFY(house.ear->refused(static_cast<Refusal>(refusal)));
    QVERIFY(!house.ear->status().text.empty());
    QTRY_COMPARE(house.receiver.counters(id).garbage > 0, garbage);
    QCOMPARE(house.ear->count(), std::size_t{0});
    // And when it mends its ways, it plays.
    house.camera.setMode(ToyCamera::Mode::Play);
    QTRY_VERIFY(house.playing());
}

void ReceiverTest::camera_that_dies_is_found_again() {
    House house(encode(recipe()));
    const StreamId id = house.connect();
    QTRY_VERIFY(house.ear->count() > 5);
    house.camera.setMode(ToyCamera::Mode::HangUp);
    QTRY_VERIFY(house.ear->status().state != StreamState::Playing);
    const std::size_t before = house.ear->count();
    house.camera.setMode(ToyCamera::Mode::Play);
    QTRY_VERIFY(house.ear->count() > before + 5);
    const auto units = house.ear->units();
    QVERIFY(units[before].key && units[before].discontinuity);
    QVERIFY(units[before].rtp_timestamp > units[before - 1].rtp_timestamp);
    QCOMPARE(units[before].sets->generation, units[0].sets->generation);
    QTRY_VERIFY(house.receiver.counters(id).reconnects >= 1);
}

void ReceiverTest::silent_camera_is_connected_anew() {
    House house(encode(recipe()));
    const StreamId id = house.connect();
    QTRY_VERIFY(house.ear->count() > 5);
    house.camera.setMode(ToyCamera::Mode::Silent);
    QTRY_VERIFY(house.ear->status().state == StreamState::Lost);
    QTRY_VERIFY(house.receiver.counters(id).stalls >= 1);
    house.camera.setMode(ToyCamera::Mode::Play);
    QTRY_VERIFY(house.playing());
}

void ReceiverTest::lost_packets_are_counted_and_met() {
    House house(encode(recipe(Codec::H264, 640, 360)));
    const StreamId id = house.connect();
    QTRY_VERIFY(house.ear->count() > 15);
    house.camera.losePackets(1);
    QTRY_VERIFY(house.receiver.counters(id).gaps == 1);
    QTRY_VERIFY(house.receiver.counters(id).damaged >= 1);
    const std::size_t before = house.ear->count();
    QTRY_VERIFY(house.ear->count() > before + 20);
    QVERIFY(house.playing());
    int breaks = 0;
    for (const AccessUnit& unit : house.ear->units()) {
        if (!unit.discontinuity) continue;
        ++breaks;
        QVERIFY(unit.key);
    }
    QCOMPARE(breaks, 2);
}

void ReceiverTest::change_of_resolution_is_a_new_generation() {
    House house(encode(recipe()));
    house.connect();
    QTRY_VERIFY(house.ear->count() > 5);
    QCOMPARE(house.ear->units().back().sets->generation, 1u);
    house.camera.setStream(encode(recipe(Codec::H264, 640, 360)), true);
    QTRY_COMPARE(house.ear->units().back().sets->generation, 2u);
    QTRY_VERIFY(house.playing());
    house.camera.setStream(encode(recipe(Codec::H264, 160, 96)), false); // in the middle of the stream
    QTRY_COMPARE(house.ear->units().back().sets->generation, 3u);
}

void ReceiverTest::session_is_kept_alive_and_ended() {
    House house(encode(recipe()));
    const StreamId id = house.connect();
    QTRY_VERIFY(house.playing());
    QTRY_VERIFY_WITH_TIMEOUT(house.camera.requests("GET_PARAMETER") >= 1, 8000); // the session lasts 4 s
    QVERIFY(house.playing());
    house.receiver.remove(id);
    QTRY_COMPARE(house.camera.requests("TEARDOWN"), 1);
}

void ReceiverTest::url_that_cannot_be_used_is_told_and_not_tried() {
    House house(encode(recipe()));
    for (const char* url : {"http://127.0.0.1/", "rtsp://camera.example/x", "rtsp://u:p@127.0.0.1/x", ""}) {
        const auto ear = std::make_shared<Ear>();
        const StreamId id = house.receiver.add({url, {}}, ear);
        QTRY_VERIFY(ear->refused(Refusal::BadStream));
        QTRY_VERIFY(!house.receiver.counters(id).last_error.empty());
        QCOMPARE(house.receiver.counters(id).reconnects, std::uint64_t{0});
    }
    const auto ear = std::make_shared<Ear>();
    house.receiver.add({house.camera.url(), {"user\r\nX: y", "p"}}, ear);
    QTRY_VERIFY(ear->refused(Refusal::BadStream));
}

void ReceiverTest::many_cameras_share_one_thread() {
    House house(encode(recipe()));
    std::vector<std::shared_ptr<Ear>> ears;
    std::vector<StreamId> ids;
    for (int i = 0; i < 40; ++i) {
        ears.push_back(std::make_shared<Ear>());
        ids.push_back(house.receiver.add({house.camera.url(), {}}, ears.back()));
    }
    QCOMPARE(house.receiver.streams(), std::size_t{40});
    for (const auto& ear : ears)
        QTRY_VERIFY(ear->count() > 10);
    for (const StreamId id : ids)
        house.receiver.remove(id);
    QCOMPARE(house.receiver.streams(), std::size_t{0});
}

void ReceiverTest::removed_stream_is_quiet() {
    House house(encode(recipe()));
    const StreamId id = house.connect();
    QTRY_VERIFY(house.ear->count() > 5);
    house.receiver.remove(id);
    QTRY_COMPARE(house.ear.use_count(), 1L); // the receiver has let it go
    const std::size_t count = house.ear->count();
    const auto other = std::make_shared<Ear>();
    house.receiver.add({house.camera.url(), {}}, other);
    QTRY_VERIFY(other->count() > 5);
    QCOMPARE(house.ear->count(), count);
    QCOMPARE(house.receiver.counters(id).access_units, std::uint64_t{0});
}

QTEST_GUILESS_MAIN(ReceiverTest)
#include "tst_receiver.moc"
