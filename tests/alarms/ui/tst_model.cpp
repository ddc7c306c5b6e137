#include "alarms/ui/alarm_list_view.h"
#include "sample_alarms.h"
#include "shell/ui/theme.h"

#include <QAbstractItemModelTester>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <random>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::alarms;
using namespace shouwang::alarms::test;

namespace {

State alarm(int number, site::Priority priority = site::Priority::High) {
    State state;
    state.id = Id::fromParts({"alarm", std::to_string(number)});
    state.raisedAt = kStart + number * kSecond;
    state.priority = priority;
    state.name = "点位" + std::to_string(number);
    return state;
}

std::vector<State> some(const std::set<int>& numbers, std::uint32_t seed) {
    std::vector<State> states;
    for (const int number : numbers)
        states.push_back(alarm(number));
    std::mt19937 engine(seed);
    std::ranges::shuffle(states, engine);
    return states;
}

std::vector<State> many() {
    std::vector<State> states;
    for (int number = 1; number <= 20; ++number)
        states.push_back(alarm(number));
    return states;
}

std::vector<State> manyAndAWorse() {
    std::vector<State> states = many();
    states.insert(states.begin(), alarm(99, site::Priority::Critical));
    return states;
}

/// More than fit, and the last one is selected.
void showScrolled(AlarmListView& view) {
    view.resize(300, 200);
    view.setAlarms(many());
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.selectAlarm(alarm(20).id);
    QTRY_VERIFY(view.verticalScrollBar()->value() > 0);
}

} // namespace

class ModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rows_follow_any_list_and_a_persistent_index_follows_its_alarm() {
        QVERIFY(rc::check("follow", [](const std::set<std::uint8_t>& before,
                                       const std::set<std::uint8_t>& after, std::uint32_t seed) {
            AlarmModel model;
            QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
            model.setAlarms(some({before.begin(), before.end()}, seed));
            std::vector<std::pair<Id, QPersistentModelIndex>> marks;
            for (int row = 0; row < model.rowCount(); ++row)
                marks.emplace_back(model.at(row).id, QPersistentModelIndex(model.index(row)));
            const std::vector<State> wanted = some({after.begin(), after.end()}, seed + 1);
            model.setAlarms(wanted);
            RC_ASSERT(model.alarms() == wanted);
            for (const auto& [id, mark] : marks)
                RC_ASSERT((mark.isValid() ? model.at(mark.row()).id == id : !model.indexOf(id).isValid()));
        }));
    }

    void an_unchanged_list_changes_no_row() {
        AlarmModel model;
        model.setAlarms({alarm(1), alarm(2)});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy moved(&model, &QAbstractItemModel::rowsMoved);
        QVERIFY(!model.setAlarms({alarm(1), alarm(2)}));
        QCOMPARE(changed.size() + moved.size(), 0);
        State acknowledged = alarm(2);
        acknowledged.acknowledged = Stamp{"wang", {}, kStart};
        QVERIFY(!model.setAlarms({alarm(1), acknowledged}));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.front().front().toModelIndex().row(), 1);
    }

    void the_selection_stays_with_its_alarm_when_worse_ones_arrive() {
        ManualClock clock(kStart);
        shell::Theme theme;
        AlarmListView view(theme, clock);
        QSignalSpy selected(&view, &AlarmListView::alarmSelected);
        view.setAlarms({alarm(1), alarm(2)});
        QCOMPARE(selected.size(), 1);
        QVERIFY(view.selectAlarm(alarm(2).id));
        view.setAlarms({alarm(9, site::Priority::Critical), alarm(2), alarm(1)});
        QCOMPARE(view.selectedAlarm(), std::optional(alarm(2).id));
        QCOMPARE(view.currentIndex().row(), 1);
        QCOMPARE(selected.size(), 2);
    }

    void when_the_selected_alarm_closes_no_neighbour_is_selected() {
        ManualClock clock(kStart);
        shell::Theme theme;
        AlarmListView view(theme, clock);
        view.setAlarms({alarm(1), alarm(2), alarm(3)});
        view.selectAlarm(alarm(2).id);
        QSignalSpy selected(&view, &AlarmListView::alarmSelected);
        view.setAlarms({alarm(1), alarm(3)});
        QVERIFY(!view.selectedAlarm());
        QCOMPARE(selected.size(), 0);
        QVERIFY(view.selectionModel()->selectedIndexes().isEmpty());
        view.setAlarms({alarm(4), alarm(1), alarm(3)});
        QCOMPARE(view.selectedAlarm(), std::optional(alarm(4).id));
    }

    void a_worse_alarm_comes_into_sight_although_the_list_was_scrolled() {
        ManualClock clock(kStart);
        shell::Theme theme;
        AlarmListView view(theme, clock);
        showScrolled(view);
        view.setAlarms(manyAndAWorse());
        QCOMPARE(view.verticalScrollBar()->value(), 0);
        QCOMPARE(view.selectedAlarm(), std::optional(alarm(20).id));
    }

    void a_hand_on_the_list_is_not_disturbed_and_then_sees_it() {
        ManualClock clock(kStart);
        shell::Theme theme;
        AlarmListView view(theme, clock);
        showScrolled(view);
        QTest::keyClick(&view, Qt::Key_Up);
        const int before = view.verticalScrollBar()->value();
        QVERIFY(before > 0);
        view.setAlarms(manyAndAWorse());
        QCOMPARE(view.verticalScrollBar()->value(), before);
        QTRY_COMPARE_WITH_TIMEOUT(view.verticalScrollBar()->value(), 0, 10'000);
    }

    void an_alarm_further_down_moves_nothing() {
        ManualClock clock(kStart);
        shell::Theme theme;
        AlarmListView view(theme, clock);
        showScrolled(view);
        const int before = view.verticalScrollBar()->value();
        auto alarms = many();
        alarms.push_back(alarm(30, site::Priority::Low));
        view.setAlarms(alarms);
        QCOMPARE(view.verticalScrollBar()->value(), before);
    }

    void a_row_says_priority_name_and_state_in_words() {
        AlarmModel model;
        State drill = alarm(1, site::Priority::Critical);
        drill.mode = ledger::Mode::Drill;
        model.setAlarms({drill});
        const QString text = model.data(model.index(0), Qt::DisplayRole).toString();
        for (const char* word : {"演练", "▲", "紧急", "点位1", "未接警"})
            QVERIFY2(text.contains(QString::fromUtf8(word)), word);
    }
};

QTEST_MAIN(ModelTest)
#include "tst_model.moc"
