// The one window: what arrives is seen and heard, and never takes the focus, the selection or an input
// method's composition.
#include "alarms/ui/alarm_list_view.h"
#include "alarms/ui/alarm_panel.h"
#include "shell/ui/notice.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QSet>
#include <QTest>
#include <QToolButton>

using namespace shouwang;
using namespace shouwang::console;

class TestWindow : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void an_alarm_takes_neither_focus_nor_composition();
    void the_selection_stays_with_its_alarm_when_a_worse_one_arrives();
    void an_arriving_alarm_sounds_and_acknowledging_all_ends_it();
    void a_locked_desk_shows_alarms_and_lets_nobody_act();
    void a_lost_wall_stands_on_the_screen_below_the_top_bar();
    void clips_that_are_missing_are_one_notice_that_counts();
    void a_narrow_rail_still_counts_incidents();
    void a_full_disk_at_the_station_stands_on_top();
    void a_station_without_its_ledger_stands_on_top_with_what_to_do();
    void a_seat_that_is_there_twice_stands_on_top();
};

void TestWindow::an_alarm_takes_neither_focus_nor_composition() {
    m_desk->makeOfficer();
    show({1920, 1080});
    QLineEdit edit(m_window.get());
    edit.show();
    edit.setFocus();
    QTest::keyClicks(&edit, QStringLiteral("abc"));
    QInputMethodEvent composing(QStringLiteral("zhong"), {});
    QApplication::sendEvent(&edit, &composing);
    QCOMPARE(edit.text(), QStringLiteral("abc"));
    for (int i = 0; i < 20; ++i) {
        m_desk->raise(i, static_cast<site::Priority>(1 + i % 4));
        QTest::qWait(0);
        QCOMPARE(QApplication::focusWidget(), &edit);
    }
    QInputMethodEvent done;
    done.setCommitString(QStringLiteral("中"));
    QApplication::sendEvent(&edit, &done);
    QTest::keyClicks(&edit, QStringLiteral("d"));
    QCOMPARE(edit.text(), QStringLiteral("abc中d"));
    QCOMPARE(QApplication::activeWindow(), m_window.get());
}

void TestWindow::the_selection_stays_with_its_alarm_when_a_worse_one_arrives() {
    m_desk->makeOfficer();
    m_desk->raise(0, site::Priority::Low);
    show({1920, 1080});
    auto* list = m_window->findChild<alarms::AlarmListView*>();
    auto* panel = m_window->findChild<alarms::AlarmPanel*>();
    const Id mine = m_desk->data().alarms.front().id;
    QVERIFY(list->selectAlarm(mine));
    for (int i = 1; i < 10; ++i)
        m_desk->raise(i, site::Priority::Critical);
    QCOMPARE(list->selectedAlarm(), std::optional<Id>(mine));
    QVERIFY(panel->alarm().has_value());
    QCOMPARE(panel->alarm()->id, mine);
}

void TestWindow::an_arriving_alarm_sounds_and_acknowledging_all_ends_it() {
    m_desk->makeOfficer();
    show({1366, 768});
    QCOMPARE(m_sounds->pending(), 0);
    m_desk->raise(3, site::Priority::High);
    QCOMPARE(m_sounds->pending(), 2);
    QVERIFY(m_sounds->played() > 0);
    auto alarms = m_desk->data().alarms;
    alarms.front().acknowledged = alarms::Stamp{"wangli", m_desk->data().seat, 1};
    m_desk->setAlarms(alarms);
    QCOMPARE(m_sounds->pending(), 0);
    QVERIFY(!m_sounds->repeats());
}

