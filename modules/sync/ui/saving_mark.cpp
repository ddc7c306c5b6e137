#include "sync/ui/saving_mark.h"

#include "shell/ui/theme.h"

#include <QPainter>

namespace shouwang::sync {

namespace {

constexpr int kMark = 16;

void paint(QPainter& painter, const QRect& rect, SavingState state, const shell::Theme& theme) {
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF circle = QRectF(QPointF(), QSizeF(10, 10)).translated(QRectF(rect).center() - QPointF(5, 5));
    switch (state) {
    case SavingState::Here:
        painter.setPen(QPen(theme.muted(), 1.2));
        painter.drawEllipse(circle);
        break;
    case SavingState::NeedsAttention:
        painter.setPen(QPen(theme.high(), 2.4, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(circle.center() + QPointF(0, -6), circle.center() + QPointF(0, 1));
        painter.drawPoint(circle.center() + QPointF(0, 5.5));
        break;
    }
}

} // namespace

QIcon savingIcon(SavingState state, const shell::Theme& theme) {
    QPixmap pixmap(2 * kMark, 2 * kMark);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(painter, {0, 0, kMark, kMark}, state, theme);
    painter.end();
    return QIcon(pixmap);
}

} // namespace shouwang::sync
