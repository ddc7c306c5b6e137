// A small station in memory for the tests of the pure functions: commands in, facts and states out.
#pragma once

#include "base/random.h"
#include "duty/tables.h"
#include "ledger/ledger.h"

#include <QTemporaryDir>
#include <algorithm>
#include <chrono>
#include <map>

namespace shouwang::duty::test {

using Codes = std::vector<std::string>;

/// UTC.
inline Micros at(int year, unsigned month, unsigned day, int hour = 0, int minute = 0) {
    using namespace std::chrono;
    const sys_days date = std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
    return date.time_since_epoch().count() * kDay + hour * kHour + minute * kMinute;
}

inline const Micros kStart = at(2026, 9, 21, 0, 0); // 08:00 in China

inline const Zone& china() {
    static const TableZone zone(8 * kHour);
    return zone;
}

inline Shift morning() {
    return shiftAt(*standardPattern("command_a"), china(), kStart).value();
}
inline Shift middle() {
    return shiftAt(*standardPattern("command_a"), china(), morning().end).value();
}

inline Id seatId(const std::string& name) {
    return name.empty() ? Id() : Id::fromParts({"seat", name});
}

inline ledger::Command by(ledger::Command command, const std::string& actor, const std::string& seat = "A") {
    static std::uint64_t counter = 0;
    command.id = {ledger::CommandId::Source::Seat, seatId(seat), 1, ++counter, 0};
    command.actor = actor;
    command.seat = seatId(seat);
    return command;
}

inline PostReport report(const std::string& account, const std::string& seat, const std::string& post,
                         const Shift& shift = morning()) {
    return {shift, account, seatId(seat), post, {{"radio", 4, 4, false, {}}}};
}

inline ledger::Command take(const std::string& account, const std::string& seat, const std::string& post,
                            Micros now, const Shift& shift = morning()) {
    return by(takePost(report(account, seat, post, shift), now), account, seat);
}

inline Posting posting(const std::string& account, const std::string& seat, const std::string& post,
                       const Shift& shift = morning()) {
    Posting made;
    made.shift = shiftId(shift.pattern, shift.start);
    made.account = account;
    made.seat = seatId(seat);
    made.post = post;
    return made;
}

inline ledger::Command leave(const std::string& account, const std::string& seat, const std::string& post,
                             Micros now, const Shift& shift = morning()) {
    return by(leavePost(posting(account, seat, post, shift), {}, now), account, seat);
}

inline Codes contestedBy(const ledger::Decision& decision) {
    if (decision.refusal) return {"refused"};
    return decision.facts.empty() ? Codes{"no fact"} : decision.facts.front().contested;
}

class Station {
public:
    ledger::Decision submit(const ledger::Command& command) {
        const std::string account = ledger::field(command.open, Field::Account).text();
        PostGround ground;
        for (const auto& [id, state] : shifts)
            std::ranges::copy_if(state.postings, std::back_inserter(ground.ofAccount),
                                 [&](const Posting& each) { return each.account == account; });
        for (const auto& [id, state] : shifts)
            ground.withOpenPosts.push_back(state);
        const bool post = command.kind.ends_with("_post");
        ledger::Decision decision = post ? decide(shifts[command.entity], ground, command)
                                         : decideRound(rounds[command.entity], command);
        for (const ledger::Draft& draft : decision.facts) {
            ledger::Fact fact = ledger::factFrom(command, draft);
            fact.number = facts.size() + 1;
            shifts[fact.entity] = evolve(shifts[fact.entity], fact);
            rounds[fact.entity] = evolveRound(rounds[fact.entity], fact);
            facts.push_back(std::move(fact));
        }
        return decision;
    }
    const State& shift(const Shift& which = morning()) { return shifts[shiftId(which.pattern, which.start)]; }

    std::map<Id, State> shifts;
    std::map<Id, Round> rounds;
    std::vector<ledger::Fact> facts;
};

inline const Id kRound = Id::fromParts({"round"});

inline std::vector<Stop> route() {
    return {{"CAM-1", "Z31", "走廊北", true, 0, {"人员", "门禁"}},
            {"CAM-2", "Z31", "走廊南", true, 10 * kMinute, {}},
            {"", "Z40", "回归指导区", false, 0, {}}};
}

inline ledger::Command begun(Micros now = kStart) {
    return by(beginRound({kRound, "夜间巡查", "POST-1", route()}, now), "wang");
}

/// Any report about posts and rounds that a seat might send, from one throw of dice.
inline ledger::Command anyCommand(std::uint32_t dice) {
    const std::string account = dice % 2 == 0 ? "wang" : "li";
    const std::string seat = dice / 2 % 3 == 0 ? "" : dice / 2 % 3 == 1 ? "A" : "B";
    const std::string post = dice / 6 % 3 == 0 ? "" : dice / 6 % 3 == 1 ? "POST-1" : "POST-2";
    const Shift which = dice / 18 % 2 == 0 ? morning() : middle();
    const Micros now = kStart + static_cast<Micros>(dice % 997) * kMinute;
    const VisitReport visit{static_cast<std::int64_t>(dice % 5) - 1,
                            static_cast<Outcome>(dice / 5 % 4),
                            dice / 7 % 2 == 0 ? "door" : "",
                            dice / 11 % 2 == 0 ? "门未锁" : "",
                            "CAM-1",
                            {}};
    switch (dice / 36 % 8) {
    case 0:
    case 1:
        return take(account, seat, post, now, which);
    case 2: {
        PostReport faulty = report(account, seat, post, which);
        faulty.equipment = {{"radio", 4, 3, false, "一台送修"}, {"wall", 1, 1, true, "黑屏"}};
        return by(takePost(faulty, now), "leader");
    }
    case 3:
        return leave(account, seat, post, now, which);
    case 4:
        return begun(now);
    case 5:
    case 6:
        return by(visitStop(kRound, visit, now), account);
    default:
        return by(endRound(kRound, dice % 3 == 0 ? "处置警情" : "", now), account);
    }
}

/// A ledger in a folder of its own that lasts as long as it.
struct File {
    explicit File(ledger::Features features = {makeFeature()})
        : rooms(std::move(features))
        , ledger(reopen()) {}

    QTemporaryDir folder;
    ManualClock clock{kStart};
    SeededRandom random{1};
    ledger::Features rooms;
    std::unique_ptr<ledger::Ledger> ledger;

    std::unique_ptr<ledger::Ledger> reopen() {
        return ledger::Ledger::open({folder.path().toStdString() + "/ledger", {}, nullptr}, rooms, clock,
                                    random)
            .value();
    }
    ledger::Verdict submit(const ledger::Command& command) {
        return ledger->submit(std::vector{command}).value().front();
    }
    /// In one transaction; reports, so none is refused.
    bool submitAll(const std::vector<ledger::Command>& commands) {
        if (commands.empty()) return true;
        const auto verdicts = ledger->submit(commands);
        return verdicts && std::ranges::none_of(*verdicts, [](const ledger::Verdict& verdict) {
                   return verdict.kind == ledger::Verdict::Kind::Refused;
               });
    }
    std::vector<ledger::Fact> facts() {
        std::vector<ledger::Fact> all;
        const auto page = ledger->after(0, 10000).value();
        for (const ledger::StoredFact& stored : page)
            all.push_back(ledger::decodeFact(stored.bytes).value());
        return all;
    }
};

} // namespace shouwang::duty::test
