#include "console/drill_frame.h"

#include "shell/ui/theme.h"

#include <QEvent>
#include <QPainter>

namespace shouwang::console {

DrillFrame::DrillFrame(const shell::Theme& theme, QWidget& window)
    : QWidget(&window)
    , m_theme(theme) {
    setObjectName(QStringLiteral("drill.frame"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    window.installEventFilter(this);
    connect(&theme, &shell::Theme::changed, this, qOverload<>(&QWidget::update));
    hide();
    fit();
}

/// Only the edge is the widget's: what moves inside of it is not painted twice.
void DrillFrame::fit() {
    const QRect whole = parentWidget()->rect();
    setGeometry(whole);
    setMask(QRegion(whole) - whole.adjusted(kWidth, kWidth, -kWidth, -kWidth));
    raise();
}

void DrillFrame::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), m_theme.drill());
}

bool DrillFrame::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize || event->type() == QEvent::ChildAdded) fit();
    return QWidget::eventFilter(watched, event);
}

} // namespace shouwang::console
