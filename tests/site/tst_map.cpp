#include "site/map.h"
#include "site/place_search.h"
#include "site/sample.h"

#include <QTest>
#include <algorithm>
#include <rapidcheck.h>

using namespace shouwang::site;

namespace {

const std::vector<Spot> kSquare{{0, 0}, {10, 0}, {10, 10}, {0, 10}};
const std::vector<Spot> kEll{{0, 0}, {30, 0}, {30, 4}, {4, 4}, {4, 30}, {0, 30}};

/// One zone with a yard, and in it a hut of another zone.
Site twoZones() {
    Site site;
    site.plan = {100, 100};
    site.zones.push_back({"Z1", "院子", "", 0, false, {{{}, {}, {{0, 0}, {50, 0}, {50, 50}, {0, 50}}}}});
    site.zones.push_back({"Z2", "岗亭", "", 0, false, {{{}, {}, {{10, 10}, {20, 10}, {20, 20}, {10, 20}}}}});
    return site;
}

void addCamera(Site& site, const char* id, double x, double y, const char* name = "摄像机") {
    Camera camera;
    camera.id = id;
    camera.name = name;
    camera.place = {"Z1", "", name, x, y};
    site.cameras.push_back(camera);
}

void addPoint(Site& site, const char* id, double x, double y) {
    AlarmPoint point;
    point.id = id;
    point.name = "按钮";
    point.place = {"Z1", "", "按钮", x, y};
    site.points.push_back(point);
}

std::string hitId(const Site& site, Spot spot, double tolerance = 5) {
    const auto items = itemsOn(site, "");
    const auto found = hit(site, items, "", spot, tolerance);
    return found ? idOf(site, *found) : std::string();
}

Spelling spell(const std::string& name) {
    static const std::map<std::string, Spelling> kNames{{"走廊北", {"zoulangbei", "zlb"}},
                                                        {"走廊南", {"zoulangnan", "zln"}},
                                                        {"北走廊", {"beizoulang", "bzl"}},
                                                        {"院子", {"yuanzi", "yz"}}};
    const auto found = kNames.find(name);
    return found == kNames.end() ? Spelling{} : found->second;
}

std::vector<std::string> idsOf(const Site& site, const std::vector<MapItem>& items) {
    std::vector<std::string> ids;
    for (const MapItem& item : items)
        ids.push_back(idOf(site, item));
    return ids;
}

} // namespace

class TestMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_edge_belongs_to_a_polygon() {
        QVERIFY(contains(kSquare, {5, 5}));
        QVERIFY(contains(kSquare, {0, 0}));
        QVERIFY(contains(kSquare, {10, 5}));
        QVERIFY(!contains(kSquare, {10.001, 5}));
        QVERIFY(contains(kEll, {2, 29}));
        QVERIFY(!contains(kEll, {20, 20}));
    }

    void a_label_stands_inside_of_its_polygon() {
        QVERIFY(contains(kEll, labelSpot(kEll)));
        QCOMPARE(labelSpot(kSquare).x_m, 5.0);
        const bool right = rc::check("star-shaped polygons", [] {
            std::vector<Spot> polygon;
            const int corners = *rc::gen::inRange(3, 40);
            for (int i = 0; i < corners; ++i) {
                const double angle = 2 * 3.14159265358979 * i / corners;
                const double radius = *rc::gen::inRange(10, 100);
                polygon.push_back({radius * std::cos(angle), radius * std::sin(angle)});
            }
            RC_ASSERT(!crossing(polygon));
            RC_ASSERT(contains(polygon, labelSpot(polygon)));
        });
        QVERIFY(right);
    }

    void a_polygon_that_crosses_itself_is_found_out() {
        QVERIFY(!crossing(kSquare));
        QVERIFY(!crossing(kEll));
        QVERIFY(crossing(std::vector<Spot>{{0, 0}, {5, 5}, {5, 0}, {0, 5}}));
        QVERIFY(crossing(std::vector<Spot>{{0, 0}, {5, 0}, {10, 0}}));                    // encloses nothing
        QVERIFY(crossing(std::vector<Spot>{{0, 0}, {10, 0}, {10, 10}, {5, 0}, {0, 10}})); // touches
        QVERIFY(!crossing(std::vector<Spot>{{0, 0}, {5, 0}, {10, 0}, {10, 10}, {0, 10}}));
    }

    void a_box_holds_all_of_its_points_and_areas_do_not_depend_on_direction() {
        const Box box = boxOf(kEll);
        QCOMPARE(box.right, 30.0);
        QCOMPARE(box.top, 30.0);
        QVERIFY(boxOf({}).isEmpty());
        std::vector<Spot> back(kEll.rbegin(), kEll.rend());
        QCOMPARE(areaOf(back), areaOf(kEll));
        QCOMPARE(areaOf(kEll), 30.0 * 4 + 26 * 4);
    }

    void a_camera_sees_what_lies_in_its_cone() {
        Camera camera;
        camera.kind = 'T';
        camera.bearing_deg = 90; // east
        const Cone cone = coneOf(camera);
        QVERIFY(sees(cone, {50, 0}));
        QVERIFY(sees(cone, {50, 13}));
        QVERIFY(!sees(cone, {50, 14}));
        QVERIFY(!sees(cone, {101, 0}));
        QVERIFY(!sees(cone, {-50, 0}));
        camera.bearing_deg = 359; // and over north
        QVERIFY(sees(coneOf(camera), {5, 50}));
    }

    void the_nearest_thing_is_meant() {
        Site site = twoZones();
        addCamera(site, "C1", 30, 30);
        addCamera(site, "C2", 34, 30);
        QCOMPARE(hitId(site, {31, 30}), std::string("C1"));
        QCOMPARE(hitId(site, {33.5, 30}), std::string("C2"));
    }

    void an_alarm_point_comes_before_a_camera_that_is_about_as_near() {
        Site site = twoZones();
        addCamera(site, "C1", 30, 30);
        addPoint(site, "P1", 36, 30);
        QCOMPARE(hitId(site, {33, 30}, 10), std::string("P1"));
        QCOMPARE(hitId(site, {31, 30}, 10), std::string("P1"));
        QCOMPARE(hitId(site, {29, 30}, 10), std::string("C1")); // clearly the camera
    }

    void a_click_on_the_ground_means_the_smallest_zone_there() {
        const Site site = twoZones();
        QCOMPARE(hitId(site, {40, 40}), std::string("Z1"));
        QCOMPARE(hitId(site, {15, 15}), std::string("Z2"));
        QCOMPARE(hitId(site, {80, 80}), std::string());
    }

    void what_is_farther_than_the_tolerance_is_not_meant() {
        Site site = twoZones();
        addCamera(site, "C1", 30, 30);
        QCOMPARE(hitId(site, {36, 30}), std::string("Z1"));
    }

    void a_floor_without_polygons_belongs_to_its_zone() {
        Site site = twoZones();
        site.floors.push_back({"Z1-1F", "Z1", "一层", 20, 10});
        QCOMPARE(zoneAt(site, "Z1-1F", {5, 5}), std::string("Z1"));
        QCOMPARE(zoneAt(site, "Z1-1F", {25, 5}), std::string());
        QCOMPARE(itemsOn(site, "Z1-1F").size(), std::size_t{1});
    }

    void the_keyboard_walks_zone_by_zone_and_row_by_row() {
        Site site = twoZones();
        addCamera(site, "low", 5, 2);
        addCamera(site, "right", 45, 40);
        addCamera(site, "left", 5, 40);
        const std::vector<std::string> wanted{"Z1", "left", "right", "low", "Z2"};
        QCOMPARE(idsOf(site, itemsOn(site, "")), wanted);
    }

    void everything_with_a_place_stands_on_exactly_one_plan() {
        const Site site = sampleSite();
        std::size_t count = itemsOn(site, "").size() - site.zones.size();
        for (const Floor& floor : site.floors)
            count += itemsOn(site, floor.code).size() - 1; // the zone is on each of its floors
        const auto posts = std::count_if(site.posts.begin(), site.posts.end(),
                                         [](const Post& post) { return post.place.has_value(); });
        QCOMPARE(count, site.cameras.size() + site.points.size() + site.doors.size() +
                            static_cast<std::size_t>(posts));
    }

    void the_extent_holds_what_stands_outside_of_the_wall() {
        const Site site = sampleSite();
        const Box box = extentOf(site, "");
        QVERIFY(box.bottom <= -10);
        QVERIFY(box.right >= 360);
        QCOMPARE(extentOf(site, "Z31-2F").right, 60.0);
    }

    void the_cameras_of_a_zone_begin_with_those_of_the_floor_shown() {
        const Site site = sampleSite();
        const auto cameras = zoneCameras(site, "Z31", "Z31-2F");
        QCOMPARE(cameras.size(), std::size_t{11});
        QCOMPARE(site.camera(cameras.front())->place.floor, std::string("Z31-2F"));
    }

    void a_prefix_comes_before_its_pinyin_and_that_before_what_only_holds_it() {
        Site site = twoZones();
        addCamera(site, "C-1", 0, 0, "北走廊");
        addCamera(site, "zl-2", 0, 0, "值班室");
        addCamera(site, "C-3", 0, 0, "走廊南");
        PlaceSearch search(std::make_shared<Site>(site), spell);
        while (search.prepare(2)) {
        }
        QCOMPARE(idsOf(site, search.find("zl")), (std::vector<std::string>{"zl-2", "C-3", "C-1"}));
        QCOMPARE(idsOf(site, search.find("走廊")), (std::vector<std::string>{"C-3", "C-1"}));
        QCOMPARE(idsOf(site, search.find("ZOULANGN")), (std::vector<std::string>{"C-3"}));
        QCOMPARE(idsOf(site, search.find("yz")), (std::vector<std::string>{"Z1"}));
        QCOMPARE(idsOf(site, search.find("c 走廊　bzl")), (std::vector<std::string>{"C-1"}));
        QVERIFY(search.find("  ").empty());
        QVERIFY(search.find("nowhere").empty());
    }

    void before_the_spelling_is_done_names_and_ids_are_found_already() {
        Site site = twoZones();
        addCamera(site, "C-1", 0, 0, "走廊北");
        PlaceSearch search(std::make_shared<Site>(site), spell);
        QCOMPARE(search.find("走廊").size(), std::size_t{1});
        QVERIFY(search.find("zlb").empty());
        QVERIFY(!search.prepare(100));
        QCOMPARE(search.find("zlb").size(), std::size_t{1});
    }

    void no_more_than_fifty_are_found() {
        const auto site = std::make_shared<Site>(sampleSite());
        QCOMPARE(PlaceSearch(site, {}).find("z").size(), kFoundMost);
    }
};

QTEST_GUILESS_MAIN(TestMap)
#include "tst_map.moc"
