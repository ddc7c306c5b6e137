// When a handover is late (domain.md 3.2: 15 min), also over midnight; and that open rounds are handed over.
#include "handover_story.h"

#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::duty;
using namespace shouwang::duty::test;

namespace {

constexpr Micros kLate = 15 * kMinute;

} // namespace

class HandoverLateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_handover_is_late_a_quarter_of_an_hour_after_the_change() {
        Night night;
        const Micros change = morning().end;
        QVERIFY(overdueHandovers(night.view(), change).empty());
        QVERIFY(overdueHandovers(night.view(), change + kLate - 1).empty());
        const auto late = overdueHandovers(night.view(), change + kLate);
        QCOMPARE(late.size(), 1u);
        QCOMPARE(late.front().handover, kHandover);
        QCOMPARE(late.front().shift, morning());
        QCOMPARE(late.front().postings.front().post, std::string("POST-1"));
    }

    void a_change_at_midnight_is_late_on_the_next_day() {
        Night night;
        night.submit(leave("wang", "A", "POST-1", kStart + kHour));
        night.submit(
            take("li", "A", "POST-1", middle().start + kMinute, middle())); // until midnight in China
        const Micros midnight = middle().end;
        QCOMPARE(midnight, kStart + 16 * kHour);
        QVERIFY(overdueHandovers(night.view(), midnight + kLate - 1).empty());
        const auto late = overdueHandovers(night.view(), midnight + kLate);
        QCOMPARE(late.size(), 1u);
        QCOMPARE(late.front().shift, middle());
    }

    void what_both_have_signed_is_not_late() {
        Night night;
        night.begin();
        night.submit(night.signature(Side::Outgoing, "wang"));
        QCOMPARE(overdueHandovers(night.view(), morning().end + kLate).size(), 1u); // one side is not both
        night.submit(night.signature(Side::Incoming, "li"));
        QVERIFY(overdueHandovers(night.view(), morning().end + kLate).empty());
    }

    void who_has_gone_leaves_a_begun_handover_late() {
        Night night;
        night.begin();
        night.submit(leave("wang", "A", "POST-1", morning().end));
        QCOMPARE(overdueHandovers(night.view(), morning().end + kLate).size(), 1u);
    }

    void who_left_in_time_and_began_nothing_is_not_asked_for() {
        Night night;
        night.submit(leave("wang", "A", "POST-1", kStart + kHour));
        QVERIFY(overdueHandovers(night.view(), morning().end + kLate).empty());
    }

    void only_the_end_of_the_shift_counts_whatever_the_clock_on_the_wall_does() {
        QVERIFY(rc::check("late", [](std::int64_t end, std::int64_t now) {
            Shift shift = morning();
            shift.end = end;
            const bool late = isOverdue(shift, {}, now);
            if (end == 0) RC_ASSERT(!late);
            if (late) RC_ASSERT(now > end);
            Handover done;
            done.completed = Stamp{};
            RC_ASSERT(!isOverdue(shift, done, now));
        }));
    }

    void a_round_that_nobody_has_ended_is_handed_over() {
        Night night;
        night.submit(begun(kStart + kHour));
        const auto items = night.open();
        const auto round = std::ranges::find(items, ItemKind::Round, &Item::kind);
        QVERIFY(round != items.end());
        QCOMPARE(round->key, kRound.text());
        QCOMPARE(round->zone, std::string("POST-1"));
        QCOMPARE(round->figures, (std::vector<std::int64_t>{static_cast<std::int64_t>(route().size()), 0}));
        QCOMPARE(itemsFrom(toValue(items)), items);
    }

    void a_stop_visited_between_the_signatures_voids_none() {
        Night night;
        night.submit(begun(kStart + kHour));
        night.begin();
        night.acceptAll();
        night.submit(night.signature(Side::Outgoing, "wang"));
        VisitReport normal;
        normal.outcome = Outcome::Normal;
        night.submit(by(visitStop(kRound, normal, kStart + 8 * kHour), "wang"));
        QCOMPARE(night.refusal(night.signature(Side::Incoming, "li")), std::string());
    }

    void a_round_that_was_ended_is_not_handed_over() {
        Night night;
        night.submit(begun(kStart + kHour));
        night.submit(by(endRound(kRound, "警情", kStart + 2 * kHour), "wang"));
        QCOMPARE(std::ranges::count(night.open(), ItemKind::Round, &Item::kind), 0);
    }
};

QTEST_APPLESS_MAIN(HandoverLateTest)
#include "tst_handover_late.moc"
