// Amending an incident at the desk: what was typed, what was seen, and what somebody else did meanwhile.
#include "../story.h"
#include "base/random.h"
#include "dispatch/ui/incident_drafts.h"
#include "dispatch/ui/incident_panel.h"
#include "shell/ui/theme.h"
#include "site/sample.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDir>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace shouwang;
using namespace shouwang::dispatch;
using namespace shouwang::dispatch::test;

namespace {

/// One incident on the screen, and the station that gets what the panel wants: at once, or (away) when the
/// test says so.
struct Desk {
    ManualClock clock{kStart};
    SeededRandom random{1};
    shell::Theme theme;
    Station station;
    QWidget window;
    std::unique_ptr<IncidentPanel> panel;
    std::vector<ledger::Command> wanted;
    bool away = false;

    Desk() {
        theme.install(*qApp);
        window.resize(620, 1000);
        station.submit(by(open(opening(), kStart), "wang"));
        panel = makePanel();
        refresh();
        window.show();
    }
    std::unique_ptr<IncidentPanel> makePanel() {
        auto made = std::make_unique<IncidentPanel>(
            theme, IncidentPanel::Ports{clock, random, [] { return std::string("20260921-A-002"); }},
            &window);
        made->setGeometry(0, 0, 620, 1000);
        made->setSite(std::make_shared<const site::Site>(site::sampleSite()));
        made->setNames({[](const std::string& account) { return QString::fromStdString(account); },
                        [](const Id&) { return QStringLiteral("A席"); }});
        QObject::connect(made.get(), &IncidentPanel::commandWanted, [this](const ledger::Command& command) {
            wanted.push_back(command);
            if (!away) give(command);
        });
        made->show();
        return made;
    }
    void give(const ledger::Command& command) {
        const ledger::Decision decision = station.submit(by(command, "zhao"));
        if (decision.refusal) panel->showRefusal(command, *decision.refusal);
        refresh();
    }
    void refresh() { panel->setIncident(station.incident()); }
    /// Somebody at another seat, who has seen the incident as it stands.
    void other(Field field, ledger::Value value) {
        ledger::Map map;
        map.emplace(static_cast<std::int64_t>(field), std::move(value));
        station.submit(by(amend(station.incident(), std::move(map), "另一席位", kStart), "li", "B"));
        refresh();
    }
    template <class W>
    W& find(const QString& name) {
        auto* found = panel->findChild<W*>(name);
        if (!found) qFatal("no widget is called %s", qPrintable(name));
        return *found;
    }
    QLineEdit& line(const char* name) { return find<QLineEdit>(QString::fromLatin1(name)); }
    QLabel& label(const char* name) { return find<QLabel>(QString::fromLatin1(name)); }
    QPushButton& button(const char* name) { return find<QPushButton>(QString::fromLatin1(name)); }
    QComboBox& box(const char* name) { return find<QComboBox>(QString::fromLatin1(name)); }
    void click(const char* name) { QTest::mouseClick(&button(name), Qt::LeftButton); }
    void reason() { line("amendReason").setText(QStringLiteral("现场核实")); }
    /// 乙, and nobody answers yet.
    void sendTitle() {
        away = true;
        click("amendIncidentButton");
        line("amendTitle").setText(QStringLiteral("乙"));
        reason();
        click("confirmAmendIncident");
    }
};

void shoot(Desk& desk, const char* name) {
    const QString folder = qEnvironmentVariable("SHOUWANG_SHOTS");
    if (folder.isEmpty()) return;
    QCoreApplication::processEvents(); // layouts settle
    desk.window.grab().save(QDir(folder).filePath(QString::fromLatin1(name)));
}

} // namespace

class AmendFormTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void only_what_was_changed_is_sent_with_its_reason() {
        Desk desk;
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
        Desk desk;
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
        Desk desk;
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

    void a_field_that_nobody_touches_follows_what_arrives() {
        Desk desk;
        desk.click("amendIncidentButton");
        desk.line("amendTitle").setText(QStringLiteral("乙"));
        desk.other(Field::Place, "三层");
        QCOMPARE(desk.line("amendPlace").text(), QStringLiteral("三层"));
        QCOMPARE(desk.line("amendTitle").text(), QStringLiteral("乙"));
        desk.line("amendPlace").setText(QStringLiteral("三层东"));
        desk.reason();
        desk.click("confirmAmendIncident");
        QVERIFY(desk.station.incident().timeline.back().overtaken.empty()); // it had been seen
    }

