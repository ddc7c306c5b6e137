// A feed in the decode pool: which picture does a view show, and when?
#include "support/toy_pictures.h"
#include "video/decode_pool.h"

#include <QTest>
#include <set>

using namespace shouwang;
using namespace shouwang::video;
using namespace shouwang::video::test;

namespace {

constexpr int kPatience = 30'000; // ms; decoding takes seconds on a loaded machine with a sanitizer

struct Room {
    SystemClock clock;
    std::shared_ptr<PacketRing> ring = std::make_shared<PacketRing>();
    DecodePool pool{clock, 2};
    std::shared_ptr<Feed> feed;
    std::shared_ptr<ViewSlot> slot = std::make_shared<ViewSlot>(TileSize{320, 180}, 0, 0, LivenessLimits{});

    Nanos now() const { return clock.monotonic().count(); }
    void open(Nanos delay = 0, const FeedLimits& limits = {}) {
        feed = pool.open(ring, Stream::Sub, delay, limits);
        feed->attach(slot);
        pool.wake(feed);
    }
    void push(const AccessUnit& unit) {
        ring->push(unit);
        if (feed) pool.wake(feed);
    }
    PicturePtr latest() const { return slot->mailbox()->latest(); }
    bool shows(Nanos arrival) const { return latest() && latest()->arrival == arrival; }
};

} // namespace

class FeedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void warm_camera_shows_its_newest_picture_at_once();
    void newcomer_gets_the_picture_that_is_there();
    void feed_that_is_behind_jumps_to_the_newest_key_frame();
    void resolution_may_change();
    void damaged_camera_is_shown_late_and_not_grey();
    void frozen_camera_is_not_alive();
    void look_back_plays_with_its_delay();
    void key_frames_alone_are_shown_when_told_so();
    void stream_of_a_view_changes_without_a_step_back();
};

void FeedTest::warm_camera_shows_its_newest_picture_at_once() {
    Room room;
    const auto units = asUnits(encode(recipe()), room.now() - 2 * kSecond);
    for (const AccessUnit& unit : units)
        room.push(unit);
    room.open();
    QTRY_VERIFY_WITH_TIMEOUT(room.shows(units.back().arrival), kPatience);
    QVERIFY(nearGrey(*room.latest(), greyOf(49)));
    QTRY_COMPARE(room.feed->stats().decoded,
                 std::uint64_t{25});            // from the last key frame, not from the beginning
    QVERIFY(room.feed->stats().published <= 4); // and not every one on the way
    room.pool.close(room.feed);
}

void FeedTest::newcomer_gets_the_picture_that_is_there() {
    Room room;
    const auto units = asUnits(encode(recipe()), room.now() - 2 * kSecond);
    for (const AccessUnit& unit : units)
        room.push(unit);
    room.open();
    QTRY_VERIFY_WITH_TIMEOUT(room.shows(units.back().arrival), kPatience);
    const auto second = std::make_shared<ViewSlot>(TileSize{160, 90}, 0, 0, LivenessLimits{});
    room.feed->attach(second);
    room.pool.wake(room.feed);
    QTRY_VERIFY_WITH_TIMEOUT(second->mailbox()->latest(), kPatience);
    QCOMPARE(second->mailbox()->latest()->width, 160);
    QCOMPARE(room.latest()->width, 320);
    room.pool.close(room.feed);
}

void FeedTest::feed_that_is_behind_jumps_to_the_newest_key_frame() {
    Room room;
    Recipe longer = recipe();
    longer.pictures = 200;
    const auto units = asUnits(encode(longer), room.now() - 8 * kSecond);
    for (std::size_t i = 0; i < 10; ++i)
        room.push(units[i]);
    FeedLimits limits;
    limits.catch_up = 0;
    room.open(0, limits);
    QTRY_VERIFY_WITH_TIMEOUT(room.feed->stats().jumps > 0,
                             kPatience); // what is there is 8 s old and no key frame is near
    for (std::size_t i = 10; i < units.size(); ++i)
        room.ring->push(units[i]);
    room.pool.wake(room.feed);
    QTRY_VERIFY_WITH_TIMEOUT(room.shows(units.back().arrival), kPatience);
    const FeedStats stats = room.feed->stats();
    QVERIFY(stats.dropped > 100);
    QVERIFY(stats.decoded < 60);
    QCOMPARE(stats.lag, Nanos{0});
    room.pool.close(room.feed);
}

void FeedTest::resolution_may_change() {
    Room room;
    const Nanos begin = room.now() - 3 * kSecond;
    room.open();
    for (const AccessUnit& unit : asUnits(encode(recipe()), begin))
        room.push(unit);
    const auto larger = asUnits(encode(recipe(640, 360)), begin + 2 * kSecond, 2);
    for (const AccessUnit& unit : larger)
        room.push(unit);
    QTRY_VERIFY_WITH_TIMEOUT(room.shows(larger.back().arrival), kPatience);
    QCOMPARE(room.latest()->source_width, 640);
    QCOMPARE(room.latest()->width, 320);
    QCOMPARE(room.feed->stats().corrupt, std::uint64_t{0});
    room.pool.close(room.feed);
}

