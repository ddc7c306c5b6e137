// What a bypassed point's press becomes: recorded for what watches, an alarm all the same for what a person
// presses.
#include "alarms/stand_in.h"
#include "alarms/tables.h"
#include "base/random.h"
#include "outages/tables.h"
#include "story.h"

#include <QTemporaryDir>
#include <QTest>

using namespace shouwang;
using namespace shouwang::alarms;
using namespace shouwang::alarms::test;

namespace {

constexpr Micros kHour = 3'600 * kSecond;

site::AlarmPoint fence() {
    site::AlarmPoint point = button("AL-FENCE-W07");
    point.kind = site::PointKind::Fence;
    return point;
}

/// A ledger in which both points are bypassed for an hour from kStart.
struct File {
    QTemporaryDir folder;
    ManualClock clock{kStart};
    SeededRandom random{1};
    ledger::Features rooms{outages::makeFeature(), makeFeature(outages::bypassOf)};
    std::unique_ptr<ledger::Ledger> ledger =
        ledger::Ledger::open({folder.path().toStdString() + "/ledger", {}, nullptr}, rooms, clock, random)
            .value();

    File() {
        for (const site::AlarmPoint& point : {fence(), button()})
            submit(by(outages::bypass(point, "检修", kStart + kHour, kStart), "wang"));
    }
    ledger::Verdict submit(const ledger::Command& command) {
        return ledger->submit(std::vector{command}).value().front();
    }
    ledger::Verdict pressed(const site::AlarmPoint& point, std::uint64_t counter, Micros now,
                            ledger::Mode mode = ledger::Mode::Real) {
        return submit(raise(point, press(counter, point.id), now, mode));
    }
    std::size_t open() { return openAlarms(ledger->view()).size(); }
    ledger::Fact last() {
        return ledger::decodeFact(ledger->fact(ledger->head().number).value()->bytes).value();
    }
};

} // namespace

class BypassedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_bypassed_fence_raises_nothing_and_every_press_is_recorded() {
        File file;
        file.pressed(fence(), 1, kStart + kSecond);
        file.pressed(fence(), 2, kStart + 2 * kSecond);
        QCOMPARE(file.open(), 0u);
        const auto bypass = outages::bypassOf(file.ledger->view(), "AL-FENCE-W07");
        QCOMPARE(bypass->silenced, 2);
        QCOMPARE(bypass->lastSilenced, kStart + 2 * kSecond);
        QCOMPARE(file.last().kind, std::string(outages::kind::kSilenced));
    }

    void a_silenced_press_that_arrives_twice_counts_once() {
        File file;
        file.pressed(fence(), 1, kStart + kSecond);
        QVERIFY(isKnown(file.ledger->view(), alarmId(press(1, fence().id))));
        ledger::Command again = by(raise(fence(), press(1, fence().id), kStart + kSecond), "system", "B");
        QCOMPARE(file.submit(again).kind, ledger::Verdict::Kind::NoOp);
        QCOMPARE(outages::bypassOf(file.ledger->view(), "AL-FENCE-W07")->silenced, 1);
    }

    void a_seat_stands_in_for_no_silenced_press() {
        File file;
        const ledger::Command raised = raise(fence(), press(1, fence().id), kStart + kSecond);
        StandIn presses;
        presses.heard({raised, {}}, std::chrono::seconds(0));
        file.submit(raised);
        presses.confirmed(file.last());
        QCOMPARE(presses.waiting(), 0u);
    }

    void after_its_end_it_silences_nothing_though_nobody_has_said_so() {
        File file;
        file.pressed(fence(), 1, kStart + kHour - 1);
        QCOMPARE(file.open(), 0u);
        file.pressed(fence(), 2, kStart + kHour);
        QCOMPARE(file.open(), 1u);
    }

    void a_bypass_ended_by_hand_silences_nothing() {
        File file;
        const auto bypass = outages::bypassOf(file.ledger->view(), "AL-FENCE-W07");
        file.submit(by(outages::endBypass(*bypass, "修好", kStart + kSecond), "wang"));
        file.pressed(fence(), 1, kStart + 2 * kSecond);
        QCOMPARE(file.open(), 1u);
    }

    void a_panic_button_is_never_silenced_and_says_that_it_was_bypassed_G18() {
        File file;
        file.pressed(button(), 1, kStart + kSecond);
        const auto alarms = openAlarms(file.ledger->view());
        QCOMPARE(alarms.size(), 1u);
        QCOMPARE(alarms.front().bypass, outages::bypassId("AL-BTN-1"));
        QVERIFY(stateFrom(toValue(alarms.front())) == alarms.front());
        QCOMPARE(outages::bypassOf(file.ledger->view(), "AL-BTN-1")->silenced, 0);
    }

    void further_presses_of_a_bypassed_button_count_on_its_one_open_alarm() {
        File file;
        file.pressed(button(), 1, kStart + kSecond);
        file.pressed(button(), 2, kStart + 600 * kSecond); // long after the half minute of an ordinary one
        QCOMPARE(file.open(), 1u);
        QCOMPARE(openAlarms(file.ledger->view()).front().repeats, 1);
        file.pressed(button(), 3, kStart + kHour + 600 * kSecond);
        QCOMPARE(file.open(), 2u);
        QVERIFY(openAlarms(file.ledger->view()).front().bypass.isNull());
    }

    void an_exercise_is_not_silenced_by_a_real_bypass_nor_the_other_way() {
        File file;
        file.pressed(fence(), 1, kStart + kSecond, ledger::Mode::Drill);
        QCOMPARE(file.open(), 1u);
        File other;
        const auto real = outages::bypassOf(other.ledger->view(), "AL-FENCE-W07");
        other.submit(by(outages::endBypass(*real, "修好", kStart), "wang"));
        other.submit(
            by(outages::bypass(fence(), "演练", kStart + kHour, kStart, ledger::Mode::Drill), "wang"));
        other.pressed(fence(), 1, kStart + kSecond);
        QCOMPARE(other.open(), 1u);
    }

    void nobody_can_say_of_an_alarm_that_its_point_was_bypassed() {
        ledger::Command command = raise(button(), press(1), kStart);
        command.open.emplace(static_cast<std::int64_t>(Field::Bypass), ledger::Value(Id::fromParts({"x"})));
        QVERIFY(
            !decide({}, {}, command).facts.front().open.contains(static_cast<std::int64_t>(Field::Bypass)));
    }
};

QTEST_GUILESS_MAIN(BypassedTest)
#include "tst_bypassed.moc"
