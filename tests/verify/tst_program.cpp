// The program that an auditor runs: what it says and how it ends.
#include "base/random.h"
#include "evidence/evidence.h"
#include "ledger/checkpoint.h"
#include "toy_feature.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <sqlite3.h>

using namespace shouwang;
using namespace shouwang::ledger;

class ProgramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        SystemClock clock;
        SeededRandom random(1);
        const std::filesystem::path path = file().toStdString();
        auto ledger =
            Ledger::open({path, {}, nullptr}, {std::make_shared<toy::Toy>()}, clock, random).value();
        std::vector<Command> lines;
        for (std::uint64_t i = 1; i <= 9; ++i)
            lines.push_back(toy::command("toy.log", Nature::Report, i));
        QVERIFY(ledger->submit(lines).has_value());
        const auto key = SignerKey::make("auditor", random).value();
        QVERIFY(ledger->makeCheckpoint(key).has_value());
        m_key = QString::fromStdString(key.verifier().text());
    }

    void a_good_ledger_ends_with_0() {
        QCOMPARE(run({file()}), 0);
        QVERIFY(m_out.contains("proven: 9 facts"));
        QCOMPARE(run({file(), QStringLiteral("--key"), m_key}), 0);
        QVERIFY(m_out.contains("1 checkpoints, signed by this key"));
    }

    void the_first_bad_number_is_printed_and_it_ends_with_1() {
        change("UPDATE fact SET bytes=x'00' WHERE number IN (4, 7)");
        QCOMPARE(run({file()}), 1);
        QVERIFY(m_out.contains("FAULT at fact 4:"));
    }

    void another_key_ends_with_1() {
        SeededRandom random(9);
        const auto other = SignerKey::make("auditor", random).value();
        QCOMPARE(run({file(), QStringLiteral("--key"), QString::fromStdString(other.verifier().text())}), 1);
        QVERIFY(m_out.contains("FAULT at fact 9:"));
    }

    void clips_are_held_against_the_hashes_that_were_sealed() {
        seal({"one.mp4", "two.mp4", "elsewhere.mp4"});
        const QString clips = m_folder->filePath(QStringLiteral("clips"));
        QVERIFY(QDir().mkpath(clips));
        put("one.mp4", "one.mp4");
        put("two.mp4", "two.mp4");
        const QStringList words{file(), QStringLiteral("--clips"), clips};
        QCOMPARE(run(words), 0);
        QVERIFY2(m_out.contains("proven: 2 clips here, 1 elsewhere"), m_out.constData());
        put("two.mp4", "two.mp5"); // as long as before, and another picture in it
        QCOMPARE(run(words), 1);
        QVERIFY2(m_out.contains("FAULT at fact 11: two.mp4 was changed"), m_out.constData());
        put("one.mp4", "");
        QCOMPARE(run(words), 1);
        QVERIFY2(m_out.contains("FAULT at fact 10: one.mp4 was changed"), m_out.constData());
        change("UPDATE fact SET bytes=x'00' WHERE number=4"); // a fault of the ledger comes first
        QCOMPARE(run(words), 1);
        QVERIFY(m_out.contains("FAULT at fact 4:"));
    }

    void a_path_that_a_seat_wrote_leads_nowhere_else() {
        QFile outside(m_folder->filePath(QStringLiteral("secret.mp4")));
        QVERIFY(outside.open(QIODevice::WriteOnly) && outside.write("what is sealed is not this") > 0);
        outside.close();
        seal({"../secret.mp4", "/etc/passwd", ""});
        const QString clips = m_folder->filePath(QStringLiteral("clips"));
        QVERIFY(QDir().mkpath(clips));
        QCOMPARE(run({file(), QStringLiteral("--clips"), clips}), 0);
        QVERIFY2(m_out.contains("proven: 0 clips here, 3 elsewhere"), m_out.constData());
    }

    void what_cannot_be_read_ends_with_2() {
        QCOMPARE(run({m_folder->filePath(QStringLiteral("nothing"))}), 2);
        QCOMPARE(run({file(), QStringLiteral("--key"), QStringLiteral("no key")}), 2);
        QCOMPARE(run({QStringLiteral("--url"), QStringLiteral("http://127.0.0.1:1"),
                      QStringLiteral("--token"), file() + QStringLiteral("-none")}),
                 2);
        for (const QStringList& words :
             {QStringList(), QStringList{QStringLiteral("--clips")}, QStringList{file(), file()},
              QStringList{QStringLiteral("--url"), QStringLiteral("http://127.0.0.1:1")},
              QStringList{file(), QStringLiteral("--url"), QStringLiteral("http://127.0.0.1:1")}})
            QCOMPARE(run(words), 2);
    }

private:
    /// A clip by each name, sealed as if the name were what is in it.
    void seal(const std::vector<std::string>& names) {
        SystemClock clock;
        SeededRandom random(2);
        auto ledger = Ledger::open({file().toStdString(), {}, nullptr},
                                   {std::make_shared<toy::Toy>(), evidence::makeFeature()}, clock, random)
                          .value();
        std::uint64_t counter = 100;
        for (const std::string& name : names) {
            evidence::Clip clip;
            clip.alarm = Id::fromParts({"alarm", name});
            clip.camera = "CAM-1";
            clip.seat = Id::fromParts({"seat"});
            clip.file = name;
            clip.sha256 = sha256(view(std::string_view(name)));
            clip.size = static_cast<std::int64_t>(name.size()) + 1;
            clip.from = clock.utc();
            clip.until = clip.from + 1'000'000;
            clip.stream = "main";
            Command command = evidence::sealClip(clip);
            command.id = {CommandId::Source::Seat, clip.seat, 1, ++counter, 0};
            command.seat = clip.seat;
            command.actor = "tester";
            QVERIFY(ledger->submit({&command, 1}).has_value());
        }
        QCOMPARE(ledger->head().number, 9 + names.size());
    }
    void put(const char* name, const char* content) {
        QFile clip(m_folder->filePath(QStringLiteral("clips/")) + QString::fromLatin1(name));
        QVERIFY(clip.open(QIODevice::WriteOnly));
        QCOMPARE(clip.write(content), static_cast<qint64>(qstrlen(content)));
    }
    QString file() const { return m_folder->filePath(QStringLiteral("ledger.db")); }
    int run(const QStringList& words) {
        QProcess process;
        process.start(QStringLiteral(SHOUWANG_VERIFY), words);
        if (!process.waitForFinished(60000)) return -1;
        m_out = process.readAllStandardOutput();
        return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }
    void change(const char* sql) {
        sqlite3* handle = nullptr;
        QCOMPARE(sqlite3_open(file().toUtf8().constData(), &handle), SQLITE_OK);
        QCOMPARE(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(handle);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_key;
    QByteArray m_out;
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "tst_program.moc"
