// How seats are called on the screen. Pure; translated.
#pragma once

#include "console/desk.h"

namespace shouwang::console {

/// B 席; for a seat whose letter is not known yet the start of its id. Empty for none.
QString seatWord(const DeskData& known, const Id& seat);

} // namespace shouwang::console
