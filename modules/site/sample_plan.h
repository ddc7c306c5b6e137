// Inside of the sample: the tables of domain.md section 7 and the steps that make a Site of them.
#pragma once

#include "base/random.h"
#include "site/sample.h"

#include <span>

namespace shouwang::site::sample {

struct FloorRow {
    const char* code; ///< 2F; the floor's full code is <zone>-<code>
    const char* name; ///< 二层
    double width_m;
    double height_m;
};

/// What stands on a floor or, where the floor is empty, in the zone's yard.
struct CameraRow {
    const char* floor;
    const char* place;
    char kind;
    PrivacyClass privacy;
    double x_m;
    double y_m;
};

struct PointRow {
    PointKind kind;
    const char* floor;
    const char* place;
    double x_m;
    double y_m;
};

struct ZoneRow {
    const char* code;
    const char* name;
    const char* area; ///< first part of the names of what stands there
    const char* brigade;
    int capacity;
    bool women;
    const char* gb_digits; ///< the zone's part of a GB id
    double x_m;            ///< the yard's corner on the plan of the whole facility
    double y_m;
    std::span<const FloorRow> floors;
    std::span<const CameraRow> cameras;
    std::span<const PointRow> points;
};

inline constexpr double kPlanWidth_m = 360; ///< the wall: 1,260 m around
inline constexpr double kPlanHeight_m = 270;
inline constexpr int kSections = 12; ///< of the wall, W01 to W12
inline constexpr double kSectionLength_m = 105;

std::span<const ZoneRow> zoneRows(); ///< all but the wall
Place onWall(double along_m); ///< a place on the wall, counted from the south-west corner against the clock
std::string sectionCode(int section); ///< 7 -> W07
const FloorRow* floorOf(const ZoneRow& zone, std::string_view code);

void addZones(Site& site);
void addAreas(Site& site, Random& random); ///< after the zones, of which the wall is the last
void addCameras(Site& site, Random& random);
void addPoints(Site& site, Random& random); ///< after the cameras, which it links
void addDoors(Site& site);
void addPeople(Site& site, Random& random);
void addProcedures(Site& site);
void addContacts(Site& site);
std::string procedureFor(PointKind kind);

/// Best first: same floor, then same zone, then anywhere; near before far; open places before private ones.
std::vector<std::string> linkedCameras(const Site& site, const AlarmPoint& point);

} // namespace shouwang::site::sample
