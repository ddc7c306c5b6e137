// Short words for building a scene, so that a place reads like a floor plan.
#pragma once

#include "simulator/scene/figure.h"
#include "simulator/scene/model.h"

namespace shouwang::simulator {

struct Place {
    SceneModel scene;
    std::vector<Figure> figures;
};

using Material = std::uint16_t;

class Builder {
public:
    explicit Builder(Place& place)
        : m_place(place) {}

    Material material(Surface surface);
    Material plain(Vec color, float gloss = 0) { return material({color, {}, Pattern::Plain, 1, gloss, 0}); }
    Material glowing(Vec color, float glow) { return material({color, {}, Pattern::Plain, 1, 0, glow}); }

    void box(Vec low, Vec high, Material material, bool shadow = true);
    void pole(float x, float z, float radius, float bottom, float top, Material material);
    void ball(Vec centre, float radius, Material material);
    /// A ceiling panel that shines down.
    void panel(Vec centre, float halfX, float halfZ, Vec light, Material glow);
    void lamp(Vec at, Vec half, Vec light);
    void spot(Vec at, Vec aim, float cone, Vec light);
    void tree(float x, float z, float height, Material trunk, Material leaves);
    /// A table or bench: a top on four legs.
    void table(Vec low, Vec high, Material top, Material legs);
    void chair(float x, float z, float facing, Material seat, Material legs);
    /// Rows of windows on a wall that looks towards the camera (its face at z).
    void windows(float x0, float x1, float step, float y0, float y1, float z, Material pane);

    void walker(std::vector<Waypoint> path, Dress dress, float phase = 0, float facing = 0);
    void sitter(float x, float z, float facing, Dress dress, float phase, float floor = 0);
    void car(std::vector<Waypoint> path, Vec color, float facing = 0);

private:
    Place& m_place;
};

Dress student(float shade = 1);
Dress officer();
Dress medic();
Dress visitor(int which);

} // namespace shouwang::simulator
