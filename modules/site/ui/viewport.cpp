#include "site/ui/viewport.h"

#include <algorithm>
#include <cmath>

namespace shouwang::site {

namespace {

constexpr double kFoot = 28;           // pixels at the lower edge, where the scale bar stands
constexpr double kMargin = 36;         // pixels round a plan that is seen whole: labels at its edge need them
constexpr double kFarthestShare = 0.6; // of the fitting scale

} // namespace

void Viewport::setSize(QSize size) {
    m_size = size.expandedTo({1, 1});
    if (m_fitted) {
        fit();
    } else {
        clamp();
    }
}

void Viewport::setExtent(const Box& extent) {
    m_extent = extent.isEmpty() ? Box{0, 0, 1, 1} : extent;
    fit();
}

double Viewport::fittingScale() const {
    const double width = std::max(1.0, m_extent.right - m_extent.left);
    const double height = std::max(1.0, m_extent.top - m_extent.bottom);
    const double across = std::max(16.0, m_size.width() - 2 * kMargin) / width;
    const double along = std::max(16.0, m_size.height() - 2 * kMargin - kFoot) / height;
    return std::min({across, along, kClosest});
}

void Viewport::fit() {
    m_scale = fittingScale();
    m_centre = {(m_extent.left + m_extent.right) / 2,
                (m_extent.bottom + m_extent.top) / 2 - kFoot / 2 / m_scale};
    m_fitted = true;
}

void Viewport::zoom(double factor, QPointF around) {
    // Without rounding to pixels, or a long turn of the wheel would drift.
    const QPointF off = around - QPointF(m_size.width() / 2.0, m_size.height() / 2.0);
    const Spot under{m_centre.x_m + off.x() / m_scale, m_centre.y_m - off.y() / m_scale};
    const double least = fittingScale() * kFarthestShare;
    m_scale = std::clamp(m_scale * factor, least, std::max(least, kClosest));
    m_fitted = false;
    m_centre = {under.x_m - off.x() / m_scale, under.y_m + off.y() / m_scale};
    clamp();
}

void Viewport::pan(QPointF pixels) {
    m_centre = {m_centre.x_m - pixels.x() / m_scale, m_centre.y_m + pixels.y() / m_scale};
    m_fitted = false;
    clamp();
}

void Viewport::lookAt(Spot spot, double leastScale) {
    m_scale = std::max(m_scale, std::min(leastScale, kClosest));
    m_centre = spot;
    m_fitted = false;
    clamp();
}

void Viewport::clamp() {
    m_centre.x_m = std::clamp(m_centre.x_m, m_extent.left, m_extent.right);
    m_centre.y_m = std::clamp(m_centre.y_m, m_extent.bottom, m_extent.top);
}

QPointF Viewport::planPixels(Spot spot) const {
    return {spot.x_m * m_scale, -spot.y_m * m_scale};
}

QPoint Viewport::origin() const {
    // Whole pixels, so that what is kept as a picture lies exactly under what is drawn over it.
    const QPointF middle = planPixels(m_centre);
    return {static_cast<int>(std::lround(middle.x() - m_size.width() / 2.0)),
            static_cast<int>(std::lround(middle.y() - m_size.height() / 2.0))};
}

QPointF Viewport::toView(Spot spot) const {
    return planPixels(spot) - origin();
}

Spot Viewport::toPlan(QPointF view) const {
    const QPointF pixels = view + origin();
    return {pixels.x() / m_scale, -pixels.y() / m_scale};
}

} // namespace shouwang::site
