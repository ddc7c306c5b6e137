// An incident on paper: all that was done, its pictures and their hashes; whole or not at all.
#include "base/file.h"
#include "console/incident_page.h"
#include "console/incident_printer.h"
#include "console/print_form.h"
#include "night_ledger.h"
#include "shell/ui/action_registry.h"
#include "window_fixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

using namespace shouwang;
using namespace shouwang::console;

class TestIncidentPaper : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void the_paper_tells_what_was_done_by_whom_and_where_the_ledger_stood();
    void a_moment_that_nobody_recorded_is_shown_as_missing();
    void a_paper_of_an_exercise_carries_its_mark();
    void no_name_and_no_number_of_a_person_in_care_is_on_it();
    void a_clip_whose_bytes_have_changed_is_no_evidence_and_gives_no_picture();
    void a_clip_of_another_seat_is_named_with_its_hash();
    void a_private_camera_gives_no_picture();
    void ctrl_p_prints_the_selected_incident_whole();
    void a_folder_that_is_not_there_gives_a_clear_error_and_no_file();
    void a_file_in_the_place_of_the_folder_gives_a_clear_error();
    void nobody_prints_on_a_locked_desk();
    void a_number_from_a_fact_never_leaves_the_folder();
    void without_a_reason_nothing_is_printed_G2();
    void a_print_is_recorded_with_its_reason_and_the_hash_of_the_file_G2();
    void what_cannot_be_recorded_is_not_written();
    void pictures_need_a_second_person_G21();

private:
    IncidentPaper about(const dispatch::State& incident, const alarms::State* alarm);
    dispatch::State incident();
    void openForm();
    void print(const QString& folder, sync::SubmitResult::Kind recorded = sync::SubmitResult::Kind::Saved);
    template <class Part>
    Part* part(const char* name) {
        auto* page = m_window->findChild<QWidget*>(QStringLiteral("incidents"));
        return page->findChild<Part*>(QLatin1String(name));
    }
    void giveReason();
    void fillFolder(const QString& folder);
    QString message() { return part<QLabel>("print.message")->text(); }

    std::unique_ptr<NightLedger> m_night;
    Id m_alarm;
};

void TestIncidentPaper::init() {
    begin();
    m_night = std::make_unique<NightLedger>(*m_desk);
    m_alarm = m_night->playNight(m_desk->clock().utc());
    m_desk->evidence = m_folder->filePath(QStringLiteral("evidence")).toStdString();
    QDir(m_folder->path()).mkdir(QStringLiteral("evidence"));
    QDir(m_folder->path()).mkdir(QStringLiteral("out"));
}

void TestIncidentPaper::cleanup() {
    end();
    m_night.reset();
}

dispatch::State TestIncidentPaper::incident() {
    dispatch::State found;
    m_desk->read([&](const ledger::View& view) { found = dispatch::incident(view, kIncident).value(); });
    return found;
}

IncidentPaper TestIncidentPaper::about(const dispatch::State& incident, const alarms::State* alarm) {
    sync::Cursor at;
    at.number = 4711;
    return {incident,
            alarm,
            *m_desk->data().site,
            {},
            {},
            {},
            at,
            2,
            QStringLiteral("王立 · A 席"),
            m_desk->clock().utc()};
}

void TestIncidentPaper::the_paper_tells_what_was_done_by_whom_and_where_the_ledger_stood() {
    std::optional<alarms::State> alarm;
    m_desk->read([&](const ledger::View& view) { alarm = alarms::alarm(view, m_alarm); });
    const dispatch::State state = incident();
    const shell::Paper paper = incidentPaper(about(state, &*alarm));
    const QString text = shell::paperText(paper);
    for (const QString& part :
         {QStringLiteral("20261121-A-003"), QStringLiteral("一层值班室推搡"), QStringLiteral("斗殴聚众"),
          QStringLiteral("触发报警"), QStringLiteral("接警"), QStringLiteral("带执法记录仪到场"),
          QStringLiteral("已分开，无人受伤"), QStringLiteral("wangli"), QStringLiteral("#4"),
          QStringLiteral("第 4711 条"), QStringLiteral("站点未确认"), QStringLiteral("打印：王立 · A 席")})
        QVERIFY2(text.contains(part), qPrintable(part + QStringLiteral(" is missing in\n") + text));
    QVERIFY(paper.drill.isEmpty());
}

void TestIncidentPaper::a_moment_that_nobody_recorded_is_shown_as_missing() {
    const dispatch::State state = incident();
    const QString text = shell::paperText(incidentPaper(about(state, nullptr)));
    QCOMPARE(text.count(QStringLiteral("没有记录")), 3); // only the arrival was stamped
}

void TestIncidentPaper::a_paper_of_an_exercise_carries_its_mark() {
    dispatch::State state = incident();
    state.mode = ledger::Mode::Drill;
    QCOMPARE(incidentPaper(about(state, nullptr)).drill, QStringLiteral("演练"));
}

