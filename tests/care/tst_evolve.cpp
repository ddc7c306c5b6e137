#include "care/tables.h"
#include "story.h"

#include <QTest>
#include <algorithm>
#include <random>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::care;
using namespace shouwang::care::test;

namespace {

Register playedFrom(const std::vector<std::uint32_t>& dice) {
    Register people;
    for (const std::uint32_t each : dice)
        people.submit(anyCommand(each));
    return people;
}

State fold(State state, const Id& person, std::span<const ledger::Fact> facts) {
    for (const ledger::Fact& fact : facts) {
        if (fact.entity == person) state = evolve(std::move(state), fact);
    }
    return state;
}

ZoneCounts talliedFrom(const std::map<Id, State>& states) {
    ZoneCounts counts;
    for (const auto& [id, state] : states)
        tally(counts, state);
    return counts;
}

} // namespace

class EvolveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_sums_of_the_zones_are_what_counting_one_by_one_gives() {
        QVERIFY(rc::check("sums", [](const std::vector<std::uint32_t>& dice) {
            const Register people = playedFrom(dice);
            RC_ASSERT(talliedFrom(people.states) == counted(people.states));
        }));
    }

    void the_headcount_balances_after_any_reports() {
        QVERIFY(rc::check("balance", [](const std::vector<std::uint32_t>& dice) {
            const Register people = playedFrom(dice);
            std::vector<ZoneCount> zones;
            for (const auto& [code, count] : talliedFrom(people.states))
                zones.push_back(count);
            const ZoneCount whole = wholeFacility(zones);
            RC_ASSERT(whole.elsewhere == whole.guests); // the same persons, seen from both zones
            RC_ASSERT(whole.present() ==
                      std::ranges::count(people.states, Where::InZone,
                                         [](const auto& each) { return each.second.where; }));
            RC_ASSERT(std::ranges::all_of(zones, [](const ZoneCount& zone) { return zone.present() >= 0; }));
        }));
    }

    void what_is_taken_away_again_leaves_no_trace_in_the_sums() {
        QVERIFY(rc::check("minus", [](const std::vector<std::uint32_t>& dice) {
            const Register people = playedFrom(dice);
            ZoneCounts counts = talliedFrom(people.states);
            for (const auto& [id, state] : people.states)
                tally(counts, state, -1);
            RC_ASSERT(std::ranges::all_of(counts, [](const auto& each) {
                return ZoneCount(each.second) == [&] {
                    ZoneCount none;
                    none.zone = each.first;
                    return none;
                }();
            }));
        }));
    }

    void replaying_the_facts_gives_the_same_states() {
        QVERIFY(rc::check("replay", [](const std::vector<std::uint32_t>& dice) {
            const Register people = playedFrom(dice);
            for (const auto& [id, state] : people.states)
                RC_ASSERT(fold({}, id, people.facts) == state || !state.exists());
        }));
    }

    void a_stored_state_goes_on_as_if_it_had_never_been_stored() {
        QVERIFY(rc::check("split", [](const std::vector<std::uint32_t>& dice, std::size_t cut) {
            const Register people = playedFrom(dice);
            const std::size_t at = cut % (people.facts.size() + 1);
            const std::span<const ledger::Fact> all(people.facts);
            for (const auto& [id, state] : people.states) {
                const State half = fold({}, id, all.first(at));
                const State restored = stateFrom(ledger::decode(ledger::encode(toValue(half))).value());
                RC_ASSERT(restored == half);
                RC_ASSERT(fold(restored, id, all.subspan(at)) == fold({}, id, all));
            }
        }));
    }

    void in_any_order_of_facts_only_a_finding_ends_that_somebody_is_missing() {
        QVERIFY(rc::check("missing", [](const std::vector<std::uint32_t>& dice, std::uint32_t seed) {
            std::vector<ledger::Fact> facts = playedFrom(dice).facts;
            std::mt19937 engine(seed);
            std::shuffle(facts.begin(), facts.end(), engine);
            std::map<Id, State> states;
            for (const ledger::Fact& fact : facts) {
                State& state = states[fact.entity];
                const Where before = state.where;
                state = evolve(state, fact);
                const bool ended = before == Where::Missing && state.where != Where::Missing;
                RC_ASSERT(!ended || fact.kind == kind::kFound);
                const bool back = before == Where::Gone && state.where != Where::Gone;
                RC_ASSERT(!back || fact.kind == kind::kReceived);
                RC_ASSERT(state.where == Where::Unknown || entityOf(state.number) == fact.entity);
            }
        }));
    }

    void facts_of_other_rooms_and_unknown_kinds_change_nothing() {
        Register people;
        people.submit(by(receive({kPerson, "Z31", false, {}}, "", kStart), "wang"));
        for (const char* kind : {"alarms.closed", "care.sung_about", "care.move.contested"}) {
            ledger::Fact foreign = people.facts.front();
            foreign.kind = kind;
            foreign.occurred += kMinute;
            QVERIFY(evolve(people.person(), foreign) == people.person());
        }
    }
};

QTEST_GUILESS_MAIN(EvolveTest)
#include "tst_evolve.moc"
