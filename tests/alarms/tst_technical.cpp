// Technical alarms: a device that is silent or faulty. One an outage, with its end.
#include "alarms/tables.h"
#include "base/random.h"
#include "story.h"

#include <QTemporaryDir>
#include <QTest>
#include <limits>

using namespace shouwang;
using namespace shouwang::alarms;
using namespace shouwang::alarms::test;

namespace {

const std::string kPoint = "DEV-AH-Z31-SILENT";

ledger::Command outage(Micros at) {
    site::AlarmPoint point;
    point.id = kPoint;
    point.name = "AH-Z31";
    point.priority = site::Priority::Low;
    site::Signal signal;
    signal.kind = site::Signal::Kind::Fault;
    signal.device = "AH-Z31";
    signal.point = kPoint;
    signal.device_time = at;
    signal.detail = "device_silent";
    return raise(point, signal, at);
}

struct File {
    QTemporaryDir folder;
    ManualClock clock{kStart};
    SeededRandom random{1};
    std::unique_ptr<ledger::Ledger> ledger =
        ledger::Ledger::open({folder.path().toStdString() + "/ledger", {}, nullptr}, {makeFeature()}, clock,
                             random)
            .value();

    void submit(const ledger::Command& command) { (void)ledger->submit(std::vector{command}).value(); }
    std::vector<State> all() { return recentAlarms(ledger->view(), 100); }
    std::set<std::string> running() { return runningFaults(ledger->view()); }
};

} // namespace

class TechnicalTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void an_outage_is_one_alarm_of_low_priority_with_its_end() {
        File file;
        file.submit(outage(kStart));
        file.submit(outage(kStart + 600 * kSecond)); // the station was restarted meanwhile
        QCOMPARE(file.all().size(), std::size_t{1});
        QCOMPARE(file.all()[0].repeats, std::int64_t{0});
        QVERIFY(file.all()[0].priority == site::Priority::Low && file.all()[0].isTechnical());
        QCOMPARE(file.running(), std::set<std::string>{kPoint});
        file.submit(end(kPoint, kStart + 700 * kSecond));
        QVERIFY(file.running().empty());
        QVERIFY(file.all()[0].ended && file.all()[0].ended->at == kStart + 700 * kSecond);
        QVERIFY(file.all()[0].isOpen()); // until an officer has closed it
        file.submit(end(kPoint, kStart + 701 * kSecond));
        QCOMPARE(file.all()[0].ended->at, kStart + 700 * kSecond);
    }

    void a_flapping_device_counts_on_its_open_alarm() {
        File file;
        for (int i = 0; i < 5; ++i) {
            file.submit(outage(kStart + (2 * i) * 1000 * kSecond));
            file.submit(end(kPoint, kStart + (2 * i + 1) * 1000 * kSecond));
        }
        file.submit(outage(kStart + 20'000 * kSecond));
        QCOMPARE(file.all().size(), std::size_t{1});
        QCOMPARE(file.all()[0].repeats, std::int64_t{5});
        QVERIFY(!file.all()[0].ended);
    }

    void an_outage_that_goes_on_after_its_alarm_was_closed_is_not_told_again() {
        File file;
        file.submit(outage(kStart));
        const Id id = file.all()[0].id;
        file.submit(by(classify(id, Class::DeviceFault, "aged_device", "", kStart + kSecond), "wang"));
        file.submit(by(close(id, "aged_device", "", kStart + 2 * kSecond), "wang"));
        QVERIFY(!file.all()[0].isOpen());
        QCOMPARE(file.running(), std::set<std::string>{kPoint});
        file.submit(outage(kStart + 600 * kSecond));
        QCOMPARE(file.all().size(), std::size_t{1});
        file.submit(end(kPoint, kStart + 700 * kSecond));
        QVERIFY(file.all()[0].ended.has_value());
        file.submit(outage(kStart + 800 * kSecond)); // another one
        QCOMPARE(file.all().size(), std::size_t{2});
    }

    void an_end_of_what_never_began_is_no_fact() {
        File file;
        file.submit(end(kPoint, kStart));
        QCOMPARE(file.ledger->head().number, std::uint64_t{0});
        file.submit(raise(button(), press(1), kStart));
        file.submit(end("AL-BTN-1", kStart)); // a press has no end
        QCOMPARE(file.ledger->head().number, std::uint64_t{1});
    }

    void nobody_is_called_for_a_technical_alarm() {
        Station station;
        station.submit(outage(kStart));
        const State state = station.states.begin()->second;
        QVERIFY(escalationDue(state, kStart + 3600 * kSecond) == Escalation::None);
        station.submit(raise(button(), press(1), kStart));
        QVERIFY(escalationDue(station.of(alarmId(press(1))), kStart + 3600 * kSecond) ==
                Escalation::DutyCommander);
    }

    void hostile_times_overflow_nothing() {
        for (const Micros at :
             {std::numeric_limits<Micros>::min(), std::numeric_limits<Micros>::max(), Micros{0}}) {
            Station station;
            station.submit(raise(button(), press(1), kStart));
            ledger::Command hostile = raise(button(), press(2), kStart);
            hostile.occurred = at;
            station.submit(hostile);
            QCOMPARE(station.states.size(), std::size_t{2}); // an alarm of its own, not a repeat
        }
    }
};

QTEST_GUILESS_MAIN(TechnicalTest)
#include "tst_technical.moc"
