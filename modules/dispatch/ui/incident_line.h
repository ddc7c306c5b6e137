// One act of an incident as a line of its timeline. GUI thread.
#pragma once

#include "alarms/ui/timeline_view.h"
#include "alarms/ui/words.h"
#include "dispatch/dispatch.h"

namespace shouwang::dispatch {

/// `site` may be null: posts are shown by their ids then.
alarms::TimelineLine lineOf(const Act& act, const State& incident, const alarms::Names& names,
                            const site::Site* site);

} // namespace shouwang::dispatch
