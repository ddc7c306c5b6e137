// The bundle for whoever looks for a fault: useful, and without a password, a name or what a fact says.
#include "base/file.h"
#include "base/log.h"
#include "console/diagnostics.h"
#include "night_ledger.h"
#include "window_fixture.h"

#include <QDir>

using namespace shouwang;
using namespace shouwang::console;

namespace {

std::string textOf(const std::vector<TarFile>& files) {
    std::string all;
    for (const TarFile& file : files)
        all += file.name + "\n" + std::string(file.bytes.begin(), file.bytes.end());
    return all;
}

} // namespace

class TestDiagnostics : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void what_is_personal_or_secret_goes_data();
    void what_is_personal_or_secret_goes();
    void what_helps_to_find_a_fault_stays_data();
    void what_helps_to_find_a_fault_stays();
    void planted_names_and_passwords_are_not_in_the_bundle();
    void the_bundle_has_versions_settings_counters_health_and_log();
    void a_setting_that_nobody_named_is_not_in_it();
    void the_bundle_is_written_whole_or_not_at_all();
    void the_log_keeps_the_newest_lines_and_counts_the_others();
};

void TestDiagnostics::what_is_personal_or_secret_goes_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("secret");
    const auto row = [](const char* name, const char* line, const char* secret) {
        QTest::newRow(name) << QString::fromUtf8(line) << QString::fromUtf8(secret);
    };
    row("RTSP", "rtsp://view:s3cret@10.0.0.7:554/main refused", "s3cret");
    row("RTSP user", "rtsp://view:s3cret@10.0.0.7:554/main refused", "view");
    row("a password with signs", "rtsp://view:p@ss/w:rd@10.0.0.7/main", "ss/w");
    row("password=", "login password=hunter22 failed", "hunter22");
    row("json", R"({"password": "hun ter", "x": 1})", "ter");
    row("upper case", "PASSWORD: hunter22", "hunter22");
    row("token", "token=abc.def.ghi", "abc.def");
    row("header", "Authorization: Bearer abc.def", "abc.def");
    row("digest", "WWW-Authenticate: Digest realm=cam, nonce=77", "77");
    row("key material", "read Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4 from it", "Zm9vYmFy");
    row("a Chinese name", "officer 王立 could not sign on", "王立");
    row("a Chinese text", "fact text: 二层走廊打架", "打架");
    row("number of a person", "care.moved of QH26-0001 is contested", "QH26-0001");
    row("identity card", "id 99010119900101123X was typed", "99010119900101123");
    row("quoted", "cannot read 'Zhang San moved to Z10'", "Zhang San");
    row("account", "account wangli is throttled", "wangli");
    row("home", "/home/wangli/desk.ini: cannot open", "wangli");
    row("known name in Latin letters", "Wang Li pressed it", "Wang Li");
}

void TestDiagnostics::what_is_personal_or_secret_goes() {
    QFETCH(QString, line);
    QFETCH(QString, secret);
    const Redactor redact({"wangli", "Wang Li"});
    const QString out = QString::fromStdString(redact(line.toStdString()));
    QVERIFY2(!out.contains(secret), qPrintable(out));
    QVERIFY(out.contains(QStringLiteral("[...]")));
}

void TestDiagnostics::what_helps_to_find_a_fault_stays_data() {
    QTest::addColumn<QString>("line");
    QTest::newRow("plain") << QStringLiteral("2026-11-22T10:00:00.000Z info desk: the wall is back");
    QTest::newRow("host") << QStringLiteral("connect 10.0.0.7:554: Connection refused");
    QTest::newRow("account inside a word") << QStringLiteral("the tiles are alive");
}

void TestDiagnostics::what_helps_to_find_a_fault_stays() {
    QFETCH(QString, line);
    QCOMPARE(QString::fromStdString(Redactor({"live"})(line.toStdString())), line);
}

void TestDiagnostics::planted_names_and_passwords_are_not_in_the_bundle() {
    const site::StaffMember& member = m_desk->data().site->staff.at(3);
    log::warning("desk", "{} ({}) typed {}", member.name, member.account, "password=Planted-Pass-1");
    log::error("wall", "rtsp://view:Planted-Pass-2@10.0.0.7/main");
    log::info("care", "QH26-0815 {}", "张三丰");
    sync::SeatStatus status;
    status.lastError = "token=Planted-Pass-3 of " + member.account;
    m_desk->setStatus(status);
    m_settings->setText(QStringLiteral("note"), QStringLiteral("Planted-Pass-4"));
    m_desk->makeOfficer();
    NightLedger night(*m_desk);
    night.playNight(m_desk->clock().utc());
    const std::string all = textOf(diagnosticsFiles(diagnosticsNow(*m_desk, *m_settings, {})));
    for (const std::string& secret :
         {std::string("Planted"), member.name, member.account, std::string("QH26"), std::string("张三丰"),
          std::string("王立"), std::string("推搡")})
        QVERIFY2(all.find(secret) == std::string::npos, secret.c_str());
    QVERIFY(all.find("10.0.0.7/main") != std::string::npos); // it was there, and lost only its password
}

void TestDiagnostics::the_bundle_has_versions_settings_counters_health_and_log() {
    log::info("desk", "a line to be found");
    sync::SeatStatus status;
    status.counters.facts = 4711;
    m_desk->setStatus(status);
    const std::string all = textOf(diagnosticsFiles(diagnosticsNow(*m_desk, *m_settings, {})));
    for (const char* part :
         {"about.txt", "versions.txt", "qt: 6.", "settings.txt", "language: zh_CN", "counters.txt",
          "facts: 4711", "health.txt", "emergency_sheet: written", "log.txt", "a line to be found"})
        QVERIFY2(all.find(part) != std::string::npos, part);
}

void TestDiagnostics::a_setting_that_nobody_named_is_not_in_it() {
    m_settings->setText(QStringLiteral("scene"), QStringLiteral("night-scene-of-seat"));
    m_settings->setText(QStringLiteral("print_folder"), QStringLiteral("/home/somebody"));
    const std::string all = textOf(diagnosticsFiles(diagnosticsNow(*m_desk, *m_settings, {})));
    QVERIFY(all.find("night-scene-of-seat") == std::string::npos);
    QVERIFY(all.find("somebody") == std::string::npos);
}

void TestDiagnostics::the_bundle_is_written_whole_or_not_at_all() {
    const DiagnosticsData data = diagnosticsNow(*m_desk, *m_settings, {});
    const auto file = writeDiagnostics(data, m_folder->path().toStdString());
    QVERIFY(file.has_value());
    QCOMPARE(readFile(*file).value().size() % 512, std::size_t{0});
    const QString nowhere = m_folder->filePath(QStringLiteral("nowhere"));
    QVERIFY(!writeDiagnostics(data, nowhere.toStdString()));
    QVERIFY(!QDir(nowhere).exists());
}

void TestDiagnostics::the_log_keeps_the_newest_lines_and_counts_the_others() {
    const std::uint64_t before = log::recent().dropped + log::recent().lines.size();
    for (std::size_t i = 0; i < log::kRecentMost + 10; ++i)
        log::info("test", "line {}", i);
    const log::Recent recent = log::recent();
    QCOMPARE(recent.lines.size(), log::kRecentMost);
    QCOMPARE(recent.dropped + recent.lines.size(), before + log::kRecentMost + 10);
    QVERIFY(recent.lines.back().ends_with("line " + std::to_string(log::kRecentMost + 9)));
}

QTEST_MAIN(TestDiagnostics)
#include "tst_diagnostics.moc"
