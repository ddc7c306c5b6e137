#include "site/ui/map_canvas.h"

#include <qqml.h>

#include <algorithm>
#include <cmath>

/// A resource of a static library is only there when somebody asks for it, and only outside a namespace.
static void initSiteResources() {
    Q_INIT_RESOURCE(site);
}

namespace shouwang::site {

namespace {

constexpr int kBeatMs = 500;
constexpr int kRestMs = 1500;
constexpr double kAlarmScale = 4; // pixels a metre: nearer than a whole facility, so that the place is seen

} // namespace

void registerSiteQml() {
    initSiteResources();
    qmlRegisterType<MapCanvas>("Shouwang.Site", 1, 0, "MapCanvas");
}

MapCanvas::MapCanvas(QQuickItem* parent)
    : QQuickPaintedItem(parent) {
    setOpaquePainting(true);
    setAcceptedMouseButtons(Qt::LeftButton);
    setAcceptHoverEvents(true);
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    // Two steps a second instead of an animation: an animation would repaint the map sixty times a second.
    m_beat.setInterval(kBeatMs);
    connect(&m_beat, &QTimer::timeout, this, &MapCanvas::beat);
}

MapCanvas::~MapCanvas() = default;

void MapCanvas::setTheme(const shell::Theme& theme) {
    if (m_theme) m_theme->disconnect(this);
    m_theme = &theme;
    m_painter = std::make_unique<PlanPainter>(theme);
    m_layer = std::make_unique<PlanLayer>(*m_painter);
    connect(&theme, &shell::Theme::changed, this, [this] {
        m_painter->forget();
        refresh();
    });
    refresh();
}

void MapCanvas::setSite(std::shared_ptr<const Site> site) {
    m_focus.reset();
    m_hover.reset();
    m_called.clear();
    choose({});
    m_content.set(std::move(site), {});
    m_view.setExtent(m_content.extent());
    applyMarks();
    refresh();
    Q_EMIT floorChanged();
}

void MapCanvas::setFloor(const std::string& floor) {
    if (!site() || floor == m_content.floor() || (!floor.empty() && !site()->floor(floor))) return;
    m_focus.reset();
    m_hover.reset();
    const std::shared_ptr<const Site> kept = m_content.shared();
    m_content.set(kept, floor);
    m_view.setExtent(m_content.extent());
    applyMarks();
    refresh();
    Q_EMIT floorChanged();
    Q_EMIT pointedChanged();
}

void MapCanvas::setMarks(const Marks& marks) {
    m_marks = marks;
    for (auto called = m_called.begin(); called != m_called.end();) {
        const auto mark = marks.points.find(called->first);
        const bool open = mark != marks.points.end() && mark->second.priority > 0;
        const bool over = open ? mark->second.acknowledged : called->second;
        if (open) called->second = true;
        called = over ? m_called.erase(called) : std::next(called);
    }
    applyMarks();
}

void MapCanvas::applyMarks() {
    if (!site()) return;
    Marks shown = m_marks;
    // A point that somebody was called to beats, also when its alarm is not among the marks yet.
    for (const auto& [id, seen] : m_called) {
        PointMark& mark = shown.points[id];
        if (mark.priority > 0) continue;
        const AlarmPoint* point = site()->point(id);
        mark.priority = point ? static_cast<int>(point->priority) : 1;
        mark.acknowledged = false;
    }
    const bool changed = m_content.setMarks(shown);
    const bool pulsing = std::ranges::any_of(m_content.items(), &PlanItem::isPulsing);
    if (pulsing && !m_beat.isActive()) m_beat.start();
    if (!pulsing && m_beat.isActive()) {
        m_beat.stop();
        m_bright = true;
    }
    if (changed) refresh();
}

void MapCanvas::call(const std::string& point) {
    if (!site() || !site()->point(point)) return;
    const auto mark = m_marks.points.find(point);
    const bool open = mark != m_marks.points.end() && mark->second.priority > 0;
    if (open && mark->second.acknowledged) return; // somebody was faster
    m_called[point] = open;
    applyMarks();
}

void MapCanvas::lookAtPoint(const std::string& point) {
    const AlarmPoint* found = site() ? site()->point(point) : nullptr;
    if (!found) return;
    setFloor(found->place.floor);
    m_view.lookAt({found->place.x_m, found->place.y_m}, kAlarmScale);
    m_bright = true;
    moved();
}

void MapCanvas::acknowledge(const std::string& point) {
    if (m_called.erase(point) == 0) return;
    const auto mark = m_marks.points.find(point);
    if (mark != m_marks.points.end()) mark->second.acknowledged = true;
    applyMarks();
}

void MapCanvas::retranslate() {
    if (!site()) return;
    m_content.retranslate();
    applyMarks();
    refresh();
}

void MapCanvas::show(const MapItem& item) {
    if (!site()) return;
    const Place* place = placeOf(*site(), item);
    setFloor(place ? place->floor : std::string());
    const int index = m_content.indexOf(item);
    if (index < 0) return; // a post without a place, a zone that was never drawn
    m_focus = m_content.items()[static_cast<std::size_t>(index)].item;
    if (item.kind != ItemKind::Zone) m_view.lookAt(m_focus->at, kAlarmScale);
    if (item.kind == ItemKind::Zone) keepInSight(*m_focus);
    choose(m_focus);
    moved();
    Q_EMIT pointedChanged();
}

void MapCanvas::fit() {
    m_view.fit();
    moved();
}

void MapCanvas::zoom(double factor) {
    m_view.zoom(factor, {width() / 2, height() / 2});
    byHand();
}

void MapCanvas::pan(QPointF pixels) {
    m_view.pan(pixels);
    byHand();
}

void MapCanvas::refresh() {
    if (m_layer) m_layer->forget();
    m_laidOut = false;
    moved();
}

void MapCanvas::moved() {
    if (m_laidOut && m_layout.scale != m_view.scale()) m_laidOut = false;
    layout();
    update();
    Q_EMIT viewChanged();
}

void MapCanvas::byHand() {
    m_rest.start();
    moved();
}

const PlanLayout& MapCanvas::layout() {
    if (m_laidOut) return m_layout;
    m_layout = layOut(m_content, m_view.scale());
    m_laidOut = true;
    m_hittable.clear();
    for (std::size_t i = 0; i < m_content.items().size(); ++i) {
        const MapItem& item = m_content.items()[i].item;
        // Only what is seen can be meant.
        if (m_layout.drawn[i] || item.kind == ItemKind::Zone) m_hittable.push_back(item);
    }
    return m_layout;
}

double MapCanvas::metresShown() const {
    if (!site()) return 0;
    // The longest round length that takes no more than 160 pixels.
    const double most = 160 / m_view.scale();
    const double power = std::pow(10.0, std::floor(std::log10(most)));
    for (const double step : {5.0, 2.0}) {
        if (step * power <= most) return step * power;
    }
    return power;
}

void MapCanvas::geometryChange(const QRectF& now, const QRectF& before) {
    QQuickPaintedItem::geometryChange(now, before);
    m_view.setSize(now.size().toSize());
    refresh();
}

void MapCanvas::beat() {
    m_bright = !m_bright;
    QRectF dirty;
    const QPoint origin = m_view.origin();
    for (const PlanItem& item : m_content.items()) {
        if (!item.isPulsing()) continue;
        if (item.item.kind == ItemKind::Zone) {
            for (const Area* area : PlanPainter::alarmedAreas(m_content, item))
                dirty |= PlanPainter::polygon(*area, m_view.scale()).boundingRect().translated(-origin);
        } else {
            const QPointF at = planPixelsOf(item.item) - origin;
            dirty |= QRectF(at.x() - kAlarmGlyph, at.y() - kAlarmGlyph, 2 * kAlarmGlyph, 2 * kAlarmGlyph);
        }
    }
    const QRect seen = dirty.adjusted(-3, -3, 3, 3).toAlignedRect().intersected(boundingRect().toRect());
    if (!seen.isEmpty()) update(seen);
}

} // namespace shouwang::site
