// What one item of a handover says of itself. Pure but for the language; GUI thread.
#pragma once

#include "duty/ui/handover_row.h"

namespace shouwang::duty {

QString itemDetail(const Item& item, const ItemNames& names, Micros now); ///< what else is known of it
QString itemWarning(const Item& item, Micros now); ///< what is abnormal about it; empty: nothing

} // namespace shouwang::duty
