// Incidents as rows: open ones first, then the newest. The selection is the officer's and stays with its
// incident. GUI thread.
#pragma once

#include "base/clock.h"
#include "dispatch/dispatch.h"

#include <QListView>

#include <optional>

namespace shouwang::shell {
class Theme;
}

namespace shouwang::dispatch {

class IncidentModel;

class IncidentListView final : public QListView {
    Q_OBJECT

public:
    IncidentListView(const shell::Theme& theme, const Clock& clock, QWidget* parent = nullptr);

    void setIncidents(std::vector<dispatch::State> incidents);
    std::optional<Id> selectedIncident() const;
    bool selectIncident(const Id& incident); ///< false when it is not in the list

Q_SIGNALS:
    void incidentSelected(const shouwang::Id& incident);

protected:
    void paintEvent(QPaintEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void rowsAboutToBeRemoved(const QModelIndex& parent, int first, int last) override;

private:
    const shell::Theme& m_theme;
    IncidentModel* m_model;
};

} // namespace shouwang::dispatch
