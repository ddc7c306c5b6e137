// Which shift it is: patterns are data, the answer is pure. The shipped ones are proposals (domain.md 3.2)
// and say so until the facility has confirmed them (「待本所核定」).
#pragma once

#include "base/id.h"
#include "duty/zone.h"

#include <optional>
#include <span>
#include <string>

namespace shouwang::duty {

struct Slot {
    int minute = 0; ///< of the wall clock, from 00:00 of the cycle's first day; 1440 is the midnight after it
    std::string name; ///< 早班; data of the facility, like the names of its teams
};

struct Pattern {
    std::string id;                 ///< final once a shift has been recorded by it
    std::string scope;              ///< command or brigade: for whom it is
    int cycleDays = 1;              ///< the slots come again after so many days; 7 and 14: closed duty
    std::vector<Slot> changes;      ///< ascending; each lasts until the next one begins
    std::vector<std::string> teams; ///< whose turn it is, shift after shift, and again from the first
    std::int64_t anchorDay = 0; ///< local day (since 1970-01-01) on which the first slot is the first team's
    bool confirmed = false;     ///< by the facility
    Micros longest = 0;         ///< on one post without a break; 0: as FatigueRule says
    std::string longestSource;  ///< on whose word `longest` stands; empty with 0
};

/// command_a (three shifts), command_b (24 h), brigade (24 h posts), closed_7 and closed_14 (closed duty).
std::span<const Pattern> standardPatterns();
/// Null: none of them.
const Pattern* standardPattern(std::string_view id);

/// No slots, slots that do not ascend or do not fit into the cycle, no teams, a cycle of no day or of more
/// than 366, an anchor outside the calendar.
bool isUsable(const Pattern& pattern);

struct Shift {
    std::string pattern;
    Micros start = 0;
    Micros end = 0; ///< the next change, and the start of the next shift
    std::string team;
    std::string name;

    bool operator==(const Shift&) const = default;
};

/// The shift of that moment. None: a pattern that cannot be used, or a time outside the calendar. Shifts
/// follow each other without gap and overlap; one that a jump of the clock swallows whole does not exist.
std::optional<Shift> shiftAt(const Pattern& pattern, const Zone& zone, Micros utc);

/// The entity of a shift.
Id shiftId(std::string_view pattern, Micros start);

} // namespace shouwang::duty
