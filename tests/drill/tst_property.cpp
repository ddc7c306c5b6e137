// Whatever seats send while an exercise runs: nothing real becomes an exercise's, and nothing of it real.
#include "story.h"

#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::drill::test;
using drill::Item;
using ledger::Mode;

class PropertyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_fact_on_a_real_thing_is_real_and_every_one_that_a_drill_caused_is_a_drill() {
        QVERIFY(rc::check([] {
            House house;
            const auto dice = *rc::gen::resize(40, rc::gen::container<std::vector<std::uint32_t>>(
                                                       rc::gen::inRange<std::uint32_t>(0, 1U << 20)));
            house.submit(started({itemAt(0, kSecond)}));
            house.submit(press(0, 1));
            for (const std::uint32_t throwOf : dice)
                house.submit(any(house, throwOf));
            std::map<Id, Mode> first;
            std::map<std::uint64_t, Mode> byNumber;
            for (const ledger::Fact& fact : house.facts()) {
                byNumber.emplace(fact.number, fact.mode);
                const auto known = first.emplace(fact.entity, fact.mode);
                RC_ASSERT(known.first->second == fact.mode); // an entity never changes sides
                if (fact.kind.starts_with("drill.")) RC_ASSERT(fact.mode == Mode::Drill);
                if (fact.cause.number != 0) RC_ASSERT(fact.mode == byNumber.at(fact.cause.number));
                const Id about = ledger::field(fact.open, dispatch::Field::Alarm).id();
                if (fact.kind == "dispatch.opened" && first.contains(about))
                    RC_ASSERT(fact.mode == first.at(about));
            }
            RC_ASSERT(first.at(press(0, 1).entity) == Mode::Real);
        }));
    }

private:
    /// Whatever a seat may send about something real and something of the drill, with any claim.
    static ledger::Command any(House& house, std::uint32_t dice) {
        const std::size_t point = dice / 3 % 3;
        const Item item = itemAt(point, dice / 9 % 2 == 0 ? kSecond : drill::Item::kByHand);
        const Id exercised = drill::alarmOf(kExercise, item.id);
        const bool real = dice % 2 == 0 || !alarms::alarm(house.view(), exercised);
        const Id alarm = real ? press(0, 1).entity : exercised;
        const Id incident = Id::fromParts({"incident", std::to_string(dice / 5 % 2)});
        const std::string number = dice / 7 % 2 == 0 ? drillNumber(dice % 90) : realNumber(dice % 90);
        std::uint32_t which = dice / 64 % 11;
        const bool about = which == 6 || which == 7; // only of what is there: else it is about nothing
        if (about && !dispatch::incident(house.view(), incident)) which = 4;
        ledger::Command command = choose(house, which, item, alarm, incident, number);
        command.mode = static_cast<Mode>(dice / 1024 % 3);
        if (dice / 4096 % 3 == 0) command.cause = {dice / 8192 % 2 == 0 ? kExercise : press(0, 1).entity, 0};
        return command;
    }
    static ledger::Command choose(House& house, std::uint32_t which, const Item& item, const Id& alarm,
                                  const Id& incident, const std::string& number) {
        switch (which) {
        case 0:
        case 1:
            return by(drill::raise(house.exercise(), item, kStart), "wang");
        case 2:
            return by(alarms::acknowledge(alarm, kStart), "li");
        case 3:
            return by(alarms::classify(alarm, alarms::Class::True, "", "", kStart), "li");
        case 4:
        case 5:
            return by(dispatch::open(opening(alarm, number, incident), kStart), "li");
        case 6:
            return by(dispatch::addTask(incident, kTask, "P-1", "到场", 0, kStart), "li");
        case 7:
            return by(dispatch::note(incident, "记录", kStart), "li");
        case 8:
            return by(alarms::close(alarm, "handled", "", kStart), "li");
        case 9:
            return by(duty::logLine(Id::fromParts({"line", item.id.text()}),
                                    {"general", "P-1", "x", {{"alarms", alarm}}}, kStart),
                      "li");
        default:
            return by(drill::abort(kExercise, {}, kStart), "li");
        }
    }
};

QTEST_GUILESS_MAIN(PropertyTest)
#include "tst_property.moc"
