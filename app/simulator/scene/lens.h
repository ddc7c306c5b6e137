// From the scene to the picture and back, through a lens that bends straight lines a little, as cheap wide
// ones do.
#pragma once

#include "simulator/scene/bvh.h"

#include <optional>

namespace shouwang::simulator {

class Lens {
public:
    Lens(const View& view, int width, int height);

    Ray ray(float px, float py) const;

    struct Spot {
        float x = 0;
        float y = 0;
        float distance = 0; ///< metres from the lens
        float scale = 0;    ///< pixels per metre there
    };
    /// Nothing for what is behind the lens.
    std::optional<Spot> project(Vec point) const;
    float pixelAngle() const { return m_tangent * 2 / m_width; }

private:
    Vec m_at;
    Vec m_right;
    Vec m_up;
    Vec m_ahead;
    float m_width;
    float m_height;
    float m_tangent;
    float m_barrel;
};

} // namespace shouwang::simulator
