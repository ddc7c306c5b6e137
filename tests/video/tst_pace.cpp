// When is a stream too slow for itself?
#include "video/pace.h"

#include <QTest>

using namespace shouwang::video;

namespace {

/// `count` pictures that come `gap` apart and say of themselves that they are `own` apart.
Nanos run(PaceMeter& meter, int count, Nanos gap, Nanos own, Nanos from = 0) {
    Nanos now = from;
    for (int i = 0; i < count; ++i) {
        now += gap;
        meter.take(i * own * 9 / 100'000, now);
    }
    return now;
}

} // namespace

class PaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void steady_stream_is_not_slow();
    void stream_with_a_tenth_of_its_pictures_is_slow();
    void thrifty_camera_is_not_slow();
    void nothing_is_said_before_it_was_watched_for_long_enough();
    void very_slow_stream_is_slow_too();
    void silent_stream_is_silent_and_not_slow();
    void burst_after_a_pause_is_not_slow();
    void jump_of_the_clock_changes_nothing();
    void pictures_without_times_say_nothing();
};

void PaceTest::steady_stream_is_not_slow() {
    PaceMeter meter;
    QVERIFY(!meter.slow(run(meter, 500, 40 * kMillisecond, 40 * kMillisecond)));
}

void PaceTest::stream_with_a_tenth_of_its_pictures_is_slow() {
    PaceMeter meter;
    const Nanos now = run(meter, 30, 400 * kMillisecond, 40 * kMillisecond);
    QVERIFY(meter.slow(now));
    meter.restart();
    QVERIFY(!meter.slow(now));
}

void PaceTest::thrifty_camera_is_not_slow() {
    PaceMeter meter;
    QVERIFY(!meter.slow(run(meter, 30, kSecond, kSecond)));
}

void PaceTest::nothing_is_said_before_it_was_watched_for_long_enough() {
    PaceMeter meter;
    QVERIFY(!meter.slow(0));
    QVERIFY(!meter.slow(run(meter, 8, 400 * kMillisecond, 40 * kMillisecond)));
}

void PaceTest::very_slow_stream_is_slow_too() {
    PaceMeter meter;
    QVERIFY(meter.slow(run(meter, 6, 3 * kSecond, 40 * kMillisecond)));
}

void PaceTest::silent_stream_is_silent_and_not_slow() {
    PaceMeter meter;
    const Nanos now = run(meter, 500, 40 * kMillisecond, 40 * kMillisecond);
    for (Nanos later = 0; later < 10 * kSecond; later += 100 * kMillisecond)
        QVERIFY(!meter.slow(now + later));
}

void PaceTest::burst_after_a_pause_is_not_slow() {
    PaceMeter meter;
    const Nanos before = run(meter, 200, 40 * kMillisecond, 40 * kMillisecond);
    // Two seconds stood in a queue on the way and come at once.
    const Nanos after = run(meter, 50, kMillisecond, 40 * kMillisecond, before + 2 * kSecond);
    QVERIFY(!meter.slow(after));
}

void PaceTest::jump_of_the_clock_changes_nothing() {
    PaceMeter meter;
    Nanos now = 0;
    for (int i = 0; i < 200; ++i) {
        now += 40 * kMillisecond;
        meter.take(i * 3'600 + (i > 150 ? 90'000'000 : 0), now);
    }
    QVERIFY(!meter.slow(now));
}

void PaceTest::pictures_without_times_say_nothing() {
    PaceMeter meter;
    Nanos now = 0;
    for (int i = 0; i < 50; ++i)
        meter.take(0, now += 400 * kMillisecond);
    QVERIFY(!meter.slow(now));
}

QTEST_GUILESS_MAIN(PaceTest)
#include "tst_pace.moc"
