// What stands on the screen when the desk cannot start, and what to do about it. Pure; translated.
#pragma once

#include "sync/seat_fault.h"

#include <QString>

namespace shouwang::console {

QString seatFaultWord(sync::SeatFault fault);
QString folderFaultWord(bool inUse); ///< of the desk's data folder

} // namespace shouwang::console
