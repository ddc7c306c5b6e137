// Open alarms as rows. GUI thread.
#pragma once

#include "alarms/alarms.h"
#include "shell/ui/rows_model.h"

namespace shouwang::alarms {

class AlarmModel final : public shell::RowsModel<State> {
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole + 1, PriorityRole, AcknowledgedRole, DrillRole };

    using RowsModel::RowsModel;

    bool setAlarms(std::vector<State> alarms) { return setRows(std::move(alarms)); }
    const std::vector<State>& alarms() const { return rows(); }

    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
};

} // namespace shouwang::alarms
