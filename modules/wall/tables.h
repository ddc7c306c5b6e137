// The table of saved scenes and the questions that views ask of it. Queries fold in what the seat has not yet
// heard back from the station (View::overlay). Called on the thread that owns the View's database.
#pragma once

#include "wall/saved_scene.h"

#include <memory>

namespace shouwang::wall {

/// By name, at most kMostScenes; a key stands at one of them only.
std::vector<SavedScene> savedScenes(const ledger::View& view);

std::shared_ptr<const ledger::Feature> makeFeature();

} // namespace shouwang::wall
