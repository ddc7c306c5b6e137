// How the rooms call what stands in the list of what still has to be looked at. GUI thread.
#pragma once

#include "attention/ui/words.h"

namespace shouwang::console {

class Desk;

/// Words of alarms, dispatch and evidence for the items of any room. The desk outlives them.
attention::Names attentionNames(const Desk& desk);

} // namespace shouwang::console
