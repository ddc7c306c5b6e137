// Every action is there once, and the palette finds it by name, pinyin and initials without a mouse.
#include "shell/ui/action_registry.h"
#include "shell/ui/command_palette.h"
#include "shell/ui/key_overview.h"
#include "shell/ui/pinyin.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>
#include <QVBoxLayout>
#include <QWidget>

using namespace shouwang::shell;

class TestActions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pinyin_and_initials_are_spelled();
    void a_key_is_given_once();
    void the_palette_finds_by_name_pinyin_and_initials_data();
    void the_palette_finds_by_name_pinyin_and_initials();
    void what_cannot_be_done_is_not_run();
    void a_locked_desk_runs_only_what_is_allowed_locked();
    void the_palette_is_used_by_keys_alone_and_returns_the_focus();
    void escape_closes_the_palette_and_keeps_what_was_typed_elsewhere();
    void the_key_works_while_something_is_typed();
    void the_overview_shows_every_key_of_the_table_and_returns_the_focus();
    void a_second_key_is_given_once_and_is_typed_where_something_is_written();

private:
    static void fill(ActionRegistry& actions, QStringList& done);
};

void TestActions::fill(ActionRegistry& actions, QStringList& done) {
    actions.add({QStringLiteral("alarms.acknowledge"),
                 QStringLiteral("接警"),
                 QKeySequence(Qt::Key_F1),
                 [&] { done += QStringLiteral("acknowledge"); },
                 {},
                 false});
    actions.add({QStringLiteral("alarms.false"),
                 QStringLiteral("误报"),
                 QKeySequence(Qt::Key_F3),
                 [&] { done += QStringLiteral("false"); },
                 {},
                 false});
    actions.add({QStringLiteral("desk.lock"),
                 QStringLiteral("锁定席位"),
                 QKeySequence(Qt::CTRL | Qt::Key_L),
                 [&] { done += QStringLiteral("lock"); },
                 {},
                 true});
}

void TestActions::pinyin_and_initials_are_spelled() {
    QCOMPARE(pinyin(QStringLiteral("接警")).full, QStringLiteral("jiejing"));
    QCOMPARE(pinyin(QStringLiteral("接警")).initials, QStringLiteral("jj"));
    QCOMPARE(pinyin(QStringLiteral("电视墙 A")).full, QStringLiteral("dianshiqianga"));
}

void TestActions::a_key_is_given_once() {
    QWidget window;
    ActionRegistry actions(window);
    QStringList done;
    fill(actions, done);
    QVERIFY(actions.problems().isEmpty());
    QVERIFY(actions.add(
                {QStringLiteral("other"), QStringLiteral("别的"), QKeySequence(Qt::Key_F1), {}, {}, false}) ==
            nullptr);
    QVERIFY(actions.add({QStringLiteral("desk.lock"), QStringLiteral("别的"), {}, {}, {}, false}) == nullptr);
    QCOMPARE(actions.problems().size(), 2);
    QCOMPARE(actions.entries().size(), std::size_t{3});
}

void TestActions::the_palette_finds_by_name_pinyin_and_initials_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("first");
    QTest::newRow("name") << QStringLiteral("误报") << QStringLiteral("alarms.false");
    QTest::newRow("pinyin") << QStringLiteral("wubao") << QStringLiteral("alarms.false");
    QTest::newRow("pinyin in parts") << QStringLiteral("jie jing") << QStringLiteral("alarms.acknowledge");
    QTest::newRow("initials") << QStringLiteral("jj") << QStringLiteral("alarms.acknowledge");
    QTest::newRow("capitals") << QStringLiteral("SD") << QStringLiteral("desk.lock");
    QTest::newRow("id") << QStringLiteral("desk.lo") << QStringLiteral("desk.lock");
    QTest::newRow("nothing") << QStringLiteral("zzz") << QString();
}

void TestActions::the_palette_finds_by_name_pinyin_and_initials() {
    QFETCH(const QString, query);
    QFETCH(const QString, first);
    QWidget window;
    ActionRegistry actions(window);
    QStringList done;
    fill(actions, done);
    const auto found = actions.find(query);
    QCOMPARE(found.empty() ? QString() : found.front()->spec.id, first);
}

void TestActions::what_cannot_be_done_is_not_run() {
    QWidget window;
    ActionRegistry actions(window);
    bool may = true;
    int runs = 0;
    QAction* action = actions.add(
        {QStringLiteral("x"), QStringLiteral("某事"), {}, [&] { ++runs; }, [&] { return may; }, false});
    action->trigger();
    QCOMPARE(runs, 1);
    may = false; // the world moved, nobody refreshed yet
    action->trigger();
    QCOMPARE(runs, 1);
    actions.refresh();
    QVERIFY(!action->isEnabled());
}

void TestActions::a_locked_desk_runs_only_what_is_allowed_locked() {
    QWidget window;
    ActionRegistry actions(window);
    QStringList done;
    fill(actions, done);
    actions.setLocked(true);
    QVERIFY(!actions.action(QStringLiteral("alarms.acknowledge"))->isEnabled());
    QVERIFY(actions.action(QStringLiteral("desk.lock"))->isEnabled());
    QCOMPARE(actions.find({}).size(), std::size_t{1});
}

