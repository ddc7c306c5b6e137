// The whole river on one bank: cameras over TCP in, pictures, clips and the truth about them out.
#include "support/engine_house.h"

#include <QTemporaryDir>
#include <QTest>
#include <future>

using namespace shouwang;
using namespace shouwang::video;
using namespace shouwang::video::test;

class EngineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void camera_is_refused_when_it_makes_no_sense();
    void warm_camera_has_its_picture_at_once();
    void large_tile_gets_main_over_sub_without_a_gap();
    void main_is_let_go_when_nobody_needs_it();
    void dead_camera_is_late_then_lost_and_returns();
    void frozen_camera_is_not_live();
    void two_views_share_one_decoder();
    void look_back_shows_the_past();
    void pin_writes_sub_at_once_and_main_when_it_comes();
    void pin_of_a_warm_main_is_one_file();
    void pin_of_an_unknown_camera_or_to_nowhere_is_told();
    void removed_camera_goes_dark_and_others_stay();
    void status_changes_are_told_and_say_why();
    void everything_may_be_called_from_many_threads();
};

void EngineTest::camera_is_refused_when_it_makes_no_sense() {
    House house;
    house.add();
    QVERIFY(!house.engine->addCamera({"cam", house.main.url(), "", {}}).has_value());
    QVERIFY(!house.engine->addCamera({"", house.main.url(), "", {}}).has_value());
    QVERIFY(!house.engine->addCamera({"other", "", "", {}}).has_value());
    QVERIFY(!house.engine->show("nobody", {100, 100}).has_value());
    QVERIFY(!house.engine->lookBack("nobody", kSecond, {100, 100}).has_value());
    const auto nothing = house.engine->lookBack("cam", kSecond, {100, 100});
    QVERIFY(nothing || nothing.error().next == Next::Offline);
    QVERIFY(house.engine->liveness(ViewId{99}).kind == Liveness::Kind::Lost);
    house.engine->hide(99);
    house.engine->removeCamera("nobody");
}

void EngineTest::warm_camera_has_its_picture_at_once() {
    House house;
    house.add();
    QTRY_VERIFY(house.warm());
    QTRY_VERIFY(house.engine->stats().cameras[0].sub_ring > 0);
    QCOMPARE(house.main.accepted(), 0); // nobody looks: main is cold
    const Nanos asked = house.clock.monotonic().count();
    const View view = house.engine->show("cam", {320, 180}).value();
    QTRY_VERIFY(view.mailbox->latest());
    // The picture was there before it was asked for, or is the very next one.
    QVERIFY(view.mailbox->latest()->arrival < asked + kSecond);
    QTRY_VERIFY(house.live(view.id));
    const std::uint64_t published = view.mailbox->published();
    QTRY_VERIFY(view.mailbox->published() > published + 5);
    QCOMPARE(house.main.accepted(), 0);
    const EngineStats stats = house.engine->stats();
    QVERIFY(stats.views[0].choice.reason == Reason::TileSmall);
    QCOMPARE(stats.views[0].source_width, 320);
}

void EngineTest::large_tile_gets_main_over_sub_without_a_gap() {
    House house;
    house.add();
    QTRY_VERIFY(house.warm());
    const View view = house.engine->show("cam", {1280, 720}).value();
    QTRY_VERIFY(view.mailbox->latest());
    QTRY_VERIFY(view.mailbox->latest()->stream == Stream::Main);
    QCOMPARE(view.mailbox->latest()->width, 1280);
    for (int i = 0; i < 20; ++i) { // and never back again
        const std::uint64_t published = view.mailbox->published();
        QTRY_VERIFY(view.mailbox->published() > published);
        QVERIFY(view.mailbox->latest()->stream == Stream::Main);
    }
    house.main.setMode(ToyCamera::Mode::HangUp); // main dies: sub takes over
    QTRY_VERIFY(view.mailbox->latest()->stream == Stream::Sub);
    QTRY_VERIFY(house.live(view.id));
}

