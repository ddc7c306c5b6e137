#include "console/duty_reading.h"

#include "alarms/tables.h"

#include <algorithm>
#include <set>

namespace shouwang::console {

std::vector<duty::Posting> postingsIn(const ledger::View& view, const duty::Zone& zone,
                                      const duty::Shift& span, const std::vector<duty::Posting>& open) {
    std::set<Id> shifts;
    for (const duty::Posting& posting : open)
        shifts.insert(posting.shift);
    for (const duty::Pattern& pattern : duty::standardPatterns()) {
        for (const Micros at : {span.start - 1, span.start, span.end - 1}) {
            if (const auto shift = duty::shiftAt(pattern, zone, at))
                shifts.insert(duty::shiftId(shift->pattern, shift->start));
        }
    }
    std::vector<duty::Posting> found;
    for (const Id& id : shifts) {
        if (const auto shift = duty::shift(view, id))
            found.insert(found.end(), shift->postings.begin(), shift->postings.end());
    }
    return found;
}

std::vector<alarms::State> alarmsIn(const ledger::View& view, const std::vector<alarms::State>& open) {
    std::vector<alarms::State> found = alarms::recentAlarms(view, kAlarmsOfLog);
    std::set<Id> known;
    for (const alarms::State& alarm : found)
        known.insert(alarm.id);
    std::ranges::copy_if(open, std::back_inserter(found),
                         [&](const alarms::State& alarm) { return !known.contains(alarm.id); });
    return found;
}

std::optional<duty::Round> runningAt(const ledger::View& view, const Id& seat) {
    std::optional<duty::Round> found;
    for (duty::Round& round : duty::openRounds(view)) {
        if (round.begun.seat == seat) found = std::move(round);
    }
    return found;
}

} // namespace shouwang::console
