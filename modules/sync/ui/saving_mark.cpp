#include "sync/ui/saving_mark.h"

#include "shell/ui/theme.h"
#include "sync/ui/words.h"

#include <QEvent>
#include <QPainter>

namespace shouwang::sync {

namespace {

constexpr int kMark = 16;
constexpr int kGap = 4;

} // namespace

SavingMark::SavingMark(const shell::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme) {
    setFont(shell::Theme::font(shell::Type::Secondary));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &shell::Theme::changed, this, qOverload<>(&QWidget::update));
    rename();
}

void SavingMark::setState(SavingState state) {
    if (state == m_state) return;
    m_state = state;
    rename();
}

void SavingMark::rename() {
    setToolTip(savingText(m_state));
    setAccessibleName(savingWord(m_state));
    updateGeometry();
    update();
}

QSize SavingMark::sizeHint() const {
    const QFontMetrics metrics = fontMetrics();
    return {kMark + kGap + metrics.horizontalAdvance(savingWord(m_state)), std::max(kMark, metrics.height())};
}

void SavingMark::paint(QPainter& painter, const QRect& rect, SavingState state, const shell::Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF circle = QRectF(QPointF(), QSizeF(10, 10)).translated(QRectF(rect).center() - QPointF(5, 5));
    switch (state) {
    case SavingState::Here:
        painter.setPen(QPen(theme.muted(), 1.2));
        painter.drawEllipse(circle);
        break;
    case SavingState::AtStation:
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.muted());
        painter.drawEllipse(circle);
        break;
    case SavingState::NeedsAttention:
        painter.setPen(QPen(theme.high(), 2.4, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(circle.center() + QPointF(0, -6), circle.center() + QPointF(0, 1));
        painter.drawPoint(circle.center() + QPointF(0, 5.5));
        break;
    case SavingState::Unknown:
        painter.setPen(QPen(theme.faint(), 1.2));
        painter.drawLine(circle.center() - QPointF(4, 0), circle.center() + QPointF(4, 0));
        break;
    }
    painter.restore();
}

void SavingMark::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paint(painter, QRect(0, (height() - kMark) / 2, kMark, kMark), m_state, m_theme);
    painter.setPen(m_state == SavingState::NeedsAttention ? m_theme.high() : m_theme.muted());
    painter.drawText(rect().adjusted(kMark + kGap, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     savingWord(m_state));
}

void SavingMark::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) rename();
    QWidget::changeEvent(event);
}

} // namespace shouwang::sync
