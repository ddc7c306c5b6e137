// The rows of the log, of the posts and of the stops: do they keep what a model promises, and say what it is?
#include "duty/ui/log_model.h"
#include "duty/ui/post_model.h"
#include "duty/ui/stop_model.h"
#include "shell/ui/inspector.h"
#include "ui_desk.h"

#include <QAbstractItemModelTester>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::duty;
using namespace shouwang::duty::test;

namespace {

QString textOf(const QAbstractItemModel& model, int row) {
    return model.index(row, 0).data().toString();
}

Station nightOf(const std::vector<std::uint32_t>& dice) {
    Station station;
    for (const std::uint32_t each : dice)
        station.submit(anyCommand(each));
    return station;
}

std::vector<Posting> everyPosting(const Station& station) {
    std::vector<Posting> found;
    for (const auto& [id, state] : station.shifts)
        found.insert(found.end(), state.postings.begin(), state.postings.end());
    return found;
}

} // namespace

class ModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void models_keep_what_a_model_promises_whatever_comes() {
        UiDesk desk;
        LogModel log;
        PostModel posts(desk.clock, nullptr);
        StopModel stops(desk.clock, nullptr);
        const QAbstractItemModelTester logTester(&log,
                                                 QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester postTester(&posts,
                                                  QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester stopTester(&stops,
                                                  QAbstractItemModelTester::FailureReportingMode::QtTest);
        qputenv("RC_PARAMS", "max_success=40");
        QVERIFY(rc::check("night", [&](const std::vector<std::uint32_t>& dice) {
            Station station = nightOf(dice);
            const Round& round = station.rounds[kRound];
            const auto postings = everyPosting(station);
            log.setRows(
                merged({entriesOf(postings, desk.scope()), entriesOf(std::span(&round, 1), desk.scope())}));
            posts.setRows(rowsOf(postings, desk.scope()));
            stops.setRows(rowsOf(round));
            RC_ASSERT(stops.rowCount() == static_cast<int>(round.stops.size()));
            for (int row = 0; row < log.rowCount(); ++row)
                RC_ASSERT(!textOf(log, row).isEmpty());
        }));
    }

    void the_log_tells_who_came_and_went_in_sentences() {
        UiDesk desk;
        Station station;
        PostReport faulty = report("wang", "A", "P-CC-1");
        faulty.equipment = {{"radio", 4, 3, false, "一台送修"}};
        station.submit(by(takePost(faulty, kStart), "wang"));
        station.submit(leave("wang", "A", "P-CC-1", kStart + kHour));
        LogModel log;
        log.setRows(merged({entriesOf(station.shift().postings, desk.scope())}));
        QCOMPARE(log.rowCount(), 2);
        QVERIFY2(textOf(log, 0).contains(QStringLiteral("<wang> 离岗：指挥中心一席")),
                 qPrintable(textOf(log, 0)));
        QVERIFY2(textOf(log, 1).contains(QStringLiteral("<wang> 上岗：指挥中心一席")),
                 qPrintable(textOf(log, 1)));
        QVERIFY2(textOf(log, 1).contains(QStringLiteral("对讲机 应有 4 实有 3（一台送修）")),
                 qPrintable(textOf(log, 1)));
    }

    void who_forgot_to_leave_is_said_to_have_been_relieved() {
        UiDesk desk;
        Station station;
        station.submit(take("wang", "A", "P-CC-1", kStart));
        station.submit(take("li", "A", "P-CC-1", middle().start, middle()));
        LogScope scope = desk.scope();
        scope.to = middle().end;
        LogModel log;
        log.setRows(entriesOf(station.shift().postings, scope));
        QVERIFY2(textOf(log, 1).contains(QStringLiteral("没有登记离岗，<li> 接岗时自动结束")),
                 qPrintable(textOf(log, 1)));
    }

    void alarms_and_incidents_stand_in_the_log_of_their_time_only() {
        UiDesk desk;
        alarms::State alarm;
        alarm.id = Id::fromParts({"alarm"});
        alarm.name = "值班室按钮";
        alarm.timeline = {
            {alarms::kind::kRaised, {"system", {}, kStart - 1}, {}, {}, {}, 0, 7, {}},
            {alarms::kind::kAcknowledged, {"wang", seatId("A"), kStart + 1}, {}, {}, {}, 0, 8, {}}};
        dispatch::State incident;
        incident.id = Id::fromParts({"incident"});
        incident.number = "20260921-A-001";
        incident.title = "二层打架";
        incident.timeline = {
            {dispatch::kind::kOpened, {"wang", seatId("A"), kStart + 2}, {}, {}, {}, 0, {}, 0, {}, {}, {}}};
        LogModel log;
        log.setRows(merged({entriesOf(std::span(&alarm, 1), desk.scope()),
                            entriesOf(std::span(&incident, 1), desk.scope())}));
        QCOMPARE(log.rowCount(), 2);
        QVERIFY2(textOf(log, 0).contains(QStringLiteral("立案 20260921-A-001　二层打架")),
                 qPrintable(textOf(log, 0)));
        QVERIFY2(textOf(log, 1).contains(QStringLiteral("接警　值班室按钮")), qPrintable(textOf(log, 1)));
        QCOMPARE(log.index(0).data(shell::kMarkRole).toString(), QStringLiteral("here"));
        QCOMPARE(log.index(1).data(shell::kMarkRole).toString(), QStringLiteral("station"));
    }

    void a_corrected_line_stays_and_is_struck() {
        UiDesk desk;
        LoggedLine old = logged(1, "十点点名 1490 人");
        const LoggedLine fresh = correctionOf(old, 2, "十点点名 1491 人");
        old.corrections = {fresh.line};
        LogModel log;
        log.setRows(merged({entriesOf(std::vector{fresh, old}, desk.scope())}));
        QCOMPARE(log.rowCount(), 2);
        QVERIFY(!log.index(0).data(LogModel::StruckRole).toBool());
        QVERIFY(log.index(1).data(LogModel::StruckRole).toBool());
        QVERIFY2(textOf(log, 1).contains(QStringLiteral("已由 <wang> · A 席 在")),
                 qPrintable(textOf(log, 1)));
        QVERIFY2(textOf(log, 0).contains(QStringLiteral("理由：笔误")), qPrintable(textOf(log, 0)));
    }

    /// G16; calm until an hour before the longest of the pattern.
    void who_is_near_twelve_hours_is_warned_of_calmly_data() {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<qint64>("minutes");
        QTest::addColumn<int>("fatigue");
        QTest::addColumn<QString>("says");
        QTest::newRow("rested") << "command_a" << qint64{11 * 60} << 0 << "";
        QTest::newRow("near") << "command_a" << qint64{11 * 60 + 1} << 1 << "上限 12 小时（待本所核定）";
        QTest::newRow("over") << "command_a" << qint64{12 * 60 + 1} << 2 << "超过上限 12 小时（待本所核定）";
        QTest::newRow("a brigade rests on site") << "brigade" << qint64{13 * 60} << 0 << "";
        QTest::newRow("a brigade after a day")
            << "brigade" << qint64{24 * 60 + 1} << 2 << "超过上限 24 小时（待本所核定）";
    }
    void who_is_near_twelve_hours_is_warned_of_calmly() {
        QFETCH(QString, pattern);
        QFETCH(qint64, minutes);
        QFETCH(int, fatigue);
        QFETCH(QString, says);
        UiDesk desk;
        const Shift shift = shiftAt(*standardPattern(pattern.toStdString()), china(), kStart).value();
        Station station;
        station.submit(take("wang", "A", "P-CC-1", kStart, shift));
        desk.clock.setUtc(kStart + minutes * kMinute);
        PostModel posts(desk.clock, nullptr);
        posts.setRows(rowsOf(station.shift(shift).onPost(), desk.scope()));
        QCOMPARE(posts.index(0).data(PostModel::FatigueRole).toInt(), fatigue);
        QVERIFY2(textOf(posts, 0).contains(says), qPrintable(textOf(posts, 0)));
        QCOMPARE(textOf(posts, 0).contains(QStringLiteral("连续在岗")), fatigue != 0);
    }

    void a_finding_is_not_hidden_by_a_later_look() {
        UiDesk desk;
        StopModel stops(desk.clock, nullptr);
        stops.setRows(rowsOf(roundWith({{0, Outcome::Finding, "door", "门未锁", "CAM-1", {}},
                                        {0, Outcome::Normal, {}, {}, "CAM-1", {}}})));
        QVERIFY2(textOf(stops, 0).contains(QStringLiteral("发现问题（门禁）")), qPrintable(textOf(stops, 0)));
        QVERIFY(stops.index(0).data(StopModel::VisitedRole).toBool());
        QVERIFY(!stops.index(1).data(StopModel::VisitedRole).toBool());
        QVERIFY2(textOf(stops, 1).contains(QStringLiteral("超时")), qPrintable(textOf(stops, 1)));
    }

    void coverage_names_what_was_left_out() {
        const QString said = coverageWord(roundWith({{1, Outcome::Normal, {}, {}, "CAM-2", {}}}));
        QCOMPARE(said, QStringLiteral("覆盖 1/3（33%）；未巡：走廊北、回归指导区"));
    }
};

QTEST_MAIN(ModelsTest)
#include "tst_models.moc"
