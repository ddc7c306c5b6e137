// What is typed into the panel: does it stay, whatever arrives, is refused or cannot be saved?
#include "desk.h"

#include <QPlainTextEdit>
#include <QTest>

using namespace shouwang;
using namespace shouwang::dispatch;
using namespace shouwang::dispatch::test;

class PanelDraftsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_refused_opening_stays_in_its_form_and_says_why() {
        Desk desk;
        desk.open();
        desk.panel->beginOpening(desk.station.alarm);
        desk.choose("incidentKindBox", "DO");
        desk.click("confirmOpenIncident");
        QCOMPARE(desk.refusal->code, std::string(code::kAlarmHasIncident));
        QVERIFY(desk.find<QLabel>("openingRefusal").isVisible());
        QVERIFY(desk.find<QLineEdit>("incidentTitle").isVisible());
    }

    void escape_keeps_the_draft_of_an_opening() {
        Desk desk;
        desk.station.raise();
        desk.panel->beginOpening(desk.station.alarm);
        auto& title = desk.find<QLineEdit>("incidentTitle");
        title.setText(QStringLiteral("还没写完"));
        QTest::keyClick(&title, Qt::Key_Escape);
        QVERIFY(!title.isVisible());
        desk.panel->beginOpening(std::nullopt);
        QVERIFY(title.text().isEmpty());
        desk.panel->beginOpening(desk.station.alarm);
        QCOMPARE(title.text(), QStringLiteral("还没写完"));
    }

    void what_is_typed_stays_with_its_incident() {
        Desk desk;
        desk.open();
        const State first = desk.incident();
        State second = first;
        second.id = Id::fromParts({"second"});
        second.number = "20260921-A-009";
        desk.find<QLineEdit>("taskText").setText(QStringLiteral("写到一半"));
        desk.find<QLineEdit>("noteEdit").setText(QStringLiteral("现场"));
        desk.panel->setIncident(second);
        QVERIFY(desk.find<QLineEdit>("taskText").text().isEmpty());
        QVERIFY(desk.find<QLineEdit>("noteEdit").text().isEmpty());
        desk.panel->setIncident(first);
        QCOMPARE(desk.find<QLineEdit>("taskText").text(), QStringLiteral("写到一半"));
        QCOMPARE(desk.find<QLineEdit>("noteEdit").text(), QStringLiteral("现场"));
    }

    void arriving_data_takes_no_focus_and_no_text() {
        Desk desk;
        desk.open();
        desk.typing->setFocus();
        desk.station.submit(by(note(desk.incident().id, "另一席位的记录", kStart), "li", "B"));
        desk.refresh();
        QCOMPARE(desk.window.focusWidget(), desk.typing);
        desk.find<QLineEdit>("noteEdit").setFocus();
        desk.find<QLineEdit>("noteEdit").setText(QStringLiteral("正在写"));
        desk.station.submit(by(stamp(desk.incident().id, Moment::Arrived, kStart), "li", "B"));
        desk.refresh();
        QCOMPARE(desk.window.focusWidget(), &desk.find<QLineEdit>("noteEdit"));
        QCOMPARE(desk.find<QLineEdit>("noteEdit").text(), QStringLiteral("正在写"));
    }

    void what_could_not_be_saved_stands_in_its_field_again() {
        Desk desk;
        desk.open();
        auto& noteEdit = desk.find<QLineEdit>("noteEdit");
        auto& taskText = desk.find<QLineEdit>("taskText");
        auto& result = desk.find<QLineEdit>("taskResultEdit");
        QTest::keyClicks(&noteEdit, QStringLiteral("ok"));
        QTest::keyClick(&noteEdit, Qt::Key_Return);
        QVERIFY(noteEdit.text().isEmpty());
        desk.panel->showFailure(desk.wanted.back(), QStringLiteral("disk"));
        QCOMPARE(noteEdit.text(), QStringLiteral("ok"));
        desk.addTask("到场");
        QVERIFY(taskText.text().isEmpty());
        desk.panel->showFailure(desk.wanted.back(), QStringLiteral("disk"));
        QCOMPARE(taskText.text(), QStringLiteral("到场"));
        desk.selectTask(0);
        result.setText(QStringLiteral("不必了"));
        desk.click("waiveTaskButton");
        QVERIFY(result.text().isEmpty());
        desk.panel->showFailure(desk.wanted.back(), QStringLiteral("disk"));
        QCOMPARE(result.text(), QStringLiteral("不必了"));
    }

    void what_could_not_be_saved_takes_the_place_of_nothing_typed_since() {
        Desk desk;
        desk.open();
        const State first = desk.incident();
        auto& noteEdit = desk.find<QLineEdit>("noteEdit");
        const ledger::Command failed = note(first.id, "先写的", kStart);
        noteEdit.setText(QStringLiteral("正在写"));
        desk.panel->showFailure(failed, QStringLiteral("disk"));
        QCOMPARE(noteEdit.text(), QStringLiteral("正在写"));
        noteEdit.clear();
        State second = first;
        second.id = Id::fromParts({"second"});
        desk.panel->setIncident(second);
        desk.panel->showFailure(failed, QStringLiteral("disk")); // of the incident that is not shown
        QVERIFY(noteEdit.text().isEmpty());
        desk.panel->setIncident(first);
        QCOMPARE(noteEdit.text(), QStringLiteral("先写的"));
    }

    void a_closing_that_could_not_be_saved_is_unfolded_again() {
        Desk desk;
        desk.open();
        desk.click("closeIncidentButton");
        desk.find<QPlainTextEdit>("conclusionText").setPlainText(QStringLiteral("已处置"));
        desk.click("foldClosing");
        QVERIFY(!desk.find<QPlainTextEdit>("conclusionText").isVisible());
        const auto closing = dispatch::close(desk.incident().id, "resolved", "已处置", kStart);
        desk.panel->showFailure(closing, QStringLiteral("disk"));
        QVERIFY(desk.find<QPlainTextEdit>("conclusionText").isVisible());
        QCOMPARE(desk.find<QPlainTextEdit>("conclusionText").toPlainText(), QStringLiteral("已处置"));
    }
};

QTEST_MAIN(PanelDraftsTest)
#include "tst_panel_drafts.moc"
