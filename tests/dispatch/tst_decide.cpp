#include "story.h"

#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::dispatch;
using namespace shouwang::dispatch::test;

namespace {

Station withTask() {
    Station station;
    station.submit(by(open(opening(), kStart), "wang"));
    station.submit(
        by(addTask(kIncident, kTask, "POST-1", "两名民警到场", kStart + 60 * kSecond, kStart), "wang"));
    return station;
}

Station closed() {
    Station station = withTask();
    station.submit(by(completeTask(kIncident, kTask, "已到", kStart), "li"));
    station.submit(by(close(kIncident, "resolved", "双方已分开", kStart), "wang"));
    return station;
}

std::string refusedWith(const ledger::Decision& decision) {
    return decision.refusal ? decision.refusal->code : std::string("not refused");
}

std::vector<std::string> contestedBy(const ledger::Decision& decision) {
    return decision.facts.empty() ? std::vector<std::string>{"no fact"} : decision.facts.front().contested;
}

using Codes = std::vector<std::string>;

} // namespace

class DecideTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_spoken_number_is_date_seat_and_counter() {
        const Micros beforeMidnight = 1'795'276'799'000'000; // 2026-11-21 15:59:59 UTC
        QCOMPARE(incidentNumber(beforeMidnight, 'A', 3), std::string("20261121-A-003"));
        QCOMPARE(incidentNumber(beforeMidnight + kSecond, 'B', 1234), std::string("20261122-B-1234"));
        QCOMPARE(incidentNumber(beforeMidnight + kSecond, 'B', 7, 0), std::string("20261121-B-007"));
    }

    void an_exercise_uses_up_no_number_that_is_counted() {
        QCOMPARE(incidentNumber(kStart, 'A', 3, 480, ledger::Mode::Drill),
                 "YL-" + incidentNumber(kStart, 'A', 3));
        Opening exercise = opening(kAlarm);
        exercise.number = "YL-20260921-A-001";
        for (const auto mode : {ledger::Mode::Real, ledger::Mode::Drill}) {
            Station station;
            station.raise(mode);
            const Opening wrong = mode == ledger::Mode::Real ? exercise : opening(kAlarm);
            const ledger::Decision decision = station.submit(by(open(wrong, kStart), "wang"));
            QCOMPARE(decision.refusal->code, std::string(code::kNumberOfOtherMode));
        }
    }

    void opening_from_an_alarm_tells_the_alarm_in_the_same_decision() {
        Station station;
        station.raise(ledger::Mode::Drill);
        Opening exercise = opening(kAlarm);
        exercise.number = "YL-20260921-A-001";
        const ledger::Decision decision = station.submit(by(open(exercise, kStart), "wang"));
        QCOMPARE(decision.facts.size(), 2u);
        QCOMPARE(station.incident().alarm, kAlarm);
        QCOMPARE(station.alarm->openIncident()->number, exercise.number);
        QCOMPARE(station.incident().mode, ledger::Mode::Drill);
        QCOMPARE(decision.facts.back().mode, std::optional(ledger::Mode::Drill));
    }

    void closing_tells_the_alarm_too() {
        Station station;
        station.raise();
        station.submit(by(open(opening(kAlarm), kStart), "wang"));
        QCOMPARE(station.submit(by(close(kIncident, "resolved", "已处置", kStart), "wang")).facts.size(), 2u);
        QVERIFY(!station.alarm->openIncident());
        QVERIFY(!station.incident().isOpen());
    }

    void an_alarm_has_one_open_incident() {
        Station station;
        station.raise();
        station.submit(by(open(opening(kAlarm), kStart), "wang"));
        Opening second = opening(kAlarm);
        second.incident = Id::fromParts({"another"});
        second.number = "20260921-B-001";
        const ledger::Decision decision = station.submit(by(open(second, kStart), "li", "B"));
        QCOMPARE(refusedWith(decision), std::string(code::kAlarmHasIncident));
        QVERIFY(decision.refusal->text.find("20260921-A-001") != std::string::npos);
        station.submit(by(close(kIncident, "resolved", "已处置", kStart), "wang"));
        QVERIFY(!station.submit(by(open(second, kStart), "li", "B")).refusal);
    }

    void opening_is_refused_with_code_and_text_data() {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("code");
        QTest::newRow("no number") << 0 << "dispatch.malformed";
        QTest::newRow("no such kind") << 1 << "dispatch.kind_unknown";
        QTest::newRow("no such grade") << 2 << "dispatch.grade_unknown";
        QTest::newRow("no title") << 3 << "dispatch.title_missing";
        QTest::newRow("an alarm that is not there") << 4 << "dispatch.unknown_alarm";
    }
    void opening_is_refused_with_code_and_text() {
        QFETCH(int, fault);
        QFETCH(QString, code);
        Opening faulty = opening();
        if (fault == 0) faulty.number.clear();
        if (fault == 1) faulty.kind = "XX";
        if (fault == 2) faulty.grade = 5;
        if (fault == 3) faulty.title.clear();
        if (fault == 4) faulty.alarm = kAlarm;
        Station station;
        const ledger::Decision decision = station.submit(by(open(faulty, kStart), "wang"));
        QCOMPARE(refusedWith(decision), code.toStdString());
        QVERIFY(!decision.refusal->text.empty());
    }

    void a_number_that_is_taken_is_refused() {
        Ground ground;
        ground.numberTaken = true;
        QCOMPARE(refusedWith(decide({}, ground, by(open(opening(), kStart), "wang"))),
                 std::string(code::kNumberTaken));
    }

    void the_number_of_an_incident_never_changes() {
        Station station = withTask();
        QVERIFY(station.submit(by(open(opening(), kStart), "wang")).facts.empty());
        Opening renamed = opening();
        renamed.number = "20260921-A-002";
        QCOMPARE(refusedWith(station.submit(by(open(renamed, kStart), "wang"))),
                 std::string(code::kAlreadyOpen));
        QCOMPARE(station.incident().number, std::string("20260921-A-001"));
    }

    void orders_are_refused_with_code_and_text_data() {
        QTest::addColumn<int>("stage");
        QTest::addColumn<int>("order");
        QTest::addColumn<QString>("code");
        QTest::newRow("task of an unknown incident") << 0 << 0 << "dispatch.unknown_incident";
        QTest::newRow("task of a closed incident") << 2 << 0 << "dispatch.already_closed";
        QTest::newRow("task for nobody") << 1 << 1 << "dispatch.post_missing";
        QTest::newRow("task without text") << 1 << 2 << "dispatch.text_missing";
        QTest::newRow("a task's text does not change") << 1 << 3 << "dispatch.task_exists";
        QTest::newRow("waiving without reason") << 1 << 4 << "dispatch.reason_missing";
        QTest::newRow("waiving what is not there") << 1 << 5 << "dispatch.unknown_task";
        QTest::newRow("closing with open tasks") << 1 << 6 << "dispatch.tasks_open";
        QTest::newRow("closing an unknown incident") << 0 << 6 << "dispatch.unknown_incident";
        QTest::newRow("closing otherwise what is closed") << 2 << 6 << "dispatch.already_closed";
    }
    void orders_are_refused_with_code_and_text() {
        QFETCH(int, stage);
        QFETCH(int, order);
        QFETCH(QString, code);
        const Id other = Id::fromParts({"other"});
        const std::array<ledger::Command, 7> orders{
            addTask(kIncident, other, "POST-1", "到场", 0, kStart),
            addTask(kIncident, other, "", "到场", 0, kStart),
            addTask(kIncident, other, "POST-1", "", 0, kStart),
            addTask(kIncident, kTask, "POST-1", "另一件事", 0, kStart),
            waiveTask(kIncident, kTask, "", kStart),
            waiveTask(kIncident, other, "不需要", kStart),
            close(kIncident, "other", "情况说明", kStart)};
        Station station = stage == 0 ? Station() : stage == 1 ? withTask() : closed();
        const std::size_t before = station.facts.size();
        const ledger::Decision decision = station.submit(by(orders[static_cast<std::size_t>(order)], "wang"));
        QCOMPARE(refusedWith(decision), code.toStdString());
        QVERIFY(!decision.refusal->text.empty());
        QCOMPARE(station.facts.size(), before);
    }

    void a_refused_waiver_is_shown_beside_the_task_as_it_stands() {
        Station station = withTask();
        station.submit(by(completeTask(kIncident, kTask, "已到场", kStart), "wang"));
        const auto now = present(station.incident(), by(waiveTask(kIncident, kTask, "不需要", kStart), "li"));
        QCOMPARE(ledger::field(now, Field::Task).id(), kTask);
        QCOMPARE(ledger::field(now, Field::Text).text(), std::string("已到场"));
    }

    void an_incident_closes_when_every_task_is_done_or_waived_with_reason() {
        Station station = withTask();
        const ledger::Command closing = by(close(kIncident, "resolved", "已处置", kStart), "wang");
        QCOMPARE(refusedWith(station.submit(closing)), std::string(code::kTasksOpen));
        station.submit(by(cannotDoTask(kIncident, kTask, "人手不足", kStart), "li"));
        QCOMPARE(refusedWith(station.submit(closing)), std::string(code::kTasksOpen));
        station.submit(by(waiveTask(kIncident, kTask, "由备勤队到场", kStart), "wang"));
        QCOMPARE(station.incident().task(kTask)->result, std::string("由备勤队到场"));
        QVERIFY(!station.submit(closing).refusal);
    }

    void no_incident_is_closed_without_conclusion_and_text() {
        Station station;
        station.submit(by(open(opening(), kStart), "wang"));
        QCOMPARE(refusedWith(station.submit(by(close(kIncident, "", "说明", kStart), "wang"))),
                 std::string(code::kConclusionMissing));
        QCOMPARE(refusedWith(station.submit(by(close(kIncident, "whatever", "说明", kStart), "wang"))),
                 std::string(code::kConclusionUnknown));
        QCOMPARE(refusedWith(station.submit(by(close(kIncident, "resolved", "", kStart), "wang"))),
                 std::string(code::kTextMissing));
    }

    void reports_are_kept_and_contested_data() {
        QTest::addColumn<int>("stage");
        QTest::addColumn<int>("report");
        QTest::addColumn<QString>("contested");
        QTest::newRow("a task of nobody's is done") << 1 << 1 << "dispatch.unknown_task";
        QTest::newRow("done") << 1 << 0 << "";
        QTest::newRow("cannot, without saying why") << 1 << 2 << "dispatch.text_missing";
        QTest::newRow("a note without text") << 1 << 3 << "dispatch.text_missing";
        QTest::newRow("a note on an unknown incident") << 0 << 4 << "dispatch.unknown_incident";
        QTest::newRow("a note after closing: the review") << 2 << 4 << "";
        QTest::newRow("arrived") << 1 << 5 << "";
        QTest::newRow("no such moment") << 1 << 6 << "dispatch.moment_unknown";
        QTest::newRow("arrived after closing") << 2 << 5 << "dispatch.after_closing";
    }
    void reports_are_kept_and_contested() {
        QFETCH(int, stage);
        QFETCH(int, report);
        QFETCH(QString, contested);
        const std::array<ledger::Command, 7> reports{
            completeTask(kIncident, kTask, "已到", kStart),
            completeTask(kIncident, Id::fromParts({"other"}), "已到", kStart),
            cannotDoTask(kIncident, kTask, "", kStart),
            note(kIncident, "", kStart),
            note(kIncident, "现场平稳", kStart),
            stamp(kIncident, Moment::Arrived, kStart),
            stamp(kIncident, static_cast<Moment>(9), kStart)};
        Station station = stage == 0 ? Station() : stage == 1 ? withTask() : closed();
        const ledger::Decision decision =
            station.submit(by(reports[static_cast<std::size_t>(report)], "zhao", "C"));
        QVERIFY(!decision.refusal);
        QCOMPARE(contestedBy(decision), contested.isEmpty() ? Codes{} : Codes{contested.toStdString()});
    }

    void the_first_stamp_of_a_moment_stands() {
        Station station = withTask();
        station.submit(by(stamp(kIncident, Moment::Arrived, kStart), "wang"));
        const ledger::Decision second =
            station.submit(by(stamp(kIncident, Moment::Arrived, kStart + kSecond), "li"));
        QCOMPARE(contestedBy(second), Codes{code::kAlreadyStamped});
        QCOMPARE(station.incident().moments.at(Moment::Arrived).actor, std::string("wang"));
    }

    void a_task_that_is_done_twice_is_contested_unless_it_is_the_same_report() {
        Station station = withTask();
        station.submit(by(completeTask(kIncident, kTask, "已到", kStart), "li"));
        QVERIFY(station.submit(by(completeTask(kIncident, kTask, "已到", kStart), "li")).facts.empty());
        QCOMPARE(contestedBy(station.submit(by(cannotDoTask(kIncident, kTask, "没去成", kStart), "zhao"))),
                 Codes{code::kTaskFinished});
        QCOMPARE(station.incident().task(kTask)->state, TaskState::Done);
    }

    void every_refusal_has_code_and_text_and_no_report_is_refused() {
        QVERIFY(rc::check("refusals", [](const std::vector<std::uint32_t>& dice) {
            Station station;
            for (const std::uint32_t each : dice) {
                const ledger::Command command = anyCommand(each);
                const ledger::Decision decision = station.submit(command);
                if (!decision.refusal) continue;
                RC_ASSERT(command.nature == ledger::Nature::Order);
                RC_ASSERT(decision.refusal->code.starts_with("dispatch."));
                RC_ASSERT(!decision.refusal->text.empty());
                RC_ASSERT(decision.facts.empty());
            }
        }));
    }
};

QTEST_GUILESS_MAIN(DecideTest)
#include "tst_decide.moc"
