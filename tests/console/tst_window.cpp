// The one window: nothing is cut at both sizes in both languages, and what arrives never takes the focus, the
// selection or an input method's composition.
#include "alarms/ui/alarm_list_view.h"
#include "alarms/ui/alarm_panel.h"
#include "console/main_window.h"
#include "console/settings.h"
#include "console/window_keeper.h"
#include "fake_desk.h"
#include "shell/ui/action_registry.h"
#include "shell/ui/notice.h"
#include "shell/ui/sounds.h"
#include "shell/ui/theme.h"
#include "translations/translations.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTranslator>

#include <memory>

using namespace shouwang;
using namespace shouwang::console;

class TestWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void nothing_is_cut_data();
    void nothing_is_cut();
    void every_action_has_its_own_key();
    void an_alarm_takes_neither_focus_nor_composition();
    void the_selection_stays_with_its_alarm_when_a_worse_one_arrives();
    void an_arriving_alarm_sounds_and_acknowledging_all_ends_it();
    void f1_acknowledges_the_selected_alarm_while_something_is_typed();
    void f3_alone_classifies_nothing();
    void a_locked_desk_shows_alarms_and_lets_nobody_act();
    void escape_loses_no_typed_text();
    void a_lost_wall_stands_on_the_screen_below_the_top_bar();
    void workspaces_are_reached_by_keys();
    void clips_that_are_missing_are_one_notice_that_counts();
    void another_language_is_there_at_once_and_keeps_what_was_typed();
    void a_narrow_rail_still_counts_incidents();
    void a_dead_wall_is_called_in_the_language_of_who_reads_it();
    void every_key_is_on_one_page();
    void ctrl_r_amends_the_selected_incident();
    void an_amendment_that_could_not_be_saved_opens_its_form_again();
    void an_answer_that_comes_after_its_window_is_dropped();
    void a_full_disk_at_the_station_stands_on_top();

private:
    void show(QSize size);
    void sendAmendment();
    QStringList cutTexts() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<shell::Theme> m_theme;
    std::unique_ptr<shell::Sounds> m_sounds;
    std::unique_ptr<FakeDesk> m_desk;
    std::unique_ptr<SeededRandom> m_random;
    std::unique_ptr<MainWindow> m_window;
};

void TestWindow::initTestCase() {
    m_theme = std::make_unique<shell::Theme>();
    m_theme->install(*qApp);
}

void TestWindow::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_folder->filePath(QStringLiteral("desk.ini")));
    m_sounds = std::make_unique<shell::Sounds>(nullptr);
    m_desk = std::make_unique<FakeDesk>();
    m_random = std::make_unique<SeededRandom>(1);
}

void TestWindow::cleanup() {
    m_window.reset();
    installTranslations(*qApp, QStringLiteral("zh_CN"));
}

void TestWindow::show(QSize size) {
    m_window =
        std::make_unique<MainWindow>(MainWindow::Parts{*m_desk, *m_settings, *m_theme, *m_sounds, *m_random});
    m_window->resize(size);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->activateWindow();
    QTRY_VERIFY(m_window->isActiveWindow());
}

QStringList TestWindow::cutTexts() const {
    QStringList cut;
    for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
        if (!widget->isVisible()) continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const auto* label = qobject_cast<const QLabel*>(widget);
        const bool text = (button != nullptr && !button->text().isEmpty()) ||
                          (label != nullptr && !label->text().isEmpty());
        if (!text) continue;
        const QString name =
            widget->objectName() + QLatin1Char(' ') + (button != nullptr ? button->text() : label->text());
        const QRect onWindow(widget->mapTo(m_window.get(), QPoint()), widget->size());
        const bool wraps = label != nullptr && label->wordWrap();
        const int wanted = wraps ? widget->minimumSizeHint().width() : widget->sizeHint().width();
        if (widget->width() < wanted) cut += name + QStringLiteral(": narrow");
        if (wraps && widget->height() < label->heightForWidth(widget->width()))
            cut += name + QStringLiteral(": low");
        if (!wraps && widget->height() < widget->minimumSizeHint().height())
            cut += name + QStringLiteral(": low");
        if (onWindow.right() >= m_window->width() || onWindow.left() < 0)
            cut += name + QStringLiteral(": outside");
    }
    return cut;
}

