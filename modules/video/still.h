// One picture out of a clip that lies on the disk: what a print of an incident shows of it. Opens, reads,
// decodes and closes; a clip of a minute costs some tens of milliseconds. Any thread but the GUI's.
#pragma once

#include "video/governor.h"
#include "video/picture.h"

#include <filesystem>

namespace shouwang::video {

struct Still {
    Picture picture;   ///< fits into the size that was asked for, by a whole factor: may be a little larger
    Micros offset = 0; ///< microseconds behind the first picture of the clip
};

/// The first picture at `offset` or after it; where the clip ends before, its last one. Offline: no such
/// file. Corrupt: no pictures in it that can be decoded.
Result<Still> stillOf(const std::filesystem::path& clip, Micros offset, TileSize size);

} // namespace shouwang::video
