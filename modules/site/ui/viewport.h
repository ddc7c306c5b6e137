// Which part of a plan is seen, and how large. North is up. Plan pixels are the plan at the present scale,
// with y down: they stay the same while the map is moved, so what is drawn in them can be kept.
#pragma once

#include "site/map.h"

#include <QPointF>
#include <QRect>
#include <QSize>

namespace shouwang::site {

class Viewport {
public:
    static constexpr double kClosest = 80; ///< pixels a metre

    void setSize(QSize size);
    QSize size() const { return m_size; }
    double scale() const { return m_scale; } ///< pixels a metre
    Spot centre() const { return m_centre; }

    /// The plan can be moved about in it, but never out of sight.
    void setExtent(const Box& extent);
    void fit();
    bool isFitted() const { return m_fitted; }
    void zoom(double factor, QPointF around);
    void pan(QPointF pixels); ///< how far the picture moves
    void lookAt(Spot spot, double leastScale = 0);

    QPointF planPixels(Spot spot) const;
    QPoint origin() const; ///< of the view, in plan pixels
    QPointF toView(Spot spot) const;
    Spot toPlan(QPointF view) const;
    QRect visible() const { return {origin(), m_size}; } ///< in plan pixels

private:
    double fittingScale() const;
    void clamp();

    QSize m_size{1, 1};
    Box m_extent{0, 0, 1, 1};
    Spot m_centre;
    double m_scale = 1;
    bool m_fitted = true; ///< nobody has moved it, so it follows the size of the window
};

} // namespace shouwang::site