void TestIncidentPaper::no_name_and_no_number_of_a_person_in_care_is_on_it() {
    const dispatch::State state = incident();
    QVERIFY(!shell::paperText(incidentPaper(about(state, nullptr))).contains(QStringLiteral("QH26-")));
}

void TestIncidentPaper::a_clip_whose_bytes_have_changed_is_no_evidence_and_gives_no_picture() {
    evidence::Clip clip;
    clip.file = "clip.mp4";
    clip.sha256 = sha256(view("as it was sealed"));
    QCOMPARE(findClip(clip, m_desk->evidence, 0).found, PaperClip::Found::Absent);
    QVERIFY(writeFileWhole(m_desk->evidence / "clip.mp4", view("as somebody made it")));
    const PaperClip changed = findClip(clip, m_desk->evidence, 0);
    QCOMPARE(changed.found, PaperClip::Found::Changed);
    QVERIFY(changed.still.isNull());
    const dispatch::State state = incident();
    IncidentPaper paper = about(state, nullptr);
    paper.clips = {changed};
    QVERIFY(shell::paperText(incidentPaper(paper)).contains(QStringLiteral("不得作为证据")));
}

void TestIncidentPaper::a_clip_of_another_seat_is_named_with_its_hash() {
    PaperClip clip;
    clip.clip.camera = m_desk->data().site->cameras.front().id;
    clip.clip.file = "of-seat-b.mp4";
    clip.clip.sha256 = sha256(view("b"));
    const dispatch::State state = incident();
    IncidentPaper paper = about(state, nullptr);
    paper.clips = {clip};
    const QString text = shell::paperText(incidentPaper(paper));
    QVERIFY(text.contains(QString::fromStdString(toHex(ByteView(clip.clip.sha256)))));
    QVERIFY(text.contains(QStringLiteral("文件在另一席位")));
}

void TestIncidentPaper::a_private_camera_gives_no_picture() {
    PaperClip clip;
    clip.isPrivate = true;
    clip.found = PaperClip::Found::Whole;
    const dispatch::State state = incident();
    IncidentPaper paper = about(state, nullptr);
    paper.clips = {clip};
    QVERIFY(shell::paperText(incidentPaper(paper)).contains(QStringLiteral("画面不打印")));
}

void TestIncidentPaper::openForm() {
    m_desk->makeOfficer();
    m_desk->setIncidents({incident()});
    show({1366, 768});
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::AltModifier);
    auto* list = m_window->findChild<QListView*>(QStringLiteral("incidentList"));
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(m_window.get(), Qt::Key_P, Qt::ControlModifier);
    QTRY_VERIFY(part<QComboBox>("print.ground")->hasFocus());
}

/// By the keyboard: the second reason of the list, and no pictures.
void TestIncidentPaper::giveReason() {
    auto* ground = part<QComboBox>("print.ground");
    QTest::keyClick(ground, Qt::Key_Down);
    QTest::keyClick(ground, Qt::Key_Down);
    QCOMPARE(ground->currentData().toString(), QStringLiteral("report_up"));
    QTest::keyClicks(part<QLineEdit>("print.reason"), QStringLiteral("weekly"));
    part<QCheckBox>("print.pictures")->setChecked(false);
}

void TestIncidentPaper::fillFolder(const QString& folder) {
    auto* field = part<QLineEdit>("print.folder");
    field->setText(folder);
    QTest::keyClick(field, Qt::Key_Return);
}

void TestIncidentPaper::print(const QString& folder, sync::SubmitResult::Kind recorded) {
    giveReason();
    const std::size_t before = m_desk->answers.size();
    fillFolder(folder);
    QTRY_COMPARE(m_desk->answers.size(), before + 1);
    QCOMPARE(m_desk->commands.back().kind, std::string(reports::kRecordPrint));
    m_desk->answers.back()({recorded, {}, {}, {}, {}});
    QTRY_VERIFY(part<QPushButton>("print.save")->isEnabled());
}

void TestIncidentPaper::ctrl_p_prints_the_selected_incident_whole() {
    openForm();
    const QString out = m_folder->filePath(QStringLiteral("out"));
    print(out);
    const QStringList files = QDir(out).entryList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QVERIFY(files.front().startsWith(QStringLiteral("incident-20261121-A-003-")));
    const auto bytes = readFile((out + QLatin1Char('/') + files.front()).toStdString());
    const QByteArray pdf(reinterpret_cast<const char*>(bytes->data()), static_cast<int>(bytes->size()));
    QVERIFY(pdf.startsWith("%PDF-") && pdf.trimmed().endsWith("%%EOF"));
    QVERIFY(message().contains(files.front()));
    QCOMPARE(m_settings->text(QStringLiteral("print_folder")), out);
}