void TestWindow::nothing_is_cut_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("workspace"); // 0: the sign-on page
    for (const QSize size : {QSize(1920, 1080), QSize(1366, 768)}) {
        for (const char* language : {"zh_CN", "en"}) {
            for (int workspace = 0; workspace <= 3; ++workspace) {
                QTest::addRow("%d %s %d", size.width(), language, workspace)
                    << size << QString::fromLatin1(language) << workspace;
            }
        }
    }
}

void TestWindow::nothing_is_cut() {
    QFETCH(const QSize, size);
    QFETCH(const QString, language);
    QFETCH(const int, workspace);
    installTranslations(*qApp, language);
    if (workspace > 0) m_desk->makeOfficer();
    m_desk->raise(0, site::Priority::Critical);
    m_desk->raise(1, site::Priority::High);
    show(size);
    QCOMPARE(m_window->size(), size);
    if (workspace > 0) {
        QTest::keyClick(m_window.get(), static_cast<Qt::Key>(static_cast<int>(Qt::Key_0) + workspace),
                        Qt::AltModifier);
    }
    QTest::qWait(0);
    const QStringList cut = cutTexts();
    QVERIFY2(cut.isEmpty(), qPrintable(cut.join(QStringLiteral(" | "))));
}

void TestWindow::every_action_has_its_own_key() {
    m_desk->makeOfficer();
    show({1366, 768});
    QCOMPARE(m_window->actions().problems(), QStringList());
    QVERIFY(m_window->actions().entries().size() > 15);
    QCOMPARE(m_window->actions().find(QStringLiteral("jiejing")).front()->spec.id,
             QStringLiteral("alarms.acknowledge"));
}

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

