// What the map does by itself when an alarm comes, and what it never does.
#include "map_desk.h"

#include <QPushButton>

using namespace shouwang;
using namespace shouwang::site;
using test::alarmAt;
using test::drag;
using test::MapDesk;
using test::search;

class TestMapAlarms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QQuickWindow::setGraphicsApi(QSGRendererInterface::Software); }

    void an_alarm_is_shown_in_the_middle_of_its_floor_and_beats_until_acknowledged() {
        MapDesk desk;
        desk.map.setMarks(alarmAt(kDemoButton, false));
        desk.map.centreOn(kDemoButton);
        QCOMPARE(desk.map.floor(), std::string("Z31-2F"));
        const QPoint off = desk.pixel(desk.item(ItemKind::Point, kDemoButton)) -
                           desk.canvas().boundingRect().center().toPoint();
        QVERIFY(off.manhattanLength() <= 2);
        QVERIFY(desk.canvas().isBeating());
        desk.map.setMarks(alarmAt(kDemoButton, true));
        QVERIFY(!desk.canvas().isBeating());
    }

    void a_beat_changes_the_picture_twice_a_second_and_an_acknowledged_mark_does_not() {
        MapDesk desk({700, 480});
        desk.map.setMarks(alarmAt(kDemoButton, false));
        desk.map.centreOn(kDemoButton);
        const QImage first = desk.map.quick().grabFramebuffer();
        QTRY_VERIFY_WITH_TIMEOUT(desk.map.quick().grabFramebuffer() != first, 3000);
        QTRY_VERIFY_WITH_TIMEOUT(desk.map.quick().grabFramebuffer() == first, 3000);
        desk.map.setMarks(alarmAt(kDemoButton, true));
        QVERIFY(!desk.canvas().isBeating());
    }

    void an_alarm_beats_before_the_marks_know_it_and_stops_when_it_is_told() {
        MapDesk desk;
        desk.map.centreOn(kDemoButton);
        QVERIFY(desk.canvas().isBeating());
        desk.map.setMarks({}); // still nothing known about it
        QVERIFY(desk.canvas().isBeating());
        desk.map.setMarks(alarmAt(kDemoButton, false));
        QVERIFY(desk.canvas().isBeating());
        desk.map.acknowledge(kDemoButton);
        QVERIFY(!desk.canvas().isBeating());
    }

    void an_alarm_never_takes_the_keyboard() {
        MapDesk desk;
        desk.typing.show();
        desk.typing.setFocus();
        QTest::keyClicks(&desk.typing, QStringLiteral("abc"));
        desk.map.setMarks(alarmAt(kDemoButton, false));
        desk.map.centreOn(kDemoButton);
        desk.map.setFloor("");
        desk.map.centreOn(kDemoFence);
        QCoreApplication::processEvents();
        QCOMPARE(QApplication::focusWidget(), &desk.typing);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("d"));
        QCOMPARE(desk.typing.text(), QStringLiteral("abcd"));
    }

    void the_map_does_not_move_under_a_dragging_hand() {
        MapDesk desk;
        desk.canvas().zoom(2);
        drag(desk, {300, 300}, {360, 320});
        const Spot centre = desk.canvas().view().centre();
        desk.map.centreOn(kDemoButton);
        QVERIFY(desk.map.floor().empty());
        QVERIFY(distance(desk.canvas().view().centre(), centre) == 0);
        QVERIFY(desk.map.isBadgeShown());
        QTest::mouseRelease(&desk.map.quick(), Qt::LeftButton, {}, {360, 320});
        QVERIFY(desk.map.floor().empty()); // it does not jump afterwards either
        QTest::mouseClick(badge(desk), Qt::LeftButton);
        QCOMPARE(desk.map.floor(), std::string("Z31-2F"));
        QVERIFY(!desk.map.isBadgeShown());
    }

    void the_map_does_not_move_while_somebody_searches() {
        MapDesk desk;
        desk.map.openSearch();
        search(desk, QStringLiteral("走"));
        desk.map.centreOn(kDemoButton);
        desk.map.centreOn(kDemoFence);
        QVERIFY(desk.map.floor().empty());
        QVERIFY(desk.map.isBadgeShown());
        QVERIFY(badge(desk)->text().contains(QStringLiteral("2")));
        desk.key(Qt::Key_Escape);
        desk.key(Qt::Key_N); // the worst one first
        QCOMPARE(desk.map.floor(), std::string("Z31-2F"));
        QVERIFY(desk.map.isBadgeShown());
        desk.key(Qt::Key_N);
        QVERIFY(desk.map.floor().empty());
        QVERIFY(!desk.map.isBadgeShown());
    }

    void after_a_rest_the_map_goes_to_an_alarm_again() {
        MapDesk desk;
        desk.canvas().setRest(1);
        desk.canvas().zoom(2);
        QTRY_VERIFY(!desk.canvas().isUnderHand());
        desk.map.centreOn(kDemoButton);
        QCOMPARE(desk.map.floor(), std::string("Z31-2F"));
    }

    void a_badge_goes_when_somebody_else_has_answered() {
        MapDesk desk;
        desk.map.openSearch();
        desk.map.setMarks(alarmAt(kDemoButton, false));
        desk.map.centreOn(kDemoButton);
        QVERIFY(desk.map.isBadgeShown());
        desk.map.setMarks(alarmAt(kDemoButton, true));
        QVERIFY(!desk.map.isBadgeShown());
    }

    void the_selection_stays_while_alarms_come_and_go() {
        MapDesk desk;
        desk.canvas().show(desk.item(ItemKind::Camera, "Z31-2F-走廊北-B03"));
        desk.canvas().setRest(1);
        QTRY_VERIFY(!desk.canvas().isUnderHand());
        desk.map.setMarks(alarmAt(kDemoFence, false));
        desk.map.centreOn(kDemoFence);
        QCOMPARE(desk.map.selection(), QStringLiteral("Z31-2F-走廊北-B03"));
        desk.map.setMarks({});
        QCOMPARE(desk.map.selection(), QStringLiteral("Z31-2F-走廊北-B03"));
    }

    void a_point_that_nobody_knows_changes_nothing() {
        MapDesk desk;
        desk.map.centreOn("AL-BTN-nowhere");
        desk.map.setFloor("nowhere");
        QVERIFY(desk.map.floor().empty());
        QVERIFY(!desk.canvas().isBeating());
        QVERIFY(!desk.map.isBadgeShown());
    }

    void a_floor_button_tells_of_an_alarm_on_its_floor() {
        MapDesk desk;
        desk.canvas().show(desk.item(ItemKind::Zone, "Z31"));
        desk.map.setMarks(alarmAt(kDemoButton, true));
        auto* second = desk.map.findChild<QPushButton*>(QStringLiteral("map.floor.Z31-2F"));
        QVERIFY(second->text().startsWith(QStringLiteral("▲")));
        desk.map.setMarks({});
        QVERIFY(!second->text().contains(QStringLiteral("▲")));
    }

private:
    static QPushButton* badge(MapDesk& desk) {
        return desk.map.findChild<QPushButton*>(QStringLiteral("map.badge"));
    }
};

QTEST_MAIN(TestMapAlarms)
#include "tst_map_alarms.moc"
