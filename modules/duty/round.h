// 视频巡查: a round goes along a list of stops; what was looked at, what was found, what was left out.
#pragma once

#include "duty/duty.h"

namespace shouwang::duty {

/// domain.md 3.3: key places ≤ 30 min, every zone ≥ 1/h, the shift leader hears of a missed stop after 5 min.
/// To be confirmed by the facility (「待本所核定」).
struct RoundRule {
    Micros keyPlace = 30 * kMinute;
    Micros zone = kHour;
    Micros tolerance = 5 * kMinute;
    bool confirmed = false;
};

/// person 人员异常, order 秩序, door 门禁, fire 消防, camera 图像, hazard 隐患, officer 执勤, other. A house
/// list, to be confirmed by the facility.
std::span<const std::string_view> findingKinds();

enum class Outcome : int { Normal = 1, Finding = 2 };

struct Stop {
    std::string camera; ///< empty: a zone
    std::string zone;
    std::string name;
    bool keyPlace = false;
    Micros within = 0; ///< after the beginning of the round; not above 0: as RoundRule says
    std::vector<std::string> checks;

    bool operator==(const Stop&) const = default;
};

struct Visit {
    std::int64_t stop = 0; ///< index, also one that the route does not have
    Outcome outcome = Outcome::Normal;
    std::string kind; ///< of a finding
    std::string text;
    std::string camera;
    Id picture; ///< null: none
    Stamp by;
    std::uint64_t number = 0; ///< of the fact at the station; 0: saved at this seat only
    std::vector<std::string> contested;

    bool operator==(const Visit&) const = default;
};

struct RoundEnd {
    Stamp by;
    std::string reason;                ///< why stops were left out
    std::vector<std::int64_t> leftOut; ///< as known at the end; a visit may still arrive
    std::vector<std::string> contested;
    bool operator==(const RoundEnd&) const = default;
};

struct Round {
    Id id;
    ledger::Mode mode = ledger::Mode::Real;
    std::string name;
    std::string post;
    Stamp begun; ///< begun.at is 0 when it was never begun
    std::vector<Stop> stops;
    std::vector<Visit> visits; ///< in the order of the facts
    std::optional<RoundEnd> ended;
    std::vector<std::string> contested; ///< its beginning

    bool exists() const { return begun.at != 0; }
    bool isOpen() const { return exists() && !ended; }
    std::vector<std::int64_t> leftOut() const; ///< stops without a visit
    std::optional<int> coverage() const;       ///< percent, rounded down; none: there are no stops
    std::vector<Visit> findings() const;
    bool operator==(const Round&) const = default;
};

/// When the stop has to be visited.
Micros dueOf(const Round& round, const Stop& stop);
/// Of the stops that nobody has visited; INT64_MAX: none is left, or the round has ended.
Micros firstDue(const Round& round);
/// What an incident that is opened because of a finding names as its cause.
ledger::Cause causeOf(const Round& round, const Visit& finding);

struct RoundReport {
    Id round;
    std::string name;
    std::string post;
    std::vector<Stop> stops;
};
struct VisitReport {
    std::int64_t stop = 0;
    Outcome outcome = Outcome::Normal;
    std::string kind;
    std::string text;
    std::string camera;
    Id picture;
};

// Commands: reports. The caller fills in id, actor, seat and recorded.
/// The limits that are in force go into the report, so that a later rule does not judge it.
ledger::Command beginRound(RoundReport report, Micros now, const RoundRule& rule = {});
ledger::Command visitStop(const Id& round, const VisitReport& report, Micros now);
ledger::Command endRound(const Id& round, std::string reason, Micros now);

/// Pure. `round` is that of command.entity.
ledger::Decision decideRound(const Round& round, const ledger::Command& command);
/// Pure; never refuses.
Round evolveRound(Round round, const ledger::Fact& fact);

ledger::Value toValue(const Round& round);
Round roundFrom(const ledger::Value& value);

} // namespace shouwang::duty
