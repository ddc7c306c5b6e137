// What survives when the window is built anew in another language.
#include "alarms/ui/alarm_list_view.h"
#include "alarms/ui/alarm_panel.h"
#include "console/duty_page.h"
#include "console/handover_page.h"
#include "console/incident_page.h"
#include "console/main_window.h"
#include "console/map_page.h"
#include "console/outage_page.h"
#include "console/system_page.h"
#include "drill/ui/drill_page.h"
#include "shell/ui/notice.h"
#include "site/ui/map_view.h"

namespace shouwang::console {

MainWindow::Carried MainWindow::carry() {
    Carried carried{m_workspace,
                    m_list->selectedAlarm(),
                    m_panel->form().drafts(),
                    std::move(*m_incidents->panel().drafts()),
                    m_map->map() != nullptr ? std::optional(m_map->map()->floor()) : std::nullopt,
                    m_duty->log().draft(),
                    m_duty->handover().draft(),
                    m_drill->draft(),
                    m_duty->outages().box().form().draft(),
                    m_notice->lines()};
    return carried;
}

void MainWindow::take(Carried carried) {
    m_panel->form().setDrafts(std::move(carried.alarms));
    m_incidents->panel().setDrafts(std::move(carried.incidents));
    m_duty->log().setDraft(carried.line);
    m_duty->handover().setDraft(carried.handover);
    m_drill->setDraft(carried.exercise);
    m_duty->outages().box().form().setDraft(carried.bypass);
    m_notice->setLines(std::move(carried.notices));
    if (carried.floor) m_map->setFloor(*carried.floor);
    if (carried.alarm) m_list->selectAlarm(*carried.alarm);
    go(static_cast<Workspace>(carried.workspace));
    if (carried.workspace == kSystem) m_system->showSeat(); // where the language was chosen
}

} // namespace shouwang::console
