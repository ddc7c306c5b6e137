// A handover on paper: all that was signed, with its answers, and not more than is true; whole or not at all.
#include "base/file.h"
#include "console/handover_paper.h"
#include "console/print_form.h"
#include "ledger_desk.h"
#include "shell/ui/notice.h"
#include "window_fixture.h"

#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace shouwang;
using namespace shouwang::console;

namespace {

constexpr Micros kHour = Micros{3600} * 1'000'000;
constexpr Micros kStart = Micros{1'790'000'000} * 1'000'000;

duty::Item itemOf(duty::ItemKind kind, const std::string& key, const std::string& title,
                  std::vector<std::int64_t> figures = {}) {
    duty::Item item;
    item.kind = kind;
    item.key = key;
    item.title = title;
    item.zone = kind == duty::ItemKind::Headcount ? key : std::string();
    item.since = kStart;
    item.figures = std::move(figures);
    return item;
}

duty::Signature signature(const std::string& account, const char* sealed, Micros at) {
    return {account, "operator", sha256(view(sealed)), {account, Id::fromParts({"seat", "A"}), at, 0}};
}

/// Both have signed: a counted headcount that differs, an accepted alarm, a questioned task with its reply.
duty::Handover signedHandover() {
    duty::Handover handover;
    handover.id = Id::fromParts({"handover"});
    handover.shift = {"command_a", kStart, kStart + 8 * kHour, "乙", "早班"};
    handover.begun = {"wang", Id::fromParts({"seat", "A"}), kStart + 7 * kHour, 0};
    handover.items = {itemOf(duty::ItemKind::Headcount, "Z31", "", {70, 1, 0, 0, 0, 69}),
                      itemOf(duty::ItemKind::Alarm, "a", "周界七段电子围栏", {2, 2}),
                      itemOf(duty::ItemKind::Task, "t", "查明原因", {1, 0})};
    const auto answer = [&](std::size_t at, duty::Answer given) {
        given.account = "li";
        given.by = {"li", Id::fromParts({"seat", "A"}), kStart + 8 * kHour, 0};
        handover.answers[handover.items[at].name()] = std::move(given);
    };
    duty::Answer counted;
    counted.counted = 68;
    counted.differs = true;
    answer(0, counted);
    answer(1, {});
    duty::Answer questioned;
    questioned.questioned = true;
    questioned.text = "谁去查的";
    questioned.reply = duty::Reply{"赵刚已到场", "wang", {"wang", {}, kStart + 8 * kHour, 0}};
    answer(2, questioned);
    handover.exceptions = {{std::string(duty::kHeadcountException),
                            handover.items[0].name(),
                            "",
                            "一人就医未登记",
                            "zhao",
                            Id::fromParts({"incident"}),
                            "20261121-A-007",
                            {"zhao", {}, kStart + 8 * kHour, 0}}};
    handover.outgoing = signature("wang", "outgoing", kStart + 8 * kHour);
    handover.incoming = signature("li", "incoming", kStart + 8 * kHour + 60'000'000);
    handover.completed = handover.incoming->by;
    return handover;
}

} // namespace

class TestHandoverPaper : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { end(); }
    void every_item_stands_there_with_its_answer_and_both_signatures_with_their_seals();
    void an_exception_names_its_leader_its_reason_and_its_incident();
    void what_the_station_has_not_confirmed_says_so();
    void what_nobody_has_signed_is_shown_as_missing();
    void an_answer_to_something_else_is_said_to_be_one();
    void a_handover_that_nobody_came_for_says_so();
    void a_paper_of_an_exercise_carries_its_mark();
    void the_last_handover_is_printed_by_the_keyboard_and_recorded_G2();
    void a_folder_that_is_not_there_gives_a_clear_error_and_keeps_what_was_typed();
    void without_any_handover_the_desk_says_so();
    void whoever_may_not_hand_over_prints_none();

private:
    QString textOf(const duty::Handover& handover, bool waits = false);
    void beginHandover();
    void run() { m_window->actions().action(QStringLiteral("handover.print"))->trigger(); }
    template <class Part>
    Part* part(const char* name) {
        return m_window->findChild<QWidget*>(QStringLiteral("duty"))->findChild<Part*>(QLatin1String(name));
    }
    void print(const QString& folder);
    QString out() const { return m_folder->filePath(QStringLiteral("out")); }
    LedgerDesk* m_ledger = nullptr;
};

