// How a plan looks. Everything is drawn in plan pixels; the painter is moved there by whoever calls. GUI
// thread.
#pragma once

#include "shell/ui/theme.h"
#include "site/ui/plan_layout.h"

#include <QHash>
#include <QImage>
#include <QPainterPath>
#include <QPolygonF>

class QPainter;

namespace shouwang::site {

class PlanPainter {
public:
    explicit PlanPainter(const shell::Theme& theme)
        : m_theme(theme) {}

    /// Everything that does not beat: grounds, zones, cones, glyphs, labels. `region` in plan pixels.
    void paint(QPainter& painter, const PlanContent& content, const PlanLayout& layout, const QRect& region,
               qreal ratio) const;

    /// The mark of an alarm at a point, and the frame of a zone with one. `bright`: the first half of a
    /// second.
    void paintAlarm(QPainter& painter, const PlanItem& item, QPointF at, bool bright, qreal ratio) const;
    void paintZoneAlarm(QPainter& painter, const PlanContent& content, const PlanItem& item, double scale,
                        bool bright) const;
    /// Of a zone with an alarm: the parts where it is, as a section of the wall; else its ground.
    static std::vector<const Area*> alarmedAreas(const PlanContent& content, const PlanItem& item);
    /// With the painter's font; no item: the name of an area.
    void paintLabel(QPainter& painter, const PlanLabel& label, const PlanItem* item) const;
    void paintCone(QPainter& painter, const Camera& camera, double scale, bool chosen) const;
    void paintRing(QPainter& painter, QPointF at, bool focused, int size) const;
    void paintGlyph(QPainter& painter, const PlanContent& content, const PlanItem& item, QPointF at,
                    qreal ratio) const;
    /// What was drawn in other colours is drawn anew.
    void forget() { m_sprites.clear(); }

    static QPolygonF polygon(const Area& area, double scale);

private:
    void paintGround(QPainter& painter, const PlanContent& content, double scale, const QRect& region) const;
    void paintAreas(QPainter& painter, const Zone& zone, const std::string& floor, double scale,
                    const QRect& region) const;
    void paintCones(QPainter& painter, const PlanContent& content, const PlanLayout& layout,
                    const QRect& region) const;
    const QImage& glyph(const PlanContent& content, const PlanItem& item, qreal ratio) const;
    QImage drawGlyph(ItemKind kind, Look look, double bearing, qreal ratio) const;
    QImage drawAlarm(int priority, bool bright, bool drill, qreal ratio) const;

    const shell::Theme& m_theme;
    mutable QHash<int, QImage> m_sprites;
};

} // namespace shouwang::site
