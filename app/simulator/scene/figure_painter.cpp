#include "simulator/scene/figure_painter.h"

#include <array>

namespace shouwang::simulator {

namespace {

std::uint8_t blend(std::uint8_t under, float over, float cover) {
    return static_cast<std::uint8_t>(
        std::clamp(mix(static_cast<float>(under), over, cover) + 0.5f, 1.0f, 254.0f));
}

struct Area {
    int left;
    int top;
    int right;
    int bottom;
};

Area clipped(float left, float top, float right, float bottom, int width, int height) {
    return {std::clamp(static_cast<int>(std::floor(left)), 0, width),
            std::clamp(static_cast<int>(std::floor(top)), 0, height),
            std::clamp(static_cast<int>(std::ceil(right)) + 1, 0, width),
            std::clamp(static_cast<int>(std::ceil(bottom)) + 1, 0, height)};
}

/// Calls paint(luma index, x, y) for every pixel and tint(chroma index, x, y) for every second one.
template <class Paint, class Tint>
void sweep(const Area& area, int width, Paint paint, Tint tint) {
    for (int y = area.top; y < area.bottom; ++y)
        for (int x = area.left; x < area.right; ++x) {
            const auto i =
                static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
            paint(i, static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f);
            if (((x | y) & 1) == 0)
                tint(i,
                     static_cast<std::size_t>(y / 2) * static_cast<std::size_t>(width / 2) +
                         static_cast<std::size_t>(x / 2),
                     static_cast<float>(x) + 1, static_cast<float>(y) + 1);
        }
}

struct Stroke {
    Lens::Spot a;
    Lens::Spot b;
    float ra;
    float rb;

