// The small pictures of a plan: drawn once for each look, then copied thousands of times.
#include "site/ui/plan_painter.h"

#include <QPainter>

#include <cmath>

namespace shouwang::site {

namespace {

constexpr int kTurn_deg = 5; // finer than this no eye sees at 18 pixels

QImage empty(int size, qreal ratio) {
    QImage image(QSize(size, size) * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    return image;
}

QPainterPath cameraPath(double bearing) {
    QPainterPath lens;
    lens.moveTo(0, -3);
    lens.lineTo(-4.5, -8.5);
    lens.lineTo(4.5, -8.5);
    lens.closeSubpath();
    QTransform turn;
    turn.rotate(bearing);
    QPainterPath path;
    path.addEllipse(QPointF(0, 0), 4.5, 4.5);
    return path.united(turn.map(lens));
}

QPainterPath pathOf(ItemKind kind, double bearing) {
    QPainterPath path;
    switch (kind) {
    case ItemKind::Camera:
        return cameraPath(bearing);
    case ItemKind::Point: { // a bell
        path.moveTo(-6, 4);
        path.cubicTo(-4, 2, -5, -6, 0, -6);
        path.cubicTo(5, -6, 4, 2, 6, 4);
        path.closeSubpath();
        path.addEllipse(QPointF(0, 6), 1.5, 1.5);
        break;
    }
    case ItemKind::Door: // a leaf and its handle
        path.addRect(-4.5, -7, 9, 14);
        path.addEllipse(QPointF(2, 0.5), 1, 1);
        break;
    case ItemKind::Post: // a shield
        path.moveTo(-5.5, -6);
        path.lineTo(5.5, -6);
        path.lineTo(5.5, 1);
        path.lineTo(0, 7);
        path.lineTo(-5.5, 1);
        path.closeSubpath();
        break;
    case ItemKind::Zone:
        break;
    }
    return path;
}

QPolygonF symbolOf(int priority) {
    constexpr double kReach = 9;
    switch (priority) {
    case 1:
        return {{0, -kReach}, {kReach, kReach * 0.75}, {-kReach, kReach * 0.75}};
    case 2:
        return {{0, -kReach}, {kReach, 0}, {0, kReach}, {-kReach, 0}};
    default:
        return {{-7, -7}, {7, -7}, {7, 7}, {-7, 7}};
    }
}

} // namespace

const QImage& PlanPainter::glyph(const PlanContent& content, const PlanItem& item, qreal ratio) const {
    double bearing = 0;
    if (item.item.kind == ItemKind::Camera)
        bearing = kTurn_deg * std::round(content.site()->cameras[item.item.index].bearing_deg / kTurn_deg);
    const int key = static_cast<int>(item.item.kind) * 100'000 + static_cast<int>(item.look) * 1000 +
                    static_cast<int>(bearing);
    auto found = m_sprites.find(key);
    if (found == m_sprites.end())
        found = m_sprites.insert(key, drawGlyph(item.item.kind, item.look, bearing, ratio));
    return *found;
}

QImage PlanPainter::drawGlyph(ItemKind kind, Look look, double bearing, qreal ratio) const {
    QImage image = empty(kGlyph + 2, ratio);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate((kGlyph + 2) / 2.0, (kGlyph + 2) / 2.0);
    const QPainterPath path = pathOf(kind, bearing);
    painter.setPen(QPen(look == Look::Plain ? m_theme.muted() : m_theme.text(), 1.4));
    painter.setBrush(m_theme.surface());
    painter.drawPath(path);
    if (look == Look::Plain) return image;
    painter.setBrush(QBrush(m_theme.stale(), Qt::Dense4Pattern));
    painter.drawPath(path);
    if (look == Look::Lost || look == Look::Bypassed) {
        painter.setPen(QPen(m_theme.text(), 1.6));
        painter.drawLine(QPointF(-7.5, 7.5), QPointF(7.5, -7.5));
    }
    return image;
}

QImage PlanPainter::drawAlarm(int priority, bool bright, bool drill, qreal ratio) const {
    constexpr int kSize = kAlarmGlyph + 10;
    QImage image = empty(kSize, ratio);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(kSize / 2.0, kSize / 2.0);
    const QColor tone = m_theme.color(shell::priorityTone(priority));
    QColor halo = tone;
    halo.setAlpha(bright ? 96 : 0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(halo);
    painter.drawEllipse(QPointF(0, 0), kSize / 2.0 - 1, kSize / 2.0 - 1);
    painter.setBrush(m_theme.background());
    painter.drawEllipse(QPointF(0, 0), kAlarmGlyph / 2.0, kAlarmGlyph / 2.0);
    // In the dark half of a beat the shape stays, as an outline: it is never gone.
    painter.setPen(QPen(tone, 2));
    painter.setBrush(bright ? QBrush(tone) : Qt::NoBrush);
    if (priority == 4) {
        painter.drawEllipse(QPointF(0, 0), 7, 7);
    } else {
        painter.drawPolygon(symbolOf(priority));
    }
    if (drill) {
        painter.setPen(QPen(m_theme.drill(), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(
            QRectF(-kAlarmGlyph / 2.0 - 1, -kAlarmGlyph / 2.0 - 1, kAlarmGlyph + 2, kAlarmGlyph + 2));
    }
    return image;
}

} // namespace shouwang::site
