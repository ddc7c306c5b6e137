// An exercise on the desk: frame and word as long as it runs, the page of who coordinates it, the key that
// aborts, and a real alarm above everything.
#include "alarms/ui/alarm_list_view.h"
#include "alarms/ui/alarm_model.h"
#include "site/ui/map_search_box.h"
#include "window_fixture.h"

#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

using namespace shouwang;
using namespace shouwang::console;

namespace {

const Micros kNow = ManualClock().utc(); // of a desk that is not real

drill::State exercise() {
    drill::State state;
    state.id = Id::fromParts({"exercise"});
    state.name = "夜间处突";
    state.reason = "季度计划第 3 项";
    state.started = {"wangli", Id(), kNow};
    state.second = "zhaomin";
    state.plannedEnd = kNow + 3'600'000'000;
    return state;
}

} // namespace

class TestWindowDrill : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void a_drill_frames_the_desk_and_is_called_so_also_when_it_is_locked();
    void without_a_drill_there_is_no_frame();
    void one_key_aborts_also_at_a_locked_desk();
    void the_key_does_nothing_without_a_drill();
    void the_coordinator_starts_one_with_a_second_persons_password();
    void a_wrong_password_of_the_second_person_sends_nothing();
    void who_may_not_coordinate_cannot_send_the_form();
    void a_point_is_found_by_pinyin_and_raised_by_hand();
    void a_refused_start_says_why_and_keeps_what_was_typed();
    void a_real_alarm_stands_above_the_drills_and_alone_is_counted();

private:
    template <class T>
    T* find(const char* name) {
        T* any = nullptr; // the form that is not shown has fields of the same names
        for (T* each : m_window->findChildren<T*>(QLatin1String(name))) {
            if (each->isVisible()) return each;
            any = each;
        }
        return any;
    }
    void goToDrill() { QTest::keyClick(m_window.get(), Qt::Key_5, Qt::AltModifier); }
    /// A second person whom the seat knows, with a password that is taken.
    void makeSecond() {
        people::Account account;
        account.account = "zhaomin";
        account.name = "赵敏";
        account.role = people::Role::Commander;
        account.cost = {1, std::uint64_t{8} << 20};
        people::KeyStore keys;
        QVERIFY(keys.add(account, "Qinghe-2026!").has_value());
        m_desk->setKeys(std::make_shared<people::KeyStore>(std::move(keys)));
        m_desk->outcome = {people::SignOnOutcome::Kind::Done, 0};
    }
    void type(const char* field, const QString& text) { find<QLineEdit>(field)->setText(text); }
    void choosePoint(const char* field, const QString& typed) {
        auto* edit = find<QLineEdit>(field);
        edit->setFocus();
        edit->setText(typed);
        QTest::keyClick(edit, Qt::Key_Return);
    }
    void shoot(const char* name) {
        const QByteArray folder = qgetenv("SHOUWANG_SHOTS");
        if (!folder.isEmpty())
            m_window->grab().save(QDir(QString::fromLocal8Bit(folder)).filePath(QLatin1String(name)));
    }
};

void TestWindowDrill::a_drill_frames_the_desk_and_is_called_so_also_when_it_is_locked() {
    m_desk->makeOfficer();
    m_desk->setDrill(exercise());
    for (const QSize size : {QSize(1920, 1080), QSize(1366, 768)}) {
        show(size);
        const auto framed = [&] {
            const QImage picture = m_window->grab().toImage();
            const QColor purple = m_theme->drill();
            return picture.pixelColor(1, size.height() / 2) == purple &&
                   picture.pixelColor(size.width() - 2, size.height() / 2) == purple &&
                   picture.pixelColor(size.width() / 2, 1) == purple &&
                   picture.pixelColor(size.width() / 2, size.height() - 2) == purple;
        };
        QVERIFY(framed());
        QVERIFY(find<QLabel>("top.mode")->text().contains(QStringLiteral("演练")));
        goToDrill();
        shoot(size.width() > 1600 ? "drill-1920.png" : "drill-1366.png");
        m_desk->lock();
        QVERIFY(framed());
        m_desk->makeOfficer();
    }
}

