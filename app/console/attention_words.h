// How the rooms call what stands in the list of what still has to be looked at. GUI thread.
#pragma once

#include "attention/ui/words.h"

namespace shouwang::console {

class Desk;

/// Words of all rooms for the items of any of them. The desk outlives them.
attention::Names attentionNames(const Desk& desk);
/// Why any room has refused or contested something.
QString refusalWord(const std::string& code);

} // namespace shouwang::console
