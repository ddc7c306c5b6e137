// The list of open alarms: worst and newest on top. The selection is the officer's and stays with its alarm;
// only when nothing is selected does a fresh alarm select itself. A fresh one on top comes into sight, and
// while a hand is on the list, as soon as it has left. Never takes the focus. GUI thread.
#pragma once

#include "alarms/ui/alarm_model.h"
#include "base/clock.h"
#include "shell/ui/rows_view.h"

#include <QTimer>

#include <optional>

namespace shouwang::alarms {

class AlarmListView final : public shell::RowsView {
    Q_OBJECT

public:
    AlarmListView(const shell::Theme& theme, const Clock& clock, QWidget* parent = nullptr);

    void setAlarms(std::vector<alarms::State> alarms);
    std::optional<Id> selectedAlarm() const;
    /// False when it is not in the list.
    bool selectAlarm(const Id& alarm);
    const AlarmModel& alarmModel() const { return *m_model; }

Q_SIGNALS:
    void alarmSelected(const shouwang::Id& alarm);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void beat();
    void showTop();
    Id topAlarm() const; ///< null: there is none

    AlarmModel* m_model;
    QTimer m_beat; // repaints ages and pulses while there are alarms
    QTimer m_hand; // runs while somebody scrolls or chooses
    bool m_topWaits = false;
};

} // namespace shouwang::alarms
