// Incidents as rows: open ones first, then the newest. The selection is the officer's and stays with its
// incident. GUI thread.
#pragma once

#include "base/clock.h"
#include "dispatch/dispatch.h"
#include "shell/ui/rows_view.h"

#include <optional>

namespace shouwang::dispatch {

class IncidentModel;

class IncidentListView final : public shell::RowsView {
    Q_OBJECT

public:
    IncidentListView(const shell::Theme& theme, const Clock& clock, QWidget* parent = nullptr);

    void setIncidents(std::vector<dispatch::State> incidents);
    std::optional<Id> selectedIncident() const;
    bool selectIncident(const Id& incident); ///< false when it is not in the list

Q_SIGNALS:
    void incidentSelected(const shouwang::Id& incident);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    IncidentModel* m_model;
};

} // namespace shouwang::dispatch
