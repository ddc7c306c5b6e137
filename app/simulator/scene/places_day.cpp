// Where people are by day: canteen, classroom.
#include "simulator/scene/room_parts.h"

namespace shouwang::simulator {

Place buildCanteen() {
    Place place;
    Builder b(place);
    SceneModel& s = place.scene;
    indoor(s, 1.05f);
    s.caption = "食堂";
    s.view = {{-7.6f, 3.9f, -2.0f}, 24, 23, 84, 0.16f};
    const Material floor =
        b.material({{0.46f, 0.42f, 0.35f}, {0.3f, 0.27f, 0.22f}, Pattern::Tiles, 0.8f, 0.35f, 0});
    const Material wall =
        b.material({{0.66f, 0.65f, 0.6f}, {0.62f, 0.62f, 0.6f}, Pattern::Wainscot, 1, 0.1f, 0});
    const Material ceiling =
        b.material({{0.6f, 0.6f, 0.6f}, {0.4f, 0.4f, 0.4f}, Pattern::Louvre, 0.6f, 0, 0});
    const Material top = b.plain({0.55f, 0.58f, 0.58f}, 0.25f);
    const Material bench = b.plain({0.10f, 0.28f, 0.42f});
    const Material steel = b.plain({0.42f, 0.43f, 0.44f}, 0.4f);
    const Material tray = b.plain({0.68f, 0.7f, 0.7f});
    const Material food = b.plain({0.5f, 0.28f, 0.1f});
    const Material red = b.plain({0.5f, 0.05f, 0.04f});
    const Material pane =
        b.material({{0.75f, 0.85f, 0.95f}, {0.5f, 0.5f, 0.5f}, Pattern::Window, 1, 0, 1.3f});
    const Material glow = b.glowing({1, 0.98f, 0.94f}, 3.0f);
    const Material white = b.plain({0.8f, 0.8f, 0.78f});
    shell(b, {-9, 9, 4.2f, 19}, floor, wall, ceiling);
    for (float z = 1.5f; z < 18; z += 3.6f) {
        b.box({8.93f, 1.2f, z}, {9.05f, 3.0f, z + 2.4f}, pane);
        b.lamp({8.3f, 2.1f, z + 1.2f}, {0.05f, 0.8f, 1.0f}, Vec{0.8f, 0.9f, 1.05f} * 2.2f);
    }
    b.box({-8, 0, 17.6f}, {6, 1.05f, 18.2f}, steel);
    b.box({-8, 1.05f, 17.7f}, {6, 1.1f, 18.1f}, top);
    b.box({-8, 2.3f, 17.7f}, {6, 2.6f, 18.9f}, red);
    for (int row = 0; row < 4; ++row)
        for (int column = 0; column < 3; ++column) {
            const float x = -5.6f + 4.6f * static_cast<float>(column),
                        z = 3.0f + 3.4f * static_cast<float>(row);
            b.table({x, 0, z}, {x + 3.2f, 0.76f, z + 0.9f}, top, steel);
            b.table({x, 0, z - 0.5f}, {x + 3.2f, 0.45f, z - 0.2f}, bench, steel);
            b.table({x, 0, z + 1.1f}, {x + 3.2f, 0.45f, z + 1.4f}, bench, steel);
            for (int seat = 0; seat < 4; ++seat) {
                const int key = row * 31 + column * 17 + seat * 7;
                const float sx = x + 0.45f + 0.78f * static_cast<float>(seat);
                if (key % 3 != 0) {
                    b.sitter(sx, z - 0.35f, 0, student(0.9f + 0.05f * static_cast<float>(key % 7)),
                             static_cast<float>(key));
                    b.box({sx - 0.18f, 0.76f, z + 0.1f}, {sx + 0.18f, 0.785f, z + 0.36f}, tray);
                    b.ball({sx, 0.78f, z + 0.23f}, 0.06f, food);
                }
                if (key % 4 == 1) b.sitter(sx, z + 1.25f, 180, student(1.1f), static_cast<float>(key) + 1);
            }
        }
    for (float z = 2.5f; z < 18; z += 5)
        for (const float x : {-5.0f, 0.0f, 5.0f})
            b.panel({x, 4.19f, z}, 0.6f, 0.3f, Vec{1, 0.98f, 0.93f} * 3.4f, glow);
    b.walker({{0, -7.2f, 16.6f},
              {14, 6.6f, 16.6f},
              {18, 7.4f, 13},
              {26, 7.2f, 3.4f},
              {31, 7.2f, 3.4f},
              {40, 7.4f, 14},
              {45, 6.6f, 16.6f},
              {58, -7.2f, 16.6f},
              {60, -7.2f, 16.6f}},
             officer(), 0.2f, 180);
    for (int i = 0; i < 5; ++i)
        b.walker({{0, -3.5f + 0.85f * static_cast<float>(i), 17.0f - 0.05f * static_cast<float>(i)}},
                 student(1 + 0.06f * static_cast<float>(i)), static_cast<float>(i) * 1.7f,
                 i % 2 == 0 ? 10.0f : 280.0f);
    b.walker({{0, -2, 18.6f}}, medic(), 0.9f, 180);
    b.walker({{0, -7.0f, 2.0f}}, officer(), 2.1f, 60);
    (void)white;
    return place;
}

Place buildClassroom() {
    Place place;
    Builder b(place);
    SceneModel& s = place.scene;
    indoor(s, 1.05f);
    s.caption = "教室";
    s.view = {{-3.6f, 3.2f, -1.7f}, 19, 22, 88, 0.15f};
    const Material floor =
        b.material({{0.40f, 0.38f, 0.35f}, {0.25f, 0.24f, 0.22f}, Pattern::Tiles, 0.8f, 0.25f, 0});
    const Material wall =
        b.material({{0.68f, 0.68f, 0.64f}, {0.40f, 0.50f, 0.52f}, Pattern::Wainscot, 1, 0.05f, 0});
    const Material ceiling = b.plain({0.66f, 0.66f, 0.65f});
    const Material board = b.plain({0.03f, 0.09f, 0.07f}, 0.1f);
    const Material rim = b.plain({0.5f, 0.48f, 0.44f});
    const Material screen = b.glowing({0.35f, 0.55f, 0.8f}, 1.1f);
    const Material bar = b.glowing({0.85f, 0.9f, 1}, 1.0f);
    const Material top =
        b.material({{0.52f, 0.40f, 0.26f}, {0.3f, 0.22f, 0.14f}, Pattern::Planks, 0.3f, 0.15f, 0});
    const Material steel = b.plain({0.25f, 0.26f, 0.27f});
    const Material seat = b.plain({0.14f, 0.26f, 0.38f});
    const Material paper = b.plain({0.8f, 0.8f, 0.78f});
    const Material pane =
        b.material({{0.75f, 0.86f, 0.98f}, {0.55f, 0.55f, 0.55f}, Pattern::Window, 1, 0, 1.5f});
    const Material curtain =
        b.material({{0.30f, 0.40f, 0.50f}, {0.2f, 0.28f, 0.36f}, Pattern::Planks, 0.16f, 0, 0});
    const Material glow = b.glowing({1, 1, 0.97f}, 3.0f);
    shell(b, {-4.6f, 4.6f, 3.4f, 11}, floor, wall, ceiling);
    b.box({-3.2f, 0.95f, 10.9f}, {0.9f, 2.35f, 11}, board);
    b.box({-3.3f, 0.88f, 10.85f}, {1.0f, 0.95f, 11}, rim);
    b.box({1.4f, 1.05f, 10.88f}, {3.7f, 2.35f, 11}, screen);
    for (int i = 0; i < 5; ++i)
        b.box({1.65f, 2.1f - 0.2f * static_cast<float>(i), 10.86f},
              {3.3f - 0.2f * static_cast<float>(i % 3), 2.15f - 0.2f * static_cast<float>(i), 10.9f}, bar);
    for (float z = 0.8f; z < 10; z += 3.1f) {
        b.box({4.54f, 1.0f, z}, {4.65f, 2.7f, z + 2.0f}, pane);
        b.box({4.45f, 0.9f, z + 2.0f}, {4.55f, 2.8f, z + 2.6f}, curtain);
        b.lamp({4.0f, 1.9f, z + 1.0f}, {0.05f, 0.7f, 0.9f}, Vec{0.85f, 0.93f, 1.05f} * 2.4f);
    }
    b.box({-0.6f, 0, 9.0f}, {0.7f, 0.98f, 9.6f}, top);
    for (int row = 0; row < 4; ++row)
        for (int column = 0; column < 4; ++column) {
            const float x = -3.3f + 1.9f * static_cast<float>(column),
                        z = 1.6f + 1.75f * static_cast<float>(row);
            b.table({x - 0.6f, 0, z}, {x + 0.6f, 0.75f, z + 0.5f}, top, steel);
            for (const float side : {-0.3f, 0.3f}) {
                b.chair(x + side, z - 0.42f, 0, seat, steel);
                const int key = row * 13 + column * 5 + (side > 0 ? 2 : 0);
                if (key % 6 == 3) continue;
                b.sitter(x + side, z - 0.4f, 0, student(0.92f + 0.04f * static_cast<float>(key % 6)),
                         static_cast<float>(key) * 0.9f);
                b.box({x + side - 0.12f, 0.75f, z + 0.1f}, {x + side + 0.12f, 0.76f, z + 0.32f}, paper);
            }
        }
    for (const float z : {2.0f, 5.0f, 8.0f})
        for (const float x : {-2.2f, 2.2f})
            b.panel({x, 3.39f, z}, 0.7f, 0.12f, Vec{1, 0.99f, 0.95f} * 2.6f, glow);
    Dress teacher = visitor(3);
    b.walker({{0, -1.6f, 10.2f},
              {7, -1.6f, 10.2f},
              {11, 1.3f, 10.1f},
              {24, 1.3f, 10.1f},
              {28, -0.2f, 8.5f},
              {40, -0.2f, 8.5f},
              {46, -1.6f, 10.2f},
              {60, -1.6f, 10.2f}},
             teacher, 0.5f, 180);
    b.walker({{0, 4.1f, 0.9f}}, officer(), 1.5f, 330);
    return place;
}

} // namespace shouwang::simulator
