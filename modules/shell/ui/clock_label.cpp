#include "shell/ui/clock_label.h"

#include "shell/ui/theme.h"

#include <QDateTime>
#include <QPainter>

namespace shouwang::shell {
namespace {

QFont clockFont() {
    QFont font = Theme::font(Type::Heading);
    font.setPixelSize(20);
    return font;
}

} // namespace

ClockLabel::ClockLabel(const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock) {
    setFont(clockFont());
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &ClockLabel::tick);
    tick();
}

void ClockLabel::tick() {
    const qint64 millis = m_clock.utc() / 1000;
    m_text = QDateTime::fromMSecsSinceEpoch(millis).toString(QStringLiteral("HH:mm:ss"));
    setAccessibleName(m_text);
    update();
    // To the next full second, so that the shown second is the true one.
    m_timer.start(static_cast<int>(1000 - millis % 1000 + 2));
}

QSize ClockLabel::sizeHint() const {
    const QFontMetrics metrics(clockFont());
    return {tabularWidth(metrics, QStringLiteral("00:00:00")) + 4, metrics.height()};
}

void ClockLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setFont(clockFont());
    painter.setPen(palette().color(QPalette::WindowText));
    drawTabular(painter, rect(), Qt::AlignHCenter, m_text);
}

} // namespace shouwang::shell
