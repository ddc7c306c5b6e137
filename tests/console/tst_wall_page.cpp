// What is done with the wall from the desk's one window: by keys, on every page, and without losing what is
// typed.
#include "alarms/ui/alarm_list_view.h"
#include "console/wall_bar.h"
#include "console/wall_screen_choice.h"
#include "shell/ui/notice.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSpinBox>

using namespace shouwang;
using namespace shouwang::console;

class TestWallPage : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        begin();
        m_desk->giveWall();
        m_desk->makeOfficer();
    }
    void cleanup() { end(); }

    void a_scene_is_saved_by_keyboard_and_restored_by_one_key() {
        show({1366, 768});
        QTest::keyClick(m_window.get(), Qt::Key_6, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(state().arranged.division, std::string("1+5"));
        QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        auto* name = field<QLineEdit>("sceneForm.name");
        QVERIFY(name->hasFocus());
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(m_desk->commands.empty()); // without a name nothing is sent
        QVERIFY(field<QLabel>("sceneForm.words")->text().contains(QStringLiteral("名称")));
        name->insert(QStringLiteral("会见"));
        field<QComboBox>("sceneForm.key")->setCurrentIndex(7);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(m_desk->commands.size(), std::size_t{1});
        const ledger::Command& command = m_desk->commands.front();
        QCOMPARE(command.kind, std::string("wall.save_scene"));
        QCOMPARE(command.entity, wall::sceneEntity("会见"));
        QCOMPARE(ledger::field(command.open, wall::Field::Division).text(), std::string("1+5"));
        QCOMPARE(ledger::field(command.open, wall::Field::Key).integer(), std::int64_t{7});
        sync::SubmitResult saved;
        saved.kind = sync::SubmitResult::Kind::Saved;
        m_desk->answers.front()(saved);
        QVERIFY(!name->isVisible());
        const auto* list = m_window->findChild<alarms::AlarmListView*>();
        QVERIFY(QApplication::focusWidget() == list || list->isAncestorOf(QApplication::focusWidget()));
        m_desk->setScenes({wall::evolve({}, factOf(command))});
        QVERIFY(bar().scene().endsWith(QStringLiteral("会见")));
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
        QVERIFY(state().arranged.division.empty());
        visit("incidents");
        QTest::keyClick(m_window.get(), Qt::Key_7, Qt::ControlModifier);
        QCOMPARE(state().arranged.division, std::string("1+5"));
        QVERIFY(bar().scene().endsWith(QStringLiteral("会见")));
        QCOMPARE(m_settings->text(QStringLiteral("scene")), bar().scene());
    }

    void a_refused_scene_says_why_and_keeps_what_was_typed() {
        show({1366, 768});
        QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        auto* name = field<QLineEdit>("sceneForm.name");
        name->insert(QStringLiteral("会见"));
        QTest::keyClick(name, Qt::Key_Return);
        sync::SubmitResult refused;
        refused.kind = sync::SubmitResult::Kind::Refused;
        refused.refusal.code = wall::code::kTooManyScenes;
        m_desk->answers.front()(refused);
        QVERIFY(name->isVisible());
        QVERIFY(field<QLabel>("sceneForm.words")->text().contains(QStringLiteral("200")));
        QTest::keyClick(name, Qt::Key_Escape);
        QVERIFY(!name->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(name->text(), QStringLiteral("会见"));
    }

    void a_scene_that_was_chosen_is_there_again_after_a_restart() {
        m_settings->setText(QStringLiteral("scene"), QStringLiteral("saved:会见"));
        show({1366, 768});
        QVERIFY(state().arranged.division.empty()); // the tables have not been read
        wall::SavedScene scene;
        scene.name = "会见";
        scene.arranged = {"4", {"K1"}};
        m_desk->setScenes({scene});
        QCOMPARE(state().arranged.division, std::string("4"));
        m_desk->director()->divide("9");
        m_window.reset(); // another language builds the window anew
        show({1366, 768});
        QCOMPARE(state().arranged.division, std::string("9"));
        QCOMPARE(bar().scene(), QStringLiteral("saved:会见"));
    }

    void every_key_of_the_wall_is_its_own_and_stands_in_the_overview() {
        show({1366, 768});
        QCOMPARE(m_window->actions().problems(), QStringList());
        QTest::keyClick(m_window.get(), Qt::Key_F1, Qt::ShiftModifier);
        const auto* keys = field<QWidget>("keys");
        QVERIFY(keys->isVisible());
        QVERIFY2(keys->sizeHint().height() <= keys->height() && keys->sizeHint().width() <= keys->width(),
                 "the overview is cut");
        QStringList shown;
        for (const QLabel* label : keys->findChildren<QLabel*>())
            shown += label->text();
        QVERIFY(shown.contains(QStringLiteral("Ctrl+1 … Ctrl+9")));
    }

    void a_key_without_a_scene_says_how_to_get_one() {
        show({1366, 768});
        const wall::WallState before = state();
        QTest::keyClick(m_window.get(), Qt::Key_9, Qt::ControlModifier);
        QVERIFY(state() == before);
        QVERIFY(m_window->findChild<shell::Notice*>()->currentText().contains(QStringLiteral("Ctrl+9")));
    }

    void the_keypad_opens_pictures_on_every_page_but_not_while_somebody_types() {
        show({1366, 768});
        const auto cameras = m_desk->director()->arrangement().cameras;
        for (const char* page : {"watch", "map", "system"}) {
            visit(page);
            m_desk->wall()->focus({});
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_7, Qt::KeypadModifier);
            QCOMPARE(state().focus, cameras.at(6));
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_0, Qt::KeypadModifier);
            QVERIFY(state().focus.empty());
        }
        visit("watch");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_1, Qt::KeypadModifier);
        QVERIFY(field<QLabel>("watch.typed")->text().contains(u'1'));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Enter, Qt::KeypadModifier);
        QCOMPARE(state().focus, cameras.at(0));
        m_desk->wall()->focus({});
        QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        auto* name = field<QLineEdit>("sceneForm.name");
        name->clear();
        QTest::keyClick(name, Qt::Key_7, Qt::KeypadModifier);
        QCOMPARE(name->text(), QStringLiteral("7"));
        QVERIFY(state().focus.empty());
    }

    void a_locked_desk_moves_no_picture() {
        show({1366, 768});
        const wall::WallState before = state();
        m_desk->lock();
        QTest::keyClick(m_window.get(), Qt::Key_7, Qt::KeypadModifier);
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        QTest::keyClick(m_window.get(), Qt::Key_4, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(state() == before);
    }

    void a_tour_is_put_together_started_and_paused_by_keyboard() {
        show({1366, 768});
        QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier);
        auto* list = field<QListView>("tourForm.list");
        QVERIFY(list->isVisible()); // nothing is listed yet
        QTest::keyClick(field<QAbstractButton>("tourForm.addScene"), Qt::Key_Space);
        QTest::keyClick(field<QAbstractButton>("tourForm.addCameras"), Qt::Key_Space);
        const auto cameras = m_desk->director()->arrangement().cameras;
        QCOMPARE(list->model()->rowCount(), 1 + static_cast<int>(cameras.size()));
        auto* dwell = field<QSpinBox>("tourForm.dwell");
        dwell->setValue(1);
        QCOMPARE(dwell->value(), wall::kLeastDwell_s);
        QTest::keyClick(list, Qt::Key_Escape);
        QVERIFY(!list->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier);
        QCOMPARE(m_desk->director()->tour().phase(), wall::Tour::Phase::Running);
        m_desk->advance(std::chrono::seconds(6));
        QTRY_COMPARE(state().focus, cameras.at(0));
        QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier);
        QCOMPARE(m_desk->director()->tour().phase(), wall::Tour::Phase::Paused);
        QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier);
        QCOMPARE(state().focus, cameras.at(1));
        m_window.reset();
        show({1366, 768}); // the list is the seat's, the tour the wall's
        QCOMPARE(field<QListView>("tourForm.list")->model()->rowCount(),
                 1 + static_cast<int>(cameras.size()));
        QCOMPARE(m_desk->director()->tour().phase(), wall::Tour::Phase::Running);
    }

    void the_monitor_of_the_wall_is_kept_and_never_the_one_of_the_desk() {
        m_settings->setText(WallScreenChoice::kSetting, QStringLiteral("HDMI-9"));
        show({1366, 768});
        auto* choice = m_window->findChild<WallScreenChoice*>();
        QCOMPARE(choice->currentData().toString(), QStringLiteral("HDMI-9"));
        QVERIFY(choice->currentText().contains(QStringLiteral("没有接上")));
        visit("system");
        const QModelIndex own = choice->model()->index(1, 0); // the only one that is there
        QVERIFY(own.data().toString().contains(QStringLiteral("本席位在这里")));
        QVERIFY(!(choice->model()->flags(own) & Qt::ItemIsEnabled));
        choice->setCurrentIndex(0);
        Q_EMIT choice->activated(0);
        QVERIFY(m_settings->text(WallScreenChoice::kSetting).isEmpty());
        QVERIFY(state().screen.empty());
        choice->setCurrentIndex(choice->count() - 1);
        Q_EMIT choice->activated(choice->count() - 1);
        QCOMPARE(state().screen, choice->currentData().toString().toStdString());
    }

private:
    template <class T>
    T* field(const char* name) {
        return m_window->findChild<T*>(QLatin1String(name));
    }
    static ledger::Fact factOf(const ledger::Command& command) {
        ledger::Fact fact;
        fact.kind = wall::kind::kSceneSaved;
        fact.entity = command.entity;
        fact.open = command.open;
        return fact;
    }
    WallBar& bar() { return *m_window->findChild<WallBar*>(); }
    const wall::WallState& state() { return m_desk->wall()->state(); }
};

QTEST_MAIN(TestWallPage)
#include "tst_wall_page.moc"
