#include "console/timeline_delegate.h"

#include "console/timeline_model.h"
#include "shell/ui/theme.h"

#include <QPainter>

#include <algorithm>

namespace shouwang::console {
namespace {

constexpr int kRowHeight = 32;
constexpr int kPadding = 8;
constexpr int kZoneMost = 160;

} // namespace

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {320, kRowHeight};
}

void TimelineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
    const auto* model = qobject_cast<const TimelineModel*>(index.model());
    if (model == nullptr) return;
    painter->save();
    paintGround(*painter, option, model->at(index.row()));
    paintWords(*painter, option.rect.adjusted(kPadding, 0, -kPadding, -1), model->at(index.row()));
    painter->restore();
}

void TimelineDelegate::paintGround(QPainter& painter, const QStyleOptionViewItem& option,
                                   const TimelineRow& row) const {
    const QRect rect = option.rect;
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    painter.fillRect(rect, selected ? m_theme.raised() : m_theme.surface());
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, m_theme.line());
    if (!row.mode.isEmpty()) {
        painter.setPen(QPen(m_theme.drill(), 2));
        painter.drawRect(rect.adjusted(1, 1, -2, -3));
    }
    if (!selected) return;
    painter.setPen(QPen(m_theme.accent(), 2));
    painter.drawRect(rect.adjusted(1, 1, -1, -2));
}

void TimelineDelegate::paintWords(QPainter& painter, QRect rect, const TimelineRow& row) const {
    painter.setFont(shell::Theme::font(shell::Type::Secondary));
    painter.setPen(m_theme.muted());
    // With the date in front the column is wider; all rows of a month have it.
    const int time = shell::tabularWidth(painter.fontMetrics(), row.time);
    shell::drawTabular(painter, QRect(rect.left(), rect.top(), time, rect.height()), Qt::AlignLeft, row.time);
    rect.setLeft(rect.left() + time + 2 * kPadding);
    const int zone = std::min(painter.fontMetrics().horizontalAdvance(row.zone), kZoneMost);
    const QRect right(rect.right() - zone, rect.top(), zone, rect.height());
    painter.drawText(right, Qt::AlignVCenter | Qt::AlignRight,
                     painter.fontMetrics().elidedText(row.zone, Qt::ElideMiddle, zone));
    rect.setRight(right.left() - kPadding);
    painter.setFont(shell::Theme::font(shell::Type::Body));
    if (!row.mode.isEmpty()) {
        painter.setPen(m_theme.drill());
        painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft, row.mode);
        rect.setLeft(rect.left() + painter.fontMetrics().horizontalAdvance(row.mode) + kPadding);
    }
    const QString mark = row.here ? QStringLiteral("○ ") : QString();
    painter.setPen(row.contested ? m_theme.medium() : m_theme.text());
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(mark + row.sentence, Qt::ElideRight, rect.width()));
}

} // namespace shouwang::console
