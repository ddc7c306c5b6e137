// What is decided without a camera: liveness, the governor, the ring, the mailbox.
#include "video/governor.h"
#include "video/liveness.h"
#include "video/picture.h"
#include "video/ring.h"

#include <QTest>
#include <atomic>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::video;

namespace {

AccessUnit unitAt(Nanos arrival, bool key, std::size_t size = 100) {
    static const auto sets = std::make_shared<const ParameterSets>();
    AccessUnit unit;
    unit.payload = std::make_shared<const Bytes>(size);
    unit.sets = sets;
    unit.key = key;
    unit.arrival = arrival;
    return unit;
}

TileDemand tile(std::uint64_t id, int width, bool alarm = false) {
    TileDemand demand;
    demand.tile = id;
    demand.size = {width, width * 9 / 16};
    demand.alarm = alarm;
    demand.has_main = demand.has_sub = demand.main_ready = demand.sub_ready = true;
    demand.main = {0.1, 1920, 1080};
    demand.sub = {0.016, 640, 360};
    return demand;
}

Picture pictureAt(Nanos arrival) {
    Picture picture;
    picture.arrival = arrival;
    return picture;
}

} // namespace

class RulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void liveness_follows_the_age_of_the_picture_data();
    void liveness_follows_the_age_of_the_picture();
    void repeated_picture_is_not_new();
    void camera_without_any_picture_waits_and_is_lost();
    void large_tile_gets_main_and_small_one_sub();
    void size_near_the_limit_does_not_flicker();
    void main_that_is_not_ready_is_bridged_by_sub();
    void only_stream_is_shown_whatever_its_size();
    void load_drops_quality_in_a_fixed_order();
    void quality_returns_one_step_at_a_time_and_late();
    void growing_queue_counts_as_load();
    void governor_never_oscillates_under_steady_load();
    void ring_begins_with_a_key_frame_and_keeps_its_seconds();
    void ring_gives_the_range_from_the_key_frame_before();
    void ring_reader_misses_nothing_or_is_told();
    void mailbox_keeps_the_newest_picture();
    void mailbox_callback_is_over_when_it_is_taken_away();
    void picture_pool_gives_buffers_again();
};

void RulesTest::liveness_follows_the_age_of_the_picture_data() {
    QTest::addColumn<qint64>("age_ms");
    QTest::addColumn<int>("kind");
    const auto row = [](const char* name, qint64 age, Liveness::Kind kind) {
        QTest::newRow(name) << age << static_cast<int>(kind);
    };
    row("just now", 0, Liveness::Kind::Live);
    row("from the future", -5, Liveness::Kind::Live);
    row("at the limit", 1200, Liveness::Kind::Live);
    row("a little over", 1201, Liveness::Kind::Late);
    row("late", 5000, Liveness::Kind::Late);
    row("lost", 5001, Liveness::Kind::Lost);
    row("a day", 86'400'000, Liveness::Kind::Lost);
}

void RulesTest::liveness_follows_the_age_of_the_picture() {
    QFETCH(qint64, age_ms);
    QFETCH(int, kind);
    QCOMPARE(static_cast<int>(livenessOf(age_ms * kMillisecond).kind), kind);
    QVERIFY(livenessOf(age_ms * kMillisecond).age >= 0);
}

void RulesTest::repeated_picture_is_not_new() {
    LivenessTracker tracker(0);
    Nanos now = 0;
    for (; now < 3 * kSecond; now += 40 * kMillisecond)
        tracker.seen(static_cast<std::uint64_t>(now), now);
    QVERIFY(tracker.at(now).kind == Liveness::Kind::Live);
    QVERIFY(!tracker.frozen(now));
    const Nanos froze = now - 40 * kMillisecond;
    for (; now < 9 * kSecond; now += 40 * kMillisecond) {
        QCOMPARE(tracker.seen(static_cast<std::uint64_t>(froze), now), froze);
    }
    QVERIFY(tracker.at(now).kind == Liveness::Kind::Lost);
    QCOMPARE(tracker.at(now).age, now - froze);
    QVERIFY(tracker.frozen(now));
    tracker.seen(77, now);
    QVERIFY(tracker.at(now).kind == Liveness::Kind::Live);
}

void RulesTest::camera_without_any_picture_waits_and_is_lost() {
    const LivenessTracker tracker(10 * kSecond);
    QVERIFY(tracker.at(11 * kSecond).kind == Liveness::Kind::Waiting);
    QVERIFY(tracker.at(15 * kSecond).kind == Liveness::Kind::Waiting);
    QVERIFY(tracker.at(15 * kSecond + 1).kind == Liveness::Kind::Lost);
}

