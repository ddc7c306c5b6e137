// 记录: is every fact a sentence, found by time, zone, officer and kind, and does reading stay undisturbed?
#include "console/attention_words.h"
#include "console/fact_words.h"
#include "console/timeline_model.h"
#include "console/timeline_page.h"
#include "console/timeline_span.h"
#include "night_ledger.h"
#include "shell/ui/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

using namespace shouwang;
using namespace shouwang::console;

namespace {

TimelineModel::Fetch pagesOf(int rows, int page) {
    return [rows, page](const std::optional<reports::Place>& before) {
        TimelineModel::Chunk chunk;
        std::int64_t number = before ? before->number : rows + 1;
        while (number > 1 && static_cast<int>(chunk.rows.size()) < page) {
            TimelineRow row;
            row.number = --number;
            chunk.rows.push_back(row);
        }
        if (number > 1) chunk.next = reports::Place{0, number};
        return chunk;
    };
}

QDateTime local(const char* text) {
    return QDateTime::fromString(QLatin1String(text), Qt::ISODate);
}

} // namespace

class TestTimeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void the_model_keeps_the_rules_of_a_model();
    void older_rows_come_as_the_reader_comes_to_them();
    void the_model_has_a_bound();
    void last_night_is_from_18_to_8();
    void last_night_of_the_early_morning_is_the_one_that_runs();
    void every_fact_of_the_night_is_a_sentence();
    void an_exercise_is_marked_with_its_word();
    void persons_in_care_stand_there_by_number();
    void a_fact_of_an_unknown_room_is_still_shown();
    void the_page_shows_the_span_that_was_chosen();
    void zone_officer_and_kind_narrow_the_list();
    void the_arrow_keys_walk_and_the_whole_sentence_is_shown();
    void what_arrives_does_not_move_what_is_read();
    void what_waits_for_the_station_says_so();

private:
    void choose(const char* box, const QString& data);
    QStringList sentences() const;

    std::unique_ptr<shell::Theme> m_theme = std::make_unique<shell::Theme>();
    std::unique_ptr<FakeDesk> m_desk;
    std::unique_ptr<NightLedger> m_night;
    std::unique_ptr<TimelinePage> m_page;
    QListView* m_list = nullptr;
    Micros m_evening = 0;
};

