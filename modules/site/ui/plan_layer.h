// The part of a plan that does not beat, kept as one picture a little larger than the view: moving the map
// copies it, and only what comes into sight is drawn. GUI thread.
#pragma once

#include "site/ui/plan_painter.h"

namespace shouwang::site {

class PlanLayer {
public:
    explicit PlanLayer(const PlanPainter& painter)
        : m_painter(painter) {}

    /// The picture that holds `visible` (plan pixels); topLeft() is where it lies.
    const QImage& picture(const PlanContent& content, const PlanLayout& layout, const QRect& visible,
                          qreal ratio);
    QPoint topLeft() const { return m_rect.topLeft(); }
    /// What is kept is no longer true.
    void forget() { m_rect = {}; }

private:
    void move(const PlanContent& content, const PlanLayout& layout, const QRect& to);
    void paint(const PlanContent& content, const PlanLayout& layout, const QRect& region);

    const PlanPainter& m_painter;
    QImage m_image;
    QImage m_spare;
    QRect m_rect; // plan pixels
    double m_scale = 0;
    qreal m_ratio = 1;
};

} // namespace shouwang::site
