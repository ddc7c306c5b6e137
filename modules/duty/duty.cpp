#include "duty/parts.h"

#include <algorithm>
#include <array>
#include <limits>

namespace shouwang::duty {

namespace {

constexpr std::array<std::string_view, 6> kEquipment{"radio", "body_camera", "keys",
                                                     "gear",  "workstation", "wall"};
constexpr std::array<std::string_view, 8> kLines{"general", "instruction", "report", "roll_call",
                                                 "patrol",  "visit",       "fault",  "other"};

} // namespace

std::span<const std::string_view> equipmentKinds() {
    return kEquipment;
}

std::span<const std::string_view> lineKinds() {
    return kLines;
}

std::vector<Equipment> Posting::faults() const {
    std::vector<Equipment> found;
    std::ranges::copy_if(equipment, std::back_inserter(found), &Equipment::isFault);
    return found;
}

std::vector<Posting> State::onPost() const {
    std::vector<Posting> found;
    std::ranges::copy_if(postings, std::back_inserter(found), &Posting::isOn);
    return found;
}

Micros between(Micros from, Micros to) {
    if (to <= from) return 0;
    if (from < 0 && to > std::numeric_limits<Micros>::max() + from) return std::numeric_limits<Micros>::max();
    return to - from;
}

Micros later(Micros at, Micros by) {
    if (by > 0 && at > std::numeric_limits<Micros>::max() - by) return std::numeric_limits<Micros>::max();
    if (by < 0 && at < std::numeric_limits<Micros>::min() - by) return std::numeric_limits<Micros>::min();
    return at + by;
}

Micros longestOf(std::string_view pattern, const FatigueRule& rule) {
    const Pattern* known = standardPattern(pattern);
    return known && known->longest > 0 ? known->longest : rule.longest;
}

ledger::Command takePost(const PostReport& report, Micros now) {
    const Shift& shift = report.shift;
    ledger::Command made = reportOf("duty.take_post", shiftId(shift.pattern, shift.start), now);
    putText(made.open, Field::Account, report.account);
    putId(made.open, Field::Seat, report.seat);
    putText(made.open, Field::Post, report.post);
    putText(made.open, Field::Pattern, shift.pattern);
    put(made.open, Field::Start, shift.start);
    put(made.open, Field::End, shift.end);
    putText(made.open, Field::Team, shift.team);
    putText(made.open, Field::Name, shift.name);
    if (!report.equipment.empty()) put(made.open, Field::Equipment, toValue(report.equipment));
    return made;
}

ledger::Command leavePost(const Posting& posting, std::string text, Micros now) {
    ledger::Command made = reportOf("duty.leave_post", posting.shift, now);
    putText(made.open, Field::Account, posting.account);
    putId(made.open, Field::Seat, posting.seat);
    putText(made.open, Field::Post, posting.post);
    putText(made.open, Field::Text, std::move(text));
    return made;
}

ledger::Command logLine(const Id& line, const LineReport& report, Micros now) {
    ledger::Command made = reportOf("duty.log_line", line, now);
    putText(made.open, Field::Kind, report.kind);
    putText(made.open, Field::Post, report.post);
    putText(made.open, Field::Text, report.text);
    if (!report.links.empty()) put(made.open, Field::Links, toValue(report.links));
    if (report.forHandover) put(made.open, Field::ForHandover, true);
    return made;
}

ledger::Command correctLine(const Id& line, const Line& cited, std::string text, std::string reason,
                            Micros now) {
    ledger::Command made = logLine(line, {cited.kind, cited.post, std::move(text), cited.links, false}, now);
    made.kind = "duty.correct_line";
    made.mode = cited.mode;
    made.reason = std::move(reason);
    putId(made.open, Field::Cites, cited.id);
    return made;
}

} // namespace shouwang::duty