    void two_who_amend_one_field_see_both_values() {
        Desk desk;
        desk.click("amendIncidentButton");
        desk.line("amendTitle").setText(QStringLiteral("乙"));
        desk.other(Field::Title, "甲");
        QCOMPARE(desk.line("amendTitle").text(), QStringLiteral("乙"));
        QVERIFY(desk.label("amendTitleNow").isVisible());
        QVERIFY(desk.label("amendTitleNow").text().contains(QStringLiteral("甲")));
        QVERIFY(desk.label("amendTitleNow").text().contains(QStringLiteral("li")));
        desk.reason();
        shoot(desk, "amend-met.png");
        desk.click("confirmAmendIncident");
        QCOMPARE(desk.station.incident().title, std::string("乙"));
        QVERIFY(desk.panel->findChild<QWidget*>(QStringLiteral("mergeNote"))->isVisible());
        QCOMPARE(desk.label("merge.4.now").text(), QStringLiteral("乙"));
        QCOMPARE(desk.label("merge.4.was").text(), QStringLiteral("甲"));
        QVERIFY(desk.label("merge.4.wasBy").text().contains(QStringLiteral("li")));
        QVERIFY(desk.label("merge.4.nowBy").text().contains(QStringLiteral("zhao")));
        shoot(desk, "amend-merged.png");
    }

    void what_was_overtaken_stays_until_it_is_read_or_amended_again() {
        Desk desk;
        const State seen = desk.station.incident();
        auto* note = desk.panel->findChild<QWidget*>(QStringLiteral("mergeNote"));
        const auto late = [&](const char* title) {
            ledger::Map map;
            map.emplace(static_cast<std::int64_t>(Field::Title), title);
            desk.station.submit(by(amend(seen, std::move(map), "x", kStart), "li", "B"));
            desk.refresh();
        };
        desk.other(Field::Title, "甲");
        QVERIFY(!note->isVisible());
        late("乙");
        QVERIFY(note->isVisible());
        QSignalSpy understood(desk.panel.get(), &IncidentPanel::mergeUnderstood);
        desk.click("mergeUnderstood");
        QVERIFY(!note->isVisible());
        QCOMPARE(understood.size(), 1);
        QCOMPARE(desk.panel->mergesRead().at(kIncident), std::size_t{1}); // kept for the next start
        desk.station.submit(by(dispatch::note(kIncident, "x", kStart), "li", "B"));
        desk.refresh();
        QVERIFY(!note->isVisible());
        late("丙"); // another one has to be read again
        QVERIFY(note->isVisible());
        desk.other(Field::Title, "丁"); // who had seen both
        QVERIFY(!note->isVisible());
    }

    void what_is_being_composed_is_neither_moved_nor_lost() {
        Desk desk;
        desk.click("amendIncidentButton");
        QLineEdit& title = desk.line("amendTitle");
        title.setFocus();
        title.setCursorPosition(2);
        QInputMethodEvent composing(QStringLiteral("zhong"), {});
        QCoreApplication::sendEvent(&title, &composing);
        const QString before = title.text();
        desk.other(Field::Title, "甲");
        QCOMPARE(title.text(), before);
        QCOMPARE(title.cursorPosition(), 2);
        QCOMPARE(desk.window.focusWidget(), &title);
        QInputMethodEvent done;
        done.setCommitString(QStringLiteral("中"));
        QCoreApplication::sendEvent(&title, &done);
        QCOMPARE(title.text(), before.left(2) + QStringLiteral("中") + before.mid(2));
    }

    void what_arrives_leaves_the_space_after_a_typed_word_and_the_cursor_alone() {
        Desk desk;
        desk.click("amendIncidentButton");
        QLineEdit& title = desk.line("amendTitle");
        QLineEdit& place = desk.line("amendPlace");
        // As it stood, and changed; the second space is the full-width one of a Chinese keyboard.
        for (const QString& typed :
             {QStringLiteral("二层走廊打架 "), QStringLiteral("二层走廊三人打架\u3000")}) {
            place.setText(QStringLiteral("二层走廊 ")); // nobody is in this one
            title.setFocus();
            title.setText(typed);
            title.setCursorPosition(2);
            QInputMethodEvent composing(QStringLiteral("zhong"), {});
            QCoreApplication::sendEvent(&title, &composing);
            desk.station.submit(by(dispatch::note(kIncident, "另一席位的记录", kStart), "li", "B"));
            desk.refresh();
            QCOMPARE(title.text(), typed);
            QCOMPARE(title.cursorPosition(), 2);
            QCOMPARE(place.text(), QStringLiteral("二层走廊 "));
            QInputMethodEvent done;
            done.setCommitString(QStringLiteral("中"));
            QCoreApplication::sendEvent(&title, &done);
            QCOMPARE(title.text(), typed.left(2) + QStringLiteral("中") + typed.mid(2));
        }
    }