void TestHandoverPaper::init() {
    begin();
    auto desk = std::make_unique<LedgerDesk>();
    m_ledger = desk.get();
    m_desk = std::move(desk);
    QDir(m_folder->path()).mkdir(QStringLiteral("out"));
}

QString TestHandoverPaper::textOf(const duty::Handover& handover, bool waits) {
    sync::Cursor at;
    at.number = 4711;
    return shell::paperText(handoverPaper({handover,
                                           *m_desk->data().site,
                                           {},
                                           waits,
                                           at,
                                           0,
                                           QStringLiteral("王立 · A 席"),
                                           kStart + 9 * kHour}));
}

void TestHandoverPaper::every_item_stands_there_with_its_answer_and_both_signatures_with_their_seals() {
    const duty::Handover handover = signedHandover();
    const QString text = textOf(handover);
    for (const QString& part :
         {QStringLiteral("早班"), QStringLiteral("周界七段电子围栏"), QStringLiteral("✓ 接收"),
          QStringLiteral("◆ 清点 68，与名册不符"), QStringLiteral("？疑问：谁去查的"),
          QStringLiteral("↩ 答复：赵刚已到场"), QStringLiteral("站点已确认"), QStringLiteral("第 4711 条"),
          QString::fromStdString(toHex(ByteView(handover.outgoing->seal))),
          QString::fromStdString(toHex(ByteView(handover.incoming->seal))),
          QStringLiteral("打印：王立 · A 席")})
        QVERIFY2(text.contains(part), qPrintable(part + QStringLiteral(" is missing in\n") + text));
    QVERIFY(!text.contains(QStringLiteral("没有签名")));
}

void TestHandoverPaper::an_exception_names_its_leader_its_reason_and_its_incident() {
    const QString text = textOf(signedHandover());
    for (const QString& part : {QStringLiteral("人数不符"), QStringLiteral("一人就医未登记"),
                                QStringLiteral("zhao"), QStringLiteral("20261121-A-007")})
        QVERIFY2(text.contains(part), qPrintable(part));
}

void TestHandoverPaper::what_the_station_has_not_confirmed_says_so() {
    QVERIFY(textOf(signedHandover(), true).contains(QStringLiteral("站点未确认")));
    QVERIFY(!textOf(signedHandover(), false).contains(QStringLiteral("站点未确认")));
}

void TestHandoverPaper::what_nobody_has_signed_is_shown_as_missing() {
    duty::Handover handover = signedHandover();
    handover.incoming.reset();
    handover.completed.reset();
    handover.answers.erase(handover.items[1].name());
    const QString text = textOf(handover);
    QVERIFY(text.contains(QStringLiteral("没有签名")));
    QVERIFY(text.contains(QStringLiteral("交接班没有完成")));
    QVERIFY(text.contains(QStringLiteral("○ 没有答复")));
}

void TestHandoverPaper::an_answer_to_something_else_is_said_to_be_one() {
    duty::Handover handover = signedHandover();
    handover.items[1].basis = "another matter";
    QVERIFY(textOf(handover).contains(QStringLiteral("此后有变化")));
}

void TestHandoverPaper::a_handover_that_nobody_came_for_says_so() {
    duty::Handover handover = signedHandover();
    handover.incoming.reset();
    handover.exceptions.front().code = duty::kNobodyArrives;
    const QString text = textOf(handover);
    QVERIFY(text.contains(QStringLiteral("无人接班，由值班领导签署例外")));
    QVERIFY(!text.contains(QStringLiteral("交接班没有完成")));
}

