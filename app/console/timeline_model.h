// The rows of the timeline, newest first. Fetches older ones as the reader comes to them, and never holds
// more than kMostRows. GUI thread.
#pragma once

#include "reports/journal.h"

#include <QAbstractListModel>

#include <functional>

namespace shouwang::console {

struct TimelineRow {
    Micros at = 0;
    QString time;
    QString sentence;
    QString zone;
    QString mode;      ///< 演练, 测试; empty: real
    bool here = false; ///< not at the station yet
    bool contested = false;
    std::int64_t number = 0;
    bool operator==(const TimelineRow&) const = default;
};

class TimelineModel final : public QAbstractListModel {
    Q_OBJECT

public:
    struct Chunk {
        std::vector<TimelineRow> rows;
        std::optional<reports::Place> next;
    };
    using Fetch = std::function<Chunk(const std::optional<reports::Place>& before)>;
    static constexpr int kMostRows = 20'000;

    using QAbstractListModel::QAbstractListModel;

    /// Begins anew at the newest row.
    void restart(Fetch fetch);
    const TimelineRow& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    bool hasOlder() const { return m_next.has_value(); }
    bool isFull() const { return m_next && m_rows.size() >= kMostRows; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

private:
    Fetch m_fetch;
    std::vector<TimelineRow> m_rows;
    std::optional<reports::Place> m_next;
};

} // namespace shouwang::console
