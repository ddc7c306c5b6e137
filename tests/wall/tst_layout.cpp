// The layout of the wall: whatever the scene, the alarms and the window, nothing overlaps and nothing leaves
// the glass.
#include "site/sample.h"
#include "wall/division.h"
#include "wall/scene.h"

#include <QTest>
#include <rapidcheck.h>

using namespace shouwang::wall;

namespace {

std::string cameraName(int i) {
    return "C" + std::to_string(i);
}

SceneInput randomInput() {
    SceneInput input;
    input.width = *rc::gen::inRange(0, 4000);
    input.height = *rc::gen::inRange(0, 2400);
    input.division =
        *rc::gen::element<std::string>("1", "4", "9", "16", "1+5", "1+7", "7x2", "1x11", "no such");
    input.alarm_on_whole_screen = *rc::gen::arbitrary<bool>();
    const int cameras = *rc::gen::inRange(0, 70);
    for (int i = 0; i < cameras; ++i)
        input.cameras.push_back(cameraName(i));
    const int alarms = *rc::gen::inRange(0, 12);
    for (int i = 0; i < alarms; ++i) {
        AlarmInput alarm{"A" + std::to_string(i), {}};
        const int linked = *rc::gen::inRange(0, 12);
        for (int k = 0; k < linked; ++k)
            alarm.cameras.push_back(cameraName(k * 3));
        input.alarms.push_back(alarm);
    }
    if (*rc::gen::arbitrary<bool>()) input.focus = cameraName(*rc::gen::inRange(0, 80));
    return input;
}

std::vector<Rect> allRects(const Layout& layout) {
    std::vector<Rect> rects;
    for (const Tile& tile : layout.tiles)
        rects.push_back(tile.rect);
    for (const AlarmTitle& title : layout.titles)
        rects.push_back(title.rect);
    if (!layout.more_rect.isEmpty()) rects.push_back(layout.more_rect);
    return rects;
}

SceneInput night(int width, int height) {
    SceneInput input;
    input.width = width;
    input.height = height;
    for (int i = 0; i < 16; ++i)
        input.cameras.push_back(cameraName(i));
    return input;
}

const Tile* find(const Layout& layout, const std::string& camera, const std::string& alarm) {
    for (const Tile& tile : layout.tiles)
        if (tile.camera == camera && tile.alarm == alarm) return &tile;
    return nullptr;
}

} // namespace

