#include "duty/parts.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace shouwang::duty {

namespace {

constexpr std::array<std::string_view, 8> kFindings{"person", "order",  "door",    "fire",
                                                    "camera", "hazard", "officer", "other"};

Micros limitOf(const Stop& stop, const RoundRule& rule) {
    if (stop.within > 0) return stop.within;
    return stop.keyPlace ? rule.keyPlace : rule.zone;
}

} // namespace

std::span<const std::string_view> findingKinds() {
    return kFindings;
}

std::vector<std::int64_t> Round::leftOut() const {
    std::set<std::int64_t> visited;
    for (const Visit& visit : visits)
        visited.insert(visit.stop);
    std::vector<std::int64_t> left;
    for (std::int64_t index = 0; std::cmp_less(index, stops.size()); ++index) {
        if (!visited.contains(index)) left.push_back(index);
    }
    return left;
}

std::optional<int> Round::coverage() const {
    if (stops.empty()) return std::nullopt;
    return static_cast<int>(100 * (stops.size() - leftOut().size()) / stops.size());
}

std::vector<Visit> Round::findings() const {
    std::vector<Visit> found;
    std::ranges::copy_if(visits, std::back_inserter(found),
                         [](const Visit& visit) { return visit.outcome == Outcome::Finding; });
    return found;
}

Micros dueOf(const Round& round, const Stop& stop) {
    return later(round.begun.at, limitOf(stop, {}));
}

Micros firstDue(const Round& round) {
    Micros first = std::numeric_limits<Micros>::max();
    if (!round.isOpen()) return first;
    for (const std::int64_t index : round.leftOut())
        first = std::min(first, dueOf(round, round.stops[static_cast<std::size_t>(index)]));
    return first;
}

ledger::Cause causeOf(const Round& round, const Visit& finding) {
    return {round.id, finding.number};
}

ledger::Command beginRound(RoundReport report, Micros now, const RoundRule& rule) {
    for (Stop& stop : report.stops)
        stop.within = limitOf(stop, rule);
    ledger::Command made = reportOf("duty.begin_round", report.round, now);
    putText(made.open, Field::Name, std::move(report.name));
    putText(made.open, Field::Post, std::move(report.post));
    put(made.open, Field::Stops, toValue(report.stops));
    return made;
}

ledger::Command visitStop(const Id& round, const VisitReport& report, Micros now) {
    ledger::Command made = reportOf("duty.visit_stop", round, now);
    put(made.open, Field::Stop, report.stop);
    put(made.open, Field::Outcome, static_cast<std::int64_t>(report.outcome));
    putText(made.open, Field::Kind, report.kind);
    putText(made.open, Field::Text, report.text);
    putText(made.open, Field::Camera, report.camera);
    putId(made.open, Field::Picture, report.picture);
    return made;
}

ledger::Command endRound(const Id& round, std::string reason, Micros now) {
    ledger::Command made = reportOf("duty.end_round", round, now);
    made.reason = std::move(reason);
    return made;
}

} // namespace shouwang::duty
