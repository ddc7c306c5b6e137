#include "site/map.h"
#include "site/site_reader.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

namespace shouwang::site {

namespace {

/// One name space for everything, because facts, topics and scenes name things by id alone.
class ReferenceCheck {
public:
    ReferenceCheck(const Site& site, const JsonNode& root, Problems& problems)
        : m_site(site)
        , m_root(root)
        , m_problems(problems) {}

    void run() {
        collectNames();
        checkGbIds();
        checkFloors();
        checkAreas();
        checkCameras();
        checkPoints();
        checkDoors();
        checkPeople();
        checkScenes();
    }

private:
    struct Named {
        std::string_view what;
        std::size_t line;
    };

    void refuse(std::string pointer, const char* code, std::string text) {
        const std::size_t line = lineOf(m_root, pointer);
        m_problems.add(line, std::move(pointer), code, std::move(text));
    }

    void addName(std::string_view what, const std::string& name, std::string pointer) {
        if (name.empty()) return; // already noted as missing or wrong
        const auto [found, fresh] = m_names.try_emplace(name, Named{what, lineOf(m_root, pointer)});
        if (fresh) return;
        const Named& first = found->second;
        refuse(
            std::move(pointer), "duplicate_id",
            first.what == what
                ? fmt::format("{} '{}' is named twice (first on line {})", what, name, first.line)
                : fmt::format("{} '{}' has the name of a {} (line {})", what, name, first.what, first.line));
    }

    template <class T>
    void addNames(std::string_view what, const char* list, const char* key, const std::vector<T>& items,
                  std::string T::*name) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            addName(what, items[i].*name, fmt::format("/{}/{}/{}", list, i, key));
        }
    }

    void collectNames() {
        addNames("zone", "zones", "code", m_site.zones, &Zone::code);
        addNames("floor", "floors", "code", m_site.floors, &Floor::code);
        addNames("camera", "cameras", "id", m_site.cameras, &Camera::id);
        addNames("point", "points", "id", m_site.points, &AlarmPoint::id);
        addNames("door", "doors", "id", m_site.doors, &Door::id);
        addNames("post", "posts", "id", m_site.posts, &Post::id);
        addNames("account", "staff", "account", m_site.staff, &StaffMember::account);
        addNames("procedure", "procedures", "id", m_site.procedures, &Procedure::id);
        addNames("scene", "scenes", "id", m_site.scenes, &Scene::id);
    }

    void refer(std::string_view what, const std::string& name, std::string pointer) {
        if (name.empty()) return;
        const auto found = m_names.find(name);
        if (found == m_names.end()) {
            refuse(std::move(pointer), "unknown_reference", fmt::format("there is no {} '{}'", what, name));
        } else if (found->second.what != what) {
            refuse(std::move(pointer), "wrong_reference",
                   fmt::format("'{}' is a {} (line {}), not a {}", name, found->second.what,
                               found->second.line, what));
        }
    }

    void referCameras(const std::vector<std::string>& cameras, const std::string& pointer) {
        for (std::size_t i = 0; i < cameras.size(); ++i) {
            const std::string at = fmt::format("{}/{}", pointer, i);
            refer("camera", cameras[i], at);
            const auto end = cameras.begin() + static_cast<std::ptrdiff_t>(i);
            if (!cameras[i].empty() && std::find(cameras.begin(), end, cameras[i]) != end) {
                refuse(at, "repeated_camera",
                       fmt::format("camera '{}' stands twice in this list", cameras[i]));
            }
        }
    }

    void checkGbIds() {
        std::unordered_map<std::string_view, std::size_t> lines;
        for (std::size_t i = 0; i < m_site.cameras.size(); ++i) {
            const std::string& gb = m_site.cameras[i].gb_id;
            if (gb.empty()) continue;
            const std::string pointer = fmt::format("/cameras/{}/gb_id", i);
            const auto [found, fresh] = lines.try_emplace(gb, lineOf(m_root, pointer));
            if (fresh) continue;
            refuse(pointer, "duplicate_gb_id",
                   fmt::format("GB id {} is given twice (first on line {})", gb, found->second));
        }
    }