void TestActions::the_palette_is_used_by_keys_alone_and_returns_the_focus() {
    QWidget window;
    window.resize(800, 600);
    auto* edit = new QLineEdit(&window);
    ActionRegistry actions(window);
    QStringList done;
    fill(actions, done);
    CommandPalette palette(actions, window);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    edit->setFocus();
    palette.open();
    QVERIFY(palette.isVisible());
    auto* query = palette.findChild<QLineEdit*>(QStringLiteral("palette.query"));
    QVERIFY(query->hasFocus());
    QTest::keyClicks(query, QStringLiteral("wb"));
    QTest::keyClick(query, Qt::Key_Return);
    QCOMPARE(done, QStringList{QStringLiteral("false")});
    QVERIFY(!palette.isVisible());
    QVERIFY(edit->hasFocus());
}

void TestActions::escape_closes_the_palette_and_keeps_what_was_typed_elsewhere() {
    QWidget window;
    window.resize(800, 600);
    auto* edit = new QLineEdit(&window);
    ActionRegistry actions(window);
    QStringList done;
    fill(actions, done);
    CommandPalette palette(actions, window);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    edit->setFocus();
    QTest::keyClicks(edit, QStringLiteral("half a note"));
    palette.open();
    QTest::keyClick(palette.findChild<QLineEdit*>(), Qt::Key_Escape);
    QVERIFY(!palette.isVisible());
    QCOMPARE(edit->text(), QStringLiteral("half a note"));
    QVERIFY(edit->hasFocus());
    QVERIFY(done.isEmpty());
}

void TestActions::the_key_works_while_something_is_typed() {
    QWidget window;
    auto* edit = new QLineEdit(&window);
    ActionRegistry actions(window);
    QStringList done;
    fill(actions, done);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    edit->setFocus();
    QTest::keyClicks(edit, QStringLiteral("abc"));
    QTest::keyClick(edit, Qt::Key_F1);
    QTest::keyClick(edit, Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(done, (QStringList{QStringLiteral("acknowledge"), QStringLiteral("lock")}));
    QCOMPARE(edit->text(), QStringLiteral("abc"));
}

void TestActions::the_overview_shows_every_key_of_the_table_and_returns_the_focus() {
    QWidget window;
    window.resize(1280, 720);
    auto* edit = new QLineEdit(&window);
    ActionRegistry actions(window);
    QStringList done;
    fill(actions, done);
    actions.add({QStringLiteral("no.key"), QStringLiteral("没有键的"), {}, {}, {}, false});
    KeyOverview overview(actions, window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    edit->setFocus();
    overview.open();
    QVERIFY(overview.isVisible());
    QVERIFY(overview.hasFocus());
    QVERIFY(window.rect().contains(overview.geometry()));
    QStringList shown;
    for (const QLabel* label : overview.findChildren<QLabel*>())
        shown += label->text();
    for (const auto& entry : actions.entries()) {
        const bool keyed = !entry->spec.shortcut.isEmpty();
        QCOMPARE(shown.contains(entry->spec.text), keyed);
        if (keyed) QVERIFY(shown.contains(entry->spec.shortcut.toString(QKeySequence::NativeText)));
    }
    QTest::keyClick(&overview, Qt::Key_F3); // keys work on below it
    QCOMPARE(done, QStringList{QStringLiteral("false")});
    QVERIFY(overview.isVisible());
    QTest::keyClick(&overview, Qt::Key_Escape);
    QVERIFY(!overview.isVisible());
    QVERIFY(edit->hasFocus());
    overview.open();
    edit->setFocus(Qt::MouseFocusReason); // who goes on elsewhere is not in its way
    QVERIFY(!overview.isVisible());
}

void TestActions::a_second_key_is_given_once_and_is_typed_where_something_is_written() {
    QWidget window;
    auto* box = new QVBoxLayout(&window);
    auto* edit = new QLineEdit(&window);
    auto* list = new QListWidget(&window);
    box->addWidget(edit);
    box->addWidget(list);
    ActionRegistry actions(window);
    int opened = 0;
    const auto add = [&](const char* id, const QKeySequence& key) {
        return actions.add({QString::fromLatin1(id),
                            QString::fromLatin1(id),
                            key,
                            [&] { ++opened; },
                            {},
                            false,
                            QString(),
                            QKeySequence(Qt::Key_Question)});
    };
    QVERIFY(add("keys", QKeySequence(Qt::SHIFT | Qt::Key_F1)) != nullptr);
    QVERIFY(add("again", QKeySequence(Qt::Key_F9)) == nullptr);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Question);
    QCOMPARE(opened, 1);
    edit->setFocus();
    QTest::keyClicks(edit, QStringLiteral("why?"));
    QCOMPARE(opened, 1);
    QCOMPARE(edit->text(), QStringLiteral("why?"));
    QTest::keyClick(edit, Qt::Key_F1, Qt::ShiftModifier);
    QCOMPARE(opened, 2);
}

QTEST_MAIN(TestActions)
#include "tst_actions.moc"
