// A small station in memory for the tests of the pure functions: commands in, facts and states out.
#pragma once

#include "dispatch/dispatch.h"
#include "ledger/ledger.h"

#include <map>

namespace shouwang::dispatch::test {

inline constexpr Micros kStart = 1'790'000'000'000'000;
inline constexpr Micros kSecond = 1'000'000;
inline const Id kIncident = Id::fromParts({"incident"});
inline const Id kAlarm = Id::fromParts({"alarm"});
inline const Id kTask = Id::fromParts({"task", "1"});

inline ledger::Command by(ledger::Command command, const std::string& actor, const std::string& seat = "A") {
    static std::uint64_t counter = 0;
    command.id = {ledger::CommandId::Source::Seat, Id::fromParts({"seat", seat}), 1, ++counter, 0};
    command.actor = actor;
    command.seat = Id::fromParts({"seat", seat});
    return command;
}

inline site::AlarmPoint button() {
    site::AlarmPoint point;
    point.id = "AL-BTN-1";
    point.priority = site::Priority::Critical;
    point.place = {"Z31", "Z31-2F", "值班室", 3, 4};
    return point;
}

inline ledger::Command raised(ledger::Mode mode = ledger::Mode::Real) {
    site::Signal signal;
    signal.point = "AL-BTN-1";
    signal.boot = 1;
    signal.counter = 1;
    ledger::Command command = alarms::raise(button(), signal, kStart, mode);
    command.entity = kAlarm;
    return command;
}

inline Opening opening(const Id& alarm = {}) {
    return {kIncident, "20260921-A-001", "DO", 4, "二层走廊打架", "Z31", "二层走廊", alarm};
}

class Station {
public:
    ledger::Decision submit(const ledger::Command& command) {
        Ground ground;
        ground.alarm = alarm ? &*alarm : nullptr;
        ledger::Decision decision = decide(states[command.entity], ground, command);
        for (const ledger::Draft& draft : decision.facts) {
            ledger::Fact fact = ledger::factFrom(command, draft);
            fact.number = facts.size() + 1;
            if (alarm && fact.entity == kAlarm) alarm = alarms::evolve(*alarm, fact);
            states[fact.entity] = evolve(states[fact.entity], fact);
            facts.push_back(std::move(fact));
        }
        return decision;
    }
    void raise(ledger::Mode mode = ledger::Mode::Real) {
        const ledger::Command command = raised(mode);
        alarm = alarms::evolve({}, ledger::factFrom(command, alarms::decide({}, {}, command).facts.front()));
    }
    const State& incident() { return states[kIncident]; }

    std::optional<alarms::State> alarm;
    std::map<Id, State> states;
    std::vector<ledger::Fact> facts;
};

/// Any command that a seat might send, from one throw of dice: one incident, three tasks, two officers, all
/// acts.
inline ledger::Command anyCommand(std::uint32_t dice) {
    const Id task = Id::fromParts({"task", std::to_string(dice % 3)});
    const Micros at = kStart + static_cast<Micros>(dice % 97) * kSecond;
    const std::string actor = dice / 4 % 2 == 0 ? "wang" : "li";
    const std::string text = dice / 8 % 3 == 0 ? "" : "已到现场";
    const std::string conclusion = dice / 32 % 3 == 0 ? "" : dice / 32 % 3 == 1 ? "resolved" : "nonsense";
    switch (dice / 128 % 9) {
    case 0:
    case 1:
        return by(open(opening(), at), actor);
    case 2:
        return by(addTask(kIncident, task, text.empty() ? "" : "POST-1", "到场", at, at), actor);
    case 3:
        return by(completeTask(kIncident, task, text, at), actor);
    case 4:
        return by(cannotDoTask(kIncident, task, text, at), actor);
    case 5:
        return by(waiveTask(kIncident, task, text, at), actor);
    case 6:
        return by(note(kIncident, text, at), actor);
    case 7:
        return by(stamp(kIncident, static_cast<Moment>(dice / 2048 % 6), at), actor);
    default:
        return by(close(kIncident, conclusion, text, at), actor);
    }
}

} // namespace shouwang::dispatch::test
