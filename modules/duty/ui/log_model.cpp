#include "duty/ui/log_model.h"

#include "shell/ui/inspector.h"
#include "shell/ui/theme.h"

#include <QPainter>
#include <QStringList>

namespace shouwang::duty {

namespace {

constexpr int kLeft = 28;  ///< of the text, behind the mark
constexpr int kTime = 76;  ///< of the time
constexpr int kKind = 104; ///< of the kind

QString elided(const QPainter& painter, const QString& text, int width) {
    return painter.fontMetrics().elidedText(text, Qt::ElideRight, width);
}

} // namespace

QVariant LogModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const LogEntry& entry = at(index.row());
    if (role == IdRole) return QString::fromStdString(entry.id.text());
    if (role == StruckRole) return entry.struck;
    if (role == shell::kMarkRole) return alarms::savedMark(entry.said.saved);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole) return {};
    QStringList parts{shell::timeText(entry.said.at, entry.said.at), entry.kind};
    if (entry.struck) parts << tr("（已更正）");
    for (const QString& part : {entry.said.what, entry.said.detail, entry.said.who, entry.said.attention}) {
        if (!part.isEmpty()) parts << part;
    }
    return parts.join(QLatin1Char(' '));
}

void LogDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
    const auto* model = qobject_cast<const LogModel*>(index.model());
    if (!model) return;
    const LogEntry& entry = model->at(index.row());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowGround(*painter, option, m_theme);
    const QRect inner = option.rect.adjusted(8, 4, -10, -4);
    const int half = inner.height() / 2;
    alarms::paintSaved(*painter, QPointF(inner.left() + 8, inner.top() + half / 2.0), entry.said.saved,
                       m_theme);
    paintFirst(*painter, QRect(inner.left() + kLeft, inner.top(), inner.width() - kLeft, half), entry);
    paintSecond(*painter, QRect(inner.left() + kLeft, inner.top() + half, inner.width() - kLeft, half),
                entry);
    painter->restore();
}

void LogDelegate::paintFirst(QPainter& painter, QRect rect, const LogEntry& entry) const {
    painter.setFont(shell::Theme::font(shell::Type::Secondary));
    painter.setPen(m_theme.muted());
    const QString time = shell::timeText(entry.said.at, m_clock.utc());
    shell::drawTabular(painter, rect, Qt::AlignLeft, time);
    rect.setLeft(rect.left() + std::max(kTime, shell::tabularWidth(painter.fontMetrics(), time) + 12));
    painter.drawText(QRect(rect.left(), rect.top(), kKind - 8, rect.height()),
                     Qt::AlignVCenter | Qt::AlignLeft, elided(painter, entry.kind, kKind - 8));
    rect.setLeft(rect.left() + kKind);
    QFont font = shell::Theme::font(shell::Type::Body);
    font.setStrikeOut(entry.struck);
    painter.setFont(font);
    painter.setPen(entry.struck ? m_theme.muted() : m_theme.text());
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft, elided(painter, entry.said.what, rect.width()));
}

void LogDelegate::paintSecond(QPainter& painter, QRect rect, const LogEntry& entry) const {
    painter.setFont(shell::Theme::font(shell::Type::Secondary));
    painter.setPen(m_theme.muted());
    const QString who = elided(painter, entry.said.who, rect.width() / 3);
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignRight, who);
    rect.adjust(kTime, 0, -painter.fontMetrics().horizontalAdvance(who) - 12, 0);
    if (!entry.said.attention.isEmpty()) {
        painter.setPen(m_theme.high());
        const QString why = elided(painter, entry.said.attention, rect.width());
        painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft, why);
        rect.setLeft(rect.left() + painter.fontMetrics().horizontalAdvance(why) + 12);
        painter.setPen(m_theme.muted());
    }
    if (rect.width() > 40)
        painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft,
                         elided(painter, entry.said.detail, rect.width()));
}

} // namespace shouwang::duty
