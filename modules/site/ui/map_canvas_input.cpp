// What hands do with the map.
#include "site/ui/map_canvas.h"

#include <QHoverEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace shouwang::site {

namespace {

constexpr double kDragFrom = 6; // pixels: less is a hand that shakes
constexpr double kStep = 1.25;  // of a key or one notch of a wheel
constexpr int kArrow = 80;      // pixels
constexpr double kReach = 16;   // pixels round a glyph: a target of 32
constexpr double kOnGlyph = 9;

} // namespace

std::optional<MapItem> MapCanvas::itemAt(QPointF at) {
    if (!site()) return std::nullopt;
    layout();
    const Spot spot = m_view.toPlan(at);
    // What was drawn last is what is seen: alarms over glyphs over labels over the ground.
    std::vector<MapItem> alarms;
    for (const PlanItem& item : m_content.items()) {
        if (item.look == Look::Alarm && item.item.kind != ItemKind::Zone) alarms.push_back(item.item);
    }
    const auto isThing = [](const std::optional<MapItem>& item) {
        return item && item->kind != ItemKind::Zone;
    };
    if (const auto alarm = hit(*site(), alarms, floor(), spot, kAlarmGlyph / 2.0 / m_view.scale());
        isThing(alarm))
        return alarm;
    if (const auto glyph = hit(*site(), m_hittable, floor(), spot, kOnGlyph / m_view.scale()); isThing(glyph))
        return glyph;
    const QPoint pixel = (at + m_view.origin()).toPoint();
    for (const PlanLabel& label : m_layout.labels) {
        if (label.item >= 0 && label.rect.contains(pixel))
            return m_content.items()[static_cast<std::size_t>(label.item)].item;
    }
    return hit(*site(), m_hittable, floor(), spot, kReach / m_view.scale());
}

void MapCanvas::mousePressEvent(QMouseEvent* event) {
    m_pressed = true;
    m_dragging = false;
    m_last = event->position();
}

void MapCanvas::mouseMoveEvent(QMouseEvent* event) {
    const QPointF way = event->position() - m_last;
    if (!m_dragging && std::hypot(way.x(), way.y()) < kDragFrom) return;
    m_dragging = true;
    m_last = event->position();
    pan(way);
}

void MapCanvas::mouseReleaseEvent(QMouseEvent* event) {
    const bool click = m_pressed && !m_dragging;
    if (m_dragging) m_rest.start();
    m_pressed = false;
    m_dragging = false;
    if (!click) return;
    const auto item = itemAt(event->position());
    m_focus = item;
    choose(item);
    update();
    Q_EMIT pointedChanged();
    if (item) Q_EMIT clicked(*item);
}

void MapCanvas::mouseUngrabEvent() {
    m_pressed = false;
    m_dragging = false;
}

void MapCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    // The first click has chosen it; the map has not moved since, so it is still the same thing.
    if (const auto item = itemAt(event->position()); item && item == m_chosen) Q_EMIT activated(*item);
}

void MapCanvas::wheelEvent(QWheelEvent* event) {
    const double notches = std::clamp(event->angleDelta().y() / 120.0, -4.0, 4.0);
    if (notches != 0) {
        m_view.zoom(std::pow(kStep, notches), event->position());
        byHand();
    }
    event->accept();
}

void MapCanvas::hoverMoveEvent(QHoverEvent* event) {
    setHover(itemAt(event->position()));
}

void MapCanvas::hoverLeaveEvent(QHoverEvent*) {
    setHover({});
}

void MapCanvas::setHover(const std::optional<MapItem>& item) {
    if (item == m_hover) return;
    m_hover = item;
    update();
    Q_EMIT pointedChanged();
}

void MapCanvas::choose(const std::optional<MapItem>& item) {
    if (item == m_chosen) return;
    m_chosen = item;
    update();
    Q_EMIT chosenChanged();
}

void MapCanvas::setKeyboard(bool here, bool byTab) {
    m_keyboard = here;
    const auto& items = m_content.items();
    if (here && byTab && !m_focus && !items.empty()) {
        m_focus = items.front().item;
        keepInSight(*m_focus);
        Q_EMIT pointedChanged();
    }
    update();
}

bool MapCanvas::stepFocus(int step) {
    const auto& items = m_content.items();
    const int now = m_focus ? m_content.indexOf(*m_focus) : step > 0 ? -1 : static_cast<int>(items.size());
    const int next = now + step;
    if (next < 0 || next >= static_cast<int>(items.size())) return false; // on to the next field
    m_focus = items[static_cast<std::size_t>(next)].item;
    keepInSight(*m_focus);
    m_rest.start();
    update();
    Q_EMIT pointedChanged();
    return true;
}

void MapCanvas::keepInSight(const MapItem& item) {
    const QRectF room = boundingRect().adjusted(40, 40, -40, -40);
    const QPointF at = m_view.toView(item.at);
    if (room.contains(at)) return;
    const QPointF near(std::clamp(at.x(), room.left(), std::max(room.left(), room.right())),
                       std::clamp(at.y(), room.top(), std::max(room.top(), room.bottom())));
    m_view.pan(near - at);
    moved();
}

bool MapCanvas::handleKey(int key, Qt::KeyboardModifiers modifiers) {
    if ((modifiers & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) != 0 || !site())
        return false;
    const auto panBy = [this](int x, int y) {
        pan(QPointF(x, y));
        return true;
    };
    switch (key) {
    case Qt::Key_Left:
        return panBy(kArrow, 0);
    case Qt::Key_Right:
        return panBy(-kArrow, 0);
    case Qt::Key_Up:
        return panBy(0, kArrow);
    case Qt::Key_Down:
        return panBy(0, -kArrow);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(kStep);
        return true;
    case Qt::Key_Minus:
        zoom(1 / kStep);
        return true;
    case Qt::Key_Home:
    case Qt::Key_0:
        fit();
        return true;
    case Qt::Key_PageUp:
        Q_EMIT pageWanted(1);
        return true;
    case Qt::Key_PageDown:
        Q_EMIT pageWanted(-1);
        return true;
    case Qt::Key_Tab:
        return stepFocus(1);
    case Qt::Key_Backtab:
        return stepFocus(-1);
    case Qt::Key_N:
        Q_EMIT newAlarmWanted();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_focus) return false;
        choose(m_focus);
        Q_EMIT activated(*m_focus);
        return true;
    case Qt::Key_Escape:
        if (!m_focus) return false;
        m_focus.reset();
        update();
        Q_EMIT pointedChanged();
        return true;
    default:
        return false;
    }
}

} // namespace shouwang::site
