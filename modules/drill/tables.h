// The table of exercises and the questions that views ask of it. Every query folds in what the seat has not
// yet heard back from the station (View::overlay). Called on the thread that owns the View's database.
#pragma once

#include "drill/drill.h"

#include <memory>

namespace shouwang::drill {

/// The one that runs; of several (begun at seats that were apart) the first one.
std::optional<State> running(const ledger::View& view);
std::vector<State> exercises(const ledger::View& view, std::size_t limit); ///< newest first
std::optional<State> exercise(const ledger::View& view, const Id& id);

/// `check` is asked for the second person's signature (the station); without one it is kept for the station.
std::shared_ptr<const ledger::Feature> makeFeature(people::SignatureCheck check = {});

} // namespace shouwang::drill
