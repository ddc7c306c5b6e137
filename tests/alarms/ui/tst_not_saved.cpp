// What was typed about an alarm and could not be saved stands in its form again.
#include "alarms/ui/alarm_form.h"
#include "panel_desk.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>

using namespace shouwang;
using namespace shouwang::alarms;
using namespace shouwang::alarms::test;

namespace {

const Id kFence = alarmId(press(1, site::kDemoFence));

void choose(Desk& desk, const char* box, const char* cause) {
    auto& causes = desk.find<QComboBox>(box);
    causes.setCurrentIndex(causes.findData(QString::fromLatin1(cause)));
}

void type(Desk& desk, const char* edit, const QString& text) {
    desk.find<QPlainTextEdit>(edit).setPlainText(text);
}

QString typed(Desk& desk, const char* edit) {
    return desk.find<QPlainTextEdit>(edit).toPlainText();
}

/// An alarm that was classified, and an officer who says that this was wrong.
void correct(Desk& desk) {
    desk.station.submit(by(classify(kButton, Class::True, "", "", kStart), "li"));
    desk.refresh();
    desk.panel.beginFalse();
    choose(desk, "causeBox", "other");
    type(desk, "reasonEdit", QStringLiteral("样例 门被风吹开"));
    type(desk, "correctionReason", QStringLiteral("样例 看过回放"));
    desk.click("confirmClassification");
}

} // namespace

class NotSavedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_correction_that_was_not_saved_stands_in_its_form_again() {
        Desk desk;
        desk.diskFull = true;
        correct(desk);
        QVERIFY(desk.panel.form().isOpenFor(kButton));
        QCOMPARE(desk.panel.form().purpose(), AlarmForm::Purpose::Correct);
        QCOMPARE(desk.panel.form().classNow(), Class::False);
        QCOMPARE(desk.find<QComboBox>("causeBox").currentData().toString(), QStringLiteral("other"));
        QCOMPARE(typed(desk, "reasonEdit"), QStringLiteral("样例 门被风吹开"));
        QCOMPARE(typed(desk, "correctionReason"), QStringLiteral("样例 看过回放"));
        QVERIFY(desk.find<QLabel>("alarmRefusal").isVisible());
        shoot(desk.window, "alarm-not-saved.png");
        desk.diskFull = false;
        desk.click("confirmClassification");
        QCOMPARE(desk.station.of(kButton).classified->is, Class::False);
        QVERIFY(!desk.find<QLabel>("alarmRefusal").isVisible());
    }

    void a_saved_correction_leaves_no_draft() {
        Desk desk;
        correct(desk);
        desk.panel.beginTrue();
        QCOMPARE(desk.panel.form().purpose(), AlarmForm::Purpose::Correct);
        QVERIFY(typed(desk, "correctionReason").isEmpty());
    }

    void a_classification_that_was_not_saved_stands_in_its_form_again() {
        Desk desk;
        desk.diskFull = true;
        desk.panel.beginFalse();
        choose(desk, "causeBox", "wind");
        type(desk, "reasonEdit", QStringLiteral("样例 大风"));
        desk.click("confirmClassification");
        QVERIFY(desk.panel.form().isOpenFor(kButton));
        QCOMPARE(desk.find<QComboBox>("causeBox").currentData().toString(), QStringLiteral("wind"));
        QCOMPARE(typed(desk, "reasonEdit"), QStringLiteral("样例 大风"));
    }

    void a_closing_that_was_not_saved_stands_in_its_form_again() {
        Desk desk;
        desk.station.submit(by(classify(kButton, Class::True, "", "", kStart), "li"));
        desk.refresh();
        desk.diskFull = true;
        desk.click("closeAlarmButton");
        choose(desk, "closeCauseBox", "handled");
        type(desk, "closeNoteEdit", QStringLiteral("样例 已处置"));
        desk.click("confirmClose");
        QVERIFY(desk.panel.form().isOpenFor(kButton));
        QCOMPARE(typed(desk, "closeNoteEdit"), QStringLiteral("样例 已处置"));
    }

    void what_was_not_saved_takes_no_focus() {
        Desk desk;
        desk.panel.beginFalse();
        choose(desk, "causeBox", "wind");
        desk.click("confirmClassification");
        const ledger::Command slow = desk.wanted.back();
        desk.station.states[kButton].classified.reset();
        desk.typing.setFocus();
        desk.panel.showFailure(slow, QStringLiteral("没有保存！"));
        QVERIFY(desk.panel.form().isOpenFor(kButton));
        QCOMPARE(desk.window.focusWidget(), &desk.typing);
    }

    void what_was_not_saved_waits_behind_what_is_being_typed() {
        Desk desk;
        desk.panel.setAlarm(desk.station.of(kFence));
        desk.panel.beginFalse();
        type(desk, "reasonEdit", QStringLiteral("正在写"));
        desk.panel.showFailure(classify(kButton, Class::False, "wind", "样例 大风", kStart),
                               QStringLiteral("没有保存！"));
        QVERIFY(desk.panel.form().isOpenFor(kFence));
        QCOMPARE(typed(desk, "reasonEdit"), QStringLiteral("正在写"));
        desk.panel.setAlarm(desk.station.of(kButton));
        QVERIFY(!desk.panel.form().isOpenFor(kButton));
        desk.panel.beginFalse();
        QCOMPARE(typed(desk, "reasonEdit"), QStringLiteral("样例 大风"));
    }

    void what_was_typed_since_is_not_written_over() {
        Desk desk;
        desk.panel.beginFalse();
        type(desk, "reasonEdit", QStringLiteral("新的说明"));
        desk.panel.showFailure(classify(kButton, Class::False, "wind", "旧的说明", kStart),
                               QStringLiteral("没有保存！"));
        QCOMPARE(typed(desk, "reasonEdit"), QStringLiteral("新的说明"));
    }

    void a_closed_alarm_opens_no_form_again() {
        Desk desk;
        desk.station.submit(by(classify(kButton, Class::True, "", "", kStart), "li"));
        desk.station.submit(by(close(kButton, "handled", "", kStart), "li"));
        desk.refresh();
        desk.panel.showRefusal(close(kButton, "pressed_by_mistake", "", kStart),
                               {code::kAlreadyClosed, "", ""});
        QVERIFY(!desk.panel.form().isOpenFor(kButton));
        QVERIFY(desk.find<QLabel>("alarmRefusal").isVisible());
    }
};

QTEST_MAIN(NotSavedTest)
#include "tst_not_saved.moc"
