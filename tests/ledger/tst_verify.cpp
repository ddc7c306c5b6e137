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
        }
    }

    void an_untouched_ledger_is_proven() {
        const Proof proof = verifyFile(path()).value();
        QVERIFY(!proof.fault);
        QCOMPARE(proof.facts, 20u);
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

    void a_file_that_is_not_there_is_an_error() {
        QVERIFY(!verifyFile(m_folder->path().toStdString() + "/nothing"));
    }

private:
    std::filesystem::path path() const { return m_folder->path().toStdString() + "/ledger"; }
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(VerifyTest)
#include "tst_verify.moc"
