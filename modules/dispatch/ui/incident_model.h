// Incidents as rows. GUI thread.
#pragma once

#include "dispatch/dispatch.h"
#include "shell/ui/rows_model.h"

namespace shouwang::dispatch {

class IncidentModel final : public shell::RowsModel<State> {
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole + 1, NumberRole, OpenRole };

    using RowsModel::RowsModel;

    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
};

} // namespace shouwang::dispatch
