// A list model over plain values that have an `id`. Takes whole lists and makes as few row changes as it can,
// so that a selection stays with its value when the list is sorted anew. GUI thread.
#pragma once

#include "base/id.h"

#include <QAbstractListModel>

#include <algorithm>
#include <set>
#include <vector>

namespace shouwang::shell {

template <class Row>
class RowsModel : public QAbstractListModel {
public:
    using QAbstractListModel::QAbstractListModel;

    /// In the order in which they shall stand. True when a row is in it that was not there before.
    bool setRows(std::vector<Row> rows) {
        removeMissing(rows);
        bool fresh = false;
        for (std::size_t row = 0; row < rows.size(); ++row)
            place(std::move(rows[row]), row, fresh);
        return fresh;
    }
    const Row& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    const std::vector<Row>& rows() const { return m_rows; }
    QModelIndex indexOf(const Id& id) const {
        const int row = rowOf(id, 0);
        return row < 0 ? QModelIndex() : index(row);
    }
    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

private:
    int rowOf(const Id& id, std::size_t from) const {
        for (std::size_t row = from; row < m_rows.size(); ++row) {
            if (m_rows[row].id == id) return static_cast<int>(row);
        }
        return -1;
    }

    void removeMissing(const std::vector<Row>& wanted) {
        std::set<Id> staying;
        for (const Row& row : wanted)
            staying.insert(row.id);
        for (std::size_t row = m_rows.size(); row-- > 0;) {
            if (staying.contains(m_rows[row].id)) continue;
            beginRemoveRows({}, static_cast<int>(row), static_cast<int>(row));
            m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(row));
            endRemoveRows();
        }
    }

    /// The rows above are in place already, so what is not found below is new, and what is found comes up.
    void place(Row wanted, std::size_t row, bool& fresh) {
        const int to = static_cast<int>(row);
        const int from = rowOf(wanted.id, row);
        if (from < 0) {
            beginInsertRows({}, to, to);
            m_rows.insert(m_rows.begin() + to, std::move(wanted));
            endInsertRows();
            fresh = true;
            return;
        }
        if (from != to) {
            beginMoveRows({}, from, from, {}, to);
            std::rotate(m_rows.begin() + to, m_rows.begin() + from, m_rows.begin() + from + 1);
            endMoveRows();
        }
        if (m_rows[row] == wanted) return;
        m_rows[row] = std::move(wanted);
        Q_EMIT dataChanged(index(to), index(to));
    }

    std::vector<Row> m_rows;
};

} // namespace shouwang::shell
