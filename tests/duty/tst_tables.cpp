#include "ledger/range.h"
#include "people/tables.h"
#include "story.h"

#include <QTest>
#include <rapidcheck.h>
#include <set>

using namespace shouwang;
using namespace shouwang::duty;
using namespace shouwang::duty::test;

namespace {

using People = std::vector<std::string>;

People accounts(const std::vector<Posting>& postings) {
    People found;
    for (const Posting& each : postings)
        found.push_back(each.account);
    return found;
}

struct Picture {
    std::vector<Posting> on;
    std::vector<Posting> ofWang;
    std::optional<State> morningShift;
    std::vector<Round> all;
    std::vector<Round> open;
    std::vector<OverdueStop> overdue;
    bool operator==(const Picture&) const = default;
};

Picture pictureOf(const ledger::View& view) {
    const Micros now = kStart + 5 * kHour;
    return {onPost(view),
            postingsOf(view, "wang", now),
            shift(view, shiftId("command_a", kStart)),
            rounds(view, 99),
            openRounds(view),
            overdueStops(view, now)};
}

ledger::Command visit(std::int64_t stop, Micros now) {
    return by(visitStop(kRound, {stop, Outcome::Normal, {}, {}, {}, {}}, now), "wang");
}

/// A ledger in which somebody of that role is signed on at seat A.
struct SignedOn : File {
    SignedOn(people::Role role, bool auxiliary)
        : File({people::makeFeature(), makeFeature()}) {
        submit(by(people::signOn({"wang", role, auxiliary, "POST-1"}, {}), "wang"));
    }
};

Codes contestedBy(File& file, const ledger::Command& command) {
    const auto verdict = file.submit(command);
    return ledger::decodeFact(file.ledger->fact(verdict.last).value()->bytes).value().contested;
}

std::vector<ledger::Command> commandsFrom(const std::vector<std::uint32_t>& dice) {
    std::vector<ledger::Command> commands;
    std::ranges::transform(dice, std::back_inserter(commands), anyCommand);
    return commands;
}

std::vector<ledger::Command> oneOfEach() {
    Line cited;
    cited.id = Id::fromParts({"line"});
    cited.kind = "general";
    return {take("wang", "A", "POST-1", kStart),
            leave("wang", "A", "POST-1", kStart),
            by(logLine(cited.id, {"general", "POST-1", "一切正常", {}}, kStart), "wang"),
            by(correctLine(Id::fromParts({"new"}), cited, "更正", "笔误", kStart), "wang"),
            begun(),
            visit(0, kStart),
            by(endRound(kRound, "处置警情", kStart), "wang")};
}

} // namespace

class TablesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Every case makes two ledgers on the disk; the pure rules are tried far more often elsewhere.
    void initTestCase() { qputenv("RC_PARAMS", "max_success=25"); }

    void who_is_on_post_is_found_across_shifts_longest_first() {
        File file;
        file.submit(take("li", "B", "POST-2", kStart + kHour));
        file.submit(take("wang", "A", "POST-1", kStart));
        file.submit(take("zhao", "C", "POST-3", kStart + 8 * kHour, middle()));
        QCOMPARE(accounts(onPost(file.ledger->view())), (People{"wang", "li", "zhao"}));
        file.submit(leave("li", "B", "POST-2", kStart + 8 * kHour));
        QCOMPARE(accounts(onPost(file.ledger->view())), (People{"wang", "zhao"}));
        QCOMPARE(shift(file.ledger->view(), shiftId("command_a", kStart))->postings.size(), 2u);
        QVERIFY(!shift(file.ledger->view(), Id::fromParts({"nothing"})));
    }

    void an_officer_at_two_seats_is_contested_also_in_the_next_shift() {
        File file;
        file.submit(take("wang", "A", "POST-1", kStart));
        const auto second = take("wang", "B", "POST-1", kStart + 8 * kHour, middle());
        QCOMPARE(contestedBy(file, second), Codes{code::kAtTwoSeats});
        QCOMPARE(onPost(file.ledger->view()).size(), 2u);
    }

    void more_than_twelve_hours_on_post_are_seen_and_nothing_is_blocked() {
        File file;
        file.submit(take("wang", "A", "POST-1", kStart));
        QVERIFY(tooLongOnPost(file.ledger->view(), kStart + 12 * kHour).empty());
        QCOMPARE(accounts(tooLongOnPost(file.ledger->view(), kStart + 12 * kHour + 1)), People{"wang"});
        FatigueRule shorter;
        shorter.longest = 8 * kHour;
        QCOMPARE(tooLongOnPost(file.ledger->view(), kStart + 9 * kHour, shorter).size(), 1u);
        QCOMPARE(contestedBy(file, take("wang", "A", "POST-2", kStart + 13 * kHour)), Codes{});
        QVERIFY(!FatigueRule().confirmed);
    }

    void the_time_on_duty_goes_on_in_the_next_shift() {
        File file;
        file.submit(take("wang", "A", "POST-1", kStart));
        file.submit(leave("wang", "A", "POST-1", kStart + 8 * kHour));
        file.submit(take("wang", "A", "POST-1", kStart + 8 * kHour + kMinute, middle()));
        QCOMPARE(tooLongOnPost(file.ledger->view(), kStart + 12 * kHour + 1).size(), 1u);
        QCOMPARE(contestedBy(file, leave("wang", "A", "POST-1", kStart + 15 * kHour, middle())),
                 Codes{code::kTooLongOnPost});
    }

    void a_seat_decides_again_when_somebody_turns_up_at_another_one() {
        File file;
        const ledger::Command mine = take("wang", "A", "POST-1", kStart);
        const ledger::Command other = take("wang", "B", "POST-1", kStart, middle());
        const ledger::View view = file.ledger->view();
        makeFeature()->decide(view, mine);
        QVERIFY(view.read().contains(ledger::rangeOf("duty", Field::Account, "wang")));
        std::set<Id> moved;
        ledger::addMoved(moved, "duty", ledger::factFrom(other, decide({}, PostGround(), other).facts[0]));
        QVERIFY(moved.contains(ledger::rangeOf("duty", Field::Account, "wang")));
    }

    void a_forgotten_post_is_left_when_the_next_shift_takes_it() {
        File file;
        file.submit(take("wang", "A", "POST-1", kStart));
        QCOMPARE(contestedBy(file, take("li", "B", "POST-1", middle().start, middle())), Codes{});
        QCOMPARE(accounts(onPost(file.ledger->view())), People{"li"});
        const State former = shift(file.ledger->view(), shiftId("command_a", kStart)).value();
        QCOMPARE(former.postings.front().relievedBy, std::string("li"));
        QVERIFY(tooLongOnPost(file.ledger->view(), kStart + 13 * kHour).empty());
    }

    void a_seat_decides_again_when_somebody_else_takes_the_post() {
        File file;
        const ledger::View view = file.ledger->view();
        makeFeature()->decide(view, take("li", "A", "POST-1", middle().start, middle()));
        const ledger::Command other = take("wang", "B", "POST-1", kStart);
        std::set<Id> moved;
        ledger::addMoved(moved, "duty", ledger::factFrom(other, decide({}, PostGround(), other).facts[0]));
        QVERIFY(std::ranges::any_of(moved, [&](const Id& id) {
            return id == ledger::rangeOf("duty", Field::Post, "POST-1") && view.read().contains(id);
        }));
    }

    void a_brigade_rests_on_site_and_is_too_long_on_post_after_a_day() {
        File file;
        const Shift shift = shiftAt(*standardPattern("brigade"), china(), kStart).value();
        file.submit(take("wang", "A", "P-B1", kStart, shift));
        QVERIFY(tooLongOnPost(file.ledger->view(), kStart + 24 * kHour).empty());
        QCOMPARE(accounts(tooLongOnPost(file.ledger->view(), kStart + 24 * kHour + 1)), People{"wang"});
    }

    void a_missed_stop_is_overdue_after_five_minutes() {
        File file;
        file.submit(begun());
        const auto overdue = [&](Micros now) { return overdueStops(file.ledger->view(), now); };
        QVERIFY(overdue(kStart + 15 * kMinute).empty());
        const auto first = overdue(kStart + 15 * kMinute + 1);
        QCOMPARE(first.size(), 1u);
        QCOMPARE(first.front().index, 1);
        QCOMPARE(first.front().due, kStart + 10 * kMinute);
        QCOMPARE(first.front().stop.name, std::string("走廊南"));
        QCOMPARE(overdue(kStart + 2 * kHour).size(), 3u);
        QCOMPARE(overdue(INT64_MAX).size(), 3u);
        QVERIFY(overdue(INT64_MIN).empty());
    }

    void what_was_visited_or_ended_is_overdue_no_more() {
        File file;
        file.submit(begun());
        file.submit(visit(1, kStart + kMinute));
        const Micros now = kStart + 40 * kMinute;
        QCOMPARE(overdueStops(file.ledger->view(), now).size(), 1u);
        QCOMPARE(openRounds(file.ledger->view()).size(), 1u);
        QCOMPARE(contestedBy(file, by(endRound(kRound, "处置警情", now), "wang")), // the leader hears of it
                 Codes{code::kStopsLeftOut});
        QVERIFY(overdueStops(file.ledger->view(), now).empty());
        QVERIFY(openRounds(file.ledger->view()).empty());
        QVERIFY(round(file.ledger->view(), kRound)->ended.has_value());
    }

    void rounds_are_listed_newest_first() {
        File file;
        for (int i = 0; i < 5; ++i) {
            const Id id = Id::fromParts({"round", std::to_string(i)});
            file.submit(by(beginRound({id, std::to_string(i), {}, route()}, kStart + i * kHour), "wang"));
        }
        const std::vector<Round> found = rounds(file.ledger->view(), 2);
        QCOMPARE(found.size(), 2u);
        QCOMPARE(found.front().name, std::string("4"));
        QCOMPARE(found.back().name, std::string("3"));
        QCOMPARE(openRounds(file.ledger->view()).front().name, std::string("0"));
        QVERIFY(!round(file.ledger->view(), kRound));
    }

    void an_overlay_equals_the_later_confirmed_state() {
        QVERIFY(rc::check("overlay", [](const std::vector<std::uint32_t>& dice, std::size_t cut) {
            File whole;
            RC_ASSERT(whole.submitAll(commandsFrom(dice)));
            const std::vector<ledger::Fact> facts = whole.facts();
            const std::size_t confirmed = cut % (facts.size() + 1);
            File seat;
            ledger::Overlay rest;
            for (std::size_t i = 0; i < facts.size(); ++i) {
                if (i < confirmed) makeFeature()->apply(seat.ledger->database(), facts[i]);
                if (i >= confirmed) rest.push(facts[i]);
            }
            const ledger::View view(seat.ledger->database(), &rest, kStart);
            RC_ASSERT(pictureOf(view) == pictureOf(whole.ledger->view()));
        }));
    }

    void tables_built_again_from_the_facts_are_the_same() {
        File file;
        std::vector<std::uint32_t> dice(300);
        std::ranges::generate(dice, [throwNumber = 0u]() mutable { return ++throwNumber * 2654435761u; });
        QVERIFY(file.submitAll(commandsFrom(dice)));
        QVERIFY(file.submitAll(oneOfEach()));
        const Picture before = pictureOf(file.ledger->view());
        const LinePage log = lines(file.ledger->view(), {});
        QVERIFY(before.on.size() > 3);
        QVERIFY(before.all.front().visits.size() > 10);
        QCOMPARE(log.lines.size(), 2u);
        file.ledger->database().run(
            "UPDATE feature SET version=0; DELETE FROM duty_shift;"
            "DELETE FROM duty_posting; DELETE FROM duty_line; DELETE FROM duty_round");
        file.ledger.reset();
        file.ledger = file.reopen();
        QVERIFY(pictureOf(file.ledger->view()) == before);
        QCOMPARE(lines(file.ledger->view(), {}).lines, log.lines);
    }

    /// G17: what an auxiliary may do here is to say where he stands, what he saw and what he wrote down.
    void an_auxiliary_keeps_the_log_and_no_command_of_the_room_is_police_power() {
        SignedOn file(people::Role::Operator, true);
        for (const ledger::Command& command : oneOfEach()) {
            const std::string right = makeFeature()->rightFor(command);
            QVERIFY(right == "stand_duty" || right == "handle_alarms");
            const Codes contested = contestedBy(file, command);
            QVERIFY(std::ranges::find(contested, "people.not_allowed") == contested.end());
        }
    }

    void who_does_not_watch_the_cameras_writes_in_the_log_but_walks_no_round() {
        for (const people::Role role : {people::Role::Medical, people::Role::Supervisor}) {
            SignedOn file(role, false);
            const auto commands = oneOfEach();
            for (std::size_t i = 0; i < commands.size(); ++i) {
                const Codes contested = contestedBy(file, commands[i]);
                const bool allowed = std::ranges::find(contested, "people.not_allowed") == contested.end();
                QCOMPARE(allowed, i < 4);
            }
        }
    }

    void who_is_not_signed_on_at_the_seat_is_kept_and_contested() {
        SignedOn file(people::Role::ShiftLeader, false);
        for (ledger::Command command : oneOfEach()) {
            command.seat = seatId("B");
            command.id.origin = seatId("B");
            const Codes contested = contestedBy(file, command);
            QVERIFY(std::ranges::find(contested, "people.not_signed_on") != contested.end());
        }
        QCOMPARE(lines(file.ledger->view(), {}).lines.size(), 2u);
    }
};

QTEST_GUILESS_MAIN(TablesTest)
#include "tst_tables.moc"