void RulesTest::large_tile_gets_main_and_small_one_sub() {
    Governor governor(2);
    const auto choices = governor.decide(0, {tile(1, 1280), tile(2, 480)}, 0);
    QVERIFY(choices.at(1).stream == Stream::Main);
    QVERIFY(choices.at(1).reason == Reason::TileLarge);
    QVERIFY(choices.at(2).stream == Stream::Sub);
    QVERIFY(choices.at(2).reason == Reason::TileSmall);
    QVERIFY(!choices.at(2).want_main);
    const auto alarm = governor.decide(0, {tile(3, 480, true)}, 0);
    QVERIFY(alarm.at(3).want_main); // warm, in case it is enlarged
    QVERIFY(alarm.at(3).stream == Stream::Sub);
}

void RulesTest::size_near_the_limit_does_not_flicker() {
    Governor governor(4);
    Nanos now = 0;
    int changes = 0;
    Stream last = governor.decide(now, {tile(1, 700)}, 0).at(1).stream;
    for (int i = 0; i < 40; ++i) {
        now += 100 * kMillisecond;
        const Stream stream = governor.decide(now, {tile(1, i % 2 == 0 ? 720 : 660)}, 0).at(1).stream;
        changes += stream != last ? 1 : 0;
        last = stream;
    }
    QVERIFY(changes <= 1);
    // Even a size that really jumps is followed only after a pause.
    QVERIFY(governor.decide(now, {tile(2, 1280)}, 0).at(2).stream == Stream::Main);
    QVERIFY(governor.decide(now + kSecond, {tile(2, 320)}, 0).at(2).stream == Stream::Sub);
    const auto held = governor.decide(now + 2 * kSecond, {tile(2, 1280)}, 0).at(2);
    QVERIFY(held.stream == Stream::Sub);
    QVERIFY(held.reason == Reason::Held);
    QVERIFY(governor.decide(now + 4 * kSecond, {tile(2, 1280)}, 0).at(2).stream == Stream::Main);
}

void RulesTest::main_that_is_not_ready_is_bridged_by_sub() {
    Governor governor(2);
    TileDemand demand = tile(1, 1280);
    demand.main_ready = false;
    const auto bridged = governor.decide(0, {demand}, 0).at(1);
    QVERIFY(bridged.stream == Stream::Sub);
    QVERIFY(bridged.want_main);
    QVERIFY(bridged.reason == Reason::MainNotReady);
    demand.main_ready = true;
    QVERIFY(governor.decide(100 * kMillisecond, {demand}, 0).at(1).stream == Stream::Main);
    // And a sub stream that has died is replaced by a main stream that plays.
    TileDemand small = tile(2, 320);
    small.sub_ready = false;
    QVERIFY(governor.decide(0, {small}, 0).at(2).stream == Stream::Main);
}

void RulesTest::only_stream_is_shown_whatever_its_size() {
    Governor governor(2);
    TileDemand only_sub = tile(1, 1920);
    only_sub.has_main = only_sub.main_ready = false;
    TileDemand only_main = tile(2, 160);
    only_main.has_sub = only_main.sub_ready = false;
    const auto choices = governor.decide(0, {only_sub, only_main}, 0);
    QVERIFY(choices.at(1).stream == Stream::Sub && !choices.at(1).want_main);
    QVERIFY(choices.at(2).stream == Stream::Main && choices.at(2).want_main);
    QVERIFY(choices.at(2).reason == Reason::OnlyStream);
}

void RulesTest::load_drops_quality_in_a_fixed_order() {
    Governor governor(0.01); // never enough
    std::vector<TileDemand> demands{tile(1, 1280), tile(2, 1280, true)};
    std::vector<LoadStep> steps;
    for (Nanos now = 0; now < 20 * kSecond; now += 100 * kMillisecond) {
        governor.decide(now, demands, 0);
        if (steps.empty() || steps.back() != governor.step()) steps.push_back(governor.step());
    }
    QCOMPARE(steps, (std::vector<LoadStep>{LoadStep::None, LoadStep::MainNoLoopFilter,
                                           LoadStep::SubForOrdinary, LoadStep::AllNoLoopFilter,
                                           LoadStep::KeyFramesOnly, LoadStep::SubForAll}));
    Governor fresh(0.01);
    for (Nanos now = 0; fresh.step() < LoadStep::SubForOrdinary; now += 100 * kMillisecond) {
        const auto choices = fresh.decide(now, demands, 0);
        if (fresh.step() < LoadStep::SubForOrdinary) continue;
        QVERIFY(choices.at(1).stream == Stream::Sub);
        QVERIFY(choices.at(1).reason == Reason::Load);
        QVERIFY(choices.at(2).stream == Stream::Main); // the alarm keeps its picture longest
        QVERIFY(!choices.at(2).loop_filter);
    }
}

