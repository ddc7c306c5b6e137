// The burnt-in text: white with a dark rim, as cameras write it.
#pragma once

#include "simulator/picture.h"

#include <string_view>

namespace shouwang::simulator {

/// Writes UTF-8 with its upper left corner at (x, y), `size` pixels high. Characters without a shape are left
/// out. Returns the width.
int writeCaption(Picture& picture, std::string_view text, int x, int y, int size);
int captionWidth(std::string_view text, int size);

} // namespace shouwang::simulator
