// An exercise is what the facts say: it runs on when a desk or the station was killed, and a seat without a
// station can abort it.
#include "story.h"

#include "sync/seat.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::drill::test;

namespace {

std::unique_ptr<sync::Seat> seatIn(const QTemporaryDir& folder, const House& house, const Clock& clock,
                                   Random& random) {
    auto seat =
        sync::Seat::open(folder.path().toStdString() + "/seat", seatId("A"), house.rooms, clock, random)
            .value();
    for (const char* account : {"wang", "li"})
        (void)seat->submit(signedOn(account, "A"));
    return seat;
}

/// What a desk that was killed finds on its disk, with nothing closed properly.
std::unique_ptr<sync::Seat> seatAfterKill(const QTemporaryDir& from, const QTemporaryDir& to,
                                          const House& house, const Clock& clock, Random& random) {
    std::filesystem::copy(from.path().toStdString(), to.path().toStdString(),
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::overwrite_existing);
    return seatIn(to, house, clock, random);
}

} // namespace

class RestartTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_drill_still_runs_when_the_station_comes_back() {
        House house;
        house.submit(started({itemAt(0, 30 * kSecond), itemAt(1, 60 * kSecond)}));
        house.submit(
            drill::raiseDue(house.exercise(), house.exercise().items.front(), kStart + 30 * kSecond));
        const drill::State before = house.exercise();
        house.reopen();
        QVERIFY(drill::running(house.view()) == std::optional(before));
        QCOMPARE(before.items.back().state, drill::Item::State::Waiting); // and the list goes on
        QCOMPARE(alarms::openAlarms(house.view()).front().mode, ledger::Mode::Drill);
    }

    void tables_that_are_made_anew_tell_the_same() {
        House house;
        house.submit(started({itemAt(0, 30 * kSecond)}));
        const drill::State before = house.exercise();
        house.ledger->database().begin();
        house.ledger->database().run("UPDATE feature SET version=0 WHERE name='drill'");
        QVERIFY(house.ledger->database().commit().has_value());
        house.reopen();
        QVERIFY(house.exercise() == before);
    }

    void the_same_time_of_the_list_is_raised_once_also_after_a_restart() {
        House house;
        house.submit(started({itemAt(0, 30 * kSecond)}));
        const ledger::Command due =
            drill::raiseDue(house.exercise(), house.exercise().items.front(), kStart + 30 * kSecond);
        house.submit(due);
        house.reopen();
        ledger::Command again = due;
        again.occurred += kSecond; // the clock looked again
        house.submit(again);
        QCOMPARE(alarms::openAlarms(house.view()).size(), 1u);
    }

    void a_drill_still_runs_at_a_desk_that_was_killed_before_the_station_had_spoken() {
        House house;
        QTemporaryDir folder;
        QTemporaryDir copy;
        auto seat = seatIn(folder, house, house.clock, house.random);
        QCOMPARE(seat->submit(started({itemAt(0, 30 * kSecond)})).kind, sync::SubmitResult::Kind::Saved);
        auto again = seatAfterKill(folder, copy, house, house.clock, house.random);
        const auto running = drill::running(again->view());
        QVERIFY(running.has_value());
        QCOMPARE(running->name, std::string("夜间处突"));
    }

    void a_seat_without_its_station_raises_and_aborts_at_once() {
        House house;
        QTemporaryDir folder;
        auto seat = seatIn(folder, house, house.clock, house.random);
        (void)seat->submit(started());
        const auto running = drill::running(seat->view());
        const drill::Item item = itemAt(0, drill::Item::kByHand);
        QCOMPARE(seat->submit(by(drill::raise(*running, item, kStart), "wang")).kind,
                 sync::SubmitResult::Kind::Saved);
        auto open = alarms::openAlarms(seat->view());
        QCOMPARE(open.size(), 1u);
        QCOMPARE(open.front().mode, ledger::Mode::Drill);
        QCOMPARE(seat->submit(by(drill::abort(kExercise, {}, kStart), "li")).kind,
                 sync::SubmitResult::Kind::Saved);
        QVERIFY(!drill::running(seat->view()));
        QVERIFY(alarms::openAlarms(seat->view()).empty());
    }

    void a_start_that_waits_at_a_seat_is_refused_when_another_drill_has_begun() {
        House house;
        QTemporaryDir folder;
        auto seat = seatIn(folder, house, house.clock, house.random);
        (void)seat->submit(started());
        drill::Plan other = plan();
        other.exercise = Id::fromParts({"other"});
        house.submit(signedBy(by(drill::start(other, kStart), "li", "B")));
        const auto push = seat->nextPush().value();
        const auto waiting = ledger::decodeCommand(push->commands.back()).value();
        QCOMPARE(house.submit(waiting).refusal.code, std::string(drill::code::kAnotherRuns));
        const auto items = attention::openItems(house.view());
        QCOMPARE(items.size(), 1u); // it stands in the tray of whoever wanted it
    }
};

QTEST_GUILESS_MAIN(RestartTest)
#include "tst_restart.moc"
