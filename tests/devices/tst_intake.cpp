#include "devices/intake.h"
#include "site/sample.h"

#include <QTest>
#include <algorithm>
#include <array>
#include <random>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::devices;
using namespace std::chrono_literals;
using Kind = site::Signal::Kind;

namespace {

constexpr Micros kNow = 1'760'000'000'000'000;
constexpr const char* kDevice = "AH-Z31";

const site::Site& sample() {
    static const site::Site instance = site::sampleSite();
    return instance;
}

site::Signal press(std::uint64_t boot, std::uint64_t counter) {
    site::Signal signal;
    signal.device = kDevice;
    signal.point = site::kDemoButton;
    signal.boot = boot;
    signal.counter = counter;
    signal.device_time = kNow;
    return signal;
}

/// One device at an intake whose clock stands still unless told otherwise.
struct Bench {
    Intake intake{Registry(sample()), {}, 0s};

    std::vector<site::Signal> take(const site::Signal& signal, std::chrono::nanoseconds now = 0s) {
        const std::string payload = formatMessage(signal);
        return intake.take(eventTopic("990101", signal.device), view(payload), kNow, now);
    }
    bool passes(std::uint64_t boot, std::uint64_t counter) { return take(press(boot, counter)).size() == 1; }
    const IntakeCounters& counters() const { return intake.counters(); }
};

using Press = std::pair<std::uint64_t, std::uint64_t>;

} // namespace

