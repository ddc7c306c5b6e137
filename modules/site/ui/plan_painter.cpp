#include "site/ui/plan_painter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace shouwang::site {

namespace {

constexpr double kConesFrom_px = 24; // shorter ones say nothing
constexpr double kConesTo_px = 54;   // which way it looks; how far is shown of the one that is chosen
constexpr int kConesMost = 400;      // more than these are a fog
constexpr int kPadding = 5;

QColor faded(QColor color, int alpha) {
    color.setAlpha(alpha);
    return color;
}

QRectF planRect(const Box& box, double scale) {
    return {box.left * scale, -box.top * scale, (box.right - box.left) * scale,
            (box.top - box.bottom) * scale};
}

} // namespace

QPolygonF PlanPainter::polygon(const Area& area, double scale) {
    QPolygonF out;
    out.reserve(static_cast<int>(area.points.size()));
    for (const Spot& spot : area.points)
        out << QPointF(spot.x_m * scale, -spot.y_m * scale);
    return out;
}

void PlanPainter::paint(QPainter& painter, const PlanContent& content, const PlanLayout& layout,
                        const QRect& region, qreal ratio) const {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(region, m_theme.background());
    if (!content.site()) return;
    paintGround(painter, content, layout.scale, region);
    for (const Zone& zone : content.site()->zones)
        paintAreas(painter, zone, content.floor(), layout.scale, region);
    paintCones(painter, content, layout, region);
    const QRectF near = QRectF(region).adjusted(-kGlyph, -kGlyph, kGlyph, kGlyph);
    for (std::size_t i = 0; i < layout.at.size(); ++i) {
        const PlanItem& item = content.items()[i];
        if (!layout.drawn[i] || item.look == Look::Alarm || !near.contains(layout.at[i])) continue;
        paintGlyph(painter, content, item, layout.at[i], ratio);
    }
    painter.setFont(shell::Theme::font(shell::Type::Secondary));
    for (const PlanLabel& label : layout.labels) {
        if (!label.rect.intersects(region)) continue;
        const bool named = label.item >= 0;
        paintLabel(painter, label, named ? &content.items()[static_cast<std::size_t>(label.item)] : nullptr);
    }
}

void PlanPainter::paintGlyph(QPainter& painter, const PlanContent& content, const PlanItem& item, QPointF at,
                             qreal ratio) const {
    const QImage& picture = glyph(content, item, ratio);
    const double half = picture.width() / picture.devicePixelRatio() / 2;
    painter.drawImage(QPointF(std::round(at.x() - half), std::round(at.y() - half)), picture);
}

void PlanPainter::paintGround(QPainter& painter, const PlanContent& content, double scale,
                              const QRect& region) const {
    Box box = content.extent();
    const Site& site = *content.site();
    if (content.isOutdoors() && site.plan.width_m > 0) box = {0, 0, site.plan.width_m, site.plan.height_m};
    if (const Floor* floor = site.floor(content.floor())) box = {0, 0, floor->width_m, floor->height_m};
    const QRectF rect = planRect(box, scale);
    if (!rect.intersects(region)) return;
    painter.setPen(QPen(m_theme.line(), 1));
    painter.setBrush(content.isOutdoors() ? Qt::NoBrush : QBrush(m_theme.surface()));
    painter.drawRect(rect);
}

void PlanPainter::paintAreas(QPainter& painter, const Zone& zone, const std::string& floor, double scale,
                             const QRect& region) const {
    bool ground = true;
    for (const Area& area : zone.areas) {
        if (area.floor != floor) continue;
        const QPolygonF shape = polygon(area, scale);
        // The ground first; what stands on it is lighter, so that houses are seen as houses.
        const bool house = !ground && floor.empty();
        ground = false;
        if (!shape.boundingRect().intersects(region)) continue;
        painter.setPen(QPen(house ? m_theme.faint() : m_theme.line(), house ? 1.2 : 1));
        painter.setBrush(house ? m_theme.raised() : m_theme.surface());
        painter.drawPolygon(shape);
    }
}

void PlanPainter::paintCones(QPainter& painter, const PlanContent& content, const PlanLayout& layout,
                             const QRect& region) const {
    int shown = 0;
    const QRectF near = QRectF(region).adjusted(-kConesTo_px, -kConesTo_px, kConesTo_px, kConesTo_px);
    for (std::size_t i = 0; i < layout.at.size(); ++i) {
        const PlanItem& item = content.items()[i];
        if (item.item.kind != ItemKind::Camera || !layout.drawn[i]) continue;
        const Camera& camera = content.site()->cameras[item.item.index];
        if (coneOf(camera).range_m * layout.scale < kConesFrom_px || item.look == Look::Lost) continue;
        // Counted over the whole plan, so that a strip that is drawn later has the same ones.
        if (++shown > kConesMost) return;
        if (near.contains(layout.at[i])) paintCone(painter, camera, layout.scale, false);
    }
}

