// 值班日志: lines are added and never edited (G19). A correction is a line of its own that cites another one.
#pragma once

#include "duty/duty.h"

namespace shouwang::duty {

/// general, instruction 上级指令, report 报告, roll_call 点名, patrol 巡查, visit 来访, fault 故障, other. A
/// house list, to be confirmed by the facility.
std::span<const std::string_view> lineKinds();

struct Link { ///< to an entity of some room
    std::string room;
    Id entity;
    bool operator==(const Link&) const = default;
};

struct Line {
    Id id;
    ledger::Mode mode = ledger::Mode::Real;
    Stamp by;
    Micros recorded = 0;      ///< later than by.at: written down afterwards
    std::uint64_t number = 0; ///< of the fact at the station; 0: saved at this seat only
    std::string kind;
    std::string post;
    std::string text;
    std::vector<Link> links;
    Id cites;           ///< null: no correction
    std::string reason; ///< of a correction
    std::vector<std::string> contested;
    bool forHandover = false; ///< stands in the next handover

    bool isCorrection() const { return !cites.isNull(); }
    bool operator==(const Line&) const = default;
};

struct LineReport {
    std::string kind;
    std::string post;
    std::string text;
    std::vector<Link> links;
    bool forHandover = false;
};

// Commands: reports. The caller fills in id, actor, seat and recorded, and gives each line an identity of its
// own.
ledger::Command logLine(const Id& line, const LineReport& report, Micros now);
/// Says what should have stood there. Kind, post and links are those of the cited line.
ledger::Command correctLine(const Id& line, const Line& cited, std::string text, std::string reason,
                            Micros now);

struct LineGround {
    bool taken = false;        ///< there is a line of this identity; both are kept
    std::optional<Line> cited; ///< of a correction
    bool corrected = false;    ///< another line corrects the cited one already
};

/// Pure.
ledger::Decision decideLine(const LineGround& ground, const ledger::Command& command);
/// A fact is a line or none; nothing later changes it.
std::optional<Line> lineOf(const ledger::Fact& fact);

ledger::Value toValue(const Line& line);
Line lineFrom(const ledger::Value& value);

} // namespace shouwang::duty
