#include "base/random.h"
#include "ledger/backup.h"
#include "toy_feature.h"

#include <QTemporaryDir>
#include <QTest>
#include <sqlite3.h>
#include <thread>

using namespace shouwang;
using namespace shouwang::ledger;

class BackupTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_counter = 0;
        open();
        write(20);
    }
    void cleanup() { m_ledger.reset(); }

    void a_backup_is_the_proven_ledger_in_one_file_while_the_station_writes() {
        std::atomic<bool> stop = false;
        std::atomic<bool> failed = false;
        std::thread writer([&] {
            while (!stop) {
                const Command command = toy::command("toy.log", Nature::Report, ++m_counter);
                if (!m_ledger->submit({&command, 1})) failed = true;
            }
        });
        Result<FileFacts> backup;
        for (int i = 0; i < 5 && (backup || i == 0); ++i)
            backup = backUp(ledger(), file("backup" + std::to_string(i)));
        stop = true;
        writer.join();
        QVERIFY2(backup.has_value(), backup ? "" : backup.error().text.c_str());
        QVERIFY(!failed);
        QVERIFY(backup->head.number >= 20);
        QCOMPARE(backup->station, m_ledger->station());
        QCOMPARE(backup->head.hash, m_ledger->fact(backup->head.number).value()->hash);
        QVERIFY(m_ledger->noteBackedUp(backup->head.number));
        QVERIFY(!std::filesystem::exists(file("backup0").string() + "-wal"));
        QVERIFY(!std::filesystem::exists(file("backup0").string() + ".new"));
        QCOMPARE(std::filesystem::status(file("backup0")).permissions() & std::filesystem::perms::others_all,
                 std::filesystem::perms::none);
    }

    void a_backup_never_takes_the_place_of_another() {
        QVERIFY(backUp(ledger(), file("backup")).has_value());
        write(1);
        QCOMPARE(backUp(ledger(), file("backup")).error().next, Next::Refused);
        QCOMPARE(inspect(file("backup")).value().head.number, 20u);
    }

    /// Killed after the log was moved, after all of it was moved, and after the backup had been placed.
    void a_restore_that_was_killed_is_finished_by_the_next_one_and_no_station_starts_between() {
        QVERIFY(backUp(ledger(), file("backup")).has_value());
        m_ledger.reset();
        const std::string aside = "ledger.before-restore-x";
        const auto intend = [&] {
            QVERIFY(writeFileWhole(ledger().string() + ".restore-begun", view(aside)).has_value());
        };
        SystemClock clock;
        SeededRandom random(8);
        const auto opens = [&] {
            return Ledger::open({ledger(), {}, nullptr}, {}, clock, random).has_value();
        };
        intend();
        QVERIFY(!opens());
        std::filesystem::rename(ledger(), file(aside));
        QVERIFY(!opens());
        QVERIFY(!std::filesystem::exists(ledger())); // nothing was begun in its place
        const auto finished = restore(file("backup"), ledger(), {}, clock, random);
        QVERIFY2(finished.has_value(), finished ? "" : finished.error().text.c_str());
        QCOMPARE(finished->setAside.filename().string(), aside);
        QVERIFY(opens());
        intend(); // killed before it could be taken away
        QVERIFY(opens());
        QCOMPARE(inspect(file(aside)).value().head.number, 20u); // the old one is whole
    }

    void a_restored_ledger_goes_on_in_another_epoch() {
        QVERIFY(backUp(ledger(), file("backup")).has_value());
        const Head before = m_ledger->head();
        write(5);
        m_ledger.reset();
        const auto restored = restore(file("backup"), ledger(), {}, m_clock, m_random);
        QVERIFY2(restored.has_value(), restored ? "" : restored.error().text.c_str());
        open();
        QCOMPARE(m_ledger->head().number, before.number);
        QCOMPARE(m_ledger->head().hash, before.hash);
        QVERIFY(m_ledger->head().epoch != before.epoch);
        QCOMPARE(m_ledger->epochs().size(), 2u);
        QCOMPARE(m_ledger->epochs()[0].epoch, before.epoch);
        QCOMPARE(m_ledger->epochs()[1].first, before.number + 1);
        write(1);
        QVERIFY(!verifyFile(ledger()).value().fault);
        // What was there is kept, with its five facts.
        QCOMPARE(inspect(restored->setAside).value().head.number, before.number + 5);
    }

    void a_lost_ledger_is_restored_where_nothing_is() {
        QVERIFY(backUp(ledger(), file("backup")).has_value());
        m_ledger.reset();
        QVERIFY(restore(file("backup"), file("elsewhere"), {}, m_clock, m_random).value().setAside.empty());
        QCOMPARE(inspect(file("elsewhere")).value().head.number, 20u);
    }

    void while_the_station_runs_nothing_is_restored() {
        QVERIFY(backUp(ledger(), file("backup")).has_value());
        expectRefused(file("backup"), {}, Next::Refused);
    }

    void a_wrong_file_is_refused_and_changes_nothing_data() {
        QTest::addColumn<QString>("fault");
        for (const char* name : {"damaged", "rewritten", "foreign", "newer", "other station", "empty",
                                 "missing", "a folder", "short"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void a_wrong_file_is_refused_and_changes_nothing() {
        QFETCH(QString, fault);
        write(200);
        QVERIFY(backUp(ledger(), file("backup")).has_value());
        m_ledger.reset();
        const std::filesystem::path path = file("backup");
        Id station;
        Next next = Next::Refused;
        if (fault == QStringLiteral("damaged")) {
            Bytes bytes = readFile(path).value();
            for (std::size_t i = 8192; i < bytes.size() - 4096; ++i)
                bytes[i] = 0x5a;
            QVERIFY(writeFileWhole(path, bytes));
            next = Next::Corrupt;
        } else if (fault == QStringLiteral("short")) {
            Bytes bytes = readFile(path).value();
            bytes.resize(bytes.size() / 2);
            QVERIFY(writeFileWhole(path, bytes));
            next = Next::Corrupt;
        } else if (fault == QStringLiteral("rewritten")) {
            change(path, "UPDATE fact SET bytes=(SELECT bytes FROM fact WHERE number=8) WHERE number=7");
            next = Next::Corrupt;
        } else if (fault == QStringLiteral("foreign")) {
            change(path, "PRAGMA application_id=7");
        } else if (fault == QStringLiteral("newer")) {
            change(path, "UPDATE ledger_meta SET version=99");
        } else if (fault == QStringLiteral("other station")) {
            station = Id::fromParts({"other"});
        } else if (fault == QStringLiteral("empty")) {
            QVERIFY(writeFileWhole(path, {}));
        } else {
            std::filesystem::remove(path);
            next = Next::Offline;
            if (fault == QStringLiteral("a folder")) {
                std::filesystem::create_directory(path);
            }
        }
        expectRefused(path, station, next);
    }

private:
    std::filesystem::path file(const std::string& name) const {
        return m_folder->path().toStdString() + "/" + name;
    }
    std::filesystem::path ledger() const { return file("ledger.db"); }
    void open() {
        m_ledger.reset();
        auto opened =
            Ledger::open({ledger(), {}, nullptr}, {std::make_shared<toy::Toy>()}, m_clock, m_random);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text.c_str());
        m_ledger = std::move(*opened);
    }
    void write(int facts) {
        std::vector<Command> commands;
        for (int i = 0; i < facts; ++i)
            commands.push_back(toy::command("toy.log", Nature::Report, ++m_counter, std::string(100, 'x')));
        QVERIFY(m_ledger->submit(commands).has_value());
    }
    static void change(const std::filesystem::path& path, const char* sql) {
        sqlite3* handle = nullptr;
        QCOMPARE(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
        QCOMPARE(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(handle);
    }
    void expectRefused(const std::filesystem::path& path, const Id& station, Next next) {
        const Bytes before = readFile(ledger()).value();
        const auto restored = restore(path, ledger(), station, m_clock, m_random);
        QVERIFY(!restored);
        QVERIFY(!restored.error().text.empty());
        if (!std::filesystem::is_directory(path)) QCOMPARE(restored.error().next, next);
        QCOMPARE(readFile(ledger()).value(), before);
        for (const auto& entry : std::filesystem::directory_iterator(m_folder->path().toStdString())) {
            const std::string name = entry.path().filename().string();
            QVERIFY2(name.find("restor") == std::string::npos, name.c_str());
        }
    }

    ManualClock m_clock;
    SeededRandom m_random{1};
    std::atomic<std::uint64_t> m_counter = 0;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ledger> m_ledger;
};

QTEST_GUILESS_MAIN(BackupTest)
#include "tst_backup.moc"
