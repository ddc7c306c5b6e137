// The log of a shift as rows, and how a row is painted. GUI thread.
#pragma once

#include "duty/ui/log_entry.h"
#include "shell/ui/rows_model.h"
#include "shell/ui/rows_view.h"

#include <QStyledItemDelegate>

namespace shouwang::duty {

class LogModel final : public shell::RowsModel<LogEntry> {
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole + 1, StruckRole };

    using RowsModel::RowsModel;

    QVariant data(const QModelIndex& index, int role) const override;
};

/// Two lines a row: mark, time, kind and what happened; below it more about it and who said so. What has been
/// corrected is struck out and stays.
class LogDelegate final : public QStyledItemDelegate {
public:
    LogDelegate(const shell::Theme& theme, const Clock& clock, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
        , m_clock(clock) {}

    static constexpr int kRowHeight = 48;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {200, kRowHeight};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    void paintFirst(QPainter& painter, QRect rect, const LogEntry& entry) const;
    void paintSecond(QPainter& painter, QRect rect, const LogEntry& entry) const;

    const shell::Theme& m_theme;
    const Clock& m_clock;
};

using shell::paintRowGround;

} // namespace shouwang::duty