void FeedTest::damaged_camera_is_shown_late_and_not_grey() {
    Room room;
    Recipe noisy = recipe();
    noisy.noise = true;
    const auto units = asUnits(encode(noisy), room.now());
    room.open();
    for (std::size_t i = 0; i < 5; ++i)
        room.push(units[i]);
    QTRY_VERIFY_WITH_TIMEOUT(room.shows(units[4].arrival), kPatience);
    room.push(halfOf(units[5]));
    for (std::size_t i = 6; i < 25; ++i)
        room.push(units[i]);
    QTRY_COMPARE(room.feed->stats().corrupt, std::uint64_t{20});
    QVERIFY(room.shows(units[4].arrival));
    room.push(units[25]);
    QTRY_VERIFY_WITH_TIMEOUT(room.shows(units[25].arrival), kPatience);
}

void FeedTest::frozen_camera_is_not_alive() {
    Room room;
    Recipe frozen = recipe();
    frozen.moving = false;
    frozen.pictures = 100;
    const auto units = asUnits(encode(frozen), room.now());
    room.open();
    const AccessUnit first = units[0];
    room.push(first);
    QTRY_VERIFY_WITH_TIMEOUT(room.shows(first.arrival), kPatience);
    for (std::size_t i = 1; i < 100; ++i) {
        AccessUnit again = first;
        again.arrival = units[i].arrival;
        room.push(again);
        QTRY_VERIFY_WITH_TIMEOUT(room.shows(again.arrival), kPatience);
    }
    const Nanos now = units[99].arrival;
    QCOMPARE(room.latest()->new_since, first.arrival);
    QVERIFY(room.slot->liveness(now).kind == Liveness::Kind::Late);
    QVERIFY(room.slot->frozen(now));
    QVERIFY(room.slot->liveness(now + 2 * kSecond).kind == Liveness::Kind::Lost);
    room.pool.close(room.feed);
}

void FeedTest::look_back_plays_with_its_delay() {
    Room room;
    const Nanos delay = 1'500 * kMillisecond;
    const auto units = asUnits(encode(recipe()), room.now() - 2 * kSecond);
    for (const AccessUnit& unit : units)
        room.push(unit);
    room.slot = std::make_shared<ViewSlot>(TileSize{320, 180}, room.now(), delay, LivenessLimits{});
    room.open(delay);
    QTRY_VERIFY_WITH_TIMEOUT(room.latest(), kPatience);
    // It begins where it should, and never runs ahead.
    std::set<Nanos> seen;
    while (!room.shows(units.back().arrival)) {
        const PicturePtr picture = room.latest();
        QVERIFY(room.now() - picture->arrival >= delay);
        seen.insert(picture->arrival);
        QVERIFY2(room.now() - units.back().arrival < delay + 5 * kSecond, "it does not get to the end");
        QTest::qWait(5);
    }
    QVERIFY2(seen.size() > 5, std::to_string(seen.size()).c_str());
    QVERIFY(room.slot->liveness(room.now()).kind == Liveness::Kind::Live);
    room.pool.close(room.feed);
}

void FeedTest::key_frames_alone_are_shown_when_told_so() {
    Room room;
    const auto units = asUnits(encode(recipe()), room.now());
    room.push(units[0]);
    room.open();
    QTRY_VERIFY_WITH_TIMEOUT(room.shows(units[0].arrival), kPatience);
    room.feed->setQuality(false, true);
    for (std::size_t i = 1; i < 40; ++i)
        room.push(units[i]);
    QTRY_VERIFY_WITH_TIMEOUT(room.shows(units[25].arrival), kPatience);
    QCOMPARE(room.feed->stats().decoded, std::uint64_t{2});
    room.pool.close(room.feed);
}

void FeedTest::stream_of_a_view_changes_without_a_step_back() {
    ViewSlot slot({320, 180}, 0, 0, {});
    const auto picture = [](Stream stream, Nanos arrival) {
        Picture made;
        made.stream = stream;
        made.arrival = arrival;
        made.content_hash = static_cast<std::uint64_t>(arrival);
        return made;
    };
    QVERIFY(slot.accept(picture(Stream::Sub, 10)));
    QVERIFY(!slot.accept(picture(Stream::Main, 11))); // nobody has asked for it
    slot.want(Stream::Main);
    QVERIFY(slot.accept(picture(Stream::Sub, 12))); // goes on until main is there
    QVERIFY(slot.accept(picture(Stream::Main, 13)));
    QVERIFY(slot.shown() == Stream::Main);
    QVERIFY(!slot.accept(picture(Stream::Sub, 14)));
    QVERIFY(!slot.accept(picture(Stream::Main, 9)));
    QCOMPARE(slot.mailbox()->latest()->arrival, Nanos{13});
    slot.close();
    QVERIFY(!slot.accept(picture(Stream::Main, 15)));
}

QTEST_GUILESS_MAIN(FeedTest)
#include "tst_feed.moc"
