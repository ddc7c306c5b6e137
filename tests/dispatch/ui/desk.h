// A desk in small: list and panel of the incidents, a line somebody types in, and a station that gets what
// the panel wants.
#pragma once

#include "../story.h"
#include "base/random.h"
#include "dispatch/ui/incident_drafts.h"
#include "dispatch/ui/incident_list_view.h"
#include "dispatch/ui/incident_panel.h"
#include "shell/ui/theme.h"
#include "site/sample.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTest>

namespace shouwang::dispatch::test {

struct Desk {
    ManualClock clock{kStart};
    SeededRandom random{1};
    shell::Theme theme;
    Station station;
    QWidget window;
    std::unique_ptr<IncidentListView> list;
    std::unique_ptr<IncidentPanel> panel;
    QLineEdit* typing = nullptr;
    std::vector<ledger::Command> wanted;
    std::string officer = "b-leader"; ///< who has signed on
    bool away = false;                ///< true: the station gets nothing before the test says so
    std::uint32_t counter = 0;
    std::optional<ledger::Refusal> refusal;

    Desk() {
        theme.install(*qApp);
        window.resize(880, 900);
        list = std::make_unique<IncidentListView>(theme, clock, &window);
        panel = makePanel();
        typing = new QLineEdit(&window);
        list->setGeometry(0, 0, 420, 860);
        typing->setGeometry(0, 864, 420, 32);
        window.show();
    }
    std::unique_ptr<IncidentPanel> makePanel() {
        IncidentPanel::Ports ports{clock, random, [this](ledger::Mode mode) {
                                       return incidentNumber(clock.utc(), 'A', ++counter, 480, mode);
                                   }};
        auto made = std::make_unique<IncidentPanel>(theme, std::move(ports), &window);
        made->setGeometry(424, 0, 456, 900);
        made->setSite(std::make_shared<const site::Site>(site::sampleSite()));
        made->setNames({[](const std::string& account) { return QString::fromStdString(account); },
                        [](const Id&) { return QStringLiteral("A席"); }});
        QObject::connect(made.get(), &IncidentPanel::commandWanted, [this](const ledger::Command& command) {
            wanted.push_back(command);
            if (!away) give(command);
        });
        QObject::connect(made.get(), &IncidentPanel::openingSent, [this](const Id& incident) {
            if (station.states[incident].exists()) panel->setIncident(station.states[incident]);
        });
        made->show();
        return made;
    }
    void give(const ledger::Command& command) {
        refusal = station.submit(by(command, officer)).refusal;
        if (refusal) panel->showRefusal(command, *refusal);
        refresh();
    }
    void refresh() {
        std::vector<State> all;
        for (const auto& [id, state] : station.states) {
            if (state.exists()) all.push_back(state);
        }
        std::ranges::sort(all, standsBefore);
        list->setIncidents(std::move(all));
        if (panel->incident()) panel->setIncident(station.states[panel->incident()->id]);
    }
    const State& incident() { return station.states[panel->incident()->id]; }

    template <class W>
    W& find(const char* name) {
        auto* found = window.findChild<W*>(QString::fromLatin1(name));
        if (!found) qFatal("no widget is called %s", name);
        return *found;
    }
    QLineEdit& line(const char* name) { return find<QLineEdit>(name); }
    QLabel& label(const char* name) { return find<QLabel>(name); }
    QPushButton& button(const char* name) { return find<QPushButton>(name); }
    QComboBox& box(const char* name) { return find<QComboBox>(name); }
    void click(const char* name) { QTest::mouseClick(&button(name), Qt::LeftButton); }
    void choose(const char* name, const char* data) {
        box(name).setCurrentIndex(box(name).findData(QString::fromLatin1(data)));
    }
    /// Opens an incident of an alarm through the form.
    void open(ledger::Mode mode = ledger::Mode::Real) {
        station.raise(mode);
        panel->beginOpening(station.alarm);
        choose("incidentKindBox", "DO");
        line("incidentTitle").setText(QStringLiteral("二层走廊两人打架"));
        click("confirmOpenIncident");
    }
    void addTask(const char* text) {
        box("taskPostBox").setCurrentIndex(3);
        line("taskText").setText(QString::fromUtf8(text));
        click("addTaskButton");
    }
    void selectTask(int row) {
        auto& tasks = find<QListView>("taskList");
        tasks.setCurrentIndex(tasks.model()->index(row, 0));
    }
};

/// A picture for whoever wants to look, in the folder that SHOUWANG_SHOTS names.
inline void shoot(Desk& desk, const char* name) {
    const QString folder = qEnvironmentVariable("SHOUWANG_SHOTS");
    if (folder.isEmpty()) return;
    QCoreApplication::processEvents(); // layouts settle
    desk.window.grab().save(QDir(folder).filePath(QString::fromLatin1(name)));
}

} // namespace shouwang::dispatch::test
