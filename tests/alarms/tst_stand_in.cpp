#include "alarms/stand_in.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::alarms;
using namespace std::chrono_literals;

namespace {

struct Heard {
    int settled = 0;
    StandIn::Press press(std::uint64_t counter) {
        site::AlarmPoint point;
        point.id = "AL-1";
        point.priority = site::Priority::Critical;
        site::Signal signal;
        signal.point = point.id;
        signal.boot = 7;
        signal.counter = counter;
        return {raise(point, signal, 1'000'000, ledger::Mode::Real), [this] { ++settled; }};
    }
};

ledger::Fact factOf(const ledger::Command& raise, const char* kind) {
    ledger::Fact fact;
    fact.kind = kind;
    fact.entity = raise.entity;
    fact.open = raise.open;
    return fact;
}

} // namespace

class StandInTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_station_s_word_is_enough() {
        Heard heard;
        StandIn presses(1s);
        const auto press = heard.press(1);
        presses.heard(press, 0s);
        presses.confirmed(factOf(press.raise, kind::kRaised));
        QVERIFY(presses.due(10s).empty());
        QCOMPARE(heard.settled, 1);
    }

    void a_silent_station_is_stood_in_for_after_a_moment() {
        Heard heard;
        StandIn presses(1s);
        presses.heard(heard.press(1), 0s);
        QVERIFY(presses.due(999ms).empty());
        QCOMPARE(*presses.next(), StandIn::Moment(1s));
        QCOMPARE(presses.due(1s).size(), 1u);
        QCOMPARE(presses.waiting(), 0u);
        QCOMPARE(heard.settled, 0); // the message may go only when the report is durable
    }

    void a_press_that_only_repeats_an_open_alarm_is_confirmed_by_that() {
        Heard heard;
        StandIn presses(1s);
        const auto press = heard.press(2);
        presses.heard(press, 0s);
        ledger::Fact repeated = factOf(heard.press(1).raise, kind::kRepeated);
        repeated.open.insert_or_assign(static_cast<std::int64_t>(Field::Press),
                                       ledger::Value(press.raise.entity));
        presses.confirmed(repeated);
        QVERIFY(presses.due(10s).empty());
    }

    void a_device_that_says_it_twice_is_heard_once() {
        Heard heard;
        StandIn presses(1s);
        presses.heard(heard.press(1), 0s);
        presses.heard(heard.press(1), 100ms);
        QCOMPARE(heard.settled, 1); // the second message
        QCOMPARE(presses.due(2s).size(), 1u);
    }

    void what_does_not_fit_is_reported_at_once_and_not_dropped() {
        Heard heard;
        StandIn presses(1s, 2);
        for (std::uint64_t counter = 1; counter <= 5; ++counter)
            presses.heard(heard.press(counter), 0s);
        QCOMPARE(presses.waiting(), 5u);
        QCOMPARE(presses.due(0s).size(), 3u);
        QCOMPARE(presses.due(1s).size(), 2u);
    }
};

QTEST_GUILESS_MAIN(StandInTest)
#include "tst_stand_in.moc"