    void checkFloors() {
        for (std::size_t i = 0; i < m_site.floors.size(); ++i) {
            refer("zone", m_site.floors[i].zone, fmt::format("/floors/{}/zone", i));
            m_floors.try_emplace(m_site.floors[i].code, &m_site.floors[i]);
        }
    }

    /// The box that a polygon has to lie in; empty where nothing says how large the plan is.
    Box boundsOf(const Area& area) const {
        if (area.floor.empty()) {
            const OutdoorPlan& plan = m_site.plan;
            if (plan.width_m <= 0 || plan.height_m <= 0) return {};
            return {-kPlanMargin_m, -kPlanMargin_m, plan.width_m + kPlanMargin_m,
                    plan.height_m + kPlanMargin_m};
        }
        const auto found = m_floors.find(area.floor);
        if (found == m_floors.end() || found->second->width_m <= 0) return {};
        const Floor& floor = *found->second;
        return {-kFloorMargin_m, -kFloorMargin_m, floor.width_m + kFloorMargin_m,
                floor.height_m + kFloorMargin_m};
    }

    void checkPolygon(const Area& area, const std::string& pointer) {
        const Box bounds = boundsOf(area);
        for (std::size_t i = 0; i < area.points.size() && !bounds.isEmpty(); ++i) {
            const Spot& spot = area.points[i];
            if (spot.x_m >= bounds.left && spot.x_m <= bounds.right && spot.y_m >= bounds.bottom &&
                spot.y_m <= bounds.top)
                continue;
            refuse(fmt::format("{}/{}", pointer, i), "outside_plan",
                   fmt::format("({}, {}) lies far outside of its plan, which reaches from ({}, {}) to ({}, "
                               "{}) with its margin",
                               spot.x_m, spot.y_m, bounds.left, bounds.bottom, bounds.right, bounds.top));
            return;
        }
        if (const auto edges = crossing(area.points)) {
            refuse(pointer, "polygon_crosses_itself",
                   fmt::format("the polygon crosses or touches itself: the edges after points {} and {}",
                               edges->first + 1, edges->second + 1));
        }
    }

    void checkAreas() {
        for (std::size_t i = 0; i < m_site.zones.size(); ++i) {
            const Zone& zone = m_site.zones[i];
            for (std::size_t j = 0; j < zone.areas.size(); ++j) {
                const Area& area = zone.areas[j];
                const std::string pointer = fmt::format("/zones/{}/areas/{}", i, j);
                refer("floor", area.floor, pointer + "/floor");
                const auto found = m_floors.find(area.floor);
                if (!area.floor.empty() && found != m_floors.end() && found->second->zone != zone.code) {
                    refuse(pointer + "/floor", "floor_of_other_zone",
                           fmt::format("floor '{}' belongs to zone '{}', not to '{}'", area.floor,
                                       found->second->zone, zone.code));
                }
                // One that was not read is noted already.
                if (!area.points.empty()) checkPolygon(area, pointer + "/points");
            }
        }
    }

    void checkPlace(const Place& place, const std::string& owner) {
        const std::string pointer = owner + "/place";
        refer("zone", place.zone, pointer + "/zone");
        refer("floor", place.floor, pointer + "/floor");
        const auto found = m_floors.find(place.floor);
        if (place.floor.empty() || found == m_floors.end()) return;
        const Floor& floor = *found->second;
        if (floor.zone != place.zone) {
            refuse(pointer + "/floor", "floor_of_other_zone",
                   fmt::format("floor '{}' belongs to zone '{}', not to '{}'", floor.code, floor.zone,
                               place.zone));
        }
        if (place.x_m < 0 || place.x_m > floor.width_m || place.y_m < 0 || place.y_m > floor.height_m) {
            refuse(pointer, "outside_floor",
                   fmt::format("({}, {}) lies outside floor '{}' of {} x {} m", place.x_m, place.y_m,
                               floor.code, floor.width_m, floor.height_m));
        }
    }

