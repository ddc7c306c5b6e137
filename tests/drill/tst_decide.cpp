// The rules of an exercise, by the pure functions alone.
#include "story.h"

#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::drill;
using namespace shouwang::drill::test;

namespace {

std::string refusalOf(const State& state, const ledger::Command& command, const Ground& ground = {}) {
    const ledger::Decision decision = decide(state, ground, command);
    return decision.refusal ? decision.refusal->code : std::string();
}

State after(State state, const ledger::Command& command, const Ground& ground = {}) {
    const ledger::Decision decision = decide(state, ground, command);
    for (const ledger::Draft& draft : decision.facts) {
        if (draft.entity == command.entity)
            state = evolve(std::move(state), ledger::factFrom(command, draft));
    }
    return state;
}

State running(std::vector<Item> items = {}) {
    return after({}, started(std::move(items)));
}

std::vector<std::string> kindsOf(const ledger::Decision& decision) {
    std::vector<std::string> kinds;
    for (const ledger::Draft& draft : decision.facts)
        kinds.push_back(draft.kind);
    return kinds;
}

alarms::State openAlarm(ledger::Mode mode) {
    alarms::State alarm;
    alarm.id = Id::fromParts({"alarm"});
    alarm.mode = mode;
    alarm.raisedAt = kStart;
    return alarm;
}

using Kinds = std::vector<std::string>;

} // namespace

class DecideTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void an_exercise_starts_with_name_reason_two_persons_and_a_planned_end() {
        const State state = running({itemAt(1, 90 * kSecond, "二楼有人打架"), itemAt(0, 0)});
        QVERIFY(state.isRunning());
        QCOMPARE(state.name, std::string("夜间处突"));
        QCOMPARE(state.reason, std::string("季度计划第 3 项"));
        QCOMPARE(state.started.actor, std::string("wang"));
        QCOMPARE(state.second, std::string("zhao"));
        QCOMPARE(state.plannedEnd, kStart + 60 * kMinute);
        QCOMPARE(state.items.size(), 2u);
        QCOMPARE(state.items.front().after, 0); // by time, however the list was typed
        QCOMPARE(state.items.back().note, std::string("二楼有人打架"));
    }

    void nothing_starts_without_name_or_reason() {
        Plan nameless = plan();
        nameless.name.clear();
        QCOMPARE(refusalOf({}, signedBy(by(start(nameless, kStart), "wang"))),
                 std::string(code::kNameMissing));
        Plan reasonless = plan();
        reasonless.reason.clear();
        QCOMPARE(refusalOf({}, signedBy(by(start(reasonless, kStart), "wang"))),
                 std::string(code::kReasonMissing));
    }

    void a_planned_end_lies_ahead_and_within_a_day() {
        Plan wrong = plan();
        wrong.plannedEnd = kStart;
        QCOMPARE(refusalOf({}, signedBy(by(start(wrong, kStart), "wang"))), std::string(code::kEndInPast));
        wrong.plannedEnd = kStart + kLongest + 1;
        QCOMPARE(refusalOf({}, signedBy(by(start(wrong, kStart), "wang"))), std::string(code::kTooLong));
        wrong.plannedEnd = INT64_MAX;
        QCOMPARE(refusalOf({}, signedBy(by(start(wrong, kStart), "wang"))), std::string(code::kTooLong));
        QCOMPARE(refusalOf({}, signedBy(by(start(wrong, INT64_MIN), "wang"))), std::string(code::kEndInPast));
        wrong.plannedEnd = INT64_MIN;
        QCOMPARE(refusalOf({}, signedBy(by(start(wrong, kStart), "wang"))), std::string(code::kEndInPast));
    }

    void the_list_is_whole_bounded_and_ends_before_the_exercise() {
        QCOMPARE(refusalOf({}, started({itemAt(0, 61 * kMinute)})), std::string(code::kItemAfterEnd));
        QCOMPARE(refusalOf({}, started({itemAt(0, 1), itemAt(0, 1)})),
                 std::string(code::kMalformed)); // twice
        QCOMPARE(refusalOf({}, started({itemAt(0, Item::kByHand)})), std::string(code::kMalformed));
        Item nowhere = itemAt(0, 1);
        nowhere.point.clear();
        QCOMPARE(refusalOf({}, started({nowhere})), std::string(code::kPointUnknown));
        Item device = itemAt(0, 1);
        device.point.insert_or_assign(static_cast<std::int64_t>(alarms::Field::Point), "DEV-1");
        QCOMPARE(refusalOf({}, started({device})), std::string(code::kPointUnknown));
        std::vector<Item> many;
        for (std::size_t i = 0; i <= kMostItems; ++i)
            many.push_back(itemAt(0, static_cast<Micros>(i)));
        QCOMPARE(refusalOf({}, started(many)), std::string(code::kTooManyItems));
        many.pop_back();
        QVERIFY(refusalOf({}, started(many)).empty());
    }

    void G21_a_second_person_signs_for_start_and_stop() {
        const ledger::Command alone = by(start(plan(), kStart), "wang");
        QCOMPARE(refusalOf({}, alone), std::string(code::kSecondMissing));
        QCOMPARE(decide({}, {}, alone).refusal->basis, std::string("G21"));
        QCOMPARE(refusalOf({}, signedBy(alone, leader("wang"))), std::string(code::kSamePerson));
        people::Proof young = leader();
        young.role = people::Role::Operator;
        QCOMPARE(refusalOf({}, signedBy(alone, young)), std::string(code::kSecondNotAllowed));
        people::Proof auxiliary = leader();
        auxiliary.auxiliary = true;
        QCOMPARE(refusalOf({}, signedBy(alone, auxiliary)), std::string(code::kSecondNotAllowed));
        ledger::Command other = signedBy(alone);
        other.secondActor = "somebody";
        QCOMPARE(refusalOf({}, other), std::string(code::kSecondMissing));
        QCOMPARE(refusalOf(running(), by(stop(kExercise, "达到目标", kStart), "wang")),
                 std::string(code::kSecondMissing));
    }

    void the_station_asks_whether_the_second_person_signed_just_this() {
        const people::SignatureCheck check = [](const std::string& account, ByteView text,
                                                ByteView signature) {
            return toBytes(signature) == toBytes(view(account + toHex(sha256(text))));
        };
        const auto sealed = [](ledger::Command command) {
            people::Proof proof = leader();
            const std::string text = proof.account + toHex(sha256(people::actText(proof, actOf(command))));
            proof.signature = toBytes(view(text));
            sign(command, proof);
            return command;
        };
        Ground ground;
        ground.check = &check;
        const ledger::Command good = sealed(by(start(plan(), kStart), "wang"));
        QVERIFY(refusalOf({}, good, ground).empty());
        for (const auto& change : std::vector<std::function<void(ledger::Command&)>>{
                 [](auto& c) { c.reason = "别的事由"; }, [](auto& c) { c.actor = "li"; },
                 [](auto& c) { c.seat = seatId("B"); }, [](auto& c) { c.occurred += 1; },
                 [](auto& c) { c.entity = Id::fromParts({"another"}); },
                 [](auto& c) { c.open[static_cast<std::int64_t>(Field::Name)] = "别的演练"; }}) {
            ledger::Command changed = good;
            change(changed);
            QCOMPARE(refusalOf({}, changed, ground), std::string(code::kBadSignature));
        }
    }

    void one_exercise_runs_at_a_time() {
        const State other = running();
        Ground ground;
        ground.running = &other;
        QCOMPARE(refusalOf({}, started(), ground), std::string(code::kAnotherRuns));
        QCOMPARE(refusalOf(running(), started()), std::string(code::kAlreadyStarted));
    }

    void an_item_is_raised_once_by_its_time_or_by_hand() {
        const Item listed = itemAt(0, 30 * kSecond, "有人翻墙");
        State state = running({listed});
        const ledger::Command due = raiseDue(state, state.items.front(), kStart + 30 * kSecond);
        const ledger::Decision decision = decide(state, {}, due);
        QCOMPARE(kindsOf(decision), (Kinds{kind::kRaised, alarms::kind::kRaised}));
        QCOMPARE(decision.facts.back().entity, alarmOf(kExercise, listed.id));
        QCOMPARE(ledger::field(decision.facts.back().open, alarms::Field::Detail).text(),
                 std::string("有人翻墙"));
        state = after(state, due);
        QCOMPARE(state.items.front().state, Item::State::Raised);
        QVERIFY(decide(state, {}, due).facts.empty());
        QVERIFY(decide(state, {}, by(drill::raise(state, listed, kStart), "wang")).facts.empty());
        const Item more = itemAt(5, Item::kByHand);
        state = after(state, by(drill::raise(state, more, kStart), "wang"));
        QCOMPARE(state.items.size(), 2u);
        QVERIFY(!state.items.back().isListed());
    }

    void what_is_two_minutes_late_is_left_out_and_can_be_raised_by_hand() {
        const State state = running({itemAt(0, 30 * kSecond)});
        const Micros late = kStart + 30 * kSecond + kLate + 1;
        const ledger::Command due = raiseDue(state, state.items.front(), late);
        QCOMPARE(kindsOf(decide(state, {}, due)), Kinds{kind::kLeftOut});
        const State left = after(state, due);
        QCOMPARE(left.items.front().state, Item::State::LeftOut);
        const ledger::Command hand = by(drill::raise(left, left.items.front(), late), "wang");
        QCOMPARE(after(left, hand).items.front().state, Item::State::Raised);
    }

    void nothing_is_raised_before_the_start_or_after_the_end() {
        const Item item = itemAt(0, 1);
        QCOMPARE(refusalOf({}, by(drill::raise({}, item, kStart), "wang")),
                 std::string(code::kUnknownExercise));
        State over = running({item});
        over = after(over, by(abort(kExercise, {}, kStart), "li"));
        QCOMPARE(refusalOf(over, by(drill::raise(over, item, kStart), "wang")),
                 std::string(code::kNotRunning));
        const ledger::Decision timer = decide(over, {}, raiseDue(over, item, kStart));
        QVERIFY(timer.facts.empty() && !timer.refusal); // the clock of the list is no officer
    }

    void a_stop_closes_the_alarms_of_the_exercise_and_never_a_real_one() {
        Ground ground;
        ground.alarms = {openAlarm(ledger::Mode::Drill), openAlarm(ledger::Mode::Real)};
        const ledger::Decision decision =
            decide(running(), ground, signedBy(by(stop(kExercise, "达到目标", kStart), "wang")));
        QCOMPARE(kindsOf(decision),
                 (Kinds{kind::kStopped, alarms::kind::kClassified, alarms::kind::kClosed}));
        QCOMPARE(refusalOf(running(), signedBy(by(stop(kExercise, "", kStart), "wang"))),
                 std::string(code::kReasonMissing));
    }

    void an_abort_works_alone_without_reason_and_whoever_presses_it() {
        const State over = after(running(), by(abort(kExercise, {}, kStart), "anybody", "B"));
        QVERIFY(!over.isRunning());
        QVERIFY(over.ended->aborted);
        QCOMPARE(over.ended->by.actor, std::string("anybody"));
    }

    void an_abort_that_overtakes_its_start_holds() {
        const ledger::Command early = by(abort(kExercise, {}, kStart), "li");
        QCOMPARE(decide({}, {}, early).facts.front().contested,
                 (std::vector<std::string>{code::kUnknownExercise}));
        QCOMPARE(refusalOf(after({}, early), started()), std::string(code::kNotRunning));
    }

    void a_second_stop_or_abort_changes_nothing() {
        const State over = after(running(), by(abort(kExercise, {}, kStart), "li"));
        QVERIFY(decide(over, {}, by(abort(kExercise, "再按", kStart + 1), "wang")).facts.empty());
        QCOMPARE(refusalOf(over, signedBy(by(stop(kExercise, "x", kStart), "wang"))),
                 std::string(code::kNotRunning));
    }

    void an_unknown_order_is_refused() {
        ledger::Command command = started();
        command.kind = "drill.sing";
        QCOMPARE(refusalOf({}, command), std::string(code::kUnknownCommand));
    }

    void a_state_survives_its_row() {
        State state = running({itemAt(0, 5 * kSecond, "x"), itemAt(1, 10 * kSecond)});
        state = after(state, raiseDue(state, state.items.front(), kStart + 5 * kSecond));
        QVERIFY(stateFrom(toValue(state)) == state);
        state = after(state, by(abort(kExercise, "真警", kStart), "li"));
        QVERIFY(stateFrom(toValue(state)) == state);
    }

    void every_fact_of_an_exercise_is_a_drill_whatever_the_command_claims() {
        QVERIFY(rc::check([] {
            State state = *rc::gen::arbitrary<bool>() ? running({itemAt(0, 1)}) : State();
            ledger::Command command = *rc::gen::element(
                started(), by(abort(kExercise, {}, kStart), "li"),
                signedBy(by(stop(kExercise, "x", kStart), "wang")), raiseDue(running(), itemAt(0, 1), kStart),
                by(drill::raise(running(), itemAt(3, 7), kStart), "wang"));
            command.mode = *rc::gen::element(ledger::Mode::Real, ledger::Mode::Drill, ledger::Mode::Test);
            for (const ledger::Draft& draft : decide(state, {}, command).facts) {
                if (draft.entity == kExercise) RC_ASSERT(draft.mode == ledger::Mode::Drill);
            }
        }));
    }
};

QTEST_GUILESS_MAIN(DecideTest)
#include "tst_decide.moc"
