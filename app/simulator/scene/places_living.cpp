// Where people live, by night: corridors, dormitory door, duty room.
#include "simulator/scene/room_parts.h"

namespace shouwang::simulator {

Place buildCorridor() {
    Place place;
    Builder b(place);
    SceneModel& s = place.scene;
    indoor(s, 1.0f);
    s.caption = "走廊北";
    s.view = {{0.45f, 2.75f, -1.2f}, -2.5f, 17, 82, 0.14f};
    const Material floor =
        b.material({{0.42f, 0.40f, 0.36f}, {0.22f, 0.21f, 0.2f}, Pattern::Tiles, 0.6f, 0.45f, 0});
    const Material wall =
        b.material({{0.62f, 0.62f, 0.58f}, {0.24f, 0.36f, 0.33f}, Pattern::Wainscot, 1, 0.12f, 0});
    const Material ceiling =
        b.material({{0.66f, 0.67f, 0.67f}, {0.42f, 0.42f, 0.42f}, Pattern::Louvre, 0.6f, 0, 0});
    const Material door =
        b.material({{0.20f, 0.27f, 0.33f}, {0.09f, 0.11f, 0.12f}, Pattern::Door, 1, 0.1f, 0});
    const Material frame = b.plain({0.14f, 0.17f, 0.19f});
    const Material sign = b.plain({0.05f, 0.20f, 0.45f});
    const Material white = b.plain({0.75f, 0.75f, 0.72f});
    const Material rail = b.plain({0.45f, 0.33f, 0.2f});
    const Material glow = b.glowing({1, 1, 0.97f}, 3.2f);
    const Material day = b.material({{0.8f, 0.9f, 1}, {0.4f, 0.4f, 0.4f}, Pattern::Window, 1, 0, 1.8f});
    const Material exitSign = b.glowing({0.1f, 0.9f, 0.35f}, 1.4f);
    const Material red = b.plain({0.5f, 0.04f, 0.03f});
    shell(b, {-1.4f, 1.4f, 3.0f, 34}, floor, wall, ceiling);
    for (int i = 0; i < 8; ++i) {
        const float z = 2.4f + 4.0f * static_cast<float>(i);
        for (const float side : {-1.0f, 1.0f}) {
            const float at = z + (side > 0 ? 1.6f : 0.0f), in = 1.4f * side;
            const auto plate = [&](float depth, float y0, float y1, float z0, float z1, Material m) {
                b.box({std::min(in, in - depth * side), y0, z0}, {std::max(in, in - depth * side), y1, z1},
                      m);
            };
            plate(0.05f, 0, 2.18f, at - 0.08f, at + 1.03f, frame);
            plate(0.07f, 0, 2.1f, at, at + 0.95f, door);
            plate(0.06f, 1.62f, 1.78f, at + 1.18f, at + 1.45f, sign);
            plate(0.05f, 1.25f, 1.95f, at + 2.0f, at + 2.9f, white);
            plate(0.09f, 0.88f, 0.95f, at + 1.06f, at + 3.85f, rail);
        }
        if (i < 8)
            b.panel({0, 2.99f, 1.5f + 4.2f * static_cast<float>(i)}, 0.3f, 0.6f, Vec{1, 0.99f, 0.95f} * 2.1f,
                    glow);
    }
    b.box({-0.8f, 1.0f, 33.9f}, {0.8f, 2.4f, 34.1f}, day);
    b.lamp({0, 1.7f, 33.4f}, {0.7f, 0.6f, 0.05f}, Vec{0.85f, 0.95f, 1.1f} * 4);
    b.box({-0.25f, 2.55f, 17.0f}, {0.25f, 2.75f, 17.05f}, exitSign);
    b.box({-1.4f, 0.12f, 9.6f}, {-1.18f, 0.72f, 10.0f}, red);
    const Dress o = officer();
    b.walker({{0, -0.4f, 30},
              {22, -0.5f, 3.2f},
              {25, -0.5f, 3.2f},
              {30, -0.2f, 4},
              {52, -0.4f, 30},
              {60, -0.4f, 30}},
             o, 0.4f, 180);
    b.walker({{0, 0.3f, 12.0f},
              {6, 0.9f, 12.2f},
              {18, 0.9f, 12.2f},
              {26, 0.35f, 20},
              {34, 0.35f, 26},
              {40, 0.4f, 26},
              {58, 0.3f, 12},
              {60, 0.3f, 12}},
             student(), 1.3f, 90);
    b.walker({{0, -1.9f, 7.0f},
              {28, -1.9f, 7.0f},
              {30, -0.7f, 7.2f},
              {38, 0.4f, 16},
              {44, 1.9f, 16.3f},
              {60, 1.9f, 16.3f}},
             student(1.2f), 2.2f);
    return place;
}

Place buildDormitory() {
    Place place;
    Builder b(place);
    SceneModel& s = place.scene;
    indoor(s, 1.05f);
    s.caption = "宿舍门口";
    s.view = {{2.6f, 2.75f, 0.2f}, -24, 22, 86, 0.15f};
    const Material floor =
        b.material({{0.36f, 0.36f, 0.35f}, {0.2f, 0.2f, 0.2f}, Pattern::Tiles, 0.8f, 0.4f, 0});
    const Material wall =
        b.material({{0.64f, 0.63f, 0.57f}, {0.30f, 0.38f, 0.42f}, Pattern::Wainscot, 1, 0.1f, 0});
    const Material ceiling = b.plain({0.62f, 0.62f, 0.6f});
    const Material door =
        b.material({{0.34f, 0.24f, 0.15f}, {0.12f, 0.13f, 0.13f}, Pattern::Door, 1, 0.15f, 0});
    const Material frame = b.plain({0.2f, 0.15f, 0.1f});
    const Material pane = b.material({{0.3f, 0.36f, 0.4f}, {0.5f, 0.5f, 0.5f}, Pattern::Window, 1, 0, 0.5f});
    const Material bars = b.material({{0.55f, 0.55f, 0.55f}, {}, Pattern::Bars, 0.14f, 0, 0});
    const Material wood =
        b.material({{0.42f, 0.29f, 0.17f}, {0.2f, 0.13f, 0.08f}, Pattern::Planks, 0.15f, 0.1f, 0});
    const Material steel = b.plain({0.3f, 0.3f, 0.31f});
    const Material sign = b.plain({0.04f, 0.18f, 0.42f});
    const Material white = b.plain({0.78f, 0.77f, 0.74f});
    const Material red = b.plain({0.55f, 0.05f, 0.04f});
    const Material leaf = b.material({{0.05f, 0.16f, 0.05f}, {0.1f, 0.25f, 0.07f}, Pattern::Grass, 1, 0, 0});
    const Material glow = b.glowing({1, 0.98f, 0.92f}, 3.0f);
    shell(b, {-9, 3.4f, 3.0f, 6.2f}, floor, wall, ceiling);
    for (const float x : {-6.9f, -2.4f, 1.5f}) {
        b.box({x - 0.1f, 0, 6.12f}, {x + 1.2f, 2.3f, 6.2f}, frame);
        b.box({x, 0, 6.1f}, {x + 1.1f, 2.2f, 6.2f}, door);
        b.box({x + 0.35f, 2.4f, 6.12f}, {x + 0.75f, 2.58f, 6.2f}, sign);
        b.box({x + 1.5f, 1.05f, 6.15f}, {x + 3.1f, 2.3f, 6.22f}, pane);
        b.box({x + 1.5f, 1.05f, 6.05f}, {x + 3.1f, 2.3f, 6.06f}, bars, false);
    }
    b.box({-9, 1.3f, 3.2f}, {-8.95f, 2.2f, 4.7f}, white);
    b.table({-1.0f, 0, 5.45f}, {1.1f, 0.45f, 5.85f}, wood, steel);
    b.table({-5.6f, 0, 5.45f}, {-3.6f, 0.45f, 5.85f}, wood, steel);
    b.pole(-3.05f, 5.8f, 0.16f, 0, 0.45f, white);
    b.ball({-3.05f, 0.75f, 5.8f}, 0.32f, leaf);
    b.box({1.0f, 0.1f, 6.0f}, {1.25f, 0.65f, 6.2f}, red);
    for (const float x : {-7.0f, -3.2f, 0.6f})
        b.panel({x, 2.99f, 3.4f}, 0.6f, 0.15f, Vec{1, 0.97f, 0.9f} * 2.6f, glow);
    b.walker({{0, -12, 3.4f},
              {8, -6, 4.2f},
              {12, -2.0f, 4.9f},
              {15, -1.8f, 5.3f},
              {22, -1.8f, 5.3f},
              {25, -0.2f, 3.6f},
              {28, 1.3f, 1.5f},
              {31, 2.0f, -1.2f},
              {60, 2.0f, -1.2f}},
             officer(), 0.3f, 0);
    b.walker({{0, -1.9f, 7.5f},
              {31, -1.9f, 7.5f},
              {33, -1.8f, 5.6f},
              {38, -5.4f, 4.2f},
              {44, -12, 3.6f},
              {60, -12, 3.6f}},
             student(), 1.0f);
    b.sitter(0.2f, 5.55f, 180, student(1.15f), 0.8f);
    b.sitter(-0.55f, 5.55f, 170, student(0.95f), 2.9f);
    return place;
}

Place buildCorridorSouth() {
    Place place = buildCorridor();
    SceneModel& s = place.scene;
    // The other end of the same kind of floor: mirrored, other paint, other people.
    for (Solid& solid : s.solids) {
        const float low = solid.low.x;
        solid.low.x = -solid.high.x;
        solid.high.x = -low;
    }
    s.view.at.x = -s.view.at.x;
    s.view.yaw_deg = -s.view.yaw_deg;
    s.caption = "走廊南";
    for (Surface& surface : s.surfaces)
        if (surface.pattern == Pattern::Wainscot)
            surface.second = {0.40f, 0.33f, 0.22f};
        else if (surface.pattern == Pattern::Door)
            surface.color = {0.33f, 0.22f, 0.13f};
    place.figures.clear();
    Builder b(place);
    b.walker({{0, 0.5f, 14},
              {9, 0.4f, 4.5f},
              {16, 0.4f, 4.5f},
              {30, 0.5f, 22},
              {38, 0.5f, 22},
              {46, 0.5f, 14},
              {60, 0.5f, 14}},
             officer(), 0.7f, 160);
    b.walker({{0, 0.2f, 30},
              {25, 0.0f, 5.5f},
              {29, -0.6f, 4.8f},
              {34, -0.6f, 4.8f},
              {56, 0.2f, 30},
              {60, 0.2f, 30}},
             student(1.1f), 1.9f, 180);
    return place;
}

Place buildDutyRoom() {
    Place place;
    Builder b(place);
    SceneModel& s = place.scene;
    indoor(s, 1.1f);
    s.caption = "值班室";
    s.view = {{-2.5f, 2.6f, -0.4f}, 33, 24, 88, 0.15f};
    const Material floor =
        b.material({{0.38f, 0.36f, 0.33f}, {0.24f, 0.23f, 0.22f}, Pattern::Tiles, 0.6f, 0.3f, 0});
    const Material wall =
        b.material({{0.66f, 0.66f, 0.63f}, {0.46f, 0.52f, 0.56f}, Pattern::Wainscot, 1, 0, 0});
    const Material ceiling =
        b.material({{0.66f, 0.66f, 0.66f}, {0.44f, 0.44f, 0.44f}, Pattern::Louvre, 0.6f, 0, 0});
    const Material desk =
        b.material({{0.46f, 0.33f, 0.2f}, {0.3f, 0.2f, 0.12f}, Pattern::Planks, 0.5f, 0.2f, 0});
    const Material dark = b.plain({0.03f, 0.03f, 0.035f}, 0.2f);
    const Material screen = b.glowing({0.20f, 0.34f, 0.5f}, 1.2f);
    const Material bright = b.glowing({0.5f, 0.62f, 0.66f}, 1.1f);
    const Material steel = b.plain({0.42f, 0.44f, 0.46f});
    const Material seat = b.plain({0.07f, 0.09f, 0.12f});
    const Material paper = b.plain({0.8f, 0.8f, 0.78f});
    const Material red = b.plain({0.62f, 0.04f, 0.03f});
    const Material door =
        b.material({{0.33f, 0.23f, 0.14f}, {0.12f, 0.13f, 0.13f}, Pattern::Door, 1, 0.1f, 0});
    const Material pane =
        b.material({{0.34f, 0.42f, 0.46f}, {0.5f, 0.5f, 0.5f}, Pattern::Window, 1, 0, 0.6f});
    const Material leaf = b.material({{0.05f, 0.16f, 0.05f}, {0.1f, 0.25f, 0.07f}, Pattern::Grass, 1, 0, 0});
    const Material glow = b.glowing({1, 1, 0.97f}, 3.0f);
    shell(b, {-3, 3, 2.9f, 6}, floor, wall, ceiling);
    b.table({-1.2f, 0, 3.4f}, {2.4f, 0.76f, 4.3f}, desk, steel);
    b.box({-1.2f, 0.1f, 4.2f}, {2.4f, 0.74f, 4.25f}, desk);
    for (const float x : {-0.9f, 0.1f, 1.1f}) { // monitors that look towards the officer
        b.box({x, 0.92f, 4.02f}, {x + 0.85f, 1.42f, 4.06f}, dark);
        b.box({x + 0.02f, 0.94f, 4.0f}, {x + 0.83f, 1.4f, 4.02f}, x > 0 && x < 1 ? bright : screen);
        b.box({x + 0.36f, 0.76f, 4.0f}, {x + 0.48f, 0.94f, 4.08f}, dark);
        b.box({x + 0.15f, 0.76f, 3.6f}, {x + 0.65f, 0.78f, 3.78f}, dark);
    }
    b.box({2.05f, 0.76f, 3.5f}, {2.3f, 0.86f, 3.75f}, red); // the panic button's box
    b.box({-1.1f, 0.76f, 3.5f}, {-0.8f, 0.77f, 3.9f}, paper);
    b.box({-2.4f, 1.1f, 5.94f}, {-0.5f, 2.2f, 6.05f}, pane);
    for (int i = 0; i < 3; ++i)
        b.box({0.0f + 0.95f * static_cast<float>(i), 1.5f, 5.95f},
              {0.85f + 0.95f * static_cast<float>(i), 2.2f, 6.0f}, paper);
    for (int i = 0; i < 2; ++i)
        b.box({2.45f, 0, 0.6f + 0.95f * static_cast<float>(i)},
              {2.98f, 1.9f, 1.5f + 0.95f * static_cast<float>(i)}, steel);
    b.box({2.93f, 0, 4.7f}, {3.05f, 2.1f, 5.6f}, door);
    b.pole(-2.5f, 5.4f, 0.18f, 0, 0.45f, paper);
    b.ball({-2.5f, 0.8f, 5.4f}, 0.34f, leaf);
    b.chair(0.5f, 2.9f, 0, seat, dark);
    b.chair(1.6f, 2.8f, 20, seat, dark);
    for (const float x : {-1.2f, 1.4f})
        b.panel({x, 2.89f, 2.6f}, 0.6f, 0.3f, Vec{1, 0.99f, 0.95f} * 2.6f, glow);
    b.sitter(0.5f, 2.92f, 0, officer(), 0.6f);
    b.walker({{0, 1.9f, 5.1f},
              {8, 1.9f, 5.1f},
              {11, 0.2f, 5.0f},
              {26, 0.2f, 5.0f},
              {29, -1.7f, 4.6f},
              {32, -1.9f, 3.0f},
              {44, -1.9f, 3.0f},
              {47, -1.7f, 4.6f},
              {51, 1.9f, 5.1f},
              {60, 1.9f, 5.1f}},
             officer(), 1.7f, 180);
    return place;
}

} // namespace shouwang::simulator
