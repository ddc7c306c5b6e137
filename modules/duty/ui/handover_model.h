// The list of a handover as rows, and how a row is painted. GUI thread.
#pragma once

#include "duty/ui/handover_row.h"
#include "shell/ui/rows_model.h"

#include <QStyledItemDelegate>

namespace shouwang::duty {

class HandoverModel final : public shell::RowsModel<HandoverRow> {
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole + 1, StandingRole, FreshRole, HeadingRole };

    using RowsModel::RowsModel;

    QVariant data(const QModelIndex& index, int role) const override;
    /// A heading is no row to stand on.
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// The first row behind that one, and again from the top, that waits for an answer; -1: none does.
    int nextOpen(int behind) const;
};

/// Two lines a row: symbol, what it is and what is abnormal about it, how it stands; below it more about it
/// and who has answered.
class HandoverDelegate final : public QStyledItemDelegate {
public:
    HandoverDelegate(const shell::Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme) {}

    static constexpr int kRowHeight = 48;
    static constexpr int kHeadingHeight = 28;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
        return {200, index.data(HandoverModel::HeadingRole).toBool() ? kHeadingHeight : kRowHeight};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    void paintHeading(QPainter& painter, QRect rect, const HandoverRow& row) const;
    void paintFirst(QPainter& painter, QRect rect, const HandoverRow& row) const;
    void paintSecond(QPainter& painter, QRect rect, const HandoverRow& row) const;
    QColor toneOf(const HandoverRow& row) const;

    const shell::Theme& m_theme;
};

} // namespace shouwang::duty
