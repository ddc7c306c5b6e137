// The real program before files that it cannot use: it ends with a code of its own and says, in the language
// of the seat, which of the reasons it is and what to do.
#include "base/file.h"
#include "console/desk_session.h"
#include "sync/seat_store.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace shouwang;
using namespace shouwang::console;

class TestStart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void a_damaged_file_is_called_damaged_and_is_not_to_be_deleted();
    void a_file_of_another_program_is_called_foreign();
    void a_file_that_is_no_database_is_called_foreign();
    void a_file_of_a_newer_version_asks_for_that_version();
    void a_file_in_use_asks_to_close_the_other_program();
    void the_file_of_another_seat_is_not_taken();
    void a_file_that_may_not_be_read_says_so();
    void a_folder_in_use_sends_to_the_window_that_is_open();
    void a_folder_that_cannot_be_written_says_so();
    void what_cannot_be_used_is_left_as_it_is();

private:
    std::filesystem::path file() const {
        return m_folder->filePath(QStringLiteral("data/seat.db")).toStdString();
    }
    void makeSeat(const Id& seat);
    void makeForeign();
    void change(const char* sql, std::int32_t applicationId = sync::kSeatApplicationId);
    QString started(const char* language);
    void expect(const QString& chinese, const QString& english);

    std::unique_ptr<QTemporaryDir> m_folder;
    const Id m_seat = Id::fromParts({"seat", "A"});
};

void TestStart::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    std::filesystem::create_directories(file().parent_path());
    const std::string seat = R"({"seat":")" + m_seat.text() + R"(","letter":"A","name":"x"})";
    QVERIFY(writeFileWhole(m_folder->filePath(QStringLiteral("seat.json")).toStdString(), view(seat), 0600)
                .has_value());
}

void TestStart::makeSeat(const Id& seat) {
    SystemRandom random;
    QVERIFY(sync::SeatStore::open(file(), seat, {people::makeFeature()}, random).has_value());
}

void TestStart::change(const char* sql, std::int32_t applicationId) {
    ledger::Database::Options options;
    options.path = file();
    options.applicationId = applicationId;
    auto tables = ledger::Database::open(options);
    QVERIFY(tables.has_value());
    (*tables)->run(sql);
    QVERIFY(!(*tables)->error());
}

void TestStart::makeForeign() {
    change("CREATE TABLE notes(text TEXT)", 0x4E6F7465);
}

/// What it says before it ends; empty where it does not end as it should.
QString TestStart::started(const char* language) {
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    program.setProcessEnvironment(environment);
    // With --inspect nobody sits before it: it opens no box that somebody has to close.
    program.start(QStringLiteral(SHOUWANG_CONSOLE),
                  {QStringLiteral("--seat"), m_folder->filePath(QStringLiteral("seat.json")),
                   QStringLiteral("--data"), m_folder->filePath(QStringLiteral("data")),
                   QStringLiteral("--language"), QLatin1String(language), QStringLiteral("--inspect"),
                   m_folder->filePath(QStringLiteral("inspect")), QStringLiteral("--no-wall")});
    if (!program.waitForFinished(60'000)) {
        program.kill();
        program.waitForFinished();
        return {};
    }
    const bool refused = program.exitStatus() == QProcess::NormalExit && program.exitCode() == 3;
    return refused ? QString::fromUtf8(program.readAllStandardError()) : QString();
}

void TestStart::expect(const QString& chinese, const QString& english) {
    const QString first = started("zh_CN");
    QVERIFY2(first.contains(chinese), qPrintable(first));
    const QString second = started("en");
    QVERIFY2(second.contains(english), qPrintable(second));
}

void TestStart::a_damaged_file_is_called_damaged_and_is_not_to_be_deleted() {
    makeSeat(m_seat);
    change("PRAGMA wal_checkpoint(TRUNCATE)");
    QFile bytes(QString::fromStdString(file().string()));
    QVERIFY(bytes.open(QIODevice::ReadWrite));
    QVERIFY(bytes.size() > 4 * 4096);
    bytes.seek(4096); // its head stays
    bytes.write(QByteArray(3 * 4096, '\x5a'));
    bytes.close();
    expect(QStringLiteral("数据文件损坏"), QStringLiteral("data file is damaged. Work at another seat"));
    QVERIFY(started("zh_CN").contains(QStringLiteral("不要删除")));
}

void TestStart::a_file_of_another_program_is_called_foreign() {
    makeForeign();
    expect(QStringLiteral("不是守望席位程序的文件"), QStringLiteral("is not a file of Shouwang"));
}

void TestStart::a_file_that_is_no_database_is_called_foreign() {
    QVERIFY(writeFileWhole(file(), view(std::string(9000, 'x'))).has_value());
    expect(QStringLiteral("不是守望席位程序的文件"), QStringLiteral("is not a file of Shouwang"));
}

void TestStart::a_file_of_a_newer_version_asks_for_that_version() {
    makeSeat(m_seat);
    change("UPDATE seat_meta SET version=99");
    expect(QStringLiteral("更新版本的守望写的"), QStringLiteral("newer version of Shouwang"));
}

void TestStart::a_file_in_use_asks_to_close_the_other_program() {
    makeSeat(m_seat);
    const auto lock = FileLock::take(file().string() + ".lock");
    QVERIFY(lock.has_value());
    expect(QStringLiteral("正被另一个程序使用"), QStringLiteral("in use by another program"));
}

void TestStart::the_file_of_another_seat_is_not_taken() {
    makeSeat(Id::fromParts({"seat", "B"}));
    expect(QStringLiteral("属于另一个席位"), QStringLiteral("belongs to another seat"));
}

void TestStart::a_file_that_may_not_be_read_says_so() {
    std::filesystem::create_directory(file()); // also for root, whom no rights keep out
    expect(QStringLiteral("不能读写"), QStringLiteral("cannot be read or written"));
}

void TestStart::a_folder_in_use_sends_to_the_window_that_is_open() {
    const auto other = DeskFiles::open(file().parent_path());
    QVERIFY(other.has_value());
    expect(QStringLiteral("已经打开的守望窗口"), QStringLiteral("the Shouwang window that is open"));
}

void TestStart::a_folder_that_cannot_be_written_says_so() {
    std::filesystem::remove(file().parent_path());
    QVERIFY(writeFileWhole(file().parent_path(), view(std::string("a file"))).has_value());
    expect(QStringLiteral("数据目录不能写"), QStringLiteral("data folder cannot be written"));
}

void TestStart::what_cannot_be_used_is_left_as_it_is() {
    makeForeign();
    const auto before = readFile(file());
    QVERIFY(!started("zh_CN").isEmpty());
    QVERIFY(*readFile(file()) == *before);
}

QTEST_GUILESS_MAIN(TestStart)
#include "tst_start.moc"
