// Every word for a picture that is not there, each from a real fault on a real line: on the wall's tile, in
// what the desk's previews are told, and in the list of cameras.
#include "support/toy_camera.h"
#include "video/rtsp_receiver.h"
#include "wall/ui/camera_health.h"
#include "wall/ui/preview_publisher.h"
#include "wall/ui/wall_tile.h"

#include <QCoreApplication>
#include <QTest>

using namespace shouwang;
using namespace shouwang::video;
using namespace shouwang::video::test;
using wall::NoPicture;

namespace {

constexpr int kWait_ms = 20'000;

Coded pictures() {
    Recipe recipe;
    recipe.width = 320;
    recipe.height = 180;
    recipe.group = 10;
    recipe.pictures = 30;
    recipe.moving = true;
    return encode(recipe);
}

struct Glass {
    SystemClock clock;
    SystemRandom random;
    ToyCamera camera{pictures()};
    Receiver receiver{clock, random, limits()};
    VideoEngine engine{clock, receiver, options()};
    std::unique_ptr<wall::WallTile> tile;
    std::unique_ptr<wall::PreviewPublisher> previews;

    static EngineOptions options() {
        EngineOptions made;
        made.liveness.late = 2 * kSecond; // LOST comes sooner than for an officer: the test is shorter
        return made;
    }
    static ReceiverLimits limits() {
        ReceiverLimits made;
        made.stall = made.answer = 700 * kMillisecond;
        made.retry_least = 20 * kMillisecond;
        made.retry_most = 100 * kMillisecond;
        return made;
    }
    void open(const std::string& url, Credentials credentials = {}) {
        QVERIFY(engine.addCamera({"K1", "", url, std::move(credentials)}).has_value());
        tile = std::make_unique<wall::WallTile>(engine, "K1", "");
        wall::Tile place;
        place.camera = "K1";
        place.rect = {0, 0, 320, 180};
        tile->setPlace(place, 1);
        const std::string name = "/shouwang-wall-reasons-" + std::to_string(getpid());
        previews =
            std::make_unique<wall::PreviewPublisher>(engine, std::move(*SharedPictureWriter::create(name)),
                                                     [](const std::string&) { return NoPicture::None; });
        previews->setWishes({{"K1", 320, 180}});
    }
    NoPicture shown() {
        tile->refresh(clock.monotonic().count());
        return tile->report().reason;
    }
    bool live() {
        tile->refresh(clock.monotonic().count());
        return tile->live() && tile->report().reason == NoPicture::None;
    }
    NoPicture preview() const { return previews->slotsInUse().front().reason; }
    NoPicture listed() const { return wall::healthOf(engine.stats().cameras).front().reason; }
};

} // namespace

