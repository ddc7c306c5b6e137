#include "shell/ui/icons.h"

#include "shell/ui/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace shouwang::shell {
namespace {

// All paths live in a field of 24 x 24.
QPainterPath eye() {
    QPainterPath path(QPointF(2, 12));
    path.quadTo(12, 1, 22, 12);
    path.quadTo(12, 23, 2, 12);
    path.addEllipse(QPointF(12, 12), 3.4, 3.4);
    return path;
}

QPainterPath flag() {
    QPainterPath path(QPointF(5, 22));
    path.lineTo(5, 3);
    path.lineTo(19, 3);
    path.lineTo(15, 8.5);
    path.lineTo(19, 14);
    path.lineTo(5, 14);
    return path;
}

QPainterPath clipboard() {
    QPainterPath path;
    path.addRoundedRect(QRectF(4, 4, 16, 18), 1.5, 1.5);
    path.addRect(QRectF(8.5, 2, 7, 4));
    for (const double y : {11.0, 15.0}) {
        path.moveTo(8, y);
        path.lineTo(16, y);
    }
    return path;
}

/// Two turned arrows: it is done again until it works.
QPainterPath repeated() {
    QPainterPath path(QPointF(4, 11));
    path.cubicTo(5, 3, 16, 1.5, 19.5, 8);
    path.moveTo(20, 3);
    path.lineTo(20, 8.5);
    path.lineTo(14.5, 8.5);
    path.moveTo(20, 13);
    path.cubicTo(19, 21, 8, 22.5, 4.5, 16);
    path.moveTo(4, 21);
    path.lineTo(4, 15.5);
    path.lineTo(9.5, 15.5);
    return path;
}

QPainterPath sliders() {
    QPainterPath path;
    const double knobs[] = {16, 8, 13};
    for (int i = 0; i < 3; ++i) {
        const double y = 5 + 7 * i;
        path.moveTo(2, y);
        path.lineTo(knobs[i] - 2.4, y);
        path.moveTo(knobs[i] + 2.4, y);
        path.lineTo(22, y);
        path.addEllipse(QPointF(knobs[i], y), 2.4, 2.4);
    }
    return path;
}

QPainterPath map() {
    QPainterPath path(QPointF(2.5, 6));
    for (const QPointF& corner : {QPointF(9, 3), QPointF(15, 6), QPointF(21.5, 3), QPointF(21.5, 18),
                                  QPointF(15, 21), QPointF(9, 18), QPointF(2.5, 21)})
        path.lineTo(corner);
    path.closeSubpath();
    path.moveTo(9, 3);
    path.lineTo(9, 18);
    path.moveTo(15, 6);
    path.lineTo(15, 21);
    return path;
}

QPainterPath bell() {
    QPainterPath path(QPointF(4, 17));
    path.quadTo(6.5, 15, 6.5, 10);
    path.cubicTo(6.5, 2, 17.5, 2, 17.5, 10);
    path.quadTo(17.5, 15, 20, 17);
    path.lineTo(4, 17);
    path.moveTo(9.5, 20);
    path.quadTo(12, 22.5, 14.5, 20);
    return path;
}

QPainterPath lock() {
    QPainterPath path;
    path.addRoundedRect(QRectF(4, 10.5, 16, 11), 1.5, 1.5);
    path.moveTo(7.5, 10.5);
    path.lineTo(7.5, 7.5);
    path.cubicTo(7.5, 1, 16.5, 1, 16.5, 7.5);
    path.lineTo(16.5, 10.5);
    return path;
}

QPainterPath link(bool whole) {
    QPainterPath path;
    path.addEllipse(QPointF(4.5, 12), 2.5, 2.5);
    path.addRoundedRect(QRectF(15, 7, 7, 10), 1, 1);
    path.moveTo(7, 12);
    path.lineTo(whole ? 15 : 9.5, 12);
    if (!whole) {
        path.moveTo(10.5, 9);
        path.lineTo(13.5, 15);
        path.moveTo(13.5, 9);
        path.lineTo(10.5, 15);
    }
    return path;
}

QPainterPath person() {
    QPainterPath path;
    path.addEllipse(QPointF(12, 7.5), 4.5, 4.5);
    path.moveTo(3, 22);
    path.cubicTo(3, 12, 21, 12, 21, 22);
    return path;
}

/// A strip of time with what happened along it.
QPainterPath journal() {
    QPainterPath path;
    path.moveTo(5, 3);
    path.lineTo(5, 21);
    for (const qreal y : {6.0, 12.0, 18.0}) {
        path.addEllipse(QPointF(5, y), 1.8, 1.8);
        path.moveTo(10, y);
        path.lineTo(21, y);
    }
    return path;
}

QPainterPath pathOf(Glyph glyph) {
    switch (glyph) {
    case Glyph::Watch:
        return eye();
    case Glyph::Incident:
        return flag();
    case Glyph::Drill:
        return repeated();
    case Glyph::Duty:
        return clipboard();
    case Glyph::Map:
        return map();
    case Glyph::Journal:
        return journal();
    case Glyph::System:
        return sliders();
    case Glyph::Bell:
        return bell();
    case Glyph::BellOff: {
        QPainterPath path = bell();
        path.moveTo(3, 3);
        path.lineTo(21, 21);
        return path;
    }
    case Glyph::Lock:
        return lock();
    case Glyph::Linked:
        return link(true);
    case Glyph::Unlinked:
        return link(false);
    case Glyph::Person:
        return person();
    }
    return {};
}

} // namespace

QPixmap pixmap(Glyph glyph, const QColor& color, int size, qreal ratio) {
    QPixmap pixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(size / 24.0, size / 24.0);
    painter.setPen(QPen(color, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(pathOf(glyph));
    return pixmap;
}

QIcon icon(Glyph glyph, const Theme& theme) {
    QIcon result;
    for (const qreal ratio : {1.0, 2.0}) {
        result.addPixmap(pixmap(glyph, theme.muted(), 20, ratio), QIcon::Normal, QIcon::Off);
        result.addPixmap(pixmap(glyph, theme.accent(), 20, ratio), QIcon::Normal, QIcon::On);
        result.addPixmap(pixmap(glyph, theme.faint(), 20, ratio), QIcon::Disabled, QIcon::Off);
    }
    return result;
}

QIcon programIcon() {
    QIcon result;
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(size / 24.0, size / 24.0);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Theme::color(Tone::Raised, Theme::Shade::Dark));
        painter.drawRoundedRect(QRectF(0, 0, 24, 24), 5, 5);
        painter.translate(3, 3);
        painter.scale(0.75, 0.75);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(
            QPen(Theme::color(Tone::Accent, Theme::Shade::Dark), 2.2, Qt::SolidLine, Qt::RoundCap));
        painter.drawPath(eye());
        result.addPixmap(pixmap);
    }
    return result;
}

} // namespace shouwang::shell
