#include "alarms/tables.h"
#include "base/random.h"
#include "dispatch/tables.h"
#include "story.h"

#include <QTemporaryDir>
#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::dispatch;
using namespace shouwang::dispatch::test;

namespace {

/// A ledger in a folder of its own that lasts as long as it.
struct File {
    QTemporaryDir folder;
    ManualClock clock{kStart};
    SeededRandom random{1};
    std::unique_ptr<ledger::Ledger> ledger = reopen();

    std::unique_ptr<ledger::Ledger> reopen() {
        return ledger::Ledger::open({folder.path().toStdString() + "/ledger", {}, nullptr},
                                    {alarms::makeFeature(), makeFeature()}, clock, random)
            .value();
    }
    ledger::Verdict submit(const ledger::Command& command) {
        return ledger->submit(std::vector{command}).value().front();
    }
    std::vector<ledger::Fact> facts() {
        std::vector<ledger::Fact> all;
        const auto page = ledger->after(0, 10000).value();
        for (const ledger::StoredFact& stored : page)
            all.push_back(ledger::decodeFact(stored.bytes).value());
        return all;
    }
};

std::vector<ledger::Command> commandsFrom(const std::vector<std::uint32_t>& dice) {
    std::vector<ledger::Command> commands{by(open(opening(), kStart), "wang")};
    for (const std::uint32_t each : dice)
        commands.push_back(anyCommand(each));
    return commands;
}

} // namespace

class TablesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Every case makes two ledgers on the disk; the pure rules are tried far more often in tst_evolve.
    void initTestCase() { qputenv("RC_PARAMS", "max_success=25"); }

    void an_alarm_an_incident_and_their_closing_go_through_the_ledger() {
        File file;
        file.submit(raised());
        file.submit(by(alarms::acknowledge(kAlarm, kStart), "wang"));
        file.submit(by(alarms::classify(kAlarm, alarms::Class::True, "", "", kStart), "wang"));
        file.submit(by(open(opening(kAlarm), kStart), "wang"));
        QCOMPARE(incidentsOf(file.ledger->view(), kAlarm).size(), 1u);
        const ledger::Verdict early = file.submit(by(alarms::close(kAlarm, "handled", "", kStart), "wang"));
        QCOMPARE(early.refusal.code, std::string(alarms::code::kIncidentOpen));
        file.submit(by(close(kIncident, "resolved", "双方已分开", kStart), "wang"));
        QVERIFY(openIncidents(file.ledger->view()).empty());
        QCOMPARE(file.submit(by(alarms::close(kAlarm, "handled", "", kStart), "wang")).kind,
                 ledger::Verdict::Kind::Applied);
        QCOMPARE(incidents(file.ledger->view(), 9).size(), 1u);
        QVERIFY(!incident(file.ledger->view(), Id::fromParts({"nothing"})));
    }

    void two_seats_that_open_an_incident_of_one_alarm_get_one() {
        File file;
        file.submit(raised());
        file.submit(by(open(opening(kAlarm), kStart), "wang"));
        Opening second = opening(kAlarm);
        second.incident = Id::fromParts({"another"});
        second.number = "20260921-B-001";
        QCOMPARE(file.submit(by(open(second, kStart), "li", "B")).refusal.code,
                 std::string(code::kAlarmHasIncident));
        QCOMPARE(openIncidents(file.ledger->view()).size(), 1u);
    }

    void numbers_count_up_per_seat_and_day_and_are_never_used_twice() {
        File file;
        QCOMPARE(nextNumber(file.ledger->view(), 'A', kStart), incidentNumber(kStart, 'A', 1));
        Opening first = opening();
        first.number = nextNumber(file.ledger->view(), 'A', kStart);
        file.submit(by(open(first, kStart), "wang"));
        QCOMPARE(nextNumber(file.ledger->view(), 'A', kStart), incidentNumber(kStart, 'A', 2));
        QCOMPARE(nextNumber(file.ledger->view(), 'B', kStart), incidentNumber(kStart, 'B', 1));
        const Micros tomorrow = kStart + Micros{86'400} * kSecond;
        QCOMPARE(nextNumber(file.ledger->view(), 'A', tomorrow), incidentNumber(tomorrow, 'A', 1));
        Opening copy = first;
        copy.incident = Id::fromParts({"copy"});
        QCOMPARE(file.submit(by(open(copy, kStart), "wang")).refusal.code, std::string(code::kNumberTaken));
    }

    void a_number_that_waits_for_the_station_is_taken_too() {
        File file;
        Opening first = opening();
        first.number = incidentNumber(kStart, 'A', 4);
        const ledger::Command command = by(open(first, kStart), "wang");
        ledger::Overlay waiting;
        waiting.push(ledger::factFrom(command, decide({}, {}, command).facts.front()));
        const ledger::View view(file.ledger->database(), &waiting, kStart);
        QCOMPARE(nextNumber(view, 'A', kStart), incidentNumber(kStart, 'A', 5));
        QCOMPARE(openIncidents(view).size(), 1u);
        Opening copy = first;
        copy.incident = Id::fromParts({"copy"});
        QCOMPARE(makeFeature()->decide(view, by(open(copy, kStart), "wang")).refusal->code,
                 std::string(code::kNumberTaken));
    }

    void an_overlay_equals_the_later_confirmed_state() {
        QVERIFY(rc::check("overlay", [](const std::vector<std::uint32_t>& dice, std::size_t cut) {
            File whole;
            RC_ASSERT(whole.ledger->submit(commandsFrom(dice)).has_value());
            const std::vector<ledger::Fact> facts = whole.facts();
            const std::size_t at = cut % (facts.size() + 1);
            File seat;
            for (std::size_t i = 0; i < at; ++i)
                makeFeature()->apply(seat.ledger->database(), facts[i]);
            ledger::Overlay rest;
            for (std::size_t i = at; i < facts.size(); ++i)
                rest.push(facts[i]);
            const ledger::View view(seat.ledger->database(), &rest, kStart);
            RC_ASSERT(openIncidents(view) == openIncidents(whole.ledger->view()));
            RC_ASSERT(incidents(view, 99) == incidents(whole.ledger->view(), 99));
            RC_ASSERT(incident(view, kIncident) == incident(whole.ledger->view(), kIncident));
        }));
    }

    void any_split_into_batches_gives_the_same_tables() {
        QVERIFY(rc::check("batches", [](const std::vector<std::uint32_t>& dice) {
            const std::vector<ledger::Command> commands = commandsFrom(dice);
            File one;
            File many;
            RC_ASSERT(one.ledger->submit(commands).has_value());
            for (const ledger::Command& command : commands)
                many.submit(command);
            RC_ASSERT(incidents(one.ledger->view(), 99) == incidents(many.ledger->view(), 99));
        }));
    }

    void tables_built_again_from_the_facts_are_the_same() {
        File file;
        for (std::uint32_t dice = 0; dice < 600; dice += 5)
            file.submit(anyCommand(dice * 2654435761u));
        const std::vector<State> before = incidents(file.ledger->view(), 99);
        QCOMPARE(before.size(), 1u);
        QVERIFY(before.front().timeline.size() > 10);
        file.ledger->database().run("UPDATE feature SET version=0; DELETE FROM dispatch_incident;");
        file.ledger.reset();
        file.ledger = file.reopen();
        QVERIFY(incidents(file.ledger->view(), 99) == before);
    }
};

QTEST_GUILESS_MAIN(TablesTest)
#include "tst_tables.moc"
