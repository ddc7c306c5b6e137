// The words of the one window: is every text there whole, at both sizes, in the language of who reads it?
#include "alarms/ui/alarm_list_view.h"
#include "console/window_keeper.h"
#include "shell/ui/action_registry.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

using namespace shouwang;
using namespace shouwang::console;

class TestWindowText : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void nothing_is_cut_data();
    void nothing_is_cut();
    void every_key_is_on_one_page();
    void keys_that_hold_on_one_page_are_among_them();
    void every_field_says_its_name();
    void what_must_be_filled_in_keeps_its_name_in_sight_while_it_is_typed();
    void another_language_is_there_at_once_and_keeps_what_was_typed();
    void a_dead_wall_is_called_in_the_language_of_who_reads_it();

private:
    QStringList cutTexts() const;
};

QStringList TestWindowText::cutTexts() const {
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

void TestWindowText::nothing_is_cut_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("workspace"); // 0: the sign-on page
    for (const QSize size : {QSize(1920, 1080), QSize(1366, 768)}) {
        for (const char* language : {"zh_CN", "en"}) {
            for (int workspace = 0; workspace <= 7; ++workspace) {
                QTest::addRow("%d %s %d", size.width(), language, workspace)
                    << size << QString::fromLatin1(language) << workspace;
            }
        }
    }
}

void TestWindowText::nothing_is_cut() {
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

void TestWindowText::every_key_is_on_one_page() {
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
                    QVERIFY2(
                        shown.contains(entry->spec.series.isEmpty() ? entry->spec.text : entry->spec.series),
                        qPrintable(entry->spec.id));
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

void TestWindowText::keys_that_hold_on_one_page_are_among_them() {
    m_desk->makeOfficer();
    show({1366, 768});
    QTest::keyClick(m_window.get(), Qt::Key_F1, Qt::ShiftModifier);
    QStringList shown;
    for (const QLabel* label : m_window->findChild<QWidget*>(QStringLiteral("keys"))->findChildren<QLabel*>())
        shown += label->text();
    for (const char* text : {"在地图上", "PgUp / PgDn", "换层", "巡查点位上", "逐项打勾"})
        QVERIFY2(shown.contains(QString::fromUtf8(text)), text);
}

void TestWindowText::every_field_says_its_name() {
    m_desk->makeOfficer();
    m_desk->giveWall();
    show({1366, 768});
    visit("map"); // built when it is looked at first
    QStringList nameless;
    for (QWidget* field : m_window->findChildren<QWidget*>()) {
        const bool typed = qobject_cast<QLineEdit*>(field) || qobject_cast<QPlainTextEdit*>(field);
        const bool chosen = qobject_cast<QComboBox*>(field) || qobject_cast<QAbstractSpinBox*>(field);
        const bool inside = qobject_cast<QComboBox*>(field->parentWidget()) ||
                            qobject_cast<QAbstractSpinBox*>(field->parentWidget());
        if ((!typed && !chosen) || inside) continue;
        QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(field);
        if (spoken->text(QAccessible::Name).isEmpty())
            nameless += field->objectName() + QLatin1Char(' ') + field->parentWidget()->objectName();
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QStringLiteral(" | "))));
}

/// A placeholder is gone with the first letter.
void TestWindowText::what_must_be_filled_in_keeps_its_name_in_sight_while_it_is_typed() {
    m_desk->makeOfficer();
    show({1366, 768});
    const auto labels = m_window->findChildren<QLabel*>();
    for (const char* name :
         {"attention.outcome", "attention.note", "amendReason", "amendTitle", "conclusionBox",
          "conclusionText", "incidentTitle", "incidentKindBox", "duty.log.correction", "duty.log.reason",
          "correctionReason", "drill.name", "drill.reason", "drill.ending", "care.move.number"}) {
        const auto* field = m_window->findChild<QWidget*>(QLatin1String(name));
        QVERIFY2(field, name);
        const bool named = std::ranges::any_of(labels, [field](const QLabel* label) {
            return label->buddy() == field && !label->text().isEmpty();
        });
        QVERIFY2(named, name);
    }
}

void TestWindowText::another_language_is_there_at_once_and_keeps_what_was_typed() {
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
    keeper.window().actions().action(QStringLiteral("go.system"))->trigger();
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

void TestWindowText::a_dead_wall_is_called_in_the_language_of_who_reads_it() {
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

QTEST_MAIN(TestWindowText)
#include "tst_window_text.moc"
