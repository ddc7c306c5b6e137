// The keys of the one window: does each do its act and no other, and lose nothing that was typed?
#include "alarms/ui/alarm_list_view.h"
#include "alarms/ui/alarm_panel.h"
#include "shell/ui/action_registry.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QShortcut>
#include <QTest>

using namespace shouwang;
using namespace shouwang::console;

class TestWindowKeys : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void every_action_has_its_own_key();
    void no_key_works_that_the_overview_does_not_show();
    void workspaces_are_reached_by_keys();
    void f1_acknowledges_the_selected_alarm_while_something_is_typed();
    void f3_alone_classifies_nothing();
    void escape_loses_no_typed_text();
    void ctrl_r_amends_the_selected_incident();
    void an_amendment_that_could_not_be_saved_opens_its_form_again();
    void an_answer_that_comes_after_its_window_is_dropped();

private:
    void sendAmendment();
};

void TestWindowKeys::sendAmendment() {
    m_desk->makeOfficer();
    dispatch::State incident;
    incident.id = Id::fromParts({"incident", "1"});
    incident.number = "20261122-A-001";
    incident.title = "打架";
    incident.kind = "DO";
    incident.opened.at = 1;
    m_desk->setIncidents({incident});
    show({1366, 768});
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::AltModifier);
    auto* list = m_window->findChild<QListView*>(QStringLiteral("incidentList"));
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
    auto* title = m_window->findChild<QLineEdit*>(QStringLiteral("amendTitle"));
    QVERIFY(title->isVisible());
    title->setText(QStringLiteral("三人打架"));
    m_window->findChild<QLineEdit*>(QStringLiteral("amendReason"))->setText(QStringLiteral("核实"));
    QTest::keyClick(title, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_desk->commands.size(), std::size_t{1});
    QCOMPARE(m_desk->commands.front().kind, std::string("dispatch.amend"));
    QCOMPARE(m_desk->commands.front().entity, incident.id);
}

void TestWindowKeys::every_action_has_its_own_key() {
    m_desk->makeOfficer();
    show({1366, 768});
    QCOMPARE(m_window->actions().problems(), QStringList());
    QVERIFY(m_window->actions().entries().size() > 15);
    QCOMPARE(m_window->actions().find(QStringLiteral("jiejing")).front()->spec.id,
             QStringLiteral("alarms.acknowledge"));
}

// That the overview shows all of the table stands in tst_window_text; here: nothing has a key beside the
// table.
void TestWindowKeys::no_key_works_that_the_overview_does_not_show() {
    for (const char* language : {"zh_CN", "en"}) {
        installTranslations(*qApp, QLatin1String(language));
        m_desk->makeOfficer();
        show({1366, 768});
        QTest::keyClick(m_window.get(), Qt::Key_F1, Qt::ShiftModifier);
        auto* overview = m_window->findChild<QWidget*>(QStringLiteral("keys"));
        QVERIFY(overview->isVisible());
        QStringList shown;
        for (const QLabel* label : overview->findChildren<QLabel*>())
            shown += label->text().split(QStringLiteral(" / "));
        for (const QAction* action : m_window->findChildren<QAction*>()) {
            for (const QKeySequence& key : action->shortcuts()) {
                const bool ofAnEditor = action->shortcutContext() != Qt::WindowShortcut;
                const QString word = key.toString(QKeySequence::NativeText);
                QVERIFY2(ofAnEditor || shown.contains(word), qPrintable(word));
            }
        }
        for (const QAbstractButton* button : m_window->findChildren<QAbstractButton*>())
            QVERIFY2(button->shortcut().isEmpty(), qPrintable(button->text()));
        QVERIFY(m_window->findChildren<QShortcut*>().isEmpty());
        m_window.reset();
    }
}

void TestWindowKeys::workspaces_are_reached_by_keys() {
    m_desk->makeOfficer();
    show({1366, 768});
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::AltModifier);
    QVERIFY(m_window->findChild<QWidget*>(QStringLiteral("incidents"))->isVisible());
    visit("map");
    QVERIFY(m_window->findChild<QWidget*>(QStringLiteral("mapPage"))->isVisible());
    visit("duty");
    QVERIFY(m_window->findChild<QWidget*>(QStringLiteral("duty"))->isVisible());
    visit("drill");
    QVERIFY(m_window->findChild<QWidget*>(QStringLiteral("drill"))->isVisible());
    visit("journal");
    QVERIFY(m_window->findChild<QWidget*>(QStringLiteral("timeline.list"))->isVisible());
    visit("system");
    QVERIFY(m_window->findChild<QWidget*>(QStringLiteral("system"))->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::AltModifier);
    QVERIFY(m_window->findChild<QWidget*>(QStringLiteral("watch"))->isVisible());
}

