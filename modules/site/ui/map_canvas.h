// The map itself: draws one plan, is moved by mouse and keyboard, and says what was meant. It never takes the
// focus and never moves by itself while somebody's hand is on it. GUI thread; painted there too, because the
// software scene graph paints where it lives and a QQuickWidget renders in the GUI thread.
#pragma once

#include "site/ui/plan_layer.h"
#include "site/ui/viewport.h"

#include <QQuickPaintedItem>
#include <QTimer>

#include <memory>

namespace shouwang::site {

class MapCanvas : public QQuickPaintedItem {
    Q_OBJECT
    Q_PROPERTY(double metresShown READ metresShown NOTIFY viewChanged) ///< that the scale bar stands for
    Q_PROPERTY(double metresWidth READ metresWidth NOTIFY viewChanged) ///< its length in pixels
    Q_PROPERTY(int hidden READ hidden NOTIFY viewChanged)

public:
    explicit MapCanvas(QQuickItem* parent = nullptr);
    ~MapCanvas() override;

    void setTheme(const shell::Theme& theme);
    void setSite(std::shared_ptr<const Site> site);
    void setMarks(const Marks& marks);
    const Marks& marks() const { return m_marks; }
    /// Empty: outdoors. What is not in the site file is not shown.
    void setFloor(const std::string& floor);
    const std::string& floor() const { return m_content.floor(); }
    const Site* site() const { return m_content.site(); }

    /// Lets a point beat until it is acknowledged, wherever the map is.
    void call(const std::string& point);
    /// Shows a point in the middle of its floor.
    void lookAtPoint(const std::string& point);
    void acknowledge(const std::string& point);
    void retranslate();
    /// Shows a thing in the middle, chosen and with the keyboard on it.
    void show(const MapItem& item);
    bool isUnderHand() const { return m_pressed || m_rest.isActive(); }
    void setRest(int milliseconds) { m_rest.setInterval(milliseconds); }

    void fit();
    void zoom(double factor);
    void pan(QPointF pixels);
    void beat(); ///< half a second has gone by
    /// True: the key was for the map.
    bool handleKey(int key, Qt::KeyboardModifiers modifiers);
    void setKeyboard(bool here, bool byTab);
    std::optional<MapItem> focused() const { return m_focus; }
    std::optional<MapItem> chosen() const { return m_chosen; }
    std::optional<MapItem> hovered() const { return m_hover; }
    std::optional<MapItem> itemAt(QPointF view);
    const Viewport& view() const { return m_view; }
    const PlanContent& content() const { return m_content; }
    const PlanLayout& layout();
    bool isBeating() const { return m_beat.isActive(); }

    double metresShown() const;
    double metresWidth() const { return metresShown() * m_view.scale(); }
    int hidden() const { return m_layout.hidden; }

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void activated(const shouwang::site::MapItem& item); ///< two clicks or Enter
    void clicked(const shouwang::site::MapItem& item);   ///< chosen by one click, also when it was already
    void chosenChanged();
    void pointedChanged(); ///< hover or keyboard went to another thing
    void floorChanged();
    void viewChanged();
    void pageWanted(int step); ///< a floor up or down
    void newAlarmWanted();

protected:
    void geometryChange(const QRectF& now, const QRectF& before) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseUngrabEvent() override;
    void wheelEvent(QWheelEvent* event) override;
    void hoverMoveEvent(QHoverEvent* event) override;
    void hoverLeaveEvent(QHoverEvent* event) override;

private:
    void refresh(); // what is drawn changed
    void moved();   // where it is drawn changed
    void byHand();  // and somebody did it
    void applyMarks();
    bool stepFocus(int step);
    void keepInSight(const MapItem& item);
    void choose(const std::optional<MapItem>& item);
    void setHover(const std::optional<MapItem>& item);
    void paintOverlay(QPainter& painter);
    void paintZoneAlarms(QPainter& painter);
    void paintChosen(QPainter& painter);
    QPointF planPixelsOf(const MapItem& item) const { return m_view.planPixels(item.at); }

    const shell::Theme* m_theme = nullptr; // outlives the canvas
    std::unique_ptr<PlanPainter> m_painter;
    std::unique_ptr<PlanLayer> m_layer;
    PlanContent m_content;
    PlanLayout m_layout;
    bool m_laidOut = false;
    std::vector<MapItem> m_hittable;
    Viewport m_view;
    Marks m_marks;
    std::map<std::string, bool> m_called; // points that beat until acknowledged; true: a mark said so too
    std::optional<MapItem> m_focus;
    std::optional<MapItem> m_chosen;
    std::optional<MapItem> m_hover;
    bool m_keyboard = false;
    bool m_pressed = false;
    bool m_dragging = false;
    QPointF m_last;
    QTimer m_rest; // runs for a moment after a hand has moved the map
    QTimer m_beat;
    bool m_bright = true;
};

/// Makes MapCanvas known to QML as "Shouwang.Site 1.0" and loads the module's QML.
void registerSiteQml();

} // namespace shouwang::site