    void a_refused_amendment_is_still_in_its_form() {
        Desk desk;
        desk.sendTitle();
        QVERIFY(!desk.line("amendTitle").isVisible());
        desk.panel->showRefusal(desk.wanted.back(), {code::kAlreadyClosed, {}, "closed"});
        QVERIFY(desk.line("amendTitle").isVisible());
        QCOMPARE(desk.line("amendTitle").text(), QStringLiteral("乙"));
        QVERIFY(desk.label("amendRefusal").isVisible());
    }

    void the_refusal_of_another_act_is_not_taken_for_that_of_the_amendment() {
        Desk desk;
        desk.sendTitle();
        const ledger::Command closing = dispatch::close(kIncident, "resolved", "好", kStart);
        desk.panel->showRefusal(closing, {code::kTasksOpen, {}, "open"});
        QVERIFY(!desk.line("amendTitle").isVisible());
        QVERIFY(desk.label("incidentRefusal").isVisible());
        desk.panel->showRefusal(desk.wanted.back(), {code::kAlreadyClosed, {}, "closed"}); // still its own
        QVERIFY(desk.label("amendRefusal").isVisible());
    }

    void an_amendment_that_could_not_be_saved_is_still_in_its_form_and_can_be_sent_again() {
        Desk desk;
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

    void after_a_failure_the_same_by_somebody_else_discards_no_typed_reason() {
        Desk desk;
        desk.sendTitle();
        desk.panel->showFailure(desk.wanted.back(), QStringLiteral("没有保存！"));
        desk.other(Field::Title, "乙");
        QCOMPARE(desk.line("amendReason").text(), QStringLiteral("现场核实"));
        QVERIFY(desk.line("amendTitle").isVisible());
    }

    void the_failure_of_another_act_leaves_the_amendment_on_its_way() {
        Desk desk;
        desk.sendTitle();
        desk.panel->showFailure(dispatch::note(kIncident, "x", kStart), QStringLiteral("没有保存！"));
        QVERIFY(!desk.line("amendTitle").isVisible());
        desk.give(desk.wanted.back());
        QCOMPARE(desk.station.incident().title, std::string("乙"));
        QVERIFY(desk.line("amendReason").text().isEmpty());
    }

    void closing_by_somebody_else_leaves_what_was_typed_readable() {
        Desk desk;
        desk.click("amendIncidentButton");
        desk.line("amendTitle").setText(QStringLiteral("乙"));
        desk.station.submit(by(close(kIncident, "resolved", "好", kStart), "li", "B"));
        desk.refresh();
        QCOMPARE(desk.line("amendTitle").text(), QStringLiteral("乙"));
        QVERIFY(desk.line("amendTitle").isVisible());
        QVERIFY(desk.label("amendClosed").isVisible());
        QVERIFY(!desk.button("confirmAmendIncident").isEnabled());
        QVERIFY(!desk.panel->canAmend());
    }

    void keys_alone_do_it_and_escape_keeps_the_draft() {
        Desk desk;
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
        Desk desk;
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
        desk.refresh();
        QVERIFY(desk.line("amendTitle").isVisible());
        QCOMPARE(desk.line("amendTitle").text(), QStringLiteral("乙"));
        desk.other(Field::Title, "甲"); // and still knows what had been seen
        desk.reason();
        desk.click("confirmAmendIncident");
        QVERIFY(desk.station.incident().timeline.back().overtaken.size() == 1);
    }

    void without_the_right_nothing_can_be_amended() {
        Desk desk;
        desk.panel->setAllowed(false, false);
        QVERIFY(!desk.button("amendIncidentButton").isEnabled());
        QVERIFY(!desk.panel->canAmend());
        desk.panel->beginAmending();
        QVERIFY(!desk.line("amendTitle").isVisible());
    }

private:
    static QString sent(const Desk& desk) {
        return QString::fromStdString(ledger::field(desk.wanted.back().open, Field::Title).text());
    }
};

QTEST_MAIN(AmendFormTest)
#include "tst_amend_form.moc"