class TestTileReasons : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_picture_that_goes_is_explained_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("reason");
        QTest::addColumn<QString>("word");
        const auto row = [](const char* name, ToyCamera::Mode mode, NoPicture reason, const char* word) {
            QTest::newRow(name) << static_cast<int>(mode) << static_cast<int>(reason)
                                << QString::fromUtf8(word);
        };
        row("refuses", ToyCamera::Mode::Refuses, NoPicture::Refused, "拒绝连接");
        row("not found", ToyCamera::Mode::NotFound, NoPicture::Refused, "拒绝连接");
        row("garbage instead of pictures", ToyCamera::Mode::GarbageRtp, NoPicture::BadStream, "码流异常");
        row("garbage instead of answers", ToyCamera::Mode::Garbage, NoPicture::BadStream, "码流异常");
        row("frozen", ToyCamera::Mode::Frozen, NoPicture::Frozen, "画面冻结");
        row("silent", ToyCamera::Mode::Silent, NoPicture::NoSignal, "无信号");
        row("hangs up", ToyCamera::Mode::HangUp, NoPicture::NoSignal, "无信号");
    }
    void a_picture_that_goes_is_explained() {
        QFETCH(const int, mode);
        QFETCH(const int, reason);
        QFETCH(const QString, word);
        const auto expected = static_cast<NoPicture>(reason);
        Glass glass;
        glass.open(glass.camera.url());
        QTRY_VERIFY_WITH_TIMEOUT(glass.live(), kWait_ms);
        glass.camera.setMode(static_cast<ToyCamera::Mode>(mode));
        glass.camera.setStream(pictures(), true); // who is connected is dropped
        QTRY_COMPARE_WITH_TIMEOUT(glass.shown(), expected, kWait_ms);
        QVERIFY(!glass.tile->live());
        QCOMPARE(glass.tile->reasonText(), word);
        QTRY_COMPARE_WITH_TIMEOUT(glass.preview(), expected, kWait_ms);
        QTRY_COMPARE_WITH_TIMEOUT(glass.listed(), expected, kWait_ms);
        glass.camera.setMode(ToyCamera::Mode::Play);
        QTRY_VERIFY_WITH_TIMEOUT(glass.live(), kWait_ms);
        QVERIFY(glass.tile->reasonText().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(glass.preview(), NoPicture::None, kWait_ms);
    }

    void a_port_without_a_camera_refuses() {
        Glass glass;
        const std::string nobody = ToyCamera(pictures()).url(); // gone again
        glass.open(nobody);
        QTRY_COMPARE_WITH_TIMEOUT(glass.shown(), NoPicture::Refused, kWait_ms);
        QCOMPARE(glass.tile->reasonText(), QStringLiteral("拒绝连接"));
        QTRY_COMPARE_WITH_TIMEOUT(wall::healthOf(glass.engine.stats().cameras).front().last_error,
                                  NoPicture::Refused, kWait_ms);
    }

    void a_wrong_password_is_called_one() {
        Glass glass;
        glass.camera.demand("Digest realm=\"toy\", nonce=\"abc\"", {"viewer", "right"});
        glass.open(glass.camera.url(), {"viewer", "wrong"});
        QTRY_COMPARE_WITH_TIMEOUT(glass.shown(), NoPicture::WrongPassword, kWait_ms);
        QCOMPARE(glass.tile->reasonText(), QStringLiteral("密码错误"));
        QCOMPARE(glass.preview(), NoPicture::WrongPassword);
    }

    /// A picture that moves is not covered, but it is not called live either.
    void a_slow_camera_is_called_slow_and_stays_in_view() {
        Glass glass;
        glass.open(glass.camera.url());
        QTRY_VERIFY_WITH_TIMEOUT(glass.live(), kWait_ms);
        QCOMPARE(glass.tile->stateText(), QStringLiteral("实时"));
        glass.camera.setMode(ToyCamera::Mode::Slow);
        QTRY_COMPARE_WITH_TIMEOUT(glass.shown(), NoPicture::Slow, kWait_ms);
        QTRY_VERIFY_WITH_TIMEOUT(glass.shown() == NoPicture::Slow && glass.tile->live(), kWait_ms);
        QCOMPARE(glass.tile->stateText(), QStringLiteral("信号缓慢"));
        QVERIFY(glass.tile->reasonText().isEmpty());
        QCOMPARE(glass.preview(), NoPicture::Slow);
    }

    void the_list_counts_what_happened_to_a_camera() {
        Glass glass;
        glass.open(glass.camera.url());
        QTRY_VERIFY_WITH_TIMEOUT(glass.live(), kWait_ms);
        const auto health = [&] { return wall::healthOf(glass.engine.stats().cameras).front(); };
        QCOMPARE(health().camera, std::string("K1"));
        QCOMPARE(health().live, wall::Live::Live);
        QCOMPARE(health().reconnects + health().stalls + health().freezes + health().resolution_changes, 0);
        glass.camera.losePackets(1);
        QTRY_COMPARE_WITH_TIMEOUT(health().gaps, 1, kWait_ms);
        Recipe small;
        small.width = 160;
        small.height = 96;
        small.group = 10;
        small.pictures = 30;
        small.moving = true;
        glass.camera.setStream(encode(small), false);
        QTRY_COMPARE_WITH_TIMEOUT(health().resolution_changes, 1, kWait_ms);
        glass.camera.setMode(ToyCamera::Mode::Silent);
        QTRY_VERIFY_WITH_TIMEOUT(health().stalls >= 1 && health().reconnects >= 1, kWait_ms);
        QTRY_COMPARE_WITH_TIMEOUT(health().last_error, NoPicture::NoSignal, kWait_ms);
    }
};

QTEST_MAIN(TestTileReasons)
#include "tst_tile_reasons.moc"
