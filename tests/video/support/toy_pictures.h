// What goes into a decoder for a test, and what has to come out of it.
#pragma once

#include "support/encode.h"
#include "video/picture.h"

#include <algorithm>

namespace shouwang::video::test {

inline Recipe recipe(int width = 320, int height = 180, Codec codec = Codec::H264) {
    Recipe made;
    made.width = width;
    made.height = height;
    made.codec = codec;
    return made;
}

/// What an encoder of good quality may lose.
inline bool nearGrey(const Picture& picture, int luma) {
    const std::uint8_t* pixel = picture.data() +
                                static_cast<std::ptrdiff_t>(picture.height / 4) * picture.stride +
                                picture.width / 4 * 4;
    const int wanted = std::clamp((luma - 16) * 255 / 219, 0, 255); // limited range
    return std::abs(pixel[0] - wanted) < 8 && std::abs(pixel[1] - wanted) < 8 &&
           std::abs(pixel[2] - wanted) < 8;
}

/// A picture of which the network lost the second half.
inline AccessUnit halfOf(const AccessUnit& unit) {
    AccessUnit half = unit;
    half.payload = std::make_shared<const Bytes>(
        unit.payload->begin(), unit.payload->begin() + static_cast<std::ptrdiff_t>(unit.payload->size() / 2));
    return half;
}

} // namespace shouwang::video::test
