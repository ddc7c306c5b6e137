#include "duty/pattern.h"

#include <algorithm>
#include <chrono>

namespace shouwang::duty {

namespace {

constexpr std::int64_t kMinutesOfDay = 1440;
constexpr int kLongestCycle = 366;

std::int64_t floorDiv(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

std::int64_t dayOf(int year, unsigned month, unsigned day) {
    using namespace std::chrono;
    return sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day))
        .time_since_epoch()
        .count();
}

Pattern pattern(std::string id, int cycleDays, std::vector<Slot> changes, std::vector<std::string> teams) {
    Pattern made;
    made.scope = id.starts_with("command") ? "command" : "brigade";
    made.id = std::move(id);
    made.cycleDays = cycleDays;
    made.changes = std::move(changes);
    made.teams = std::move(teams);
    made.anchorDay = dayOf(2026, 1, 1);
    return made;
}

constexpr int kMorning = 8 * 60;
constexpr int kChange = 8 * 60 + 30;

/// domain.md 3.2 gives brigades a 24 h post with at least two officers at night, who rest on site in turn,
/// and allows closed duty. Its 24 h at the command centre are the team's: at a seat G16 keeps its 12 h.
Pattern restingOnSite(Pattern made) {
    made.longest = 24 * kHour;
    made.longestSource = "domain.md 3.2";
    return made;
}

std::vector<Pattern> makeStandard() {
    const std::vector<std::string> four{"甲", "乙", "丙", "丁"};
    return {
        pattern("command_a", 1, {{kMorning, "早班"}, {16 * 60, "中班"}, {24 * 60, "夜班"}}, four),
        pattern("command_b", 1, {{kChange, "24小时班"}}, four),
        restingOnSite(pattern("brigade", 1, {{kChange, "24小时班"}}, four)),
        restingOnSite(pattern("closed_7", 7, {{kChange, "封闭执勤七天"}}, {"甲", "乙"})),
        restingOnSite(pattern("closed_14", 14, {{kChange, "封闭执勤十四天"}}, {"甲", "乙"})),
    };
}

/// Counted from the first slot of the anchor's day, in both directions.
class Sequence {
public:
    Sequence(const Pattern& pattern, const Zone& zone)
        : m_pattern(pattern)
        , m_zone(zone)
        , m_slots(static_cast<std::int64_t>(pattern.changes.size())) {}

    std::int64_t firstOfCycleAround(Micros utc) const {
        const std::int64_t day = floorDiv(toLocal(m_zone, utc), kDay);
        return floorDiv(day - m_pattern.anchorDay, m_pattern.cycleDays) * m_slots;
    }
    Micros start(std::int64_t index) const {
        const std::int64_t cycle = floorDiv(index, m_slots);
        const std::int64_t day = m_pattern.anchorDay + cycle * m_pattern.cycleDays;
        return toUtc(m_zone, day * kDay + slot(index).minute * kMinute);
    }
    const Slot& slot(std::int64_t index) const {
        return m_pattern.changes[static_cast<std::size_t>(index - floorDiv(index, m_slots) * m_slots)];
    }
    const std::string& team(std::int64_t index) const {
        const auto teams = static_cast<std::int64_t>(m_pattern.teams.size());
        return m_pattern.teams[static_cast<std::size_t>(index - floorDiv(index, teams) * teams)];
    }
    std::int64_t perCycle() const { return m_slots; }

private:
    const Pattern& m_pattern;
    const Zone& m_zone;
    const std::int64_t m_slots;
};

} // namespace

std::span<const Pattern> standardPatterns() {
    static const std::vector<Pattern> patterns = makeStandard();
    return patterns;
}

const Pattern* standardPattern(std::string_view id) {
    const auto patterns = standardPatterns();
    const auto found = std::ranges::find(patterns, id, &Pattern::id);
    return found == patterns.end() ? nullptr : &*found;
}

bool isUsable(const Pattern& pattern) {
    if (pattern.changes.empty() || pattern.teams.empty()) return false;
    if (pattern.cycleDays < 1 || pattern.cycleDays > kLongestCycle) return false;
    if (pattern.anchorDay < kEarliest / kDay || pattern.anchorDay > kLatest / kDay) return false;
    const auto falls = [](const Slot& a, const Slot& b) { return a.minute >= b.minute; };
    if (std::ranges::adjacent_find(pattern.changes, falls) != pattern.changes.end()) return false;
    const int first = pattern.changes.front().minute;
    return first >= 0 && first < kMinutesOfDay &&
           pattern.changes.back().minute < first + pattern.cycleDays * kMinutesOfDay;
}

// Starts never fall from one index to the next, and a cycle has at least a day: two cycles to either side
// hold the moment, whatever the clock does. Of shifts that begin at once (the clock jumped over all but the
// last) the last one is the shift.
std::optional<Shift> shiftAt(const Pattern& pattern, const Zone& zone, Micros utc) {
    if (!isUsable(pattern) || !isCivil(utc)) return std::nullopt;
    const Sequence sequence(pattern, zone);
    const std::int64_t around = sequence.firstOfCycleAround(utc);
    std::int64_t low = around - 2 * sequence.perCycle();  // begins at or before the moment
    std::int64_t high = around + 3 * sequence.perCycle(); // begins after it
    while (high - low > 1) {
        const std::int64_t middle = low + (high - low) / 2;
        (sequence.start(middle) <= utc ? low : high) = middle;
    }
    return Shift{pattern.id, sequence.start(low), sequence.start(high), sequence.team(low),
                 sequence.slot(low).name};
}

Id shiftId(std::string_view pattern, Micros start) {
    return Id::fromParts({"shift", pattern, std::to_string(start)});
}

} // namespace shouwang::duty