void TestHandoverPaper::a_paper_of_an_exercise_carries_its_mark() {
    duty::Handover handover = signedHandover();
    handover.mode = ledger::Mode::Drill;
    const HandoverPaper about{handover, *m_desk->data().site, {}, false, {}, 0, {}, kStart};
    QCOMPARE(handoverPaper(about).drill, QStringLiteral("演练"));
}

void TestHandoverPaper::beginHandover() {
    const Micros now = m_ledger->time().utc();
    const duty::SystemZone zone;
    const auto shift = duty::shiftAt(*duty::standardPattern("command_a"), zone, now).value();
    m_desk->submit(duty::beginHandover(shift, now), {});
}

void TestHandoverPaper::print(const QString& folder) {
    auto* ground = part<QComboBox>("print.ground");
    QTRY_VERIFY(ground->hasFocus());
    QTest::keyClick(ground, Qt::Key_Down);
    part<QLineEdit>("print.folder")->setText(folder);
    QTest::keyClick(part<QLineEdit>("print.folder"), Qt::Key_Return);
    QTRY_VERIFY(part<QPushButton>("print.save")->isEnabled());
}

void TestHandoverPaper::the_last_handover_is_printed_by_the_keyboard_and_recorded_G2() {
    show({1366, 768});
    m_ledger->signOnAs("wangli", people::Role::ShiftLeader, "P-CC-1");
    beginHandover();
    run();
    print(out());
    const QStringList files = QDir(out()).entryList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QVERIFY(files.front().startsWith(QStringLiteral("handover-")));
    const auto bytes = readFile((out() + QLatin1Char('/') + files.front()).toStdString());
    QVERIFY(QByteArray(reinterpret_cast<const char*>(bytes->data()), 5) == "%PDF-");
    const ledger::Command& recorded = m_desk->commands.back();
    QCOMPARE(recorded.kind, std::string(reports::kRecordPrint));
    QCOMPARE(ledger::field(recorded.open, reports::Field::What).text(), std::string(reports::kWhatHandover));
    QCOMPARE(ledger::field(recorded.open, reports::Field::Sha256).bytes(), toBytes(sha256(*bytes)));
    QCOMPARE(m_settings->text(QStringLiteral("print_folder")), out());
}

void TestHandoverPaper::a_folder_that_is_not_there_gives_a_clear_error_and_keeps_what_was_typed() {
    show({1366, 768});
    m_ledger->signOnAs("wangli", people::Role::ShiftLeader, "P-CC-1");
    beginHandover();
    run();
    part<QLineEdit>("print.reason")->setText(QStringLiteral("归入当日"));
    print(m_folder->filePath(QStringLiteral("nowhere")));
    QVERIFY(part<QLabel>("print.message")->text().contains(QStringLiteral("没有这个文件夹")));
    QCOMPARE(part<QLineEdit>("print.reason")->text(), QStringLiteral("归入当日"));
    QVERIFY(QDir(out()).isEmpty());
}

void TestHandoverPaper::without_any_handover_the_desk_says_so() {
    show({1366, 768});
    m_ledger->signOnAs("wangli", people::Role::ShiftLeader, "P-CC-1");
    run();
    auto* notice = m_window->findChild<shell::Notice*>();
    QVERIFY(notice->currentText().contains(QStringLiteral("还没有交接班记录")));
    QVERIFY(!part<PrintForm>("print")->isVisible());
}

void TestHandoverPaper::whoever_may_not_hand_over_prints_none() {
    show({1366, 768});
    m_ledger->signOnAs("dr", people::Role::Medical, "P-CC-1");
    QVERIFY(!m_window->actions().action(QStringLiteral("handover.print"))->isEnabled());
}

QTEST_MAIN(TestHandoverPaper)
#include "tst_handover_paper.moc"
