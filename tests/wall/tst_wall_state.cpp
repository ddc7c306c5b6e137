// What the desk told the wall, as one value, and how a fresh wall is brought to it.
#include "wall/wall_state.h"
#include "wall_generators.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::wall;

namespace {

OpenAlarm alarm(const char* id, site::Priority priority, Micros raised) {
    OpenAlarm alarm;
    alarm.alarm = id;
    alarm.priority = priority;
    alarm.raised = raised;
    return alarm;
}

} // namespace

class TestWallState : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_fresh_wall_that_is_told_everything_again_is_in_the_same_state() {
        QVERIFY(rc::check([] {
            WallState state;
            const int orders = *rc::gen::inRange(0, 40);
            for (int i = 0; i < orders; ++i)
                state = reduce(std::move(state), someOrder());
            WallState fresh;
            for (const Order& order : ordersFor(state))
                fresh = reduce(std::move(fresh), order);
            RC_ASSERT(fresh == state);
        }));
    }

    void alarms_stand_real_before_drill_then_worst_first_and_among_equals_the_newest_first() {
        QVERIFY(rc::check([] {
            WallState state;
            for (int i = 0; i < 12; ++i)
                state = reduce(std::move(state), someAlarm());
            for (std::size_t i = 1; i < state.alarms.size(); ++i) {
                const OpenAlarm& a = state.alarms[i - 1];
                const OpenAlarm& b = state.alarms[i];
                const auto key = [](const OpenAlarm& open) {
                    return std::tuple(open.mode != Mode::Real, open.priority, -open.raised);
                };
                RC_ASSERT(key(a) <= key(b));
                RC_ASSERT(a.alarm != b.alarm);
            }
        }));
    }

    void too_many_open_alarms_lose_the_least_and_count_it() {
        WallState state;
        state = reduce(std::move(state), alarm("least", site::Priority::Low, 1));
        for (std::size_t i = 0; i < kOpenAlarmsLimit; ++i)
            state = reduce(std::move(state), alarm(std::to_string(i).c_str(), site::Priority::High, 2));
        QCOMPARE(state.alarms.size(), kOpenAlarmsLimit);
        QCOMPARE(state.alarms_dropped, std::uint64_t{1});
        QCOMPARE(state.alarms.back().priority, site::Priority::High);
    }

    void acknowledging_and_closing_find_their_alarm_and_no_other() {
        WallState state = reduce({}, alarm("a", site::Priority::High, 1));
        state = reduce(std::move(state), alarm("b", site::Priority::Low, 1));
        const WallState before = state;
        QVERIFY(reduce(state, AcknowledgeAlarm{"nobody"}) == before);
        QVERIFY(reduce(state, CloseAlarm{"nobody"}) == before);
        state = reduce(std::move(state), AcknowledgeAlarm{"b"});
        QVERIFY(!state.alarms[0].acknowledged && state.alarms[1].acknowledged);
        state = reduce(std::move(state), CloseAlarm{"a"});
        QCOMPARE(state.alarms.size(), std::size_t{1});
        QCOMPARE(state.alarms[0].alarm, std::string("b"));
    }

    void a_pin_that_was_answered_is_not_asked_for_again() {
        WallState state = reduce({}, Pin{"p", {"K1", "K2"}, 1, 2, "/x"});
        state = reduce(std::move(state), Pin{"p", {"K3"}, 1, 2, "/x"}); // the same id is not pinned twice
        QCOMPARE(state.pins.size(), std::size_t{1});
        state = forgetPin(std::move(state), "p", "K1");
        QCOMPARE(state.pins.front().cameras, std::vector<std::string>{"K2"});
        QVERIFY(forgetPin(std::move(state), "p", "K2").pins.empty());
    }

    void a_drill_alarm_makes_the_whole_wall_a_drill() {
        OpenAlarm drill = alarm("a", site::Priority::High, 1);
        drill.mode = Mode::Drill;
        QVERIFY(!WallState{}.drill());
        QVERIFY(reduce({}, drill).drill());
        QVERIFY(reduce({}, Banner{"", true}).drill());
    }

    void a_real_alarm_takes_the_area_from_every_drill_and_gives_it_back() {
        OpenAlarm drill = alarm("drill", site::Priority::Critical, 9);
        drill.mode = Mode::Drill;
        WallState state = reduce({}, drill);
        QCOMPARE(state.alarmsShown().size(), 1u);
        state = reduce(std::move(state), alarm("real", site::Priority::Low, 1));
        QCOMPARE(state.alarmsShown().size(), 1u);
        QCOMPARE(state.alarmsShown().front()->alarm, std::string("real"));
        state = reduce(std::move(state), CloseAlarm{"real"});
        QCOMPARE(state.alarmsShown().front()->alarm, std::string("drill"));
    }

    void a_storm_of_drill_alarms_pushes_out_no_real_one() {
        WallState state = reduce({}, alarm("real", site::Priority::Low, 1));
        for (std::size_t i = 0; i < kOpenAlarmsLimit; ++i) {
            OpenAlarm drill = alarm(std::to_string(i).c_str(), site::Priority::Critical, 2);
            drill.mode = Mode::Drill;
            state = reduce(std::move(state), drill);
        }
        QCOMPARE(state.alarms.front().alarm, std::string("real"));
    }

    void another_scene_ends_the_focus() {
        WallState state = reduce({}, Focus{"K1"});
        QVERIFY(reduce(state, SetScene{"other"}).focus.empty());
    }
};

QTEST_GUILESS_MAIN(TestWallState)
#include "tst_wall_state.moc"