void PlanPainter::paintCone(QPainter& painter, const Camera& camera, double scale, bool chosen) const {
    const Cone cone = coneOf(camera);
    const double range = chosen ? cone.range_m * scale : std::min(cone.range_m * scale, kConesTo_px);
    const QPointF apex(cone.apex.x_m * scale, -cone.apex.y_m * scale);
    // Qt counts against the clock from three o'clock, in sixteenths.
    const double middle = 90 - cone.bearing_deg;
    const auto start = static_cast<int>(std::lround((middle - cone.angle_deg / 2) * 16));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(chosen ? QPen(faded(m_theme.accent(), 160), 1) : QPen(Qt::NoPen));
    painter.setBrush(chosen ? faded(m_theme.accent(), 46) : faded(m_theme.muted(), 28));
    painter.drawPie(QRectF(apex.x() - range, apex.y() - range, 2 * range, 2 * range), start,
                    static_cast<int>(std::lround(cone.angle_deg * 16)));
}

void PlanPainter::paintLabel(QPainter& painter, const PlanLabel& label, const PlanItem* item) const {
    const bool zone = item && item->item.kind == ItemKind::Zone;
    const bool alarm = item && item->look == Look::Alarm;
    painter.setPen(alarm ? QPen(m_theme.color(shell::priorityTone(item->priority)), 1) : QPen(Qt::NoPen));
    painter.setBrush(faded(alarm ? m_theme.background() : m_theme.surface(), alarm || zone ? 235 : 205));
    painter.drawRoundedRect(QRectF(label.rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    QRect line(label.rect.left() + kPadding, label.rect.top(), label.rect.width() - 2 * kPadding,
               kLabelHeight);
    if (!label.state.isEmpty()) {
        const int width = painter.fontMetrics().horizontalAdvance(label.state);
        if (!alarm)
            shell::hatch(painter, QRect(line.left() - 2, line.top() + 1, width + 4, kLabelHeight - 2),
                         m_theme);
        painter.setPen(alarm ? m_theme.color(shell::priorityTone(item->priority)) : m_theme.text());
        painter.drawText(QRect(line.left(), line.top(), width + 2, kLabelHeight), Qt::AlignVCenter,
                         label.state);
        line.setLeft(line.left() + width + kPadding);
    }
    painter.setPen(alarm || zone ? m_theme.text() : m_theme.muted());
    painter.drawText(line.adjusted(0, 0, 4, 0), Qt::AlignVCenter, label.title);
    if (label.detail.isEmpty()) return;
    painter.setPen(m_theme.muted());
    painter.drawText(QRect(label.rect.left() + kPadding, label.rect.top() + kLabelHeight, label.rect.width(),
                           kLabelHeight),
                     Qt::AlignVCenter, label.detail);
}

std::vector<const Area*> PlanPainter::alarmedAreas(const PlanContent& content, const PlanItem& item) {
    std::vector<const Area*> whole;
    std::vector<const Area*> parts;
    // An alarm of a zone says nothing about a floor: there the points speak.
    if (!content.isOutdoors()) return whole;
    for (const Area& area : content.site()->zones[item.item.index].areas) {
        if (!area.floor.empty()) continue;
        if (whole.empty() || !area.name.empty()) whole.push_back(&area);
        const bool here = std::ranges::any_of(content.items(), [&](const PlanItem& thing) {
            return thing.look == Look::Alarm && thing.item.kind == ItemKind::Point &&
                   zoneOf(*content.site(), thing.item) == content.site()->zones[item.item.index].code &&
                   contains(area.points, thing.item.at);
        });
        if (here && !area.name.empty()) parts.push_back(&area);
    }
    return parts.empty() ? whole : parts;
}

void PlanPainter::paintZoneAlarm(QPainter& painter, const PlanContent& content, const PlanItem& item,
                                 double scale, bool bright) const {
    const QColor tone = m_theme.color(shell::priorityTone(item.priority));
    const bool dim = item.isPulsing() && !bright;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(item.drill ? m_theme.drill() : faded(tone, dim ? 110 : 255), 2));
    painter.setBrush(faded(tone, dim ? 10 : 30));
    for (const Area* area : alarmedAreas(content, item))
        painter.drawPolygon(polygon(*area, scale));
}

void PlanPainter::paintAlarm(QPainter& painter, const PlanItem& item, QPointF at, bool bright,
                             qreal ratio) const {
    const bool dim = item.isPulsing() && !bright;
    const int key = 1'000'000 + item.priority * 4 + (dim ? 0 : 1) + (item.drill ? 2 : 0);
    auto found = m_sprites.find(key);
    if (found == m_sprites.end())
        found = m_sprites.insert(key, drawAlarm(item.priority, !dim, item.drill, ratio));
    const double half = found->width() / found->devicePixelRatio() / 2;
    painter.drawImage(QPointF(std::round(at.x() - half), std::round(at.y() - half)), *found);
}

void PlanPainter::paintRing(QPainter& painter, QPointF at, bool focused, int size) const {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_theme.background(), 4));
    const QRectF ring(at.x() - size / 2.0, at.y() - size / 2.0, size, size);
    painter.drawRoundedRect(ring, 4, 4);
    painter.setPen(QPen(m_theme.accent(), 2, focused ? Qt::SolidLine : Qt::DotLine));
    painter.drawRoundedRect(ring, 4, 4);
}

} // namespace shouwang::site
