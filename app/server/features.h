// All rooms of the station's ledger, with what only the station knows of them.
#pragma once

#include "ledger/feature.h"
#include "people/people.h"

#include "server/site_board.h"
#include <filesystem>

namespace shouwang::server {

/// The board outlives them: linkage always works by the site in force.
/// `check` verifies who signed on; none (the command line's own acts): nobody signs on there.
ledger::Features makeFeatures(const std::shared_ptr<const SiteBoard>& board,
                              const people::SignatureCheck& check = {});

/// Asks the key store as it stands in the file at that moment. Writer thread.
people::SignatureCheck checkAgainst(std::filesystem::path keyStore);

} // namespace shouwang::server
