// All rooms of the station's ledger, with what only the station knows of them.
#pragma once

#include "ledger/feature.h"
#include "server/site_board.h"

namespace shouwang::server {

/// The board outlives them: linkage always works by the site in force.
ledger::Features makeFeatures(const std::shared_ptr<const SiteBoard>& board);

} // namespace shouwang::server
