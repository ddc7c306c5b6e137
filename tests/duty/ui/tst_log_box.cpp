// The log by keyboard: a line, a correction that cites, and nothing that was typed is lost.
#include "duty/ui/log_box.h"
#include "ui_desk.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

using namespace shouwang;
using namespace shouwang::duty;
using namespace shouwang::duty::test;

namespace {

struct Desk : UiDesk {
    LogBox box{theme, clock, random};

    Desk() {
        box.setPost("P-CC-1");
        show(box);
    }
    QLineEdit* line(const char* name) { return box.findChild<QLineEdit*>(QLatin1String(name)); }
    QListView* list() { return box.findChild<QListView*>(QStringLiteral("duty.log.list")); }
    void showLines(const std::vector<LoggedLine>& lines) {
        box.setEntries(merged({entriesOf(lines, scope())}), false);
    }
    const ledger::Value& sentField(Field field) { return ledger::field(sent.back().open, field); }
};

} // namespace

class LogBoxTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_line_is_written_with_the_keyboard_alone() {
        Desk desk;
        desk.box.beginLine();
        QVERIFY(desk.line("duty.log.text")->hasFocus());
        QTest::keyClicks(desk.line("duty.log.text"), QStringLiteral("21:00 roll call, all there"));
        QTest::keyClick(desk.line("duty.log.text"), Qt::Key_Return);
        QCOMPARE(desk.sent.size(), 1u);
        QCOMPARE(desk.sent.front().kind, std::string("duty.log_line"));
        QCOMPARE(desk.sentField(Field::Text).text(), std::string("21:00 roll call, all there"));
        QCOMPARE(desk.sentField(Field::Kind).text(), std::string("general"));
        QCOMPARE(desk.sentField(Field::Post).text(), std::string("P-CC-1"));
        QVERIFY(desk.line("duty.log.text")->text().isEmpty());
        QVERIFY(desk.line("duty.log.text")->hasFocus()); // for the next one
    }

    void a_line_is_meant_for_the_next_shift_only_where_that_was_ticked() {
        Desk desk;
        for (const bool ticked : {true, false}) {
            QTest::keyClicks(desk.line("duty.log.text"), QStringLiteral("same"));
            if (ticked) QTest::keyClick(desk.box.findChild<QCheckBox*>(), Qt::Key_Space);
            QTest::keyClick(desk.line("duty.log.text"), Qt::Key_Return);
        }
        const auto isFor = [](const ledger::Command& sent) {
            return ledger::field(sent.open, Field::ForHandover).integer();
        };
        QCOMPARE(isFor(desk.sent.front()), std::int64_t{1});
        QCOMPARE(isFor(desk.sent.back()), std::int64_t{0});
        desk.box.giveBack(desk.sent.front(), QStringLiteral("not saved"));
        QVERIFY(desk.box.draft().forHandover);
    }

    void two_lines_have_an_identity_each() {
        Desk desk;
        for (int i = 0; i < 2; ++i) {
            QTest::keyClicks(desk.line("duty.log.text"), QStringLiteral("same"));
            QTest::keyClick(desk.line("duty.log.text"), Qt::Key_Return);
        }
        QCOMPARE(desk.sent.size(), 2u);
        QVERIFY(desk.sent.front().entity != desk.sent.back().entity);
    }

    void an_empty_line_is_not_sent_and_says_why() {
        Desk desk;
        QTest::keyClick(desk.line("duty.log.text"), Qt::Key_Return);
        QVERIFY(desk.sent.empty());
        QVERIFY(desk.line("duty.log.text")->property("wrong").toBool());
    }

    void a_correction_cites_the_line_and_leaves_it_where_it_is() {
        Desk desk;
        desk.showLines({logged(1, "点名 1490 人")});
        desk.list()->setFocus();
        QTest::keyClick(desk.list(), Qt::Key_Down);
        QTest::keyClick(desk.list(), Qt::Key_Return);
        QLineEdit* text = desk.line("duty.log.correction");
        QVERIFY(text->hasFocus());
        QCOMPARE(text->text(), QStringLiteral("点名 1490 人"));
        QTest::keyClicks(text, QStringLiteral("1491"));
        QTest::keyClick(text, Qt::Key_Return);
        QVERIFY(desk.line("duty.log.reason")->hasFocus());
        QTest::keyClick(desk.line("duty.log.reason"), Qt::Key_Return);
        QVERIFY(desk.sent.empty()); // a correction says why
        QTest::keyClicks(desk.line("duty.log.reason"), QStringLiteral("miscounted"));
        QTest::keyClick(desk.line("duty.log.reason"), Qt::Key_Return);
        QCOMPARE(desk.sent.size(), 1u);
        QCOMPARE(desk.sent.front().kind, std::string("duty.correct_line"));
        QCOMPARE(desk.sentField(Field::Cites).id(), logged(1, "").line.id);
        QCOMPARE(desk.sentField(Field::Text).text(), std::string("1491"));
        QCOMPARE(desk.sent.front().reason, std::string("miscounted"));
        QCOMPARE(desk.list()->model()->rowCount(), 1);
        QVERIFY(desk.list()->hasFocus());
    }

    void what_says_the_same_corrects_nothing() {
        Desk desk;
        desk.showLines({logged(1, "same")});
        desk.list()->setCurrentIndex(desk.list()->model()->index(0, 0));
        desk.box.beginCorrecting();
        QTest::keyClicks(desk.line("duty.log.reason"), QStringLiteral("why"));
        QTest::keyClick(desk.line("duty.log.reason"), Qt::Key_Return);
        QVERIFY(desk.sent.empty());
    }

    void what_is_corrected_and_what_no_officer_wrote_cannot_be_corrected() {
        Desk desk;
        LoggedLine old = logged(1, "old");
        const LoggedLine fresh = correctionOf(old, 2, "new");
        old.corrections = {fresh.line};
        Station station;
        station.submit(take("wang", "A", "P-CC-1", kStart));
        desk.box.setEntries(merged({entriesOf(std::vector{fresh, old}, desk.scope()),
                                    entriesOf(station.shift().postings, desk.scope())}),
                            false);
        QCOMPARE(desk.list()->model()->rowCount(), 3);
        for (int row = 0; row < 3; ++row) {
            desk.list()->setCurrentIndex(desk.list()->model()->index(row, 0));
            QCOMPARE(desk.box.canCorrect(), row == 0); // a correction may be corrected in its turn
        }
    }

    void what_arrives_moves_neither_focus_nor_selection() {
        Desk desk;
        desk.showLines({logged(1, "first")});
        desk.list()->setCurrentIndex(desk.list()->model()->index(0, 0));
        desk.box.beginLine();
        QTest::keyClicks(desk.line("duty.log.text"), QStringLiteral("half a"));
        for (int i = 2; i < 20; ++i) {
            std::vector<LoggedLine> lines;
            for (int each = i; each >= 1; --each)
                lines.push_back(logged(each, "line"));
            desk.showLines(lines);
            QVERIFY(desk.line("duty.log.text")->hasFocus());
        }
        QCOMPARE(desk.list()->currentIndex().row(), 18);
        QCOMPARE(desk.line("duty.log.text")->text(), QStringLiteral("half a"));
    }

    void escape_folds_a_correction_and_keeps_what_was_typed() {
        Desk desk;
        desk.showLines({logged(1, "old")});
        desk.list()->setCurrentIndex(desk.list()->model()->index(0, 0));
        desk.box.beginCorrecting();
        QTest::keyClicks(desk.line("duty.log.correction"), QStringLiteral("other"));
        QTest::keyClick(desk.line("duty.log.correction"), Qt::Key_Escape);
        QVERIFY(!desk.line("duty.log.correction")->isVisible());
        desk.box.beginCorrecting();
        QCOMPARE(desk.line("duty.log.correction")->text(), QStringLiteral("other"));
    }

    void what_could_not_be_saved_stands_in_its_field_again() {
        Desk desk;
        QTest::keyClicks(desk.line("duty.log.text"), QStringLiteral("fire drill bell"));
        QTest::keyClick(desk.line("duty.log.text"), Qt::Key_Return);
        desk.box.giveBack(desk.sent.back(), QStringLiteral("not saved"));
        QCOMPARE(desk.line("duty.log.text")->text(), QStringLiteral("fire drill bell"));
        desk.showLines({logged(1, "old")});
        desk.list()->setCurrentIndex(desk.list()->model()->index(0, 0));
        desk.box.beginCorrecting();
        desk.line("duty.log.correction")->setText(QStringLiteral("new"));
        desk.line("duty.log.reason")->setText(QStringLiteral("why"));
        QTest::keyClick(desk.line("duty.log.reason"), Qt::Key_Return);
        desk.box.giveBack(desk.sent.back(), QStringLiteral("not saved"));
        QVERIFY(desk.line("duty.log.correction")->isVisible());
        QCOMPARE(desk.line("duty.log.correction")->text(), QStringLiteral("new"));
        QCOMPARE(desk.line("duty.log.reason")->text(), QStringLiteral("why"));
    }

    void the_filter_shows_what_was_asked_for() {
        Desk desk;
        Station station;
        station.submit(take("wang", "A", "P-CC-1", kStart));
        desk.box.setEntries(merged({entriesOf(std::vector{logged(1, "line")}, desk.scope()),
                                    entriesOf(station.shift().postings, desk.scope())}),
                            false);
        auto* filter = desk.box.findChild<QComboBox*>(QStringLiteral("duty.log.filter"));
        const std::array<int, 4> rows{2, 1, 0, 1};
        for (int each = 0; each < 4; ++each) {
            filter->setCurrentIndex(each);
            QCOMPARE(desk.list()->model()->rowCount(), rows[static_cast<std::size_t>(each)]);
        }
    }

    void who_may_not_write_sends_nothing() {
        Desk desk;
        desk.box.setAllowed(false);
        QTest::keyClicks(desk.line("duty.log.text"), QStringLiteral("x"));
        QTest::keyClick(desk.line("duty.log.text"), Qt::Key_Return);
        QVERIFY(desk.sent.empty());
        QCOMPARE(desk.line("duty.log.text")->text(), QStringLiteral("x"));
    }
};

QTEST_MAIN(LogBoxTest)
#include "tst_log_box.moc"
