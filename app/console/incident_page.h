// 处置: the incidents and the one that is worked on. GUI thread.
#pragma once

#include "dispatch/ui/incident_panel.h"

#include <QWidget>

class QSplitter;

namespace shouwang::dispatch {
class IncidentListView;
}

namespace shouwang::console {

class Desk;

class IncidentPage final : public QWidget {
    Q_OBJECT

public:
    IncidentPage(Desk& desk, const shell::Theme& theme, dispatch::IncidentPanel::Ports ports,
                 QWidget* parent = nullptr);

    dispatch::IncidentPanel& panel() { return *m_panel; }
    void select(const Id& incident);
    void beginOpening(const std::optional<alarms::State>& alarm);
    void refresh();
    void takeFocus();
    QSplitter& splitter() { return *m_splitter; }

private:
    void showSelected();

    Desk& m_desk;
    QSplitter* m_splitter;
    dispatch::IncidentListView* m_list;
    dispatch::IncidentPanel* m_panel;
    Id m_wanted; // to be selected as soon as the tables have it
};

} // namespace shouwang::console
