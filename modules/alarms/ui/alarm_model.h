// Open alarms as rows. Takes whole lists and makes as few row changes as it can, so that a selection stays
// with its alarm when the list is sorted anew. GUI thread.
#pragma once

#include "alarms/alarms.h"

#include <QAbstractListModel>

namespace shouwang::alarms {

class AlarmModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole + 1, PriorityRole, AcknowledgedRole, DrillRole };

    using QAbstractListModel::QAbstractListModel;

    /// In the order in which they shall stand. True when an alarm is in it that was not there before.
    bool setAlarms(std::vector<State> alarms);
    const State& at(int row) const { return m_alarms[static_cast<std::size_t>(row)]; }
    const std::vector<State>& alarms() const { return m_alarms; }
    QModelIndex indexOf(const Id& alarm) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    int rowOf(const Id& alarm, std::size_t from) const;
    void removeMissing(const std::vector<State>& wanted);
    void place(State wanted, std::size_t row, bool& fresh);

    std::vector<State> m_alarms;
};

} // namespace shouwang::alarms
