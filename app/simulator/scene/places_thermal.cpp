// What a thermal camera sees: warmth instead of light. Colours of this place are temperatures, 0 the coldest
// in the picture and 1 the hottest; develop() gives them the palette.
#include "simulator/scene/places.h"

namespace shouwang::simulator {

namespace {

Vec warmth(float value) {
    return {value, value, value};
}

void wallAndFence(Builder& b) {
    const Material wall =
        b.material({warmth(0.25f), warmth(0.20f), Pattern::Bricks, 1, 0, 0}); // still warm of the day
    const Material cap = b.plain(warmth(0.16f));
    const Material mesh = b.material({warmth(0.11f), {}, Pattern::Mesh, 0.09f, 0, 0});
    const Material steel = b.plain(warmth(0.07f));
    const Material lamp = b.plain(warmth(0.95f));
    b.box({4.4f, 0, -5}, {4.9f, 5.0f, 140}, wall);
    b.box({4.3f, 5.0f, -5}, {5.0f, 5.15f, 140}, cap);
    b.box({-5.21f, 0, -5}, {-5.19f, 3.1f, 120}, mesh, false);
    for (int i = 0; i < 20; ++i) {
        const float z = 3.0f + 6.0f * static_cast<float>(i);
        b.pole(4.65f, z, 0.04f, 5.1f, 6.3f, steel);
        b.pole(-5.2f, z, 0.05f, 0, 3.2f, steel);
    }
    for (int i = 0; i < 6; ++i) {
        const float z = 10.0f + 17.0f * static_cast<float>(i);
        b.pole(3.2f, z, 0.06f, 0, 6.4f, steel);
        b.box({1.3f, 6.3f, z - 0.05f}, {3.25f, 6.4f, z + 0.05f}, steel);
        b.box({1.1f, 6.2f, z - 0.14f}, {1.8f, 6.32f, z + 0.14f}, lamp, false);
    }
}

Dress warm(float shade) {
    Dress dress;
    dress.upper = warmth(0.78f * shade);
    dress.lower = warmth(0.68f * shade);
    dress.head = warmth(0.74f * shade);
    dress.skin = warmth(1.0f);
    return dress;
}

void patrol(Builder& b) {
    b.walker({{0, -2.3f, 64},
              {28, -2.1f, 30},
              {34, -2.0f, 27},
              {40, -2.0f, 27},
              {57, -1.4f, 5},
              {59.5f, -1.0f, -6},
              {60, -2.3f, 64}},
             warm(1), 0.5f, 180);
    b.walker({{0, -1.5f, 66},
              {28, -1.2f, 32},
              {34, -1.0f, 29},
              {40, -1.0f, 29},
              {57, -0.5f, 7},
              {59.8f, -0.1f, -6},
              {60, -1.5f, 66}},
             warm(0.94f), 2.0f, 180);
}

} // namespace

Place buildThermal() {
    Place place;
    Builder b(place);
    SceneModel& s = place.scene;
    s.caption = "热成像";
    s.thermal = true;
    s.sky_top = warmth(0.006f);
    s.sky_low = warmth(0.03f);
    s.ambient = warmth(1);
    s.exposure = 1.3f;
    s.noise = 2.6f;
    s.vignette = 0.12f;
    s.view = {{-2.6f, 4.6f, -1}, 4, 12, 62, 0.06f};
    const Material ground = b.material({warmth(0.14f), {}, Pattern::Asphalt, 1, 0, 0});
    const Material path = b.material({warmth(0.21f), {}, Pattern::Concrete, 1, 0, 0});
    const Material grass = b.material({warmth(0.06f), warmth(0.10f), Pattern::Grass, 1, 0, 0});
    b.box({-60, -0.3f, -20}, {60, -0.02f, 170}, ground);
    b.box({-3.6f, -0.1f, -5}, {-0.2f, 0, 140}, path);
    b.box({-0.2f, -0.1f, -5}, {4.4f, -0.01f, 140}, grass);
    b.box({-20, -0.1f, -5}, {-3.6f, -0.01f, 140}, grass);
    wallAndFence(b);
    patrol(b);
    return place;
}

} // namespace shouwang::simulator
