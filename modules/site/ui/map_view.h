// The map of a desk: the plan in a QQuickWidget, above it the floors, the search and the zoom, below it in
// words what is pointed at. Plain values in, wishes out; it knows no fact and shows no person's name. Before
// the first one is made, the program says by QQuickWindow::setGraphicsApi whether there is a GPU. GUI thread.
#pragma once

#include "site/map.h"
#include "site/ui/map_marks.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;
class QQuickWidget;
class QShortcut;

namespace shouwang::shell {
class Theme;
}

namespace shouwang::site {

class FloorBar;
class MapCanvas;
class MapSearchBox;

class MapView final : public QWidget {
    Q_OBJECT

public:
    explicit MapView(const shell::Theme& theme, QWidget* parent = nullptr);

    /// The same theme in another shade is noticed by itself; this is for another theme.
    void setLook(const shell::Theme& theme);
    void setSite(std::shared_ptr<const Site> site);
    void setMarks(const Marks& marks);
    /// Empty: outdoors.
    void setFloor(const std::string& floor);

    /// An alarm has come: its point is shown in the middle and beats until it is acknowledged. While somebody
    /// moves the map or types, it stays where it is and a badge offers the way. Never takes the focus.
    void centreOn(const std::string& point);
    void acknowledge(const std::string& point);
    /// Ctrl+F in the map, unless somebody else takes that key.
    void openSearch();
    void setOwnSearchKey(bool own);

    const std::string& floor() const;
    /// Id or code of what is chosen; empty: nothing.
    QString selection() const;
    bool isBadgeShown() const;
    MapCanvas& canvas() { return *m_canvas; }
    QQuickWidget& quick() { return *m_quick; }

Q_SIGNALS:
    void cameraActivated(const QString& id);                             ///< one click is enough for a camera
    void zoneActivated(const QString& code, const QStringList& cameras); ///< of the shown floor first
    void pointActivated(const QString& id);
    void selectionChanged();
    void floorChanged(const QString& floor);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    QSize sizeHint() const override;

private:
    void buildBar();
    void connectCanvas();
    void activate(const MapItem& item);
    void floorShown();
    void page(int step);
    void goToNewAlarm();
    void forgetAnswered(const Marks& before, const Marks& now);
    void updateBadge();
    void updateWords();
    void retranslate();

    const shell::Theme* m_theme; // outlives the view
    std::shared_ptr<const Site> m_site;
    QQuickWidget* m_quick;
    QShortcut* m_find;
    MapCanvas* m_canvas = nullptr;
    FloorBar* m_floors;
    MapSearchBox* m_search;
    QPushButton* m_in;
    QPushButton* m_out;
    QPushButton* m_fit;
    QPushButton* m_badge;
    QLabel* m_plan;
    QLabel* m_pointed;
    std::vector<std::string>
        m_waiting; // points of alarms that came while a hand was on the map, oldest first
};

} // namespace shouwang::site