void TestWindowKeys::f1_acknowledges_the_selected_alarm_while_something_is_typed() {
    m_desk->makeOfficer();
    m_desk->raise(0, site::Priority::Critical);
    show({1920, 1080});
    m_window->findChild<alarms::AlarmListView*>()->selectAlarm(m_desk->data().alarms.front().id);
    QLineEdit edit(m_window.get());
    edit.show();
    edit.setFocus();
    QTest::keyClicks(&edit, QStringLiteral("note"));
    QTest::keyClick(&edit, Qt::Key_F1);
    QCOMPARE(m_desk->commands.size(), std::size_t{1});
    QCOMPARE(m_desk->commands.front().kind, std::string("alarms.acknowledge"));
    QCOMPARE(m_desk->commands.front().entity, m_desk->data().alarms.front().id);
    QCOMPARE(edit.text(), QStringLiteral("note"));
    QVERIFY(edit.hasFocus());
}

void TestWindowKeys::f3_alone_classifies_nothing() {
    m_desk->makeOfficer();
    m_desk->raise(0, site::Priority::Critical);
    show({1920, 1080});
    m_window->findChild<alarms::AlarmListView*>()->selectAlarm(m_desk->data().alarms.front().id);
    QTest::keyClick(m_window.get(), Qt::Key_F3);
    QTest::keyClick(m_window.get(), Qt::Key_F3);
    for (const auto& command : m_desk->commands)
        QVERIFY(command.kind != "alarms.classify");
}

void TestWindowKeys::escape_loses_no_typed_text() {
    m_desk->makeOfficer();
    m_desk->raise(0, site::Priority::Critical);
    show({1920, 1080});
    m_window->findChild<alarms::AlarmListView*>()->selectAlarm(m_desk->data().alarms.front().id);
    QTest::keyClick(m_window.get(), Qt::Key_F3);
    auto* panel = m_window->findChild<alarms::AlarmPanel*>();
    QPlainTextEdit* text = nullptr;
    for (QPlainTextEdit* edit : panel->findChildren<QPlainTextEdit*>()) {
        if (edit->isVisible()) text = edit;
    }
    QVERIFY(text != nullptr);
    text->setFocus();
    QTest::keyClicks(text, QStringLiteral("gust at the fence"));
    QTest::keyClick(text, Qt::Key_Escape);
    QTest::keyClick(m_window.get(), Qt::Key_F3);
    QCOMPARE(text->toPlainText(), QStringLiteral("gust at the fence"));
}

void TestWindowKeys::ctrl_r_amends_the_selected_incident() {
    sendAmendment();
}

void TestWindowKeys::an_amendment_that_could_not_be_saved_opens_its_form_again() {
    sendAmendment();
    if (QTest::currentTestFailed()) return;
    const auto* title = m_window->findChild<QLineEdit*>(QStringLiteral("amendTitle"));
    QVERIFY(!title->isVisible());
    sync::SubmitResult full;
    full.kind = sync::SubmitResult::Kind::Failed;
    m_desk->answers.front()(full);
    QVERIFY(title->isVisible());
    QCOMPARE(title->text(), QStringLiteral("三人打架"));
    const auto* why = m_window->findChild<QLabel*>(QStringLiteral("amendRefusal"));
    QVERIFY(why->isVisible());
    QVERIFY2(why->text().contains(QStringLiteral("没有保存")), qPrintable(why->text()));
}

void TestWindowKeys::an_answer_that_comes_after_its_window_is_dropped() {
    sendAmendment();
    if (QTest::currentTestFailed()) return;
    m_window.reset();
    sync::SubmitResult full;
    full.kind = sync::SubmitResult::Kind::Failed;
    m_desk->answers.front()(full);
    QCOMPARE(m_desk->commands.size(), std::size_t{1});
}

QTEST_MAIN(TestWindowKeys)
#include "tst_window_keys.moc"
