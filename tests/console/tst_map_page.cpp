// 地图 in the one window: fed with what goes on, done by keyboard, and never in the way of who types.
#include "alarms/ui/alarm_list_view.h"
#include "console/map_marks.h"
#include "console/map_page.h"
#include "shell/ui/action_registry.h"
#include "site/ui/map_canvas.h"
#include "site/ui/map_view.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QQuickWidget>
#include <QStackedWidget>

#include <algorithm>

using namespace shouwang;
using namespace shouwang::console;

class TestMapPage : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    // What it is told

    void a_zone_shows_its_worst_alarm_and_beats_until_all_are_acknowledged() {
        const site::Site& site = *m_desk->data().site;
        alarms::State worst = m_desk->makeAlarm(0, site::Priority::Critical);
        worst.acknowledged = alarms::Stamp{"wangli", m_desk->data().seat, 1};
        alarms::State quiet = m_desk->makeAlarm(1, site::Priority::Low);
        quiet.zone = worst.zone;
        const std::vector<alarms::State> open{worst, quiet};
        site::Marks marks = marksOf(site, {open, {}, false, nullptr});
        QCOMPARE(marks.zones.at(worst.zone).priority, 1);
        QVERIFY(!marks.zones.at(worst.zone).acknowledged);
        QVERIFY(marks.points.at(worst.point).acknowledged);
        QVERIFY(!marks.points.at(quiet.point).acknowledged);
        QVERIFY(!marks.zones.at(worst.zone).persons); // nobody has counted
    }

    void a_drill_is_marked_and_a_real_alarm_stands_above_it() {
        const site::Site& site = *m_desk->data().site;
        alarms::State drill = m_desk->makeAlarm(0, site::Priority::Critical);
        drill.mode = ledger::Mode::Drill;
        const std::vector<alarms::State> one{drill};
        QVERIFY(marksOf(site, {one, {}, false, nullptr}).zones.at(drill.zone).drill);
        alarms::State real = m_desk->makeAlarm(1, site::Priority::Low);
        real.zone = drill.zone;
        std::vector<alarms::State> both{drill, real};
        std::sort(both.begin(), both.end(), alarms::standsBefore);
        const site::Marks marks = marksOf(site, {both, {}, false, nullptr});
        QCOMPARE(marks.zones.at(drill.zone).priority, 4);
        QVERIFY(!marks.zones.at(drill.zone).drill);
    }

    void a_bypassed_point_is_marked_and_one_of_an_exercise_is_not() {
        FakeDesk desk;
        site::Site site = *desk.data().site;
        for (site::AlarmPoint& point : site.points)
            point.bypassed = false;
        const auto bypassed = [&](std::size_t point, ledger::Mode mode) {
            outages::Bypass bypass;
            bypass.point = site.points.at(point).id;
            bypass.mode = mode;
            bypass.begun.at = 1;
            return bypass;
        };
        const std::vector<outages::Bypass> open{bypassed(1, ledger::Mode::Real),
                                                bypassed(2, ledger::Mode::Drill)};
        const std::vector<alarms::State> alarms{desk.makeAlarm(1, site::Priority::High)};
        MapNews news;
        news.bypasses = open;
        QVERIFY(marksOf(site, news).points.at(site.points.at(1).id).bypassed);
        QVERIFY(!marksOf(site, news).points[site.points.at(2).id].bypassed);
        news.alarms = alarms; // an alarm does not take the mark away
        QVERIFY(marksOf(site, news).points.at(site.points.at(1).id).bypassed);
    }

    void persons_are_numbers_and_none_is_a_number_too() {
        const site::Site& site = *m_desk->data().site;
        const std::map<std::string, int> persons{{"Z31", 96}};
        const site::Marks marks = marksOf(site, {{}, {}, false, &persons});
        QCOMPARE(marks.zones.at("Z31").persons, std::optional(96));
        for (const site::Zone& zone : site.zones) {
            if (zone.code == "Z31") continue;
            const auto mark = marks.zones.find(zone.code);
            if (zone.capacity > 0)
                QCOMPARE(mark->second.persons, std::optional(0));
            else
                QVERIFY(mark == marks.zones.end());
        }
    }

    void a_camera_is_live_only_while_the_wall_says_so() {
        using wall::Live;
        using wall::NoPicture;
        const site::Site& site = *m_desk->data().site;
        const auto health = [](const char* camera, Live live, NoPicture reason) {
            wall::CameraHealth one;
            one.camera = camera;
            one.live = live;
            one.reason = reason;
            return one;
        };
        const std::vector<wall::CameraHealth> cameras{health("live", Live::Live, NoPicture::None),
                                                      health("slow", Live::Live, NoPicture::Slow),
                                                      health("late", Live::Late, NoPicture::Frozen),
                                                      health("lost", Live::Lost, NoPicture::NoSignal),
                                                      health("wait", Live::Waiting, NoPicture::None),
                                                      health("none", Live::Lost, NoPicture::NotConnected)};
        site::Marks marks = marksOf(site, {{}, cameras, true, nullptr});
        QCOMPARE(marks.cameras.at("live"), site::CameraMark::Live);
        QCOMPARE(marks.cameras.at("slow"), site::CameraMark::Late);
        QCOMPARE(marks.cameras.at("late"), site::CameraMark::Late);
        QCOMPARE(marks.cameras.at("lost"), site::CameraMark::Lost);
        QCOMPARE(marks.cameras.at("wait"), site::CameraMark::Unknown);
        QCOMPARE(marks.cameras.at("none"), site::CameraMark::Unknown);
        marks = marksOf(site, {{}, cameras, false, nullptr});
        for (const auto& [camera, mark] : marks.cameras)
            QCOMPARE(mark, site::CameraMark::Unknown);
    }

    // By keyboard

    void enter_opens_the_camera_on_the_wall_and_the_cameras_of_a_zone() {
        begin_at_map();
        QTest::keyClick(&map().quick(), Qt::Key_Tab);
        for (int i = 0; i < 400 && map().canvas().focused()->kind != site::ItemKind::Camera; ++i)
            QTest::keyClick(&map().quick(), Qt::Key_Tab);
        const auto camera = *map().canvas().focused();
        QCOMPARE(camera.kind, site::ItemKind::Camera);
        QTest::keyClick(&map().quick(), Qt::Key_Return);
        QCOMPARE(wallState().focus, m_desk->data().site->cameras.at(camera.index).id);
        while (map().canvas().focused()->kind != site::ItemKind::Zone)
            QTest::keyClick(&map().quick(), Qt::Key_Backtab);
        QTest::keyClick(&map().quick(), Qt::Key_Return);
        const auto& zone = m_desk->data().site->zones.at(map().canvas().focused()->index);
        const auto cameras = site::zoneCameras(*m_desk->data().site, zone.code, map().floor());
        QVERIFY(wallState().focus.empty());
        QCOMPARE(wallState().arranged.cameras.size(), std::min<std::size_t>(16, cameras.size()));
        QCOMPARE(wallState().arranged.cameras.front(), cameras.front());
    }

    void one_click_selects_a_zone_whose_cameras_a_button_opens() {
        begin_at_map();
        std::optional<QPoint> yard;
        QTRY_VERIFY((yard = spotOfZone()));
        QTest::mouseClick(&map().quick(), Qt::LeftButton, {}, *yard);
        QVERIFY(wallState().arranged.cameras.empty()); // selected, not opened
        auto* open = m_window->findChild<QAbstractButton*>(QStringLiteral("mapPage.open"));
        QVERIFY(open->isVisible());
        open->click();
        QVERIFY(!wallState().arranged.cameras.empty());
    }

    void one_click_on_a_camera_opens_it_on_the_wall() {
        begin_at_map();
        std::optional<QPoint> at;
        QTRY_VERIFY((at = spotOf(site::ItemKind::Camera)));
        const auto camera = *map().canvas().itemAt(*at);
        QTest::mouseClick(&map().quick(), Qt::LeftButton, {}, *at);
        QCOMPARE(wallState().focus, m_desk->data().site->cameras.at(camera.index).id);
    }

    void another_language_keeps_the_floor() {
        begin_at_map();
        const std::string floor = m_desk->data().site->floors.at(3).code;
        map().setFloor(floor);
        auto carried = m_window->carry();
        QVERIFY(carried.floor);
        show({1920, 1080}); // built anew, as for another language
        QVERIFY(page()->map() == nullptr);
        m_window->take(std::move(carried));
        QCOMPARE(map().floor(), floor);
        QVERIFY(page()->isVisible());
    }

    void a_map_that_nobody_has_looked_at_is_not_built_for_another_language() {
        m_desk->makeOfficer();
        show({1366, 768});
        auto carried = m_window->carry();
        show({1366, 768});
        m_window->take(std::move(carried));
        QVERIFY(page()->map() == nullptr);
    }

    void ctrl_f_finds_from_any_page_by_pinyin() {
        m_desk->giveWall();
        m_desk->makeOfficer();
        show({1366, 768});
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        auto* search = m_window->findChild<QLineEdit*>(QStringLiteral("map.search"));
        QVERIFY(search->hasFocus());
        QTest::keyClicks(search, QStringLiteral("zhibanshi"));
        auto* found = m_window->findChild<QListWidget*>(QStringLiteral("map.found"));
        QTRY_VERIFY(found->count() > 0 && found->item(0)->text().contains(QStringLiteral("值班室")));
        QVERIFY(found->isVisible());
        QTest::keyClick(search, Qt::Key_F, Qt::ControlModifier); // in the field too, and no other meaning
        QVERIFY(search->hasFocus());
    }

    void two_clicks_on_a_point_select_its_alarm() {
        begin_at_map();
        m_desk->raise(0, site::Priority::High);
        m_desk->raise(1, site::Priority::Critical);
        const std::string point = m_desk->data().site->points.at(0).id;
        Q_EMIT page()->pointChosen(QString::fromStdString(point));
        auto* list = m_window->findChild<alarms::AlarmListView*>();
        const auto selected = list->selectedAlarm();
        QVERIFY(selected);
        QCOMPARE(*selected, Id::fromParts({"alarm", "0"}));
    }

    // What arrives

    void an_alarm_moves_neither_the_focus_nor_the_page() {
        m_desk->giveWall();
        m_desk->makeOfficer();
        show({1920, 1080});
        visit("map");
        visit("watch");
        QLineEdit edit(m_window.get());
        edit.show();
        edit.setFocus();
        edit.insert(QStringLiteral("正在填写"));
        for (int i = 0; i < 5; ++i) {
            m_desk->raise(i, site::Priority::Critical);
            QCOMPARE(QApplication::focusWidget(), &edit);
            QVERIFY(m_window->findChild<QWidget*>(QStringLiteral("watch"))->isVisible());
        }
        edit.insert(QStringLiteral("表"));
        QCOMPARE(edit.text(), QStringLiteral("正在填写表"));
    }

    void an_alarm_centres_a_map_that_is_seen_and_beats_there() {
        begin_at_map();
        const site::AlarmPoint& point = m_desk->data().site->points.at(0);
        auto* list = m_window->findChild<alarms::AlarmListView*>();
        list->setFocus();
        m_desk->raise(0, site::Priority::Critical);
        QCOMPARE(map().floor(), point.place.floor);
        QVERIFY(map().canvas().isBeating());
        const QPointF at = map().canvas().view().toView({point.place.x_m, point.place.y_m});
        QVERIFY(map().canvas().boundingRect().adjusted(40, 40, -40, -40).contains(at));
        QVERIFY(QApplication::focusWidget() == list || list->isAncestorOf(QApplication::focusWidget()));
        auto acknowledged = m_desk->data().alarms;
        acknowledged.front().acknowledged = alarms::Stamp{"wangli", m_desk->data().seat, 1};
        m_desk->setAlarms(acknowledged);
        QVERIFY(!map().canvas().isBeating());
    }

    void a_map_that_is_opened_first_begins_at_the_alarm_that_waits() {
        m_desk->giveWall();
        m_desk->makeOfficer();
        show({1366, 768});
        m_desk->raise(0, site::Priority::Critical);
        QVERIFY(page()->map() == nullptr); // nobody has looked yet
        visit("map");
        QCOMPARE(map().floor(), m_desk->data().site->points.at(0).place.floor);
        QVERIFY(map().canvas().isBeating());
    }

    void f7_shows_the_selected_alarm_on_the_map() {
        m_desk->giveWall();
        m_desk->makeOfficer();
        show({1366, 768});
        m_desk->raise(0, site::Priority::Critical);
        m_window->findChild<alarms::AlarmListView*>()->selectAlarm(m_desk->data().alarms.front().id);
        QTest::keyClick(m_window.get(), Qt::Key_F7);
        QVERIFY(page()->isVisible());
        QCOMPARE(map().floor(), m_desk->data().site->points.at(0).place.floor);
    }

    void numbers_of_persons_stand_on_the_map_and_no_name() {
        m_desk->setPersons({{"Z31", 96}});
        begin_at_map();
        QCOMPARE(map().canvas().marks().zones.at("Z31").persons, std::optional(96));
    }

    void a_desk_without_a_wall_says_so() {
        m_desk->makeOfficer();
        show({1366, 768});
        visit("map");
        Q_EMIT map().cameraActivated(QStringLiteral("K1"));
        bool said = false;
        for (const QLabel* label : m_window->findChildren<QLabel*>())
            said |= label->isVisible() && label->text().contains(QStringLiteral("没有电视墙程序，不能打开"));
        QVERIFY(said);
    }

