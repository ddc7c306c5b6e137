#include "site/names.h"
#include "site/sample.h"
#include "site/site_file.h"

#include <QTest>
#include <algorithm>
#include <map>
#include <set>

using namespace shouwang;
using namespace shouwang::site;

namespace {

bool holds(const std::vector<std::string>& list, const std::string& wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

std::ptrdiff_t streams(const Site& site) {
    return std::count_if(site.cameras.begin(), site.cameras.end(), [](const Camera& camera) {
        return !camera.main_url.empty() && !camera.sub_url.empty();
    });
}

} // namespace

class TestSample : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_same_seed_gives_the_same_site() {
        QCOMPARE(*writeSite(sampleSite()), *writeSite(sampleSite()));
        SampleOptions other;
        other.seed = 2;
        QVERIFY(*writeSite(sampleSite(other)) != *writeSite(sampleSite()));
    }

    void ids_do_not_depend_on_the_seed() {
        SampleOptions other;
        other.seed = 77;
        const Site a = sampleSite();
        const Site b = sampleSite(other);
        for (std::size_t i = 0; i < a.cameras.size(); ++i)
            QCOMPARE(a.cameras[i].id, b.cameras[i].id);
        for (std::size_t i = 0; i < a.points.size(); ++i)
            QCOMPARE(a.points[i].id, b.points[i].id);
    }

    void every_zone_has_the_cameras_of_the_table() {
        const std::map<std::string, std::size_t> wanted{{"Z10", 12}, {"Z20", 14}, {"Z31", 11}, {"Z32", 11},
                                                        {"Z33", 11}, {"Z34", 11}, {"Z40", 10}, {"Z50", 12},
                                                        {"Z60", 16}, {"F1", 8},   {"F2", 16},  {"F3", 6},
                                                        {"F4", 8},   {"F5", 8},   {"G1", 12},  {"W", 34}};
        std::map<std::string, std::size_t> found;
        for (const Camera& camera : m_site.cameras)
            ++found[camera.place.zone];
        QVERIFY(found == wanted);
        QCOMPARE(m_site.cameras.size(), std::size_t{200});
        QCOMPARE(m_site.zones.size(), std::size_t{16});
    }

    void every_kind_of_point_is_as_frequent_as_in_the_table() {
        const std::map<std::string_view, int> wanted{{"fence", 12},    {"infrared", 16},  {"microwave", 8},
                                                     {"vibration", 8}, {"analytics", 30}, {"button", 36},
                                                     {"fire", 28},     {"door", 12}};
        std::map<std::string_view, int> found;
        for (const AlarmPoint& point : m_site.points)
            ++found[nameOf(pointKindNames(), point.kind)];
        QVERIFY(found == wanted);
        QCOMPARE(m_site.points.size(), std::size_t{150});
        QCOMPARE(std::count_if(m_site.points.begin(), m_site.points.end(),
                               [](const AlarmPoint& point) { return point.bypassed; }),
                 3);
    }

    void beds_are_1600_and_the_women_have_a_zone_of_their_own() {
        int beds = 0;
        for (const Zone& zone : m_site.zones)
            beds += zone.capacity;
        QCOMPARE(beds, 1600);
        QVERIFY(m_site.zone("Z50")->women);
    }

    void cameras_are_named_as_the_trade_does() {
        const Camera* camera = m_site.camera("Z31-2F-走廊北-B03");
        QVERIFY(camera);
        QCOMPARE(camera->name, std::string("康复巩固区三大队二层走廊北03"));
        QCOMPARE(camera->gb_id, std::string("99010100021320310006"));
        QVERIFY(m_site.camera("Z40-1F-谈话室-B04")->privacy == PrivacyClass::Talk);
        QVERIFY(m_site.camera("Z31-2F-宿舍区-B05")->privacy == PrivacyClass::Dormitory);
    }

    void every_point_has_a_procedure_and_two_to_four_cameras() {
        for (const AlarmPoint& point : m_site.points) {
            QVERIFY2(point.cameras.size() >= 2 && point.cameras.size() <= 4, point.id.c_str());
            QVERIFY(m_site.procedure(point.procedure));
            QVERIFY(m_site.procedure(point.procedure)->title.starts_with("样例"));
            // The best one sees the point: same zone, and same floor where it has one.
            const Camera* best = m_site.camera(point.cameras.front());
            QVERIFY2(best->place.zone == point.place.zone && best->place.floor == point.place.floor,
                     point.id.c_str());
        }
    }

    void the_demo_button_opens_the_cameras_of_its_floor() {
        const AlarmPoint* button = m_site.point(kDemoButton);
        QVERIFY(button);
        QVERIFY(button->kind == PointKind::Button && button->priority == Priority::Critical);
        const std::vector<std::string> wanted{"Z31-2F-值班室-B04", "Z31-2F-走廊北-B03", "Z31-2F-走廊南-B01",
                                              "Z31-2F-楼梯口-B02"};
        QCOMPARE(button->cameras, wanted);
        QVERIFY(!button->bypassed && !m_site.point(kDemoFence)->bypassed);
    }

