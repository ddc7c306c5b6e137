// The clips of an alarm: camera and whether its file is sealed; from when to when; file and the start of its
// hash. As high as its rows: put it into something that scrolls. GUI thread.
#pragma once

#include "evidence/ui/clip_rows.h"

#include <QAbstractListModel>
#include <QListView>

#include <memory>

class QStyledItemDelegate;

namespace shouwang::evidence {

class ClipModel final : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setRows(std::vector<ClipRow> rows);
    const ClipRow& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<ClipRow> m_rows;
};

class ClipListView final : public QListView {
    Q_OBJECT

public:
    /// The theme outlives it.
    explicit ClipListView(const shell::Theme& theme, QWidget* parent = nullptr);
    ~ClipListView() override;

    void setRows(std::vector<ClipRow> rows);
    bool isEmpty() const { return m_model->rowCount() == 0; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

private:
    ClipModel* m_model;
    std::unique_ptr<QStyledItemDelegate> m_delegate;
};

} // namespace shouwang::evidence