private:
    void begin_at_map() {
        m_desk->giveWall();
        m_desk->makeOfficer();
        show({1920, 1080});
        visit("map");
        QVERIFY(page()->isVisible());
    }
    /// Where a click means a zone that has cameras.
    std::optional<QPoint> spotOfZone() {
        const site::Site& site = *m_desk->data().site;
        for (int y = 20; y < map().quick().height(); y += 15) {
            for (int x = 20; x < map().quick().width(); x += 15) {
                const auto item = map().canvas().itemAt(QPointF(x, y));
                if (!item || item->kind != site::ItemKind::Zone) continue;
                if (!site::zoneCameras(site, site.zones.at(item->index).code, {}).empty())
                    return QPoint(x, y);
            }
        }
        return std::nullopt;
    }
    std::optional<QPoint> spotOf(site::ItemKind kind) {
        for (int y = 20; y < map().quick().height(); y += 7) {
            for (int x = 20; x < map().quick().width(); x += 7) {
                const auto item = map().canvas().itemAt(QPointF(x, y));
                if (item && item->kind == kind) return QPoint(x, y);
            }
        }
        return std::nullopt;
    }
    MapPage* page() { return m_window->findChild<MapPage*>(); }
    site::MapView& map() { return *page()->map(); }
    const wall::WallState& wallState() { return m_desk->wall()->state(); }
};

QTEST_MAIN(TestMapPage)
#include "tst_map_page.moc"