void RulesTest::quality_returns_one_step_at_a_time_and_late() {
    Governor governor(2);
    std::vector<TileDemand> many;
    for (std::uint64_t i = 0; i < 40; ++i)
        many.push_back(tile(i, 1280));
    Nanos now = 0;
    for (; governor.step() < LoadStep::SubForOrdinary && now < 20 * kSecond; now += 100 * kMillisecond) {
        governor.decide(now, many, 0);
    }
    QVERIFY(governor.step() == LoadStep::SubForOrdinary);
    many.resize(2);
    governor.decide(now, many, 0);
    QVERIFY(governor.step() == LoadStep::SubForOrdinary); // not at once
    governor.decide(now + 5 * kSecond, many, 0);
    QVERIFY(governor.step() == LoadStep::MainNoLoopFilter); // not all at once
    governor.decide(now + 6 * kSecond, many, 0);
    governor.decide(now + 11 * kSecond, many, 0);
    QVERIFY(governor.step() == LoadStep::None);
}

void RulesTest::growing_queue_counts_as_load() {
    Governor governor(100);
    governor.decide(0, {tile(1, 1280)}, kSecond);
    QVERIFY(governor.step() == LoadStep::None); // a moment is no load
    governor.decide(kSecond, {tile(1, 1280)}, kSecond);
    QVERIFY(governor.step() == LoadStep::MainNoLoopFilter);
}

void RulesTest::governor_never_oscillates_under_steady_load() {
    QVERIFY(rc::check("steady demands settle", [] {
        std::vector<TileDemand> demands;
        const int count = *rc::gen::inRange(1, 60);
        for (int i = 0; i < count; ++i) {
            demands.push_back(tile(static_cast<std::uint64_t>(i), *rc::gen::inRange(100, 2000),
                                   *rc::gen::inRange(0, 5) == 0));
            // Costs that nobody has measured: predictions then do not depend on the step before.
            demands.back().main.cores = demands.back().sub.cores = 0;
        }
        Governor governor(*rc::gen::inRange(1, 9));
        Nanos now = 0;
        for (; now < 60 * kSecond; now += 100 * kMillisecond)
            governor.decide(now, demands, 0);
        const LoadStep settled = governor.step();
        int changes = 0;
        for (; now < 180 * kSecond; now += 100 * kMillisecond) {
            governor.decide(now, demands, 0);
            changes += governor.step() != settled ? 1 : 0;
        }
        RC_ASSERT(changes == 0);
    }));
}

