#include "base/random.h"
#include "care/sample.h"
#include "care/tables.h"
#include "ledger/range.h"
#include "story.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::care;
using namespace shouwang::care::test;

namespace {

/// A ledger in a folder of its own that lasts as long as it.
struct File {
    QTemporaryDir folder;
    ManualClock clock{kStart};
    SeededRandom random{1};
    std::unique_ptr<ledger::Ledger> ledger = reopen();

    std::unique_ptr<ledger::Ledger> reopen() {
        return ledger::Ledger::open({folder.path().toStdString() + "/ledger", {}, nullptr}, {makeFeature()},
                                    clock, random)
            .value();
    }
    ledger::Verdict submit(const ledger::Command& command) {
        return ledger->submit(std::vector{command}).value().front();
    }
    std::vector<ledger::Fact> facts() {
        std::vector<ledger::Fact> all;
        const auto page = ledger->after(0, 10'000).value();
        for (const ledger::StoredFact& stored : page)
            all.push_back(ledger::decodeFact(stored.bytes).value());
        return all;
    }
};

std::vector<ledger::Command> commandsFrom(const std::vector<std::uint32_t>& dice) {
    std::vector<ledger::Command> commands;
    for (const std::uint32_t each : dice)
        commands.push_back(anyCommand(each));
    return commands;
}

std::map<Id, State> statesOf(const std::vector<ledger::Fact>& facts) {
    std::map<Id, State> states;
    for (const ledger::Fact& fact : facts)
        states[fact.entity] = evolve(states[fact.entity], fact);
    return states;
}

std::vector<ZoneCount> linesOf(const ZoneCounts& counts) {
    std::vector<ZoneCount> lines;
    for (const auto& [code, count] : counts)
        lines.push_back(count);
    return lines;
}

std::vector<std::string> numbersOf(const std::vector<State>& persons) {
    std::vector<std::string> numbers;
    for (const State& person : persons)
        numbers.push_back(person.number);
    return numbers;
}

ledger::Command received(const std::string& number, const std::string& zone, Micros at = kStart) {
    return by(receive({number, zone, false, {}}, "", at), "wang");
}

/// The facts that a seat shows before the station has decided.
ledger::Overlay provisionalFrom(ledger::Database& tables, const std::vector<ledger::Command>& commands) {
    ledger::Overlay overlay;
    for (const ledger::Command& command : commands) {
        const ledger::View view(tables, &overlay, kStart);
        const ledger::Decision decision = makeFeature()->decide(view, command);
        for (const ledger::Draft& draft : decision.facts)
            overlay.push(ledger::factFrom(command, draft));
    }
    return overlay;
}

} // namespace

class TablesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Every case makes two ledgers on the disk; the pure rules are tried far more often in tst_evolve.
    void initTestCase() { qputenv("RC_PARAMS", "max_success=25"); }

    void the_headcount_of_a_zone_is_the_register_less_who_is_out_and_more_who_has_come() {
        File file;
        for (int i = 1; i <= 6; ++i)
            file.submit(received("QH26-000" + std::to_string(i), i <= 4 ? "Z31" : "Z60"));
        file.submit(by(leave("QH26-0001", "hospital", "离所就医", kStart), "wang"));
        file.submit(by(move("QH26-0002", "Z60", "就诊", kStart), "wang"));
        file.submit(by(reportMissing("QH26-0003", "", kStart), "wang"));
        const auto zones = headcount(file.ledger->view());
        QCOMPARE(zones.size(), 2u);
        QVERIFY((zones[0] == ZoneCount{"Z31", 4, 1, 1, 1, 0, 0}));
        QCOMPARE(zones[0].present(), 1);
        QVERIFY((zones[1] == ZoneCount{"Z60", 2, 0, 0, 0, 1, 0}));
        QCOMPARE(zones[1].present(), 3);
        const ZoneCount whole = wholeFacility(zones);
        QCOMPARE(whole.registered, 6);
        QCOMPARE(whole.present(), 4);
    }

    void a_zone_that_everybody_has_left_for_good_has_no_line() {
        File file;
        file.submit(received("QH26-0001", "Z31"));
        file.submit(by(depart("QH26-0001", "released", "期满", kStart), "wang"));
        QVERIFY(headcount(file.ledger->view()).empty());
        QCOMPARE(person(file.ledger->view(), "QH26-0001")->where, Where::Gone);
        QVERIFY(!person(file.ledger->view(), "QH26-0002"));
    }

    void an_exercises_persons_are_not_in_the_headcount() {
        File file;
        file.submit(received("QH26-0001", "Z31"));
        ledger::Command drill = received("DRILL-1", "Z31");
        drill.id.source = ledger::CommandId::Source::React; // of an exercise; a seat's claim is not believed
        drill.mode = ledger::Mode::Drill;
        file.submit(drill);
        QCOMPARE(headcount(file.ledger->view()).front().registered, 1);
        QCOMPARE(headcount(file.ledger->view(), ledger::Mode::Drill).front().registered, 1);
    }

