// Amending an incident while somebody else does something to it: is all that was meant still there and seen?
#include "amend_desk.h"

#include <QInputMethodEvent>
#include <QSignalSpy>
#include <QTest>

using namespace shouwang;
using namespace shouwang::dispatch;
using namespace shouwang::dispatch::test;

class AmendMeanwhileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_field_that_nobody_touches_follows_what_arrives() {
        AmendDesk desk;
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
        AmendDesk desk;
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
        AmendDesk desk;
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

    void what_is_amended_while_the_draft_waits_was_not_seen() {
        AmendDesk desk;
        desk.click("amendIncidentButton");
        desk.line("amendTitle").setText(QStringLiteral("乙"));
        State second = desk.station.incident();
        second.id = Id::fromParts({"second"});
        desk.panel->setIncident(second);
        ledger::Map map;
        map.emplace(static_cast<std::int64_t>(Field::Title), "甲");
        desk.station.submit(by(amend(desk.station.incident(), std::move(map), "x", kStart), "li", "B"));
        desk.panel->setIncident(desk.station.incident());
        QVERIFY(desk.label("amendTitleNow").text().contains(QStringLiteral("甲")));
        desk.reason();
        desk.click("confirmAmendIncident");
        QCOMPARE(desk.station.incident().timeline.back().overtaken.size(), 1u);
    }

    void what_is_being_composed_is_neither_moved_nor_lost() {
        AmendDesk desk;
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
        AmendDesk desk;
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

    void after_a_failure_the_same_by_somebody_else_discards_no_typed_reason() {
        AmendDesk desk;
        desk.sendTitle();
        desk.panel->showFailure(desk.wanted.back(), QStringLiteral("没有保存！"));
        desk.other(Field::Title, "乙");
        QCOMPARE(desk.line("amendReason").text(), QStringLiteral("现场核实"));
        QVERIFY(desk.line("amendTitle").isVisible());
    }

    void closing_by_somebody_else_leaves_what_was_typed_readable() {
        AmendDesk desk;
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
};

QTEST_MAIN(AmendMeanwhileTest)
#include "tst_amend_meanwhile.moc"