void TestIncidentPaper::a_folder_that_is_not_there_gives_a_clear_error_and_no_file() {
    openForm();
    const QString nowhere = m_folder->filePath(QStringLiteral("nowhere"));
    print(nowhere);
    QVERIFY2(message().contains(QStringLiteral("没有这个文件夹")), qPrintable(message()));
    QVERIFY(message().contains(nowhere));
    QVERIFY(!QDir(nowhere).exists());
    QCOMPARE(part<QLineEdit>("print.folder")->text(), nowhere);
}

void TestIncidentPaper::a_file_in_the_place_of_the_folder_gives_a_clear_error() {
    openForm();
    const QString file = m_folder->filePath(QStringLiteral("desk.ini"));
    QVERIFY(writeFileWhole(file.toStdString(), view("x")));
    print(file);
    QVERIFY2(message().contains(QStringLiteral("没有这个文件夹")), qPrintable(message()));
}

void TestIncidentPaper::nobody_prints_on_a_locked_desk() {
    m_desk->setIncidents({incident()});
    show({1366, 768});
    IncidentPrinter printer(*m_desk, m_desk->evidence, {});
    QVERIFY(!printer.print(kIncident, {m_folder->path(), "archive", {}}, [](const Printed&) {}));
}

void TestIncidentPaper::a_number_from_a_fact_never_leaves_the_folder() {
    dispatch::State state;
    state.number = "../../etc/20261121";
    const QString name = incidentFileName(state, m_desk->clock().utc());
    QVERIFY(!name.contains(QLatin1Char('/')) && !name.contains(QStringLiteral("..")));
}

void TestIncidentPaper::without_a_reason_nothing_is_printed_G2() {
    openForm();
    part<QCheckBox>("print.pictures")->setChecked(false);
    const QString out = m_folder->filePath(QStringLiteral("out"));
    fillFolder(out);
    QVERIFY(part<QPushButton>("print.save")->isEnabled());
    part<QComboBox>("print.ground")
        ->setCurrentIndex(part<QComboBox>("print.ground")->findData(QStringLiteral("other")));
    fillFolder(out); // other, without a word
    QVERIFY(part<QPushButton>("print.save")->isEnabled());
    QVERIFY(QDir(out).isEmpty());
    QVERIFY(m_desk->commands.empty());
}

void TestIncidentPaper::a_print_is_recorded_with_its_reason_and_the_hash_of_the_file_G2() {
    openForm();
    const QString out = m_folder->filePath(QStringLiteral("out"));
    print(out);
    const ledger::Command& command = m_desk->commands.back();
    QCOMPARE(command.reason, std::string("weekly"));
    QCOMPARE(ledger::field(command.open, reports::Field::Ground).text(), std::string("report_up"));
    QCOMPARE(ledger::field(command.open, reports::Field::Of).id(), kIncident);
    const std::string file = ledger::field(command.open, reports::Field::File).text();
    const auto bytes = readFile(out.toStdString() + "/" + file);
    QVERIFY(bytes.has_value());
    QCOMPARE(ledger::field(command.open, reports::Field::Sha256).bytes(), toBytes(sha256(*bytes)));
}

void TestIncidentPaper::what_cannot_be_recorded_is_not_written() {
    openForm();
    const QString out = m_folder->filePath(QStringLiteral("out"));
    print(out, sync::SubmitResult::Kind::Failed);
    QVERIFY(QDir(out).isEmpty());
    QVERIFY2(message().contains(QStringLiteral("没有写出")), qPrintable(message()));
}

void TestIncidentPaper::pictures_need_a_second_person_G21() {
    openForm();
    giveReason();
    part<QCheckBox>("print.pictures")->setChecked(true);
    auto* account = part<QLineEdit>("second.account");
    QVERIFY(account->isVisible());
    const QString out = m_folder->filePath(QStringLiteral("out"));
    fillFolder(out); // nobody has signed
    QVERIFY(m_desk->signOnTried.empty() && part<QPushButton>("print.save")->isEnabled());
    account->setText(QStringLiteral("lixia"));
    part<QLineEdit>("second.password")->setText(QStringLiteral("wrong"));
    fillFolder(out);
    QTRY_COMPARE(m_desk->signOnTried, std::string("lixia"));
    QTRY_VERIFY(part<QPushButton>("print.save")->isEnabled());
    QVERIFY(QDir(out).isEmpty());
    QCOMPARE(part<QLineEdit>("print.reason")->text(), QStringLiteral("weekly"));
    m_desk->outcome.kind = people::SignOnOutcome::Kind::Done;
    part<QLineEdit>("second.password")->setText(QStringLiteral("right"));
    fillFolder(out);
    QTRY_COMPARE(QDir(out).entryList(QDir::Files).size(), 1);
    QCOMPARE(m_desk->commands.back().secondActor, std::string("lixia"));
}

QTEST_MAIN(TestIncidentPaper)
#include "tst_incident_paper.moc"
