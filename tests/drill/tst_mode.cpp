// What an exercise causes is an exercise's and what is real stays real, through every room and a real ledger.
#include "story.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::drill::test;
using ledger::Mode;

namespace {

/// Modes of the facts of one entity.
std::set<Mode> modesOf(House& house, const Id& entity) {
    std::set<Mode> modes;
    for (const ledger::Fact& fact : house.facts()) {
        if (fact.entity == entity) modes.insert(fact.mode);
    }
    return modes;
}

std::set<Mode> modesOfKind(House& house, const std::string& kind) {
    std::set<Mode> modes;
    for (const ledger::Fact& fact : house.facts()) {
        if (fact.kind == kind) modes.insert(fact.mode);
    }
    return modes;
}

ledger::Command claiming(Mode mode, ledger::Command command) {
    command.mode = mode;
    return command;
}

struct Running : House {
    ledger::Verdict begun = submit(started()); // before what follows
    Id drill = raise(itemAt(0, -1));
    Id real = [this] {
        submit(press(1, 1));
        return press(1, 1).entity;
    }();
};

using Only = std::set<Mode>;

} // namespace

class ModeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_alarm_of_an_exercise_is_one_and_a_real_press_at_the_same_point_is_real() {
        Running house;
        const ledger::Command real = press(0, 7);
        house.submit(real); // within the window of repeats
        QCOMPARE(alarms::alarm(house.view(), house.drill)->mode, Mode::Drill);
        QCOMPARE(alarms::alarm(house.view(), real.entity)->mode, Mode::Real);
        QCOMPARE(alarms::alarm(house.view(), house.drill)->repeats, 0);
    }

    void acknowledging_a_real_alarm_during_a_drill_stays_real() {
        Running house;
        house.submit(claiming(Mode::Drill, by(alarms::acknowledge(house.real, kStart), "li")));
        QVERIFY(modesOf(house, house.real) == Only{Mode::Real});
    }

    void everything_that_officers_do_with_a_drill_alarm_is_a_drill() {
        Running house;
        house.submit(by(alarms::acknowledge(house.drill, kStart), "li"));
        house.submit(by(alarms::lookBack(house.drill, "CAM-1", 10, kStart), "li"));
        house.submit(by(alarms::classify(house.drill, alarms::Class::False, "wind", "", kStart), "li"));
        house.submit(by(
            alarms::correctClassification(house.drill, alarms::Class::True, "", "", "看清了", kStart), "li"));
        house.submit(by(alarms::close(house.drill, "handled", "", kStart), "li"));
        QVERIFY(alarms::alarm(house.view(), house.drill)->closed.has_value());
        QVERIFY(modesOf(house, house.drill) == Only{Mode::Drill});
    }

    void the_incident_of_a_drill_alarm_its_tasks_and_its_end_are_a_drill() {
        Running house;
        house.submit(by(dispatch::open(opening(house.drill, drillNumber()), kStart), "li"));
        house.submit(by(dispatch::addTask(kIncident, kTask, "P-1", "到场", 0, kStart), "li"));
        house.submit(by(dispatch::completeTask(kIncident, kTask, "到了", kStart), "li"));
        house.submit(by(dispatch::note(kIncident, "记录", kStart), "li"));
        house.submit(by(dispatch::stamp(kIncident, dispatch::Moment::Arrived, kStart), "li"));
        house.submit(by(dispatch::close(kIncident, "exercise_ended", "完成", kStart), "li"));
        QVERIFY(dispatch::incident(house.view(), kIncident)->closed.has_value());
        QVERIFY(modesOf(house, kIncident) == Only{Mode::Drill});
        QVERIFY(modesOf(house, house.drill) == Only{Mode::Drill}); // also what dispatch says to the alarm
    }

    void the_incident_of_a_real_alarm_is_real_while_a_drill_runs() {
        Running house;
        house.submit(
            claiming(Mode::Drill, by(dispatch::open(opening(house.real, realNumber()), kStart), "li")));
        QVERIFY(modesOf(house, kIncident) == Only{Mode::Real});
        QVERIFY(modesOf(house, house.real) == Only{Mode::Real});
    }

    void an_incident_without_an_alarm_has_the_mode_of_its_cause() {
        Running house;
        ledger::Command command = by(dispatch::open(opening({}, drillNumber()), kStart), "li");
        command.cause = {kExercise, 0};
        house.submit(command);
        QVERIFY(modesOf(house, kIncident) == Only{Mode::Drill});
        const Id other = Id::fromParts({"other"});
        house.submit(
            claiming(Mode::Drill, by(dispatch::open(opening({}, realNumber(), other), kStart), "li")));
        QVERIFY(modesOf(house, other) == Only{Mode::Real});
    }

    void pictures_of_a_drill_are_pinned_and_sealed_as_a_drills() {
        Running house;
        QVERIFY(modesOf(house, evidence::pinEntity(house.drill)) == Only{Mode::Drill});
        QVERIFY(modesOf(house, evidence::pinEntity(house.real)) == Only{Mode::Real});
        for (const Id& alarm : {house.drill, house.real}) {
            evidence::Clip clip;
            clip.alarm = alarm;
            clip.camera = "CAM-1";
            clip.stream = "main";
            clip.seat = seatId("A");
            clip.file = "clip.mp4";
            house.submit(by(evidence::sealClip(clip), "system"));
            const Id entity = evidence::clipEntity(alarm, "CAM-1", "main", clip.seat);
            QVERIFY(modesOf(house, entity) == Only{alarm == house.drill ? Mode::Drill : Mode::Real});
        }
    }

    void what_needs_attention_has_the_mode_of_what_it_is_about() {
        Running house;
        house.submit(by(alarms::close(house.drill, "", "", kStart), "li")); // refused: not classified
        house.submit(claiming(Mode::Drill, by(alarms::close(house.real, "", "", kStart), "li")));
        const auto items = attention::openItems(house.view());
        QCOMPARE(items.size(), 2u);
        for (const attention::State& item : items) {
            const Mode wanted = item.about == house.drill ? Mode::Drill : Mode::Real;
            QCOMPARE(item.mode, wanted);
            ledger::Command settled = attention::settle(item, "dropped", "知道");
            settled.mode = Mode::Drill;
            house.submit(by(settled, "wang"));
            QVERIFY(modesOf(house, item.id) == Only{wanted});
        }
    }

    void a_report_that_no_room_takes_stays_with_what_it_is_about() {
        Running house;
        ledger::Command wrong = by(alarms::acknowledge(house.drill, kStart), "li");
        wrong.kind = "alarms.sing";
        house.submit(wrong);
        QVERIFY(modesOfKind(house, "alarms.sing.contested") == Only{Mode::Drill});
        wrong = claiming(Mode::Drill, by(alarms::acknowledge(house.real, kStart), "li"));
        wrong.kind = "alarms.whistle";
        house.submit(wrong);
        QVERIFY(modesOfKind(house, "alarms.whistle.contested") == Only{Mode::Real});
    }

    void a_line_of_the_log_about_a_drill_is_a_drills_and_one_about_something_real_too_is_real() {
        Running house;
        const auto line = [&](const char* name, std::vector<duty::Link> links) {
            const Id id = Id::fromParts({"line", name});
            house.submit(by(duty::logLine(id, {"general", "P-1", "记录", std::move(links)}, kStart), "li"));
            return modesOf(house, id);
        };
        QVERIFY(line("drill", {{"alarms", house.drill}}) == Only{Mode::Drill});
        QVERIFY(line("both", {{"alarms", house.drill}, {"alarms", house.real}}) == Only{Mode::Real});
        QVERIFY(line("none", {}) == Only{Mode::Real});
        const auto cited = duty::line(house.view(), Id::fromParts({"line", "drill"}))->line;
        const Id correction = Id::fromParts({"line", "correction"});
        house.submit(by(duty::correctLine(correction, cited, "更正", "写错", kStart), "li"));
        QVERIFY(modesOf(house, correction) == Only{Mode::Drill});
    }

    void persons_posts_and_rounds_are_real_while_a_drill_runs() {
        Running house;
        const auto claim = [](ledger::Command command) { return claiming(Mode::Drill, by(command, "li")); };
        house.submit(claim(care::receive({"QH26-0001", "Z31", false, {}}, "", kStart)));
        house.submit(claim(care::move("QH26-0001", "Z60", "就诊", kStart)));
        const duty::Shift shift =
            duty::shiftAt(*duty::standardPattern("command_a"), duty::TableZone(8 * duty::kHour), kStart)
                .value();
        house.submit(claim(duty::takePost({shift, "li", seatId("A"), "P-1", {}}, kStart)));
        house.submit(claim(duty::beginRound(
            {Id::fromParts({"round"}), "夜间巡查", "P-1", {{"CAM-1", "Z31", "走廊", true, 0, {}}}}, kStart)));
        for (const ledger::Fact& fact : house.facts()) {
            if (fact.kind.starts_with("care.") || fact.kind.starts_with("duty."))
                QVERIFY2(fact.mode == Mode::Real, fact.kind.c_str());
        }
        QCOMPARE(care::headcount(house.view()).front().registered, 1);
    }

    void counts_numbers_and_lists_of_the_real_world_know_nothing_of_a_drill() {
        House house;
        house.submit(started());
        for (std::size_t point = 0; point < 6; ++point)
            house.raise(itemAt(point, -1));
        const Id alarm = drill::alarmOf(kExercise, itemAt(0, -1).id);
        const std::string number = dispatch::nextNumber(house.view(), 'A', kStart, 480, Mode::Drill);
        house.submit(by(dispatch::open(opening(alarm, number), kStart), "li"));
        QCOMPARE(dispatch::openIncidents(house.view()).size(), 1u);
        const alarms::Counts counts = alarms::countsByPriority(house.view());
        QVERIFY(counts.open == (std::array<int, 4>{}));
        QVERIFY(counts.unacknowledged == (std::array<int, 4>{}));
        QCOMPARE(counts.exercise, 6);
        QCOMPARE(dispatch::nextNumber(house.view(), 'A', kStart), realNumber(1)); // none was used up
        QCOMPARE(dispatch::nextNumber(house.view(), 'A', kStart, 480, Mode::Drill), drillNumber(2));
    }

    void a_drill_incident_takes_no_real_number() {
        Running house;
        QCOMPARE(house.refusalOf(by(dispatch::open(opening(house.drill, realNumber()), kStart), "li")),
                 std::string(dispatch::code::kNumberOfOtherMode));
    }

    void a_real_alarm_stands_above_every_drill_whatever_its_priority() {
        Running house; // the drill's point is the worst there is, or not: the real one is above
        site::AlarmPoint low = sample().points.at(2);
        low.priority = site::Priority::Low;
        site::Signal signal;
        signal.point = low.id;
        signal.boot = 3;
        signal.counter = 1;
        house.submit(alarms::raise(low, signal, kStart - kMinute));
        const auto open = alarms::openAlarms(house.view());
        QCOMPARE(open.size(), 3u);
        QCOMPARE(open.back().id, house.drill);
    }

    void an_abort_closes_every_alarm_of_the_drill_at_once_and_no_real_one() {
        Running house;
        house.submit(by(dispatch::open(opening(house.drill, drillNumber()), kStart), "li"));
        const Id second = house.raise(itemAt(3, -1));
        house.submit(by(alarms::classify(second, alarms::Class::True, "", "", kStart), "li"));
        house.submit(by(drill::abort(kExercise, "真警", kStart), "li"));
        const auto open = alarms::openAlarms(house.view());
        QCOMPARE(open.size(), 1u);
        QCOMPARE(open.front().id, house.real);
        QCOMPARE(alarms::alarm(house.view(), house.drill)->closed->is, alarms::Class::Drill);
        QVERIFY(modesOf(house, house.real) == Only{Mode::Real});
        QVERIFY(modesOf(house, second) == Only{Mode::Drill});
        QVERIFY(!drill::running(house.view()));
    }
};

QTEST_GUILESS_MAIN(ModeTest)
#include "tst_mode.moc"
