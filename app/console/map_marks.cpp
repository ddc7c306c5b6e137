#include "console/map_marks.h"

#include "wall/ui/no_picture.h"

namespace shouwang::console {
namespace {

site::CameraMark markOf(const wall::CameraHealth& camera, bool wallIsUp) {
    if (!wallIsUp || wall::isPlanned(camera.reason)) return site::CameraMark::Unknown;
    switch (camera.live) {
    case wall::Live::Live:
        // A slow one moves, but what it shows is not of now.
        return camera.reason == wall::NoPicture::None ? site::CameraMark::Live : site::CameraMark::Late;
    case wall::Live::Late:
        return site::CameraMark::Late;
    case wall::Live::Lost:
        return site::CameraMark::Lost;
    case wall::Live::Waiting:
        break;
    }
    return site::CameraMark::Unknown;
}

void markAlarm(site::Marks& marks, const site::Site& site, const alarms::State& alarm) {
    const int priority = static_cast<int>(alarm.priority);
    const bool acknowledged = alarm.acknowledged.has_value();
    const bool drill = alarm.mode == ledger::Mode::Drill;
    if (site.point(alarm.point) != nullptr) {
        site::PointMark& point = marks.points[alarm.point];
        if (point.priority == 0)
            point = {priority, acknowledged, drill, point.bypassed};
        else
            point.acknowledged &= acknowledged;
    }
    if (site.zone(alarm.zone) == nullptr) return;
    site::ZoneMark& zone = marks.zones[alarm.zone];
    if (zone.priority != 0) { // the worst one came first; a quieter one that waits still has to be seen
        zone.acknowledged &= acknowledged;
        return;
    }
    zone.priority = priority;
    zone.acknowledged = acknowledged;
    zone.drill = drill;
}

} // namespace

site::Marks marksOf(const site::Site& site, const MapNews& news) {
    site::Marks marks;
    for (const site::AlarmPoint& point : site.points)
        if (point.bypassed) marks.points[point.id].bypassed = true;
    for (const outages::Bypass& bypass : news.bypasses) {
        const bool real = bypass.mode == ledger::Mode::Real; // an exercise silences nothing real
        if (real && site.point(bypass.point) != nullptr) marks.points[bypass.point].bypassed = true;
    }
    for (const alarms::State& alarm : news.alarms)
        markAlarm(marks, site, alarm);
    for (const wall::CameraHealth& camera : news.cameras)
        marks.cameras[camera.camera] = markOf(camera, news.wallIsUp);
    if (news.persons == nullptr) return marks;
    for (const site::Zone& zone : site.zones) {
        const auto count = news.persons->find(zone.code);
        if (count != news.persons->end())
            marks.zones[zone.code].persons = count->second;
        else if (zone.capacity > 0)
            marks.zones[zone.code].persons = 0; // nobody lives at a gate
    }
    return marks;
}

} // namespace shouwang::console