void RulesTest::ring_begins_with_a_key_frame_and_keeps_its_seconds() {
    QVERIFY(rc::check("the front is a key frame, the seconds are there, the bytes have a bound", [] {
        const Nanos keep = *rc::gen::inRange(1, 20) * kSecond;
        const std::size_t bound = *rc::gen::inRange<std::size_t>(2'000, 200'000);
        PacketRing ring({keep, bound});
        Nanos now = kSecond;
        const int group = *rc::gen::inRange(1, 100);
        const int count = *rc::gen::inRange(1, 400);
        Nanos first_key = 0;
        for (int i = 0; i < count; ++i) {
            now += *rc::gen::inRange(1, 400) * kMillisecond;
            const bool key = i % group == group / 2;
            const bool kept = ring.push(unitAt(now, key, *rc::gen::inRange<std::size_t>(1, 500)));
            if (key && first_key == 0) first_key = now;
            RC_ASSERT(kept || first_key == 0 || ring.size() == 0);
            RC_ASSERT(ring.bytes() <= bound);
            if (ring.size() == 0) continue;
            const auto all = ring.range(0, now);
            RC_ASSERT(all.size() == ring.size());
            RC_ASSERT(all.front().unit.key);
            // A whole group may be gone only if the next one begins early enough, or for its bytes.
            if (bound >= 100'000) RC_ASSERT(all.front().unit.arrival <= std::max(now - keep, first_key));
        }
    }));
}

void RulesTest::ring_gives_the_range_from_the_key_frame_before() {
    PacketRing ring({30 * kSecond, std::size_t{1} << 20});
    for (int i = 0; i < 250; ++i)
        ring.push(unitAt(i * 40 * kMillisecond + kSecond, i % 50 == 0));
    const auto found = ring.range(5 * kSecond, 7 * kSecond); // key frames at 1, 3, 5, 7, 9 s
    QCOMPARE(found.front().unit.arrival, 5 * kSecond);
    QVERIFY(found.front().unit.key);
    QCOMPARE(found.back().unit.arrival, 7 * kSecond);
    QCOMPARE(ring.range(4 * kSecond, 5 * kSecond).front().unit.arrival, 3 * kSecond);
    QCOMPARE(ring.range(0, 2 * kSecond).front().unit.arrival, kSecond); // the oldest there is
    QCOMPARE(ring.sinceLastKey().front().unit.arrival, 9 * kSecond);
    QCOMPARE(ring.sinceLastKey().size(), std::size_t{50});
    ring.clear();
    QVERIFY(ring.sinceLastKey().empty());
    QVERIFY(!ring.push(unitAt(20 * kSecond, false)));
    QVERIFY(ring.push(unitAt(20 * kSecond, true)));
    QCOMPARE(ring.newest(), std::uint64_t{251}); // numbers go on
}

void RulesTest::ring_reader_misses_nothing_or_is_told() {
    QVERIFY(rc::check("numbers follow each other, or the batch says that it skipped and begins at a key", [] {
        PacketRing ring({2 * kSecond, std::size_t{1} << 20});
        std::uint64_t cursor = 0;
        Nanos now = kSecond;
        const int rounds = *rc::gen::inRange(1, 60);
        int pushed = 0;
        for (int i = 0; i < rounds; ++i) {
            const int burst = *rc::gen::inRange(0, 120);
            for (int k = 0; k < burst; ++k)
                ring.push(unitAt(now += 40 * kMillisecond, pushed++ % 20 == 0));
            const RingBatch batch = ring.follow(cursor, *rc::gen::inRange<std::size_t>(1, 200));
            for (std::size_t k = 0; k < batch.units.size(); ++k) {
                const std::uint64_t number = batch.units[k].number;
                if (k == 0 && batch.skipped)
                    RC_ASSERT(number > cursor + 1 && batch.units[k].unit.key);
                else
                    RC_ASSERT(cursor == 0 || number == cursor + 1);
                cursor = number;
            }
            RC_ASSERT(batch.behind == ring.newest() - cursor || batch.units.empty());
        }
    }));
}

void RulesTest::mailbox_keeps_the_newest_picture() {
    Mailbox mailbox;
    QVERIFY(!mailbox.latest());
    QVERIFY(mailbox.publish(pictureAt(10)));
    QVERIFY(mailbox.publish(pictureAt(20)));
    QVERIFY(!mailbox.publish(pictureAt(15))); // time never runs backwards
    QCOMPARE(mailbox.latest()->arrival, Nanos{20});
    QCOMPARE(mailbox.latest()->sequence, std::uint64_t{2});
    QCOMPARE(mailbox.published(), std::uint64_t{2});
    QCOMPARE(mailbox.overwritten(), std::uint64_t{1});
}

void RulesTest::mailbox_callback_is_over_when_it_is_taken_away() {
    Mailbox mailbox;
    std::atomic<bool> stop = false;
    std::thread worker([&] {
        for (Nanos i = 1; !stop; ++i)
            mailbox.publish(pictureAt(i));
    });
    std::atomic<int> calls = 0;
    for (int i = 0; i < 40; ++i) {
        auto target = std::make_unique<std::atomic<int>>(0);
        mailbox.setNotify([&calls, raw = target.get()] {
            ++*raw; // a use after free if it came too late
            ++calls;
        });
        const int before = calls;
        QTRY_VERIFY(calls > before);
        mailbox.setNotify({});
        target.reset();
    }
    const int after = calls;
    const std::uint64_t published = mailbox.published();
    QTRY_VERIFY(mailbox.published() > published + 100);
    QCOMPARE(calls.load(), after);
    stop = true;
    worker.join();
}

void RulesTest::picture_pool_gives_buffers_again() {
    auto pool = std::make_unique<PicturePool>(3000);
    PictureBytes first = pool->take(1000);
    const void* memory = first->data();
    first.reset();
    QCOMPARE(pool->idleBytes(), std::size_t{1000});
    PictureBytes second = pool->take(1000);
    QCOMPARE(static_cast<const void*>(second->data()), memory);
    std::vector<PictureBytes> many;
    for (int i = 0; i < 10; ++i)
        many.push_back(pool->take(1000));
    many.clear();
    QVERIFY(pool->idleBytes() <= 3000);
    pool.reset();
    second->at(0) = 1; // outlives its pool
    second.reset();
}

QTEST_GUILESS_MAIN(RulesTest)
#include "tst_rules.moc"
