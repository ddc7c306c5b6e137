#include "console/priority_counts.h"

#include "shell/ui/theme.h"

#include <QPainter>

#include <algorithm>

namespace shouwang::console {
namespace {

constexpr int kGap = 14;
constexpr int kMarkGap = 3;

int digitsOf(int count) {
    return std::max(2, static_cast<int>(QString::number(count).size()));
}

int markWidth(const QFontMetrics& metrics) {
    return metrics.horizontalAdvance(QStringLiteral("▲")) + kMarkGap;
}

} // namespace

PriorityCounts::PriorityCounts(const shell::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme) {
    setObjectName(QStringLiteral("top.counts"));
    QFont font = shell::Theme::font(shell::Type::Body);
    font.setPixelSize(16);
    setFont(font);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_pulse.setInterval(500);
    connect(&m_pulse, &QTimer::timeout, this, [this] {
        m_dim = !m_dim;
        update();
    });
    connect(&theme, &shell::Theme::changed, this, qOverload<>(&QWidget::update));
    setCounts({});
}

void PriorityCounts::setCounts(const alarms::Counts& counts) {
    m_counts = counts;
    const bool pulses = counts.unacknowledged[0] > 0;
    if (pulses && !m_pulse.isActive()) m_pulse.start();
    if (!pulses) m_pulse.stop();
    m_dim = m_dim && pulses;
    QStringList spoken;
    for (int i = 0; i < 4; ++i) {
        spoken += QStringLiteral("%1 %2")
                      .arg(shell::priorityWord(i + 1))
                      .arg(counts.open[static_cast<std::size_t>(i)]);
    }
    setAccessibleName(spoken.join(QStringLiteral("  ")));
    setToolTip(tr("未关闭的警情：%1").arg(accessibleName()));
    updateGeometry();
    update();
}

QSize PriorityCounts::sizeHint() const {
    const QFontMetrics metrics(font());
    int width = -kGap;
    for (std::size_t i = 0; i < 4; ++i) {
        const QString digits(digitsOf(m_counts.open[i]), QLatin1Char('0'));
        width += markWidth(metrics) + shell::tabularWidth(metrics, digits) + kGap;
    }
    return {width, metrics.height()};
}

void PriorityCounts::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QFontMetrics metrics(font());
    int x = 0;
    for (int i = 0; i < 4; ++i) {
        const int count = m_counts.open[static_cast<std::size_t>(i)];
        const shell::Tone tone = count > 0 ? shell::priorityTone(i + 1) : shell::Tone::Muted;
        // Only the mark pulses: a number must be readable at any moment.
        QColor markColor = m_theme.color(tone);
        if (i == 0 && m_dim) markColor.setAlphaF(0.35F);
        painter.setPen(markColor);
        const int mark = markWidth(metrics);
        painter.drawText(QRect(x, 0, mark, height()), Qt::AlignVCenter | Qt::AlignLeft,
                         shell::prioritySymbol(i + 1));
        x += mark;
        painter.setPen(m_theme.color(tone));
        const int room = shell::tabularWidth(metrics, QString(digitsOf(count), QLatin1Char('0')));
        shell::drawTabular(painter, QRect(x, 0, room, height()), Qt::AlignLeft, QString::number(count));
        x += room + kGap;
    }
}

} // namespace shouwang::console
