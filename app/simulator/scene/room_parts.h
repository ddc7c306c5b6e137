// What rooms have in common: walls and the light of an indoor camera.
#pragma once

#include "simulator/scene/places.h"

namespace shouwang::simulator {

struct Room {
    float x0, x1, y1, z1;
};

inline void shell(Builder& b, const Room& r, Material floor, Material wall, Material ceiling) {
    b.box({r.x0 - 1, -0.2f, -2}, {r.x1 + 1, 0, r.z1 + 1}, floor);
    b.box({r.x0 - 0.3f, 0, -2}, {r.x0, r.y1, r.z1 + 0.3f}, wall);
    b.box({r.x1, 0, -2}, {r.x1 + 0.3f, r.y1, r.z1 + 0.3f}, wall);
    b.box({r.x0, 0, r.z1}, {r.x1, r.y1, r.z1 + 0.3f}, wall);
    b.box({r.x0, 0, -2.3f}, {r.x1, r.y1, -2}, wall);
    b.box({r.x0 - 0.3f, r.y1, -2}, {r.x1 + 0.3f, r.y1 + 0.3f, r.z1 + 0.3f}, ceiling);
}

inline void indoor(SceneModel& s, float exposure) {
    s.ambient = {0.16f, 0.165f, 0.17f};
    s.exposure = exposure;
    s.noise = 1.6f;
    s.vignette = 0.3f;
}

} // namespace shouwang::simulator
