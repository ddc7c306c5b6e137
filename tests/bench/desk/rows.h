// The rows of the desk bench. Needs a QApplication.
#pragma once

#include "bench/rows.h"

namespace shouwang::bench {

/// The map with 5,000 things on one plan: a frame of moving it, of a beating alarm, of zooming.
void mapRow(const Ask& ask);
/// A handover with 200 open items.
void handoverRow(const Ask& ask);

} // namespace shouwang::bench
