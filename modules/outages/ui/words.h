// The words that an officer reads for bypasses and lost cameras. Translated here and nowhere below. GUI
// thread.
#pragma once

#include "outages/bypass.h"

#include <QString>

namespace shouwang::outages {

QString refusalWord(std::string_view code); ///< why an order is refused or a report contested
QString actWord(std::string_view kind);     ///< of a fact or a command: 旁路报警点, 摄像机中断 ...
QString fieldWord(Field field);             ///< empty for what is of no use to people

} // namespace shouwang::outages
