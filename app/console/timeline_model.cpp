#include "console/timeline_model.h"

#include <algorithm>
#include <iterator>

namespace shouwang::console {

void TimelineModel::restart(Fetch fetch) {
    beginResetModel();
    m_fetch = std::move(fetch);
    Chunk chunk = m_fetch ? m_fetch(std::nullopt) : Chunk();
    m_rows = std::move(chunk.rows);
    m_next = chunk.next;
    endResetModel();
}

int TimelineModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
    const TimelineRow& row = at(index.row());
    if (role == Qt::ToolTipRole) return row.sentence;
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    QStringList words{row.time, row.mode, row.sentence, row.zone};
    words.removeAll(QString());
    return words.join(QLatin1Char(' '));
}

bool TimelineModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && m_next && m_rows.size() < kMostRows;
}

void TimelineModel::fetchMore(const QModelIndex& parent) {
    if (!canFetchMore(parent)) return;
    Chunk chunk = m_fetch(m_next);
    m_next = chunk.next;
    if (chunk.rows.empty()) return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(chunk.rows.size()) - 1);
    std::ranges::move(chunk.rows, std::back_inserter(m_rows));
    endInsertRows();
}

} // namespace shouwang::console
