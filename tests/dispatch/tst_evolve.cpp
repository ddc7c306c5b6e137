#include "dispatch/tables.h"
#include "story.h"

#include <QTest>
#include <algorithm>
#include <random>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::dispatch;
using namespace shouwang::dispatch::test;

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

bool wentBack(const State& before, const State& after) {
    if ((before.closed && after.closed != before.closed) || (before.exists() && !after.exists())) return true;
    if (before.exists() && after.number != before.number) return true;
    return std::ranges::any_of(before.tasks, [&](const Task& task) {
        const Task* now = after.task(task.id);
        return !now || now->state < task.state || now->text != task.text;
    });
}

} // namespace

class EvolveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothing_goes_back_in_any_order_of_facts() {
        QVERIFY(rc::check("monotone", [](const std::vector<std::uint32_t>& dice, std::uint32_t seed) {
            std::vector<ledger::Fact> facts = factsFrom(dice);
            std::mt19937 engine(seed);
            std::shuffle(facts.begin(), facts.end(), engine);
            State state;
            for (const ledger::Fact& fact : facts) {
                State next = evolve(state, fact);
                RC_ASSERT(!wentBack(state, next));
                state = std::move(next);
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

    void every_fact_of_the_room_is_a_line_of_the_timeline() {
        Station station;
        station.submit(by(open(opening(), kStart), "wang"));
        station.submit(by(addTask(kIncident, kTask, "POST-1", "到场", 0, kStart), "wang"));
        station.submit(by(note(kIncident, "现场平稳", kStart), "li", "B"));
        ledger::Fact later;
        later.kind = "dispatch.sung_about";
        later.entity = kIncident;
        const State state = evolve(station.incident(), later);
        QCOMPARE(state.timeline.size(), 4u);
        QCOMPARE(state.timeline[2].by.actor, std::string("li"));
        QCOMPARE(state.timeline[2].text, std::string("现场平稳"));
        QCOMPARE(state.timeline.back().kind, std::string("dispatch.sung_about"));
    }

    void facts_of_other_rooms_change_nothing() {
        Station station;
        station.submit(by(open(opening(), kStart), "wang"));
        ledger::Fact foreign;
        foreign.kind = "alarms.closed";
        foreign.entity = kIncident;
        QVERIFY(evolve(station.incident(), foreign) == station.incident());
    }

    void an_incident_inherits_the_mode_of_its_fact() {
        Station station;
        Opening exercise = opening();
        exercise.number = "YL-20260921-A-001";
        ledger::Command command = by(open(exercise, kStart), "wang");
        command.mode = ledger::Mode::Drill;
        station.submit(command);
        QCOMPARE(station.incident().mode, ledger::Mode::Drill);
        const ledger::Decision later = station.submit(by(note(kIncident, "记录", kStart), "wang"));
        QCOMPARE(later.facts.front().mode, std::optional(ledger::Mode::Drill));
    }

    void the_list_puts_open_before_closed_real_before_drill_then_the_grade_then_the_newest() {
        const auto incident = [](int age, int grade, ledger::Mode mode, bool open) {
            State state;
            state.opened.at = kStart - age * kSecond;
            state.grade = grade;
            state.mode = mode;
            if (!open) state.closed = Conclusion{};
            return state;
        };
        using ledger::Mode;
        const std::vector<State> wanted{incident(9, 1, Mode::Real, true), incident(1, 3, Mode::Real, true),
                                        incident(5, 3, Mode::Real, true), incident(0, 1, Mode::Drill, true),
                                        incident(0, 1, Mode::Real, false)};
        std::vector<State> mixed(wanted.rbegin(), wanted.rend());
        std::ranges::sort(mixed, standsBefore);
        QVERIFY(mixed == wanted);
    }
};

QTEST_GUILESS_MAIN(EvolveTest)
#include "tst_evolve.moc"
