// Whether an alarm that has just arrived is one to be heard, or comes from catching up. Pure.
#pragma once

#include "ledger/fact.h"

namespace shouwang::console {

inline constexpr Micros kFreshAlarm = 120'000'000; ///< an older one is listed, not sounded

/// `now` by this seat's clock, `stationAhead` what the station's was ahead of it at the last contact. The age
/// is measured by the one clock that has written the time: a seat whose clock is minutes wrong must not fall
/// silent.
bool isFresh(const ledger::Fact& raised, Micros now, Micros stationAhead);

} // namespace shouwang::console
