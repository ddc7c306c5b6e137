// One minute of one place, frame by frame. Frame n of two Films of the same place and size is the same
// picture.
#pragma once

#include "simulator/scene/figure_painter.h"
#include "simulator/scene/places.h"

namespace shouwang::simulator {

class Film {
public:
    /// Draws the background, which takes seconds at full size.
    Film(PlaceId place, int width, int height);
    Film(const Film&) = delete;
    Film& operator=(const Film&) = delete;

    /// `frame` of the minute, 0 to kFramesPerMinute - 1.
    void draw(int frame, Picture& picture) const;

private:
    void addNoise(Picture& picture, int frame) const;
    void addCode(Picture& picture, int frame) const;
    void addCaption(Picture& picture, int frame) const;

    Place m_place;
    Tracer m_tracer;
    Shot m_shot;
    Picture m_background;
    FigurePainter m_painter;
    std::vector<std::int8_t> m_noise; ///< a strip of the sensor's noise, read from another place each line
};

} // namespace shouwang::simulator
