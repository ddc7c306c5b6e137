// A small register in memory for the tests of the pure functions: commands in, facts and states out.
#pragma once

#include "care/care.h"
#include "ledger/ledger.h"

#include <map>

namespace shouwang::care::test {

inline constexpr Micros kStart = 1'790'000'000'000'000;
inline constexpr Micros kMinute = 60'000'000;
inline constexpr const char* kPerson = "QH26-0001";

inline ledger::Command by(ledger::Command command, const std::string& actor, const std::string& seat = "A") {
    static std::uint64_t counter = 0;
    command.id = {ledger::CommandId::Source::Seat, Id::fromParts({"seat", seat}), 1, ++counter, 0};
    command.actor = actor;
    command.seat = Id::fromParts({"seat", seat});
    return command;
}

class Register {
public:
    ledger::Decision submit(const ledger::Command& command) {
        const ledger::Decision decision = decide(states[command.entity], command);
        for (const ledger::Draft& draft : decision.facts) {
            ledger::Fact fact = ledger::factFrom(command, draft);
            fact.number = facts.size() + 1;
            states[fact.entity] = evolve(states[fact.entity], fact);
            facts.push_back(std::move(fact));
        }
        return decision;
    }
    const State& person(std::string_view number = kPerson) { return states[entityOf(number)]; }

    std::map<Id, State> states;
    std::vector<ledger::Fact> facts;
};

/// Any command that a seat might send, from one throw of dice: four persons, three zones, all reports, wrong
/// words among them.
inline ledger::Command anyCommand(std::uint32_t dice) {
    const std::string number = "QH26-000" + std::to_string(dice % 4 + 1);
    const std::string zone = dice / 4 % 16 == 0 ? "" : "Z" + std::to_string(dice / 64 % 3 + 1) + "0";
    const std::string kind = dice / 4 % 5 == 0 ? "nonsense" : std::string(outKinds()[dice / 256 % 5]);
    const std::string end = dice / 4 % 5 == 0 ? "" : std::string(departureKinds()[dice / 256 % 3]);
    const std::string reason = dice / 2048 % 3 == 0 ? "" : "需要";
    const Micros at = kStart + static_cast<Micros>(dice % 97) * kMinute;
    switch (dice / 4096 % 12) {
    case 0:
    case 1:
    case 2:
        return by(receive({number, zone, dice / 4 % 2 == 0, {}}, reason, at), "wang");
    case 3:
        return by(receive({number, zone, false, kind}, reason, at), "wang");
    case 4:
        return by(assign(number, zone, reason, at), "wang");
    case 5:
    case 6:
        return by(move(number, zone, reason, at), "li", "B");
    case 7:
        return by(leave(number, kind, reason, at), "li", "B");
    case 8:
        return by(comeBack(number, zone, at), "wang");
    case 9:
        return by(depart(number, end, reason, at), "wang");
    case 10:
        return by(reportMissing(number, reason, at), "wang");
    default:
        return by(dice % 3 == 0 ? reportFoundOut(number, kind, reason, at)
                                : reportFound(number, zone, reason, at),
                  "li");
    }
}

/// One by one, as an officer with a list would count.
inline ZoneCounts counted(const std::map<Id, State>& states, ledger::Mode mode = ledger::Mode::Real) {
    ZoneCounts counts;
    const auto line = [&counts](const std::string& zone) -> ZoneCount& {
        counts[zone].zone = zone;
        return counts[zone];
    };
    for (const auto& [id, state] : states) {
        if (state.mode != mode || state.where == Where::Unknown || state.where == Where::Gone) continue;
        ++line(state.home).registered;
        line(state.home).women += state.woman ? 1 : 0;
        line(state.home).out += state.where == Where::Out ? 1 : 0;
        line(state.home).missing += state.where == Where::Missing ? 1 : 0;
        const bool away = state.where == Where::InZone && state.zone != state.home;
        line(state.home).elsewhere += away ? 1 : 0;
        if (away) ++line(state.zone).guests;
    }
    return counts;
}

} // namespace shouwang::care::test
