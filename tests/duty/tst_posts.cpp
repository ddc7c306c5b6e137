#include "story.h"

#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::duty;
using namespace shouwang::duty::test;

namespace {

enum Stage { Nobody, OnPost, HasLeft };

Station stationAt(int stage) {
    Station station;
    if (stage >= OnPost) station.submit(take("wang", "A", "POST-1", kStart));
    if (stage >= HasLeft) station.submit(leave("wang", "A", "POST-1", kStart + kHour));
    return station;
}

ledger::Command takeFaulty(const Equipment& item) {
    PostReport faulty = report("wang", "A", "POST-1");
    faulty.equipment = {item};
    return by(takePost(faulty, kStart), "wang");
}

ledger::Command ofAnotherShift() {
    ledger::Command command = take("wang", "A", "POST-1", kStart);
    command.entity = shiftId("command_a", middle().start);
    return command;
}

State fold(State state, std::span<const ledger::Fact> facts) {
    for (const ledger::Fact& fact : facts)
        state = evolve(std::move(state), fact);
    return state;
}

} // namespace

class PostsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reports_of_posts_are_kept_and_contested_data() {
        QTest::addColumn<int>("stage");
        QTest::addColumn<int>("report");
        QTest::addColumn<QString>("contested");
        QTest::newRow("taken") << int(Nobody) << 0 << "";
        QTest::newRow("taken again after leaving") << int(HasLeft) << 0 << "";
        QTest::newRow("taken again on the post: nothing new") << int(OnPost) << 0 << "no fact";
        QTest::newRow("equipment checked a second time") << int(OnPost) << 1 << "";
        QTest::newRow("another post at the same seat") << int(OnPost) << 2 << "";
        QTest::newRow("the same post at another seat") << int(OnPost) << 3 << "duty.at_two_seats";
        QTest::newRow("another seat after leaving") << int(HasLeft) << 3 << "";
        QTest::newRow("a post without a seat") << int(OnPost) << 4 << "duty.at_two_seats";
        QTest::newRow("two officers on one post") << int(OnPost) << 5 << "";
        QTest::newRow("nobody") << int(Nobody) << 6 << "duty.account_missing";
        QTest::newRow("nowhere") << int(Nobody) << 7 << "duty.post_missing";
        QTest::newRow("another shift") << int(Nobody) << 8 << "duty.other_shift";
        QTest::newRow("unknown equipment") << int(Nobody) << 9 << "duty.equipment_unknown";
        QTest::newRow("fewer than none") << int(Nobody) << 10 << "duty.malformed";
        QTest::newRow("left") << int(OnPost) << 11 << "";
        QTest::newRow("left without having come") << int(Nobody) << 11 << "duty.not_on_post";
        QTest::newRow("left twice") << int(HasLeft) << 11 << "duty.not_on_post";
        QTest::newRow("another one leaves") << int(OnPost) << 12 << "duty.not_on_post";
        QTest::newRow("left after twelve hours") << int(OnPost) << 13 << "";
        QTest::newRow("left after more than twelve hours") << int(OnPost) << 14 << "duty.too_long_on_post";
        QTest::newRow("left before having come") << int(OnPost) << 15 << "";
    }
    void reports_of_posts_are_kept_and_contested() {
        QFETCH(int, stage);
        QFETCH(int, report);
        QFETCH(QString, contested);
        const Micros later = kStart + 2 * kHour;
        const std::array<ledger::Command, 16> reports{take("wang", "A", "POST-1", later),
                                                      takeFaulty({"radio", 4, 3, false, "一台送修"}),
                                                      take("wang", "A", "POST-2", later),
                                                      take("wang", "B", "POST-1", later),
                                                      take("wang", "", "POST-9", later),
                                                      take("li", "B", "POST-1", later),
                                                      take("", "A", "POST-1", later),
                                                      take("wang", "A", "", later),
                                                      ofAnotherShift(),
                                                      takeFaulty({"crystal_ball", 1, 1, false, ""}),
                                                      takeFaulty({"radio", -1, -1, false, ""}),
                                                      leave("wang", "A", "POST-1", later),
                                                      leave("li", "A", "POST-1", later),
                                                      leave("wang", "A", "POST-1", kStart + 12 * kHour),
                                                      leave("wang", "A", "POST-1", kStart + 12 * kHour + 1),
                                                      leave("wang", "A", "POST-1", kStart - kHour)};
        Station station = stationAt(stage);
        const ledger::Decision decision = station.submit(reports[static_cast<std::size_t>(report)]);
        QVERIFY(!decision.refusal);
        QCOMPARE(contestedBy(decision), contested.isEmpty() ? Codes{} : Codes{contested.toStdString()});
    }

    void who_is_on_which_post_since_when_with_what_faults() {
        Station station;
        PostReport faulty = report("wang", "A", "POST-1");
        faulty.equipment = {{"radio", 4, 3, false, "一台送修"},
                            {"keys", 12, 12, false, ""},
                            {"wall", 1, 1, true, "第三块屏黑屏"}};
        station.submit(by(takePost(faulty, kStart), "wang"));
        const std::vector<Posting> on = station.shift().onPost();
        QCOMPARE(on.size(), 1u);
        QCOMPARE(on.front().post, std::string("POST-1"));
        QCOMPARE(on.front().taken.at, kStart);
        QCOMPARE(on.front().faults().size(), 2u);
        QCOMPARE(on.front().faults().back().code, std::string("wall"));
        QVERIFY(station.shift().shift == morning());
    }

    void what_was_checked_last_stands_and_an_empty_list_says_nothing() {
        Station station = stationAt(OnPost);
        station.submit(takeFaulty({"radio", 4, 3, false, "一台送修"}));
        QCOMPARE(station.shift().postings.size(), 1u);
        QCOMPARE(station.shift().postings.front().faults().size(), 1u);
        PostReport unchecked = report("wang", "A", "POST-1");
        unchecked.equipment.clear();
        QVERIFY(station.submit(by(takePost(unchecked, kStart), "wang")).facts.empty());
        QCOMPARE(station.shift().postings.front().faults().size(), 1u);
    }

    void whoever_stood_there_stays_in_the_record_of_the_shift() {
        Station station = stationAt(HasLeft);
        station.submit(take("li", "A", "POST-1", kStart + kHour));
        QCOMPARE(station.shift().postings.size(), 2u);
        QVERIFY(!station.shift().postings.front().isOn());
        QCOMPARE(station.shift().postings.front().left->at, kStart + kHour);
        QCOMPARE(station.shift().onPost().front().account, std::string("li"));
    }

    void two_shifts_in_a_row_are_one_time_on_duty() {
        Station station;
        station.submit(take("wang", "A", "POST-1", kStart));
        station.submit(leave("wang", "A", "POST-1", kStart + 8 * kHour));
        const Micros again = kStart + 8 * kHour + 10 * kMinute;
        station.submit(take("wang", "B", "POST-2", again, middle()));
        QCOMPARE(station.shift(middle()).postings.front().unbroken, kStart);
        const auto tooLong = leave("wang", "B", "POST-2", kStart + 13 * kHour, middle());
        QCOMPARE(contestedBy(station.submit(tooLong)), Codes{code::kTooLongOnPost});
    }

    void a_break_of_half_an_hour_begins_a_new_time_on_duty() {
        Station station = stationAt(HasLeft);
        const Micros again = kStart + kHour + 30 * kMinute;
        station.submit(take("wang", "A", "POST-1", again));
        QCOMPARE(station.shift().onPost().front().unbroken, again);
    }

    /// domain.md 3.2: brigades have 24 h posts and rest on site; G16 keeps 12 h "at a seat".
    void a_post_with_rest_on_site_has_the_longest_of_its_pattern_data() {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<int>("longest");
        QTest::newRow("command centre, three shifts") << "command_a" << 12;
        QTest::newRow("command centre, 24 h of the team") << "command_b" << 12;
        QTest::newRow("brigade") << "brigade" << 24;
        QTest::newRow("closed duty") << "closed_14" << 24;
    }
    void a_post_with_rest_on_site_has_the_longest_of_its_pattern() {
        QFETCH(QString, pattern);
        QFETCH(int, longest);
        const Pattern& known = *standardPattern(pattern.toStdString());
        QCOMPARE(known.longestSource.empty(), known.longest == 0);
        const Shift shift = shiftAt(known, china(), kStart).value();
        Station station;
        station.submit(take("wang", "A", "POST-1", kStart, shift));
        const Micros limit = kStart + longest * kHour;
        Station tooLong = station;
        QCOMPARE(contestedBy(station.submit(leave("wang", "A", "POST-1", limit, shift))), Codes{});
        QCOMPARE(contestedBy(tooLong.submit(leave("wang", "A", "POST-1", limit + 1, shift))),
                 Codes{code::kTooLongOnPost});
    }

    void a_pattern_of_the_facility_has_the_longest_of_the_rule() {
        FatigueRule shorter;
        shorter.longest = 8 * kHour;
        QCOMPARE(longestOf("of_ours"), 12 * kHour);
        QCOMPARE(longestOf("of_ours", shorter), 8 * kHour);
        QCOMPARE(longestOf("brigade", shorter), 24 * kHour);
    }

    void who_forgot_to_leave_is_relieved_by_the_next_shift() {
        Station station;
        station.submit(take("wang", "A", "POST-1", kStart));
        const auto taken = station.submit(take("li", "A", "POST-1", middle().start + kMinute, middle()));
        QCOMPARE(contestedBy(taken), Codes{});
        QCOMPARE(taken.facts.size(), 2u);
        const Posting& former = station.shift().postings.front();
        QVERIFY(!former.isOn());
        QCOMPARE(former.relievedBy, std::string("li"));
        QCOMPARE(former.left->at, middle().start + kMinute);
        QCOMPARE(former.left->actor, std::string("li"));
        QVERIFY(station.shift(middle()).onPost().front().relievedBy.empty());
    }

    void who_was_relieved_may_still_say_when_he_went() {
        Station station;
        station.submit(take("wang", "A", "POST-1", kStart));
        station.submit(take("li", "A", "POST-1", middle().start + kMinute, middle()));
        const Micros went = middle().start - kMinute;
        QCOMPARE(contestedBy(station.submit(leave("wang", "A", "POST-1", went))), Codes{});
        QCOMPARE(station.shift().postings.front().left->at, went);
        QVERIFY(!station.shift().postings.front().wasRelieved());
        QCOMPARE(contestedBy(station.submit(leave("wang", "A", "POST-1", went))), Codes{code::kNotOnPost});
    }

    void nobody_else_is_relieved_data() {
        QTest::addColumn<int>("report");
        QTest::newRow("before the change both stand there") << 0;
        QTest::newRow("of the same shift") << 1;
        QTest::newRow("by himself") << 2;
        QTest::newRow("on another post") << 3;
        QTest::newRow("by an exercise") << 4;
        QTest::newRow("by nobody") << 5;
    }
    void nobody_else_is_relieved() {
        QFETCH(int, report);
        const Micros change = middle().start;
        ledger::Command drill = take("li", "A", "POST-1", change, middle());
        drill.mode = ledger::Mode::Drill;
        const std::array<ledger::Command, 6> reports{take("li", "A", "POST-1", change - 1, middle()),
                                                     take("li", "A", "POST-1", change + kHour),
                                                     take("wang", "A", "POST-1", change, middle()),
                                                     take("li", "A", "POST-2", change, middle()),
                                                     drill,
                                                     take("", "A", "POST-1", change, middle())};
        Station station;
        station.submit(take("wang", "A", "POST-1", kStart));
        const auto decision = station.submit(reports[static_cast<std::size_t>(report)]);
        QCOMPARE(decision.facts.size(), 1u);
        QVERIFY(station.shift().postings.front().isOn());
    }

    void nobody_can_say_of_himself_that_he_was_relieved() {
        Station station = stationAt(OnPost);
        ledger::Command command = leave("wang", "A", "POST-1", kStart + kHour);
        command.open.emplace(static_cast<std::int64_t>(Field::Relieved), "li");
        station.submit(command);
        QVERIFY(!station.shift().postings.front().wasRelieved());
        QVERIFY(!station.shift().postings.front().isOn());
    }

    void nobody_can_say_of_himself_since_when_he_is_on_duty() {
        Station station;
        ledger::Command command = take("wang", "A", "POST-1", kStart);
        command.open.emplace(static_cast<std::int64_t>(Field::Unbroken), kStart + 9 * kHour);
        QVERIFY(
            !station.submit(command).facts.front().open.contains(static_cast<std::int64_t>(Field::Unbroken)));
        QCOMPARE(station.shift().onPost().front().unbroken, kStart);
    }

    void times_of_no_calendar_do_not_overflow() {
        QCOMPARE(between(INT64_MIN, INT64_MAX), INT64_MAX);
        QCOMPARE(between(INT64_MAX, INT64_MIN), 0);
        QCOMPARE(between(-5, 7), 12);
        QCOMPARE(later(INT64_MAX, 1), INT64_MAX);
        QCOMPARE(later(INT64_MIN, -1), INT64_MIN);
        Station station;
        station.submit(take("wang", "A", "POST-1", INT64_MIN));
        QCOMPARE(contestedBy(station.submit(leave("wang", "A", "POST-1", INT64_MAX))),
                 Codes{code::kTooLongOnPost});
    }

    void a_drill_stays_a_drill() {
        Station station;
        ledger::Command command = take("wang", "A", "POST-1", kStart);
        command.mode = ledger::Mode::Drill;
        station.submit(command);
        const auto later = station.submit(leave("wang", "A", "POST-1", kStart + kHour));
        QCOMPARE(later.facts.front().mode, std::optional(ledger::Mode::Drill));
    }

    void an_unknown_command_is_the_only_thing_refused() {
        ledger::Command command = take("wang", "A", "POST-1", kStart);
        command.kind = "duty.sing";
        QCOMPARE(decide({}, PostGround(), command).refusal->code, std::string(code::kUnknownCommand));
        QCOMPARE(decideLine({}, command).refusal->code, std::string(code::kUnknownCommand));
        QCOMPARE(decideRound({}, command).refusal->code, std::string(code::kUnknownCommand));
    }

    void no_report_is_refused_and_no_posting_is_lost_or_comes_back() {
        QVERIFY(rc::check("monotone", [](const std::vector<std::uint32_t>& dice) {
            Station station;
            for (const std::uint32_t each : dice) {
                const ledger::Command command = anyCommand(each);
                const State before = station.shifts[command.entity];
                RC_ASSERT(!station.submit(command).refusal);
                const State& after = station.shifts[command.entity];
                RC_ASSERT(after.postings.size() >= before.postings.size());
                for (std::size_t i = 0; i < before.postings.size(); ++i) {
                    RC_ASSERT(after.postings[i].taken == before.postings[i].taken);
                    RC_ASSERT(after.postings[i].left.has_value() >= before.postings[i].left.has_value());
                    // Only who was relieved in his absence may say later when he went.
                    if (before.postings[i].left && !before.postings[i].wasRelieved())
                        RC_ASSERT(after.postings[i].left == before.postings[i].left);
                }
            }
        }));
    }

    void a_stored_shift_goes_on_as_if_it_had_never_been_stored() {
        QVERIFY(rc::check("split", [](const std::vector<std::uint32_t>& dice, std::size_t cut) {
            Station station;
            for (const std::uint32_t each : dice)
                station.submit(anyCommand(each));
            const std::span<const ledger::Fact> all(station.facts);
            const std::size_t at = cut % (all.size() + 1);
            const State half = fold({}, all.first(at));
            const State restored = stateFrom(ledger::decode(ledger::encode(toValue(half))).value());
            RC_ASSERT(restored == half);
            RC_ASSERT(fold(restored, all.subspan(at)) == fold({}, all));
        }));
    }
};

QTEST_GUILESS_MAIN(PostsTest)
#include "tst_posts.moc"