void TestWindow::a_locked_desk_shows_alarms_and_lets_nobody_act() {
    m_desk->makeOfficer();
    m_desk->raise(0, site::Priority::Critical);
    show({1366, 768});
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(m_desk->data().locked);
    auto* password = m_window->findChild<QLineEdit*>(QStringLiteral("signon.password"));
    QVERIFY(password->isVisible());
    QVERIFY(password->hasFocus());
    QVERIFY(m_window->findChild<alarms::AlarmListView*>()->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    QVERIFY(m_desk->commands.empty());
    m_desk->raise(1, site::Priority::Critical);
    QVERIFY(password->hasFocus());
    QCOMPARE(m_sounds->pending(), 1);
}

void TestWindow::a_lost_wall_stands_on_the_screen_below_the_top_bar() {
    m_desk->makeOfficer();
    show({1366, 768});
    Q_EMIT m_desk->trouble(Trouble::WallLost, QStringLiteral("crashed"));
    auto* notice = m_window->findChild<shell::Notice*>();
    QVERIFY(notice->isVisible());
    QTRY_VERIFY(notice->y() >= m_window->findChild<QWidget*>(QStringLiteral("top"))->geometry().bottom());
    Q_EMIT m_desk->trouble(Trouble::WallBack, {});
    QVERIFY(notice->currentText() != QString());
}

void TestWindow::clips_that_are_missing_are_one_notice_that_counts() {
    m_desk->makeOfficer();
    show({1366, 768});
    auto* notice = m_window->findChild<shell::Notice*>();
    const auto& cameras = m_desk->data().site->cameras;
    for (std::size_t i = 0; i < 5; ++i)
        Q_EMIT m_desk->trouble(Trouble::ClipMissing, QString::fromStdString(cameras.at(i % 4).id));
    QVERIFY2(notice->currentText().contains(QStringLiteral("4 台摄像机")), qPrintable(notice->currentText()));
    QCOMPARE(notice->lines().size(), std::size_t{1});
    // Once it was read, the count begins anew.
    m_window->findChild<QAbstractButton*>(QStringLiteral("notice.close"))->click();
    Q_EMIT m_desk->trouble(Trouble::ClipMissing, QString::fromStdString(cameras.at(0).id));
    QVERIFY2(notice->currentText().contains(QStringLiteral("1 台摄像机")), qPrintable(notice->currentText()));
}

void TestWindow::a_narrow_rail_still_counts_incidents() {
    m_desk->makeOfficer();
    dispatch::State incident;
    incident.id = Id::fromParts({"incident", "1"});
    incident.number = "20261122-A-001";
    incident.opened.at = 1;
    m_desk->setIncidents({incident});
    show({1366, 768});
    auto* button = m_window->findChild<QToolButton*>(QStringLiteral("rail.incidents"));
    QVERIFY(button->text().contains(QLatin1Char('1')) == incident.isOpen());
    QVERIFY(incident.isOpen());
}

void TestWindow::a_full_disk_at_the_station_stands_on_top() {
    m_desk->makeOfficer();
    show({1366, 768});
    const auto* link = m_window->findChild<QToolButton*>(QStringLiteral("top.link"));
    sync::StationStorage storage;
    storage.reserveHeld = true;
    storage.daysLeft = 400;
    m_desk->setStorage(storage);
    QVERIFY(!link->text().contains(QStringLiteral("磁盘")));
    storage.reserveHeld = false;
    storage.sparing = true;
    m_desk->setStorage(storage);
    QVERIFY2(link->text().contains(QStringLiteral("▲ 磁盘")), qPrintable(link->text()));
    QVERIFY(link->toolTip().contains(QStringLiteral("备用空间")));
}

void TestWindow::a_station_without_its_ledger_stands_on_top_with_what_to_do() {
    m_desk->makeOfficer();
    show({1366, 768});
    const auto* link = m_window->findChild<QToolButton*>(QStringLiteral("top.link"));
    QSet<QString> texts;
    for (const auto why : {ledger::Trouble::Damaged, ledger::Trouble::Foreign, ledger::Trouble::Newer,
                           ledger::Trouble::HalfRestored, ledger::Trouble::Missing}) {
        m_desk->setClosed(why);
        QVERIFY2(link->text().contains(QStringLiteral("未启用")), qPrintable(link->text()));
        QVERIFY(link->toolTip().contains(QStringLiteral("系统管理员")));
        texts.insert(link->text());
    }
    QCOMPARE(texts.size(), qsizetype{5});
    m_desk->setClosed(ledger::Trouble::Damaged);
    QVERIFY(link->text().contains(QStringLiteral("账本损坏")));
    m_desk->setLink(sync::LinkState::Live);
    QVERIFY(!link->text().contains(QStringLiteral("未启用")));
}

void TestWindow::a_seat_that_is_there_twice_stands_on_top() {
    m_desk->makeOfficer();
    show({1366, 768});
    const auto* link = m_window->findChild<QToolButton*>(QStringLiteral("top.link"));
    m_desk->setClones({{Id::fromParts({"seat", "B"}), "B", 1, 2}});
    QVERIFY2(link->text().contains(QStringLiteral("◆ 席位")), qPrintable(link->text()));
    QVERIFY(link->toolTip().contains(QStringLiteral("B 席")));
    m_desk->setClones({});
    QVERIFY(!link->text().contains(QStringLiteral("◆ 席位")));
    sync::SeatStatus gone = *m_desk->data().status;
    gone.goneUnsaved = true;
    m_desk->setStatus(gone);
    QVERIFY(link->text().contains(QStringLiteral("◆ 席位")));
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
