#include "alarms/ui/alarm_delegate.h"

#include "alarms/ui/alarm_model.h"
#include "alarms/ui/words.h"
#include "shell/ui/theme.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace shouwang::alarms {

namespace {

constexpr int kRowHeight = 56;
constexpr int kBar = 4;
constexpr int kSymbolWidth = 28;
constexpr int kPadding = 8;

bool pulses(const State& state) {
    return state.stage() == Stage::Raised && state.priority == site::Priority::Critical;
}

/// Room for the longest word of a priority, in whatever language; none where the place would be cut for it:
/// the shape says the priority too, and nothing else in the row says the place.
int markWidth(int row, const State& state) {
    const QFontMetrics metrics(shell::Theme::font(shell::Type::Body));
    const QFontMetrics small(shell::Theme::font(shell::Type::Secondary));
    int widest = 0;
    for (int priority = 1; priority <= 4; ++priority)
        widest = std::max(widest, metrics.horizontalAdvance(shell::priorityWord(priority)));
    const int wanted = kSymbolWidth + widest + 2 * kPadding;
    const int since = shell::tabularWidth(small, QStringLiteral("00:00:00"));
    const bool fits = metrics.horizontalAdvance(titleWord(state)) + since + kPadding <= row - wanted;
    return fits ? wanted : kSymbolWidth;
}

/// As many as fit, whole: the beginning of a word says nothing.
QString wholeParts(QStringList parts, const QFontMetrics& metrics, int width) {
    const QString between = QStringLiteral(" · ");
    while (!parts.isEmpty() && metrics.horizontalAdvance(parts.join(between)) > width)
        parts.removeLast();
    return parts.join(between);
}

QColor tint(QColor color, int alpha) {
    color.setAlpha(alpha);
    return color;
}

} // namespace

QSize AlarmDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {240, kRowHeight};
}

bool AlarmDelegate::bright() const {
    return m_clock.utc() / 500'000 % 2 == 0;
}

void AlarmDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    const auto* model = qobject_cast<const AlarmModel*>(index.model());
    if (!model) return;
    const State& state = model->at(index.row());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintGround(*painter, option, state);
    const QRect inner = option.rect.adjusted(kBar + kPadding, 6, -kPadding - 2, -6);
    const int mark = markWidth(inner.width(), state);
    paintMark(*painter, QRect(inner.left(), inner.top(), mark, inner.height()), state);
    const QRect lines = inner.adjusted(mark, 0, 0, 0);
    const int half = lines.height() / 2;
    paintFirstLine(*painter, QRect(lines.left(), lines.top(), lines.width(), half), state);
    paintSecondLine(*painter, QRect(lines.left(), lines.top() + half, lines.width(), half), state);
    painter->restore();
}

void AlarmDelegate::paintGround(QPainter& painter, const QStyleOptionViewItem& option,
                                const State& state) const {
    const QRect rect = option.rect;
    const QColor tone = m_theme.color(shell::priorityTone(static_cast<int>(state.priority)));
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    painter.fillRect(rect, selected ? m_theme.raised() : m_theme.surface());
    if (state.stage() == Stage::Raised)
        painter.fillRect(rect, tint(tone, pulses(state) && bright() ? 56 : 22));
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, m_theme.line());
    painter.fillRect(rect.left(), rect.top(), kBar, rect.height() - 1, tone);
    if (state.mode != ledger::Mode::Real) {
        painter.setPen(QPen(m_theme.drill(), 2));
        painter.drawRect(rect.adjusted(kBar + 1, 1, -2, -3));
    }
    if (selected) {
        painter.setPen(QPen(m_theme.accent(), 2));
        painter.drawRect(rect.adjusted(1, 1, -1, -2));
    }
}

void AlarmDelegate::paintMark(QPainter& painter, const QRect& rect, const State& state) const {
    const int priority = static_cast<int>(state.priority);
    const QColor tone = m_theme.color(shell::priorityTone(priority));
    const bool dimmed = pulses(state) && !bright();
    painter.setPen(dimmed ? tint(tone, 150) : tone);
    painter.setFont(shell::Theme::font(shell::Type::Heading));
    painter.drawText(QRect(rect.left(), rect.top(), 24, rect.height()), Qt::AlignCenter,
                     shell::prioritySymbol(priority));
    if (rect.width() <= kSymbolWidth) return;
    painter.setPen(tone);
    painter.setFont(shell::Theme::font(shell::Type::Body));
    painter.drawText(
        QRect(rect.left() + kSymbolWidth, rect.top(), rect.width() - kSymbolWidth, rect.height()),
        Qt::AlignVCenter | Qt::AlignLeft, shell::priorityWord(priority));
}

void AlarmDelegate::paintFirstLine(QPainter& painter, QRect rect, const State& state) const {
    painter.setFont(shell::Theme::font(shell::Type::Secondary));
    const QString since = shell::timeText(state.raisedAt, m_clock.utc());
    const int width = shell::tabularWidth(painter.fontMetrics(), since);
    painter.setPen(m_theme.muted());
    shell::drawTabular(painter, rect, Qt::AlignRight, since);
    rect.setRight(rect.right() - width - kPadding);
    QFont font = shell::Theme::font(shell::Type::Body);
    font.setWeight(state.stage() == Stage::Raised ? QFont::Medium : QFont::Normal);
    painter.setFont(font);
    if (state.mode != ledger::Mode::Real) {
        const QString badge = modeWord(state.mode);
        painter.setPen(m_theme.drill());
        painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft, badge);
        rect.setLeft(rect.left() + painter.fontMetrics().horizontalAdvance(badge) + kPadding);
    }
    painter.setPen(m_theme.text());
    const QString name = titleWord(state);
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(name, Qt::ElideMiddle, rect.width()));
}

void AlarmDelegate::paintSecondLine(QPainter& painter, QRect rect, const State& state) const {
    painter.setFont(shell::Theme::font(shell::Type::Secondary));
    const QString age = shell::ageText((m_clock.utc() - state.raisedAt) / 1'000'000);
    const int width = shell::tabularWidth(painter.fontMetrics(), age);
    painter.setPen(m_theme.muted());
    shell::drawTabular(painter, rect, Qt::AlignRight, age);
    rect.setRight(rect.right() - width - kPadding);
    const QString stage = painter.fontMetrics().elidedText(stageWord(state), Qt::ElideMiddle, rect.width());
    painter.setPen(state.stage() == Stage::Raised
                       ? m_theme.color(shell::priorityTone(static_cast<int>(state.priority)))
                       : m_theme.text());
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft, stage);
    rect.setLeft(rect.left() + painter.fontMetrics().horizontalAdvance(stage) + kPadding);
    QStringList rest{bypassWord(state), originWord(state), QString::fromStdString(state.zone)};
    rest.removeAll(QString());
    if (state.repeats > 0) rest << QCoreApplication::translate("alarms", "又 %1 次").arg(state.repeats);
    painter.setPen(m_theme.muted());
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft,
                     wholeParts(rest, painter.fontMetrics(), rect.width()));
}

} // namespace shouwang::alarms