void TestWindowDrill::without_a_drill_there_is_no_frame() {
    m_desk->makeOfficer();
    m_desk->setDrill(exercise());
    show({1366, 768});
    m_desk->setDrill({});
    QVERIFY(!find<QWidget>("drill.frame")->isVisible());
    QCOMPARE(find<QLabel>("top.mode")->text(), QStringLiteral("平时"));
}

void TestWindowDrill::one_key_aborts_also_at_a_locked_desk() {
    m_desk->makeOfficer();
    m_desk->setDrill(exercise());
    show({1366, 768});
    QTest::keyClick(m_window.get(), Qt::Key_F12);
    QCOMPARE(m_desk->commands.size(), 1u);
    QCOMPARE(m_desk->commands.front().kind, std::string("drill.abort"));
    QCOMPARE(m_desk->commands.front().nature, ledger::Nature::Report);
    m_desk->lock();
    QTest::keyClick(m_window.get(), Qt::Key_F12);
    QCOMPARE(m_desk->commands.size(), 2u);
    QVERIFY(find<QPushButton>("drill.abort")->text().contains(QStringLiteral("F12")));
}

void TestWindowDrill::the_key_does_nothing_without_a_drill() {
    m_desk->makeOfficer();
    show({1366, 768});
    QTest::keyClick(m_window.get(), Qt::Key_F12);
    QVERIFY(m_desk->commands.empty());
}

void TestWindowDrill::the_coordinator_starts_one_with_a_second_persons_password() {
    m_desk->makeOfficer();
    makeSecond();
    show({1366, 768});
    goToDrill();
    type("drill.name", QStringLiteral("夜间处突"));
    type("drill.reason", QStringLiteral("季度计划"));
    const site::AlarmPoint& point = m_desk->data().site->points.at(4);
    choosePoint("drill.point", QString::fromStdString(point.id));
    find<QPushButton>("drill.add")->click();
    QCOMPARE(find<QTableWidget>("drill.list")->rowCount(), 1);
    type("second.account", QStringLiteral("zhaomin"));
    type("second.password", QStringLiteral("Qinghe-2026!"));
    shoot("drill-start.png");
    find<QPushButton>("drill.start")->click();
    QCOMPARE(m_desk->commands.size(), 1u);
    const ledger::Command& sent = m_desk->commands.front();
    QCOMPARE(sent.kind, std::string("drill.start"));
    QCOMPARE(sent.secondActor, std::string("zhaomin"));
    const auto items = drill::listFrom(ledger::field(sent.open, drill::Field::Items));
    QCOMPARE(items.size(), 1u);
    QCOMPARE(items.front().pointId(), point.id);
    QVERIFY(find<QLineEdit>("second.password")->text().isEmpty());
    QVERIFY(!drill::decide({}, {}, sent).refusal); // and the room takes it as it is
}

void TestWindowDrill::a_wrong_password_of_the_second_person_sends_nothing() {
    m_desk->makeOfficer();
    show({1366, 768});
    goToDrill();
    type("drill.name", QStringLiteral("夜间处突"));
    type("drill.reason", QStringLiteral("季度计划"));
    type("second.account", QStringLiteral("wangli"));
    type("second.password", QStringLiteral("x"));
    find<QPushButton>("drill.start")->click();
    QCOMPARE(find<QLabel>("second.error")->text(), QStringLiteral("第二人不能是本人"));
    type("second.account", QStringLiteral("zhaomin"));
    find<QPushButton>("drill.start")->click();
    QVERIFY(m_desk->commands.empty());
    QCOMPARE(find<QLabel>("second.error")->text(), QStringLiteral("账号或密码不对"));
    QCOMPARE(find<QLineEdit>("drill.name")->text(), QStringLiteral("夜间处突"));
}

