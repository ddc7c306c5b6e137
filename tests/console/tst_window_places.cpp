#include "console/window_places.h"

#include <QTest>

using namespace shouwang::console;

namespace {

ScreenArea screen(const char* name, QRect whole, int panel = 40) {
    return {QString::fromLatin1(name), whole, whole.adjusted(0, 0, 0, -panel)};
}

} // namespace

class TestWindowPlaces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void with_two_screens_the_wall_has_the_second_to_itself() {
        const QList<ScreenArea> screens{screen("first", {0, 0, 1920, 1080}),
                                        screen("second", {1920, 0, 1366, 768})};
        const WindowPlaces places = placeWindows(screens, {});
        QCOMPARE(places.wallScreen, QStringLiteral("second"));
        QVERIFY(!places.wallWindow && !places.desk);
    }

    void the_wall_never_takes_the_screen_where_the_desk_was_left() {
        const QList<ScreenArea> screens{screen("first", {0, 0, 1920, 1080}),
                                        screen("second", {1920, 0, 1920, 1080})};
        QCOMPARE(placeWindows(screens, QRect(2000, 50, 1400, 900)).wallScreen, QStringLiteral("first"));
        QCOMPARE(placeWindows(screens, QRect(100, 50, 1400, 900)).wallScreen, QStringLiteral("second"));
        // Left on a screen that is not there any more.
        QCOMPARE(placeWindows(screens, QRect(9000, 50, 1400, 900)).wallScreen, QStringLiteral("second"));
    }

    void of_several_other_screens_the_wall_takes_the_largest() {
        const QList<ScreenArea> screens{screen("first", {0, 0, 1920, 1080}),
                                        screen("small", {1920, 0, 1366, 768}),
                                        screen("large", {0, 1080, 3840, 2160})};
        QCOMPARE(placeWindows(screens, {}).wallScreen, QStringLiteral("large"));
    }

    void on_one_screen_desk_and_wall_stand_side_by_side_data() {
        QTest::addColumn<QRect>("whole");
        QTest::newRow("full HD") << QRect(0, 0, 1920, 1080);
        QTest::newRow("WQHD") << QRect(0, 0, 2560, 1440);
        QTest::newRow("4K") << QRect(0, 0, 3840, 2160);
        QTest::newRow("wide and low") << QRect(0, 0, 3840, 1080);
        QTest::newRow("not at the origin") << QRect(100, 300, 2048, 1152);
    }
    void on_one_screen_desk_and_wall_stand_side_by_side() {
        QFETCH(QRect, whole);
        const ScreenArea only = screen("only", whole);
        const WindowPlaces places = placeWindows({only}, {});
        QVERIFY(places.wallScreen.isEmpty());
        QVERIFY(places.desk && places.wallWindow);
        QVERIFY(!places.desk->intersects(*places.wallWindow));
        QVERIFY(only.free.contains(*places.desk) && only.free.contains(*places.wallWindow));
        QVERIFY(places.desk->width() >= kLeastDesk.width() && places.desk->height() >= kLeastDesk.height());
        QVERIFY(places.wallWindow->width() >= kLeastWall);
    }

    void on_a_small_screen_the_wall_is_a_window_in_the_corner_away_from_the_alarms() {
        const ScreenArea only = screen("only", {0, 0, 1366, 768});
        const WindowPlaces places = placeWindows({only}, {});
        QVERIFY(!places.desk && places.wallScreen.isEmpty());
        QVERIFY(only.free.contains(*places.wallWindow));
        QVERIFY(places.wallWindow->width() * places.wallWindow->height() * 5 < 1366 * 768);
        QVERIFY(places.wallWindow->right() < 1366 / 2); // the alarms stand at the right
    }

    void the_wall_goes_where_a_desk_that_stands_already_leaves_room() {
        const ScreenArea only = screen("only", {0, 0, 2560, 1440});
        const QRect atRight(1200, 40, 1360, 1300);
        const WindowPlaces left = placeWindows({only}, atRight);
        QVERIFY(!left.desk && !left.wallWindow->intersects(atRight));
        const QRect atLeft(0, 40, 1500, 1300);
        QVERIFY(!placeWindows({only}, atLeft).wallWindow->intersects(atLeft));
        QVERIFY(only.free.contains(*placeWindows({only}, QRect(0, 0, 2560, 1400)).wallWindow));
    }

    void without_a_screen_nothing_is_said() { QCOMPARE(placeWindows({}, {}), WindowPlaces()); }
};

QTEST_GUILESS_MAIN(TestWindowPlaces)
#include "tst_window_places.moc"
