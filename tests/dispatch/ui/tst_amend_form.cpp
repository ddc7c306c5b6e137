// Amending an incident at the desk: what is sent, and what becomes of what was typed?
#include "amend_desk.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::dispatch;
using namespace shouwang::dispatch::test;

class AmendFormTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void only_what_was_changed_is_sent_with_its_reason() {
        AmendDesk desk;
        desk.click("amendIncidentButton");
        desk.box("amendGradeBox").setCurrentIndex(desk.box("amendGradeBox").findData(2));
        desk.line("amendTitle").setText(QStringLiteral("二层走廊三人打架"));
        desk.reason();
        shoot(desk, "amend-form.png");
        desk.click("confirmAmendIncident");
        QCOMPARE(desk.wanted.size(), 1u);
        QCOMPARE(desk.wanted.back().kind, std::string("dispatch.amend"));
        QCOMPARE(desk.wanted.back().reason, std::string("现场核实"));
        QCOMPARE(desk.wanted.back().open.size(), 2u);
        QCOMPARE(desk.wanted.back().base.size(), 2u);
        QCOMPARE(desk.station.incident().grade, 2);
        QCOMPARE(desk.label("incidentHeadTitle").text(), QStringLiteral("二层走廊三人打架"));
        QVERIFY(!desk.line("amendTitle").isVisible());
        QVERIFY(desk.line("amendReason").text().isEmpty());
        auto* timeline = desk.panel->findChild<QListView*>(QStringLiteral("incidentTimeline"));
        const QString newest = timeline->model()->index(0, 0).data().toString();
        QVERIFY2(newest.contains(QStringLiteral("二层走廊三人打架")), qPrintable(newest));
    }

    void zone_kind_and_place_can_be_amended() {
        AmendDesk desk;
        desk.click("amendIncidentButton");
        desk.box("amendZoneBox").setCurrentIndex(0);
        desk.box("amendKindBox").setCurrentIndex(desk.box("amendKindBox").findData(QStringLiteral("JB")));
        desk.line("amendPlace").setText(QStringLiteral("一层"));
        desk.reason();
        desk.click("confirmAmendIncident");
        QCOMPARE(desk.station.incident().kind, std::string("JB"));
        QCOMPARE(desk.station.incident().place, std::string("一层"));
        QCOMPARE(desk.station.incident().zone, std::string());
    }

    void what_is_missing_is_said_beside_the_field() {
        AmendDesk desk;
        desk.click("amendIncidentButton");
        desk.click("confirmAmendIncident");
        QVERIFY(desk.label("amendNothing").isVisible());
        QVERIFY(desk.line("amendReason").property("wrong").toBool());
        desk.line("amendTitle").clear();
        desk.click("confirmAmendIncident");
        QVERIFY(!desk.label("amendNothing").isVisible());
        QVERIFY(desk.line("amendTitle").property("wrong").toBool());
        QCOMPARE(desk.window.focusWidget(), &desk.line("amendTitle"));
        QVERIFY(desk.wanted.empty());
    }

    void a_refused_amendment_is_still_in_its_form() {
        AmendDesk desk;
        desk.sendTitle();
        QVERIFY(!desk.line("amendTitle").isVisible());
        desk.panel->showRefusal(desk.wanted.back(), {code::kAlreadyClosed, {}, "closed"});
        QVERIFY(desk.line("amendTitle").isVisible());
        QCOMPARE(desk.line("amendTitle").text(), QStringLiteral("乙"));
        QVERIFY(desk.label("amendRefusal").isVisible());
    }

    void the_refusal_of_another_act_is_not_taken_for_that_of_the_amendment() {
        AmendDesk desk;
        desk.sendTitle();
        const ledger::Command closing = dispatch::close(kIncident, "resolved", "好", kStart);
        desk.panel->showRefusal(closing, {code::kTasksOpen, {}, "open"});
        QVERIFY(!desk.line("amendTitle").isVisible());
        QVERIFY(desk.label("incidentRefusal").isVisible());
        desk.panel->showRefusal(desk.wanted.back(), {code::kAlreadyClosed, {}, "closed"}); // still its own
        QVERIFY(desk.label("amendRefusal").isVisible());
    }

    void an_amendment_that_could_not_be_saved_is_still_in_its_form_and_can_be_sent_again() {
        AmendDesk desk;
        desk.sendTitle();
        desk.panel->showFailure(desk.wanted.back(), QStringLiteral("没有保存！"));
        QVERIFY(desk.line("amendTitle").isVisible());
        QCOMPARE(desk.line("amendTitle").text(), QStringLiteral("乙"));
        QCOMPARE(desk.line("amendReason").text(), QStringLiteral("现场核实"));
        QVERIFY(desk.label("amendRefusal").isVisible());
        QCOMPARE(desk.label("amendRefusal").text(), QStringLiteral("没有保存！"));
        desk.away = false;
        desk.click("confirmAmendIncident");
        QCOMPARE(desk.wanted.size(), 2u);
        QCOMPARE(desk.station.incident().title, std::string("乙"));
    }

    void the_failure_of_another_act_leaves_the_amendment_on_its_way() {
        AmendDesk desk;
        desk.sendTitle();
        desk.panel->showFailure(dispatch::note(kIncident, "x", kStart), QStringLiteral("没有保存！"));
        QVERIFY(!desk.line("amendTitle").isVisible());
        desk.give(desk.wanted.back());
        QCOMPARE(desk.station.incident().title, std::string("乙"));
        QVERIFY(desk.line("amendReason").text().isEmpty());
    }

    void keys_alone_do_it_and_escape_keeps_the_draft() {
        AmendDesk desk;
        desk.panel->beginAmending();
        QCOMPARE(desk.window.focusWidget(), &desk.box("amendKindBox"));
        for (int i = 0; i < 2; ++i)
            QTest::keyClick(desk.window.focusWidget(), Qt::Key_Tab);
        QCOMPARE(desk.window.focusWidget(), &desk.line("amendTitle"));
        QTest::keyClicks(&desk.line("amendTitle"), QStringLiteral("x"));
        QTest::keyClick(&desk.line("amendTitle"), Qt::Key_Escape);
        QVERIFY(!desk.line("amendTitle").isVisible());
        QCOMPARE(desk.window.focusWidget(), desk.panel.get());
        desk.panel->beginAmending();
        QVERIFY(desk.line("amendTitle").text().contains(QLatin1Char('x')));
        desk.line("amendReason").setFocus();
        QTest::keyClicks(&desk.line("amendReason"), QStringLiteral("checked"));
        QTest::keyClick(&desk.line("amendReason"), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.wanted.size(), 1u);
        QVERIFY(sent(desk).contains(QLatin1Char('x')));
    }

    void a_draft_stays_with_its_incident_and_survives_another_panel() {
        AmendDesk desk;
        desk.click("amendIncidentButton");
        desk.line("amendTitle").setText(QStringLiteral("乙"));
        State second = desk.station.incident();
        second.id = Id::fromParts({"second"});
        desk.panel->setIncident(second);
        QVERIFY(!desk.line("amendTitle").isVisible());
        desk.panel->setIncident(desk.station.incident());
        QCOMPARE(desk.line("amendTitle").text(), QStringLiteral("乙"));
        auto drafts = desk.panel->drafts();
        desk.panel = desk.makePanel();
        desk.panel->setDrafts(std::move(*drafts));
        desk.panel->setIncident(desk.station.incident());
        QVERIFY(desk.line("amendTitle").isVisible());
        QCOMPARE(desk.line("amendTitle").text(), QStringLiteral("乙"));
        desk.other(Field::Title, "甲"); // and still knows what had been seen
        desk.reason();
        desk.click("confirmAmendIncident");
        QVERIFY(desk.station.incident().timeline.back().overtaken.size() == 1);
    }

    void without_the_right_nothing_can_be_amended() {
        AmendDesk desk;
        desk.panel->setAllowed(false, false);
        QVERIFY(!desk.button("amendIncidentButton").isEnabled());
        QVERIFY(!desk.panel->canAmend());
        desk.panel->beginAmending();
        QVERIFY(!desk.line("amendTitle").isVisible());
    }

private:
    static QString sent(const AmendDesk& desk) {
        return QString::fromStdString(ledger::field(desk.wanted.back().open, Field::Title).text());
    }
};

QTEST_MAIN(AmendFormTest)
#include "tst_amend_form.moc"
