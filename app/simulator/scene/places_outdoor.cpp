// Outdoors: yard, perimeter at night, AB gate, road, sports ground.
#include "simulator/scene/places.h"

namespace shouwang::simulator {

namespace {

void daylight(SceneModel& s, Vec from, float strength) {
    s.sun_from = normal(from);
    s.sun = Vec{1.0f, 0.93f, 0.82f} * strength;
    s.sky_top = {0.22f, 0.38f, 0.66f};
    s.sky_low = {0.62f, 0.70f, 0.78f};
    s.ambient = {0.36f, 0.41f, 0.48f};
    s.haze = 0.0022f;
    s.exposure = 0.95f;
    s.noise = 1.3f;
    s.vignette = 0.22f;
}

struct Greens {
    Material grass;
    Material leaves;
    Material trunk;
};

Greens greens(Builder& b) {
    return {b.material({{0.09f, 0.17f, 0.05f}, {0.15f, 0.23f, 0.07f}, Pattern::Grass, 1, 0, 0}),
            b.material({{0.04f, 0.11f, 0.03f}, {0.10f, 0.20f, 0.05f}, Pattern::Grass, 1, 0, 0}),
            b.plain({0.14f, 0.10f, 0.07f})};
}

/// A building whose front stands at z, with rows of windows.
void building(Builder& b, float x0, float x1, float z, float floors, Material wall, Material pane,
              Material trim) {
    const float height = floors * 3.4f + 0.8f;
    b.box({x0, 0, z}, {x1, height, z + 10}, wall);
    b.box({x0 - 0.15f, height - 0.5f, z - 0.25f}, {x1 + 0.15f, height, z + 10}, trim);
    for (float level = 0; level < floors; level += 1) {
        b.windows(x0 + 1.2f, x1 - 1.0f, 3.0f, level * 3.4f + 1.1f, level * 3.4f + 2.8f, z, pane);
        b.box({x0, level * 3.4f + 0.75f, z - 0.08f}, {x1, level * 3.4f + 0.87f, z}, trim);
    }
}

} // namespace

Place buildYard() {
    Place place;
    Builder b(place);
    SceneModel& s = place.scene;
    daylight(s, {-0.55f, 0.62f, -0.38f}, 1.5f);
    s.caption = "院区广场";
    s.view = {{-9, 7.2f, -4}, 17, 17, 82, 0.13f};
    const Greens g = greens(b);
    const Material paving =
        b.material({{0.36f, 0.35f, 0.33f}, {0.24f, 0.23f, 0.22f}, Pattern::Tiles, 1.0f, 0, 0});
    const Material earth = b.material({{0.2f, 0.2f, 0.2f}, {}, Pattern::Asphalt, 1, 0, 0});
    const Material wall = b.material({{0.56f, 0.50f, 0.42f}, {0.3f, 0.3f, 0.3f}, Pattern::Concrete, 1, 0, 0});
    const Material wall2 =
        b.material({{0.52f, 0.52f, 0.50f}, {0.4f, 0.38f, 0.34f}, Pattern::Bricks, 1, 0, 0});
    const Material pane = b.material({{0.10f, 0.14f, 0.18f}, {0.6f, 0.6f, 0.58f}, Pattern::Window, 1, 0, 0});
    const Material trim = b.plain({0.62f, 0.60f, 0.56f});
    const Material line = b.plain({0.72f, 0.70f, 0.6f});
    const Material steel = b.plain({0.55f, 0.56f, 0.57f});
    const Material red = b.plain({0.62f, 0.05f, 0.04f});
    const Material curb = b.plain({0.5f, 0.49f, 0.47f});
    b.box({-120, -0.3f, -30}, {120, -0.02f, 200}, earth);
    b.box({-16, -0.1f, -6}, {22, 0, 30}, paving);
    building(b, -14, 26, 36, 4, wall, pane, trim);
    building(b, 28, 48, 12, 3, wall2, pane, trim);
    b.box({3.0f, 0, 33.4f}, {9.0f, 0.3f, 36}, trim);
    b.box({2.6f, 3.5f, 32.8f}, {9.4f, 3.9f, 36}, trim);
    b.pole(3.2f, 33.4f, 0.18f, 0.3f, 3.5f, trim);
    b.pole(8.8f, 33.4f, 0.18f, 0.3f, 3.5f, trim);
    for (int i = 0; i < 4; ++i)
        b.box({-8, 0, 8.0f + 4.0f * static_cast<float>(i)}, {14, 0.004f, 8.1f + 4.0f * static_cast<float>(i)},
              line, false);
    b.box({-15.5f, 0, 2}, {-12.5f, 0.22f, 29}, curb);
    b.box({-15.3f, 0.05f, 2.2f}, {-12.7f, 0.3f, 28.8f}, g.grass);
    b.box({17.5f, 0, 2}, {21, 0.22f, 29}, curb);
    b.box({17.7f, 0.05f, 2.2f}, {20.8f, 0.3f, 28.8f}, g.grass);
    for (const float z : {5.0f, 12.0f, 19.0f, 26.0f}) {
        b.tree(-14, z, 5.0f + std::fmod(z, 3.0f) * 0.4f, g.trunk, g.leaves);
        b.tree(19.3f, z + 1, 4.6f + std::fmod(z, 2.0f) * 0.5f, g.trunk, g.leaves);
    }
    b.pole(6, 29, 0.07f, 0, 11, steel);
    b.box({5, 0, 28}, {7, 0.5f, 30}, curb);
    b.box({6.06f, 9.4f, 29}, {7.8f, 10.6f, 29.03f}, red, false);
    for (const float x : {-11.6f, 16.6f}) {
        b.pole(x, 14, 0.06f, 0, 5, steel);
        b.box({x - 0.5f, 4.95f, 13.9f}, {x + 0.5f, 5.05f, 14.1f}, steel);
    }
    for (int row = 0; row < 4; ++row) // a squad in rows of three, marching round the square
        for (int file = 0; file < 3; ++file) {
            const float dx = 0.85f * static_cast<float>(file), dz = 1.1f * static_cast<float>(row);
            b.walker({{0, -6 + dz, 12 + dx},
                      {14, 10 + dz, 12 + dx},
                      {28, 10 + dz, 12 + dx},
                      {30, 10.2f + dz, 12.2f + dx},
                      {58, -6 + dz, 22 + dx},
                      {60, -6 + dz, 12 + dx}},
                     student(0.95f + 0.03f * static_cast<float>(row + file)), 0.0f, 90);
        }
    b.walker({{0, -4, 10.2f}, {14, 12, 10.2f}, {28, 12, 10.2f}, {58, -4, 20.2f}, {60, -4, 10.2f}}, officer(),
             0.8f, 90);
    b.walker({{0, 4, 32}, {16, -2, 16}, {26, -7, 3}, {33, -7, 3}, {55, 4, 32}, {60, 4, 32}}, officer(), 1.2f);
    return place;
}

Place buildPerimeter() {
    Place place;
    Builder b(place);
    SceneModel& s = place.scene;
    s.caption = "周界围墙";
    s.sky_top = {0.001f, 0.0012f, 0.002f};
    s.sky_low = {0.006f, 0.0065f, 0.008f};
    s.ambient = {0.010f, 0.011f, 0.013f};
    s.haze = 0.005f;
    s.exposure = 1.7f;
    s.saturation = 0.04f;
    s.noise = 4.2f;
    s.vignette = 0.72f;
    s.view = {{-1.9f, 4.4f, -1}, 5, 13, 78, 0.12f};
    const Material ground = b.material({{0.22f, 0.22f, 0.21f}, {}, Pattern::Asphalt, 1, 0, 0});
    const Material path = b.material({{0.34f, 0.34f, 0.33f}, {}, Pattern::Concrete, 1, 0, 0});
    const Material grass = b.material({{0.13f, 0.17f, 0.10f}, {0.2f, 0.24f, 0.14f}, Pattern::Grass, 1, 0, 0});
    const Material wall =
        b.material({{0.44f, 0.43f, 0.40f}, {0.28f, 0.27f, 0.26f}, Pattern::Bricks, 1, 0, 0});
    const Material cap = b.plain({0.4f, 0.4f, 0.38f});
    const Material mesh = b.material({{0.6f, 0.6f, 0.58f}, {}, Pattern::Mesh, 0.09f, 0, 0});
    const Material steel = b.plain({0.42f, 0.42f, 0.42f});
    const Material wire = b.plain({0.62f, 0.62f, 0.62f});
    const Material bulb = b.glowing({1, 0.94f, 0.8f}, 9);
    const Material white = b.plain({0.75f, 0.75f, 0.72f});
    b.box({-60, -0.3f, -20}, {60, -0.02f, 160}, ground);
    b.box({-3.6f, -0.1f, -5}, {-0.6f, 0, 130}, path);
    b.box({-0.6f, -0.1f, -5}, {3.4f, -0.01f, 130}, grass);
    b.box({-9, -0.1f, -5}, {-3.6f, -0.01f, 130}, grass);
    b.box({3.4f, 0, -5}, {3.9f, 5.0f, 130}, wall);
    b.box({3.3f, 5.0f, -5}, {4.0f, 5.15f, 130}, cap);
    for (int i = 0; i < 18; ++i) {
        const float z = 2.0f + 6.0f * static_cast<float>(i);
        b.pole(3.65f, z, 0.04f, 5.1f, 6.3f, steel);
        b.pole(-4.2f, z, 0.04f, 0, 3.2f, steel);
        if (i % 4 == 1) b.box({3.34f, 2.0f, z + 0.5f}, {3.4f, 2.7f, z + 1.4f}, white);
    }
    for (const float y : {5.4f, 5.65f, 5.9f, 6.15f})
        b.box({3.64f, y, -5}, {3.66f, y + 0.018f, 110}, wire, false);
    b.box({-4.21f, 0, -5}, {-4.19f, 3.1f, 120}, mesh, false);
    for (int i = 0; i < 6; ++i) {
        const float z = 7.0f + 17.0f * static_cast<float>(i);
        b.pole(2.6f, z, 0.06f, 0, 6.4f, steel);
        b.box({0.7f, 6.3f, z - 0.05f}, {2.65f, 6.4f, z + 0.05f}, steel);
        b.box({0.5f, 6.22f, z - 0.12f}, {1.1f, 6.3f, z + 0.12f}, bulb, false);
        b.spot({0.8f, 6.1f, z}, {-0.12f, -1, 0}, 0.50f, Vec{1, 0.95f, 0.85f} * 9.5f);
    }
    b.spot({-1.9f, 4.3f, -0.8f}, {0.1f, -0.28f, 1}, 0.80f, Vec{1, 1, 1} * 16.0f);
    b.walker({{0, -2.2f, 70},
              {30, -2.1f, 32},
              {34, -1.9f, 29.5f},
              {38, -1.9f, 29.5f},
              {56, -1.6f, 4.5f},
              {59, -1.4f, -4},
              {60, -2.2f, 70}},
             officer(), 0.5f, 180);
    b.walker({{0, -1.4f, 71},
              {30, -1.2f, 33},
              {34, -1.1f, 30.5f},
              {38, -1.1f, 30.5f},
              {56, -0.9f, 5.5f},
              {59, -0.8f, -4},
              {60, -1.4f, 71}},
             officer(), 2.0f, 180);
    return place;
}

Place buildGate() {
    Place place;
    Builder b(place);
    SceneModel& s = place.scene;
    daylight(s, {0.6f, 0.55f, -0.5f}, 1.25f);
    s.caption = "AB门车道";
    s.view = {{-5.6f, 4.6f, -3}, 17, 18, 84, 0.14f};
    const Greens g = greens(b);
    const Material road = b.material({{0.20f, 0.20f, 0.20f}, {}, Pattern::Asphalt, 1, 0, 0});
    const Material line = b.plain({0.68f, 0.67f, 0.6f});
    const Material wall =
        b.material({{0.52f, 0.52f, 0.50f}, {0.36f, 0.35f, 0.33f}, Pattern::Bricks, 1, 0, 0});
    const Material smoothWall = b.material({{0.58f, 0.56f, 0.52f}, {}, Pattern::Concrete, 1, 0, 0});
    const Material gate =
        b.material({{0.26f, 0.30f, 0.34f}, {0.13f, 0.15f, 0.17f}, Pattern::Planks, 0.3f, 0.1f, 0});
    const Material stripe =
        b.material({{0.72f, 0.58f, 0.05f}, {0.03f, 0.03f, 0.03f}, Pattern::Stripes, 0.35f, 0, 0});
    const Material barrier =
        b.material({{0.75f, 0.75f, 0.73f}, {0.6f, 0.04f, 0.04f}, Pattern::Stripes, 0.5f, 0, 0});
    const Material pane =
        b.material({{0.10f, 0.15f, 0.18f}, {0.55f, 0.55f, 0.55f}, Pattern::Window, 1, 0, 0.15f});
    const Material trim = b.plain({0.6f, 0.6f, 0.58f});
    const Material sign = b.plain({0.03f, 0.14f, 0.42f});
    const Material steel = b.plain({0.4f, 0.41f, 0.42f});
    const Material greenLight = b.glowing({0.1f, 1, 0.3f}, 2.5f),
                   redLight = b.glowing({1, 0.1f, 0.08f}, 2.5f);
    b.box({-100, -0.3f, -30}, {100, 0, 200}, road);
    for (const float x : {-3.1f, 3.1f})
        b.box({x - 0.07f, 0, -5}, {x + 0.07f, 0.005f, 60}, line, false);
    b.box({-3, 0, 15.0f}, {3, 0.005f, 15.4f}, line, false);
    b.box({-3, 0, 5.2f}, {3, 0.005f, 5.6f}, line, false);
    b.box({-30, 0, 20}, {-3.6f, 6.2f, 20.6f}, wall);
    b.box({3.6f, 0, 20}, {30, 6.2f, 20.6f}, wall);
    b.box({-3.6f, 5.0f, 19.9f}, {3.6f, 6.6f, 20.8f}, smoothWall);
    b.box({-2.2f, 5.4f, 19.8f}, {2.2f, 6.2f, 19.9f}, sign);
    b.box({-3.6f, 0, 20.2f}, {3.6f, 5, 20.4f}, gate);
    for (const float x : {-3.75f, 3.75f}) {
        b.box({x - 0.3f, 0, 19.7f}, {x + 0.3f, 6.4f, 20.7f}, smoothWall);
        b.box({x - 0.31f, 0, 19.68f}, {x + 0.31f, 1.1f, 19.7f}, stripe);
    }
    b.box({-3.25f, 4.2f, 19.6f}, {-3.0f, 4.45f, 19.7f}, redLight);
    b.box({3.0f, 4.2f, 19.6f}, {3.25f, 4.45f, 19.7f}, greenLight);
    b.box({4.6f, 0, 8}, {9.0f, 3.2f, 13}, smoothWall);
    b.box({4.3f, 3.2f, 7.7f}, {9.3f, 3.45f, 13.3f}, trim);
    b.box({4.55f, 1.0f, 8.6f}, {4.62f, 2.5f, 12.4f}, pane);
    b.box({5.2f, 1.0f, 7.95f}, {8.4f, 2.5f, 8.02f}, pane);
    b.box({3.5f, 0, 7.0f}, {3.9f, 1.1f, 7.4f}, stripe);
    b.box({-3.2f, 0.95f, 7.15f}, {3.6f, 1.07f, 7.25f}, barrier);
    for (const float z : {4.0f, 6.0f, 14.0f, 16.0f}) {
        b.pole(-3.7f, z, 0.09f, 0, 0.9f, stripe);
        b.pole(3.9f, z, 0.09f, 0, 0.9f, stripe);
    }
    b.box({-12, 0, 4}, {-6, 0.2f, 18}, trim);
    b.box({-11.8f, 0.1f, 4.2f}, {-6.2f, 0.28f, 17.8f}, g.grass);
    for (const float z : {7.0f, 12.5f})
        b.tree(-9, z, 4.4f, g.trunk, g.leaves);
    b.pole(-5.2f, 16, 0.07f, 0, 6, steel);
    building(b, -24, 24, 42, 4, smoothWall, pane, trim);
    b.car({{0, -0.6f, 11.5f}, {60, -0.6f, 11.5f}}, {0.75f, 0.75f, 0.74f}, 0);
    b.walker({{0, 2.2f, 9},
              {4, 1.0f, 9.6f},
              {9, 1.0f, 9.6f},
              {15, 0.8f, 13.8f},
              {18, -2.4f, 14},
              {24, -2.4f, 11},
              {33, -2.4f, 9.2f},
              {38, -1, 8.4f},
              {44, 2.2f, 8.8f},
              {60, 2.2f, 9}},
             officer(), 0.4f, 250);
    b.walker({{0, 4.2f, 15.6f}}, officer(), 1.4f, 230);
    b.walker({{0, -5.1f, 1.5f}, {14, -5.2f, 17.5f}, {24, -5.2f, 17.5f}, {40, -5.1f, 1.5f}, {60, -5.1f, 1.5f}},
             officer(), 2.5f, 90);
    return place;
}

Place buildRoad() {
    Place place;
    Builder b(place);
    SceneModel& s = place.scene;
    daylight(s, {0.7f, 0.5f, 0.15f}, 1.4f);
    s.caption = "园区道路";
    s.view = {{-5.2f, 5.4f, -2}, 12, 15, 80, 0.13f};
    const Greens g = greens(b);
    const Material road = b.material({{0.17f, 0.17f, 0.175f}, {}, Pattern::Asphalt, 1, 0, 0});
    const Material walk =
        b.material({{0.42f, 0.36f, 0.32f}, {0.3f, 0.28f, 0.26f}, Pattern::Tiles, 0.5f, 0, 0});
    const Material curb = b.plain({0.5f, 0.5f, 0.48f});
    const Material line = b.plain({0.7f, 0.7f, 0.66f});
    const Material wall =
        b.material({{0.54f, 0.46f, 0.38f}, {0.36f, 0.32f, 0.28f}, Pattern::Bricks, 1, 0, 0});
    const Material wall2 = b.material({{0.58f, 0.57f, 0.53f}, {}, Pattern::Concrete, 1, 0, 0});
    const Material pane = b.material({{0.09f, 0.13f, 0.17f}, {0.6f, 0.6f, 0.58f}, Pattern::Window, 1, 0, 0});
    const Material trim = b.plain({0.6f, 0.58f, 0.54f});
    const Material steel = b.plain({0.35f, 0.36f, 0.37f});
    const Material mesh = b.material({{0.12f, 0.3f, 0.2f}, {}, Pattern::Mesh, 0.1f, 0, 0});
    b.box({-120, -0.3f, -30}, {120, -0.03f, 220}, g.grass);
    b.box({-3.4f, -0.2f, -10}, {3.4f, 0, 200}, road);
    for (int i = 0; i < 24; ++i)
        b.box({-0.07f, 0, 2.0f + 5.0f * static_cast<float>(i)},
              {0.07f, 0.005f, 4.4f + 5.0f * static_cast<float>(i)}, line, false);
    for (int i = 0; i < 6; ++i)
        b.box({-3.0f + 1.05f * static_cast<float>(i), 0, 17},
              {-2.5f + 1.05f * static_cast<float>(i), 0.005f, 20}, line, false);
    b.box({3.4f, -0.1f, -10}, {3.6f, 0.14f, 200}, curb);
    b.box({3.6f, -0.1f, -10}, {6.2f, 0.12f, 200}, walk);
    b.box({-3.6f, -0.1f, -10}, {-3.4f, 0.14f, 200}, curb);
    building(b, 9.5f, 34, 22, 4, wall, pane, trim);
    b.box({9.5f, 0, 6}, {9.8f, 3.6f, 22}, wall);
    building(b, -34, -9, 62, 3, wall2, pane, trim);
    building(b, -20, 30, 110, 5, wall2, pane, trim);
    b.box({-7.02f, 0, -5}, {-7, 2.6f, 60}, mesh, false);
    for (int i = 0; i < 9; ++i) {
        const float z = 4.0f + 9.0f * static_cast<float>(i);
        b.tree(7.6f, z + 2, 5.4f, g.trunk, g.leaves);
        b.tree(-6.1f, z + 14, 4.6f, g.trunk, g.leaves);
        b.pole(-7.01f, z, 0.04f, 0, 2.7f, steel);
        if (i % 2 == 0) {
            b.pole(6.5f, z, 0.07f, 0, 7, steel);
            b.box({4.6f, 6.9f, z - 0.05f}, {6.55f, 7.0f, z + 0.05f}, steel);
        }
    }
    b.car({{0, 1.5f, -14}, {6, 1.5f, -8}, {22, 1.6f, 96}, {26, 1.6f, 130}, {60, 1.6f, 130}},
          {0.72f, 0.73f, 0.74f});
    b.car({{0, -1.6f, 140},
           {30, -1.6f, 120},
           {46, -1.6f, 26},
           {48, -1.6f, 22},
           {51, -1.6f, 22},
           {56, -1.6f, -8},
           {60, -1.6f, -14}},
          {0.03f, 0.05f, 0.14f}, 180);
    b.walker({{0, 4.8f, 40}, {24, 4.9f, 10}, {40, 4.8f, -7}, {60, 4.8f, -7}}, officer(), 0.4f, 180);
    b.walker({{0, 5.4f, 41}, {24, 5.5f, 11}, {41, 5.4f, -7}, {60, 5.4f, -7}}, visitor(2), 1.1f, 180);
    b.walker({{0, -3.1f, 18.5f}, {44, -3.9f, 18.5f}, {53, 4.6f, 18.5f}, {60, 5.0f, 18.5f}}, student(), 1.6f,
             90);
    return place;
}

Place buildSports() {
    Place place;
    Builder b(place);
    SceneModel& s = place.scene;
    daylight(s, {-0.45f, 0.66f, -0.2f}, 1.5f);
    s.caption = "操场";
    s.view = {{-12, 8.2f, -6}, 21, 17, 82, 0.14f};
    const Greens g = greens(b);
    const Material turf = b.material({{0.08f, 0.20f, 0.06f}, {0.11f, 0.25f, 0.08f}, Pattern::Grass, 1, 0, 0});
    const Material track = b.material({{0.40f, 0.13f, 0.09f}, {}, Pattern::Asphalt, 1, 0, 0});
    const Material court = b.material({{0.14f, 0.26f, 0.34f}, {}, Pattern::Asphalt, 1, 0, 0});
    const Material line = b.plain({0.74f, 0.74f, 0.7f});
    const Material steel = b.plain({0.3f, 0.32f, 0.34f});
    const Material board = b.plain({0.75f, 0.75f, 0.74f});
    const Material orange = b.plain({0.6f, 0.2f, 0.05f});
    const Material mesh = b.material({{0.1f, 0.28f, 0.18f}, {}, Pattern::Mesh, 0.1f, 0, 0});
    const Material wall = b.material({{0.56f, 0.52f, 0.45f}, {}, Pattern::Concrete, 1, 0, 0});
    const Material pane = b.material({{0.10f, 0.14f, 0.18f}, {0.6f, 0.6f, 0.58f}, Pattern::Window, 1, 0, 0});
    const Material trim = b.plain({0.62f, 0.60f, 0.56f});
    b.box({-120, -0.3f, -30}, {120, -0.04f, 200}, g.grass);
    b.box({-17, -0.1f, -8}, {34, -0.01f, 48}, track);
    for (int i = 1; i < 5; ++i) {
        const float in = 1.2f * static_cast<float>(i);
        b.box({-17 + in, -0.02f, -8}, {-16.93f + in, 0, 48}, line, false);
        b.box({-17, -0.02f, 48 - in}, {34, 0, 48.07f - in}, line, false);
    }
    b.box({-11, -0.05f, -8}, {34, 0.005f, 42}, turf);
    b.box({-5, -0.05f, 3}, {10, 0.01f, 31}, court);
    for (const float x : {-4.6f, 9.52f})
        b.box({x, 0, 3.4f}, {x + 0.08f, 0.015f, 30.6f}, line, false);
    for (const float z : {3.4f, 17.0f, 30.52f})
        b.box({-4.6f, 0, z}, {9.6f, 0.015f, z + 0.08f}, line, false);
    for (const float x : {0.0f, 5.0f}) {
        b.box({x, 0, 24.8f}, {x + 0.08f, 0.015f, 30.6f}, line, false);
        b.box({x, 0, 3.4f}, {x + 0.08f, 0.015f, 9.2f}, line, false);
    }
    for (const float z : {31.0f, 2.6f}) {
        const float inward = z > 20 ? -1.2f : 1.2f;
        b.pole(2.5f, z, 0.1f, 0, 3.1f, steel);
        b.box({2.42f, 3.0f, std::min(z, z + inward)}, {2.58f, 3.15f, std::max(z, z + inward)}, steel);
        b.box({1.6f, 2.75f, z + inward - 0.03f}, {3.4f, 3.85f, z + inward + 0.03f}, board);
        b.box({2.27f, 2.98f, z + inward * 1.35f}, {2.73f, 3.02f, z + inward * 1.35f + 0.4f}, orange);
    }
    b.box({-20, 0, 52}, {40, 4, 52.02f}, mesh, false);
    for (float x = -20; x < 40; x += 4)
        b.pole(x, 52, 0.05f, 0, 4.1f, steel);
    building(b, -16, 40, 66, 4, wall, pane, trim);
    for (float x = -18; x < 38; x += 7.5f)
        b.tree(x, 57, 6.2f, g.trunk, g.leaves);
    for (int i = 0; i < 7; ++i) {
        const float lag = 1.5f * static_cast<float>(i), side = 0.9f * static_cast<float>(i % 2);
        b.walker({{0, -15.5f + side, 2 - lag},
                  {19, -15.2f + side, 44 - lag},
                  {24, -10 + side, 46.2f - side},
                  {38, 26, 46.0f - side},
                  {50, 48, 46.0f},
                  {59, 48, -12},
                  {60, -15.5f + side, 2 - lag}},
                 student(0.95f + 0.04f * static_cast<float>(i)), static_cast<float>(i) * 0.9f);
    }
    const float spots[6][4] = {{1, 26, 4, 22}, {5, 27, 2, 23},    {-2, 23, 1, 20},
                               {7, 22, 5, 25}, {2.5f, 20, 0, 24}, {4, 28, 6, 24}};
    for (int i = 0; i < 6; ++i) {
        const float* p = spots[i];
        const float t = 3.0f + 1.3f * static_cast<float>(i);
        b.walker({{0, p[0], p[1]},
                  {t, p[0], p[1]},
                  {t + 4, p[2], p[3]},
                  {t + 12, p[2], p[3]},
                  {t + 17, p[0] - 1, p[3]},
                  {t + 27, p[0] - 1, p[3]},
                  {t + 33, p[2], p[1]},
                  {t + 40, p[2], p[1]},
                  {58, p[0], p[1]},
                  {60, p[0], p[1]}},
                 student(1.1f), static_cast<float>(i) * 1.1f, 30.0f * static_cast<float>(i));
    }
    b.walker({{0, -6.6f, 12}, {20, -6.6f, 28}, {30, -6.6f, 28}, {52, -6.6f, 12}, {60, -6.6f, 12}}, officer(),
             0.3f, 70);
    return place;
}

} // namespace shouwang::simulator
