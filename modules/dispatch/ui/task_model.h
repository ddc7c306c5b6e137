// The tasks of one incident as rows, and how a row is painted. GUI thread.
#pragma once

#include "base/clock.h"
#include "dispatch/dispatch.h"
#include "shell/ui/rows_model.h"

#include <QStyledItemDelegate>

#include <functional>

namespace shouwang::shell {
class Theme;
}

namespace shouwang::dispatch {

class TaskModel final : public shell::RowsModel<Task> {
    Q_OBJECT

public:
    using RowsModel::RowsModel;

    /// How a post is called.
    void setPostNames(std::function<QString(const std::string&)> name);
    QString postName(const Task& task) const;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::function<QString(const std::string&)> m_postName;
};

class TaskDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    TaskDelegate(const shell::Theme& theme, const Clock& clock, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
        , m_clock(clock) {}

    static constexpr int kRowHeight = 48;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {200, kRowHeight};
    }

private:
    QColor toneOf(const Task& task) const;
    void paintDue(QPainter& painter, const QRect& rect, const Task& task) const;

    const shell::Theme& m_theme;
    const Clock& m_clock;
};

} // namespace shouwang::dispatch
