// A patrol round by keyboard: the route, the check list of each stop, findings, coverage, and an end that
// says what was left out.
#include "duty/ui/round_box.h"
#include "ui_desk.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>

using namespace shouwang;
using namespace shouwang::duty;
using namespace shouwang::duty::test;

namespace {

/// The box with a station behind it that decides at once.
struct Desk : UiDesk {
    Station station;
    RoundBox box{theme, clock, random};
    Id running;

    Desk() {
        box.setSite(site);
        show(box, {600, 800});
        QObject::connect(&box, &RoundBox::commandWanted, &box, [this](const ledger::Command& command) {
            station.submit(by(command, "wang"));
            running = command.entity;
            refresh();
        });
    }
    void refresh() {
        const Round& round = station.rounds[running];
        box.setRounds(round.isOpen() ? std::optional(round) : std::nullopt,
                      round.ended ? std::optional(round) : std::nullopt);
    }
    const Round& round() { return station.rounds[running]; }
    void start() {
        box.begin();
        auto* route = box.findChild<QComboBox*>(QStringLiteral("duty.route"));
        QVERIFY(route->hasFocus());
        QTest::keyClick(route, Qt::Key_Tab);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    }
    QListView* stops() { return box.findChild<QListView*>(QStringLiteral("duty.stops")); }
    QString label(const char* name) { return box.findChild<QLabel*>(QLatin1String(name))->text(); }
    QLineEdit* line(const char* name) { return box.findChild<QLineEdit*>(QLatin1String(name)); }
    void key(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }
    void lookAtAll() {
        for (std::size_t i = 0; i < checkItems().size(); ++i)
            key(Qt::Key_Space);
    }
};

} // namespace

class RoundBoxTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void routes_come_from_zones_and_scenes_and_go_to_no_talk_room() {
        const UiDesk desk;
        const auto routes = routesOf(*desk.site);
        QCOMPARE(routes.size(), 1 + desk.site->scenes.size());
        QVERIFY(routes.front().stops.size() > 10);
        for (const Route& route : routes) {
            QVERIFY(!route.name.empty());
            for (const Stop& stop : route.stops) {
                QVERIFY(desk.site->camera(stop.camera)->privacy != site::PrivacyClass::Talk);
                QVERIFY(!stop.checks.empty());
            }
        }
        QVERIFY(routesOf(site::Site()).empty());
    }

    void a_round_begins_at_its_first_stop_and_shows_its_camera() {
        Desk desk;
        QSignalSpy cameras(&desk.box, &RoundBox::cameraWanted);
        desk.start();
        QVERIFY(desk.round().isOpen());
        QVERIFY(desk.stops()->hasFocus());
        QCOMPARE(desk.stops()->currentIndex().row(), 0);
        QCOMPARE(cameras.size(), 1);
        QCOMPARE(cameras.back().at(0).toString().toStdString(), desk.round().stops.front().camera);
        QCOMPARE(cameras.back().at(1).toStringList().size(), 5);
        desk.key(Qt::Key_Down);
        QCOMPARE(cameras.back().at(0).toString().toStdString(), desk.round().stops[1].camera);
    }

    void nothing_is_normal_that_nobody_has_looked_at() {
        Desk desk;
        desk.start();
        desk.key(Qt::Key_Space);
        desk.key(Qt::Key_N);
        QVERIFY(desk.round().visits.empty());
        QVERIFY(desk.label("duty.stop.unseen").contains(QStringLiteral("秩序")));
        QVERIFY(!desk.label("duty.stop.unseen").contains(QStringLiteral("人员")));
    }

    void coverage_grows_with_each_stop_and_the_next_one_comes_up() {
        Desk desk;
        desk.start();
        const int stops = static_cast<int>(desk.round().stops.size());
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(desk.stops()->currentIndex().row(), i);
            desk.lookAtAll();
            desk.key(Qt::Key_N);
        }
        QCOMPARE(desk.round().visits.size(), 3u);
        QCOMPARE(desk.stops()->currentIndex().row(), 3);
        const QString wanted = QStringLiteral("已巡 3/%1（%2%）").arg(stops).arg(300 / stops);
        QVERIFY2(desk.label("duty.round.coverage").contains(wanted),
                 qPrintable(desk.label("duty.round.coverage")));
    }

    void a_finding_names_its_kind_and_what_was_seen() {
        Desk desk;
        desk.start();
        desk.key(Qt::Key_Space);
        desk.key(Qt::Key_Space); // person and order are well, so it is the door
        desk.key(Qt::Key_F);
        QVERIFY(desk.line("duty.stop.text")->hasFocus());
        desk.key(Qt::Key_Return);
        QVERIFY(desk.round().visits.empty()); // says nothing
        QTest::keyClicks(desk.line("duty.stop.text"), QStringLiteral("open"));
        desk.key(Qt::Key_Return);
        const auto findings = desk.round().findings();
        QCOMPARE(findings.size(), 1u);
        QCOMPARE(findings.front().kind, std::string("door"));
        QCOMPARE(findings.front().text, std::string("open"));
        QCOMPARE(findings.front().camera, desk.round().stops.front().camera);
        QVERIFY(desk.stops()->hasFocus());
        QVERIFY(desk.label("duty.round.coverage").contains(QStringLiteral("发现问题 1 个")));
    }

    void an_early_end_says_what_was_left_out_and_why() {
        Desk desk;
        desk.start();
        desk.lookAtAll();
        desk.key(Qt::Key_N);
        const QString second = QString::fromStdString(desk.round().stops[1].name);
        desk.key(Qt::Key_E);
        QVERIFY(desk.label("duty.round.left_out").contains(second));
        QVERIFY(desk.line("duty.round.reason")->hasFocus());
        desk.key(Qt::Key_Return);
        QVERIFY(desk.round().isOpen());
        QTest::keyClicks(desk.line("duty.round.reason"), QStringLiteral("alarm"));
        QSignalSpy away(&desk.box, &RoundBox::lookingEnded);
        desk.key(Qt::Key_Return);
        QVERIFY(!desk.round().isOpen());
        QCOMPARE(desk.round().ended->reason, std::string("alarm"));
        QCOMPARE(desk.round().ended->leftOut.size(), desk.round().stops.size() - 1);
        QCOMPARE(away.size(), 1);
        QVERIFY2(desk.label("duty.round.last").contains(second), qPrintable(desk.label("duty.round.last")));
    }

    void a_whole_round_ends_without_a_reason() {
        Desk desk;
        desk.start();
        while (desk.round().leftOut().size() > 0) {
            desk.lookAtAll();
            desk.key(Qt::Key_N);
        }
        desk.key(Qt::Key_E);
        QVERIFY(!desk.line("duty.round.reason")->isVisible());
        desk.key(Qt::Key_Space);
        QVERIFY(!desk.round().isOpen());
        QCOMPARE(desk.round().coverage(), std::optional(100));
    }

    void ticks_and_a_finding_stay_with_their_stop() {
        Desk desk;
        desk.start();
        desk.key(Qt::Key_Space);
        desk.key(Qt::Key_F);
        QTest::keyClicks(desk.line("duty.stop.text"), QStringLiteral("smoke"));
        desk.key(Qt::Key_Escape);
        desk.key(Qt::Key_Down);
        QVERIFY(!desk.line("duty.stop.text")->isVisible());
        desk.key(Qt::Key_N);
        QVERIFY(desk.label("duty.stop.unseen").contains(QStringLiteral("人员")));
        desk.key(Qt::Key_Up);
        desk.key(Qt::Key_F);
        QCOMPARE(desk.line("duty.stop.text")->text(), QStringLiteral("smoke"));
    }

    void a_finding_that_could_not_be_saved_stands_at_its_stop_again() {
        Desk desk;
        desk.start();
        desk.key(Qt::Key_F);
        QTest::keyClicks(desk.line("duty.stop.text"), QStringLiteral("smoke"));
        desk.key(Qt::Key_Return);
        desk.box.giveBack(desk.sent.back(), QStringLiteral("not saved"));
        QCOMPARE(desk.stops()->currentIndex().row(), 1);
        desk.key(Qt::Key_Up);
        QVERIFY(desk.line("duty.stop.text")->isVisible());
        QCOMPARE(desk.line("duty.stop.text")->text(), QStringLiteral("smoke"));
    }

    void who_may_not_watch_the_cameras_begins_no_round() {
        Desk desk;
        desk.box.setAllowed(false);
        auto* start = desk.box.findChild<QAbstractButton*>(QStringLiteral("duty.round.start"));
        start->click();
        QVERIFY(!start->isEnabled());
        QVERIFY(desk.sent.empty());
    }
};

QTEST_MAIN(RoundBoxTest)
#include "tst_round_box.moc"
