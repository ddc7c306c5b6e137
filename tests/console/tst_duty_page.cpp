// 值班 in the one window, on a real ledger: from signing on to the end of a round, with the keyboard.
#include "care/tables.h"
#include "console/duty_page.h"
#include "ledger_desk.h"
#include "shell/ui/inspector.h"
#include "shell/ui/notice.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSpinBox>
#include <QTableView>

using namespace shouwang;
using namespace shouwang::console;

class TestDutyPage : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { end(); }
    void signing_on_offers_the_post_that_was_chosen_and_ctrl_g_takes_it();
    void who_stands_on_the_post_already_is_offered_nothing();
    void a_line_is_logged_from_anywhere_and_corrected_by_citing();
    void a_round_tells_its_coverage_in_the_log();
    void the_headcount_shows_numbers_and_a_move_changes_them();
    void what_was_not_saved_stands_in_its_field_and_is_told();
    void a_line_that_is_being_written_survives_another_language();
    void who_only_reads_may_write_in_the_log_and_walk_no_round();

private:
    void signOn(people::Role role = people::Role::ShiftLeader);
    QString row(const char* list, int row) const;
    template <class Part>
    Part* part(const char* name) const {
        return m_window->findChild<Part*>(QLatin1String(name));
    }
    void key(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) const {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : m_window.get(), key,
                        with);
    }
    LedgerDesk* m_ledger = nullptr;
};

void TestDutyPage::init() {
    begin();
    auto desk = std::make_unique<LedgerDesk>();
    m_ledger = desk.get();
    m_desk = std::move(desk);
}

void TestDutyPage::signOn(people::Role role) {
    show({1366, 768});
    m_ledger->signOnAs("wangli", role, "P-CC-1");
}

QString TestDutyPage::row(const char* list, int row) const {
    return part<QListView>(list)->model()->index(row, 0).data().toString();
}

void TestDutyPage::signing_on_offers_the_post_that_was_chosen_and_ctrl_g_takes_it() {
    signOn();
    auto* notice = m_window->findChild<shell::Notice*>();
    QVERIFY2(notice->currentText().contains(QStringLiteral("指挥中心一席")),
             qPrintable(notice->currentText()));
    key(Qt::Key_G, Qt::ControlModifier);
    auto* post = part<QComboBox>("duty.take.post");
    QVERIFY(post->hasFocus());
    QCOMPARE(post->currentData().toString(), QStringLiteral("P-CC-1"));
    part<QSpinBox>("duty.found.workstation")->setValue(1);
    auto* confirm = part<QAbstractButton>("duty.take");
    confirm->setFocus();
    key(Qt::Key_Space);
    QCOMPARE(m_desk->commands.back().kind, std::string("duty.take_post"));
    QVERIFY(notice->currentText().isEmpty());
    QVERIFY2(row("duty.posts.list", 0).contains(QStringLiteral("指挥中心一席")),
             qPrintable(row("duty.posts.list", 0)));
    QVERIFY(row("duty.log.list", 0).contains(QStringLiteral("上岗：指挥中心一席")));
    key(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(part<QLineEdit>("duty.leave.note")->hasFocus());
    key(Qt::Key_Return);
    QCOMPARE(part<QListView>("duty.posts.list")->model()->rowCount(), 0);
    QVERIFY(row("duty.log.list", 0).contains(QStringLiteral("离岗：指挥中心一席")));
}

void TestDutyPage::who_stands_on_the_post_already_is_offered_nothing() {
    const Micros now = m_ledger->time().utc();
    const duty::SystemZone zone;
    const auto shift = duty::shiftAt(*duty::standardPattern("command_a"), zone, now).value();
    m_desk->submit(duty::takePost({shift, "wangli", m_desk->data().seat, "P-CC-1", {}}, now), {});
    signOn();
    QVERIFY(m_window->findChild<shell::Notice*>()->currentText().isEmpty());
}

void TestDutyPage::a_line_is_logged_from_anywhere_and_corrected_by_citing() {
    signOn();
    key(Qt::Key_J, Qt::ControlModifier);
    auto* text = part<QLineEdit>("duty.log.text");
    QVERIFY(text->hasFocus());
    QTest::keyClicks(text, QStringLiteral("roll call 1490"));
    key(Qt::Key_Return);
    QVERIFY(row("duty.log.list", 0).contains(QStringLiteral("roll call 1490")));
    auto* list = part<QListView>("duty.log.list");
    QCOMPARE(list->model()->index(0, 0).data(shell::kMarkRole).toString(), QStringLiteral("station"));
    list->setCurrentIndex(list->model()->index(0, 0));
    m_ledger->time().advance(std::chrono::minutes(1));
    key(Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(part<QLineEdit>("duty.log.correction")->hasFocus());
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("roll call 1491"));
    key(Qt::Key_Return);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("miscounted"));
    key(Qt::Key_Return);
    QCOMPARE(m_desk->commands.back().kind, std::string("duty.correct_line"));
    QVERIFY(row("duty.log.list", 0).contains(QStringLiteral("roll call 1491")));
    QVERIFY2(row("duty.log.list", 1).contains(QStringLiteral("（已更正） roll call 1490")),
             qPrintable(row("duty.log.list", 1)));
    const auto page = duty::lines(m_ledger->ledger().view(), {});
    QCOMPARE(page.lines.size(), std::size_t{2});
    QCOMPARE(page.lines.front().line.cites, page.lines.back().line.id);
    QVERIFY(page.lines.front().line.contested.empty());
}

