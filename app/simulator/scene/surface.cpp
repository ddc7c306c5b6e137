#include "simulator/scene/surface.h"

namespace shouwang::simulator {

namespace {

float hashed(int x, int y, int z) {
    auto h = static_cast<std::uint32_t>(x) * 0x8da6b343u ^ static_cast<std::uint32_t>(y) * 0xd8163841u ^
             static_cast<std::uint32_t>(z) * 0xcb1ab31fu;
    h ^= h >> 13;
    h *= 0x5bd1e995u;
    h ^= h >> 15;
    return static_cast<float>(h & 0xffffffu) / 16777215.0f;
}

struct Uv {
    float u;
    float v;
    float u0; ///< 0..1 across the solid's face
    float v0;
};

Uv unfold(const Solid& s, Vec p, Vec n) {
    const auto part = [](float v, float a, float b) { return (v - a) / std::max(1e-4f, b - a); };
    const float fx = part(p.x, s.low.x, s.high.x), fy = part(p.y, s.low.y, s.high.y),
                fz = part(p.z, s.low.z, s.high.z);
    if (std::abs(n.y) > 0.7f) return {p.x, p.z, fx, fz};
    if (std::abs(n.x) > std::abs(n.z)) return {p.z, p.y, fz, fy};
    return {p.x, p.y, fx, fy};
}

/// How much of a pixel lies on a line that repeats every `step` and is `line` wide.
float lines(float at, float step, float line, float footprint) {
    const float d = std::abs(at - std::round(at / step) * step);
    const float edge = std::max(footprint, 1e-4f);
    if (edge > step * 0.7f) return line / step;
    return clamp01((line / 2 + edge / 2 - d) / edge) * std::min(1.0f, line / edge);
}

float stains(Vec p, float size) {
    return valueNoise(p.x / size, p.y / size, p.z / size) * 0.6f +
           valueNoise(p.x / size * 3.1f, p.y / size * 3.1f, p.z / size * 3.1f) * 0.4f;
}

Vec tiles(const Surface& s, Uv at, float footprint) {
    const int i = static_cast<int>(std::floor(at.u / s.scale)),
              k = static_cast<int>(std::floor(at.v / s.scale));
    const float shade = 0.94f + 0.12f * hashed(i, k, 7);
    const float half = s.scale / 2;
    const float grout = std::max(lines(at.u - half + half, s.scale, 0.012f, footprint),
                                 lines(at.v, s.scale, 0.012f, footprint));
    return mix(s.color * shade, s.second, grout);
}

Vec bricks(const Surface& s, Uv at, float footprint) {
    const float row = std::floor(at.v / 0.2f);
    const float shift = std::fmod(std::abs(row), 2.0f) * 0.2f;
    const int i = static_cast<int>(std::floor((at.u + shift) / 0.4f));
    const float shade = 0.88f + 0.24f * hashed(i, static_cast<int>(row), 3);
    const float joint =
        std::max(lines(at.v, 0.2f, 0.014f, footprint), lines(at.u + shift, 0.4f, 0.014f, footprint));
    return mix(s.color * shade, s.second, joint * 0.8f);
}

Vec doorLeaf(const Surface& s, Uv at) {
    const auto inside = [&](float l, float b, float r, float t) {
        return at.u0 > l && at.u0 < r && at.v0 > b && at.v0 < t;
    };
    if (inside(0.30f, 0.62f, 0.70f, 0.84f)) { // the pane, with its frame
        if (!inside(0.34f, 0.635f, 0.66f, 0.825f)) return s.color * 0.55f;
        return mix(s.second, s.second * 2.2f, at.v0 * 0.6f + at.u0 * 0.3f);
    }
    if (inside(0.84f, 0.44f, 0.92f, 0.50f)) return {0.62f, 0.62f, 0.6f};
    if (at.u0 < 0.035f || at.u0 > 0.965f || at.v0 > 0.98f) return s.color * 0.45f;
    const bool edge = inside(0.16f, 0.08f, 0.84f, 0.40f) && !inside(0.175f, 0.09f, 0.825f, 0.39f);
    return s.color * (edge ? 0.7f : 1.0f);
}

Look windowPane(const Surface& s, Uv at, Vec p) {
    const bool frame = at.u0 < 0.04f || at.u0 > 0.96f || at.v0 < 0.05f || at.v0 > 0.95f ||
                       std::abs(at.u0 - 0.5f) < 0.02f || std::abs(at.v0 - 0.66f) < 0.018f;
    if (frame) return {s.second, 1, 0, 0};
    const float sheen = 0.8f + 0.4f * valueNoise(p.x * 0.7f, p.y * 0.9f, p.z * 0.7f);
    return {s.color * sheen, 1, 0.7f, s.glow};
}

} // namespace

float valueNoise(float x, float y, float z) {
    const float fx = std::floor(x), fy = std::floor(y), fz = std::floor(z);
    const int ix = static_cast<int>(fx), iy = static_cast<int>(fy), iz = static_cast<int>(fz);
    const auto ease = [](float t) { return t * t * (3 - 2 * t); };
    const float tx = ease(x - fx), ty = ease(y - fy), tz = ease(z - fz);
    const auto plane = [&](int k) {
        return mix(mix(hashed(ix, iy, k), hashed(ix + 1, iy, k), tx),
                   mix(hashed(ix, iy + 1, k), hashed(ix + 1, iy + 1, k), tx), ty);
    };
    return mix(plane(iz), plane(iz + 1), tz);
}

Look lookOf(const Surface& s, const Solid& solid, Vec p, Vec n, float footprint) {
    const Uv at = unfold(solid, p, n);
    const float fine = valueNoise(p.x * 23, p.y * 23, p.z * 23);
    Look look{s.color, 1, s.gloss, s.glow};
    switch (s.pattern) {
    case Pattern::Plain:
        look.color = s.color * (0.97f + 0.06f * stains(p, 1.5f));
        break;
    case Pattern::Concrete:
        look.color = s.color * (0.72f + 0.4f * stains(p, 1.9f) + 0.12f * fine);
        break;
    case Pattern::Tiles:
        look.color = tiles(s, at, footprint) * (0.94f + 0.1f * stains(p, 2.5f));
        break;
    case Pattern::Bricks:
        look.color = bricks(s, at, footprint) * (0.85f + 0.25f * stains(p, 2.2f));
        break;
    case Pattern::Planks:
        look.color =
            mix(s.color * (0.86f + 0.28f * hashed(static_cast<int>(std::floor(at.u / s.scale)), 1, 5)),
                s.second, lines(at.u, s.scale, 0.015f, footprint));
        break;
    case Pattern::Asphalt:
        look.color = s.color * (0.62f + 0.45f * stains(p, 3.5f) + 0.3f * fine);
        break;
    case Pattern::Grass:
        look.color = mix(s.color, s.second, stains(p, 0.9f)) * (0.55f + 0.5f * fine + 0.3f * stains(p, 5));
        break;
    case Pattern::Mesh:
        look.cover = 1 - (1 - lines(at.u, s.scale, 0.007f, footprint)) *
                             (1 - lines(at.v, s.scale * 2, 0.007f, footprint));
        break;
    case Pattern::Bars:
        look.cover = std::max({lines(at.u, s.scale, 0.025f, footprint), at.v0 > 0.97f ? 1.0f : 0.0f,
                               at.v0 < 0.03f ? 1.0f : 0.0f});
        break;
    case Pattern::Wainscot:
        look.color = p.y < 1.2f ? s.second : p.y < 1.23f ? s.second * 0.5f : s.color;
        if (p.y < 0.12f) look.color = s.second * 0.45f;
        look.color = look.color * (0.93f + 0.1f * stains(p, 1.4f));
        look.gloss = p.y < 1.2f ? s.gloss : 0;
        break;
    case Pattern::Door:
        look.color = doorLeaf(s, at);
        break;
    case Pattern::Window:
        look = windowPane(s, at, p);
        break;
    case Pattern::Louvre:
        look.color =
            mix(s.color, s.second,
                std::max(lines(at.u, s.scale, 0.02f, footprint), lines(at.v, s.scale, 0.02f, footprint)));
        break;
    case Pattern::Stripes:
        look.color = std::fmod(std::abs(at.u + at.v) / s.scale, 2.0f) < 1 ? s.color : s.second;
        break;
    }
    return look;
}

} // namespace shouwang::simulator