void TestTimeline::init() {
    m_theme->install(*qApp);
    m_desk = std::make_unique<FakeDesk>();
    m_evening = m_desk->clock().utc();
    m_night = std::make_unique<NightLedger>(*m_desk);
    m_night->playNight(m_evening);
    m_desk->ownClock().advance(std::chrono::hours(1));
    m_page = std::make_unique<TimelinePage>(*m_desk, *m_theme);
    m_page->resize(900, 600);
    m_list = m_page->findChild<QListView*>(QStringLiteral("timeline.list"));
    choose("timeline.span", QString::number(static_cast<int>(Span::Day)));
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestTimeline::cleanup() {
    m_page.reset();
    m_night.reset();
    m_desk.reset();
}

void TestTimeline::choose(const char* box, const QString& data) {
    auto* combo = m_page->findChild<QComboBox*>(QLatin1String(box));
    for (int i = 0; i < combo->count(); ++i) {
        if (combo->itemData(i).toString() == data) return combo->setCurrentIndex(i);
    }
    QFAIL(qPrintable(data + QStringLiteral(" cannot be chosen")));
}

QStringList TestTimeline::sentences() const {
    QStringList all;
    for (int row = 0; row < m_page->model().rowCount(); ++row)
        all << m_page->model().at(row).sentence;
    return all;
}

void TestTimeline::the_model_keeps_the_rules_of_a_model() {
    TimelineModel model;
    model.restart(pagesOf(45, 20));
    // Qt's tester itself fetches more while it hears of a reset, and takes that for a fault: so it comes
    // after.
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    while (model.canFetchMore({}))
        model.fetchMore({});
    model.restart(pagesOf(0, 20));
    QCOMPARE(model.rowCount(), 0);
}

void TestTimeline::older_rows_come_as_the_reader_comes_to_them() {
    TimelineModel model;
    model.restart(pagesOf(45, 20));
    QCOMPARE(model.rowCount(), 20);
    model.fetchMore({});
    model.fetchMore({});
    QCOMPARE(model.rowCount(), 45);
    QVERIFY(!model.canFetchMore({}));
    QCOMPARE(model.at(0).number, std::int64_t{45});
    QCOMPARE(model.at(44).number, std::int64_t{1});
}

void TestTimeline::the_model_has_a_bound() {
    TimelineModel model;
    model.restart(pagesOf(TimelineModel::kMostRows + 5000, 5000));
    for (int i = 0; i < 10; ++i)
        model.fetchMore({});
    QCOMPARE(model.rowCount(), TimelineModel::kMostRows);
    QVERIFY(model.isFull());
}

void TestTimeline::last_night_is_from_18_to_8() {
    const Hours hours = hoursOf(Span::LastNight, local("2026-11-22T10:15:00"));
    QCOMPARE(hours, hoursOf(local("2026-11-21T18:00:00"), local("2026-11-22T08:00:00")));
}

void TestTimeline::last_night_of_the_early_morning_is_the_one_that_runs() {
    const Hours hours = hoursOf(Span::LastNight, local("2026-11-22T03:15:00"));
    QCOMPARE(hours, hoursOf(local("2026-11-21T18:00:00"), local("2026-11-22T08:00:00")));
}

void TestTimeline::every_fact_of_the_night_is_a_sentence() {
    const QString all = sentences().join(QLatin1Char('\n'));
    const QString title = QString::fromStdString(m_desk->data().site->points.front().name);
    for (const QString& part :
         {QStringLiteral("系统　触发报警　") + title, QStringLiteral("wangli"),
          QStringLiteral("接警　") + title, QStringLiteral("定性：真警　") + title,
          QStringLiteral("两人推搡"), QStringLiteral("20261121-A-003"), QStringLiteral("带执法记录仪到场"),
          QStringLiteral("第一时间：到场"), QStringLiteral("任务完成")})
        QVERIFY2(all.contains(part), qPrintable(part + QStringLiteral(" is missing in\n") + all));
    // No code of ours stands in what an officer reads.
    for (const char* room : {"alarms.", "dispatch.", "care.", "evidence."})
        QVERIFY2(!all.contains(QLatin1String(room)), qPrintable(all));
}

void TestTimeline::an_exercise_is_marked_with_its_word() {
    int drills = 0;
    for (int row = 0; row < m_page->model().rowCount(); ++row) {
        const TimelineRow& line = m_page->model().at(row);
        if (line.mode.isEmpty()) continue;
        ++drills;
        QCOMPARE(line.mode, QStringLiteral("演练"));
        QVERIFY(m_page->model().index(row).data(Qt::AccessibleTextRole).toString().contains(line.mode));
    }
    QCOMPARE(drills, 1);
}

void TestTimeline::persons_in_care_stand_there_by_number() {
    choose("timeline.kind", QStringLiteral("care"));
    QCOMPARE(sentences().size(), 1);
    QVERIFY2(sentences().front().contains(QStringLiteral("登记入所　QH26-0001")),
             qPrintable(sentences().front()));
}

void TestTimeline::a_fact_of_an_unknown_room_is_still_shown() {
    reports::Line line;
    line.kind = "weather.storm_seen";
    line.actor = "wangli";
    const QString text = factSentence(line, {}, attentionNames(*m_desk));
    QVERIFY(text.contains(QStringLiteral("weather.storm_seen")));
}

void TestTimeline::the_page_shows_the_span_that_was_chosen() {
    const int all = m_page->model().rowCount();
    QVERIFY(all > 8);
    m_desk->ownClock().advance(std::chrono::hours(48));
    m_page->reload();
    QCOMPARE(m_page->model().rowCount(), 0);
    choose("timeline.span", QString::number(static_cast<int>(Span::Week)));
    QCOMPARE(m_page->model().rowCount(), all);
}

void TestTimeline::zone_officer_and_kind_narrow_the_list() {
    const int all = m_page->model().rowCount();
    choose("timeline.kind", QStringLiteral("dispatch"));
    const int incidents = m_page->model().rowCount();
    QCOMPARE(incidents, 4);
    choose("timeline.officer", QStringLiteral("system"));
    QCOMPARE(m_page->model().rowCount(), 0);
    choose("timeline.kind", QString());
    QCOMPARE(m_page->model().rowCount(), 2); // the two presses
    choose("timeline.officer", QString());
    choose("timeline.zone", QString::fromStdString(m_night->zoneOf(0)));
    QVERIFY(m_page->model().rowCount() >= 9 && m_page->model().rowCount() <= all);
    choose("timeline.zone", QStringLiteral("Z60"));
    QVERIFY(m_page->model().rowCount() < 2);
}

void TestTimeline::the_arrow_keys_walk_and_the_whole_sentence_is_shown() {
    m_page->takeFocus();
    QTest::keyClick(m_list, Qt::Key_Down);
    QTest::keyClick(m_list, Qt::Key_Down);
    const int row = m_list->currentIndex().row();
    QVERIFY(row >= 1);
    auto* detail = m_page->findChild<QLabel*>(QStringLiteral("timeline.detail"));
    QVERIFY(detail->text().startsWith(m_page->model().at(row).sentence));
    QVERIFY(detail->text().contains(QString::number(m_page->model().at(row).number)));
}

void TestTimeline::what_arrives_does_not_move_what_is_read() {
    m_list->setCurrentIndex(m_page->model().index(3));
    const QString read = m_page->model().at(3).sentence;
    m_night->raise(2, m_desk->clock().utc());
    Q_EMIT m_desk->changed();
    auto* news = m_page->findChild<QPushButton*>(QStringLiteral("timeline.news"));
    QTRY_VERIFY(news->isVisible());
    QCOMPARE(m_list->currentIndex().row(), 3);
    QCOMPARE(m_page->model().at(3).sentence, read);
    news->click();
    QVERIFY(!news->isVisible());
    QCOMPARE(m_page->model().at(4).sentence, read);
}

void TestTimeline::what_waits_for_the_station_says_so() {
    ledger::Fact waiting;
    waiting.kind = dispatch::kind::kNoted;
    waiting.entity = kIncident;
    waiting.actor = "wangli";
    waiting.occurred = m_desk->clock().utc();
    m_night->overlay.push(waiting);
    m_page->reload();
    QVERIFY(m_page->model().at(0).here);
    m_list->setCurrentIndex(m_page->model().index(0));
    QVERIFY(m_page->findChild<QLabel*>(QStringLiteral("timeline.detail"))
                ->text()
                .contains(QStringLiteral("尚未传到站点")));
}

QTEST_MAIN(TestTimeline)
#include "tst_timeline.moc"
