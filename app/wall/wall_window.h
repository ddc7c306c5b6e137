// The window of the wall: keys, size and the QML scene. GUI thread.
#pragma once

#include "options.h"
#include "shell/ui/theme.h"
#include "wall/ui/wall_controller.h"

#include <QQuickView>

namespace shouwang::wall {

class WallWindow : public QQuickView {
    Q_OBJECT
public:
    /// Both must outlive the window.
    WallWindow(WallController& controller, shell::Theme& theme);
    ~WallWindow() override;

    void showAs(const WallPlace& place);
    /// Fills this screen; without a name, or where there is none of this name, it goes back to showAs().
    void showOn(const QString& screen);
    /// It appears without taking the keyboard from anybody; must be said before showAs().
    void leaveKeyboardAlone() { setProperty("_q_showWithoutActivating", true); }
    void setPinFolder(const QString& folder) { m_pin_folder = folder; }
    /// The first key, whatever it is, is told by anyKey(); for a wall that only shows why it cannot start.
    void setLeaveOnKey() { m_leave_on_key = true; }

Q_SIGNALS:
    void anyKey();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void toggleFullScreen();
    void redivide(int pictures);

    WallController& m_controller;
    QString m_pin_folder;
    WallPlace m_place; ///< of showAs()
    QString m_screen;  ///< of showOn(); empty: where showAs() has put it
    QRect m_geometry;  ///< when it does not fill the screen; null: whatever the window manager says
    bool m_leave_on_key = false;
};

} // namespace shouwang::wall
