// The tables of alarms and the questions that views ask of them. Every query folds in what the seat has not
// yet heard back from the station (View::overlay). Called on the thread that owns the View's database.
#pragma once

#include "alarms/alarms.h"

#include <functional>
#include <memory>
#include <set>

namespace shouwang::alarms {

/// Open alarms, as standsBefore orders them.
std::vector<State> openAlarms(const ledger::View& view);
std::optional<State> alarm(const ledger::View& view, const Id& id);
/// Points of technical alarms whose outage has not ended, whether an officer has closed the alarm or not.
std::set<std::string> runningFaults(const ledger::View& view);
/// Newest first, closed ones too; at most `limit`.
std::vector<State> recentAlarms(const ledger::View& view, std::size_t limit);

struct Counts {
    std::array<int, 4> open{};           ///< by priority, [0] critical; real alarms only
    std::array<int, 4> unacknowledged{}; ///< of them
    int exercise = 0;                    ///< open drill and test alarms
    bool operator==(const Counts&) const = default;
};
Counts countsByPriority(const ledger::View& view);
Counts countsOf(std::span<const State> alarms); ///< of a list that openAlarms returned

/// The confirmed state, without the overlay.
State load(ledger::Database& tables, const Id& id);
void save(ledger::Database& tables, const State& state);

ledger::Value toValue(const State& state);
State stateFrom(const ledger::Value& value);

/// An alarm with this identity stands here, or its press counted on an open one.
bool isKnown(const ledger::View& view, const Id& alarm);

/// Which bypass the point had last (outages::bypassOf); without one no point is ever bypassed.
using BypassLook =
    std::function<std::optional<outages::Bypass>(const ledger::View&, std::string_view point, ledger::Mode)>;
std::shared_ptr<const ledger::Feature> makeFeature(BypassLook bypasses = {});

} // namespace shouwang::alarms
