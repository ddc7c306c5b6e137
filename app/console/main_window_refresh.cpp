// What the window shows: from the desk's data to its parts.
#include "alarms/ui/alarm_list_view.h"
#include "alarms/ui/alarm_panel.h"
#include "console/camera_grid.h"
#include "console/drill_frame.h"
#include "console/handover_printer.h"
#include "console/incident_page.h"
#include "console/linked_strip.h"
#include "console/main_window.h"
#include "console/rail.h"
#include "console/seat_words.h"
#include "drill/ui/drill_page.h"
#include "linkage/linkage.h"
#include "people/ui/sign_on_page.h"
#include "shell/ui/action_registry.h"
#include "shell/ui/sounds.h"

#include <QLayout>
#include <QStackedWidget>

#include <algorithm>

namespace shouwang::console {

void MainWindow::go(Workspace workspace) {
    m_workspace = workspace;
    m_rail->setCurrent(workspace);
    if (!m_locked) m_stack->setCurrentIndex(workspace);
}

void MainWindow::refresh() {
    const DeskData& known = m_parts.desk.data();
    refreshNames();
    refreshLock();
    m_list->setAlarms(known.alarms);
    refreshSelected();
    refreshSound();
    refreshDrill();
    const auto open =
        std::count_if(known.incidents.begin(), known.incidents.end(), [](const dispatch::State& incident) {
            return incident.isOpen() && incident.mode == ledger::Mode::Real;
        });
    m_rail->setBadge(kIncidents, static_cast<int>(open));
    m_actions->refresh();
}

void MainWindow::refreshLock() {
    const DeskData& known = m_parts.desk.data();
    std::vector<people::OnDutyLine> lines;
    for (const people::OnDuty& duty : known.onDuty) {
        const people::Account* account = known.keys ? known.keys->find(duty.account) : nullptr;
        lines.push_back({personWord(duty.account),
                         account != nullptr ? people::roleWord(account->role) : QString(),
                         seatWord(duty.seat), duty.since});
    }
    m_signOn->setOnDuty(lines);
    m_signOn->setSiteName(QString::fromStdString(known.site->name), QString::fromStdString(known.site->note));
    if (known.officer) {
        m_signOn->setLockedBy(QString::fromStdString(known.officer->account),
                              personWord(known.officer->account));
    } else {
        m_signOn->setLockedBy({}, {});
    }
    m_panel->setAllowed(m_parts.desk.mayDo(people::Permission::HandleAlarms));
    m_rail->setEnabled(!known.locked);
    if (known.locked == m_locked) return;
    m_locked = known.locked;
    m_actions->setLocked(m_locked);
    m_stack->setCurrentIndex(m_locked ? static_cast<int>(kWorkspaces) : static_cast<int>(m_workspace));
    // Locking and unlocking are the officer's own acts: here the focus may move.
    if (m_locked) {
        m_signOn->takeFocus();
    } else {
        m_list->setFocus(Qt::OtherFocusReason);
    }
}

void MainWindow::focusFirst() {
    if (m_locked) m_signOn->takeFocus();
}

void MainWindow::refreshSelected() {
    const auto selected = m_list->selectedAlarm();
    const auto& open = m_parts.desk.data().alarms;
    std::optional<alarms::State> alarm;
    if (selected) {
        const auto found =
            std::find_if(open.begin(), open.end(), [&](const auto& one) { return one.id == *selected; });
        if (found != open.end()) alarm = *found;
    }
    m_panel->setCameras(alarm ? linkage::camerasFor(*m_parts.desk.data().site, alarm->point)
                              : std::vector<std::string>());
    m_panel->setAlarm(alarm);
    refreshClips(alarm);
    m_strip->setAlarm(alarm);
    m_actions->refresh();
}

void MainWindow::refreshClips(const std::optional<alarms::State>& alarm) {
    std::vector<evidence::ClipRow> rows;
    if (alarm) {
        const evidence::ClipNames names{[this](const std::string& camera) {
                                            return cameraLabel(*m_parts.desk.data().site,
                                                               QString::fromStdString(camera));
                                        },
                                        [this](const Id& seat) { return seatWord(seat); }};
        m_parts.desk.read([&](const ledger::View& view) {
            rows = evidence::clipRows(evidence::pinOf(view, alarm->id), evidence::clipsOf(view, alarm->id),
                                      m_parts.desk.clock().utc(), names);
        });
    }
    m_panel->setClips(std::move(rows));
}

void MainWindow::refreshNames() {
    const DeskData& known = m_parts.desk.data();
    m_panel->setSite(known.site);
    if (known.keys == m_namesOf && m_namesOf && known.seatLetters == m_lettersOf) return;
    m_namesOf = known.keys;
    m_lettersOf = known.seatLetters;
    const alarms::Names names{[this](const std::string& account) { return personWord(account); },
                              [this](const Id& seat) { return seatWord(seat); }};
    m_panel->setNames(names);
    m_incidents->setNames(names);
    m_handoverPrinter->setNames(names);
}

void MainWindow::refreshSound() {
    // Real before drill, then the worst: what waits first in that order is what is heard.
    const auto& open = m_parts.desk.data().alarms;
    const auto first = std::find_if(open.begin(), open.end(),
                                    [](const alarms::State& alarm) { return !alarm.acknowledged; });
    m_parts.sounds.setPending(first != open.end() ? static_cast<int>(first->priority) : 0);
}

void MainWindow::refreshDrill() {
    const DeskData& known = m_parts.desk.data();
    m_drill->setSite(known.site);
    m_drill->setOfficer(known.officer ? known.officer->account : std::string(),
                        m_parts.desk.mayDo(people::Permission::CoordinateDrills));
    m_drill->setExercises(known.drill, known.exercises);
    m_drillFrame->setVisible(known.drill.has_value());
    const int edge = known.drill ? DrillFrame::kWidth : 0; // the frame covers nothing
    layout()->setContentsMargins(edge, edge, edge, edge);
}

QString MainWindow::personWord(const std::string& account) const {
    if (account == "system") return tr("系统");
    const auto& keys = m_parts.desk.data().keys;
    const people::Account* person = keys ? keys->find(account) : nullptr;
    return QString::fromStdString(person != nullptr ? person->name : account);
}

QString MainWindow::seatWord(const Id& seat) const {
    return console::seatWord(m_parts.desk.data(), seat);
}

} // namespace shouwang::console
