// Orders that somebody signs with the own password, by the room that they belong to.
#pragma once

#include "console/desk.h"

namespace shouwang::console {

/// What the account's password signs of that order, and where its proof stands in it. The order's kind must
/// be one of drill, duty (a handover) or outages (a bypass).
Desk::SignedBy signedBy(const ledger::Command& order, std::string account, std::string password);

} // namespace shouwang::console
