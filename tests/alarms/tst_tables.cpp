#include "alarms/tables.h"
#include "base/random.h"
#include "story.h"

#include <QTemporaryDir>
#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::alarms;
using namespace shouwang::alarms::test;

namespace {

const Id kAlarm = alarmId(press(1));

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
    std::vector<ledger::Verdict> submit(const std::vector<ledger::Command>& commands) {
        return ledger->submit(commands).value();
    }
    ledger::Verdict submit(const ledger::Command& command) { return submit(std::vector{command}).front(); }
    std::vector<ledger::Fact> facts() {
        std::vector<ledger::Fact> all;
        const auto page = ledger->after(0, 10000).value();
        for (const ledger::StoredFact& stored : page)
            all.push_back(ledger::decodeFact(stored.bytes).value());
        return all;
    }
};

} // namespace

class TablesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Every case makes two ledgers on the disk; the pure rules are tried far more often in tst_evolve.
    void initTestCase() { qputenv("RC_PARAMS", "max_success=25"); }

    void an_alarm_lives_through_the_ledger() {
        File file;
        file.submit(raise(button(), press(1), kStart));
        QCOMPARE(openAlarms(file.ledger->view()).size(), 1u);
        QCOMPARE(countsByPriority(file.ledger->view()).unacknowledged[0], 1);
        file.submit(by(acknowledge(kAlarm, kStart), "wang"));
        QCOMPARE(countsByPriority(file.ledger->view()).unacknowledged[0], 0);
        QCOMPARE(countsByPriority(file.ledger->view()).open[0], 1);
        file.submit(by(classify(kAlarm, Class::False, "wind", "", kStart), "wang"));
        const ledger::Verdict refused = file.submit(by(close(kAlarm, "", "", kStart), "wang"));
        QCOMPARE(refused.refusal.code, std::string(code::kCauseMissing));
        file.submit(by(close(kAlarm, "wind", "", kStart), "wang"));
        QVERIFY(openAlarms(file.ledger->view()).empty());
        QCOMPARE(recentAlarms(file.ledger->view(), 10).size(), 1u);
        QCOMPARE(alarm(file.ledger->view(), kAlarm)->stage(), Stage::Closed);
        QVERIFY(!alarm(file.ledger->view(), Id::fromParts({"nothing"})));
    }

    // A station was put back from a backup; a seat offered the second press again and it was counted on the
    // alarm that is open here. On the lost branch it had been an alarm of its own.
    void a_press_that_counts_here_does_not_come_back_as_an_alarm() {
        File lost;
        lost.submit(raise(button(), press(2), kStart + kSecond));
        const auto copies = lost.ledger->after(0, 10).value();
        File here;
        here.submit(raise(button(), press(1), kStart));
        here.submit(by(raise(button(), press(2), kStart + kSecond), "system", "B"));
        QCOMPARE(here.ledger->recover(copies).value().front().kind, ledger::Verdict::Kind::Contested);
        QCOMPARE(here.facts().back().kind, std::string("alarms.raised.contested"));
        QCOMPARE(openAlarms(here.ledger->view()).size(), 1u);
        QCOMPARE(alarm(here.ledger->view(), kAlarm)->repeats, 1);
    }

    void an_alarm_that_is_known_here_is_not_raised_by_a_copy() {
        File lost;
        lost.submit(raise(button(), press(1), kStart));
        File here;
        here.submit(by(raise(button(), press(1), kStart), "system", "B"));
        QVERIFY(here.ledger->recover(lost.ledger->after(0, 10).value()).has_value());
        QCOMPARE(here.facts().back().kind, std::string("alarms.raised.contested"));
        QCOMPARE(openAlarms(here.ledger->view()).size(), 1u);
    }

    void a_press_that_is_an_alarm_here_does_not_come_back_as_a_repeat() {
        File lost;
        lost.submit(raise(button(), press(1), kStart));
        lost.submit(raise(button(), press(2), kStart + kSecond));
        const auto copies = lost.ledger->after(0, 10).value();
        File here;
        here.submit(by(raise(button(), press(2), kStart + kSecond), "system", "B"));
        QVERIFY(here.ledger->recover(copies).has_value());
        QCOMPARE(here.facts().back().kind, std::string("alarms.repeated.contested"));
        QCOMPARE(openAlarms(here.ledger->view()).size(), 2u);
        QCOMPARE(alarm(here.ledger->view(), kAlarm)->repeats, 0);
    }

    void a_lost_press_that_nobody_knows_is_followed_again() {
        File lost;
        lost.submit(raise(button(), press(1), kStart));
        lost.submit(raise(button(), press(2), kStart + kSecond));
        File here;
        QVERIFY(here.ledger->recover(lost.ledger->after(0, 10).value()).has_value());
        QCOMPARE(openAlarms(here.ledger->view()).size(), 1u);
        QCOMPARE(alarm(here.ledger->view(), kAlarm)->repeats, 1);
    }

    void a_device_that_repeats_itself_makes_no_second_alarm() {
        File file;
        file.submit(raise(button(), press(1), kStart));
        const ledger::Verdict again = file.submit(raise(button(), press(1), kStart + kSecond));
        QCOMPARE(again.kind, ledger::Verdict::Kind::NoOp);
        const ledger::Verdict counted = file.submit(raise(button(), press(2), kStart + kSecond));
        QCOMPARE(counted.kind, ledger::Verdict::Kind::Merged);
        // The same press as another seat has seen it, under that seat's own identity.
        ledger::Command seen = by(raise(button(), press(2), kStart + kSecond), "system", "B");
        QCOMPARE(file.submit(seen).kind, ledger::Verdict::Kind::NoOp);
        QCOMPARE(alarm(file.ledger->view(), kAlarm)->repeats, 1);
    }

    void any_split_into_batches_gives_the_same_tables() {
        QVERIFY(rc::check("batches", [](const std::vector<std::uint32_t>& dice, std::size_t size) {
            File one;
            File many;
            std::vector<ledger::Command> commands;
            for (const std::uint32_t each : dice)
                commands.push_back(anyCommand(each));
            one.submit(commands);
            const std::size_t step = 1 + size % 5;
            for (std::size_t at = 0; at < commands.size(); at += step) {
                const std::size_t end = std::min(commands.size(), at + step);
                many.submit({commands.begin() + static_cast<std::ptrdiff_t>(at),
                             commands.begin() + static_cast<std::ptrdiff_t>(end)});
            }
            RC_ASSERT(openAlarms(one.ledger->view()) == openAlarms(many.ledger->view()));
            RC_ASSERT(recentAlarms(one.ledger->view(), 99) == recentAlarms(many.ledger->view(), 99));
        }));
    }

    void an_overlay_equals_the_later_confirmed_state() {
        QVERIFY(rc::check("overlay", [](const std::vector<std::uint32_t>& dice, std::size_t cut) {
            std::vector<ledger::Command> commands;
            for (const std::uint32_t each : dice)
                commands.push_back(anyCommand(each));
            File whole;
            whole.submit(commands);
            const std::vector<ledger::Fact> facts = whole.facts();
            const std::size_t at = facts.empty() ? 0 : cut % (facts.size() + 1);
            File seat; // has received the first facts; the others lie on top
            for (std::size_t i = 0; i < at; ++i)
                makeFeature()->apply(seat.ledger->database(), facts[i]);
            ledger::Overlay overlay;
            for (std::size_t i = at; i < facts.size(); ++i)
                overlay.push(facts[i]);
            const ledger::View view(seat.ledger->database(), &overlay, kStart);
            RC_ASSERT(openAlarms(view) == openAlarms(whole.ledger->view()));
            RC_ASSERT(recentAlarms(view, 99) == recentAlarms(whole.ledger->view(), 99));
            RC_ASSERT(countsByPriority(view) == countsByPriority(whole.ledger->view()));
        }));
    }

    void an_alarm_that_only_the_seat_has_seen_is_in_its_list() {
        File file;
        const ledger::Command command = raise(button(), press(1), kStart);
        ledger::Overlay waiting;
        waiting.push(ledger::factFrom(command, decide({}, {}, command).facts.front()));
        const ledger::View view(file.ledger->database(), &waiting, kStart);
        QCOMPARE(openAlarms(view).size(), 1u);
        QCOMPARE(openAlarms(view).front().timeline.front().number, 0u);
        QVERIFY(openAlarms(file.ledger->view()).empty());
        // A second press on the same seat is counted on it, and the read is remembered for rebasing.
        const ledger::Command again = raise(button(), press(2), kStart + kSecond);
        const ledger::Decision decision = makeFeature()->decide(view, again);
        QCOMPARE(decision.facts.front().kind, std::string(kind::kRepeated));
        QVERIFY(view.read().contains(kAlarm));
    }

    void an_acknowledgement_before_the_alarm_is_known_holds_when_it_arrives() {
        File file;
        QCOMPARE(file.submit(by(acknowledge(kAlarm, kStart), "wang")).kind, ledger::Verdict::Kind::Contested);
        QVERIFY(openAlarms(file.ledger->view()).empty());
        QVERIFY(recentAlarms(file.ledger->view(), 9).empty());
        file.submit(raise(button(), press(1), kStart));
        QCOMPARE(alarm(file.ledger->view(), kAlarm)->stage(), Stage::Acknowledged);
    }

    void tables_built_again_from_the_facts_are_the_same() {
        File file;
        for (std::uint32_t dice = 0; dice < 400; dice += 3)
            file.submit(anyCommand(dice * 2654435761u));
        const std::vector<State> before = recentAlarms(file.ledger->view(), 999);
        QVERIFY(before.size() >= 2);
        file.ledger->database().run("UPDATE feature SET version=0; DELETE FROM alarms_alarm;");
        file.ledger.reset();
        file.ledger = file.reopen();
        QVERIFY(recentAlarms(file.ledger->view(), 999) == before);
    }

    void a_damaged_row_is_not_an_alarm_and_does_not_stop_the_list() {
        File file;
        file.submit(raise(button(), press(1), kStart));
        file.submit(raise(button("AL-BTN-2"), press(1, "AL-BTN-2"), kStart));
        file.ledger->database().run("UPDATE alarms_alarm SET state=x'ff' WHERE point='AL-BTN-1'");
        QCOMPARE(openAlarms(file.ledger->view()).size(), 1u);
    }

    void a_drill_is_counted_apart() {
        File file;
        file.submit(raise(button(), press(1), kStart, ledger::Mode::Drill));
        QCOMPARE(countsByPriority(file.ledger->view()).exercise, 1);
        QCOMPARE(countsByPriority(file.ledger->view()).open[0], 0);
        // A real press in the middle of it stands for itself.
        file.submit(raise(button(), press(2), kStart + kSecond));
        QCOMPARE(countsByPriority(file.ledger->view()).open[0], 1);
        QCOMPARE(alarm(file.ledger->view(), kAlarm)->repeats, 0);
    }
};

QTEST_GUILESS_MAIN(TablesTest)
#include "tst_tables.moc"
