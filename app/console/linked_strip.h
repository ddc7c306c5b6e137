// The cameras of the selected alarm. One row below the pictures, or two rows of three in the right panel. GUI
// thread.
#pragma once

#include "alarms/alarms.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace shouwang::shell {
class Theme;
}

namespace shouwang::console {

class CameraGrid;
class Desk;

class LinkedStrip final : public QWidget {
    Q_OBJECT

public:
    LinkedStrip(Desk& desk, const shell::Theme& theme, QWidget* parent = nullptr);

    void setAlarm(const std::optional<alarms::State>& alarm);
    void setFolded(bool folded);
    const Id& alarm() const { return m_alarm; }

Q_SIGNALS:
    void cameraChosen(const QString& camera);

private:
    void fill(const std::string& point, const QString& title);

    Desk& m_desk;
    QLabel* m_title;
    CameraGrid* m_grid;
    Id m_alarm;
    std::string m_point;
    bool m_folded = false;
};

} // namespace shouwang::console