class TestIntake : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_press_that_comes_twice_counts_once() {
        Bench bench;
        QVERIFY(bench.passes(1, 5));
        QVERIFY(!bench.passes(1, 5));
        QCOMPARE(bench.counters().accepted, std::uint64_t{1});
        QCOMPARE(bench.counters().duplicate, std::uint64_t{1});
    }

    void a_late_press_counts_once() {
        Bench bench;
        QVERIFY(bench.passes(1, 5));
        QVERIFY(bench.passes(1, 9));
        QCOMPARE(bench.counters().gap, std::uint64_t{3});
        QVERIFY(bench.passes(1, 7));
        QVERIFY(!bench.passes(1, 7));
        QCOMPARE(bench.counters().out_of_order, std::uint64_t{1});
        QCOMPARE(bench.counters().gap_filled, std::uint64_t{1});
        QCOMPARE(bench.counters().duplicate, std::uint64_t{1});
    }

    void what_came_before_the_first_message_is_no_gap() {
        Bench bench;
        QVERIFY(bench.passes(1, 100));
        QVERIFY(bench.passes(1, 99));
        QCOMPARE(bench.counters().gap, std::uint64_t{0});
        QCOMPARE(bench.counters().gap_filled, std::uint64_t{0});
        QCOMPARE(bench.counters().out_of_order, std::uint64_t{1});
    }

    void the_same_counter_after_a_restart_of_the_device_is_another_press() {
        Bench bench;
        QVERIFY(bench.passes(1, 5));
        QVERIFY(bench.passes(2, 5));
        QVERIFY(!bench.passes(1, 5));
        QVERIFY(!bench.passes(2, 5));
    }

    void the_window_ends_at_its_edge() {
        Bench bench;
        const std::uint64_t last = 5000;
        QVERIFY(bench.passes(1, last));
        QVERIFY(bench.passes(1, last - Intake::kWindow + 1));
        QVERIFY(!bench.passes(1, last - Intake::kWindow + 1));
        QCOMPARE(bench.counters().beyond_window, std::uint64_t{0});
        // Older ones cannot be told apart: rather twice than never.
        QVERIFY(bench.passes(1, last - Intake::kWindow));
        QVERIFY(bench.passes(1, last - Intake::kWindow));
        QCOMPARE(bench.counters().beyond_window, std::uint64_t{2});
    }

    void counters_at_the_end_of_their_range_are_met() {
        Bench bench;
        QVERIFY(bench.passes(1, 0));
        QVERIFY(bench.passes(1, UINT64_MAX));
        QVERIFY(!bench.passes(1, UINT64_MAX));
        QVERIFY(bench.passes(1, UINT64_MAX - 1));
        QVERIFY(bench.counters().gap > 0);
    }

    void only_a_few_restarts_are_remembered() {
        Bench bench;
        for (std::uint64_t boot = 0; boot < 1000; ++boot)
            QVERIFY(bench.passes(boot, 1));
        QCOMPARE(bench.counters().boots_forgotten, std::uint64_t{996});
        QVERIFY(!bench.passes(999, 1));
        QVERIFY(!bench.passes(996, 1));
    }

    void a_flood_of_old_restarts_does_not_push_out_the_one_that_speaks() {
        Bench bench;
        for (std::uint64_t boot = 10; boot < 100; ++boot) {
            bench.passes(boot, 1);
            bench.passes(1, boot);
        }
        QVERIFY(!bench.passes(1, 50));
    }

    void a_refused_message_has_its_counter_data() {
        QTest::addColumn<QString>("topic");
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<int>("which");
        const QString good = QStringLiteral("shouwang/990101/device/AH-Z31/event");
        QTest::newRow("bad topic") << QStringLiteral("x") << QByteArray("{}") << 0;
        QTest::newRow("oversized") << good << QByteArray(5000, ' ') << 1;
        QTest::newRow("malformed") << good << QByteArray("{}x") << 2;
        QTest::newRow("unknown device")
            << QStringLiteral("shouwang/990101/device/AH-NEW/event") << QByteArray("{}") << 3;
        QTest::newRow("unknown point")
            << good
            << QByteArray(R"({"v":1,"device":"AH-Z31","point":"AL-X","kind":"raised",)"
                          R"("boot":1,"counter":1,"time":0})")
            << 4;
    }
    void a_refused_message_has_its_counter() {
        QFETCH(QString, topic);
        QFETCH(QByteArray, payload);
        QFETCH(int, which);
        Bench bench;
        const std::string text = payload.toStdString();
        QVERIFY(bench.intake.take(topic.toStdString(), view(text), kNow, 0s).empty());
        const IntakeCounters& counters = bench.counters();
        const std::array found{counters.bad_topic, counters.oversized, counters.malformed,
                               counters.unknown_device, counters.unknown_point};
        for (std::size_t i = 0; i < found.size(); ++i) {
            QCOMPARE(found[i], std::uint64_t{static_cast<int>(i) == which ? 1U : 0U});
        }
        QCOMPARE(counters.accepted, std::uint64_t{0});
    }

    void a_future_dated_press_passes_and_is_counted() {
        Bench bench;
        site::Signal signal = press(1, 1);
        signal.device_time = kNow + 3600 * Micros{1'000'000};
        const auto passed = bench.take(signal);
        QCOMPARE(passed.size(), std::size_t{1});
        QVERIFY(passed[0].clock_suspect);
        QCOMPARE(passed[0].device_time,
                 signal.device_time); // displayed as claimed; the arrival is what counts
        QCOMPARE(bench.counters().clock_suspect, std::uint64_t{1});
    }

    void a_clock_that_is_behind_is_suspect_and_not_future_dated() {
        Bench bench;
        site::Signal behind = press(1, 1);
        behind.device_time = kNow - 3'600'000'000;
        QCOMPARE(bench.take(behind).size(), std::size_t{1});
        QCOMPARE(bench.counters().clock_suspect, std::uint64_t{1});
        QCOMPARE(bench.counters().future_dated, std::uint64_t{0});
    }

    void the_last_odd_message_is_known_by_kind_and_device() {
        Bench bench;
        QVERIFY(bench.passes(1, 5));
        QCOMPARE(bench.intake.odd().last.at, Micros{0}); // nothing odd so far
        bench.passes(1, 5);
        QCOMPARE(bench.intake.odd().last.kind, std::string("duplicate"));
        QCOMPARE(bench.intake.odd().last.device, std::string(kDevice));
        QCOMPARE(bench.intake.odd().last.at, kNow);
        QVERIFY(bench.passes(1, 3));
        QCOMPARE(bench.intake.odd().last.kind, std::string("out_of_order"));
        site::Signal ahead = press(1, 6);
        ahead.device_time = kNow + 86'400'000'000;
        bench.take(ahead);
        QCOMPARE(bench.intake.odd().last.kind, std::string("clock_suspect"));
        QCOMPARE(bench.counters().future_dated, std::uint64_t{1});
        bench.intake.take(eventTopic("990101", kDevice), view("{"), kNow, 0s);
        QCOMPARE(bench.intake.odd().last.kind, std::string("malformed"));
        QCOMPARE(bench.intake.odd().unknown.at, Micros{0});
    }

    /// It chose its name itself: it may be of any length and hold anything.
    void an_unknown_device_is_named_without_harm() {
        Bench bench;
        const auto hear = [&](const std::string& name) {
            bench.intake.take("shouwang/990101/device/" + name + "/event", view("{}"), kNow, 0s);
            return bench.intake.odd().unknown.device;
        };
        QCOMPARE(hear("AH-Z99"), std::string("AH-Z99"));
        QCOMPARE(hear("a\nb\x7f"), std::string("a?b?"));
        QCOMPARE(hear("bad\xff\xfe"), std::string("bad"));
        QCOMPARE(hear(std::string(1'000, 'x')).size(), kStrangerLimit);
        QCOMPARE(hear(std::string(kStrangerLimit - 1, 'x') + "门").size(),
                 kStrangerLimit - 1); // no half letter
        QCOMPARE(bench.intake.odd().last.kind, std::string("unknown_device"));
        QVERIFY(bench.passes(1, 1)); // and a good message changes nothing of it
        QCOMPARE(bench.intake.odd().unknown.device.size(), kStrangerLimit - 1);
    }

    void a_heartbeat_is_not_passed_on() {
        Bench bench;
        site::Signal beat = press(1, 1);
        beat.kind = Kind::Heartbeat;
        beat.point.clear();
        QVERIFY(bench.take(beat).empty());
        QCOMPARE(bench.counters().accepted, std::uint64_t{1});
    }

    void a_device_is_silent_after_three_periods_and_says_so_once() {
        Bench bench;
        bench.passes(1, 1);
        QVERIFY(bench.intake.check(kNow, 90s).empty());
        const auto faults = bench.intake.check(kNow, 90s + 1ns);
        QCOMPARE(faults.size(), bench.intake.registry().devices().size());
        const auto own = std::find_if(faults.begin(), faults.end(),
                                      [](const site::Signal& signal) { return signal.device == kDevice; });
        QVERIFY(own != faults.end());
        QVERIFY(own->kind == Kind::Fault && own->point.empty());
        QCOMPARE(own->detail, std::string("device_silent"));
        QVERIFY(bench.intake.check(kNow, 60s).empty());
    }

    void a_device_that_speaks_again_ends_its_fault_before_its_press() {
        Bench bench;
        bench.intake.check(kNow, 91s);
        const auto passed = bench.take(press(1, 1), 32s);
        QCOMPARE(passed.size(), std::size_t{2});
        QVERIFY(passed[0].kind == Kind::Cleared && passed[0].point.empty());
        QVERIFY(passed[1].kind == Kind::Raised);
        QCOMPARE(bench.counters().returned, std::uint64_t{1});
        const auto states = bench.intake.states();
        const auto own = std::find_if(states.begin(), states.end(),
                                      [](const DeviceState& state) { return state.device == kDevice; });
        QVERIFY(own->heard && !own->silent);
        QVERIFY(bench.intake.check(kNow, 62s).empty());
    }

    void nobody_is_silent_while_we_do_not_hear_anybody() {
        Bench bench;
        bench.intake.holdSilence(100s); // the broker was away until now
        QVERIFY(bench.intake.check(kNow, 150s).empty());
        QVERIFY(!bench.intake.check(kNow, 191s).empty());
    }

    void a_silence_that_an_earlier_run_told_is_not_told_again_but_its_end_is() {
        Bench bench;
        bench.intake.resume({kDevice}, {}, 0s);
        for (const site::Signal& fault : bench.intake.check(kNow, 91s))
            QVERIFY(fault.device != kDevice);
        const auto out = bench.take(press(1, 1), 92s);
        QCOMPARE(out.size(), std::size_t{2});
        QVERIFY(out[0].kind == Kind::Cleared && out[0].detail == kReturned);
    }

    void too_many_bad_messages_are_one_fault_that_ends_when_they_stop() {
        Bench bench;
        const auto bad = [&](std::chrono::nanoseconds now) {
            return bench.intake.take(eventTopic("990101", kDevice), view("{"), kNow, now);
        };
        for (int i = 0; i < 20; ++i)
            QVERIFY(bad(1s).empty());
        const auto fault = bad(2s);
        QCOMPARE(fault.size(), std::size_t{1});
        QVERIFY(fault[0].kind == Kind::Fault && fault[0].detail == kFaulty && fault[0].device == kDevice);
        QVERIFY(bad(3s).empty()); // told once
        const auto ends = [&](std::chrono::nanoseconds now) {
            const auto list = bench.intake.check(kNow, now);
            return std::count_if(list.begin(), list.end(), [](const site::Signal& signal) {
                return signal.kind == Kind::Cleared && signal.detail == kRecovered;
            });
        };
        QCOMPARE(ends(303s), 0);
        QCOMPARE(ends(304s), 1);
        QCOMPARE(ends(305s), 0);
        QCOMPARE(bench.counters().faulty, std::uint64_t{1});
        QCOMPARE(bench.counters().recovered, std::uint64_t{1});
    }

    void a_few_bad_messages_now_and_then_are_no_fault() {
        Bench bench;
        for (int minute = 0; minute < 100; ++minute) {
            const std::chrono::nanoseconds now = minute * 61s;
            for (int i = 0; i < 10; ++i)
                QVERIFY(bench.intake.take(eventTopic("990101", kDevice), view("{"), kNow, now).empty());
        }
        QCOMPARE(bench.counters().faulty, std::uint64_t{0});
    }

    void a_repeated_message_keeps_a_device_from_being_silent() {
        Bench bench;
        bench.take(press(1, 1), 0s);
        bench.take(press(1, 1), 89s);
        for (const site::Signal& fault : bench.intake.check(kNow, 91s))
            QVERIFY(fault.device != kDevice);
    }

    void a_new_site_file_keeps_what_is_known_of_devices_that_stay() {
        Bench bench;
        QVERIFY(bench.passes(1, 5));
        site::Site changed = sample();
        std::erase_if(changed.points, [](const site::AlarmPoint& point) { return point.device == "VA-1"; });
        bench.intake.setRegistry(Registry(changed), 1s);
        QVERIFY(!bench.passes(1, 5));
        QVERIFY(!bench.intake.registry().hasDevice("VA-1"));
    }

    void every_press_counts_once_under_any_repetition_and_order_within_the_window() {
        QVERIFY(rc::check("shuffled and repeated", [] {
            const auto size = *rc::gen::inRange<std::uint64_t>(1, 200);
            const auto start = *rc::gen::inRange<std::uint64_t>(0, UINT64_MAX - 1024);
            const auto boots = *rc::gen::inRange<std::uint64_t>(1, 5);
            std::vector<Press> sent;
            for (std::uint64_t i = 0; i < size; ++i)
                sent.emplace_back(i % boots, start + i);
            std::vector<Press> arriving = sent;
            for (auto times = *rc::gen::inRange(0, 4); times > 0; --times) {
                arriving.insert(arriving.end(), sent.begin(), sent.end());
            }
            std::mt19937_64 order(*rc::gen::arbitrary<std::uint64_t>());
            std::shuffle(arriving.begin(), arriving.end(), order);
            Bench bench;
            std::vector<Press> passed;
            for (const auto& [boot, counter] : arriving) {
                for (const site::Signal& signal : bench.take(press(boot, counter))) {
                    passed.emplace_back(signal.boot, signal.counter);
                }
            }
            std::sort(passed.begin(), passed.end());
            std::sort(sent.begin(), sent.end());
            RC_ASSERT(passed == sent);
            RC_ASSERT(bench.counters().duplicate == arriving.size() - sent.size());
            RC_ASSERT(bench.counters().gap_filled <= bench.counters().gap);
        }));
    }

    void no_press_is_ever_lost_however_far_apart_they_are() {
        QVERIFY(rc::check("any counters", [] {
            const auto sent = *rc::gen::container<std::vector<Press>>(
                rc::gen::pair(rc::gen::inRange<std::uint64_t>(0, 9), rc::gen::arbitrary<std::uint64_t>()));
            Bench bench;
            std::set<Press> passed;
            for (const auto& [boot, counter] : sent) {
                for (const site::Signal& signal : bench.take(press(boot, counter))) {
                    passed.emplace(signal.boot, signal.counter);
                }
            }
            RC_ASSERT(passed == std::set<Press>(sent.begin(), sent.end()));
        }));
    }
};

QTEST_GUILESS_MAIN(TestIntake)
#include "tst_intake.moc"
