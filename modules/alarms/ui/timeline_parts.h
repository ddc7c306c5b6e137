// The rows of a timeline and how they are painted; used by TimelineView only.
#pragma once

#include "alarms/ui/timeline_view.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace shouwang::alarms {

class TimelineModel final : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setLines(std::vector<TimelineLine> lines);
    const TimelineLine& at(int row) const { return m_lines[static_cast<std::size_t>(row)]; }
    int rowCount(const QModelIndex& parent) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
    }
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<TimelineLine> m_lines; // newest first
};

class TimelineDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    TimelineDelegate(const shell::Theme& theme, const TimelineView& view);

    int heightOf(const TimelineLine& line) const;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    int wrapped(const QString& text) const;
    void paintMark(QPainter& painter, const QRect& rect, const TimelineLine& line, bool more) const;
    void paintFirst(QPainter& painter, QRect rect, const TimelineLine& line) const;

    static constexpr int kFirst = 24;    // height of the first line
    static constexpr int kTextLeft = 88; // behind mark and time
    static constexpr int kRight = 4;
    const shell::Theme& m_theme;
    const TimelineView& m_view; // for its width
};

} // namespace shouwang::alarms
