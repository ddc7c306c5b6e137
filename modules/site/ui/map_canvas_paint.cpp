// What is drawn anew at every beat and every move, over the picture that is kept.
#include "site/ui/map_canvas.h"

#include <QPainter>
#include <QQuickWindow>

namespace shouwang::site {

void MapCanvas::paint(QPainter* painter) {
    if (!m_painter) return;
    const QRect area = painter->hasClipping()
                           ? painter->clipBoundingRect().toAlignedRect().intersected(boundingRect().toRect())
                           : boundingRect().toRect();
    if (!site()) {
        painter->fillRect(area, m_theme->background());
        return;
    }
    const qreal ratio = window() ? window()->effectiveDevicePixelRatio() : 1;
    const QRect visible = m_view.visible();
    const QImage& kept = m_layer->picture(m_content, layout(), visible, ratio);
    const QPoint from = area.topLeft() + visible.topLeft() - m_layer->topLeft();
    painter->drawImage(QRectF(area), kept, QRectF(QPointF(from) * ratio, QSizeF(area.size()) * ratio));
    painter->save();
    painter->translate(-visible.topLeft());
    paintOverlay(*painter);
    painter->restore();
    if (m_keyboard && !m_focus) { // the keyboard is here, and on nothing yet
        painter->setPen(QPen(m_theme->accent(), 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(boundingRect().adjusted(1, 1, -1, -1));
    }
}

void MapCanvas::paintOverlay(QPainter& painter) {
    const auto& items = m_content.items();
    paintZoneAlarms(painter);
    paintChosen(painter);
    const QRectF visible =
        QRectF(m_view.visible()).adjusted(-kAlarmGlyph, -kAlarmGlyph, kAlarmGlyph, kAlarmGlyph);
    const qreal ratio = window() ? window()->effectiveDevicePixelRatio() : 1;
    for (const int priority : {4, 3, 2, 1}) { // the worst lies on top
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (items[i].look != Look::Alarm || items[i].priority != priority ||
                items[i].item.kind == ItemKind::Zone || !visible.contains(m_layout.at[i]))
                continue;
            m_painter->paintAlarm(painter, items[i], m_layout.at[i], m_bright, ratio);
        }
    }
    const auto ring = [&](const std::optional<MapItem>& item, bool focus) {
        if (!item) return;
        m_painter->paintRing(painter, planPixelsOf(*item), focus, item->kind == ItemKind::Zone ? 44 : 30);
    };
    const bool ringed = m_keyboard && m_chosen == m_focus;
    if (m_chosen && !ringed && m_content.indexOf(*m_chosen) >= 0) ring(m_chosen, false);
    if (m_keyboard) ring(m_focus, true);
}

/// Frames lie over the kept picture, so the labels in them are written again.
void MapCanvas::paintZoneAlarms(QPainter& painter) {
    const auto& items = m_content.items();
    QRegion framed;
    for (const PlanItem& item : items) {
        if (item.look != Look::Alarm || item.item.kind != ItemKind::Zone) continue;
        m_painter->paintZoneAlarm(painter, m_content, item, m_view.scale(), m_bright);
        for (const Area* area : PlanPainter::alarmedAreas(m_content, item))
            framed += PlanPainter::polygon(*area, m_view.scale()).boundingRect().toAlignedRect();
    }
    if (framed.isEmpty()) return;
    painter.setFont(shell::Theme::font(shell::Type::Secondary));
    for (const PlanLabel& label : m_layout.labels) {
        const auto index = static_cast<std::size_t>(label.item);
        if (framed.intersects(label.rect))
            m_painter->paintLabel(painter, label, label.item >= 0 ? &items[index] : nullptr);
    }
}

/// What is chosen, pointed at or under the keyboard is drawn also where it was left out for want of room.
void MapCanvas::paintChosen(QPainter& painter) {
    const qreal ratio = window() ? window()->effectiveDevicePixelRatio() : 1;
    for (const auto& item : {m_hover, m_chosen, m_focus}) {
        if (!item) continue;
        const int index = m_content.indexOf(*item);
        if (index < 0) continue;
        const PlanItem& drawn = m_content.items()[static_cast<std::size_t>(index)];
        if (item->kind == ItemKind::Camera)
            m_painter->paintCone(painter, site()->cameras[item->index], m_view.scale(), true);
        if (item->kind != ItemKind::Zone && drawn.look != Look::Alarm)
            m_painter->paintGlyph(painter, m_content, drawn, planPixelsOf(*item), ratio);
    }
}

} // namespace shouwang::site
