// Keys that hold on one page only, where they are handled by what has the focus there: for the overview.
#pragma once

#include "shell/ui/key_overview.h"

namespace shouwang::console {

std::vector<shell::KeyGroup> pageKeys();

} // namespace shouwang::console
