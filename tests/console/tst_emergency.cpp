// The sheet for the day when nothing runs: is all of it there, every hour, whole, and is trouble said?
#include "base/file.h"
#include "console/emergency_keeper.h"
#include "console/papers_box.h"
#include "console/seat_papers.h"
#include "night_ledger.h"
#include "shell/ui/action_registry.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QAction>
#include <QDir>
#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>

using namespace shouwang;
using namespace shouwang::console;

namespace {

shell::Paper small(const QString& title) {
    shell::Paper paper;
    paper.title = title;
    return paper;
}

} // namespace

class TestEmergency : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void the_sheet_holds_all_that_is_needed_when_nothing_runs();
    void the_sheet_names_no_person_in_care();
    void an_exercise_on_the_sheet_is_marked();
    void a_sheet_of_a_seat_that_is_cut_off_says_so();
    void every_hour_has_its_sheet_as_pdf_and_text();
    void only_the_newest_sheets_are_kept();
    void other_files_in_the_folder_stay();
    void trouble_with_the_disk_is_said_and_ends_with_the_next_sheet();
    void an_old_sheet_stays_whole_when_the_next_one_fails();
    void the_bar_and_the_system_page_say_that_the_sheet_failed();

private:
    EmergencyData data();
    QStringList files() const;

    std::unique_ptr<NightLedger> m_night;
    QString m_sheets;
};

void TestEmergency::init() {
    begin();
    m_night = std::make_unique<NightLedger>(*m_desk);
    m_night->playNight(m_desk->clock().utc());
    m_sheets = m_folder->filePath(QStringLiteral("emergency"));
}

void TestEmergency::cleanup() {
    end();
    m_night.reset();
}

EmergencyData TestEmergency::data() {
    const DeskData& known = m_desk->data();
    EmergencyData data{*known.site,
                       {},
                       {},
                       {},
                       {},
                       {{QStringLiteral("警情"), QStringLiteral("F1"), QStringLiteral("接警")}},
                       *known.status,
                       QStringLiteral("A"),
                       {},
                       m_desk->clock().utc()};
    m_desk->read([&data](const ledger::View& view) {
        data.headcount = care::headcount(view);
        data.alarms = alarms::openAlarms(view);
        data.incidents = dispatch::incidents(view, 10);
    });
    duty::Posting posting;
    posting.account = "wangli";
    posting.post = known.site->posts.front().id;
    posting.taken.at = data.now;
    data.posts = {posting};
    return data;
}

QStringList TestEmergency::files() const {
    return QDir(m_sheets).entryList(QDir::Files, QDir::Name);
}

void TestEmergency::the_sheet_holds_all_that_is_needed_when_nothing_runs() {
    const QString text = shell::paperText(emergencySheet(data()));
    const site::Site& site = *m_desk->data().site;
    for (const std::string& part :
         {std::string("各区人数"), site.zone(m_night->zoneOf(0))->name, std::string("实有: 1"),
          site.points.front().name, std::string("20261121-A-003"), site.posts.front().name,
          std::string("wangli"), site.contacts.front().name, site.contacts.front().phone,
          site.procedures.front().title, site.procedures.front().steps.front(), std::string("键: F1")})
        QVERIFY2(text.contains(QString::fromStdString(part)),
                 qPrintable(QString::fromStdString(part) + QStringLiteral(" is missing in\n") + text));
}

void TestEmergency::the_sheet_names_no_person_in_care() {
    QVERIFY(!shell::paperText(emergencySheet(data())).contains(QStringLiteral("QH26-")));
}

void TestEmergency::an_exercise_on_the_sheet_is_marked() {
    QVERIFY(shell::paperText(emergencySheet(data())).contains(QStringLiteral("【演练】")));
}

void TestEmergency::a_sheet_of_a_seat_that_is_cut_off_says_so() {
    QVERIFY(shell::paperText(emergencySheet(data())).contains(QStringLiteral("站点未确认")));
    m_desk->setLink(sync::LinkState::Live);
    QVERIFY(shell::paperText(emergencySheet(data())).contains(QStringLiteral("与站点同步")));
}

