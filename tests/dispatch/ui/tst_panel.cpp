// An incident at the desk: what the officer does to it, and what list and panel show.
#include "alarms/ui/timeline_view.h"
#include "desk.h"

#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

using namespace shouwang;
using namespace shouwang::dispatch;
using namespace shouwang::dispatch::test;

class PanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opening_asks_for_kind_and_title_and_gives_a_number() {
        Desk desk;
        desk.station.raise();
        desk.panel->beginOpening(desk.station.alarm);
        shoot(desk, "incident-opening.png");
        desk.find<QLineEdit>("incidentTitle").clear();
        desk.click("confirmOpenIncident");
        QVERIFY(desk.wanted.empty());
        QVERIFY(desk.find<QComboBox>("incidentKindBox").property("wrong").toBool());
        QVERIFY(desk.find<QLineEdit>("incidentTitle").property("wrong").toBool());
        desk.choose("incidentKindBox", "DO");
        desk.find<QLineEdit>("incidentTitle").setText(QStringLiteral("打架"));
        desk.click("confirmOpenIncident");
        QCOMPARE(desk.wanted.size(), 1u);
        QCOMPARE(desk.incident().number, incidentNumber(kStart, 'A', 1));
        QCOMPARE(desk.find<QLabel>("incidentNumber").text(), QString::fromStdString(desk.incident().number));
        QVERIFY(desk.station.alarm->openIncident());
    }

    void tasks_are_given_and_settled() {
        Desk desk;
        desk.open();
        desk.addTask("两名民警到场隔离双方");
        desk.addTask("医院值班带急救箱到场");
        desk.addTask("调取走廊录像");
        QCOMPARE(desk.incident().tasks.size(), 3u);
        QVERIFY(desk.incident().tasks.front().due > kStart);
        QVERIFY(desk.find<QLineEdit>("taskText").text().isEmpty());
        desk.selectTask(0);
        desk.click("completeTaskButton");
        QCOMPARE(desk.incident().tasks[0].state, TaskState::Done);
        desk.selectTask(1);
        desk.click("waiveTaskButton");
        QCOMPARE(desk.incident().tasks[1].state, TaskState::Open);
        QVERIFY(desk.find<QLineEdit>("taskResultEdit").property("wrong").toBool());
        desk.find<QLineEdit>("taskResultEdit").setText(QStringLiteral("无人受伤"));
        desk.click("waiveTaskButton");
        QCOMPARE(desk.incident().tasks[1].result, std::string("无人受伤"));
        desk.selectTask(2);
        desk.find<QLineEdit>("taskResultEdit").setText(QStringLiteral("硬盘故障"));
        desk.click("cannotTaskButton");
        QCOMPARE(desk.incident().tasks[2].state, TaskState::Cannot);
        desk.click("momentArrived");
        shoot(desk, "incident-tasks.png");
    }

    void a_task_says_who_shall_do_what() {
        Desk desk;
        desk.open();
        const std::size_t before = desk.wanted.size();
        desk.find<QLineEdit>("taskText").setText(QStringLiteral("到场"));
        desk.click("addTaskButton");
        QCOMPARE(desk.wanted.size(), before);
        QVERIFY(desk.find<QLineEdit>("taskText").property("wrong").toBool());
        QCOMPARE(desk.find<QLineEdit>("taskText").text(), QStringLiteral("到场"));
    }

    void closing_says_what_is_missing_beside_the_field() {
        Desk desk;
        desk.open();
        desk.addTask("到场");
        desk.click("closeIncidentButton");
        desk.click("confirmCloseIncident");
        QVERIFY(desk.find<QLabel>("tasksOpenError").isVisible());
        QVERIFY(desk.find<QComboBox>("conclusionBox").property("wrong").toBool());
        QVERIFY(desk.find<QPlainTextEdit>("conclusionText").property("wrong").toBool());
        QVERIFY(desk.incident().isOpen());
        shoot(desk, "incident-close-wrong.png");
        desk.selectTask(0);
        desk.click("completeTaskButton");
        desk.choose("conclusionBox", "resolved");
        desk.find<QPlainTextEdit>("conclusionText").setPlainText(QStringLiteral("双方已分开，伤情已检查"));
        desk.find<QPlainTextEdit>("conclusionText").setFocus();
        QTest::keyClick(&desk.find<QPlainTextEdit>("conclusionText"), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!desk.incident().isOpen());
        QCOMPARE(desk.window.focusWidget(), desk.panel.get());
        QVERIFY(!desk.find<QLineEdit>("taskText").isVisible());
        QVERIFY(desk.find<QLabel>("incidentConclusion").isVisible());
        shoot(desk, "incident-closed.png");
    }

    void moments_are_stamped_once() {
        Desk desk;
        desk.open();
        desk.click("momentArrived");
        QCOMPARE(desk.incident().moments.count(Moment::Arrived), 1u);
        QVERIFY(!desk.find<QPushButton>("momentArrived").isEnabled());
        desk.click("momentArrived");
        QCOMPARE(desk.wanted.size(), 2u);
    }

    void a_note_is_added_with_enter_and_stands_in_the_timeline() {
        Desk desk;
        desk.open();
        QTest::keyClicks(&desk.find<QLineEdit>("noteEdit"), QStringLiteral("ok"));
        QTest::keyClick(&desk.find<QLineEdit>("noteEdit"), Qt::Key_Return);
        QCOMPARE(desk.incident().timeline.back().text, std::string("ok"));
        QCOMPARE(desk.find<alarms::TimelineView>("incidentTimeline").model()->rowCount(), 2);
        QVERIFY(desk.find<QLineEdit>("noteEdit").text().isEmpty());
    }

    void without_the_right_nothing_can_be_pressed() {
        Desk desk;
        desk.open();
        desk.panel->setAllowed(true, false);
        QVERIFY(!desk.find<QPushButton>("closeIncidentButton").isEnabled());
        QVERIFY(desk.find<QPushButton>("addTaskButton").isEnabled());
        desk.panel->setAllowed(false, false);
        for (const char* name : {"addTaskButton", "momentArrived", "addNoteButton"})
            QVERIFY(!desk.find<QPushButton>(name).isEnabled());
    }

    void a_refusal_is_read_with_its_basis() {
        Desk desk;
        desk.open();
        const ledger::Command closing = dispatch::close(desk.incident().id, "resolved", "好", kStart);
        desk.panel->showRefusal(closing, {code::kTasksOpen, "S3 长沙", "open"});
        QVERIFY(desk.find<QLabel>("incidentRefusal").text().contains(QStringLiteral("S3 长沙")));
        QVERIFY(desk.find<QLabel>("incidentRefusal").isVisible());
    }

    void a_refusal_for_want_of_a_right_is_read_in_words() {
        Desk desk;
        desk.open();
        const ledger::Command closing = dispatch::close(desk.incident().id, "resolved", "好", kStart);
        desk.panel->showRefusal(closing, {"people.not_allowed", "S1(17)", "x may not close"});
        const QString text = desk.find<QLabel>("incidentRefusal").text();
        QVERIFY2(text.contains(QStringLiteral("权限")) && !text.contains(QStringLiteral("people.")),
                 qPrintable(text));
    }

    void a_drill_is_framed() {
        Desk desk;
        desk.open(ledger::Mode::Drill);
        QCOMPARE(desk.incident().mode, ledger::Mode::Drill);
        const QImage picture = desk.panel->grab().toImage();
        QCOMPARE(picture.pixelColor(0, picture.height() / 2), desk.theme.drill());
        shoot(desk, "incident-drill.png");
    }

    void the_list_keeps_its_selection_and_shows_open_ones_first() {
        Desk desk;
        desk.open();
        QSignalSpy selected(desk.list.get(), &IncidentListView::incidentSelected);
        QVERIFY(desk.list->selectIncident(desk.incident().id));
        QCOMPARE(selected.size(), 1);
        State worse = desk.incident();
        worse.id = Id::fromParts({"worse"});
        worse.grade = 1;
        desk.list->setIncidents({worse, desk.incident()});
        QCOMPARE(desk.list->selectedIncident(), std::optional(desk.incident().id));
        QCOMPARE(desk.list->currentIndex().row(), 1);
        desk.list->setIncidents({worse});
        QVERIFY(!desk.list->selectedIncident());
        QCOMPARE(selected.size(), 1);
    }

    void in_a_narrow_panel_nothing_is_cut() {
        Desk desk;
        desk.open();
        desk.addTask("两名民警到场隔离双方");
        desk.selectTask(0);
        desk.click("closeIncidentButton");
        desk.panel->setFixedWidth(340);
        QCoreApplication::processEvents();
        const auto buttons = desk.panel->findChildren<QPushButton*>();
        for (QPushButton* button : buttons) {
            const int right = button->mapTo(desk.panel.get(), QPoint(button->width(), 0)).x();
            QVERIFY2(!button->isVisible() || right <= 340, qPrintable(button->objectName()));
        }
        shoot(desk, "incident-narrow.png");
    }

    void an_empty_desk_says_how_to_begin() {
        Desk desk;
        shoot(desk, "incident-empty.png");
        QVERIFY(!desk.find<QPushButton>("closeIncidentButton").isVisible());
    }
};

QTEST_MAIN(PanelTest)
#include "tst_panel.moc"
