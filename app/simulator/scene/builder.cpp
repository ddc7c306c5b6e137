#include "simulator/scene/builder.h"

#include <array>
#include <numbers>

namespace shouwang::simulator {

Material Builder::material(Surface surface) {
    m_place.scene.surfaces.push_back(surface);
    return static_cast<Material>(m_place.scene.surfaces.size() - 1);
}

void Builder::box(Vec low, Vec high, Material material, bool shadow) {
    m_place.scene.solids.push_back({low, high, material, Shape::Box, shadow});
}

void Builder::pole(float x, float z, float radius, float bottom, float top, Material material) {
    m_place.scene.solids.push_back(
        {{x - radius, bottom, z - radius}, {x + radius, top, z + radius}, material, Shape::Pole, true});
}

void Builder::ball(Vec c, float r, Material material) {
    m_place.scene.solids.push_back({c - Vec{r, r, r}, c + Vec{r, r, r}, material, Shape::Ball, true});
}

void Builder::panel(Vec c, float halfX, float halfZ, Vec light, Material glow) {
    box(c - Vec{halfX, 0.03f, halfZ}, c + Vec{halfX, 0.02f, halfZ}, glow, false);
    lamp(c - Vec{0, 0.08f, 0}, {halfX, 0.01f, halfZ}, light);
}

void Builder::lamp(Vec at, Vec half, Vec light) {
    m_place.scene.lamps.push_back({at, half, light, {}, 0});
}

void Builder::spot(Vec at, Vec aim, float cone, Vec light) {
    m_place.scene.lamps.push_back({at, {0.15f, 0.05f, 0.15f}, light, aim, cone});
}

void Builder::tree(float x, float z, float height, Material trunk, Material leaves) {
    pole(x, z, 0.07f + height * 0.01f, 0, height * 0.55f, trunk);
    // Many small balls on a spiral over an egg: from a camera's distance that is foliage.
    constexpr int kBalls = 70;
    for (int i = 0; i < kBalls; ++i) {
        const float up = 1 - 2 * (static_cast<float>(i) + 0.5f) / kBalls,
                    turn = 2.39996f * static_cast<float>(i);
        const float ring = std::sqrt(1 - up * up) * (0.82f + 0.25f * std::sin(turn * 3.7f + x));
        const Vec at{ring * std::cos(turn) * 0.27f, 0.68f + up * 0.27f, ring * std::sin(turn) * 0.27f};
        ball(Vec{x, 0, z} + at * height, height * (0.055f + 0.02f * std::sin(turn * 5.1f + z)), leaves);
    }
    ball({x, height * 0.68f, z}, height * 0.2f, leaves);
}

void Builder::table(Vec low, Vec high, Material top, Material legs) {
    box({low.x, high.y - 0.04f, low.z}, high, top);
    for (const float x : {low.x + 0.04f, high.x - 0.08f})
        for (const float z : {low.z + 0.04f, high.z - 0.08f})
            box({x, low.y, z}, {x + 0.04f, high.y - 0.04f, z + 0.04f}, legs);
}

void Builder::chair(float x, float z, float facing, Material seat, Material legs) {
    box({x - 0.2f, 0.42f, z - 0.2f}, {x + 0.2f, 0.46f, z + 0.2f}, seat);
    const float a = facing * std::numbers::pi_v<float> / 180, bx = x - 0.19f * std::sin(a),
                bz = z - 0.19f * std::cos(a);
    const float hx = std::abs(std::cos(a)) * 0.18f + 0.02f, hz = std::abs(std::sin(a)) * 0.18f + 0.02f;
    box({bx - hx, 0.55f, bz - hz}, {bx + hx, 0.88f, bz + hz}, seat);
    for (const float lx : {-0.18f, 0.15f})
        for (const float lz : {-0.18f, 0.15f})
            box({x + lx, 0, z + lz}, {x + lx + 0.03f, 0.42f, z + lz + 0.03f}, legs);
}

void Builder::windows(float x0, float x1, float step, float y0, float y1, float z, Material pane) {
    for (float x = x0; x + step * 0.6f <= x1; x += step)
        box({x, y0, z - 0.06f}, {x + step * 0.6f, y1, z + 0.05f}, pane);
}

void Builder::walker(std::vector<Waypoint> path, Dress dress, float phase, float facing) {
    m_place.figures.push_back(
        {Stance::Walk, std::move(path), dress, facing, 0, 0.97f + 0.05f * std::sin(phase * 3), phase});
}

void Builder::sitter(float x, float z, float facing, Dress dress, float phase, float floor) {
    m_place.figures.push_back({Stance::Sit, {{0, x, z}}, dress, facing, floor, 1, phase});
}

void Builder::car(std::vector<Waypoint> path, Vec color, float facing) {
    Dress paint;
    paint.upper = color;
    m_place.figures.push_back({Stance::Vehicle, std::move(path), paint, facing, 0, 1, 0});
}

Dress student(float shade) {
    Dress dress;
    dress.upper = Vec{0.075f, 0.115f, 0.19f} * shade;
    dress.lower = Vec{0.045f, 0.065f, 0.11f} * shade;
    return dress;
}

Dress officer() {
    Dress dress;
    dress.upper = {0.022f, 0.028f, 0.05f};
    dress.lower = {0.014f, 0.017f, 0.03f};
    dress.head = {0.012f, 0.014f, 0.028f};
    return dress;
}

Dress medic() {
    Dress dress;
    dress.upper = {0.72f, 0.75f, 0.78f};
    dress.lower = {0.25f, 0.28f, 0.32f};
    dress.coat = true;
    return dress;
}

Dress visitor(int which) {
    static constexpr std::array<Vec, 4> kUpper{
        {{0.35f, 0.07f, 0.06f}, {0.30f, 0.27f, 0.20f}, {0.08f, 0.16f, 0.11f}, {0.32f, 0.33f, 0.36f}}};
    Dress dress;
    dress.upper = kUpper[static_cast<std::size_t>(which) % kUpper.size()];
    dress.lower = {0.035f, 0.04f, 0.055f};
    return dress;
}

} // namespace shouwang::simulator
