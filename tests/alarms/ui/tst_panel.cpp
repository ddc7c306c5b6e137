#include "alarms/ui/timeline_view.h"
#include "panel_desk.h"
#include "shell/ui/inspector.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace shouwang;
using namespace shouwang::alarms;
using namespace shouwang::alarms::test;

class PanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_worst_alarm_is_on_top_with_priority_place_and_procedure() {
        Desk desk;
        QCOMPARE(desk.list.selectedAlarm(), std::optional(kButton));
        QCOMPARE(desk.list.currentIndex().row(), 0);
        QVERIFY(desk.find<QLabel>("alarmTitle").text().contains(QStringLiteral("值班室")));
        QVERIFY(desk.find<QLabel>("procedureSteps").text().contains(QStringLiteral("接警")));
        QVERIFY(desk.find<QLabel>("alarmNote").text().contains(QStringLiteral("第二席位")));
        shoot(desk.window, "alarm-raised.png");
    }

    void acknowledging_asks_for_one_command_and_shows_it_as_done() {
        Desk desk;
        desk.click("acknowledgeButton");
        QCOMPARE(desk.wanted.size(), 1u);
        QCOMPARE(desk.wanted.front().kind, std::string("alarms.acknowledge"));
        QCOMPARE(desk.wanted.front().entity, kButton);
        QVERIFY(!desk.find<QPushButton>("acknowledgeButton").isEnabled());
        desk.panel.acknowledge();
        QCOMPARE(desk.wanted.size(), 1u);
        const auto* timeline = desk.find<TimelineView>("timeline").model();
        QCOMPARE(timeline->rowCount(), 2);
        // What is painted as a ring or a dot can be asked for too.
        QVERIFY(QStringList({QStringLiteral("here"), QStringLiteral("station")})
                    .contains(timeline->index(0, 0).data(shell::kMarkRole).toString()));
        shoot(desk.window, "alarm-acknowledged.png");
    }

    void the_clips_of_an_alarm_stand_in_its_panel_and_nothing_where_there_are_none() {
        Desk desk;
        auto& list = desk.find<QListView>("clipList");
        QVERIFY(!list.isVisibleTo(&desk.panel));
        evidence::ClipRow row;
        row.camera = QStringLiteral("Z31-2F-B04 值班室");
        row.file = QStringLiteral("b04.mp4");
        row.hash = QStringLiteral("3fa9c1d2");
        desk.panel.setClips({row});
        QVERIFY(list.isVisibleTo(&desk.panel));
        QVERIFY(list.model()->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(row.file));
        shoot(desk.window, "alarm-clips.png");
        desk.panel.setClips({});
        QVERIFY(!list.isVisibleTo(&desk.panel));
    }

    void looking_back_names_the_best_camera_and_is_recorded() {
        Desk desk;
        QSignalSpy spy(&desk.panel, &AlarmPanel::lookBackWanted);
        desk.panel.setCameras({"CAM-1", "CAM-2"});
        desk.panel.lookBack();
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy.front().at(1).toString(), QStringLiteral("CAM-1"));
        QCOMPARE(spy.front().at(2).toInt(), 10);
        QCOMPARE(desk.wanted.front().kind, std::string("alarms.look_back"));
    }

    void classifying_never_completes_on_one_key() {
        Desk desk;
        desk.panel.beginFalse();
        QVERIFY(desk.wanted.empty());
        desk.click("confirmClassification");
        QVERIFY(desk.wanted.empty());
        QVERIFY(desk.find<QComboBox>("causeBox").property("wrong").toBool());
        shoot(desk.window, "alarm-form-wrong.png");
    }

    void a_false_alarm_needs_a_cause_and_other_needs_words() {
        Desk desk;
        desk.panel.beginFalse();
        auto& cause = desk.find<QComboBox>("causeBox");
        cause.setCurrentIndex(cause.findData(QStringLiteral("other")));
        desk.click("confirmClassification");
        QVERIFY(desk.wanted.empty());
        QVERIFY(desk.find<QPlainTextEdit>("reasonEdit").property("wrong").toBool());
        desk.find<QPlainTextEdit>("reasonEdit").setPlainText(QStringLiteral("保洁擦拭按钮"));
        desk.click("confirmClassification");
        QCOMPARE(desk.wanted.size(), 1u);
        QCOMPARE(desk.station.of(kButton).classified->text, std::string("保洁擦拭按钮"));
        QVERIFY(desk.find<QPushButton>("closeAlarmButton").isVisible());
    }

    void a_true_alarm_is_confirmed_from_the_keyboard() {
        Desk desk;
        desk.panel.beginTrue();
        QTest::keyClick(desk.window.focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.station.of(kButton).classified->is, Class::True);
        desk.refresh();
        shoot(desk.window, "alarm-true.png");
    }

    void escape_keeps_what_was_typed_for_this_alarm() {
        Desk desk;
        desk.panel.beginFalse();
        auto& text = desk.find<QPlainTextEdit>("reasonEdit");
        text.setPlainText(QStringLiteral("看过录像"));
        QTest::keyClick(&text, Qt::Key_Escape);
        QVERIFY(!text.isVisible());
        desk.panel.beginFalse();
        QCOMPARE(text.toPlainText(), QStringLiteral("看过录像"));
        desk.list.selectAlarm(alarmId(press(1, site::kDemoFence)));
        QVERIFY(!text.isVisible());
        desk.panel.beginFalse();
        QVERIFY(text.toPlainText().isEmpty());
        desk.list.selectAlarm(kButton);
        desk.panel.beginFalse();
        QCOMPARE(text.toPlainText(), QStringLiteral("看过录像"));
    }

    void a_second_opinion_is_a_correction_with_a_reason() {
        Desk desk;
        desk.station.submit(by(classify(kButton, Class::True, "", "", kStart), "li"));
        desk.refresh();
        desk.panel.beginFalse();
        auto& cause = desk.find<QComboBox>("causeBox");
        cause.setCurrentIndex(cause.findData(QStringLiteral("pressed_by_mistake")));
        desk.click("confirmClassification");
        QVERIFY(desk.wanted.empty());
        QVERIFY(desk.find<QPlainTextEdit>("correctionReason").property("wrong").toBool());
        desk.find<QPlainTextEdit>("correctionReason").setPlainText(QStringLiteral("当面核实为误按"));
        desk.click("confirmClassification");
        QCOMPARE(desk.station.of(kButton).classified->is, Class::False);
    }

    void closing_asks_for_a_cause_and_the_closed_alarm_stays_to_be_read() {
        Desk desk;
        desk.station.submit(by(classify(kButton, Class::True, "", "", kStart), "li"));
        desk.refresh();
        desk.click("closeAlarmButton");
        desk.click("confirmClose");
        QVERIFY(desk.wanted.empty());
        auto& cause = desk.find<QComboBox>("closeCauseBox");
        cause.setCurrentIndex(cause.findData(QStringLiteral("handled")));
        desk.click("confirmClose");
        QVERIFY(desk.station.of(kButton).closed.has_value());
        QCOMPARE(desk.panel.alarm()->id, kButton);
        QVERIFY(!desk.list.selectedAlarm());
        shoot(desk.window, "alarm-closed.png");
    }

    void arriving_data_takes_neither_focus_nor_selection_nor_typed_text() {
        Desk desk;
        desk.typing.setFocus();
        QTest::keyClicks(&desk.typing, QStringLiteral("abc"));
        desk.list.selectAlarm(alarmId(press(1, site::kDemoFence)));
        desk.station.submit(raiseAt(site::kDemoButton, 9, kStart + 100 * kSecond));
        desk.refresh();
        QCOMPARE(desk.window.focusWidget(), &desk.typing);
        QCOMPARE(desk.list.selectedAlarm(), std::optional(alarmId(press(1, site::kDemoFence))));
        desk.panel.beginFalse();
        QWidget* focus = desk.window.focusWidget();
        desk.find<QPlainTextEdit>("reasonEdit").setPlainText(QStringLiteral("正在写"));
        desk.station.submit(by(acknowledge(alarmId(press(1, site::kDemoFence)), kStart), "li", "B"));
        desk.refresh();
        QCOMPARE(desk.window.focusWidget(), focus);
        QCOMPARE(desk.find<QPlainTextEdit>("reasonEdit").toPlainText(), QStringLiteral("正在写"));
    }

    void an_act_leaves_the_focus_on_no_other_act() {
        Desk desk;
        desk.find<QPushButton>("acknowledgeButton").setFocus();
        desk.click("acknowledgeButton");
        QCOMPARE(desk.window.focusWidget(), &desk.panel);
        desk.panel.beginTrue();
        desk.click("confirmClassification");
        QCOMPARE(desk.window.focusWidget(), &desk.panel);
        QTest::keyClick(&desk.panel, Qt::Key_Return);
        QCOMPARE(desk.wanted.size(), 2u);
    }

    void a_form_that_folds_elsewhere_takes_no_focus() {
        Desk desk;
        desk.panel.beginFalse();
        desk.typing.setFocus();
        desk.panel.setAlarm(desk.station.of(alarmId(press(1, site::kDemoFence))));
        QCOMPARE(desk.window.focusWidget(), &desk.typing);
    }

    void without_an_officer_nothing_can_be_pressed() {
        Desk desk;
        desk.panel.setAllowed(false);
        for (const char* name : {"acknowledgeButton", "lookBackButton", "classifyTrueButton",
                                 "classifyFalseButton", "openIncidentButton"})
            QVERIFY(!desk.find<QPushButton>(name).isEnabled());
        desk.panel.acknowledge();
        desk.panel.beginTrue();
        QVERIFY(desk.wanted.empty());
    }

    void a_refusal_is_read_in_the_panel_with_its_basis() {
        Desk desk;
        desk.panel.showRefusal(close(kButton, "handled", "", kStart),
                               {code::kIncidentOpen, "S3 柳州", "open"});
        QVERIFY(desk.find<QLabel>("alarmRefusal").isVisible());
        QVERIFY(desk.find<QLabel>("alarmRefusal").text().contains(QStringLiteral("S3 柳州")));
        desk.panel.showRefusal(close(Id(), "handled", "", kStart), {code::kMalformed, "", ""});
        QVERIFY(desk.find<QLabel>("alarmRefusal").text().contains(QStringLiteral("S3 柳州")));
    }

    void each_act_shows_how_far_it_is_saved() {
        Desk desk;
        State state = desk.station.of(kButton);
        const ledger::Command waiting = by(acknowledge(kButton, kStart), "wang");
        state = evolve(state, ledger::factFrom(waiting, decide(state, {}, waiting).facts.front()));
        const ledger::Command faulty = by(classify(kButton, Class::False, "", "", kStart), "li", "B");
        ledger::Fact contested = ledger::factFrom(faulty, decide(state, {}, faulty).facts.front());
        contested.number = 99;
        state = evolve(state, contested);
        desk.panel.setAlarm(state);
        const QAbstractItemModel* lines = desk.find<TimelineView>("timeline").model();
        using Saved = TimelineLine::Saved;
        const std::vector<Saved> newestFirst{Saved::Attention, Saved::Here, Saved::Station};
        QCOMPARE(lines->rowCount(), 3);
        for (int row = 0; row < 3; ++row)
            QCOMPARE(static_cast<Saved>(lines->index(row, 0).data(kSavedRole).toInt()),
                     newestFirst[static_cast<std::size_t>(row)]);
        QVERIFY(lines->index(0, 0).data().toString().contains(QStringLiteral("原因")));
        shoot(desk.window, "alarm-saving.png");
    }

    void a_drill_is_framed() {
        Desk desk;
        for (const auto& [id, state] : desk.station.states) {
            if (state.mode == ledger::Mode::Drill) desk.list.selectAlarm(id);
        }
        QCOMPARE(desk.panel.alarm()->mode, ledger::Mode::Drill);
        const QImage picture = desk.panel.grab().toImage();
        QCOMPARE(picture.pixelColor(0, picture.height() / 2), desk.theme.drill());
        shoot(desk.window, "alarm-drill.png");
    }

    void in_a_narrow_panel_nothing_is_cut() {
        Desk desk;
        desk.station.submit(by(classify(kButton, Class::True, "", "", kStart), "li"));
        desk.refresh();
        desk.panel.beginFalse();
        desk.panel.setFixedWidth(340);
        desk.list.setFixedWidth(340);
        QCoreApplication::processEvents();
        const auto buttons = desk.panel.findChildren<QPushButton*>();
        for (QPushButton* button : buttons) {
            const int right = button->mapTo(&desk.panel, QPoint(button->width(), 0)).x();
            QVERIFY2(!button->isVisible() || right <= 340, qPrintable(button->objectName()));
        }
        shoot(desk.window, "alarm-narrow.png");
    }

    void in_a_low_panel_the_form_is_scrolled_to() {
        Desk desk;
        desk.panel.setFixedHeight(420);
        QCoreApplication::processEvents();
        desk.panel.beginFalse();
        QTRY_VERIFY(desk.find<QPushButton>("confirmClassification").visibleRegion().boundingRect().height() >
                    20);
    }

    void an_empty_panel_says_how_to_begin() {
        Desk desk;
        desk.list.setAlarms({});
        desk.panel.setAlarm(std::nullopt);
        shoot(desk.window, "alarm-empty.png");
        QVERIFY(!desk.find<QPushButton>("acknowledgeButton").isVisible());
        desk.panel.acknowledge();
        QVERIFY(desk.wanted.empty());
    }

    void the_light_theme_paints_too() {
        Desk desk;
        desk.theme.setShade(shell::Theme::Shade::Light);
        desk.panel.beginFalse();
        shoot(desk.window, "alarm-light.png");
        QVERIFY(desk.panel.grab().toImage().pixelColor(2, 500).lightness() > 128);
    }
};

QTEST_MAIN(PanelTest)
#include "tst_panel.moc"
