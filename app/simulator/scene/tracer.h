// Draws a place once: light, shade, reflections. What moves is painted over it later, frame by frame.
#pragma once

#include "simulator/picture.h"
#include "simulator/scene/lens.h"
#include "simulator/scene/surface.h"

namespace shouwang::simulator {

struct Shot {
    int width = 0;
    int height = 0;
    std::vector<Vec> light;   ///< linear, before exposure
    std::vector<float> depth; ///< metres along the ray; 1e30 is sky
};

class Tracer {
public:
    explicit Tracer(const SceneModel& scene);

    Shot shoot(int width, int height) const;
    /// Light that falls on something upright at this point, for figures.
    Vec lightAt(Vec point) const;
    /// Whether the sun reaches this point.
    bool sunlit(Vec point) const;

private:
    struct Sample {
        Vec light;
        float depth = 1e30f;
        int solid = -1;
        Vec normal;
    };
    Sample trace(const Ray& ray, float pixelAngle, int bounces) const;
    Vec shade(const Ray& ray, const Hit& hit, const Look& look, Vec point, bool fine, int bounces) const;
    Vec lampLight(const Lamp& lamp, Vec point, Vec n, bool fine) const;
    Vec sunLight(Vec point, Vec n, bool fine) const;
    float openness(Vec point, Vec n) const;
    Vec sky(Vec direction) const;
    /// Fills in a pixel from its traced neighbours; false where they do not agree.
    static bool between(std::vector<Sample>& samples, std::size_t width, std::size_t x, std::size_t y);
    void refine(Shot& shot, const Lens& lens, const std::vector<Sample>& samples) const;

    const SceneModel& m_scene;
    Bvh m_bvh;
};

/// Exposure, bloom around lamps, vignetting, gamma: the finished background.
Picture develop(const Shot& shot, const SceneModel& scene);

/// One linear colour as it comes out of develop() in the middle of the picture: y, u, v.
struct Yuv {
    float y;
    float u;
    float v;
};
Yuv developed(Vec light, const SceneModel& scene);

} // namespace shouwang::simulator
