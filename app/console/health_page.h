// 摄像机与设备: whether devices are heard, what was wrong with what they sent, and what happened to each
// camera that the site gives a stream, shown or not. GUI thread.
#pragma once

#include "site/site.h"
#include "wall/protocol.h"

#include <QWidget>

class QLabel;
class QTableWidget;

namespace shouwang::shell {
class Theme;
}

namespace shouwang::console {

class Desk;
struct DeviceWords;

class HealthPage final : public QWidget {
    Q_OBJECT

public:
    HealthPage(Desk& desk, const shell::Theme& theme, QWidget* parent = nullptr);

    void setCameras(const std::vector<wall::CameraHealth>& cameras, const site::Site& site);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeDevices();
    void makeTable();
    void refresh();
    void refreshDevices();
    void refreshCameras();
    void say(QLabel& line, QLabel& details, const DeviceWords& words);
    void fillRow(int row, const QStringList& cells, bool fault);

    Desk& m_desk;
    const shell::Theme& m_theme;
    QLabel* m_link;
    QLabel* m_linkDetails;
    QLabel* m_odd;
    QLabel* m_oddDetails;
    QLabel* m_summary;
    QTableWidget* m_cameras;
};

} // namespace shouwang::console
