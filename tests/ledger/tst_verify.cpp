#include "base/random.h"
#include "ledger/verify.h"
#include "toy_feature.h"

#include <QTemporaryDir>
#include <QTest>
#include <sqlite3.h>

using namespace shouwang;
using namespace shouwang::ledger;

class VerifyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        SystemClock clock;
        SeededRandom random(1);
        auto ledger =
            Ledger::open({path(), {}, nullptr}, {std::make_shared<toy::Toy>()}, clock, random).value();
        for (std::uint64_t i = 1; i <= 20; ++i) {
            const Command command = toy::command("toy.log", Nature::Report, i, "line " + std::to_string(i));
            QVERIFY(ledger->submit({&command, 1}).has_value());
            if (i % 5 == 0) QVERIFY(ledger->makeCheckpoint(key()).value().has_value());
            if (i == 12) QVERIFY(ledger->beginEpoch(random));
        }
    }

    void an_untouched_ledger_is_proven() {
        const Proof proof = verifyFile(path()).value();
        QVERIFY(!proof.fault);
        QCOMPARE(proof.facts, 20u);
        QCOMPARE(proof.number, 20u);
        QCOMPARE(proof.epochs, 2u);
        QCOMPARE(proof.checkpoints, 4u);
        QVERIFY(!proof.signatures);
    }

    void with_a_key_the_signatures_are_proven_too() {
        const Proof proof = verifyFile(path(), key().verifier()).value();
        QVERIFY(!proof.fault);
        QVERIFY(proof.signatures);
        SeededRandom random(3);
        const auto other = SignerKey::make(key().verifier().name, random).value();
        const Proof wrong = verifyFile(path(), other.verifier()).value();
        QVERIFY(wrong.fault.has_value());
        QCOMPARE(wrong.fault->number, 5u);
        QCOMPARE(wrong.facts, 4u);
    }

    void a_chain_that_was_rewritten_with_all_its_hashes_does_not_meet_its_checkpoints() {
        const auto station = readStation();
        Head head{0, 0, genesis(station)};
        sqlite3* handle = nullptr;
        QCOMPARE(sqlite3_open(path().c_str(), &handle), SQLITE_OK);
        for (const StoredFact& stored : allFacts()) {
            Fact fact = decodeFact(stored.bytes).value();
            if (fact.number == 7) fact.actor = "somebody else";
            fact.previous = head.hash;
            const Bytes bytes = encode(fact);
            head = {fact.epoch, fact.number, sha256(bytes)};
            const std::string sql = "UPDATE fact SET bytes=x'" + toHex(bytes) + "', hash=x'" +
                                    toHex(head.hash) + "' WHERE number=" + std::to_string(fact.number);
            QCOMPARE(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
        }
        sqlite3_close(handle);
        const Proof proof = verifyFile(path()).value();
        QVERIFY(proof.fault.has_value());
        QCOMPARE(proof.fault->number, 10u);
    }

    void a_fact_changed_in_the_file_is_found_data() {
        QTest::addColumn<QString>("attack");
        QTest::addColumn<quint64>("number");
        QTest::newRow("changed bytes")
            << "UPDATE fact SET bytes=(SELECT bytes FROM fact WHERE number=8) WHERE number=7" << quint64{7};
        QTest::newRow("bytes and hash")
            << "UPDATE fact SET bytes=o.bytes, hash=o.hash FROM (SELECT bytes, hash FROM fact"
               " WHERE number=8) o WHERE number=7"
            << quint64{7};
        QTest::newRow("a fact taken out") << "DELETE FROM fact WHERE number=12" << quint64{13};
        QTest::newRow("a sealed part put in") << "UPDATE fact SET sealed=x'00' WHERE number=3" << quint64{3};
        QTest::newRow("another kind beside it")
            << "UPDATE fact SET kind='toy.other' WHERE number=4" << quint64{4};
        QTest::newRow("another entity") << "UPDATE fact SET entity=x'00' WHERE number=4" << quint64{4};
        QTest::newRow("another command") << "UPDATE fact SET command='x' WHERE number=4" << quint64{4};
        QTest::newRow("an epoch moved") << "UPDATE ledger_epoch SET first=12 WHERE first=13" << quint64{12};
        QTest::newRow("an epoch taken out") << "DELETE FROM ledger_epoch WHERE first=13" << quint64{0};
        QTest::newRow("a checkpoint moved") << "UPDATE checkpoint SET number=6 WHERE number=5" << quint64{6};
        QTest::newRow("a checkpoint of nothing")
            << "UPDATE checkpoint SET number=21 WHERE number=20" << quint64{21};
        QTest::newRow("the last facts taken out") << "DELETE FROM fact WHERE number>17" << quint64{20};
        QTest::newRow("the first taken out") << "DELETE FROM fact WHERE number=1" << quint64{2};
    }

    void a_fact_changed_in_the_file_is_found() {
        QFETCH(QString, attack);
        QFETCH(quint64, number);
        sqlite3* handle = nullptr;
        QCOMPARE(sqlite3_open(path().c_str(), &handle), SQLITE_OK);
        QCOMPARE(sqlite3_exec(handle, attack.toUtf8().constData(), nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(handle);
        const Proof proof = verifyFile(path()).value();
        QVERIFY(proof.fault.has_value());
        QCOMPARE(proof.fault->number, number);
    }

    /// Two threads read a half each.
    void in_a_long_file_the_first_fault_is_named_wherever_it_stands() {
        constexpr std::uint64_t kMany = 4800;
        SystemClock clock;
        SeededRandom random(4);
        {
            auto ledger =
                Ledger::open({path(), {}, nullptr}, {std::make_shared<toy::Toy>()}, clock, random).value();
            std::vector<Command> commands;
            for (std::uint64_t i = 21; i <= kMany; ++i)
                commands.push_back(toy::command("toy.log", Nature::Report, i, "line " + std::to_string(i)));
            QVERIFY(ledger->submit(commands).has_value());
        }
        const Proof whole = verifyFile(path()).value();
        QVERIFY(!whole.fault);
        QCOMPARE(whole.facts, kMany);
        QCOMPARE(whole.number, kMany);
        QCOMPARE(whole.checkpoints, 4u);
        for (const std::uint64_t number :
             {std::uint64_t{4800}, std::uint64_t{2401}, std::uint64_t{2400}, std::uint64_t{1000}}) {
            sqlite3* handle = nullptr;
            QCOMPARE(sqlite3_open(path().c_str(), &handle), SQLITE_OK);
            const std::string attack =
                "UPDATE fact SET kind='toy.other' WHERE number=" + std::to_string(number);
            QCOMPARE(sqlite3_exec(handle, attack.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
            sqlite3_close(handle);
            const Proof proof = verifyFile(path()).value();
            QVERIFY(proof.fault.has_value());
            QCOMPARE(proof.fault->number, number);
            QCOMPARE(proof.facts, number - 1);
        }
    }

    void in_a_long_file_facts_that_were_taken_off_its_end_are_missed() {
        constexpr std::uint64_t kMany = 5000;
        SystemClock clock;
        SeededRandom random(4);
        {
            auto ledger =
                Ledger::open({path(), {}, nullptr}, {std::make_shared<toy::Toy>()}, clock, random).value();
            std::vector<Command> commands;
            for (std::uint64_t i = 21; i <= kMany; ++i)
                commands.push_back(toy::command("toy.log", Nature::Report, i, "line " + std::to_string(i)));
            QVERIFY(ledger->submit(commands).has_value());
            QVERIFY(ledger->makeCheckpoint(key()).value().has_value());
        }
        QCOMPARE(verifyFile(path()).value().checkpoints, 5u);
        run("DELETE FROM fact WHERE number>4500");
        const Proof proof = verifyFile(path()).value();
        QVERIFY(proof.fault.has_value());
        QCOMPARE(proof.fault->number, kMany); // the checkpoint knows of it
    }

    void a_station_whose_sealed_part_was_taken_out_is_not_proven() {
        SystemClock clock;
        SeededRandom random(5);
        std::uint64_t number = 0;
        {
            auto ledger =
                Ledger::open({path(), {}, nullptr}, {std::make_shared<toy::Toy>()}, clock, random).value();
            Command command = toy::command("newroom.happened", Nature::Report, 21);
            command.compartment = Compartment::Health;
            command.sealed = {1, 2, 3};
            command.keyId = "a key";
            QVERIFY(ledger->submit({&command, 1}).has_value());
            number = ledger->head().number;
        }
        QVERIFY(!verifyFile(path()).value().fault);
        run("UPDATE fact SET sealed=x'' WHERE number=" + std::to_string(number));
        const Proof proof = verifyFile(path()).value();
        QVERIFY(proof.fault.has_value());
        QCOMPARE(proof.fault->number, number);
    }

    void a_file_that_is_not_there_is_an_error() {
        QVERIFY(!verifyFile(m_folder->path().toStdString() + "/nothing"));
    }

private:
    void run(const std::string& attack) const {
        sqlite3* handle = nullptr;
        QCOMPARE(sqlite3_open(path().c_str(), &handle), SQLITE_OK);
        QCOMPARE(sqlite3_exec(handle, attack.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(handle);
    }
    static SignerKey key() {
        SeededRandom random(2);
        return SignerKey::make("shouwang/chain/test", random).value();
    }
    std::unique_ptr<Database> readOnly() const {
        Database::Options options;
        options.path = path();
        options.access = Database::Access::ReadOnly;
        return Database::open(options).value();
    }
    Id readStation() const { return readMeta(*readOnly()).value().station; }
    std::vector<StoredFact> allFacts() const {
        std::vector<StoredFact> facts;
        const auto database = readOnly();
        Statement rows = database->prepare("SELECT number, bytes FROM fact ORDER BY number");
        while (rows.next())
            facts.push_back({static_cast<std::uint64_t>(rows.integer(0)), {}, rows.bytes(1), {}});
        return facts;
    }
    std::filesystem::path path() const { return m_folder->path().toStdString() + "/ledger"; }
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(VerifyTest)
#include "tst_verify.moc"
