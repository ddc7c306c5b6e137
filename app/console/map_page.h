// 地图: the place with what is going on in it, and the way from there to the wall. The map itself is made
// when somebody looks at it first; what arrives before and meanwhile is shown then. It never takes the focus,
// and no alarm brings the page to the front: whoever types goes on typing. GUI thread.
#pragma once

#include "site/ui/map_marks.h"

#include <QStringList>
#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace shouwang::shell {
class Theme;
}
namespace shouwang::site {
class MapView;
struct Site;
} // namespace shouwang::site

namespace shouwang::console {

class Desk;

class MapPage final : public QWidget {
    Q_OBJECT

public:
    MapPage(Desk& desk, const shell::Theme& theme, QWidget* parent = nullptr);

    void takeFocus();
    void openSearch();
    /// Shows an alarm point in the middle of its floor, as somebody has asked for it.
    void lookAt(const std::string& point);
    /// Empty: outdoors.
    void setFloor(const std::string& floor);
    std::string selectedPoint() const; ///< id of the alarm point that is chosen; empty: none
    /// Null until somebody has looked at the page.
    site::MapView* map() const { return m_map; }

Q_SIGNALS:
    void pointChosen(const QString& point); ///< Enter or two clicks on an alarm point
    void told(const QString& text);         ///< what has been opened, or why not

protected:
    void showEvent(QShowEvent* event) override;

private:
    site::MapView& view();
    void refresh();
    void followSite();
    void callTo(const QString& point);
    void followSelection();
    void openCamera(const QString& camera);
    void openZone(const QStringList& cameras);

    Desk& m_desk;
    const shell::Theme& m_theme;
    QVBoxLayout* m_box;
    site::MapView* m_map = nullptr;
    QWidget* m_zoneBar;
    QLabel* m_zone;
    QPushButton* m_open;
    QStringList m_zoneCameras;
    std::shared_ptr<const site::Site> m_site; // that the map shows
    site::Marks m_marks;
};

} // namespace shouwang::console
