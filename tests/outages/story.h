// A point, a camera and who speaks of them, for the tests of what is out.
#pragma once

#include "../people/fake_keys.h"
#include "base/random.h"
#include "ledger/ledger.h"
#include "outages/tables.h"
#include "people/tables.h"

#include <QTemporaryDir>

namespace shouwang::outages::test {

inline constexpr Micros kStart = 1'790'000'000'000'000;
inline constexpr Micros kSecond = 1'000'000;
inline constexpr Micros kMinute = 60 * kSecond;
inline constexpr Micros kHour = 60 * kMinute;

inline site::AlarmPoint fence(const std::string& id = "AL-FENCE-W07") {
    site::AlarmPoint point;
    point.id = id;
    point.name = "周界七段电子围栏";
    point.kind = site::PointKind::Fence;
    point.place = {"W", "", "七段", 0, 0};
    return point;
}

inline site::Camera camera(const std::string& id = "CAM-1") {
    site::Camera made;
    made.id = id;
    made.name = "一号楼二层走廊北";
    made.place.zone = "Z31";
    return made;
}

inline Id seatId(const std::string& name) {
    return Id::fromParts({"seat", name});
}

inline ledger::Command by(ledger::Command command, const std::string& actor, const std::string& seat = "A") {
    static std::uint64_t counter = 0;
    command.id = {ledger::CommandId::Source::Seat, seatId(seat), 1, ++counter, 0};
    command.actor = actor;
    command.seat = seatId(seat);
    return command;
}

inline ledger::Command ordered(Micros until, Micros now, const std::string& actor = "wang",
                               const std::string& reason = "围栏检修") {
    return by(bypass(fence(), reason, until, now), actor);
}

/// With a second person's signature.
inline ledger::Command withSecond(ledger::Command order, const std::string& second = "li",
                                  people::Role role = people::Role::ShiftLeader, bool auxiliary = false) {
    addSecond(order, people::test::fakeProof(second, bypassAct(order), role, auxiliary));
    return order;
}

inline BypassGround ground(Micros now) {
    return {now, {}, people::test::fakeCheck()};
}

/// What became of the commands, from nothing.
class Point {
public:
    ledger::Decision submit(const ledger::Command& command) { return submit(command, command.occurred); }
    ledger::Decision submit(const ledger::Command& command, Micros now) {
        ledger::Decision decision = decideBypass(state, ground(now), command);
        for (const ledger::Draft& draft : decision.facts)
            state = evolveBypass(state, ledger::factFrom(command, draft));
        return decision;
    }
    Bypass state;
};

inline std::string codeOf(const ledger::Decision& decision) {
    if (decision.refusal) return decision.refusal->code;
    return decision.facts.empty() ? "no-op" : "";
}

/// A ledger in a folder of its own that lasts as long as it.
struct File {
    explicit File(ledger::Features features = {makeFeature(people::test::fakeCheck())})
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
};

} // namespace shouwang::outages::test
