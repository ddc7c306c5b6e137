#include "simulator/scene/tracer.h"

#include <array>

namespace shouwang::simulator {

namespace {

constexpr float kSky = 1e29f;
constexpr float kOpenReach = 1.6f; ///< how far corners darken, in metres

/// Always the same directions: the shade is smooth where random ones would leave grain that never moves.
constexpr std::array<Vec, 7> kAround{{{0, 0, 1},
                                      {0.8f, 0, 0.6f},
                                      {-0.8f, 0, 0.6f},
                                      {0, 0.8f, 0.6f},
                                      {0, -0.8f, 0.6f},
                                      {0.62f, 0.62f, 0.48f},
                                      {-0.62f, -0.62f, 0.48f}}};

struct Frame {
    Vec a;
    Vec b;
};
Frame tangents(Vec n) {
    const Vec helper = std::abs(n.y) < 0.9f ? Vec{0, 1, 0} : Vec{1, 0, 0};
    const Vec a = normal(cross(helper, n));
    return {a, cross(n, a)};
}

} // namespace

Tracer::Tracer(const SceneModel& scene)
    : m_scene(scene)
    , m_bvh(scene.solids) {}

Vec Tracer::sky(Vec d) const {
    const float height = clamp01(d.y * 1.6f + 0.05f);
    Vec base = mix(m_scene.sky_low, m_scene.sky_top, std::sqrt(height));
    if (d.y > 0.02f) {
        const float x = d.x / d.y, z = d.z / d.y;
        const float cloud =
            valueNoise(x * 0.8f, 1, z * 0.8f) * 0.6f + valueNoise(x * 2.3f, 2, z * 2.3f) * 0.4f;
        base =
            mix(base, m_scene.sky_low * 1.15f, smooth(0.5f, 0.85f, cloud) * 0.6f * smooth(0.02f, 0.2f, d.y));
    }
    return base;
}

float Tracer::openness(Vec point, Vec n) const {
    const Frame frame = tangents(n);
    float open = 0;
    for (const Vec d : kAround) {
        const Vec to = frame.a * d.x + frame.b * d.y + n * d.z;
        const Hit hit = m_bvh.nearest({point + n * 2e-3f, to}, kOpenReach);
        open += hit.solid < 0 ? 1 : std::sqrt(hit.distance / kOpenReach);
    }
    return open / static_cast<float>(kAround.size());
}

Vec Tracer::lampLight(const Lamp& lamp, Vec point, Vec n, bool fine) const {
    static constexpr std::array<Vec, 4> kSpread{
        {{0.7f, 0.1f, 0.4f}, {-0.4f, -0.1f, 0.7f}, {-0.7f, 0.1f, -0.4f}, {0.4f, -0.1f, -0.7f}}};
    const Vec straight = lamp.at - point;
    const float near = dot(straight, straight);
    const float most = (lamp.color.x + lamp.color.y + lamp.color.z) / 3 / (0.15f + near);
    if (most < 0.012f) return {}; // far lamps add less than the sensor's noise
    const std::size_t count = fine && most > 0.12f ? kSpread.size() : 1;
    Vec sum;
    for (std::size_t i = 0; i < count; ++i) {
        const Vec at = count > 1 ? lamp.at + lamp.half * kSpread[i] : lamp.at;
        const Vec d = at - point;
        const float distance = length(d);
        const Vec to = d * (1 / distance);
        float strength = std::max(0.0f, dot(n, to)) / (0.15f + distance * distance);
        if (dot(lamp.aim, lamp.aim) > 0)
            strength *= smooth(lamp.cone - 0.12f, lamp.cone + 0.25f, -dot(to, normal(lamp.aim)));
        if (strength < 1e-4f || m_bvh.blocked({point + n * 3e-3f, to}, distance - 0.12f)) continue;
        sum = sum + lamp.color * strength;
    }
    return sum * (1 / static_cast<float>(count));
}

Vec Tracer::sunLight(Vec point, Vec n, bool fine) const {
    const float facing = dot(n, m_scene.sun_from);
    if (facing <= 0) return {};
    const int count = fine ? 4 : 1;
    const Frame frame = tangents(m_scene.sun_from);
    float seen = 0;
    for (int i = 0; i < count; ++i) {
        const float a = static_cast<float>(i & 1) * 2 - 1, b = static_cast<float>(i >> 1) * 2 - 1;
        const Vec wide = fine ? frame.a * (a * 0.012f) + frame.b * (b * 0.012f) : Vec{};
        if (!m_bvh.blocked({point + n * 3e-3f, normal(m_scene.sun_from + wide)}, 300)) seen += 1;
    }
    return m_scene.sun * (facing * seen / static_cast<float>(count));
}

Vec Tracer::shade(const Ray& ray, const Hit& hit, const Look& look, Vec point, bool fine, int bounces) const {
    const Vec n = hit.normal;
    const float upward = 0.6f + 0.4f * n.y;
    Vec light = m_scene.ambient * (upward * (fine ? openness(point, n) : 0.8f));
    for (const Lamp& lamp : m_scene.lamps)
        light = light + lampLight(lamp, point, n, fine);
    if (dot(m_scene.sun_from, m_scene.sun_from) > 0) light = light + sunLight(point, n, fine);
    Vec out = look.color * light + look.color * look.glow;
    if (look.gloss > 0 && bounces > 0) {
        const float facing = clamp01(-dot(ray.to, n));
        const float mirror = look.gloss * (0.05f + 0.95f * std::pow(1 - facing, 4.0f));
        const float ripple = valueNoise(point.x * 5, point.y * 5, point.z * 5) - 0.5f;
        const Vec to = normal(ray.to - n * (2 * dot(ray.to, n)) + Vec{ripple, 0, -ripple} * 0.02f);
        out = mix(out, trace({point + n * 3e-3f, to}, 0.01f, 0).light, clamp01(mirror));
    }
    return out;
}

Tracer::Sample Tracer::trace(const Ray& ray, float pixelAngle, int bounces) const {
    Sample sample;
    float through = 1; // what is left of the ray behind wire and bars
    Ray on = ray;
    float gone = 0;
    for (int layer = 0; layer < 6 && through > 0.02f; ++layer) {
        const Hit hit = m_bvh.nearest(on);
        if (hit.solid < 0) break;
        const Vec point = on.from + on.to * hit.distance;
        const float distance = gone + hit.distance;
        const Solid& solid = m_scene.solids[static_cast<std::size_t>(hit.solid)];
        const float slant = std::max(0.15f, -dot(on.to, hit.normal));
        const Look look =
            lookOf(m_scene.surfaces[solid.surface], solid, point, hit.normal, distance * pixelAngle / slant);
        if (look.cover > 0.01f) {
            const bool solidHit = look.cover > 0.99f;
            Vec light = shade(on, hit, look, point, bounces > 0 && solidHit, bounces);
            light = mix(m_scene.sky_low, light, std::exp(-m_scene.haze * distance));
            sample.light = sample.light + light * (through * look.cover);
            through *= 1 - look.cover;
            if (solidHit && sample.solid < 0) {
                sample.depth = distance;
                sample.solid = hit.solid;
                sample.normal = hit.normal;
            }
        }
        on.from = point + on.to * 5e-3f;
        gone = distance + 5e-3f;
    }
    if (through > 0.02f && sample.solid < 0) sample.light = sample.light + sky(ray.to) * through;
    return sample;
}

bool Tracer::between(std::vector<Sample>& samples, std::size_t width, std::size_t x, std::size_t y) {
    const std::size_t x0 = x & ~std::size_t{1}, y0 = y & ~std::size_t{1}, x1 = x0 + 2 * (x & 1),
                      y1 = y0 + 2 * (y & 1);
    if (x1 >= width || y1 * width + x1 >= samples.size()) return false;
    const std::array<const Sample*, 4> corners{&samples[y0 * width + x0], &samples[y0 * width + x1],
                                               &samples[y1 * width + x0], &samples[y1 * width + x1]};
    Sample mean = *corners[0];
    mean.light = {};
    mean.depth = 0;
    for (const Sample* corner : corners) {
        if (corner->solid != mean.solid || dot(corner->normal, mean.normal) < 0.999f) return false;
        const Vec d = corner->light - corners[0]->light;
        if (std::abs(d.x) + std::abs(d.y) + std::abs(d.z) > 0.09f * (corners[0]->light.y + 0.02f))
            return false;
        mean.light = mean.light + corner->light * 0.25f;
        mean.depth += corner->depth * 0.25f;
    }
    samples[y * width + x] = mean;
    return true;
}

Shot Tracer::shoot(int width, int height) const {
    const Lens lens(m_scene.view, width, height);
    Shot shot{width, height, {}, {}};
    const auto count = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    shot.light.resize(count);
    shot.depth.resize(count);
    std::vector<Sample> samples(count);
    const auto w = static_cast<std::size_t>(width), h = static_cast<std::size_t>(height);
    const auto take = [&](std::size_t x, std::size_t y) {
        samples[y * w + x] =
            trace(lens.ray(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f), lens.pixelAngle(), 1);
    };
    // Rooms are large smooth walls: every second pixel of every second line is traced, and what lies between
    // is traced only where those do not agree. Outdoors there are wires that are thinner than that.
    const std::size_t step = m_scene.sky_low.y > 0 ? 1 : 2;
    for (std::size_t y = 0; y < h; y += step)
        for (std::size_t x = 0; x < w; x += step)
            take(x, y);
    if (step == 2)
        for (std::size_t y = 0; y < h; ++y)
            for (std::size_t x = (y & 1) == 0 ? 1 : 0; x < w; x += (y & 1) == 0 ? 2 : 1)
                if (x + 1 >= w || y + 1 >= h || !between(samples, w, x, y)) take(x, y);
    for (std::size_t i = 0; i < count; ++i) {
        shot.light[i] = samples[i].light;
        shot.depth[i] = samples[i].depth;
    }
    refine(shot, lens, samples);
    return shot;
}

void Tracer::refine(Shot& shot, const Lens& lens, const std::vector<Sample>& samples) const {
    static constexpr std::array<Vec, 4> kInside{
        {{0.375f, 0.125f, 0}, {0.875f, 0.375f, 0}, {0.125f, 0.625f, 0}, {0.625f, 0.875f, 0}}};
    const auto width = static_cast<std::size_t>(shot.width);
    const auto differs = [&](std::size_t a, std::size_t b) {
        if (samples[a].solid != samples[b].solid || dot(samples[a].normal, samples[b].normal) < 0.9f)
            return true;
        const Vec d = samples[a].light - samples[b].light;
        const float bright = samples[a].light.y + samples[b].light.y + 0.02f;
        return std::abs(d.x) + std::abs(d.y) + std::abs(d.z) > bright * 0.25f;
    };
    for (std::size_t y = 1; y + 1 < static_cast<std::size_t>(shot.height); ++y)
        for (std::size_t x = 1; x + 1 < width; ++x) {
            const std::size_t i = y * width + x;
            if (!differs(i, i - 1) && !differs(i, i + 1) && !differs(i, i - width) && !differs(i, i + width))
                continue;
            Vec sum;
            for (const Vec in : kInside)
                sum = sum + trace(lens.ray(static_cast<float>(x) + in.x, static_cast<float>(y) + in.y),
                                  lens.pixelAngle(), 1)
                                .light;
            shot.light[i] = sum * 0.25f;
        }
}

Vec Tracer::lightAt(Vec point) const {
    Vec light = m_scene.ambient * 0.8f;
    for (const Lamp& lamp : m_scene.lamps) {
        const Vec d = lamp.at - point;
        light = light + lampLight(lamp, point, normal(d), false) * 0.7f;
    }
    if (sunlit(point)) light = light + m_scene.sun * 0.6f;
    return light;
}

bool Tracer::sunlit(Vec point) const {
    return dot(m_scene.sun_from, m_scene.sun_from) > 0 && !m_bvh.blocked({point, m_scene.sun_from}, 300);
}

} // namespace shouwang::simulator
