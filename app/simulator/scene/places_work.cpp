// Where people work and are looked after: workshop, visiting centre, clinic corridor.
#include "simulator/scene/places.h"

namespace shouwang::simulator {

namespace {

void hall(Builder& b, float x0, float x1, float y1, float z1, Material floor, Material wall,
          Material ceiling) {
    b.box({x0 - 1, -0.2f, -3}, {x1 + 1, 0, z1 + 1}, floor);
    b.box({x0 - 0.3f, 0, -3}, {x0, y1, z1}, wall);
    b.box({x1, 0, -3}, {x1 + 0.3f, y1, z1}, wall);
    b.box({x0 - 0.3f, 0, z1}, {x1 + 0.3f, y1, z1 + 0.3f}, wall);
    b.box({x0 - 0.3f, 0, -3.3f}, {x1 + 0.3f, y1, -3}, wall);
    b.box({x0 - 0.3f, y1, -3.3f}, {x1 + 0.3f, y1 + 0.3f, z1 + 0.3f}, ceiling);
}

} // namespace

Place buildWorkshop() {
    Place place;
    Builder b(place);
    SceneModel& s = place.scene;
    s.caption = "习艺车间";
    s.ambient = {0.15f, 0.155f, 0.165f};
    s.exposure = 1.05f;
    s.noise = 1.8f;
    s.view = {{-6.6f, 4.6f, -2.6f}, 20, 22, 86, 0.15f};
    const Material floor = b.material({{0.24f, 0.34f, 0.29f}, {}, Pattern::Concrete, 1, 0.3f, 0});
    const Material lane = b.plain({0.65f, 0.52f, 0.10f}, 0.2f);
    const Material wall =
        b.material({{0.66f, 0.67f, 0.66f}, {0.30f, 0.40f, 0.48f}, Pattern::Wainscot, 1, 0, 0});
    const Material ceiling =
        b.material({{0.34f, 0.36f, 0.38f}, {0.22f, 0.23f, 0.24f}, Pattern::Louvre, 1.2f, 0, 0});
    const Material top = b.plain({0.50f, 0.53f, 0.50f}, 0.1f);
    const Material steel = b.plain({0.22f, 0.25f, 0.3f});
    const Material stool = b.plain({0.08f, 0.24f, 0.40f});
    const Material goodsA = b.plain({0.55f, 0.42f, 0.26f}), goodsB = b.plain({0.20f, 0.36f, 0.55f}),
                   goodsC = b.plain({0.6f, 0.6f, 0.58f});
    const Material column = b.material({{0.6f, 0.6f, 0.58f}, {0.1f, 0.1f, 0.1f}, Pattern::Concrete, 1, 0, 0});
    const Material stripe =
        b.material({{0.7f, 0.55f, 0.05f}, {0.03f, 0.03f, 0.03f}, Pattern::Stripes, 0.2f, 0, 0});
    const Material pane =
        b.material({{0.78f, 0.88f, 0.98f}, {0.4f, 0.42f, 0.44f}, Pattern::Window, 1, 0, 1.6f});
    const Material red = b.plain({0.55f, 0.06f, 0.05f});
    const Material glow = b.glowing({1, 1, 0.98f}, 3.2f);
    hall(b, -8, 8, 5.4f, 24, floor, wall, ceiling);
    b.box({-0.9f, 0, -2}, {-0.8f, 0.004f, 24}, lane, false);
    b.box({0.8f, 0, -2}, {0.9f, 0.004f, 24}, lane, false);
    for (float z = 1; z < 23; z += 4.2f) {
        b.box({7.94f, 2.2f, z}, {8.05f, 4.4f, z + 3.0f}, pane);
        b.lamp({7.2f, 3.3f, z + 1.5f}, {0.05f, 0.9f, 1.3f}, Vec{0.85f, 0.93f, 1.05f} * 3.0f);
    }
    for (const float z : {6.0f, 13.0f, 20.0f})
        for (const float x : {-7.7f, 7.7f}) {
            b.box({x - 0.25f, 0, z - 0.25f}, {x + 0.25f, 5.4f, z + 0.25f}, column);
            b.box({x - 0.26f, 0, z - 0.26f}, {x + 0.26f, 1.0f, z + 0.26f}, stripe);
        }
    b.box({-5, 3.3f, 23.9f}, {5, 4.0f, 24}, red);
    for (int row = 0; row < 6; ++row)
        for (const float x : {-5.0f, 3.2f}) {
            const float z = 1.8f + 3.5f * static_cast<float>(row);
            b.table({x - 1.6f, 0, z}, {x + 2.2f, 0.78f, z + 0.9f}, top, steel);
            b.box({x - 1.6f, 0.78f, z + 0.42f}, {x + 2.2f, 1.12f, z + 0.46f}, steel);
            for (int seat = 0; seat < 4; ++seat) {
                const float sx = x - 1.15f + 0.98f * static_cast<float>(seat);
                const int key = row * 11 + seat * 3 + (x > 0 ? 5 : 0);
                const Material goods = key % 3 == 0 ? goodsA : key % 3 == 1 ? goodsB : goodsC;
                b.box({sx - 0.2f, 0.78f, z + 0.5f},
                      {sx + 0.15f, 0.9f + 0.04f * static_cast<float>(key % 5), z + 0.8f}, goods);
                b.box({sx - 0.15f, 0.78f, z + 0.12f}, {sx + 0.18f, 0.8f, z + 0.34f}, goodsC);
                b.pole(sx, z - 0.38f, 0.17f, 0.42f, 0.46f, stool);
                b.pole(sx, z - 0.38f, 0.03f, 0, 0.42f, steel);
                if (key % 7 != 2)
                    b.sitter(sx, z - 0.36f, 0, student(0.9f + 0.05f * static_cast<float>(key % 6)),
                             static_cast<float>(key) * 0.8f);
            }
        }
    for (float z = 1.5f; z < 23; z += 5)
        for (const float x : {-4.4f, 0.0f, 4.4f})
            b.panel({x, 4.7f, z}, 0.15f, 1.0f, Vec{1, 1, 0.96f} * 3.6f, glow);
    for (int i = 0; i < 4; ++i)
        b.box({-7.3f, 0.45f * static_cast<float>(i), 21.4f},
              {-6.4f, 0.43f + 0.45f * static_cast<float>(i), 22.6f}, i % 2 == 0 ? goodsA : goodsC);
    b.walker({{0, 0, 21},
              {17, 0, 2},
              {22, 0.2f, 2},
              {39, 0.1f, 21},
              {46, -2.2f, 21.9f},
              {52, -2.2f, 21.9f},
              {58, 0, 21},
              {60, 0, 21}},
             officer(), 0.6f, 200);
    b.walker(
        {{0, -6.9f, 21}, {10, -6.9f, 21}, {24, -7.1f, 6}, {34, -7.1f, 6}, {48, -6.9f, 21}, {60, -6.9f, 21}},
        student(1.2f), 1.9f, 20);
    return place;
}

Place buildVisiting() {
    Place place;
    Builder b(place);
    SceneModel& s = place.scene;
    s.caption = "探访中心";
    s.ambient = {0.17f, 0.17f, 0.17f};
    s.exposure = 1.0f;
    s.noise = 1.6f;
    s.view = {{4.6f, 3.0f, -1.6f}, -27, 20, 84, 0.14f};
    const Material floor =
        b.material({{0.48f, 0.44f, 0.38f}, {0.3f, 0.28f, 0.24f}, Pattern::Tiles, 0.8f, 0.5f, 0});
    const Material wall =
        b.material({{0.68f, 0.66f, 0.60f}, {0.46f, 0.40f, 0.32f}, Pattern::Wainscot, 1, 0.1f, 0});
    const Material ceiling =
        b.material({{0.66f, 0.66f, 0.65f}, {0.42f, 0.42f, 0.42f}, Pattern::Louvre, 0.6f, 0, 0});
    const Material desk =
        b.material({{0.50f, 0.34f, 0.19f}, {0.3f, 0.2f, 0.1f}, Pattern::Planks, 0.4f, 0.2f, 0});
    const Material part = b.plain({0.62f, 0.60f, 0.55f});
    const Material rim = b.plain({0.35f, 0.36f, 0.37f});
    const Material phone = b.plain({0.03f, 0.03f, 0.03f});
    const Material seat = b.plain({0.12f, 0.25f, 0.36f}), seatRed = b.plain({0.42f, 0.14f, 0.1f});
    const Material steel = b.plain({0.3f, 0.3f, 0.3f});
    const Material leaf = b.material({{0.04f, 0.15f, 0.04f}, {0.1f, 0.26f, 0.07f}, Pattern::Grass, 1, 0, 0});
    const Material pot = b.plain({0.6f, 0.58f, 0.54f});
    const Material sign = b.plain({0.04f, 0.2f, 0.42f});
    const Material glow = b.glowing({1, 0.98f, 0.92f}, 3.0f);
    hall(b, -6, 5.4f, 3.3f, 17, floor, wall, ceiling);
    b.box({-1.5f, 0, 1.0f}, {-0.3f, 0.76f, 16.2f}, desk);
    b.box({-0.93f, 0.76f, 1.0f}, {-0.87f, 1.02f, 16.2f}, rim);
    b.box({-0.93f, 2.05f, 1.0f}, {-0.87f, 2.2f, 16.2f}, rim);
    for (int i = 0; i < 8; ++i) {
        const float z = 1.0f + 2.0f * static_cast<float>(i);
        b.box({-1.6f, 0.76f, z - 0.03f}, {-0.2f, 2.0f, z + 0.03f}, part);
        if (i == 7) break;
        b.box({-0.45f, 0.76f, z + 0.3f}, {-0.33f, 0.86f, z + 0.52f}, phone);
        b.box({-1.45f, 0.76f, z + 0.3f}, {-1.33f, 0.86f, z + 0.52f}, phone);
        b.box({-0.92f, 2.2f, z + 0.8f}, {-0.86f, 2.4f, z + 1.2f}, sign);
        b.chair(0.45f, z + 1.0f, 270, seatRed, steel);
        b.chair(-2.25f, z + 1.0f, 90, seat, steel);
        if (i % 3 == 2) continue;
        b.sitter(0.42f, z + 1.0f, 270, visitor(i), static_cast<float>(i) * 1.3f);
        b.sitter(-2.22f, z + 1.0f, 90, student(0.95f + 0.05f * static_cast<float>(i)),
                 static_cast<float>(i) * 2.1f);
    }
    for (const float z : {1.5f, 8.0f, 15.0f}) {
        b.pole(5.0f, z, 0.22f, 0, 0.5f, pot);
        b.ball({5.0f, 0.85f, z}, 0.38f, leaf);
        b.ball({4.9f, 1.15f, z + 0.1f}, 0.26f, leaf);
    }
    for (int i = 0; i < 4; ++i)
        b.chair(4.9f, 3.0f + 0.7f * static_cast<float>(i), 270, seat, steel);
    for (float z = 1.5f; z < 17; z += 3.6f)
        for (const float x : {-3.5f, 2.2f})
            b.panel({x, 3.29f, z}, 0.3f, 0.6f, Vec{1, 0.97f, 0.9f} * 2.5f, glow);
    b.walker({{0, 2.6f, 15}, {14, 2.5f, 3.2f}, {20, 2.5f, 3.2f}, {36, 2.6f, 15}, {60, 2.6f, 15}}, officer(),
             0.4f, 200);
    b.walker({{0, -4.4f, 3}, {16, -4.4f, 15}, {28, -4.4f, 15}, {46, -4.4f, 3}, {60, -4.4f, 3}}, officer(),
             1.8f, 70);
    b.sitter(4.85f, 3.7f, 270, visitor(1), 0.7f);
    return place;
}

Place buildClinic() {
    Place place;
    Builder b(place);
    SceneModel& s = place.scene;
    s.caption = "医务走廊";
    s.ambient = {0.19f, 0.195f, 0.2f};
    s.exposure = 0.95f;
    s.noise = 1.5f;
    s.view = {{-0.7f, 2.75f, -1.2f}, 4, 17, 82, 0.14f};
    const Material floor =
        b.material({{0.42f, 0.47f, 0.48f}, {0.36f, 0.4f, 0.41f}, Pattern::Tiles, 2.0f, 0.55f, 0});
    const Material band = b.plain({0.15f, 0.38f, 0.45f}, 0.5f);
    const Material wall =
        b.material({{0.74f, 0.76f, 0.76f}, {0.52f, 0.64f, 0.66f}, Pattern::Wainscot, 1, 0.1f, 0});
    const Material ceiling =
        b.material({{0.72f, 0.73f, 0.73f}, {0.5f, 0.5f, 0.5f}, Pattern::Louvre, 0.6f, 0, 0});
    const Material door =
        b.material({{0.58f, 0.55f, 0.46f}, {0.2f, 0.24f, 0.26f}, Pattern::Door, 1, 0.2f, 0});
    const Material frame = b.plain({0.4f, 0.42f, 0.42f});
    const Material sign = b.plain({0.05f, 0.32f, 0.38f});
    const Material rail = b.plain({0.30f, 0.46f, 0.5f});
    const Material seat = b.plain({0.14f, 0.34f, 0.45f}), steel = b.plain({0.5f, 0.5f, 0.5f});
    const Material white = b.plain({0.8f, 0.8f, 0.8f}), red = b.plain({0.6f, 0.04f, 0.04f});
    const Material day = b.material({{0.82f, 0.92f, 1}, {0.5f, 0.5f, 0.5f}, Pattern::Window, 1, 0, 2.0f});
    const Material glow = b.glowing({1, 1, 1}, 3.2f);
    hall(b, -1.7f, 1.7f, 3.0f, 26, floor, wall, ceiling);
    b.box({-0.12f, 0, -2}, {0.12f, 0.004f, 26}, band, false);
    for (int i = 0; i < 6; ++i) {
        const float z = 2.6f + 4.2f * static_cast<float>(i);
        for (const float side : {-1.0f, 1.0f}) {
            const float at = z + (side > 0 ? 0.0f : 2.0f), in = 1.7f * side;
            const auto plate = [&](float depth, float y0, float y1, float z0, float z1, Material m) {
                b.box({std::min(in, in - depth * side), y0, z0}, {std::max(in, in - depth * side), y1, z1},
                      m);
            };
            plate(0.05f, 0, 2.25f, at - 0.08f, at + 1.28f, frame);
            plate(0.07f, 0, 2.15f, at, at + 1.2f, door);
            plate(0.25f, 2.3f, 2.5f, at + 0.4f, at + 0.45f, sign);
            plate(0.1f, 0.85f, 0.97f, at + 1.35f, at + 4.0f, rail);
        }
        b.panel({0, 2.99f, 1.0f + 4.2f * static_cast<float>(i)}, 0.3f, 0.6f, Vec{1, 1, 1} * 2.2f, glow);
    }
    for (int i = 0; i < 4; ++i)
        b.chair(1.38f, 4.5f + 0.6f * static_cast<float>(i), 270, seat, steel);
    b.box({-1.55f, 0.25f, 8.6f}, {-1.05f, 0.3f, 9.4f}, steel);
    b.box({-1.55f, 0.85f, 8.6f}, {-1.05f, 0.9f, 9.4f}, white);
    b.box({-1.45f, 0.9f, 8.8f}, {-1.2f, 1.08f, 9.1f}, red);
    for (const float x : {-1.53f, -1.1f})
        for (const float z : {8.62f, 9.35f})
            b.box({x, 0.05f, z}, {x + 0.03f, 0.9f, z + 0.03f}, steel);
    b.box({-0.9f, 0.9f, 25.9f}, {0.9f, 2.5f, 26}, day);
    b.lamp({0, 1.7f, 25.4f}, {0.7f, 0.6f, 0.05f}, Vec{0.9f, 1, 1.1f} * 5);
    b.walker({{0, 0.3f, 24},
              {18, 0.2f, 4.0f},
              {21, 0.9f, 4.4f},
              {33, 0.9f, 4.4f},
              {37, 0.3f, 7},
              {54, 0.3f, 24},
              {60, 0.3f, 24}},
             medic(), 0.3f, 90);
    b.walker({{0, -2.3f, 11.4f},
              {12, -2.3f, 11.4f},
              {14, -0.8f, 11.4f},
              {24, -0.6f, 22},
              {36, -0.6f, 22},
              {48, -0.8f, 11.4f},
              {50, -2.3f, 11.4f},
              {60, -2.3f, 11.4f}},
             medic(), 1.4f, 0);
    b.sitter(1.34f, 5.1f, 270, student(), 0.9f);
    b.sitter(1.34f, 6.3f, 270, student(1.15f), 2.0f);
    b.walker({{0, 0.95f, 7.4f}}, officer(), 2.8f, 200);
    return place;
}

} // namespace shouwang::simulator
