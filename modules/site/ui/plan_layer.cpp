#include "site/ui/plan_layer.h"

#include <QPainter>

#include <cmath>
#include <utility>

namespace shouwang::site {

namespace {

constexpr int kMargin = 160; // pixels round the view

QImage makeImage(QSize size, qreal ratio) {
    QImage image(size * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    return image;
}

} // namespace

const QImage& PlanLayer::picture(const PlanContent& content, const PlanLayout& layout, const QRect& visible,
                                 qreal ratio) {
    const bool known = !m_rect.isNull() && m_scale == layout.scale && m_ratio == ratio;
    if (known && m_rect.contains(visible)) return m_image;
    const QRect wanted = visible.adjusted(-kMargin, -kMargin, kMargin, kMargin);
    // Parts of a pixel cannot be copied without blurring them.
    const bool whole = ratio == std::floor(ratio);
    if (known && whole && m_rect.size() == wanted.size() && m_rect.intersects(wanted)) {
        move(content, layout, wanted);
        return m_image;
    }
    m_scale = layout.scale;
    m_ratio = ratio;
    if (m_image.size() != wanted.size() * ratio || m_image.devicePixelRatio() != ratio)
        m_image = makeImage(wanted.size(), ratio);
    m_rect = wanted;
    paint(content, layout, wanted);
    return m_image;
}

void PlanLayer::move(const PlanContent& content, const PlanLayout& layout, const QRect& to) {
    if (m_spare.size() != m_image.size() || m_spare.devicePixelRatio() != m_ratio)
        m_spare = makeImage(to.size(), m_ratio);
    const QRect kept = m_rect.intersected(to);
    {
        QPainter painter(&m_spare);
        painter.setCompositionMode(QPainter::CompositionMode_Source);
        painter.drawImage(m_rect.topLeft() - to.topLeft(), m_image);
    }
    std::swap(m_image, m_spare);
    m_rect = to;
    const QRect above(to.left(), to.top(), to.width(), kept.top() - to.top());
    const QRect below(to.left(), kept.bottom() + 1, to.width(), to.bottom() - kept.bottom());
    const QRect left(to.left(), kept.top(), kept.left() - to.left(), kept.height());
    const QRect right(kept.right() + 1, kept.top(), to.right() - kept.right(), kept.height());
    for (const QRect& strip : {above, below, left, right}) {
        if (!strip.isEmpty()) paint(content, layout, strip);
    }
}

void PlanLayer::paint(const PlanContent& content, const PlanLayout& layout, const QRect& region) {
    QPainter painter(&m_image);
    painter.translate(-m_rect.topLeft());
    painter.setClipRect(region);
    m_painter.paint(painter, content, layout, region, m_ratio);
}

} // namespace shouwang::site
