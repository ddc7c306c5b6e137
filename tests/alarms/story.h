// A small station in memory for the tests of the pure functions: commands in, facts and states out.
#pragma once

#include "alarms/alarms.h"
#include "ledger/ledger.h"

#include <map>

namespace shouwang::alarms::test {

inline constexpr Micros kStart = 1'790'000'000'000'000;
inline constexpr Micros kSecond = 1'000'000;

inline site::AlarmPoint button(const std::string& id = "AL-BTN-1") {
    site::AlarmPoint point;
    point.id = id;
    point.name = "一号楼二层值班室一键报警";
    point.kind = site::PointKind::Button;
    point.priority = site::Priority::Critical;
    point.place = {"Z31", "Z31-2F", "值班室", 3, 4};
    point.procedure = "SOP-BUTTON";
    return point;
}

inline site::Signal press(std::uint64_t counter, const std::string& point = "AL-BTN-1") {
    site::Signal signal;
    signal.point = point;
    signal.device = "AH-Z31";
    signal.boot = 7;
    signal.counter = counter;
    signal.device_time = kStart - kSecond;
    return signal;
}

inline ledger::Command by(ledger::Command command, const std::string& actor, const std::string& seat = "A") {
    static std::uint64_t counter = 0;
    command.id = {ledger::CommandId::Source::Seat, Id::fromParts({"seat", seat}), 1, ++counter, 0};
    command.actor = actor;
    command.seat = Id::fromParts({"seat", seat});
    return command;
}

class Station {
public:
    ledger::Decision submit(const ledger::Command& command) {
        ledger::Decision decision = decide(of(command.entity), groundOf(command), command);
        for (const ledger::Draft& draft : decision.facts)
            append(ledger::factFrom(command, draft));
        return decision;
    }
    void append(ledger::Fact fact) {
        fact.number = facts.size() + 1;
        states[fact.entity] = evolve(of(fact.entity), fact);
        facts.push_back(std::move(fact));
    }
    State of(const Id& id) const {
        const auto found = states.find(id);
        return found == states.end() ? State() : found->second;
    }

    std::map<Id, State> states;
    std::vector<ledger::Fact> facts;

private:
    Ground groundOf(const ledger::Command& command) const {
        Ground ground;
        for (const auto& [id, state] : states) {
            const bool fits = state.isOpen() && state.mode == command.mode &&
                              state.point == ledger::field(command.open, Field::Point).text();
            if (state.isTechnical() && state.point == ledger::field(command.open, Field::Point).text() &&
                (!ground.lastAtPoint || ground.lastAtPoint->raisedAt < state.raisedAt))
                ground.lastAtPoint = &state;
            if (fits && (!ground.openAtPoint || ground.openAtPoint->lastRaisedAt < state.lastRaisedAt))
                ground.openAtPoint = &state;
        }
        for (const ledger::Fact& fact : facts) {
            ground.pressKnown |=
                fact.kind == kind::kRepeated && ledger::field(fact.open, Field::Press).id() == command.entity;
        }
        return ground;
    }
};

/// Any command that a seat or a device might send, from one throw of dice: two alarms, two officers, all
/// acts.
inline ledger::Command anyCommand(std::uint32_t dice) {
    const std::uint64_t counter = 1 + dice % 2;
    const Id alarm = alarmId(press(counter));
    const Micros at = kStart + static_cast<Micros>(dice % 97) * kSecond;
    const std::string actor = dice / 2 % 2 == 0 ? "wang" : "li";
    const auto as = static_cast<Class>(1 + dice / 16 % 7); // one of them is no class
    const std::string cause = dice / 64 % 3 == 0 ? "" : dice / 64 % 3 == 1 ? "wind" : "other";
    const std::string text = dice / 256 % 2 == 0 ? "" : "看过录像";
    switch (dice / 4 % 8) {
    case 0:
        return raise(button(), press(counter), at);
    case 1:
        return by(acknowledge(alarm, at), actor);
    case 2:
        return by(lookBack(alarm, text.empty() ? "" : "CAM-1", 10, at), actor);
    case 3:
        return by(classify(alarm, as, cause, text, at), actor);
    case 4:
        return by(correctClassification(alarm, as, cause, text, text, at), actor);
    case 5:
        return by(close(alarm, cause, text, at), actor);
    case 6:
        return raise(button(), press(counter + 2), at, ledger::Mode::Drill);
    default:
        return by(acknowledge(alarm, at), actor, "B");
    }
}

} // namespace shouwang::alarms::test