    struct At {
        float cover;
        float nx;
        float ny;
        float along;
    };
    At at(float x, float y) const {
        const float bx = b.x - a.x, by = b.y - a.y;
        const float t = clamp01(((x - a.x) * bx + (y - a.y) * by) / std::max(0.01f, bx * bx + by * by));
        const float dx = x - (a.x + bx * t), dy = y - (a.y + by * t);
        const float radius = mix(ra, rb, t), distance = std::sqrt(dx * dx + dy * dy);
        const float soft = 1.3f; // a lens is never as sharp as geometry
        return {clamp01((radius - distance) / soft + 0.5f), dx / std::max(0.5f, radius),
                dy / std::max(0.5f, radius), t};
    }
};

} // namespace

FigurePainter::FigurePainter(const SceneModel& scene, const Tracer& tracer, const Shot& shot,
                             const std::vector<Figure>& figures)
    : m_scene(scene)
    , m_tracer(tracer)
    , m_shot(shot)
    , m_figures(figures)
    , m_lens(scene.view, shot.width, shot.height) {
    for (const Figure& figure : figures)
        m_stillLight.push_back(m_tracer.lightAt(placeAt(figure, 0).at + Vec{0, 1.3f, 0}));
}

void FigurePainter::paint(Picture& picture, float second) const {
    struct Item {
        const Figure* figure;
        Placed placed;
        float distance;
    };
    std::vector<Item> items;
    for (const Figure& figure : m_figures) {
        const Placed placed = placeAt(figure, second);
        items.push_back({&figure, placed, length(placed.at - m_scene.view.at)});
    }
    std::sort(items.begin(), items.end(),
              [](const Item& a, const Item& b) { return a.distance > b.distance; });
    for (const Item& item : items) {
        if (m_scene.thermal) break; // a shadow has no warmth to show
        const bool car = item.figure->stance == Stance::Vehicle;
        if (item.figure->stance != Stance::Sit)
            shadow(picture, item.placed, item.figure->floor, car ? 1.5f : 0.3f, car ? 1.4f : 1.7f);
    }
    for (const Item& item : items)
        if (item.figure->stance == Stance::Vehicle)
            vehicle(picture, *item.figure, item.placed);
        else
            person(picture, *item.figure, item.placed, lightOn(*item.figure, item.placed), second);
}

Vec FigurePainter::lightOn(const Figure& figure, const Placed& placed) const {
    if (figure.path.size() == 1) return m_stillLight[static_cast<std::size_t>(&figure - m_figures.data())];
    return m_tracer.lightAt(placed.at + Vec{0, 1.3f, 0});
}

void FigurePainter::person(Picture& picture, const Figure& figure, const Placed& placed, Vec light,
                           float second) const {
    if (!m_lens.project(placed.at + Vec{0, 1, 0})) return;
    std::vector<Limb> limbs = limbsOf(figure, placed, second);
    std::stable_sort(limbs.begin(), limbs.end(), [&](const Limb& a, const Limb& b) {
        return length((a.a + a.b) * 0.5f - m_scene.view.at) >
               length((b.a + b.b) * 0.5f - m_scene.view.at) + 0.02f;
    });
    for (const Limb& part : limbs)
        limb(picture, part, light);
}

void FigurePainter::limb(Picture& picture, const Limb& part, Vec light) const {
    const auto a = m_lens.project(part.a), b = m_lens.project(part.b);
    if (!a || !b) return;
    const Stroke stroke{*a, *b, part.radiusA * a->scale, part.radiusB * b->scale};
    const float reach = std::max(stroke.ra, stroke.rb) + 2;
    const Area area =
        clipped(std::min(a->x, b->x) - reach, std::min(a->y, b->y) - reach, std::max(a->x, b->x) + reach,
                std::max(a->y, b->y) + reach, picture.width, picture.height);
    const auto tone = [&](float strength) {
        return developed(
            mix(m_scene.sky_low, part.color * light * strength, std::exp(-m_scene.haze * a->distance)),
            m_scene);
    };
    // Light falls from above; warmth comes from the whole body, least at its rim.
    const Yuv bright = tone(m_scene.thermal ? 1.1f : 1.35f), dark = tone(m_scene.thermal ? 0.8f : 0.5f);
    const auto visible = [&](std::size_t i, float along) {
        return m_shot.depth[i] > mix(a->distance, b->distance, along) - 0.12f;
    };
    sweep(
        area, picture.width,
        [&](std::size_t i, float x, float y) {
            const Stroke::At at = stroke.at(x, y);
            if (at.cover <= 0 || !visible(i, at.along)) return;
            const float lit = clamp01(0.55f - at.ny * 0.42f - at.nx * 0.22f);
            picture.y[i] = blend(picture.y[i], mix(dark.y, bright.y, lit), at.cover);
        },
        [&](std::size_t i, std::size_t half, float x, float y) {
            const Stroke::At at = stroke.at(x, y);
            if (at.cover <= 0 || !visible(i, at.along)) return;
            picture.u[half] = blend(picture.u[half], mix(dark.u, bright.u, 0.6f), at.cover);
            picture.v[half] = blend(picture.v[half], mix(dark.v, bright.v, 0.6f), at.cover);
        });
}

void FigurePainter::shadow(Picture& picture, const Placed& placed, float floor, float radius,
                           float height) const {
    const bool sunny = m_tracer.sunlit(placed.at + Vec{0, 1.0f, 0});
    Vec cast;
    if (sunny)
        cast =
            Vec{-m_scene.sun_from.x, 0, -m_scene.sun_from.z} * (height / std::max(0.2f, m_scene.sun_from.y));
    float left = 1e9f, top = 1e9f, right = -1e9f, bottom = -1e9f;
    for (const Vec corner : {Vec{-1, 0, -1}, Vec{1, 0, -1}, Vec{-1, 0, 1}, Vec{1, 0, 1}})
        for (const float part : {0.0f, 1.0f}) {
            const auto spot = m_lens.project(placed.at + corner * (radius * 2.2f) + cast * part);
            if (!spot) return;
            left = std::min(left, spot->x), right = std::max(right, spot->x);
            top = std::min(top, spot->y), bottom = std::max(bottom, spot->y);
        }
    const Area area = clipped(left, top, right, bottom, picture.width, picture.height);
    const float span = dot(cast, cast);
    sweep(
        area, picture.width,
        [&](std::size_t i, float x, float y) {
            const Ray ray = m_lens.ray(x, y);
            if (ray.to.y > -0.01f) return;
            const float distance = (floor - ray.from.y) / ray.to.y;
            if (std::abs(m_shot.depth[i] - distance) > 0.06f + distance * 0.01f) return;
            const Vec ground = ray.from + ray.to * distance - placed.at;
            const float contact = 0.5f * (1 - smooth(0, radius * 2.0f, length({ground.x, 0, ground.z})));
            float hard = 0;
            if (sunny) {
                const float t = clamp01(dot(ground, cast) / std::max(0.01f, span));
                const float away = length(ground - cast * t);
                hard = 0.55f * (1 - smooth(radius * 0.65f, radius * 0.85f + 0.05f, away));
            }
            picture.y[i] = blend(picture.y[i], 16, std::max(contact, hard));
        },
        [](std::size_t, std::size_t, float, float) {});
}

void FigurePainter::face(Picture& picture, const std::vector<Vec>& corners, Vec light) const {
    std::vector<Lens::Spot> spots;
    float left = 1e9f, top = 1e9f, right = -1e9f, bottom = -1e9f, turn = 0, near = 0;
    for (const Vec corner : corners) {
        const auto spot = m_lens.project(corner);
        if (!spot) return;
        spots.push_back(*spot);
        left = std::min(left, spot->x), right = std::max(right, spot->x);
        top = std::min(top, spot->y), bottom = std::max(bottom, spot->y);
        near += spot->distance / static_cast<float>(corners.size());
    }
    for (std::size_t i = 0; i < spots.size(); ++i) {
        const auto &a = spots[i], &b = spots[(i + 1) % spots.size()];
        turn += a.x * b.y - b.x * a.y;
    }
    const float sign = turn > 0 ? 1.0f : -1.0f;
    const auto cover = [&](float x, float y) {
        float inside = 1e9f;
        for (std::size_t i = 0; i < spots.size(); ++i) {
            const auto &a = spots[i], &b = spots[(i + 1) % spots.size()];
            const float ex = b.x - a.x, ey = b.y - a.y;
            inside = std::min(inside, sign * (ex * (y - a.y) - ey * (x - a.x)) /
                                          std::max(0.01f, std::sqrt(ex * ex + ey * ey)));
        }
        return clamp01(inside + 0.5f);
    };
    const Yuv tone = developed(light, m_scene);
    const Area area = clipped(left, top, right, bottom, picture.width, picture.height);
    sweep(
        area, picture.width,
        [&](std::size_t i, float x, float y) {
            if (m_shot.depth[i] > near - 1.2f) picture.y[i] = blend(picture.y[i], tone.y, cover(x, y));
        },
        [&](std::size_t i, std::size_t half, float x, float y) {
            if (m_shot.depth[i] < near - 1.2f) return;
            picture.u[half] = blend(picture.u[half], tone.u, cover(x, y));
            picture.v[half] = blend(picture.v[half], tone.v, cover(x, y));
        });
}

void FigurePainter::box(Picture& picture, const Placed& placed, Vec low, Vec high, Vec color,
                        Vec light) const {
    const Vec side{placed.ahead.z, 0, -placed.ahead.x};
    const auto at = [&](bool x, bool y, bool z) {
        return placed.at + side * (x ? high.x : low.x) + Vec{0, y ? high.y : low.y, 0} +
               placed.ahead * (z ? high.z : low.z);
    };
    const Vec eye = m_scene.view.at - placed.at;
    const float across = dot(eye, side), along = dot(eye, placed.ahead);
    if (across > high.x)
        face(picture, {at(1, 0, 0), at(1, 1, 0), at(1, 1, 1), at(1, 0, 1)}, color * light * 0.62f);
    if (across < low.x)
        face(picture, {at(0, 0, 0), at(0, 1, 0), at(0, 1, 1), at(0, 0, 1)}, color * light * 0.7f);
    if (along > high.z)
        face(picture, {at(0, 0, 1), at(1, 0, 1), at(1, 1, 1), at(0, 1, 1)}, color * light * 0.55f);
    if (along < low.z)
        face(picture, {at(0, 0, 0), at(1, 0, 0), at(1, 1, 0), at(0, 1, 0)}, color * light * 0.55f);
    if (eye.y > high.y)
        face(picture, {at(0, 1, 0), at(1, 1, 0), at(1, 1, 1), at(0, 1, 1)}, color * light * 1.1f);
}

void FigurePainter::vehicle(Picture& picture, const Figure& figure, const Placed& placed) const {
    const Vec light = m_tracer.lightAt(placed.at + Vec{0, 1.6f, 0});
    const Vec dark{0.012f, 0.012f, 0.014f}, glass{0.05f, 0.06f, 0.07f};
    const Vec side{placed.ahead.z, 0, -placed.ahead.x};
    for (const float z : {-1.4f, 1.4f})
        for (const float x : {-0.8f, 0.8f}) {
            const Vec hub = placed.at + placed.ahead * z + side * x + Vec{0, 0.32f, 0};
            limb(picture, {hub, hub + side * 0.1f, 0.33f, 0.33f, dark}, light);
        }
    box(picture, placed, {-0.88f, 0.32f, -2.25f}, {0.88f, 0.72f, 2.25f}, figure.dress.upper * 0.9f, light);
    box(picture, placed, {-0.88f, 0.70f, -2.2f}, {0.88f, 0.95f, 2.1f}, figure.dress.upper, light);
    box(picture, placed, {-0.78f, 0.93f, -1.5f}, {0.78f, 1.36f, 0.9f}, glass, light);
    box(picture, placed, {-0.74f, 1.36f, -1.3f}, {0.74f, 1.44f, 0.6f}, figure.dress.upper, light);
    const Vec lampAt = placed.at + placed.ahead * 2.26f + Vec{0, 0.66f, 0};
    for (const float x : {-0.62f, 0.62f})
        limb(picture, {lampAt + side * x, lampAt + side * (x * 0.9f), 0.09f, 0.09f, Vec{1, 1, 0.9f}},
             light * 1.6f + Vec{0.8f, 0.8f, 0.7f});
}

} // namespace shouwang::simulator
