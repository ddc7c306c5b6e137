#include "site/site_reader.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace shouwang::site {

namespace {

using Json = nlohmann::ordered_json;

Json toJson(const Place& place) {
    Json out{{"zone", place.zone}};
    if (!place.floor.empty()) out["floor"] = place.floor;
    if (!place.name.empty()) out["name"] = place.name;
    out["x_m"] = place.x_m;
    out["y_m"] = place.y_m;
    return out;
}

Json toJson(const Area& area) {
    Json out = Json::object();
    if (!area.floor.empty()) out["floor"] = area.floor;
    if (!area.name.empty()) out["name"] = area.name;
    Json points = Json::array();
    for (const Spot& spot : area.points)
        points.push_back({spot.x_m, spot.y_m});
    out["points"] = std::move(points);
    return out;
}

/// One polygon a line, so that a refusal names the line of the wrong one.
std::string textOf(const Zone& zone) {
    Json head{{"code", zone.code}, {"name", zone.name}};
    if (!zone.brigade.empty()) head["brigade"] = zone.brigade;
    head["capacity"] = zone.capacity;
    if (zone.women) head["women"] = true;
    std::string out = head.dump();
    if (zone.areas.empty()) return out;
    out.back() = ',';
    out += "\"areas\":[";
    for (std::size_t i = 0; i < zone.areas.size(); ++i)
        out += fmt::format("{}\n      {}", i == 0 ? "" : ",", toJson(zone.areas[i]).dump());
    return out + "]}";
}

Json toJson(const Floor& floor) {
    return {{"code", floor.code},
            {"zone", floor.zone},
            {"name", floor.name},
            {"width_m", floor.width_m},
            {"height_m", floor.height_m}};
}

Json toJson(const Camera& camera) {
    Json out{{"id", camera.id},
             {"name", camera.name},
             {"gb_id", camera.gb_id},
             {"kind", std::string(1, camera.kind)},
             {"place", toJson(camera.place)},
             {"privacy", nameOf(privacyNames(), camera.privacy)},
             {"height_m", camera.height_m},
             {"bearing_deg", camera.bearing_deg}};
    if (!camera.main_url.empty()) out["main_url"] = camera.main_url;
    if (!camera.sub_url.empty()) out["sub_url"] = camera.sub_url;
    out["codec"] = nameOf(codecNames(), camera.codec);
    out["keep_days"] = camera.keep_days;
    return out;
}

Json toJson(const AlarmPoint& point) {
    Json out{{"id", point.id},
             {"name", point.name},
             {"kind", nameOf(pointKindNames(), point.kind)},
             {"priority", static_cast<int>(point.priority)},
             {"place", toJson(point.place)},
             {"device", point.device},
             {"cameras", point.cameras},
             {"procedure", point.procedure}};
    if (point.bypassed) out["bypassed"] = true;
    return out;
}

Json toJson(const Door& door) {
    Json out{{"id", door.id}, {"name", door.name}, {"place", toJson(door.place)}};
    if (!door.interlock.empty()) out["interlock"] = door.interlock;
    return out;
}

Json toJson(const Post& post) {
    Json out{{"id", post.id}, {"name", post.name}};
    if (!post.zone.empty()) out["zone"] = post.zone;
    if (post.place) out["place"] = toJson(*post.place);
    return out;
}

Json toJson(const StaffMember& member) {
    Json out{{"account", member.account}, {"name", member.name}, {"role", member.role}};
    if (!member.post.empty()) out["post"] = member.post;
    if (member.auxiliary) out["auxiliary"] = true;
    if (!member.team.empty()) out["team"] = member.team;
    return out;
}

Json toJson(const Procedure& procedure) {
    return {{"id", procedure.id}, {"title", procedure.title}, {"steps", procedure.steps}};
}

Json toJson(const Scene& scene) {
    return {{"id", scene.id},
            {"name", scene.name},
            {"columns", scene.columns},
            {"rows", scene.rows},
            {"alarm_area", scene.alarm_area},
            {"cameras", scene.cameras}};
}

Json toJson(const Contact& contact) {
    Json out{{"name", contact.name}, {"phone", contact.phone}};
    if (!contact.note.empty()) out["note"] = contact.note;
    return out;
}

template <class T>
std::string textOf(const T& item) {
    return toJson(item).dump();
}

template <class T>
void addList(std::string& out, const char* key, const std::vector<T>& items) {
    out += fmt::format(",\n  \"{}\": [", key);
    for (std::size_t i = 0; i < items.size(); ++i) {
        out += fmt::format("{}\n    {}", i == 0 ? "" : ",", textOf(items[i]));
    }
    out += items.empty() ? "]" : "\n  ]";
}

std::string header(const Site& site) {
    Json fields{{"format", kSiteFormat}, {"version", kSiteVersion},       {"id", site.id},
                {"name", site.name},     {"short_name", site.short_name}, {"synthetic", site.synthetic}};
    if (!site.note.empty()) fields["note"] = site.note;
    if (site.plan.width_m > 0)
        fields["plan"] = {{"width_m", site.plan.width_m}, {"height_m", site.plan.height_m}};
    std::string out = "{";
    for (const auto& [key, value] : fields.items()) {
        out += fmt::format("{}\n  \"{}\": {}", out.size() == 1 ? "" : ",", key, value.dump());
    }
    return out;
}

} // namespace

Result<std::string> writeSite(const Site& site) {
    try {
        std::string out = header(site);
        addList(out, "zones", site.zones);
        addList(out, "floors", site.floors);
        addList(out, "cameras", site.cameras);
        addList(out, "points", site.points);
        addList(out, "doors", site.doors);
        addList(out, "posts", site.posts);
        addList(out, "staff", site.staff);
        addList(out, "procedures", site.procedures);
        addList(out, "scenes", site.scenes);
        if (!site.contacts.empty()) addList(out, "contacts", site.contacts);
        return out + "\n}\n";
    } catch (const nlohmann::json::exception& error) {
        return fail(Next::Bug, std::string("site cannot be written: ") + error.what());
    }
}

} // namespace shouwang::site