class TestLayout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothing_overlaps_and_nothing_leaves_the_window() {
        const bool holds = rc::check([] {
            const SceneInput input = randomInput();
            const Layout layout = layOut(input);
            const auto rects = allRects(layout);
            const Rect window{0, 0, input.width, input.height};
            for (std::size_t i = 0; i < rects.size(); ++i) {
                RC_ASSERT(contains(window, rects[i]));
                for (std::size_t k = i + 1; k < rects.size(); ++k)
                    RC_ASSERT(!overlaps(rects[i], rects[k]));
            }
        });
        QVERIFY(holds);
    }

    void the_alarm_area_never_covers_the_focused_tile() {
        const bool holds = rc::check([] {
            SceneInput input = randomInput();
            input.width = *rc::gen::inRange(320, 4000);
            input.height = *rc::gen::inRange(200, 2400);
            input.focus = cameraName(*rc::gen::inRange(0, 80));
            const Layout layout = layOut(input);
            int focused = 0;
            for (const Tile& tile : layout.tiles) {
                if (!tile.focused) continue;
                ++focused;
                RC_ASSERT(tile.camera == input.focus);
                RC_ASSERT(!tile.rect.isEmpty());
                RC_ASSERT(!overlaps(tile.rect, layout.alarm_area));
            }
            RC_ASSERT(focused == 1);
        });
        QVERIFY(holds);
    }

    void every_open_alarm_is_shown_or_counted() {
        const bool holds = rc::check([] {
            SceneInput input = randomInput();
            input.width = *rc::gen::inRange(1, 4000);
            input.height = *rc::gen::inRange(1, 2400);
            const Layout layout = layOut(input);
            RC_ASSERT(layout.titles.size() + static_cast<std::size_t>(layout.alarms_hidden) ==
                      input.alarms.size());
            RC_ASSERT(layout.titles.size() <= static_cast<std::size_t>(kAlarmsShown));
            for (std::size_t i = 0; i < layout.titles.size(); ++i) {
                RC_ASSERT(layout.titles[i].alarm == input.alarms[i].alarm); // worst first
                const auto tiles =
                    std::count_if(layout.tiles.begin(), layout.tiles.end(),
                                  [&](const Tile& tile) { return tile.alarm == input.alarms[i].alarm; });
                RC_ASSERT(static_cast<std::size_t>(tiles + layout.titles[i].cameras_hidden) ==
                          input.alarms[i].cameras.size());
            }
        });
        QVERIFY(holds);
    }

    void a_scene_fills_the_window_from_edge_to_edge_with_two_pixel_gaps() {
        const Layout layout = layOut(night(1920, 1080));
        QCOMPARE(layout.tiles.size(), std::size_t{16});
        QCOMPARE(layout.tiles.front().rect, (Rect{0, 0, 478, 268}));
        const Rect last = layout.tiles.back().rect;
        QCOMPARE(last.x + last.width, 1920);
        QCOMPARE(last.y + last.height, 1080);
        QCOMPARE(layout.tiles[1].rect.x, layout.tiles[0].rect.width + kGap);
        QCOMPARE(layout.tiles[5].camera, cameraName(5));
        QCOMPARE(layout.tiles[5].number, 6);
    }

    void every_camera_of_the_sample_has_a_tile_also_beside_an_alarm() {
        for (const int wanted : {1, 9, 16, 17, 25, 64, 100, 200}) {
            shouwang::site::SampleOptions options;
            options.streamingCameras = wanted;
            const auto site = shouwang::site::sampleSite(options);
            const auto& scene = site.scenes.front();
            const Arrangement arranged = arrangementOf(scene);
            SceneInput input{1920, 1080, arranged.division, false, arranged.cameras, {}, {}};
            input.alarms = {{"A", site.point(shouwang::site::kDemoButton)->cameras}};
            const Layout layout = layOut(input);
            for (const std::string& camera : scene.cameras) {
                const Tile* tile = find(layout, camera, "");
                QVERIFY2(tile && !tile->rect.isEmpty(), camera.c_str());
            }
        }
    }

    void an_alarm_takes_the_right_side_and_the_scene_stays_whole() {
        SceneInput input = night(1366, 768);
        input.alarms = {{"A", {"C3", "C90", "C91", "C92"}}};
        const Layout layout = layOut(input);
        QCOMPARE(layout.tiles.size(), std::size_t{20});
        QVERIFY(find(layout, "C3", "") && find(layout, "C3", "A") && find(layout, "C92", "A"));
        QCOMPARE(layout.alarm_area.x + layout.alarm_area.width, 1366);
        QCOMPARE(layout.titles.front().rect.height, kAlarmTitleHeight);
    }

    void a_scene_may_give_the_whole_screen_to_alarms_unless_a_tile_has_focus() {
        SceneInput input = night(1920, 1080);
        input.alarm_on_whole_screen = true;
        input.alarms = {{"A", {"C90"}}};
        QCOMPARE(layOut(input).tiles.size(), std::size_t{1});
        input.focus = "C2";
        const Layout layout = layOut(input);
        QVERIFY(find(layout, "C2", "") != nullptr);
        QVERIFY(find(layout, "C90", "A") != nullptr);
    }

    void six_cameras_of_one_alarm_are_shown_and_the_rest_is_counted() {
        SceneInput input = night(1920, 1080);
        input.alarms = {{"A", {"a", "b", "c", "d", "e", "f", "g", "h"}}};
        const Layout layout = layOut(input);
        QCOMPARE(layout.titles.front().cameras_hidden, 2);
        QVERIFY(find(layout, "a", "A") && !find(layout, "g", "A"));
    }
};

QTEST_GUILESS_MAIN(TestLayout)
#include "tst_layout.moc"
