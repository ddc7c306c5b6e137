#include "faults.h"
#include "site/map.h"

#include <QTest>
#include <fmt/format.h>

using namespace shouwang;
using namespace shouwang::site;

namespace {

/// The smallest facility that a plan can be drawn of.
std::string withAreas(const std::string& areas) {
    return "{\n\"format\": \"shouwang-site\", \"version\": 1, \"id\": \"990101\", \"name\": \"n\",\n"
           "\"short_name\": \"s\", \"plan\": {\"width_m\": 100, \"height_m\": 80},\n"
           "\"zones\": [{\"code\": \"Z1\", \"name\": \"一区\"},\n {\"code\": \"Z2\", \"name\": \"二区\",\n"
           "\"areas\": [\n" +
           areas + "]}]\n}\n";
}

std::string corner(std::size_t points) { // a staircase, then back along its two sides
    std::string list;
    for (std::size_t i = 0; i + 1 < points; ++i)
        list +=
            fmt::format("[{},{}],", 0.1 * static_cast<double>((i + 1) / 2), 0.1 * static_cast<double>(i / 2));
    return "{\"points\": [" + list + "[0,79]]}";
}

} // namespace

class TestAreas : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_file_without_a_plan_is_as_valid_as_before() {
        const auto site =
            parseSite(view(std::string("{\"format\": \"shouwang-site\", \"version\": 1, \"id\": "
                                       "\"990101\", \"name\": \"n\", \"short_name\": \"s\"}")),
                      "site.json");
        QVERIFY2(site.has_value(), site ? "" : site.error().text.c_str());
        QCOMPARE(site->plan.width_m, 0.0);
    }

    void a_plan_is_read_as_it_was_drawn() {
        const auto site = parseSite(
            view(withAreas("{\"name\": \"院\", \"points\": [[0,0],[40.5,0],[40.5,30]]}")), "site.json");
        QVERIFY2(site.has_value(), site ? "" : site.error().text.c_str());
        QCOMPARE(site->plan.height_m, 80.0);
        QVERIFY(site->zones[0].areas.empty());
        const Area& area = site->zones[1].areas.at(0);
        QCOMPARE(area.name, std::string("院"));
        QCOMPARE(area.points.size(), std::size_t{3});
        QCOMPARE(area.points[1].x_m, 40.5);
    }

    void a_wrong_polygon_is_refused_with_file_line_and_reason() {
        const auto site = parseSite(view(withAreas("{\"points\": [[0,0],[9,0],[9,9]]},\n"
                                                   "{\"points\": [[0,0],[5,5],[5,0],[0,5]]}")),
                                    "site.json");
        QVERIFY(!site);
        QCOMPARE(site.error().next, Next::Refused);
        QCOMPARE(site.error().text,
                 std::string("site.json:8: the polygon crosses or touches itself: the edges "
                             "after points 1 and 3"));
    }

    void five_hundred_points_are_read_and_one_more_is_refused() {
        const auto right = checkSite(view(withAreas(corner(500))));
        QVERIFY2(right.empty(), right.empty() ? "" : right[0].text.c_str());
        const auto wrong = checkSite(view(withAreas(corner(501))));
        QCOMPARE(wrong.size(), std::size_t{1});
        QCOMPARE(wrong[0].code, std::string("bad_polygon"));
    }

    void a_number_that_is_not_finite_is_refused() {
        for (const char* number : {"1e999", "NaN", "-Infinity"}) {
            const auto problems =
                checkSite(view(withAreas(fmt::format("{{\"points\": [[0,0],[{},0],[9,9]]}}", number))));
            QVERIFY(!problems.empty());
            QCOMPARE(problems[0].code, std::string("syntax"));
            QCOMPARE(problems[0].line, std::size_t{7});
        }
    }

    void polygons_of_two_zones_may_overlap() {
        std::string text = withAreas("{\"points\": [[0,0],[40,0],[40,30]]}");
        const std::string first = "\"一区\"";
        text.replace(text.find(first), first.size(),
                     "\"一区\", \"areas\": [{\"points\": [[10,0],[60,0],[60,30]]}]");
        QVERIFY(checkSite(view(text)).empty());
    }

    void a_polygon_may_reach_a_little_over_the_wall() {
        QVERIFY(checkSite(view(withAreas("{\"points\": [[-40,-40],[40,0],[40,30]]}"))).empty());
        QVERIFY(!checkSite(view(withAreas("{\"points\": [[-60,-40],[40,0],[40,30]]}"))).empty());
    }

    void half_a_polygon_is_complained_about_once() {
        QCOMPARE(checkSite(view(withAreas("{\"points\": [[0,0],[\"x\",0],[0,0]]}"))).size(), std::size_t{1});
    }

    void every_camera_and_point_lies_in_the_polygons_of_its_zone() {
        for (const std::uint64_t seed : {1U, 2U, 3U, 77U, 990101U}) {
            SampleOptions options;
            options.seed = seed;
            const Site site = sampleSite(options);
            for (const Camera& camera : site.cameras)
                QVERIFY2(liesInZone(site, camera.place), camera.id.c_str());
            for (const AlarmPoint& point : site.points)
                QVERIFY2(liesInZone(site, point.place), point.id.c_str());
            for (const Door& door : site.doors)
                QVERIFY2(liesInZone(site, door.place), door.id.c_str());
            for (const Post& post : site.posts) {
                if (post.place) QVERIFY2(liesInZone(site, *post.place), post.id.c_str());
            }
        }
    }

    void the_wall_of_the_sample_has_twelve_sections_of_105_metres() {
        const Site site = sampleSite();
        const Zone* wall = site.zone("W");
        QCOMPARE(wall->areas.size(), std::size_t{12});
        double outside = 0;
        for (const Area& section : wall->areas) {
            const std::size_t half = section.points.size() / 2;
            for (std::size_t i = 0; i + 1 < half; ++i)
                outside += distance(section.points[i], section.points[i + 1]);
        }
        QCOMPARE(outside, 1260.0 + 8 * 2); // 2 m outside of it, round four corners
        QCOMPARE(wall->areas[6].name, std::string("W07"));
    }

    void every_zone_of_the_sample_is_drawn_outdoors_and_on_each_of_its_floors() {
        const Site site = sampleSite();
        for (const Zone& zone : site.zones)
            QVERIFY2(drawn(zone, {}), zone.code.c_str());
        for (const Floor& floor : site.floors)
            QVERIFY2(drawn(*site.zone(floor.zone), floor.code), floor.code.c_str());
    }

    void another_seed_draws_another_plan_and_leaves_names_alone() {
        SampleOptions other;
        other.seed = 2;
        const Site a = sampleSite();
        const Site b = sampleSite(other);
        const auto differ = [](const Zone& x, const Zone& y) {
            return !std::equal(
                x.areas.begin(), x.areas.end(), y.areas.begin(), y.areas.end(),
                [](const Area& p, const Area& q) { return p.points.size() == q.points.size(); });
        };
        QVERIFY(std::equal(a.zones.begin(), a.zones.end(), b.zones.begin(),
                           [](const Zone& x, const Zone& y) { return x.name == y.name; }));
        bool some = false;
        for (std::size_t i = 0; i < a.zones.size(); ++i)
            some = some || differ(a.zones[i], b.zones[i]);
        QVERIFY(some);
    }

private:
    static bool drawn(const Zone& zone, const std::string& floor) {
        return std::any_of(zone.areas.begin(), zone.areas.end(),
                           [&](const Area& area) { return area.floor == floor; });
    }
    static bool liesInZone(const Site& site, const Place& place) {
        const Zone& zone = *site.zone(place.zone);
        return std::any_of(zone.areas.begin(), zone.areas.end(), [&](const Area& area) {
            return area.floor == place.floor && contains(area.points, {place.x_m, place.y_m});
        });
    }
};

QTEST_GUILESS_MAIN(TestAreas)
#include "tst_areas.moc"
