// What an officer wants to see on the wall is what the wall is told; a tour gives way to any hand.
#include "console/keypad.h"
#include "console/scene_model.h"
#include "console/tour_model.h"
#include "fake_desk.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace shouwang;
using namespace shouwang::console;

namespace {

wall::SavedScene savedScene(const std::string& name, int key = 0) {
    wall::SavedScene scene;
    scene.name = name;
    scene.arranged = {"1+5", {"K1", "K2"}};
    scene.alarm_area = wall::kAlarmsScreen;
    scene.key = key;
    return scene;
}

} // namespace

class TestWallDirector : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_desk = std::make_unique<FakeDesk>();
        m_desk->giveWall();
    }

    void one_key_restores_a_saved_scene_with_its_alarm_area() {
        m_desk->setScenes({savedScene("会见", 2)});
        QVERIFY(director().showKey(2));
        QCOMPARE(state().arranged.division, std::string("1+5"));
        QCOMPARE(state().arranged.cameras, (std::vector<std::string>{"K1", "K2"}));
        QCOMPARE(state().arranged.alarm_area, std::string("screen"));
        QCOMPARE(director().chosen(), (wall::SceneChoice{{}, "会见"}));
        QVERIFY(director().showKey(3)); // the site's second one: the first has key 1
        QCOMPARE(state().scene, m_desk->data().site->scenes.at(1).id);
        QVERIFY(state().arranged.division.empty());
        QVERIFY(state().arranged.alarm_area.empty());
    }

    void a_scene_that_is_not_there_changes_nothing() {
        const wall::WallState before = state();
        QVERIFY(!director().showScene({{}, "没有"}));
        QVERIFY(!director().showScene({"nowhere", {}}));
        QVERIFY(!director().showKey(9));
        QVERIFY(state() == before);
    }

    void what_has_been_saved_is_chosen_and_stays_as_it_stands() {
        wall::SavedScene scene = savedScene("会见");
        director().keepAs(scene);
        QCOMPARE(state().arranged.alarm_area, std::string("screen"));
        QVERIFY(director().chosen().saved.empty()); // the tables do not know it yet
        m_desk->setScenes({scene});
        QCOMPARE(director().chosen().saved, std::string("会见"));
        m_desk->setScenes({}); // removed at another seat: the wall is not touched
        QVERIFY(director().chosen().saved.empty());
        QCOMPARE(state().arranged.division, std::string("1+5"));
    }

    void another_division_keeps_the_cameras() {
        const auto cameras = director().arrangement().cameras;
        QSignalSpy changed(&director(), &WallDirector::arrangementChanged);
        director().divide("1+7");
        QCOMPARE(changed.count(), 1);
        QCOMPARE(state().arranged.division, std::string("1+7"));
        QCOMPARE(state().arranged.cameras, cameras);
    }

    void cameras_of_a_zone_open_up_to_the_tiles_of_the_wall() {
        QStringList cameras;
        for (int i = 0; i < 23; ++i)
            cameras << QStringLiteral("K%1").arg(i);
        QCOMPARE(director().openCameras(cameras), 16);
        QCOMPARE(state().arranged.division, std::string("16"));
        QCOMPARE(state().arranged.cameras.size(), std::size_t{16});
        QCOMPARE(director().openCameras(cameras.mid(0, 3)), 3);
        QCOMPARE(state().arranged.division, std::string("4"));
        QCOMPARE(director().openCameras({}), 0);
        QCOMPARE(state().arranged.cameras.size(), std::size_t{3});
    }

    void numbers_on_the_keypad_mean_pictures() {
        const auto cameras = director().arrangement().cameras;
        director().typeDigit(1);
        QCOMPARE(director().typed(), 1);
        director().typeDigit(2);
        QCOMPARE(state().focus, cameras.at(11));
        director().typeDigit(0); // back
        QVERIFY(state().focus.empty());
        director().typeDigit(1);
        director().typeEnter();
        QCOMPARE(state().focus, cameras.at(0));
    }

    void only_the_keypad_is_a_keypad() {
        QCOMPARE(padPress(Qt::Key_7, Qt::KeypadModifier), (std::optional<PadPress>{{PadKey::Digit, 7}}));
        QCOMPARE(padPress(Qt::Key_Enter, Qt::KeypadModifier), (std::optional<PadPress>{{PadKey::Enter, 0}}));
        QVERIFY(!padPress(Qt::Key_7, Qt::NoModifier));
        QVERIFY(!padPress(Qt::Key_7, Qt::KeypadModifier | Qt::ControlModifier));
        QVERIFY(!padPress(Qt::Key_Return, Qt::KeypadModifier));
        QVERIFY(!padPress(Qt::Key_Plus, Qt::KeypadModifier));
    }

    void a_tour_goes_on_by_itself() {
        const auto& scenes = m_desk->data().site->scenes;
        QVERIFY(director().startTour({{{scenes[1].id, {}, {}}, {{}, {}, "K7"}}, 5}));
        QCOMPARE(state().scene, scenes[1].id);
        m_desk->advance(std::chrono::seconds(6));
        QTRY_COMPARE(state().focus, std::string("K7"));
        QCOMPARE(director().tour().phase(), wall::Tour::Phase::Running);
        QVERIFY(director().tourLeft_s() > 0);
    }

    void any_hand_on_the_wall_pauses_a_tour_data() {
        QTest::addColumn<int>("hand");
        for (int hand = 0; hand < 7; ++hand)
            QTest::addRow("%d", hand) << hand;
    }
    void any_hand_on_the_wall_pauses_a_tour() {
        QFETCH(int, hand);
        const auto& scenes = m_desk->data().site->scenes;
        director().startTour({{{scenes[1].id, {}, {}}, {scenes[2].id, {}, {}}}, 5});
        const std::vector<std::function<void()>> hands{
            [&] { director().showKey(1); },
            [&] { director().divide("4"); },
            [&] { director().openCamera(QStringLiteral("K1")); },
            [&] { director().openCameras({QStringLiteral("K1")}); },
            [&] { m_desk->wall()->focus(QStringLiteral("K1")); }, // past the director, as the strip does
            [&] { m_desk->wall()->lookBack(QStringLiteral("K1"), 10); },
            [&] {
                m_desk->wall()->arrange({"9", {"K9"}, {}});
            }};
        hands.at(static_cast<std::size_t>(hand))();
        const wall::WallState after = state();
        QTRY_COMPARE(director().tour().phase(), wall::Tour::Phase::Paused);
        m_desk->advance(std::chrono::seconds(60));
        QCoreApplication::processEvents();
        QVERIFY(state() == after); // what somebody has done stays
        director().resumeTour();
        QCOMPARE(state().scene, scenes[2].id);
    }

    void an_alarm_that_waits_holds_a_tour() {
        const auto& scenes = m_desk->data().site->scenes;
        director().startTour({{{scenes[1].id, {}, {}}, {scenes[2].id, {}, {}}}, 5});
        wall::OpenAlarm alarm;
        alarm.alarm = "a1";
        m_desk->wall()->openAlarm(alarm);
        m_desk->advance(std::chrono::seconds(60));
        QTRY_COMPARE(director().tour().phase(), wall::Tour::Phase::Held);
        QCOMPARE(state().scene, scenes[1].id);
        m_desk->wall()->acknowledgeAlarm(QStringLiteral("a1"));
        QTRY_COMPARE(director().tour().phase(), wall::Tour::Phase::Running);
        m_desk->advance(std::chrono::seconds(6));
        QTRY_COMPARE(state().scene, scenes[2].id);
    }

    // models

    void the_list_of_scenes_is_a_sound_model() {
        SceneModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto& scenes = m_desk->data().site->scenes;
        model.set(scenes, {savedScene("会见", 1), savedScene("白天")});
        QCOMPARE(model.rowCount(), static_cast<int>(scenes.size()) + 2);
        const int row = model.rowOf(sceneText({{}, "会见"}));
        QVERIFY(model.index(row).data().toString().contains(QStringLiteral("Ctrl+1")));
        QVERIFY(model.index(0).data().toString().contains(QStringLiteral("Ctrl+2")));
        QCOMPARE(sceneFrom(sceneText({{}, "会见"})), (wall::SceneChoice{{}, "会见"}));
        QCOMPARE(sceneFrom(sceneText({"night", {}})), (wall::SceneChoice{"night", {}}));
        model.set(scenes, {});
        QCOMPARE(model.rowOf(sceneText({{}, "会见"})), -1);
    }

    void the_list_of_a_tour_is_a_sound_model() {
        TourModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSite(m_desk->data().site);
        for (const char* camera : {"K1", "K2", "K3"})
            QVERIFY(model.add({{}, {}, camera}));
        QCOMPARE(model.move(0, 1), 1);
        QCOMPARE(model.move(1, 1), 2);
        QCOMPARE(model.move(2, 1), 2);
        QCOMPARE(model.stops().back().camera, std::string("K1"));
        QCOMPARE(model.move(2, -1), 1);
        model.remove(0);
        model.remove(7);
        QCOMPARE(model.stops().front().camera, std::string("K1"));
        model.setShown(1);
        QVERIFY(model.index(1).data().toString().startsWith(QStringLiteral("▶")));
        while (model.add({{}, "夜", {}})) {
        }
        QCOMPARE(model.stops().size(), wall::kMostStops);
    }

    void a_tour_is_kept_as_text_and_nonsense_is_left_out() {
        const std::vector<wall::TourStop> stops{{"night", {}, {}}, {{}, "会见", {}}, {{}, {}, "K1"}};
        QStringList texts;
        for (const wall::TourStop& stop : stops)
            texts << stopText(stop);
        QCOMPARE(stopsFrom(texts), stops);
        QVERIFY(stopsFrom({QStringLiteral("camera:"), QStringLiteral("dance"), QString()}).empty());
    }

private:
    WallDirector& director() { return *m_desk->director(); }
    const wall::WallState& state() { return m_desk->wall()->state(); }

    std::unique_ptr<FakeDesk> m_desk;
};

QTEST_MAIN(TestWallDirector)
#include "tst_wall_director.moc"
