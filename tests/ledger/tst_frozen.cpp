// What earlier versions have written is read by this one. `tst_ledger_frozen --freeze FOLDER` writes what
// this version writes: run it into tests/data/ledger/<version> before a release that changes
// kLedgerFileVersion, the fact, the command or the verdict, and never touch it again.
#include "frozen.h"

#include "ledger/verify.h"

#include <QTemporaryDir>
#include <QTest>
#include <cstring>

using namespace shouwang;
using namespace shouwang::ledger;

namespace {

std::filesystem::path data() {
    return std::filesystem::path(SHOUWANG_TEST_DATA) / "ledger";
}

std::string text(const std::filesystem::path& path) {
    const Bytes bytes = readFile(path).value();
    return {bytes.begin(), bytes.end()};
}

} // namespace

class FrozenTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void every_version_is_there() {
        for (std::int64_t version = 1; version <= kLedgerFileVersion; ++version)
            QVERIFY2(std::filesystem::exists(data() / std::to_string(version) / "ledger.sql"),
                     std::to_string(version).c_str());
    }

    void what_a_version_wrote_is_read_by_this_one_data() { versions(); }
    void what_a_version_wrote_is_read_by_this_one() {
        auto ledger = thaw();
        QVERIFY(ledger);
        QCOMPARE(frozen::factsText(*ledger), text(version() / "facts.txt"));
        QCOMPARE(ledger->epochs().size(), 1u);
        QCOMPARE(ledger->epochs().front().epoch, ledger->head().epoch);
        QCOMPARE(ledger->epochs().front().began,
                 decodeFact(ledger->fact(1).value()->bytes).value().committed);
    }

    void a_migrated_file_is_proven_and_goes_on_data() { versions(); }
    void a_migrated_file_is_proven_and_goes_on() {
        auto ledger = thaw();
        const auto before = ledger->head().number;
        const Command line = toy::command("toy.log", Nature::Report, 1000);
        QVERIFY(ledger->submit({&line, 1}).has_value());
        ledger.reset();
        const Proof proof = verifyFile(path()).value();
        QVERIFY2(!proof.fault, proof.fault ? proof.fault->text.c_str() : "");
        QCOMPARE(proof.facts, before + 1);
    }

    void before_it_is_migrated_it_is_proven_too_data() { versions(); }
    void before_it_is_migrated_it_is_proven_too() {
        load();
        const Proof proof = verifyFile(path()).value();
        QVERIFY2(!proof.fault, proof.fault ? proof.fault->text.c_str() : "");
        QVERIFY(proof.facts > 5);
    }

    void a_command_of_that_version_gets_its_verdict_again_data() { versions(); }
    void a_command_of_that_version_gets_its_verdict_again() {
        auto ledger = thaw();
        const auto before = ledger->head();
        std::vector<Command> commands;
        for (const QByteArray& line :
             QByteArray::fromStdString(text(version() / "commands.txt")).split('\n')) {
            if (line.isEmpty()) continue;
            const Bytes bytes = fromHex(line.toStdString()).value();
            commands.push_back(decodeCommand(bytes).value());
            QCOMPARE(encode(commands.back()), bytes);
        }
        QCOMPARE(commands.size(), frozen::commands().size());
        const auto verdicts = ledger->submit(commands).value();
        QCOMPARE(ledger->head().hash, before.hash);
        using Kind = Verdict::Kind;
        const std::vector<Kind> expected{Kind::Applied,   Kind::Applied, Kind::Refused,
                                         Kind::Contested, Kind::NoOp,    Kind::Contested,
                                         Kind::Applied,   Kind::Applied, Kind::Applied};
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QCOMPARE(verdicts[i].kind, expected[i]);
            QVERIFY(!verdicts[i].quarantined);
        }
    }

    void the_tables_are_those_that_the_facts_make_data() { versions(); }
    void the_tables_are_those_that_the_facts_make() {
        auto ledger = thaw();
        std::string made;
        {
            auto scratch = Database::scratch().value();
            const toy::Toy room;
            room.createTables(*scratch);
            const auto facts = ledger->after(0, 1000).value();
            for (const StoredFact& stored : facts)
                room.apply(*scratch, decodeFact(stored.bytes).value());
            made = lines(*scratch);
        }
        QVERIFY(!made.empty());
        QCOMPARE(lines(ledger->database()), made);
    }

    void this_version_still_writes_what_is_frozen() {
        const std::filesystem::path folder = m_folder->path().toStdString() + "/now";
        QVERIFY(frozen::freeze(folder));
        const auto newest = data() / std::to_string(kLedgerFileVersion);
        for (const char* name : {"ledger.sql", "facts.txt", "commands.txt"})
            QCOMPARE(text(folder / name), text(newest / name));
    }

private:
    static void versions() {
        QTest::addColumn<int>("version");
        for (int version = 1; version <= kLedgerFileVersion; ++version)
            QTest::addRow("version %d", version) << version;
    }
    static std::filesystem::path version() {
        QFETCH(int, version);
        return data() / std::to_string(version);
    }
    std::filesystem::path path() const { return m_folder->path().toStdString() + "/ledger.db"; }
    void load() const { QVERIFY(frozen::load(path(), text(version() / "ledger.sql"))); }
    std::unique_ptr<Ledger> thaw() {
        load();
        auto opened = Ledger::open({path(), Id::fromParts({"frozen"}), nullptr},
                                   {std::make_shared<toy::Toy>()}, m_clock, m_random);
        return opened ? std::move(*opened) : nullptr;
    }
    static std::string lines(Database& tables) {
        std::string out;
        Statement rows = tables.prepare("SELECT number, kind, text FROM toy_line ORDER BY number");
        while (rows.next())
            out += std::to_string(rows.integer(0)) + " " + rows.text(1) + " " + rows.text(2) + "\n";
        return out;
    }

    ManualClock m_clock;
    SeededRandom m_random{1};
    std::unique_ptr<QTemporaryDir> m_folder;
};

int main(int argc, char** argv) {
    if (argc == 3 && std::strcmp(argv[1], "--freeze") == 0) return frozen::freeze(argv[2]) ? 0 : 1;
    QCoreApplication application(argc, argv);
    FrozenTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_frozen.moc"
