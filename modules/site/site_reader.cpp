#include "site/site_reader.h"

#include <cmath>
#include <fmt/format.h>

namespace shouwang::site {

namespace {

using namespace std::string_view_literals;

/// [x_m, y_m]; what is wrong with one point does not hide what is wrong with the next.
bool readSpot(ObjectReader& in, const JsonNode& node, Spot& spot) {
    const bool pair = node.kind == JsonNode::Kind::List && node.items.size() == 2;
    const auto isNumber = [](const JsonNode& part) {
        return part.kind == JsonNode::Kind::Number || part.kind == JsonNode::Kind::Whole;
    };
    if (!pair || !isNumber(node.items[0]) || !isNumber(node.items[1])) {
        in.refuse(node.line, "points", "bad_point", "every element of \"points\" must be [x_m, y_m]");
        return false;
    }
    spot = {node.items[0].number, node.items[1].number};
    if (std::abs(spot.x_m) <= kFarthest_m && std::abs(spot.y_m) <= kFarthest_m) return true;
    in.refuse(
        node.line, "points", "out_of_range",
        fmt::format("({}, {}) must lie between {} and {}", spot.x_m, spot.y_m, -kFarthest_m, kFarthest_m));
    return false;
}

void readArea(ObjectReader& in, Area& area) {
    in.id("floor", area.floor, Need::Optional);
    in.text("name", area.name, Need::Optional);
    const JsonNode* node = in.value("points", JsonNode::Kind::List, Need::Required);
    if (!node) return;
    const std::size_t count = node->items.size();
    if (count < kAreaPointsLeast || count > kAreaPointsMost) {
        in.refuse(
            node->line, "points", "bad_polygon",
            fmt::format("a polygon has {} to {} points, not {}", kAreaPointsLeast, kAreaPointsMost, count));
        return;
    }
    bool right = true;
    area.points.resize(count);
    for (std::size_t i = 0; i < count; ++i)
        right = readSpot(in, node->items[i], area.points[i]) && right;
    if (!right) area.points.clear(); // half a polygon would only be complained about again
}

void readPlan(ObjectReader& owner, Problems& problems, OutdoorPlan& plan) {
    const JsonNode* node = owner.value("plan", JsonNode::Kind::Object, Need::Optional);
    if (!node) return;
    ObjectReader in(problems, *node, owner.pointerTo("plan"));
    in.number("width_m", plan.width_m, 1, kFarthest_m);
    in.number("height_m", plan.height_m, 1, kFarthest_m);
    in.finish();
}

void readZone(ObjectReader& in, Zone& zone) {
    in.id("code", zone.code);
    in.text("name", zone.name);
    in.text("brigade", zone.brigade, Need::Optional);
    in.whole("capacity", zone.capacity, 0, 100'000, Need::Optional);
    in.flag("women", zone.women);
    in.list("areas", zone.areas, kAreasMost, readArea);
}

void readFloor(ObjectReader& in, Floor& floor) {
    in.id("code", floor.code);
    in.id("zone", floor.zone);
    in.text("name", floor.name);
    in.number("width_m", floor.width_m, 1, 10'000);
    in.number("height_m", floor.height_m, 1, 10'000);
}

bool readPlace(ObjectReader& owner, Problems& problems, Place& place, Need need = Need::Required) {
    const JsonNode* node = owner.value("place", JsonNode::Kind::Object, need);
    if (!node) return false;
    ObjectReader in(problems, *node, owner.pointerTo("place"));
    in.id("zone", place.zone);
    in.id("floor", place.floor, Need::Optional);
    in.text("name", place.name, Need::Optional);
    in.number("x_m", place.x_m, -kFarthest_m, kFarthest_m);
    in.number("y_m", place.y_m, -kFarthest_m, kFarthest_m);
    in.finish();
    return true;
}

void readCamera(ObjectReader& in, Problems& problems, Camera& camera) {
    in.id("id", camera.id);
    in.text("name", camera.name);
    in.digits("gb_id", camera.gb_id, 20);
    in.choice("kind", camera.kind, cameraKindNames());
    readPlace(in, problems, camera.place);
    in.choice("privacy", camera.privacy, privacyNames());
    in.number("height_m", camera.height_m, 0, 200, Need::Optional);
    in.number("bearing_deg", camera.bearing_deg, 0, 359.999, Need::Optional);
    in.streamUrl("main_url", camera.main_url);
    in.streamUrl("sub_url", camera.sub_url);
    in.choice("codec", camera.codec, codecNames(), Need::Optional);
    in.whole("keep_days", camera.keep_days, 30, 3650, Need::Optional);
}

void readPoint(ObjectReader& in, Problems& problems, AlarmPoint& point) {
    in.id("id", point.id);
    in.text("name", point.name);
    in.choice("kind", point.kind, pointKindNames());
    int priority = static_cast<int>(point.priority);
    in.whole("priority", priority, 1, 4);
    point.priority = static_cast<Priority>(priority);
    readPlace(in, problems, point.place);
    in.id("device", point.device);
    in.ids("cameras", point.cameras, 16, Need::Required);
    in.id("procedure", point.procedure);
    in.flag("bypassed", point.bypassed);
}

void readDoor(ObjectReader& in, Problems& problems, Door& door) {
    in.id("id", door.id);
    in.text("name", door.name);
    readPlace(in, problems, door.place);
    in.id("interlock", door.interlock, Need::Optional);
}

void readPost(ObjectReader& in, Problems& problems, Post& post) {
    in.id("id", post.id);
    in.text("name", post.name);
    in.id("zone", post.zone, Need::Optional);
    Place place;
    if (readPlace(in, problems, place, Need::Optional)) post.place = std::move(place);
}

void readStaff(ObjectReader& in, StaffMember& member) {
    in.id("account", member.account);
    in.text("name", member.name);
    in.word("role", member.role, roleNames());
    in.id("post", member.post, Need::Optional);
    in.flag("auxiliary", member.auxiliary);
    in.text("team", member.team, Need::Optional, 16);
}

void readProcedure(ObjectReader& in, Procedure& procedure) {
    in.id("id", procedure.id);
    in.text("title", procedure.title);
    in.texts("steps", procedure.steps, 40, 200);
}

void readContact(ObjectReader& in, Contact& contact) {
    in.text("name", contact.name);
    in.phone("phone", contact.phone);
    in.text("note", contact.note, Need::Optional);
}

void readScene(ObjectReader& in, Scene& scene) {
    static constexpr std::array kAreas{"right"sv, "screen"sv};
    in.id("id", scene.id);
    in.text("name", scene.name);
    in.whole("columns", scene.columns, 1, 16);
    in.whole("rows", scene.rows, 1, 16);
    in.word("alarm_area", scene.alarm_area, kAreas, Need::Optional);
    in.ids("cameras", scene.cameras, 256, Need::Required);
}

void readHeader(ObjectReader& in, Problems& problems, Site& site) {
    static constexpr std::array kFormats{kSiteFormat};
    std::string format;
    int version = 0;
    in.word("format", format, kFormats);
    in.whole("version", version, kSiteVersion, kSiteVersion);
    in.digits("id", site.id, 6);
    in.text("name", site.name);
    in.text("short_name", site.short_name);
    in.flag("synthetic", site.synthetic);
    in.text("note", site.note, Need::Optional, 500);
    readPlan(in, problems, site.plan);
}

/// Hands the problems on to readers of what has a place.
template <class T>
auto placed(void (*read)(ObjectReader&, Problems&, T&), Problems& problems) {
    return [read, &problems](ObjectReader& in, T& out) { read(in, problems, out); };
}

} // namespace

Site readFields(const JsonNode& root, Problems& problems) {
    Site site;
    ObjectReader in(problems, root, {});
    readHeader(in, problems, site);
    in.list("zones", site.zones, 200, readZone);
    in.list("floors", site.floors, 1000, readFloor);
    in.list("cameras", site.cameras, 5000, placed(readCamera, problems));
    in.list("points", site.points, 10'000, placed(readPoint, problems));
    in.list("doors", site.doors, 2000, placed(readDoor, problems));
    in.list("posts", site.posts, 500, placed(readPost, problems));
    in.list("staff", site.staff, 5000, readStaff);
    in.list("procedures", site.procedures, 500, readProcedure);
    in.list("scenes", site.scenes, 200, readScene);
    in.list("contacts", site.contacts, 100, readContact);
    in.finish();
    return site;
}

} // namespace shouwang::site
