// Paints one fact of the timeline: when, what, where; an exercise by its frame and its word. GUI thread.
#pragma once

#include <QStyledItemDelegate>

namespace shouwang::shell {
class Theme;
}

namespace shouwang::console {

struct TimelineRow;

class TimelineDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    TimelineDelegate(const shell::Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const TimelineRow& row) const;
    void paintWords(QPainter& painter, QRect rect, const TimelineRow& row) const;

    const shell::Theme& m_theme;
};

} // namespace shouwang::console
