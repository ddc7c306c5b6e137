// The rows of the desk bench. Needs a QApplication.
#pragma once

#include "bench/rows.h"

namespace shouwang::bench {

/// The map with 5,000 things on one plan: a frame of moving it, of a beating alarm, of zooming.
void mapRow(const Ask& ask);
/// A handover with 200 open items.
void handoverRow(const Ask& ask);

/// A seat's file with the facts of a month (300,000). `timeline`: from the wish to read the month to the
/// finished picture of its newest page, the next page, and the page that a rare filter finds. `start`: from
/// nothing to the finished picture of the window.
void monthRows(const Ask& ask);

} // namespace shouwang::bench
