// 值守: what stands on the wall, and below it the cameras of the selected alarm; what is done with the wall
// is done here, in the bar above the pictures or by keys. GUI thread.
#pragma once

#include <QWidget>

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
class SceneForm;
class Settings;
class TourForm;
class WallBar;
class WallDirector;

class WatchPage final : public QWidget {
    Q_OBJECT

public:
    WatchPage(Desk& desk, Settings& settings, const shell::Theme& theme, QWidget* parent = nullptr);

    /// The strip of linked cameras is the window's: it stands below the grid or, in a narrow window, in the
    /// right panel.
    void setStrip(QWidget* strip);
    /// sceneText() of a scene that is there; any other changes nothing.
    void selectScene(const QString& scene);
    QString scene() const;

    void openSaving(); ///< the form, with the keyboard
    void openTour();
    /// Starts, pauses or goes on. False: nothing is listed yet.
    bool toggleTour();

Q_SIGNALS:
    void formLeft(); ///< its fields are gone: the keyboard needs a place

private:
    void build();
    void wire(WallDirector& director);
    void takeScenes();
    void followChosen();
    void showPictures();

    Desk& m_desk;
    Settings& m_settings;
    WallBar* m_bar;
    SceneForm* m_saving;
    TourForm* m_tour;
    CameraGrid* m_grid;
    QVBoxLayout* m_box;
};

} // namespace shouwang::console