    void the_first_nine_of_the_night_hold_what_the_demo_touches() {
        const Scene* night = m_site.scene("night");
        QVERIFY(night);
        QCOMPARE(night->cameras.size(), std::size_t{16});
        const std::vector<std::string> nine(night->cameras.begin(), night->cameras.begin() + 9);
        QCOMPARE(m_site.scene("nine")->cameras, nine);
        for (const char* id : {kDemoButton, kDemoFence}) {
            for (const std::string& camera : m_site.point(id)->cameras)
                QVERIFY(holds(nine, camera));
        }
        QVERIFY(m_site.scene("perimeter"));
        QVERIFY(m_site.scene("gates"));
    }

    void as_many_cameras_stream_as_asked_data() {
        QTest::addColumn<int>("wanted");
        QTest::addColumn<int>("found");
        QTest::newRow("the demo's own always") << 0 << 7;
        QTest::newRow("nine") << 9 << 9;
        QTest::newRow("sixteen") << 16 << 16;
        QTest::newRow("a hundred") << 100 << 100;
        QTest::newRow("all") << 200 << 200;
        QTest::newRow("more than there are") << 500 << 200;
    }
    void as_many_cameras_stream_as_asked() {
        QFETCH(int, wanted);
        QFETCH(int, found);
        SampleOptions options;
        options.streamingCameras = wanted;
        const Site site = sampleSite(options);
        QCOMPARE(static_cast<int>(streams(site)), found);
        for (const char* id : {kDemoButton, kDemoFence}) {
            for (const std::string& camera : site.point(id)->cameras)
                QVERIFY(!site.camera(camera)->main_url.empty());
        }
        QCOMPARE(site.scene("streaming")->cameras.size(), static_cast<std::size_t>(found));
        if (wanted == 9) QCOMPARE(site.scene("streaming")->cameras, site.scene("nine")->cameras);
        if (wanted == 16) QCOMPARE(site.scene("streaming")->cameras, site.scene("night")->cameras);
    }

    void the_first_scene_shows_all_that_streams() {
        for (int wanted = 1; wanted <= 200; ++wanted) {
            SampleOptions options;
            options.streamingCameras = wanted;
            const Site site = sampleSite(options);
            const Scene& first = site.scenes.front();
            const std::set<std::string> shown(first.cameras.begin(), first.cameras.end());
            QCOMPARE(shown.size(), first.cameras.size());
            QCOMPARE(static_cast<std::ptrdiff_t>(shown.size()), streams(site));
            QVERIFY2(static_cast<int>(shown.size()) >= wanted, qPrintable(QString::number(wanted)));
            QVERIFY(first.columns * first.rows >= static_cast<int>(shown.size()));
            for (const std::string& linked : site.point(kDemoButton)->cameras)
                QVERIFY(shown.contains(linked) && !site.camera(linked)->main_url.empty());
        }
    }

    void a_stream_is_named_by_the_place_of_its_camera_in_the_list() {
        SampleOptions options;
        options.rtspBase = "rtsp://localhost:9000";
        options.streamingCameras = 200;
        const Site site = sampleSite(options);
        QCOMPARE(site.cameras[0].main_url, std::string("rtsp://localhost:9000/cam/001/main"));
        QCOMPARE(site.cameras[199].sub_url, std::string("rtsp://localhost:9000/cam/200/sub"));
    }

    void a_fifth_of_the_cameras_is_hevc() {
        const auto share = std::count_if(m_site.cameras.begin(), m_site.cameras.end(),
                                         [](const Camera& camera) { return camera.codec == Codec::Hevc; });
        QCOMPARE(share, 40);
    }

    void no_auxiliary_holds_a_post_of_command() {
        std::set<std::string> names;
        int auxiliaries = 0;
        for (const StaffMember& member : m_site.staff) {
            QVERIFY(names.insert(member.name).second);
            if (!member.auxiliary) continue;
            ++auxiliaries;
            QCOMPARE(member.role, std::string("brigade"));
        }
        QCOMPARE(auxiliaries, 8);
        for (const char* team : {"甲", "乙", "丙", "丁"}) {
            QCOMPARE(std::count_if(m_site.staff.begin(), m_site.staff.end(),
                                   [&](const StaffMember& member) {
                                       return member.team == team && member.role == "shift_leader";
                                   }),
                     1);
        }
    }

    void both_gates_have_an_interlock_of_two_doors() {
        std::map<std::string, int> interlocks;
        for (const Door& door : m_site.doors) {
            if (!door.interlock.empty()) ++interlocks[door.interlock];
        }
        const std::map<std::string, int> wanted{{"AB-人行", 2}, {"AB-车行", 2}};
        QVERIFY(interlocks == wanted);
    }

    void the_sample_says_that_it_is_synthetic() {
        QVERIFY(m_site.synthetic);
        QVERIFY(m_site.note.starts_with("合成数据"));
    }

private:
    const Site m_site = sampleSite();
};

QTEST_GUILESS_MAIN(TestSample)
#include "tst_sample.moc"