    void checkCameras() {
        for (std::size_t i = 0; i < m_site.cameras.size(); ++i) {
            const Camera& camera = m_site.cameras[i];
            const std::string pointer = fmt::format("/cameras/{}", i);
            checkPlace(camera.place, pointer);
        }
    }

    void checkPoints() {
        for (std::size_t i = 0; i < m_site.points.size(); ++i) {
            const AlarmPoint& point = m_site.points[i];
            const std::string pointer = fmt::format("/points/{}", i);
            checkPlace(point.place, pointer);
            referCameras(point.cameras, pointer + "/cameras");
            refer("procedure", point.procedure, pointer + "/procedure");
        }
    }

    void checkDoors() {
        std::unordered_map<std::string_view, std::vector<std::size_t>> interlocks;
        for (std::size_t i = 0; i < m_site.doors.size(); ++i) {
            checkPlace(m_site.doors[i].place, fmt::format("/doors/{}", i));
            const std::string& interlock = m_site.doors[i].interlock;
            if (!interlock.empty()) interlocks[interlock].push_back(i);
        }
        for (const auto& [name, doors] : interlocks) {
            if (doors.size() > 1) continue;
            refuse(fmt::format("/doors/{}/interlock", doors.front()), "lonely_interlock",
                   fmt::format("interlock '{}' has only one door", name));
        }
    }

    void checkPeople() {
        for (std::size_t i = 0; i < m_site.posts.size(); ++i) {
            const Post& post = m_site.posts[i];
            const std::string pointer = fmt::format("/posts/{}", i);
            refer("zone", post.zone, pointer + "/zone");
            if (!post.place) continue;
            checkPlace(*post.place, pointer);
            if (!post.zone.empty() && post.place->zone != post.zone) {
                refuse(pointer + "/place", "place_in_other_zone",
                       fmt::format("post '{}' belongs to zone '{}' and stands in '{}'", post.id, post.zone,
                                   post.place->zone));
            }
        }
        for (std::size_t i = 0; i < m_site.staff.size(); ++i) {
            const StaffMember& member = m_site.staff[i];
            refer("post", member.post, fmt::format("/staff/{}/post", i));
            // S1(17), S0#80: an auxiliary may assist, never command, supervise, treat or administer.
            const bool assists = member.role.empty() || member.role == "operator" || member.role == "brigade";
            if (member.auxiliary && !assists) {
                refuse(fmt::format("/staff/{}/role", i), "auxiliary_role",
                       fmt::format("auxiliary '{}' cannot be {}", member.account, member.role));
            }
        }
    }

    void checkScenes() {
        for (std::size_t i = 0; i < m_site.scenes.size(); ++i) {
            const Scene& scene = m_site.scenes[i];
            const std::string pointer = fmt::format("/scenes/{}/cameras", i);
            referCameras(scene.cameras, pointer);
            const std::size_t tiles =
                static_cast<std::size_t>(scene.columns) * static_cast<std::size_t>(scene.rows);
            if (scene.cameras.size() <= tiles) continue;
            refuse(pointer, "scene_too_small",
                   fmt::format("scene '{}' has {} cameras and only {} tiles", scene.id, scene.cameras.size(),
                               tiles));
        }
    }

    const Site& m_site;
    const JsonNode& m_root;
    Problems& m_problems;
    std::unordered_map<std::string_view, Named> m_names;
    std::unordered_map<std::string_view, const Floor*> m_floors;
};

} // namespace

void checkReferences(const Site& site, const JsonNode& root, Problems& problems) {
    ReferenceCheck(site, root, problems).run();
}

} // namespace shouwang::site
