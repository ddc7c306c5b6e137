// A tour goes by itself, and only until somebody handles the wall or an alarm waits.
#include "wall/division.h"
#include "wall/tour.h"

#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::wall;

namespace {

constexpr Micros kSecond = 1'000'000;

TourStop scene(const char* id) {
    return {id, {}, {}};
}
TourPlan plan(int dwell_s = 10) {
    return {{scene("a"), {{}, "saved", {}}, {{}, {}, "K1"}}, dwell_s};
}

} // namespace

class TourTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_stop_stands_for_its_time_and_then_the_next_one_comes() {
        Tour tour;
        QCOMPARE(tour.start(plan(), 0), std::optional(plan().stops[0]));
        QVERIFY(!tour.tick(10 * kSecond - 1, false));
        QCOMPARE(tour.left_s(9 * kSecond), 1);
        QCOMPARE(tour.tick(10 * kSecond, false), std::optional(plan().stops[1]));
        QCOMPARE(tour.tick(20 * kSecond, false), std::optional(plan().stops[2]));
        QCOMPARE(tour.tick(30 * kSecond, false), std::optional(plan().stops[0]));
        QCOMPARE(tour.at(), std::size_t{0});
    }

    void a_hand_on_the_wall_pauses_it_until_somebody_lets_it_go_on() {
        Tour tour;
        tour.start(plan(), 0);
        tour.pause();
        QCOMPARE(tour.phase(), Tour::Phase::Paused);
        QVERIFY(!tour.tick(100 * kSecond, false));
        QCOMPARE(tour.resume(100 * kSecond), std::optional(plan().stops[1]));
        QVERIFY(!tour.tick(109 * kSecond, false));
        QCOMPARE(tour.tick(110 * kSecond, false), std::optional(plan().stops[2]));
    }

    void while_an_alarm_waits_the_wall_is_not_changed() {
        Tour tour;
        tour.start(plan(), 0);
        QVERIFY(!tour.tick(10 * kSecond, true));
        QCOMPARE(tour.phase(), Tour::Phase::Held);
        QVERIFY(!tour.tick(50 * kSecond, true));
        QVERIFY(!tour.tick(60 * kSecond, false)); // its whole time again
        QCOMPARE(tour.phase(), Tour::Phase::Running);
        QVERIFY(!tour.tick(69 * kSecond, false));
        QCOMPARE(tour.tick(70 * kSecond, false), std::optional(plan().stops[1]));
    }

    void an_alarm_does_not_let_a_paused_tour_go_on() {
        Tour tour;
        tour.start(plan(), 0);
        tour.pause();
        tour.tick(kSecond, true);
        tour.tick(2 * kSecond, false);
        QCOMPARE(tour.phase(), Tour::Phase::Paused);
    }

    void without_a_stop_there_is_no_tour() {
        Tour tour;
        QVERIFY(!tour.start({}, 0));
        QVERIFY(!tour.isOn());
        QVERIFY(!tour.resume(0));
        QVERIFY(!tour.tick(kSecond, false));
        tour.pause();
        QVERIFY(!tour.isOn());
    }

    void a_plan_is_bounded() {
        QCOMPARE(bounded(plan(0)).dwell_s, kLeastDwell_s);
        QCOMPARE(bounded(plan(100'000)).dwell_s, kMostDwell_s);
        TourPlan odd = plan();
        odd.stops.push_back({});
        odd.stops.push_back({"a", {}, "K1"}); // two things at once
        QCOMPARE(bounded(odd).stops, plan().stops);
        odd.stops.assign(kMostStops + 5, scene("a"));
        QCOMPARE(bounded(odd).stops.size(), kMostStops);
    }

    void no_stop_is_left_before_its_time() {
        QVERIFY(rc::check([] {
            Tour tour;
            const int dwell = *rc::gen::inRange(kLeastDwell_s, 30);
            tour.start(plan(dwell), 0);
            Micros now = 0;
            Micros since = 0;
            for (int i = 0; i < 200; ++i) {
                now += *rc::gen::inRange<Micros>(0, kSecond);
                if (!tour.tick(now, *rc::gen::inRange(0, 8) == 0)) continue;
                RC_ASSERT(now - since >= dwell * kSecond);
                since = now;
            }
        }));
    }

    void a_digit_means_the_same_division_at_the_wall_and_at_the_desk() {
        for (const int digit : {0, 1, 4, 6, 8, 9})
            QVERIFY(divisionOf(divisionOfDigit(digit)).has_value());
        QCOMPARE(divisionOf(divisionOfDigit(0))->cells.size(), std::size_t{16});
        QCOMPARE(divisionOf(divisionOfDigit(6))->cells.size(), std::size_t{6});
        QCOMPARE(divisionOf(divisionOfDigit(8))->cells.size(), std::size_t{8});
        for (const int digit : {-1, 2, 3, 5, 7, 10})
            QVERIFY(divisionOfDigit(digit).empty());
    }

    void cameras_of_a_zone_get_the_largest_pictures_in_which_all_have_room() {
        for (std::size_t count = 0; count <= 20; ++count) {
            const std::size_t cells = divisionOf(divisionFor(count))->cells.size();
            QVERIFY(cells >= std::min<std::size_t>(count, 16));
        }
        QCOMPARE(divisionFor(1), std::string_view("1"));
        QCOMPARE(divisionFor(4), std::string_view("4"));
        QCOMPARE(divisionFor(5), std::string_view("9"));
        QCOMPARE(divisionFor(10), std::string_view("16"));
    }
};

QTEST_GUILESS_MAIN(TourTest)
#include "tst_tour.moc"
