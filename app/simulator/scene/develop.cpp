#include "simulator/scene/tracer.h"

namespace shouwang::simulator {

namespace {

float curve(float v) { // a soft shoulder, then display gamma
    const float film = v * (1 + v * 0.08f) / (1 + v * 0.85f);
    return std::pow(clamp01(film * 1.18f), 1 / 2.2f);
}

Yuv toYuv(Vec rgb) {
    const float y = 0.2126f * rgb.x + 0.7152f * rgb.y + 0.0722f * rgb.z;
    return {16 + 219 * y, 128 + 224 * (rgb.z - y) / 1.8556f, 128 + 224 * (rgb.x - y) / 1.5748f};
}

/// Black over violet and orange to white, as thermal cameras paint it.
Vec palette(float heat) {
    static constexpr float kStep = 0.2f;
    static const Vec kTones[] = {{0.01f, 0.01f, 0.07f}, {0.20f, 0.02f, 0.40f}, {0.55f, 0.08f, 0.50f},
                                 {0.88f, 0.32f, 0.12f}, {1.00f, 0.72f, 0.10f}, {1.00f, 0.98f, 0.85f}};
    const float place = clamp01(heat) / kStep;
    const auto below = std::min<std::size_t>(static_cast<std::size_t>(place), 4);
    return mix(kTones[below], kTones[below + 1], place - static_cast<float>(below));
}

Yuv finish(Vec light, const SceneModel& scene, float shade) {
    if (scene.thermal) return toYuv(palette(light.y * scene.exposure * shade));
    Vec v = light * (scene.exposure * shade);
    const float gray = 0.2126f * v.x + 0.7152f * v.y + 0.0722f * v.z;
    v = mix(Vec{gray, gray, gray}, v, scene.saturation);
    return toYuv({curve(std::max(0.0f, v.x)), curve(std::max(0.0f, v.y)), curve(std::max(0.0f, v.z))});
}

/// Light of very bright places, spread over their surroundings, an eighth of the size.
struct Bloom {
    std::size_t width;
    std::size_t height;
    std::vector<Vec> light;

    Vec at(std::size_t x, std::size_t y) const {
        const float fx = std::max(0.0f, static_cast<float>(x) / 8 - 0.5f),
                    fy = std::max(0.0f, static_cast<float>(y) / 8 - 0.5f);
        const auto ix = std::min(static_cast<std::size_t>(fx), width - 1),
                   iy = std::min(static_cast<std::size_t>(fy), height - 1);
        const auto jx = std::min(ix + 1, width - 1), jy = std::min(iy + 1, height - 1);
        const float tx = fx - static_cast<float>(ix), ty = fy - static_cast<float>(iy);
        return mix(mix(light[iy * width + ix], light[iy * width + jx], tx),
                   mix(light[jy * width + ix], light[jy * width + jx], tx), clamp01(ty));
    }
};

void blurRows(std::vector<Vec>& field, std::size_t width, std::size_t height, std::size_t step,
              std::size_t line, int reach) {
    std::vector<Vec> row(width);
    for (std::size_t k = 0; k < height; ++k) {
        for (std::size_t i = 0; i < width; ++i)
            row[i] = field[k * line + i * step];
        for (std::size_t i = 0; i < width; ++i) {
            Vec sum;
            for (int d = -reach; d <= reach; ++d) {
                const auto at = std::clamp(static_cast<int>(i) + d, 0, static_cast<int>(width) - 1);
                sum = sum + row[static_cast<std::size_t>(at)];
            }
            field[k * line + i * step] = sum * (1 / static_cast<float>(2 * reach + 1));
        }
    }
}

Bloom bloomOf(const Shot& shot, float exposure) {
    Bloom bloom{
        static_cast<std::size_t>(shot.width + 7) / 8, static_cast<std::size_t>(shot.height + 7) / 8, {}};
    bloom.light.resize(bloom.width * bloom.height);
    const auto width = static_cast<std::size_t>(shot.width);
    for (std::size_t y = 0; y < static_cast<std::size_t>(shot.height); ++y)
        for (std::size_t x = 0; x < width; ++x) {
            const Vec v = shot.light[y * width + x];
            const float over = std::min(6.0f, std::max(0.0f, v.y * exposure - 1.3f));
            bloom.light[(y / 8) * bloom.width + x / 8] = bloom.light[(y / 8) * bloom.width + x / 8] +
                                                         v * (over / std::max(0.01f, v.y) / exposure / 64);
        }
    const int reach = std::max(1, shot.width / 300);
    for (int pass = 0; pass < 3; ++pass) {
        blurRows(bloom.light, bloom.width, bloom.height, 1, bloom.width, reach);
        blurRows(bloom.light, bloom.height, bloom.width, bloom.width, 1, reach);
    }
    return bloom;
}

} // namespace

Yuv developed(Vec light, const SceneModel& scene) {
    return finish(light, scene, 1);
}

Picture develop(const Shot& shot, const SceneModel& scene) {
    Picture picture(shot.width, shot.height);
    const Bloom bloom = bloomOf(shot, scene.exposure);
    const auto width = static_cast<std::size_t>(shot.width), height = static_cast<std::size_t>(shot.height);
    std::vector<float> u(picture.u.size()), v(picture.v.size());
    for (std::size_t y = 0; y < height; ++y)
        for (std::size_t x = 0; x < width; ++x) {
            const float dx = static_cast<float>(x) / static_cast<float>(width) - 0.5f;
            const float dy = static_cast<float>(y) / static_cast<float>(height) - 0.5f;
            const float shade = 1 - scene.vignette * smooth(0.1f, 0.62f, dx * dx * 1.3f + dy * dy);
            const Yuv c = finish(shot.light[y * width + x] + bloom.at(x, y) * 0.7f, scene, shade);
            picture.y[y * width + x] = static_cast<std::uint8_t>(std::clamp(c.y + 0.5f, 16.0f, 235.0f));
            const std::size_t half =
                std::min(y / 2, height / 2 - 1) * (width / 2) + std::min(x / 2, width / 2 - 1);
            u[half] += c.u / 4;
            v[half] += c.v / 4;
        }
    for (std::size_t i = 0; i < u.size(); ++i) {
        picture.u[i] = static_cast<std::uint8_t>(std::clamp(u[i] + 0.5f, 16.0f, 240.0f));
        picture.v[i] = static_cast<std::uint8_t>(std::clamp(v[i] + 0.5f, 16.0f, 240.0f));
    }
    return picture;
}

} // namespace shouwang::simulator
