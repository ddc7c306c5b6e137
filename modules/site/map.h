// What a plan of the facility is made of, as pure functions: polygons, what lies where, what was meant by a
// click, what a camera looks at. Any thread.
#pragma once

#include "site/site.h"

#include <span>

namespace shouwang::site {

/// In the order in which a click means them.
enum class ItemKind { Point, Camera, Door, Post, Zone };

struct MapItem {
    ItemKind kind = ItemKind::Zone;
    std::size_t index = 0; ///< in the Site's list of that kind
    Spot at;

    bool operator==(const MapItem& other) const { return kind == other.kind && index == other.index; }
};

struct Box { ///< empty where right < left
    double left = 0;
    double bottom = 0;
    double right = -1;
    double top = -1;

    bool isEmpty() const { return right < left; }
    void add(Spot spot);
};

struct Cone { ///< what a camera looks at, flat
    Spot apex;
    double bearing_deg = 0; ///< of its middle, clockwise from north
    double angle_deg = 0;   ///< from edge to edge; 360: all round
    double range_m = 0;
};

Box boxOf(std::span<const Spot> points);
double areaOf(std::span<const Spot> polygon); ///< square metres, never negative
double distance(Spot a, Spot b);
/// The edge belongs to it.
bool contains(std::span<const Spot> polygon, Spot spot);
/// Numbers of two edges that cross, touch or lie on each other; an edge has the number of its first point.
std::optional<std::pair<std::size_t, std::size_t>> crossing(std::span<const Spot> polygon);
/// Inside of the polygon and as far in the middle as a label wants to be.
Spot labelSpot(std::span<const Spot> polygon);

Cone coneOf(const Camera& camera);
bool sees(const Cone& cone, Spot spot);

/// Nothing for a post without a place and for a zone that is not drawn there.
const Place* placeOf(const Site& site, const MapItem& item);
const std::string& idOf(const Site& site, const MapItem& item);
const std::string& titleOf(const Site& site, const MapItem& item);
const std::string& zoneOf(const Site& site, const MapItem& item);

/// How large a floor's plan, or the outdoor one where `floor` is empty, has to be to hold everything on it.
Box extentOf(const Site& site, const std::string& floor);
/// Everything that stands on a plan, in the order in which a keyboard walks through it: zone by zone from the
/// upper left, in each the zone itself, then what stands in it, row by row.
std::vector<MapItem> itemsOn(const Site& site, const std::string& floor);
/// The code of the zone with the smallest polygon there, else of the floor's own; empty: none.
std::string zoneAt(const Site& site, const std::string& floor, Spot spot);
/// What is meant by a click: the nearest within the tolerance, but an alarm point before a camera before a
/// door before a post where both are about as near; else the zone. `items` are those of the plan.
std::optional<MapItem> hit(const Site& site, std::span<const MapItem> items, const std::string& floor,
                           Spot spot, double tolerance_m);
/// The cameras that stand in a zone, those of the given floor first.
std::vector<std::string> zoneCameras(const Site& site, const std::string& zone, const std::string& floor);

} // namespace shouwang::site
