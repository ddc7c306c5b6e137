// The tables of incidents and the questions that views ask of them. Every query folds in what the seat has
// not yet heard back from the station (View::overlay). Called on the thread that owns the View's database.
#pragma once

#include "dispatch/dispatch.h"

#include <memory>

namespace shouwang::dispatch {

std::vector<State> openIncidents(const ledger::View& view); ///< as standsBefore orders them
/// Newest first, closed ones too; at most `limit`.
std::vector<State> incidents(const ledger::View& view, std::size_t limit);
std::optional<State> incident(const ledger::View& view, const Id& id);
/// The incidents of one alarm, newest first.
std::vector<State> incidentsOf(const ledger::View& view, const Id& alarm);
/// The next free number of this seat on this day; an exercise has a series of its own.
std::string nextNumber(const ledger::View& view, char seatLetter, Micros now, int utcOffsetMinutes = 480,
                       ledger::Mode mode = ledger::Mode::Real);

/// The confirmed state, without the overlay.
State load(ledger::Database& tables, const Id& id);
void save(ledger::Database& tables, const State& state);

ledger::Value toValue(const State& state);
State stateFrom(const ledger::Value& value);

std::shared_ptr<const ledger::Feature> makeFeature();

} // namespace shouwang::dispatch
