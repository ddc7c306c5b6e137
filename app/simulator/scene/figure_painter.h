// Paints figures over the finished background: hidden where the depth says so, lit by the lamps around them,
// with a shadow at their feet.
#pragma once

#include "simulator/scene/figure.h"
#include "simulator/scene/tracer.h"

namespace shouwang::simulator {

class FigurePainter {
public:
    /// All four must outlive it.
    FigurePainter(const SceneModel& scene, const Tracer& tracer, const Shot& shot,
                  const std::vector<Figure>& figures);

    void paint(Picture& picture, float second) const;

private:
    void person(Picture& picture, const Figure& figure, const Placed& placed, Vec light, float second) const;
    Vec lightOn(const Figure& figure, const Placed& placed) const;
    void vehicle(Picture& picture, const Figure& figure, const Placed& placed) const;
    void box(Picture& picture, const Placed& placed, Vec low, Vec high, Vec color, Vec light) const;
    void face(Picture& picture, const std::vector<Vec>& corners, Vec light) const;
    void limb(Picture& picture, const Limb& limb, Vec light) const;
    void shadow(Picture& picture, const Placed& placed, float floor, float radius, float height) const;

    const SceneModel& m_scene;
    const Tracer& m_tracer;
    const Shot& m_shot;
    const std::vector<Figure>& m_figures;
    std::vector<Vec> m_stillLight; ///< by figure: the light on those that never leave their place
    Lens m_lens;
};

} // namespace shouwang::simulator