void TestDutyPage::a_round_tells_its_coverage_in_the_log() {
    signOn();
    key(Qt::Key_I, Qt::ControlModifier);
    QVERIFY(part<QComboBox>("duty.route")->hasFocus());
    auto* start = part<QAbstractButton>("duty.round.start");
    start->setFocus();
    key(Qt::Key_Space);
    QVERIFY(part<QListView>("duty.stops")->hasFocus());
    for (int i = 0; i < 5; ++i)
        key(Qt::Key_Space);
    key(Qt::Key_N);
    key(Qt::Key_F);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("door open"));
    key(Qt::Key_Return);
    const auto round = duty::openRounds(m_ledger->ledger().view()).front();
    QCOMPARE(round.visits.size(), std::size_t{2});
    QVERIFY(part<QLabel>("duty.round.coverage")
                ->text()
                .contains(QStringLiteral("已巡 2/%1").arg(round.stops.size())));
    key(Qt::Key_E);
    QTest::keyClicks(part<QLineEdit>("duty.round.reason"), QStringLiteral("alarm"));
    key(Qt::Key_Return);
    QVERIFY(duty::openRounds(m_ledger->ledger().view()).empty());
    key(Qt::Key_J, Qt::ControlModifier);
    const QString end = row("duty.log.list", 0);
    QVERIFY2(end.contains(QStringLiteral("覆盖 2/%1").arg(round.stops.size())), qPrintable(end));
    QVERIFY2(end.contains(QString::fromStdString(round.stops.back().name)), qPrintable(end));
    QVERIFY(row("duty.log.list", 1).contains(QStringLiteral("door open")));
}

void TestDutyPage::the_headcount_shows_numbers_and_a_move_changes_them() {
    signOn();
    for (int i = 1; i <= 3; ++i)
        m_desk->submit(care::receive({"QH26-000" + std::to_string(i), "Z31", false, {}}, "入所", 1), {});
    key(Qt::Key_H, Qt::ControlModifier);
    const auto* model = part<QTableView>("care.headcount.table")->model();
    QCOMPARE(model->rowCount(), 2);
    QCOMPARE(model->index(0, 1).data().toString(), QStringLiteral("3"));
    part<QLineEdit>("care.move.number")->setText(QStringLiteral("QH26-0002"));
    auto* zone = part<QComboBox>("care.move.zone");
    zone->setCurrentIndex(zone->findData(QStringLiteral("Z60")));
    part<QLineEdit>("care.move.reason")->setText(QStringLiteral("体检"));
    part<QAbstractButton>("care.move")->click();
    QCOMPARE(model->rowCount(), 3);
    QCOMPARE(model->index(0, 1).data().toString(), QStringLiteral("2"));
    QCOMPARE(model->index(2, 1).data().toString(), QStringLiteral("3"));
}

void TestDutyPage::what_was_not_saved_stands_in_its_field_and_is_told() {
    begin(); // a desk whose disk does not answer
    m_desk->makeOfficer();
    show({1366, 768});
    key(Qt::Key_J, Qt::ControlModifier);
    auto* text = part<QLineEdit>("duty.log.text");
    QTest::keyClicks(text, QStringLiteral("fire"));
    key(Qt::Key_Return);
    QVERIFY(text->text().isEmpty());
    sync::SubmitResult full;
    full.kind = sync::SubmitResult::Kind::Failed;
    m_desk->answers.front()(full);
    QCOMPARE(text->text(), QStringLiteral("fire"));
    QVERIFY(text->property("wrong").toBool());
}

void TestDutyPage::a_line_that_is_being_written_survives_another_language() {
    signOn();
    key(Qt::Key_J, Qt::ControlModifier);
    QTest::keyClicks(part<QLineEdit>("duty.log.text"), QStringLiteral("half a line"));
    MainWindow::Carried carried = m_window->carry();
    show({1366, 768});
    m_window->take(std::move(carried));
    QCOMPARE(part<QLineEdit>("duty.log.text")->text(), QStringLiteral("half a line"));
    QVERIFY(part<QWidget>("duty")->isVisible());
}

void TestDutyPage::who_only_reads_may_write_in_the_log_and_walk_no_round() {
    signOn(people::Role::Supervisor);
    key(Qt::Key_J, Qt::ControlModifier);
    QVERIFY(part<QLineEdit>("duty.log.text")->hasFocus());
    key(Qt::Key_I, Qt::ControlModifier);
    QVERIFY(part<QLineEdit>("duty.log.text")->hasFocus());
    QVERIFY(!part<QAbstractButton>("duty.round.start")->isEnabled());
    QVERIFY(!part<QAbstractButton>("care.move")->isEnabled());
}

QTEST_MAIN(TestDutyPage)
#include "tst_duty_page.moc"
