// The rooms that every ledger has, the station's and a seat's: both run the same rules. The station adds what
// only it knows (server/features.h).
#pragma once

#include "ledger/feature.h"
#include "people/people.h"

namespace shouwang {

/// Ground floor first. `check` verifies signatures against the key store; none, as at a seat: they are
/// believed until the station has decided.
ledger::Features commonRooms(const people::SignatureCheck& check = {});

} // namespace shouwang
