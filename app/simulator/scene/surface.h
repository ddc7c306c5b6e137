// The look of surfaces: what colour a solid has at a point.
#pragma once

#include "simulator/scene/model.h"

namespace shouwang::simulator {

struct Look {
    Vec color;
    float cover = 1; ///< how much of the pixel it fills: wire and bars let the rest through
    float gloss = 0;
    float glow = 0;
};

/// `footprint`: how many metres one pixel is wide there, so that fine patterns fade instead of flickering.
Look lookOf(const Surface& surface, const Solid& solid, Vec point, Vec normal, float footprint);

/// Smooth noise in [0, 1].
float valueNoise(float x, float y, float z);

} // namespace shouwang::simulator