void TestEmergency::every_hour_has_its_sheet_as_pdf_and_text() {
    ManualClock clock;
    EmergencyKeeper keeper({m_sheets.toStdString(), 48}, clock,
                           [] { return small(QStringLiteral("应急单")); });
    const auto look = [&] {
        QSignalSpy changed(&keeper, &EmergencyKeeper::changed);
        keeper.look();
        return changed.wait(5000);
    };
    QVERIFY(look());
    QCOMPARE(files().size(), 2);
    QCOMPARE(keeper.state().written, std::optional(clock.utc()));
    keeper.look(); // the same hour: nothing is begun
    clock.advance(std::chrono::hours(1));
    QVERIFY(look());
    QCOMPARE(files().size(), 4);
    const auto text = readFile(keeper.state().file.toStdString());
    QVERIFY(text && !text->empty());
    QVERIFY(files().filter(QStringLiteral(".pdf")).size() == 2);
}

void TestEmergency::only_the_newest_sheets_are_kept() {
    for (int hour = 0; hour < 6; ++hour)
        QVERIFY(writeSheet(small(QString::number(hour)), m_sheets.toStdString(), hour * 3'600'000'000LL, 3));
    QCOMPARE(files().size(), 6); // three pairs
    QVERIFY(files().front().contains(QStringLiteral("T03Z")));
}

void TestEmergency::other_files_in_the_folder_stay() {
    QDir().mkpath(m_sheets);
    QVERIFY(writeFileWhole((m_sheets + QStringLiteral("/a-note.txt")).toStdString(), view("mine")));
    QVERIFY(writeSheet(small({}), m_sheets.toStdString(), 0, 1));
    QVERIFY(writeSheet(small({}), m_sheets.toStdString(), 3'600'000'000LL, 1));
    QCOMPARE(files().size(), 3);
    QVERIFY(files().contains(QStringLiteral("a-note.txt")));
}

void TestEmergency::trouble_with_the_disk_is_said_and_ends_with_the_next_sheet() {
    ManualClock clock;
    QVERIFY(writeFileWhole(m_sheets.toStdString(), view("a file where the folder should be")));
    EmergencyKeeper keeper({m_sheets.toStdString(), 48}, clock,
                           [] { return small(QStringLiteral("应急单")); });
    keeper.look();
    QTRY_VERIFY(!keeper.state().fault.isEmpty());
    QVERIFY(keeper.state().fault.contains(m_sheets));
    QVERIFY(!keeper.state().written);
    QVERIFY(QFile::remove(m_sheets));
    keeper.look(); // within the same hour: a failed try is tried again
    QTRY_VERIFY(keeper.state().written.has_value());
    QVERIFY(keeper.state().fault.isEmpty());
}

void TestEmergency::an_old_sheet_stays_whole_when_the_next_one_fails() {
    const auto first = writeSheet(small(QStringLiteral("旧")), m_sheets.toStdString(), 0, 3);
    QVERIFY(first.has_value());
    const auto before = readFile(*first).value();
    // A folder stands where the next file shall be: the rename fails after all was written beside it.
    QDir(m_sheets).mkdir(QStringLiteral("emergency-19700101T01Z.txt"));
    QVERIFY(!writeSheet(small(QStringLiteral("新")), m_sheets.toStdString(), 3'600'000'000LL, 3));
    QCOMPARE(readFile(*first).value(), before);
    for (const QString& file : files())
        QVERIFY2(!file.endsWith(QStringLiteral(".new")), qPrintable(file));
}

void TestEmergency::the_bar_and_the_system_page_say_that_the_sheet_failed() {
    QVERIFY(writeFileWhole(m_sheets.toStdString(), view("a file where the folder should be")));
    m_desk->emergency = m_sheets.toStdString();
    m_desk->makeOfficer();
    show({1366, 768});
    m_window->actions().action(QStringLiteral("papers.sheet"))->trigger();
    auto* link = m_window->findChild<QToolButton*>(QStringLiteral("top.link"));
    QTRY_VERIFY(link->text().contains(QStringLiteral("▲ 应急单")));
    auto* sheet = m_window->findChild<QLabel*>(QStringLiteral("papers.sheet"));
    QVERIFY(sheet->text().contains(QStringLiteral("应急单没有写成")));
    QVERIFY(sheet->text().contains(m_sheets));
    QVERIFY(QFile::remove(m_sheets));
    m_window->findChild<QAbstractButton*>(QStringLiteral("papers.write_sheet"))->click();
    QTRY_VERIFY(!link->text().contains(QStringLiteral("▲ 应急单")));
    QVERIFY(sheet->text().contains(QStringLiteral("已写到")));
}

QTEST_MAIN(TestEmergency)
#include "tst_emergency.moc"
