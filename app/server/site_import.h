// A site file becomes a command of the administrator. Any thread.
#pragma once

#include "ledger/fact.h"

namespace shouwang::server {

/// A fact must fit into one batch of the feed, beside others (modules/sync/protocol.h): about 1500 cameras.
constexpr std::size_t kSiteImportLimit = std::size_t{1} << 20;

/// Refused: one line a problem, with file, line and reason.
Result<ledger::Command> siteImportCommand(const Id& station, Bytes file, const std::string& name, Micros now);

} // namespace shouwang::server