void EngineTest::main_is_let_go_when_nobody_needs_it() {
    House house;
    house.add();
    const View view = house.engine->show("cam", {1280, 720}).value();
    QTRY_VERIFY(view.mailbox->latest() && view.mailbox->latest()->stream == Stream::Main);
    house.engine->hide(view.id);
    QTRY_COMPARE(house.main.requests("TEARDOWN"), 1);
    house.engine->keepMainWarm("cam", true);
    QTRY_VERIFY(house.engine->stats().cameras[0].main.state == StreamState::Playing);
    QTRY_VERIFY(house.engine->stats().cameras[0].main_ring >
                500 * kMillisecond); // longer than it would linger
    const View again = house.engine->show("cam", {1280, 720}).value();
    QTRY_VERIFY(again.mailbox->latest());
    QVERIFY(again.mailbox->latest()->stream == Stream::Main); // at once
    house.engine->hide(again.id);
    house.engine->keepMainWarm("cam", false);
    QTRY_COMPARE(house.main.requests("TEARDOWN"), 2);
}

void EngineTest::dead_camera_is_late_then_lost_and_returns() {
    House house;
    house.add();
    const View view = house.engine->show("cam", {320, 180}).value();
    QVERIFY(house.engine->liveness(view.id).kind == Liveness::Kind::Waiting);
    QTRY_VERIFY(house.live(view.id));
    house.sub.setMode(ToyCamera::Mode::HangUp);
    house.main.setMode(ToyCamera::Mode::HangUp);
    QTRY_VERIFY(house.engine->liveness(view.id).kind == Liveness::Kind::Late);
    QTRY_VERIFY_WITH_TIMEOUT(house.engine->liveness(view.id).kind == Liveness::Kind::Lost, 8000);
    QVERIFY(house.engine->liveness("cam").kind == Liveness::Kind::Lost);
    QVERIFY(house.engine->liveness(view.id).age > 5 * kSecond);
    QVERIFY(view.mailbox->latest()); // the last picture stays, with its age
    house.sub.setMode(ToyCamera::Mode::Play);
    QTRY_VERIFY(house.live(view.id));
    QTRY_VERIFY(house.warm());
}

void EngineTest::frozen_camera_is_not_live() {
    House house;
    house.add();
    const View view = house.engine->show("cam", {320, 180}).value();
    QTRY_VERIFY(house.live(view.id));
    house.sub.setMode(ToyCamera::Mode::Frozen);
    QTRY_VERIFY(house.engine->liveness(view.id).kind == Liveness::Kind::Late);
    const std::uint64_t published = view.mailbox->published();
    QTRY_VERIFY(view.mailbox->published() > published + 3); // pictures do come
    QVERIFY(house.engine->liveness(view.id).kind != Liveness::Kind::Live);
    QVERIFY(house.warm());
    house.sub.setMode(ToyCamera::Mode::Play);
    QTRY_VERIFY(house.live(view.id));
}

void EngineTest::two_views_share_one_decoder() {
    House house;
    house.add();
    const View first = house.engine->show("cam", {320, 180}).value();
    const View second = house.engine->show("cam", {160, 90}).value();
    QTRY_VERIFY(first.mailbox->published() > 10 && second.mailbox->published() > 10);
    QCOMPARE(first.mailbox->latest()->width, 320);
    QCOMPARE(second.mailbox->latest()->width, 160);
    QCOMPARE(house.sub.accepted(), 1);
    const EngineStats stats = house.engine->stats();
    QVERIFY(stats.views[0].decoded < first.mailbox->published() + 60); // once, not once a view
    house.engine->hide(first.id);
    const std::uint64_t published = second.mailbox->published();
    QTRY_VERIFY(second.mailbox->published() > published + 5);
}

