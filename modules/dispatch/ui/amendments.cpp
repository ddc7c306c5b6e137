#include "dispatch/ui/amendments.h"

#include <algorithm>

namespace shouwang::dispatch {

namespace {

using Acts = std::vector<Act>::const_iterator;

/// The last act before `end` that set the field; `end` itself: none.
Acts setterBefore(const State& incident, Acts end, std::int64_t field) {
    Acts found = end;
    for (Acts act = incident.timeline.begin(); act != end; ++act) {
        if (act->amended.contains(field)) found = act;
    }
    return found;
}

Stamp stampOf(const State& incident, Acts found, Acts end) {
    return found == end ? incident.opened : found->by;
}

} // namespace

Stamp settingOf(const State& incident, Field field) {
    const Acts end = incident.timeline.end();
    return stampOf(incident, setterBefore(incident, end, static_cast<std::int64_t>(field)), end);
}

std::vector<Overtaken> overtakenIn(const State& incident) {
    std::vector<Overtaken> found;
    const Acts end = incident.timeline.end();
    for (Acts act = incident.timeline.begin(); act != end; ++act) {
        for (const auto& [field, was] : act->overtaken) {
            if (setterBefore(incident, end, field) != act) continue; // somebody has decided since
            const Stamp wasBy = stampOf(incident, setterBefore(incident, act, field), act);
            found.push_back(
                {static_cast<Field>(field), was, wasBy, ledger::at(act->amended, field), act->by});
        }
    }
    return found;
}

std::size_t metAmendments(const State& incident) {
    return static_cast<std::size_t>(
        std::ranges::count_if(incident.timeline, [](const Act& act) { return !act.overtaken.empty(); }));
}

} // namespace shouwang::dispatch
