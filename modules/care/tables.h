// The tables of the movement register and the questions that views ask of them. Every query folds in what the
// seat has not yet heard back from the station (View::overlay). Called on the thread that owns the View's
// database. An exercise's persons are asked for by their mode.
#pragma once

#include "care/care.h"

#include <memory>

namespace shouwang::care {

/// By zone code; measured at 0.2 ms for 1,500 persons and 4 us more for each that the overlay speaks of. A
/// decide that has asked is asked again after any movement.
std::vector<ZoneCount> headcount(const ledger::View& view, ledger::Mode mode = ledger::Mode::Real);
/// Also who has departed. Nothing: never received.
std::optional<State> person(const ledger::View& view, std::string_view number);

struct Wanted {
    std::size_t limit = 500;
    ledger::Mode mode = ledger::Mode::Real;
};
// Longest first.
std::vector<State> outNow(const ledger::View& view, const Wanted& wanted = {});
std::vector<State> missingNow(const ledger::View& view, const Wanted& wanted = {});
std::vector<State> elsewhereNow(const ledger::View& view, const Wanted& wanted = {});

/// The confirmed state, without the overlay.
State load(ledger::Database& tables, const Id& id);
void save(ledger::Database& tables, const State& state);

ledger::Value toValue(const State& state);
State stateFrom(const ledger::Value& value);

std::shared_ptr<const ledger::Feature> makeFeature();

} // namespace shouwang::care