void EngineTest::look_back_shows_the_past() {
    House house;
    house.add();
    QTRY_VERIFY(house.warm());
    QTRY_VERIFY(house.engine->stats().cameras[0].sub_ring > 2 * kSecond);
    const Nanos asked = house.clock.monotonic().count();
    const View past = house.engine->lookBack("cam", 1'500 * kMillisecond, {320, 180}).value();
    QTRY_VERIFY(past.mailbox->latest());
    QVERIFY(past.mailbox->latest()->arrival <= asked - 1'400 * kMillisecond);
    const std::uint64_t published = past.mailbox->published();
    QTRY_VERIFY(past.mailbox->published() > published + 10); // it plays on
    const Nanos now = house.clock.monotonic().count();
    QVERIFY(now - past.mailbox->latest()->arrival >= 1'500 * kMillisecond);
    QVERIFY(house.live(past.id));
    QVERIFY(house.engine->stats().views[0].playback);
    house.engine->hide(past.id);
    // Farther back than there is: as far as there is.
    const View all = house.engine->lookBack("cam", 1'000 * kSecond, {320, 180}).value();
    QTRY_VERIFY(all.mailbox->latest());
}

void EngineTest::pin_writes_sub_at_once_and_main_when_it_comes() {
    House house;
    QTemporaryDir folder;
    house.add();
    QTRY_VERIFY(house.engine->stats().cameras[0].sub_ring > kSecond);
    std::promise<PinResult> promise;
    PinRequest request{"cam", 0, kSecond, 2 * kSecond, folder.path().toStdString(), "alarm-1"};
    const auto pin =
        house.engine->pin(request, [&promise](const PinResult& result) { promise.set_value(result); });
    QVERIFY(pin.has_value());
    QCOMPARE(house.engine->stats().pins_open, std::size_t{1});
    const PinResult result = promise.get_future().get();
    QCOMPARE(result.pin, *pin);
    QCOMPARE(result.clips.size(), std::size_t{2});
    QVERIFY(result.errors.empty());
    for (const Clip& clip : result.clips) {
        QVERIFY(std::filesystem::exists(clip.path));
        QVERIFY(clip.path.filename() == "alarm-1-" + std::string(name(clip.stream)) + ".mp4");
        const double seconds = static_cast<double>(clip.last_utc - clip.first_utc) / 1e6;
        QVERIFY2(clip.stream == Stream::Sub ? seconds > 2.8 : seconds > 0.5, std::to_string(seconds).c_str());
    }
    QTRY_COMPARE(house.main.requests("TEARDOWN"), 1); // main was connected for the pin alone
}

void EngineTest::pin_of_a_warm_main_is_one_file() {
    House house;
    QTemporaryDir folder;
    house.add();
    house.engine->keepMainWarm("cam", true);
    QTRY_VERIFY(house.engine->stats().cameras[0].main_ring > kSecond);
    std::promise<PinResult> promise;
    PinRequest request{"cam", 0, kSecond, 500 * kMillisecond, folder.path().toStdString(), "alarm-2"};
    QVERIFY(house.engine->pin(request, [&promise](const PinResult& r) { promise.set_value(r); }).has_value());
    const PinResult result = promise.get_future().get();
    QCOMPARE(result.clips.size(), std::size_t{1});
    QVERIFY(result.clips[0].stream == Stream::Main);
    QCOMPARE(result.clips[0].width, 1280);
}

void EngineTest::pin_of_an_unknown_camera_or_to_nowhere_is_told() {
    House house;
    house.add();
    QVERIFY(!house.engine->pin({"nobody", 0, 0, 0, "/tmp", "x"}, {}).has_value());
    QVERIFY(!house.engine->pin({"cam", 0, 0, 0, "/tmp", "../x"}, {}).has_value());
    QVERIFY(!house.engine->pin({"cam", 0, -1, 0, "/tmp", "x"}, {}).has_value());
    QTRY_VERIFY(house.warm());
    std::promise<PinResult> promise;
    PinRequest request{"cam", 0, kSecond, 100 * kMillisecond, "/nowhere/at/all", "x"};
    QVERIFY(house.engine->pin(request, [&promise](const PinResult& r) { promise.set_value(r); }).has_value());
    const PinResult result = promise.get_future().get();
    QVERIFY(result.clips.empty());
    QVERIFY(!result.errors.empty());
    // And one that is cancelled, by hand or by the end.
    std::promise<PinResult> cancelled;
    request.after = 60 * kSecond;
    const auto pin = house.engine->pin(request, [&cancelled](const PinResult& r) { cancelled.set_value(r); });
    house.engine->cancelPin(*pin);
    QVERIFY(!cancelled.get_future().get().errors.empty());
    std::atomic<int> ended = 0;
    QVERIFY(house.engine->pin(request, [&ended](const PinResult&) { ++ended; }).has_value());
    house.engine.reset();
    QCOMPARE(ended.load(), 1);
}

void EngineTest::removed_camera_goes_dark_and_others_stay() {
    House house;
    house.add();
    house.add("other");
    const View view = house.engine->show("cam", {320, 180}).value();
    const View other = house.engine->show("other", {320, 180}).value();
    QTRY_VERIFY(house.live(view.id) && house.live(other.id));
    house.engine->removeCamera("cam");
    QCOMPARE(house.engine->cameras(), std::vector<std::string>{"other"});
    QTRY_VERIFY(house.engine->liveness(view.id).kind == Liveness::Kind::Late);
    QVERIFY(view.mailbox->latest());
    QVERIFY(house.live(other.id));
    house.add(); // and it may come back
    house.engine->hide(view.id);
    const View again = house.engine->show("cam", {320, 180}).value();
    QTRY_VERIFY(house.live(again.id));
}

void EngineTest::status_changes_are_told_and_say_why() {
    House house;
    std::mutex mutex;
    std::vector<StreamStatus> told;
    house.engine->onStatus([&](const std::string& camera, const StreamStatus& status) {
        const std::lock_guard lock(mutex);
        if (camera == "cam") told.push_back(status);
    });
    const auto last = [&] {
        const std::lock_guard lock(mutex);
        return told.empty() ? StreamStatus{} : told.back();
    };
    house.sub.demand("Digest realm=\"toy\", nonce=\"abc\"", {"viewer", "right"});
    house.add("cam", {"viewer", "wrong"});
    QTRY_VERIFY(last().refusal == Refusal::WrongPassword);
    house.sub.demand("", {});
    QTRY_VERIFY(last().state == StreamState::Playing);
    house.sub.setMode(ToyCamera::Mode::NotFound);
    house.sub.setStream(encode(recipe(320, 180)), true);
    QTRY_VERIFY(last().refusal == Refusal::NotFound);
    house.engine->onStatus({});
}

void EngineTest::everything_may_be_called_from_many_threads() {
    House house;
    for (int i = 0; i < 4; ++i)
        house.add("c" + std::to_string(i));
    std::vector<std::jthread> hands; // joined also where a check fails
    for (int hand = 0; hand < 3; ++hand) {
        hands.emplace_back([&house, hand](const std::stop_token& stop) {
            SeededRandom random(static_cast<std::uint64_t>(hand));
            std::vector<View> views;
            while (!stop.stop_requested()) {
                const std::string id = "c" + std::to_string(random.below(4));
                const TileSize size{static_cast<int>(100 + random.below(1400)), 200};
                auto view = random.below(4) == 0 ? house.engine->lookBack(id, kSecond, size)
                                                 : house.engine->show(id, size);
                if (view) {
                    view->mailbox->setNotify([] {});
                    views.push_back(*view);
                }
                (void)house.engine->stats();
                (void)house.engine->liveness(id);
                if (!views.empty()) house.engine->resize(views.back().id, {320, 180});
                if (views.size() > 6) {
                    views.front().mailbox->setNotify({});
                    house.engine->hide(views.front().id);
                    views.erase(views.begin());
                }
                if (random.below(20) == 0) house.engine->removeCamera("extra");
                if (random.below(20) == 0) (void)house.engine->addCamera({"extra", "", house.sub.url(), {}});
                std::this_thread::yield();
            }
        });
    }
    const View view = house.engine->show("c0", {320, 180}).value();
    QTRY_VERIFY_WITH_TIMEOUT(view.mailbox->published() > 30, 60'000);
    hands.clear();
    QTRY_VERIFY(house.live(view.id));
}

QTEST_GUILESS_MAIN(EngineTest)
#include "tst_engine.moc"
