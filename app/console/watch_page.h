// 值守: what the cameras of a scene see, and below them the cameras of the selected alarm. The map of the
// zone comes with its own issue. GUI thread.
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QVBoxLayout;

namespace shouwang::shell {
class Theme;
}
namespace shouwang::alarms {
struct State;
}

namespace shouwang::console {

class CameraGrid;
class Desk;
class Settings;

class WatchPage final : public QWidget {
    Q_OBJECT

public:
    WatchPage(Desk& desk, Settings& settings, const shell::Theme& theme, QWidget* parent = nullptr);

    /// The strip of linked cameras is the window's: it stands below the grid or, in a narrow window, in the
    /// right panel.
    void setStrip(QWidget* strip);
    void selectScene(const QString& scene);
    QString scene() const;

Q_SIGNALS:
    void sceneChanged(const QString& scene);

private:
    void fillScenes();
    void showScene();
    void refreshState();

    Desk& m_desk;
    Settings& m_settings;
    QComboBox* m_scenes;
    QLabel* m_state;
    CameraGrid* m_grid;
    QVBoxLayout* m_box;
};

} // namespace shouwang::console