void TestWindow::f1_acknowledges_the_selected_alarm_while_something_is_typed() {
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

void TestWindow::f3_alone_classifies_nothing() {
    m_desk->makeOfficer();
    m_desk->raise(0, site::Priority::Critical);
    show({1920, 1080});
    m_window->findChild<alarms::AlarmListView*>()->selectAlarm(m_desk->data().alarms.front().id);
    QTest::keyClick(m_window.get(), Qt::Key_F3);
    QTest::keyClick(m_window.get(), Qt::Key_F3);
    for (const auto& command : m_desk->commands)
        QVERIFY(command.kind != "alarms.classify");
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

void TestWindow::escape_loses_no_typed_text() {
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

void TestWindow::workspaces_are_reached_by_keys() {
    m_desk->makeOfficer();
    show({1366, 768});
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::AltModifier);
    QVERIFY(m_window->findChild<QWidget*>(QStringLiteral("incidents"))->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::AltModifier);
    QVERIFY(m_window->findChild<QWidget*>(QStringLiteral("system"))->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::AltModifier);
    QVERIFY(m_window->findChild<QWidget*>(QStringLiteral("watch"))->isVisible());
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

void TestWindow::another_language_is_there_at_once_and_keeps_what_was_typed() {
    m_desk->makeOfficer();
    m_desk->raise(0, site::Priority::Critical);
    m_desk->raise(1, site::Priority::High);
    installTranslations(*qApp, QStringLiteral("zh_CN"));
    WindowKeeper keeper({*m_desk, *m_settings, *m_theme, *m_sounds, *m_random},
                        [](const QString& language) { installTranslations(*qApp, language); });
    keeper.window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&keeper.window()));
    const Id chosen = m_desk->data().alarms.back().id;
    keeper.window().findChild<alarms::AlarmListView*>()->selectAlarm(chosen);
    QTest::keyClick(&keeper.window(), Qt::Key_F3);
    keeper.window()
        .findChild<QPlainTextEdit*>(QStringLiteral("reasonEdit"))
        ->setPlainText(QStringLiteral("风"));
    QTest::keyClick(&keeper.window(), Qt::Key_3, Qt::AltModifier);
    const auto choose = [&](int language) {
        auto* box = keeper.window().findChild<QComboBox*>(QStringLiteral("system.language"));
        box->setCurrentIndex(language);
        Q_EMIT box->activated(language);
    };
    const auto lock = [&] {
        return keeper.window().findChild<QAbstractButton*>(QStringLiteral("top.lock"))->text();
    };
    choose(1);
    QTRY_VERIFY(lock().contains(QStringLiteral("Lock")));
    QCOMPARE(m_settings->language(), QStringLiteral("en"));
    QVERIFY(keeper.window().findChild<QWidget*>(QStringLiteral("system.language"))->isVisible());
    QCOMPARE(keeper.window().findChild<alarms::AlarmListView*>()->selectedAlarm(), std::optional<Id>(chosen));
    QTest::keyClick(&keeper.window(), Qt::Key_F3);
    QCOMPARE(keeper.window().findChild<QPlainTextEdit*>(QStringLiteral("reasonEdit"))->toPlainText(),
             QStringLiteral("风"));
    choose(0); // and nothing English stays behind
    QTRY_VERIFY(lock().contains(QStringLiteral("锁定")));
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

void TestWindow::a_dead_wall_is_called_in_the_language_of_who_reads_it() {
    alarms::State alarm = m_desk->makeAlarm(0, site::Priority::High);
    alarm.point = std::string(alarms::kSeatPoint) + "B-WALL";
    alarm.name = "B 席电视墙中断"; // as the other seat wrote it
    alarm.place = "指挥中心 B 席";
    alarm.detail = "wall_hung (no answer)";
    installTranslations(*qApp, QStringLiteral("en"));
    m_desk->makeOfficer();
    m_desk->setAlarms({alarm});
    show({1366, 768});
    QTest::qWait(0);
    for (const char* name : {"alarmTitle", "strip.title"}) {
        const QString text = m_window->findChild<QLabel*>(QString::fromLatin1(name))->text();
        QVERIFY2(text.contains(QStringLiteral("seat B")), qPrintable(text));
        QVERIFY2(!text.contains(QStringLiteral("席")), qPrintable(text));
    }
    const auto* list = m_window->findChild<alarms::AlarmListView*>();
    const QString row = list->model()->index(0, 0).data().toString();
    QVERIFY2(row.contains(QStringLiteral("seat B")), qPrintable(row));
}

void TestWindow::every_key_is_on_one_page() {
    for (const char* language : {"zh_CN", "en"}) {
        for (const QSize size : {QSize(1366, 768), QSize(1920, 1080)}) {
            installTranslations(*qApp, QString::fromLatin1(language));
            m_desk->makeOfficer();
            show(size);
            QTest::keyClick(m_window.get(), Qt::Key_F1, Qt::ShiftModifier);
            auto* page = m_window->findChild<QWidget*>(QStringLiteral("keys"));
            QVERIFY(page->isVisible());
            QVERIFY(page->y() >= 40); // the top bar is never covered
            QVERIFY2(page->sizeHint().width() <= page->width(), language);
            QStringList shown;
            for (const QLabel* label : page->findChildren<QLabel*>())
                shown += label->text();
            for (const auto& entry : m_window->actions().entries()) {
                if (!entry->spec.shortcut.isEmpty())
                    QVERIFY2(shown.contains(entry->spec.text), qPrintable(entry->spec.id));
                QVERIFY2(entry->spec.shortcut.isEmpty() || !entry->spec.group.isEmpty(),
                         qPrintable(entry->spec.id));
            }
            const QStringList cut = cutTexts();
            QVERIFY2(cut.isEmpty(), qPrintable(cut.join(QStringLiteral(" | "))));
            QTest::keyClick(page, Qt::Key_Escape);
            QVERIFY(!page->isVisible());
        }
    }
}

void TestWindow::sendAmendment() {
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

void TestWindow::ctrl_r_amends_the_selected_incident() {
    sendAmendment();
}

void TestWindow::an_amendment_that_could_not_be_saved_opens_its_form_again() {
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

void TestWindow::an_answer_that_comes_after_its_window_is_dropped() {
    sendAmendment();
    if (QTest::currentTestFailed()) return;
    m_window.reset();
    sync::SubmitResult full;
    full.kind = sync::SubmitResult::Kind::Failed;
    m_desk->answers.front()(full);
    QCOMPARE(m_desk->commands.size(), std::size_t{1});
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

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
