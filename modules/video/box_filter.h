// The two loops over every pixel. Built for AVX2 and for the plain instruction set; the processor chooses at
// start.
#pragma once

#include "base/bytes.h"

namespace shouwang::video {

constexpr int kLargestFactor = 16;

/// One plane of bytes.
struct PlaneView {
    const std::uint8_t* data = nullptr;
    int stride = 0; ///< bytes a line, may be negative
    int width = 0;
    int height = 0;
};

/// Each byte of the target is the mean of factor x factor bytes; what does not fill a block at the right and
/// lower edge is left out. The target has target_width x target_height bytes, at most source / factor. 1 <=
/// factor <= 16.
void boxFilter(const PlaneView& source, int factor, std::uint8_t* target, int target_stride, int target_width,
               int target_height);

/// A fast hash, only to see whether two pictures of one stream are the same. Not for secrets, not for
/// storing.
std::uint64_t contentHash(const PlaneView& plane);

} // namespace shouwang::video
