// People and vehicles that move through a place on paths that repeat every minute. Plain values.
#pragma once

#include "simulator/scene/vec.h"

#include <vector>

namespace shouwang::simulator {

struct Waypoint {
    float second; ///< 0 to 60; the last one stands where the first one does, so that the clip has no seam
    float x;
    float z;
};

enum class Stance { Walk, Sit, Vehicle };

struct Dress {
    Vec upper{0.09f, 0.14f, 0.25f};
    Vec lower{0.07f, 0.10f, 0.18f};
    Vec head{0.012f, 0.010f, 0.009f}; ///< hair or cap
    Vec skin{0.50f, 0.31f, 0.22f};
    bool coat = false; ///< reaches to the knees
};

struct Figure {
    Stance stance = Stance::Walk;
    std::vector<Waypoint> path; ///< one entry: stays there
    Dress dress;
    float facing_deg = 0; ///< where it looks while it stands; 0 is along z
    float floor = 0;      ///< height of the ground
    float tall = 1;       ///< 1 is 1.72 m
    float phase = 0;      ///< so that neighbours do not move alike
};

struct Placed {
    Vec at;
    Vec ahead;        ///< length 1, level
    float walked = 0; ///< metres since the minute began
    bool moving = false;
};
Placed placeAt(const Figure& figure, float second);

/// A thick line that gets thinner: what figures are put together from.
struct Limb {
    Vec a;
    Vec b;
    float radiusA;
    float radiusB;
    Vec color; ///< linear
};
std::vector<Limb> limbsOf(const Figure& figure, const Placed& placed, float second);

} // namespace shouwang::simulator
