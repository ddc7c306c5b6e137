#include "simulator/scene/lens.h"

#include <numbers>

namespace shouwang::simulator {

Lens::Lens(const View& view, int width, int height)
    : m_at(view.at)
    , m_width(static_cast<float>(width))
    , m_height(static_cast<float>(height))
    , m_barrel(view.barrel) {
    constexpr float degree = std::numbers::pi_v<float> / 180;
    const float yaw = view.yaw_deg * degree, pitch = view.pitch_deg * degree;
    m_ahead = {std::sin(yaw) * std::cos(pitch), -std::sin(pitch), std::cos(yaw) * std::cos(pitch)};
    m_right = normal(cross({0, 1, 0}, m_ahead));
    m_up = cross(m_ahead, m_right);
    m_tangent = std::tan(view.width_deg * degree / 2) / (1 + m_barrel);
}

Ray Lens::ray(float px, float py) const {
    const float u = (px / m_width * 2 - 1);
    const float v = (1 - py / m_height * 2) * m_height / m_width;
    const float bend = m_tangent * (1 + m_barrel * (u * u + v * v));
    return {m_at, normal(m_ahead + m_right * (u * bend) + m_up * (v * bend))};
}

std::optional<Lens::Spot> Lens::project(Vec point) const {
    const Vec d = point - m_at;
    const float depth = dot(d, m_ahead);
    if (depth < 0.2f) return std::nullopt;
    const float tx = dot(d, m_right) / depth / m_tangent, ty = dot(d, m_up) / depth / m_tangent;
    // Newton on bend (1 + k bend^2) = 1, from above: it also holds far outside the picture, where half of a
    // figure may stand.
    const float k = m_barrel * (tx * tx + ty * ty);
    float bend = 1;
    for (int i = 0; i < 12; ++i)
        bend = (2 * k * bend * bend * bend + 1) / (3 * k * bend * bend + 1);
    Spot spot;
    spot.x = (tx * bend + 1) / 2 * m_width;
    spot.y = (1 - ty * bend * m_width / m_height) / 2 * m_height;
    spot.distance = length(d);
    spot.scale = bend * m_width / 2 / m_tangent / depth;
    return spot;
}

} // namespace shouwang::simulator
