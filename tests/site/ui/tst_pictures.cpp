// The map as an officer sees it, in every language and shade, for eyes to look at; and what can be said about
// the pictures without eyes.
#include "map_desk.h"
#include "translations/translations.h"

#include <QLabel>
#include <QPushButton>
#include <QQuickWindow>
#include <QTranslator>

#include <set>

using namespace shouwang;
using namespace shouwang::site;
using shell::Tone;

namespace {

bool isClose(QColor a, QColor b) {
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) < 24;
}

int count(const QImage& image, QColor wanted) {
    int found = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            found += isClose(image.pixelColor(x, y), wanted) ? 1 : 0;
    }
    return found;
}

} // namespace

class TestPictures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QQuickWindow::setGraphicsApi(QSGRendererInterface::Software); }

    void the_map_in_every_size_language_and_shade_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("dark");
        const QSize large(1450, 840);
        const QSize small(940, 570);
        for (const char* language : {"zh_CN", "en"}) {
            for (const bool dark : {true, false}) {
                for (const QSize size : {large, small}) {
                    QTest::addRow("%d %s %s", size.width(), language, dark ? "dark" : "light")
                        << size << QString::fromLatin1(language) << dark;
                }
            }
        }
    }
    void the_map_in_every_size_language_and_shade() {
        QFETCH(QSize, size);
        QFETCH(QString, language);
        QFETCH(bool, dark);
        installTranslations(*qApp, language);
        test::MapDesk desk(size);
        desk.theme.setShade(dark ? shell::Theme::Shade::Dark : shell::Theme::Shade::Light);
        desk.map.setMarks(test::nightMarks(*desk.site));
        const QByteArray base = QStringLiteral("map-%1-%2-%3-")
                                    .arg(size.width())
                                    .arg(language, dark ? QStringLiteral("dark") : QStringLiteral("light"))
                                    .toLatin1();
        desk.shoot(base + "1-outdoors.png");
        desk.canvas().zoom(1.9);
        desk.shoot(base + "2-nearer.png");
        desk.canvas().show(desk.item(ItemKind::Camera, "Z31-2F-走廊北-B03"));
        desk.canvas().fit();
        desk.shoot(base + "3-floor.png");
        checkTexts(desk);
        desk.map.openSearch();
        desk.map.findChild<QLineEdit*>(QStringLiteral("map.search"))->setText(QStringLiteral("Z31"));
        desk.map.centreOn(kDemoFence);
        desk.map.centreOn(kDemoButton);
        desk.shoot(base + "4-search.png");
        checkTexts(desk);
        installTranslations(*qApp, QStringLiteral("zh_CN"));
    }

    void while_all_is_well_the_map_has_no_colour() {
        test::MapDesk desk({1000, 640});
        Marks marks;
        for (const Camera& camera : desk.site->cameras)
            marks.cameras[camera.id] = CameraMark::Live;
        for (const AlarmPoint& point : desk.site->points)
            marks.points[point.id] = {};
        for (const Zone& zone : desk.site->zones)
            marks.zones[zone.code].persons = 100;
        desk.map.setMarks(marks);
        const QImage image = desk.map.quick().grabFramebuffer();
        for (const Tone tone :
             {Tone::Critical, Tone::High, Tone::Medium, Tone::Low, Tone::Drill, Tone::Accent})
            QCOMPARE(count(image, desk.theme.color(tone)), 0);
        desk.shoot("map-calm.png");
    }

    void an_alarm_has_its_colour_and_its_shape() {
        test::MapDesk desk({1000, 640});
        Marks marks;
        marks.points[kDemoFence] = {2, true, false, false};
        desk.map.setMarks(marks);
        const QImage image = desk.map.quick().grabFramebuffer();
        QVERIFY(count(image, desk.theme.color(Tone::High)) > 60);
        QCOMPARE(count(image, desk.theme.color(Tone::Critical)), 0);
    }

    void another_shade_is_drawn_at_once() {
        test::MapDesk desk({600, 400});
        desk.theme.setShade(shell::Theme::Shade::Light);
        const QImage image = desk.map.quick().grabFramebuffer();
        QVERIFY(isClose(image.pixelColor(3, 3), desk.theme.background()));
    }

    void a_moved_map_shows_what_a_map_drawn_there_shows() {
        // Strips that come into sight meet what was kept without a seam.
        test::MapDesk desk({800, 560});
        desk.map.setMarks(test::nightMarks(*desk.site));
        desk.map.acknowledge(kDemoButton);
        desk.canvas().zoom(6);
        for (int i = 0; i < 7; ++i) {
            desk.canvas().handleKey(Qt::Key_Right, {});
            desk.canvas().handleKey(i % 2 == 0 ? Qt::Key_Down : Qt::Key_Up, {});
            (void)desk.map.quick().grabFramebuffer();
        }
        const QImage moved = desk.map.quick().grabFramebuffer();
        desk.theme.setShade(shell::Theme::Shade::Light);
        desk.theme.setShade(shell::Theme::Shade::Dark); // forgets what was kept
        const QImage fresh = desk.map.quick().grabFramebuffer();
        QCOMPARE(moved.size(), fresh.size());
        QVERIFY(moved == fresh);
    }

    void a_facility_without_a_plan_says_so() {
        test::MapDesk desk({700, 460});
        desk.map.setSite(nullptr);
        const QImage image = desk.map.quick().grabFramebuffer();
        QVERIFY(count(image, desk.theme.muted()) > 40); // words in the middle
        QCOMPARE(desk.canvas().hidden(), 0);
        QCOMPARE(desk.canvas().metresShown(), 0.0);
        desk.shoot("map-empty.png");
    }

private:
    /// No word of a button or line is cut.
    static void checkTexts(test::MapDesk& desk) {
        QCoreApplication::processEvents(); // what has changed gets its room
        for (const QPushButton* button : desk.map.findChildren<QPushButton*>()) {
            if (!button->isVisible()) continue;
            QVERIFY2(button->fontMetrics().horizontalAdvance(button->text()) <= button->width(),
                     qPrintable(button->text()));
            QVERIFY(desk.map.rect().contains(button->geometry().translated(
                button->parentWidget() == &desk.map ? QPoint() : button->parentWidget()->pos())));
        }
        for (const QLabel* label : desk.map.findChildren<QLabel*>()) {
            if (!label->wordWrap())
                QVERIFY2(label->sizeHint().width() <= label->width(), qPrintable(label->text()));
            else
                QVERIFY2(label->heightForWidth(label->width()) <= label->height(), qPrintable(label->text()));
        }
    }
};

QTEST_MAIN(TestPictures)
#include "tst_pictures.moc"
