#include "story.h"

#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::alarms;
using namespace shouwang::alarms::test;

namespace {

const Id kAlarm = alarmId(press(1));

/// A station whose one alarm stands at the given stage.
Station at(Stage stage, Class as = Class::False) {
    Station station;
    if (stage >= Stage::Raised) station.submit(raise(button(), press(1), kStart));
    if (stage >= Stage::Acknowledged) station.submit(by(acknowledge(kAlarm, kStart + kSecond), "wang"));
    if (stage >= Stage::Classified) station.submit(by(classify(kAlarm, as, "wind", "", kStart), "wang"));
    if (stage >= Stage::Closed) station.submit(by(close(kAlarm, "wind", "", kStart), "wang"));
    return station;
}

std::vector<std::string> contestedBy(const ledger::Decision& decision) {
    return decision.facts.empty() ? std::vector<std::string>{"no fact"} : decision.facts.front().contested;
}

using Codes = std::vector<std::string>;

} // namespace

class DecideTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_press_becomes_one_alarm_whoever_saw_it() {
        Station station = at(Stage::Raised);
        QVERIFY(station.of(kAlarm).exists());
        QVERIFY(station.submit(raise(button(), press(1), kStart + kSecond)).facts.empty());
        QCOMPARE(station.facts.size(), 1u);
    }

    void a_press_without_counter_is_known_by_its_device_time() {
        site::Signal signal = press(0);
        signal.boot = 0;
        site::Signal later = signal;
        later.device_time += 1;
        QCOMPARE(alarmId(signal), alarmId(site::Signal(signal)));
        QVERIFY(alarmId(signal) != alarmId(later));
        QVERIFY(alarmId(signal) != alarmId(press(1)));
    }

    void a_storm_of_presses_is_counted_on_the_open_alarm() {
        Station station = at(Stage::Raised);
        for (std::uint64_t counter = 2; counter < 102; ++counter)
            station.submit(raise(button(), press(counter), kStart + static_cast<Micros>(counter) * kSecond));
        QCOMPARE(station.states.size(), 1u);
        QCOMPARE(station.of(kAlarm).repeats, 100);
        QCOMPARE(station.of(kAlarm).timeline.size(), 2u);
        QCOMPARE(station.of(kAlarm).timeline.back().value, 100);
    }

    void a_counted_press_that_arrives_again_changes_nothing() {
        Station station = at(Stage::Raised);
        QVERIFY(station.submit(raise(button(), press(2), kStart + kSecond)).merged);
        QVERIFY(station.submit(raise(button(), press(2), kStart + 2 * kSecond)).facts.empty());
        QCOMPARE(station.of(kAlarm).repeats, 1);
    }

    void a_press_after_a_pause_or_after_closing_is_a_new_alarm() {
        Station paused = at(Stage::Acknowledged);
        paused.submit(raise(button(), press(2), kStart + kRepeatWindow + 1));
        QCOMPARE(paused.states.size(), 2u);
        Station closed = at(Stage::Closed);
        closed.submit(raise(button(), press(2), kStart + kSecond));
        QVERIFY(closed.of(alarmId(press(2))).isOpen());
    }

    void a_real_press_is_never_swallowed_by_a_drill() {
        Station station;
        station.submit(raise(button(), press(1), kStart, ledger::Mode::Drill));
        station.submit(raise(button(), press(2), kStart + kSecond, ledger::Mode::Real));
        QCOMPARE(station.of(alarmId(press(2))).mode, ledger::Mode::Real);
        QVERIFY(station.of(alarmId(press(2))).isOpen());
    }

    void acts_take_the_mode_of_the_alarm_and_not_of_the_seat() {
        Station station;
        station.submit(raise(button(), press(1), kStart, ledger::Mode::Drill));
        const ledger::Decision decision = station.submit(by(acknowledge(kAlarm, kStart), "wang"));
        QCOMPARE(decision.facts.front().mode, std::optional(ledger::Mode::Drill));
    }

    void reports_are_kept_and_contested_data() {
        QTest::addColumn<int>("stage");
        QTest::addColumn<int>("act");
        QTest::addColumn<QString>("contested");
        const int none = 0, raised = 1, classified = 3, closed = 4;
        QTest::newRow("acknowledging an unknown alarm") << none << 0 << "alarms.unknown_alarm";
        QTest::newRow("acknowledging a raised alarm") << raised << 0 << "";
        QTest::newRow("another officer acknowledges") << classified << 0 << "";
        QTest::newRow("acknowledging a closed alarm") << closed << 0 << "alarms.after_closing";
        QTest::newRow("looking back without camera") << raised << 1 << "alarms.malformed";
        QTest::newRow("looking back after closing") << closed << 2 << "";
        QTest::newRow("false alarm without cause") << raised << 3 << "alarms.cause_missing";
        QTest::newRow("false alarm of an unknown cause") << raised << 4 << "alarms.cause_unknown";
        QTest::newRow("other cause without text") << raised << 5 << "alarms.text_missing";
        QTest::newRow("no such class") << raised << 6 << "alarms.class_unknown";
        QTest::newRow("true alarm needs no cause") << raised << 7 << "";
        QTest::newRow("classified twice") << classified << 7 << "alarms.already_classified";
        QTest::newRow("correcting what nobody has said") << raised << 8 << "alarms.nothing_to_correct";
        QTest::newRow("correcting without reason") << classified << 9 << "alarms.reason_missing";
        QTest::newRow("correcting with a reason") << classified << 8 << "";
        QTest::newRow("correcting after closing") << closed << 8 << "";
    }
    void reports_are_kept_and_contested() {
        QFETCH(int, stage);
        QFETCH(int, act);
        QFETCH(QString, contested);
        const std::array<ledger::Command, 10> acts{
            acknowledge(kAlarm, kStart),
            lookBack(kAlarm, "", 10, kStart),
            lookBack(kAlarm, "CAM-1", 10, kStart),
            classify(kAlarm, Class::False, "", "", kStart),
            classify(kAlarm, Class::False, "moon", "", kStart),
            classify(kAlarm, Class::False, "other", "", kStart),
            classify(kAlarm, static_cast<Class>(9), "", "", kStart),
            classify(kAlarm, Class::True, "", "有人", kStart),
            correctClassification(kAlarm, Class::True, "", "", "再看录像", kStart),
            correctClassification(kAlarm, Class::True, "", "", "", kStart)};
        Station station = at(static_cast<Stage>(stage));
        const ledger::Decision decision = station.submit(by(acts[static_cast<std::size_t>(act)], "li", "B"));
        QVERIFY(!decision.refusal);
        const Codes expected = contested.isEmpty() ? Codes{} : Codes{contested.toStdString()};
        QCOMPARE(contestedBy(decision), expected);
    }

    void the_same_officer_acknowledges_once() {
        Station station = at(Stage::Acknowledged);
        QVERIFY(station.submit(by(acknowledge(kAlarm, kStart + 9 * kSecond), "wang")).facts.empty());
        const ledger::Decision other =
            station.submit(by(acknowledge(kAlarm, kStart + 9 * kSecond), "li", "B"));
        QVERIFY(other.merged);
        QCOMPARE(station.of(kAlarm).acknowledged->actor, std::string("wang"));
        QCOMPARE(station.of(kAlarm).alsoAcknowledged.front().actor, std::string("li"));
    }

    void saying_the_same_class_again_changes_nothing() {
        Station station = at(Stage::Classified);
        QVERIFY(station.submit(by(classify(kAlarm, Class::False, "wind", "", kStart), "li")).facts.empty());
    }

    void no_alarm_is_closed_without_a_cause_code() {
        Station station = at(Stage::Classified);
        const ledger::Decision decision = station.submit(by(close(kAlarm, "", "说明", kStart), "wang"));
        QCOMPARE(decision.refusal->code, std::string(code::kCauseMissing));
        QVERIFY(decision.refusal->basis.starts_with("S3 柳州"));
        QVERIFY(station.of(kAlarm).isOpen());
    }

    void closing_is_refused_with_code_and_text_data() {
        QTest::addColumn<int>("stage");
        QTest::addColumn<QString>("cause");
        QTest::addColumn<QString>("code");
        QTest::newRow("unknown") << 0 << "wind"
                                 << "alarms.unknown_alarm";
        QTest::newRow("raised") << 1 << "wind"
                                << "alarms.not_classified";
        QTest::newRow("acknowledged") << 2 << "wind"
                                      << "alarms.not_classified";
        QTest::newRow("unknown cause") << 3 << "moon"
                                       << "alarms.cause_unknown";
        QTest::newRow("other without text") << 3 << "other"
                                            << "alarms.text_missing";
        QTest::newRow("closed otherwise") << 4 << "animal"
                                          << "alarms.already_closed";
    }
    void closing_is_refused_with_code_and_text() {
        QFETCH(int, stage);
        QFETCH(QString, cause);
        QFETCH(QString, code);
        Station station = at(static_cast<Stage>(stage));
        const ledger::Decision decision =
            station.submit(by(close(kAlarm, cause.toStdString(), "", kStart), "wang"));
        QVERIFY(decision.refusal);
        QCOMPARE(decision.refusal->code, code.toStdString());
        QVERIFY(!decision.refusal->text.empty());
        QVERIFY(decision.facts.empty());
    }

    void a_true_alarm_waits_for_its_incident() {
        Station station = at(Stage::Classified, Class::True);
        const Id incident = Id::fromParts({"incident"});
        const ledger::Command opening = by(acknowledge(kAlarm, kStart), "wang");
        station.append(ledger::factFrom(opening, incidentLinked(kAlarm, incident, "20261121-A-001")));
        const ledger::Command closing = by(close(kAlarm, "handled", "", kStart), "wang");
        const ledger::Decision early = station.submit(closing);
        QCOMPARE(early.refusal->code, std::string(code::kIncidentOpen));
        QVERIFY(early.refusal->text.find("20261121-A-001") != std::string::npos);
        station.append(ledger::factFrom(opening, incidentClosed(kAlarm, incident, "20261121-A-001")));
        QVERIFY(!station.submit(closing).refusal);
        QVERIFY(!station.of(kAlarm).isOpen());
    }

    void closing_cannot_be_slipped_in_as_a_report() {
        Station station = at(Stage::Classified);
        ledger::Command closing = by(close(kAlarm, "wind", "", kStart), "wang");
        closing.nature = ledger::Nature::Report;
        QCOMPARE(station.submit(closing).refusal->code, std::string(code::kMalformed));
    }

    void a_raise_without_point_stands_contested_and_is_not_lost() {
        ledger::Command broken = raise(button(), press(1), kStart);
        broken.open.erase(static_cast<std::int64_t>(Field::Point));
        Station station;
        QCOMPARE(contestedBy(station.submit(broken)), Codes{code::kMalformed});
        QVERIFY(station.of(kAlarm).isOpen());
    }

    void every_refusal_has_code_and_text_and_no_report_is_refused() {
        QVERIFY(rc::check("refusals", [](const std::vector<std::uint32_t>& dice) {
            Station station;
            for (const std::uint32_t each : dice) {
                const ledger::Command command = anyCommand(each);
                const ledger::Decision decision = station.submit(command);
                if (!decision.refusal) continue;
                RC_ASSERT(command.nature == ledger::Nature::Order);
                RC_ASSERT(decision.refusal->code.starts_with("alarms."));
                RC_ASSERT(!decision.refusal->text.empty());
                RC_ASSERT(decision.facts.empty());
            }
        }));
    }
};

QTEST_GUILESS_MAIN(DecideTest)
#include "tst_decide.moc"
