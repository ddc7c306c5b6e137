#include "alarms/tables.h"
#include "story.h"

#include <QTest>
#include <algorithm>
#include <map>
#include <random>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::alarms;
using namespace shouwang::alarms::test;

namespace {

std::vector<ledger::Fact> factsFrom(const std::vector<std::uint32_t>& dice) {
    Station station;
    for (const std::uint32_t each : dice)
        station.submit(anyCommand(each));
    return station.facts;
}

State fold(State state, std::span<const ledger::Fact> facts) {
    for (const ledger::Fact& fact : facts)
        state = evolve(std::move(state), fact);
    return state;
}

State raised() {
    const ledger::Command command = raise(button(), press(1), kStart);
    return evolve({}, ledger::factFrom(command, decide({}, {}, command).facts.front()));
}

} // namespace

class EvolveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_raised_alarm_carries_what_the_officer_needs() {
        const State state = raised();
        QCOMPARE(state.point, std::string("AL-BTN-1"));
        QCOMPARE(state.place, std::string("值班室"));
        QCOMPARE(state.zone, std::string("Z31"));
        QCOMPARE(state.procedure, std::string("SOP-BUTTON"));
        QCOMPARE(state.priority, site::Priority::Critical);
        QCOMPARE(state.raisedAt, kStart);
        QCOMPARE(state.deviceTime, kStart - kSecond);
        QCOMPARE(state.timeline.size(), 1u);
    }

    void the_life_of_an_alarm_only_goes_forward_in_any_order() {
        QVERIFY(rc::check("monotone", [](const std::vector<std::uint32_t>& dice, std::uint32_t seed) {
            std::vector<ledger::Fact> facts = factsFrom(dice);
            std::mt19937 engine(seed);
            std::shuffle(facts.begin(), facts.end(), engine);
            std::map<Id, State> states;
            for (const ledger::Fact& fact : facts) {
                const Stage before = states[fact.entity].stage();
                states[fact.entity] = evolve(states[fact.entity], fact);
                RC_ASSERT(states[fact.entity].stage() >= before);
            }
        }));
    }

    void the_first_acknowledgement_stays_the_first() {
        QVERIFY(rc::check("first", [](const std::vector<std::uint32_t>& dice) {
            std::map<Id, State> states;
            for (const ledger::Fact& fact : factsFrom(dice)) {
                const auto before = states[fact.entity].acknowledged;
                states[fact.entity] = evolve(states[fact.entity], fact);
                if (before) RC_ASSERT(states[fact.entity].acknowledged == before);
            }
        }));
    }

    void a_stored_state_goes_on_as_if_it_had_never_been_stored() {
        QVERIFY(rc::check("split", [](const std::vector<std::uint32_t>& dice, std::size_t cut) {
            const std::vector<ledger::Fact> facts = factsFrom(dice);
            const std::size_t at = facts.empty() ? 0 : cut % (facts.size() + 1);
            const std::span<const ledger::Fact> all(facts);
            const State half = fold({}, all.first(at));
            const Bytes row = ledger::encode(toValue(half));
            const State restored = stateFrom(ledger::decode(row).value());
            RC_ASSERT(restored == half);
            RC_ASSERT(fold(restored, all.subspan(at)) == fold({}, all));
        }));
    }

    void facts_of_other_rooms_change_nothing() {
        ledger::Fact foreign;
        foreign.kind = "evidence.pin_requested";
        foreign.entity = raised().id;
        QVERIFY(evolve(raised(), foreign) == raised());
    }

    void an_unknown_kind_is_shown_and_changes_nothing_else() {
        ledger::Fact later;
        later.kind = "alarms.sent_to_the_moon";
        later.entity = raised().id;
        State state = evolve(raised(), later);
        QCOMPARE(state.timeline.back().kind, std::string("alarms.sent_to_the_moon"));
        state.timeline.pop_back();
        QVERIFY(state == raised());
    }

    void a_correction_that_breaks_a_rule_changes_no_classification() {
        Station station;
        const Id alarm = alarmId(press(1));
        station.submit(raise(button(), press(1), kStart));
        station.submit(by(classify(alarm, Class::False, "wind", "", kStart), "wang"));
        station.submit(by(correctClassification(alarm, Class::True, "", "", "", kStart), "li"));
        QCOMPARE(station.of(alarm).classified->is, Class::False);
        QCOMPARE(station.of(alarm).timeline.size(), 3u);
        station.submit(by(correctClassification(alarm, Class::True, "", "", "复看录像", kStart), "li"));
        QCOMPARE(station.of(alarm).classified->is, Class::True);
        QCOMPARE(station.of(alarm).classified->by.actor, std::string("li"));
    }

    void the_first_closing_stays_and_a_closed_incident_does_not_open_again() {
        const Id incident = Id::fromParts({"incident"});
        const ledger::Command act = by(close(raised().id, "wind", "先", kStart), "wang");
        const ledger::Command later = by(close(raised().id, "animal", "后", kStart), "li");
        const auto closing = [](const ledger::Command& command) {
            return ledger::factFrom(command,
                                    {kind::kClosed, command.entity, command.open, {}, {}, {}, {}, {}});
        };
        State state = evolve(evolve(raised(), closing(act)), closing(later));
        QCOMPARE(state.closed->text, std::string("先"));
        QCOMPARE(state.closed->by.actor, std::string("wang"));
        const auto linked = ledger::factFrom(act, incidentLinked(state.id, incident, "20261121-A-001"));
        const auto closed = ledger::factFrom(act, incidentClosed(state.id, incident, "20261121-A-001"));
        QVERIFY(evolve(state, linked).openIncident());
        state = evolve(evolve(evolve(state, linked), closed), linked);
        QVERIFY(!state.openIncident());
        QCOMPARE(state.incidents.size(), 1u);
    }

    void nobody_acknowledging_is_passed_on_after_10_30_and_60_seconds() {
        const State state = raised();
        QCOMPARE(escalationDue(state, kStart + 9 * kSecond), Escalation::None);
        QCOMPARE(escalationDue(state, kStart + 10 * kSecond), Escalation::SecondSeat);
        QCOMPARE(escalationDue(state, kStart + 30 * kSecond), Escalation::ShiftLeader);
        QCOMPARE(escalationDue(state, kStart + 60 * kSecond), Escalation::DutyCommander);
        const EscalationTimes own{{kSecond, 2 * kSecond, 3 * kSecond}};
        QCOMPARE(escalationDue(state, kStart + 2 * kSecond, own), Escalation::ShiftLeader);
    }

    void an_acknowledged_alarm_is_not_passed_on() {
        Station station;
        station.submit(raise(button(), press(1), kStart));
        station.submit(by(acknowledge(alarmId(press(1)), kStart), "wang"));
        QCOMPARE(escalationDue(station.of(alarmId(press(1))), kStart + 99 * kSecond), Escalation::None);
        QCOMPARE(escalationDue(State(), kStart), Escalation::None);
    }

    void the_list_puts_real_before_drill_then_the_worst_then_the_unacknowledged_then_the_newest() {
        const auto alarm = [](int age, site::Priority priority, bool acknowledged, ledger::Mode mode) {
            State state;
            state.raisedAt = kStart - age * kSecond;
            state.priority = priority;
            state.mode = mode;
            if (acknowledged) state.acknowledged = Stamp{"wang", {}, kStart};
            return state;
        };
        using ledger::Mode;
        using site::Priority;
        const std::vector<State> wanted{alarm(5, Priority::Critical, false, Mode::Real),
                                        alarm(9, Priority::Critical, false, Mode::Real),
                                        alarm(1, Priority::Critical, true, Mode::Real),
                                        alarm(0, Priority::High, false, Mode::Real),
                                        alarm(0, Priority::Low, false, Mode::Real),
                                        alarm(0, Priority::Critical, false, Mode::Drill)};
        std::vector<State> mixed(wanted.rbegin(), wanted.rend());
        std::ranges::sort(mixed, standsBefore);
        QVERIFY(mixed == wanted);
    }
};

QTEST_GUILESS_MAIN(EvolveTest)
#include "tst_evolve.moc"
