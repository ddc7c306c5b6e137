// What an officer does with the map: by hand and by keyboard alone.
#include "map_desk.h"

#include <QListWidget>
#include <QPushButton>
#include <QQuickWindow>
#include <QSignalSpy>

using namespace shouwang;
using namespace shouwang::site;
using test::drag;
using test::MapDesk;
using test::search;

class TestMapView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QQuickWindow::setGraphicsApi(QSGRendererInterface::Software); }

    // By hand

    void what_is_clicked_is_what_is_meant() {
        MapDesk desk;
        desk.map.setFloor("Z31-2F");
        QSignalSpy changed(&desk.map, &MapView::selectionChanged);
        for (const char* id : {"Z31-2F-走廊北-B03", "Z31-2F-楼梯口-B02", "Z31-2F-宿舍区-B05"}) {
            const QPoint at = desk.pixel(desk.item(ItemKind::Camera, id));
            QTest::mouseClick(&desk.map.quick(), Qt::LeftButton, {}, at);
            QCOMPARE(desk.map.selection(), QString::fromUtf8(id));
        }
        QCOMPARE(changed.count(), 3);
        const QPoint button = desk.pixel(desk.item(ItemKind::Point, kDemoButton));
        QTest::mouseClick(&desk.map.quick(), Qt::LeftButton, {}, button);
        QCOMPARE(desk.map.selection(), QString::fromUtf8(kDemoButton));
    }

    void every_thing_that_is_drawn_can_be_clicked() {
        MapDesk desk;
        for (const char* floor : {"", "Z31-2F", "F2-A", "Z60-1F"}) {
            desk.map.setFloor(floor);
            const PlanLayout& layout = desk.canvas().layout();
            for (std::size_t i = 0; i < layout.at.size(); ++i) {
                const MapItem& item = desk.canvas().content().items()[i].item;
                if (!layout.drawn[i]) continue;
                const auto meant = desk.canvas().itemAt(desk.pixel(item));
                QVERIFY(meant);
                // Two things may stand on the same spot; then it is the one that a click means first.
                if (!(*meant == item))
                    QVERIFY(distance(meant->at, item.at) * desk.canvas().view().scale() < 17);
            }
        }
    }

    void a_label_means_what_it_names() {
        MapDesk desk;
        const auto& content = desk.canvas().content();
        for (const PlanLabel& label : desk.canvas().layout().labels) {
            if (label.item < 0) continue;
            const QPoint at = label.rect.center() - desk.canvas().view().origin();
            const auto meant = desk.canvas().itemAt(at);
            QVERIFY(meant);
            QCOMPARE(*meant == content.items()[static_cast<std::size_t>(label.item)].item, true);
        }
    }

    void the_ground_means_its_zone_and_two_clicks_open_it() {
        MapDesk desk;
        QSignalSpy opened(&desk.map, &MapView::zoneActivated);
        const QPoint yard = desk.canvas().view().toView({20, 178}).toPoint();
        QTest::mouseClick(&desk.map.quick(), Qt::LeftButton, {}, yard);
        QCOMPARE(desk.map.selection(), QStringLiteral("Z31"));
        QCOMPARE(opened.count(), 0);
        QTest::mouseDClick(&desk.map.quick(), Qt::LeftButton, {}, yard);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened[0][0].toString(), QStringLiteral("Z31"));
        QCOMPARE(opened[0][1].toStringList().size(), 11);
    }

    void a_double_click_does_not_zoom() {
        MapDesk desk;
        const double scale = desk.canvas().view().scale();
        QTest::mouseDClick(&desk.map.quick(), Qt::LeftButton, {}, {200, 200});
        QCOMPARE(desk.canvas().view().scale(), scale);
    }

    void a_drag_moves_the_map_and_chooses_nothing() {
        MapDesk desk;
        desk.canvas().zoom(3);
        const Spot before = desk.canvas().view().toPlan({300, 300});
        drag(desk, {300, 300}, {380, 340});
        QTest::mouseRelease(&desk.map.quick(), Qt::LeftButton, {}, {380, 340});
        const Spot now = desk.canvas().view().toPlan({380, 340});
        QVERIFY(distance(before, now) * desk.canvas().view().scale() < 3);
        QVERIFY(desk.map.selection().isEmpty());
    }

    // By keyboard alone

    void a_camera_is_found_opened_and_left_by_keyboard_alone() {
        MapDesk desk;
        QSignalSpy opened(&desk.map, &MapView::cameraActivated);
        desk.map.quick().setFocus(Qt::TabFocusReason);
        QVERIFY(desk.canvas().focused());
        desk.key(Qt::Key_F, Qt::ControlModifier);
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("map.search"));
        waitUntilSpelled(desk);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("zoulangbei"));
        const auto* list = desk.map.findChild<QListWidget*>(QStringLiteral("map.found"));
        QTRY_VERIFY(list->isVisible() && list->count() > 1);
        search(desk, QStringLiteral("z31-2f-走廊北"));
        desk.key(Qt::Key_Return);
        QCOMPARE(desk.map.floor(), std::string("Z31-2F"));
        QCOMPARE(desk.map.selection(), QStringLiteral("Z31-2F-走廊北-B03"));
        QCOMPARE(QApplication::focusWidget(), &desk.map.quick());
        desk.key(Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened[0][0].toString(), QStringLiteral("Z31-2F-走廊北-B03"));
    }

    void pinyin_and_initials_find_a_zone() {
        MapDesk desk;
        waitUntilSpelled(desk);
        for (const char* query : {"shitang", "st", "F1"}) {
            desk.canvas().show(desk.item(ItemKind::Zone, "W"));
            desk.map.openSearch();
            search(desk, QString::fromLatin1(query));
            desk.key(Qt::Key_Return);
            QCOMPARE(desk.map.selection(), QStringLiteral("F1"));
        }
        QVERIFY(!finds(desk, "meiyouzhegedifang"));
    }

    void tab_visits_every_thing_of_the_plan_once_and_then_leaves() {
        MapDesk desk;
        desk.map.setFloor("Z31-2F");
        desk.map.quick().setFocus(Qt::TabFocusReason);
        std::vector<MapItem> visited;
        for (int i = 0; i < 100 && QApplication::focusWidget() == &desk.map.quick(); ++i) {
            visited.push_back(*desk.canvas().focused());
            desk.key(Qt::Key_Tab);
        }
        QVERIFY(QApplication::focusWidget() != &desk.map.quick()); // the keyboard is not caught
        QCOMPARE(visited.size(), itemsOn(*desk.site, "Z31-2F").size());
        for (std::size_t i = 0; i < visited.size(); ++i)
            QCOMPARE(std::count(visited.begin(), visited.end(), visited[i]), 1);
    }

    void the_thing_under_the_keyboard_is_always_in_sight_and_ringed() {
        MapDesk desk;
        desk.map.quick().setFocus(Qt::TabFocusReason);
        desk.canvas().zoom(6);
        for (int i = 0; i < 60; ++i) {
            desk.key(Qt::Key_Tab);
            QVERIFY(desk.canvas().boundingRect().contains(desk.pixel(*desk.canvas().focused())));
        }
        const QImage image = desk.map.quick().grabFramebuffer();
        const QPoint at = desk.pixel(*desk.canvas().focused());
        bool ringed = false;
        for (int x = at.x() - 26; x <= at.x() + 26; ++x) {
            if (image.rect().contains(x, at.y()))
                ringed = ringed || image.pixelColor(x, at.y()) == desk.theme.accent();
        }
        QVERIFY(ringed);
    }

    void floors_are_climbed_by_page_keys() {
        MapDesk desk;
        desk.map.quick().setFocus(Qt::TabFocusReason);
        desk.canvas().show(desk.item(ItemKind::Zone, "Z31"));
        QVERIFY(desk.map.floor().empty());
        for (const char* floor : {"Z31-1F", "Z31-2F", "Z31-3F", "Z31-3F"}) {
            desk.key(Qt::Key_PageUp);
            QCOMPARE(desk.map.floor(), std::string(floor));
        }
        for (const char* floor : {"Z31-2F", "Z31-1F", "", ""}) {
            desk.key(Qt::Key_PageDown);
            QCOMPARE(desk.map.floor(), std::string(floor));
        }
        auto* third = desk.map.findChild<QPushButton*>(QStringLiteral("map.floor.Z31-3F"));
        QVERIFY(third);
        third->click();
        QCOMPARE(desk.map.floor(), std::string("Z31-3F"));
        QVERIFY(third->isChecked());
    }

    void keys_zoom_move_and_fit() {
        MapDesk desk;
        desk.map.quick().setFocus(Qt::OtherFocusReason);
        const double fitted = desk.canvas().view().scale();
        desk.key(Qt::Key_Plus);
        desk.key(Qt::Key_Plus);
        QVERIFY(desk.canvas().view().scale() > fitted * 1.5);
        desk.key(Qt::Key_Minus);
        QVERIFY(qFuzzyCompare(desk.canvas().view().scale(), fitted * 1.25));
        const double west = desk.canvas().view().centre().x_m;
        desk.key(Qt::Key_Right);
        QVERIFY(desk.canvas().view().centre().x_m > west);
        desk.key(Qt::Key_Home);
        QCOMPARE(desk.canvas().view().scale(), fitted);
    }

    void escape_leaves_the_search_and_keeps_what_was_typed() {
        MapDesk desk;
        desk.map.openSearch();
        search(desk, QStringLiteral("走廊"));
        auto* field = desk.map.findChild<QLineEdit*>(QStringLiteral("map.search"));
        desk.key(Qt::Key_Escape);
        QCOMPARE(field->text(), QStringLiteral("走廊"));
        QCOMPARE(QApplication::focusWidget(), &desk.map.quick());
    }

private:
    static bool finds(MapDesk& desk, const char* query) {
        search(desk, QString::fromLatin1(query));
        const auto* list = desk.map.findChild<QListWidget*>(QStringLiteral("map.found"));
        return (list->item(0)->flags() & Qt::ItemIsEnabled) != 0;
    }
    static void waitUntilSpelled(MapDesk& desk) {
        QTRY_VERIFY(finds(desk, "jishubaozhang")); // the last one of the file
        search(desk, {});
    }
};

QTEST_MAIN(TestMapView)
#include "tst_map_view.moc"
