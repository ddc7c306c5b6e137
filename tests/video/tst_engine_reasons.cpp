// Why a picture is not to be believed, and what is counted of it.
#include "support/engine_house.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::video;
using namespace shouwang::video::test;

class EngineReasonsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reason_is_named_for_each_fault_data();
    void reason_is_named_for_each_fault();
    void garbage_after_pictures_is_no_cut_cable();
    void slow_camera_is_live_and_called_slow();
    void change_of_resolution_is_counted();
    void counters_outlive_a_main_stream_that_is_let_go();
};

void EngineReasonsTest::reason_is_named_for_each_fault_data() {
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("reason");
    const auto row = [](const char* name, ToyCamera::Mode mode, Refusal reason) {
        QTest::newRow(name) << static_cast<int>(mode) << static_cast<int>(reason);
    };
    row("frozen", ToyCamera::Mode::Frozen, Refusal::Frozen);
    row("silent", ToyCamera::Mode::Silent, Refusal::Silent);
    row("refuses", ToyCamera::Mode::Refuses, Refusal::ServerRefuses);
    row("not found", ToyCamera::Mode::NotFound, Refusal::NotFound);
    row("garbage", ToyCamera::Mode::GarbageRtp, Refusal::BadStream);
    row("hangs up", ToyCamera::Mode::HangUp, Refusal::Unreachable);
}

/// Each fault begins while the picture is live, and ends so.
void EngineReasonsTest::reason_is_named_for_each_fault() {
    QFETCH(const int, mode);
    QFETCH(const int, reason);
    House house;
    EngineOptions soon = options();
    soon.liveness.late = 2 * kSecond; // LOST comes sooner than for an officer: the test is shorter
    house.engine = std::make_unique<VideoEngine>(house.clock, *house.receiver, soon);
    house.add();
    const View view = house.engine->show("cam", {320, 180}).value();
    QTRY_VERIFY(house.live(view.id));
    QCOMPARE(house.engine->reason(view.id), Refusal::None);
    house.sub.setMode(static_cast<ToyCamera::Mode>(mode));
    house.sub.setStream(encode(recipe(320, 180)), true);
    QTRY_COMPARE_WITH_TIMEOUT(house.engine->reason(view.id), static_cast<Refusal>(reason), 15'000);
    QVERIFY(!house.live(view.id));
    QTRY_COMPARE_WITH_TIMEOUT(house.engine->reason("cam"), static_cast<Refusal>(reason), 15'000);
    const bool frozen = static_cast<Refusal>(reason) == Refusal::Frozen;
    QTRY_COMPARE_WITH_TIMEOUT(house.engine->stats().cameras[0].freezes, std::uint64_t{frozen}, 15'000);
    house.sub.setMode(ToyCamera::Mode::Play);
    QTRY_VERIFY_WITH_TIMEOUT(house.live(view.id), 15'000);
    QTRY_COMPARE(house.engine->reason(view.id), Refusal::None);
}

/// The connection stands and well-formed packets arrive: only what is in them is of no use.
void EngineReasonsTest::garbage_after_pictures_is_no_cut_cable() {
    House house;
    house.add();
    const View view = house.engine->show("cam", {320, 180}).value();
    QTRY_VERIFY(house.live(view.id));
    Coded noise = encode(recipe(320, 180));
    SeededRandom random(1);
    for (Bytes& unit : noise.units) {
        // A slice header as before and nothing but noise behind it.
        random.fill(std::span(unit).subspan(std::min<std::size_t>(unit.size(), 6)));
    }
    house.sub.setStream(std::move(noise), false);
    QTRY_COMPARE_WITH_TIMEOUT(house.engine->reason(view.id), Refusal::BadStream, 20'000);
    const CameraStats stats = house.engine->stats().cameras[0];
    QVERIFY(stats.corrupt + stats.sub_counters.garbage + stats.sub_counters.damaged > 0);
}

void EngineReasonsTest::slow_camera_is_live_and_called_slow() {
    House house;
    house.add();
    const View view = house.engine->show("cam", {320, 180}).value();
    QTRY_VERIFY(house.live(view.id));
    house.sub.setMode(ToyCamera::Mode::Slow);
    QTRY_COMPARE_WITH_TIMEOUT(house.engine->reason(view.id), Refusal::Slow, 15'000);
    QVERIFY(house.live(view.id)); // a picture every 400 ms is still one that moves
    QCOMPARE(house.engine->reason("cam"), Refusal::Slow);
    house.sub.setMode(ToyCamera::Mode::Play);
    QTRY_COMPARE_WITH_TIMEOUT(house.engine->reason(view.id), Refusal::None, 15'000);
}

void EngineReasonsTest::change_of_resolution_is_counted() {
    House house;
    house.add();
    const View view = house.engine->show("cam", {320, 180}).value();
    QTRY_VERIFY(house.live(view.id));
    QCOMPARE(house.engine->stats().cameras[0].resolution_changes, std::uint64_t{0});
    house.sub.setStream(encode(recipe(160, 96)), false);
    QTRY_COMPARE(house.engine->stats().cameras[0].resolution_changes, std::uint64_t{1});
    QTRY_VERIFY(house.live(view.id));
    house.engine->hide(view.id); // nobody looks any more, and it is not forgotten
    QTRY_VERIFY(house.engine->stats().views.empty());
    QCOMPARE(house.engine->stats().cameras[0].resolution_changes, std::uint64_t{1});
}

void EngineReasonsTest::counters_outlive_a_main_stream_that_is_let_go() {
    House house;
    house.add();
    const View view = house.engine->show("cam", {1280, 720}).value();
    QTRY_VERIFY(house.engine->stats().cameras[0].main_counters.access_units > 5);
    house.engine->hide(view.id);
    QTRY_COMPARE(house.main.requests("TEARDOWN"), 1);
    QVERIFY(house.engine->stats().cameras[0].main_counters.access_units > 5);
}

QTEST_GUILESS_MAIN(EngineReasonsTest)
#include "tst_engine_reasons.moc"
