#include "server/api_json.h"

namespace shouwang::server {

namespace {

using Json = nlohmann::json;

template <std::size_t N>
Json word(const std::array<const char*, N>& words, std::size_t index) {
    return index < N ? Json(words[index]) : Json(nullptr);
}

constexpr std::array kModes{"real", "drill", "test"};
constexpr std::array kPrivacy{"open", "dormitory", "medical_or_visit", "talk"};
constexpr std::array kPointKinds{"fence",     "infrared", "microwave", "vibration",
                                 "analytics", "button",   "fire",      "door"};
constexpr std::array kStages{"none", "raised", "acknowledged", "classified", "closed"};
constexpr std::array kClasses{"", "true", "false", "drill", "test", "duplicate", "device_fault"};
constexpr std::array kTaskStates{"open", "cannot", "waived", "done"};
constexpr std::array kCompartments{"open", "management", "health", "psychology", "family"};

Json timeJson(Micros at) {
    return at == 0 ? Json(nullptr) : Json(toIso(at));
}

Json placeJson(const site::Place& place) {
    return {{"zone", place.zone},
            {"floor", place.floor},
            {"name", place.name},
            {"x_m", place.x_m},
            {"y_m", place.y_m}};
}

/// A person's entity is made from a number that anybody can count up to, so it would tell who moves (G20).
Json entityJson(const ledger::Fact& fact) {
    return (ledger::roomOf(fact.kind) == "care" ? Id() : fact.entity).text();
}

Json stampJson(const alarms::Stamp& stamp) {
    return {{"account", stamp.actor}, {"seat", stamp.seat.text()}, {"at", timeJson(stamp.at)}};
}

template <class Stamp>
Json stampOrNull(const std::optional<Stamp>& stamp) {
    return stamp ? stampJson(*stamp) : Json(nullptr);
}

Json classificationJson(const std::optional<alarms::Classification>& classified) {
    if (!classified) return nullptr;
    return {{"class", word(kClasses, static_cast<std::size_t>(classified->is))},
            {"cause", classified->cause},
            {"by", stampJson(classified->by)}};
}

Json areaJson(const site::Area& area) {
    Json points = Json::array();
    for (const site::Spot& spot : area.points)
        points.push_back(Json::array({spot.x_m, spot.y_m}));
    return {{"floor", area.floor}, {"name", area.name}, {"points", std::move(points)}};
}

template <class Item, class Convert>
Json listOf(const std::vector<Item>& items, Convert convert) {
    Json list = Json::array();
    for (const Item& item : items)
        list.push_back(convert(item));
    return list;
}

} // namespace

Json siteJson(const site::Site& site, std::uint64_t fact) {
    Json json = {{"id", site.id},
                 {"name", site.name},
                 {"short_name", site.short_name},
                 {"synthetic", site.synthetic},
                 {"note", site.note},
                 {"hash", toHex(site.content_hash)},
                 {"fact", fact},
                 {"cameras", site.cameras.size()},
                 {"points", site.points.size()},
                 {"plan", {{"width_m", site.plan.width_m}, {"height_m", site.plan.height_m}}}};
    json["zones"] = listOf(site.zones, [](const site::Zone& zone) {
        return Json{{"code", zone.code},
                    {"name", zone.name},
                    {"capacity", zone.capacity},
                    {"women", zone.women},
                    {"areas", listOf(zone.areas, areaJson)}};
    });
    json["floors"] = listOf(site.floors, [](const site::Floor& floor) {
        return Json{{"code", floor.code},
                    {"zone", floor.zone},
                    {"name", floor.name},
                    {"width_m", floor.width_m},
                    {"height_m", floor.height_m}};
    });
    json["doors"] = listOf(site.doors, [](const site::Door& door) {
        return Json{{"id", door.id},
                    {"name", door.name},
                    {"place", placeJson(door.place)},
                    {"interlock", door.interlock}};
    });
    json["posts"] = listOf(site.posts, [](const site::Post& post) {
        return Json{{"id", post.id},
                    {"name", post.name},
                    {"zone", post.zone},
                    {"place", post.place ? placeJson(*post.place) : Json(nullptr)}};
    });
    json["scenes"] = listOf(site.scenes, [](const site::Scene& scene) {
        return Json{{"id", scene.id}, {"name", scene.name}, {"columns", scene.columns}, {"rows", scene.rows}};
    });
    return json;
}

Json cameraJson(const site::Camera& camera) {
    return {{"id", camera.id},
            {"name", camera.name},
            {"gb_id", camera.gb_id},
            {"kind", std::string(1, camera.kind)},
            {"place", placeJson(camera.place)},
            {"privacy", word(kPrivacy, static_cast<std::size_t>(camera.privacy))},
            {"codec", camera.codec == site::Codec::Hevc ? "hevc" : "h264"},
            {"connected", !camera.main_url.empty() || !camera.sub_url.empty()},
            {"keep_days", camera.keep_days}};
}

Json pointJson(const site::AlarmPoint& point) {
    return {{"id", point.id},
            {"name", point.name},
            {"kind", word(kPointKinds, static_cast<std::size_t>(point.kind))},
            {"priority", static_cast<int>(point.priority)},
            {"place", placeJson(point.place)},
            {"device", point.device},
            {"cameras", point.cameras},
            {"procedure", point.procedure},
            {"bypassed", point.bypassed}};
}

Json alarmJson(const alarms::State& alarm) {
    Json json = {{"id", alarm.id.text()},
                 {"mode", word(kModes, static_cast<std::size_t>(alarm.mode))},
                 {"point", alarm.point},
                 {"name", alarm.name},
                 {"kind", alarm.isTechnical() ? Json("device")
                                              : word(kPointKinds, static_cast<std::size_t>(alarm.pointKind))},
                 {"priority", static_cast<int>(alarm.priority)},
                 {"zone", alarm.zone},
                 {"floor", alarm.floor},
                 {"place", alarm.place},
                 {"stage", word(kStages, static_cast<std::size_t>(alarm.stage()))},
                 {"raised", timeJson(alarm.raisedAt)},
                 {"last_raised", timeJson(alarm.lastRaisedAt)},
                 {"device_time", timeJson(alarm.deviceTime)},
                 {"clock_suspect", alarm.clockSuspect},
                 {"repeats", alarm.repeats}};
    json["ended"] = stampOrNull(alarm.ended);
    json["acknowledged"] = stampOrNull(alarm.acknowledged);
    json["looked_back"] = stampOrNull(alarm.lookedBack);
    json["classified"] = classificationJson(alarm.classified);
    json["closed"] = classificationJson(alarm.closed);
    json["incidents"] = listOf(alarm.incidents, [](const alarms::IncidentLink& link) {
        return Json{{"id", link.incident.text()}, {"number", link.number}, {"open", link.open}};
    });
    return json;
}

Json incidentJson(const dispatch::State& incident) {
    Json json = {{"id", incident.id.text()},
                 {"mode", word(kModes, static_cast<std::size_t>(incident.mode))},
                 {"number", incident.number},
                 {"kind", incident.kind},
                 {"grade", incident.grade},
                 {"zone", incident.zone},
                 {"alarm", incident.alarm.isNull() ? Json(nullptr) : Json(incident.alarm.text())},
                 {"opened", stampJson(incident.opened)}};
    json["tasks"] = listOf(incident.tasks, [](const dispatch::Task& task) {
        return Json{{"id", task.id.text()},
                    {"post", task.post},
                    {"due", timeJson(task.due)},
                    {"state", word(kTaskStates, static_cast<std::size_t>(task.state))}};
    });
    json["closed"] = nullptr;
    if (incident.closed) {
        json["closed"] = {{"conclusion", incident.closed->code}, {"by", stampJson(incident.closed->by)}};
    }
    return json;
}

Json factJson(const ledger::Fact& fact, const Hash& hash) {
    return {{"number", fact.number},
            {"hash", toHex(hash)},
            {"previous", toHex(fact.previous)},
            {"kind", fact.kind},
            {"entity", entityJson(fact)},
            {"command", fact.command.text()},
            {"account", fact.actor},
            {"second_account", fact.secondActor},
            {"seat", fact.seat.text()},
            {"occurred", timeJson(fact.occurred)},
            {"recorded", timeJson(fact.recorded)},
            {"committed", timeJson(fact.committed)},
            {"cause", fact.cause.none()
                          ? Json(nullptr)
                          : Json{{"entity", fact.cause.entity.text()}, {"number", fact.cause.number}}},
            {"mode", word(kModes, static_cast<std::size_t>(fact.mode))},
            {"compartment", word(kCompartments, static_cast<std::size_t>(fact.compartment))},
            {"contested", fact.contested},
            {"sealed", fact.sealedHash.has_value()}};
}

} // namespace shouwang::server