    void who_is_out_longest_stands_first_and_the_list_is_bounded() {
        File file;
        for (int i = 1; i <= 5; ++i) {
            const std::string number = "QH26-000" + std::to_string(i);
            file.submit(received(number, "Z31"));
            if (i != 3) file.submit(by(leave(number, "court", "出庭", kStart - i * kMinute), "wang"));
        }
        const std::vector<std::string> wanted{"QH26-0005", "QH26-0004", "QH26-0002", "QH26-0001"};
        QVERIFY(numbersOf(outNow(file.ledger->view())) == wanted);
        QVERIFY(numbersOf(outNow(file.ledger->view(), {.limit = 2})) ==
                std::vector(wanted.begin(), wanted.begin() + 2));
        file.submit(by(move("QH26-0003", "F2", "习艺", kStart), "wang"));
        file.submit(by(reportMissing("QH26-0005", "", kStart), "wang"));
        QVERIFY(numbersOf(elsewhereNow(file.ledger->view())) == std::vector<std::string>{"QH26-0003"});
        QVERIFY(numbersOf(missingNow(file.ledger->view())) == std::vector<std::string>{"QH26-0005"});
    }

    void who_comes_back_provisionally_gives_room_in_a_bounded_list() {
        File file;
        for (int i = 1; i <= 3; ++i) {
            const std::string number = "QH26-000" + std::to_string(i);
            file.submit(received(number, "Z31"));
            file.submit(by(leave(number, "court", "出庭", kStart + i * kMinute), "wang"));
        }
        const ledger::Overlay overlay =
            provisionalFrom(file.ledger->database(),
                            {by(comeBack("QH26-0001", "Z31", kStart), "wang"), received("QH26-0009", "Z31"),
                             by(leave("QH26-0009", "court", "出庭", kStart), "wang")});
        const ledger::View view(file.ledger->database(), &overlay, kStart);
        QVERIFY(
            (numbersOf(outNow(view, {.limit = 2})) == std::vector<std::string>{"QH26-0009", "QH26-0002"}));
        QCOMPARE(headcount(view).front().registered, 4);
        QCOMPARE(headcount(view).front().out, 3);
        QCOMPARE(headcount(file.ledger->view()).front().out, 3);
        QVERIFY(person(view, "QH26-0009") && !person(file.ledger->view(), "QH26-0009"));
    }

    void any_reports_count_in_the_tables_as_one_by_one() {
        QVERIFY(rc::check("tables", [](const std::vector<std::uint32_t>& dice) {
            File file;
            RC_ASSERT(file.ledger->submit(commandsFrom(dice)).has_value());
            RC_ASSERT(headcount(file.ledger->view()) == linesOf(counted(statesOf(file.facts()))));
        }));
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
            const ledger::View later = whole.ledger->view();
            RC_ASSERT(headcount(view) == headcount(later));
            RC_ASSERT(outNow(view) == outNow(later) && missingNow(view) == missingNow(later));
            RC_ASSERT(elsewhereNow(view) == elsewhereNow(later));
            RC_ASSERT(person(view, kPerson) == person(later, kPerson));
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
            RC_ASSERT(headcount(one.ledger->view()) == headcount(many.ledger->view()));
            RC_ASSERT(outNow(one.ledger->view()) == outNow(many.ledger->view()));
        }));
    }

    void tables_built_again_from_the_facts_are_the_same() {
        File file;
        for (std::uint32_t dice = 0; dice < 400; ++dice)
            file.submit(anyCommand(dice * 2654435761u));
        const auto zones = headcount(file.ledger->view());
        const auto out = outNow(file.ledger->view());
        QVERIFY(!zones.empty());
        file.ledger->database().run("UPDATE feature SET version=0; DELETE FROM care_person;");
        file.ledger.reset();
        file.ledger = file.reopen();
        QVERIFY(headcount(file.ledger->view()) == zones);
        QVERIFY(outNow(file.ledger->view()) == out);
    }

    void a_headcount_never_reads_the_rows_themselves() {
        File file;
        for (const char* sql :
             {"EXPLAIN QUERY PLAN SELECT home, zone, place, woman, count(*) FROM care_person WHERE mode=0 AND"
              " registered=1 GROUP BY home, zone, place, woman",
              "EXPLAIN QUERY PLAN SELECT id FROM care_person WHERE mode=0 AND list=3 ORDER BY since, id"}) {
            ledger::Statement plan = file.ledger->database().prepare(sql);
            QVERIFY(plan.next());
            const QString line = QString::fromStdString(plan.text(3));
            QVERIFY2(line.contains(QLatin1String("USING COVERING INDEX")), qPrintable(line));
            QVERIFY(!plan.next()); // and sorts nothing
        }
    }

    void who_decides_by_the_headcount_is_asked_again_after_any_movement() {
        File file;
        file.submit(received("QH26-0001", "Z31"));
        const ledger::View view = file.ledger->view();
        headcount(view);
        file.submit(by(leave("QH26-0001", "court", "出庭", kStart), "wang"));
        std::set<Id> moved;
        ledger::addMoved(moved, "care", file.facts().back());
        QVERIFY(std::ranges::any_of(moved, [&](const Id& id) { return view.read().contains(id); }));
    }
};

QTEST_GUILESS_MAIN(TablesTest)
#include "tst_tables.moc"