void TestWindowDrill::who_may_not_coordinate_cannot_send_the_form() {
    m_desk->makeOfficer(people::Role::Operator);
    show({1366, 768});
    goToDrill();
    QVERIFY(!find<QPushButton>("drill.start")->isEnabled());
    m_desk->setDrill(exercise());
    QVERIFY(!find<QPushButton>("drill.raise")->isEnabled());
    QVERIFY(!find<QPushButton>("drill.stop")->isEnabled());
    QVERIFY(find<QPushButton>("drill.abort")->isEnabled()); // that one is everybody's
}

void TestWindowDrill::a_point_is_found_by_pinyin_and_raised_by_hand() {
    m_desk->makeOfficer();
    drill::State running = exercise();
    drill::Item item{Id::fromParts({"item"}), 30'000'000,
                     alarms::described(m_desk->data().site->points.at(1)), "二楼打架"};
    running.items.push_back(item);
    m_desk->setDrill(running);
    show({1366, 768});
    goToDrill();
    QTRY_VERIFY([this] { // names are spelled while nothing else is to be done
        choosePoint("drill.hand.point", QStringLiteral("yijianbaojing"));
        return find<QLineEdit>("drill.hand.point")->text().contains(QStringLiteral("一键报警"));
    }());
    shoot("drill-running.png");
    find<QPushButton>("drill.raise")->click();
    QCOMPARE(m_desk->commands.size(), 1u);
    QCOMPARE(m_desk->commands.front().kind, std::string("drill.raise"));
    const ledger::Map& point = ledger::field(m_desk->commands.front().open, drill::Field::Point).map();
    QVERIFY(alarms::canBeExercised(point));
    find<QTableWidget>("drill.items")->selectRow(0);
    find<QPushButton>("drill.now")->click();
    QCOMPARE(ledger::field(m_desk->commands.back().open, drill::Field::Item).id(), item.id);
}

void TestWindowDrill::a_refused_start_says_why_and_keeps_what_was_typed() {
    m_desk->signedResult.kind = sync::SubmitResult::Kind::Refused;
    m_desk->signedResult.refusal.code = drill::code::kAnotherRuns;
    m_desk->makeOfficer();
    makeSecond();
    show({1366, 768});
    goToDrill();
    type("drill.name", QStringLiteral("夜间处突"));
    type("drill.reason", QStringLiteral("季度计划"));
    type("second.account", QStringLiteral("zhaomin"));
    type("second.password", QStringLiteral("Qinghe-2026!"));
    find<QPushButton>("drill.start")->click();
    QVERIFY(find<QLabel>("drill.refusal")->text().contains(QStringLiteral("另一场演练")));
    QCOMPARE(find<QLineEdit>("drill.name")->text(), QStringLiteral("夜间处突"));
}

void TestWindowDrill::a_real_alarm_stands_above_the_drills_and_alone_is_counted() {
    m_desk->makeOfficer();
    m_desk->setDrill(exercise());
    show({1920, 1080});
    alarms::State drill = m_desk->makeAlarm(0, site::Priority::Critical);
    drill.mode = ledger::Mode::Drill;
    alarms::State real = m_desk->makeAlarm(1, site::Priority::Low);
    dispatch::State incident;
    incident.id = Id::fromParts({"incident"});
    incident.opened.at = 1;
    incident.mode = ledger::Mode::Drill;
    incident.number = "YL-20261121-A-001";
    m_desk->setIncidents({incident});
    m_desk->setAlarms({drill});
    QCOMPARE(m_sounds->pending(), 1); // an exercise is heard as it would be
    m_desk->setAlarms({drill, real});
    auto* list = m_window->findChild<alarms::AlarmListView*>();
    QCOMPARE(list->model()->index(0, 0).data(alarms::AlarmModel::DrillRole).toBool(), false);
    QCOMPARE(m_desk->data().counts.open, (std::array<int, 4>{0, 0, 0, 1}));
    QCOMPARE(m_sounds->pending(), 4); // what is real waits, so that is what is heard
    QVERIFY(!find<QToolButton>("rail.incidents")->text().contains(QLatin1Char('1')));
    shoot("drill-alarms.png");
}

QTEST_MAIN(TestWindowDrill)
#include "tst_window_drill.moc"
