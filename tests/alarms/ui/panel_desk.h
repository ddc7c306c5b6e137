// The alarms' list and panel as they stand on a desk, with a station that does what the panel wants.
#pragma once

#include "alarms/ui/alarm_list_view.h"
#include "alarms/ui/alarm_panel.h"
#include "sample_alarms.h"
#include "shell/ui/theme.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <algorithm>

namespace shouwang::alarms::test {

inline const Id kButton = alarmId(press(1, site::kDemoButton));

/// A desk in small: the list, the panel, a line somebody types in, and a station that does what the panel
/// wants.
struct Desk {
    ManualClock clock{kStart};
    shell::Theme theme;
    Station station;
    QWidget window;
    AlarmListView list{theme, clock, &window};
    AlarmPanel panel{theme, clock, &window};
    QLineEdit typing{&window};
    std::vector<ledger::Command> wanted;
    bool diskFull = false; ///< nothing that is wanted is saved

    Desk() {
        theme.install(*qApp);
        window.resize(440, 1040);
        list.setGeometry(0, 0, 440, 320);
        panel.setGeometry(0, 324, 440, 676);
        typing.setGeometry(0, 1004, 440, 32);
        panel.setSite(std::make_shared<const site::Site>(sampleSite()));
        panel.setNames({[](const std::string& account) { return QString::fromStdString(account); },
                        [](const Id&) { return QStringLiteral("A席"); }});
        QObject::connect(&panel, &AlarmPanel::commandWanted, [this](const ledger::Command& command) {
            wanted.push_back(command);
            if (diskFull) {
                panel.showFailure(command, QStringLiteral("没有保存！"));
                return;
            }
            station.submit(by(command, "b-operator1"));
            refresh();
        });
        QObject::connect(&list, &AlarmListView::alarmSelected,
                         [this](const Id& alarm) { panel.setAlarm(station.of(alarm)); });
        window.show();
        list.setAlarms(sampleAlarms(station, kStart));
    }
    void refresh() {
        std::vector<State> open;
        for (const auto& [id, state] : station.states) {
            if (state.isOpen()) open.push_back(state);
        }
        std::ranges::sort(open, standsBefore);
        list.setAlarms(std::move(open));
        if (panel.alarm()) panel.setAlarm(station.of(panel.alarm()->id));
    }
    template <class W>
    W& find(const char* name) {
        auto* found = window.findChild<W*>(QString::fromLatin1(name));
        if (!found) qFatal("no widget is called %s", name);
        return *found;
    }
    void click(const char* name) { QTest::mouseClick(&find<QPushButton>(name), Qt::LeftButton); }
};

} // namespace shouwang::alarms::test
