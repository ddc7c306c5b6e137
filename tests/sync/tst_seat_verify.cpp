// A seat's file is proven from where its facts begin: behind its snapshot the first one is believed.
#include "desk.h"

#include "ledger/verify.h"

using namespace shouwang;
using namespace shouwang::sync;
using ledger::verifyFile;
using toy::Desk;
using toy::FakeLink;
using toy::SharedStation;

class TestSeatVerify : public QObject {
    Q_OBJECT

private:
    static void write(SharedStation& station, int count) {
        for (int i = 0; i < count; ++i)
            station.elsewhere(toy::write("log", fmt::format("line {}", i)));
    }
    static void follow(SharedStation& station, std::uint64_t to, SeatLimits limits) {
        Desk desk(station.folder, std::make_unique<FakeLink>(station), "seat", limits);
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().cursor.number, to, 60'000);
    }
    static bool change(SharedStation& station, const char* sql) {
        ledger::Database::Options options;
        options.path = toy::pathIn(station.folder, "seat");
        options.applicationId = kSeatApplicationId;
        auto file = ledger::Database::open(options).value();
        file->begin();
        file->run(sql);
        return file->commit().has_value();
    }

private Q_SLOTS:
    void a_file_that_begins_behind_a_snapshot_is_proven_from_there() {
        SharedStation station;
        write(station, 30);
        follow(station, 30, {5, 5});
        const auto path = toy::pathIn(station.folder, "seat");
        const auto empty = verifyFile(path).value(); // tables only: there is no fact to prove yet
        QVERIFY(!empty.fault);
        QCOMPARE(empty.facts, 0u);
        write(station, 4);
        follow(station, 34, {1000, 1000});
        const auto proof = verifyFile(path).value();
        QVERIFY2(!proof.fault, proof.fault ? proof.fault->text.c_str() : "");
        QVERIFY(!proof.fromStart);
        QCOMPARE(proof.facts, 4u);
        QCOMPARE(proof.number, 34u);
        QVERIFY(change(
            station,
            "UPDATE seat_fact SET bytes=(SELECT bytes FROM seat_fact WHERE number=31) WHERE number=33"));
        const auto spoiled = verifyFile(path).value();
        QVERIFY(spoiled.fault.has_value());
        QCOMPARE(spoiled.fault->number, 33u);
        QCOMPARE(spoiled.facts, 2u);
        QVERIFY(change(station, "DELETE FROM seat_fact WHERE number=33"));
        QCOMPARE(verifyFile(path)->fault->number, 34u); // a gap
    }

    void what_an_older_version_kept_below_the_snapshot_is_a_chain_of_its_own() {
        SharedStation station;
        write(station, 30);
        follow(station, 30, {5, 5});
        write(station, 2);
        follow(station, 32, {1000, 1000});
        const auto first = station.ledger->after(0, 3);
        QVERIFY(first.has_value());
        for (const ledger::StoredFact& fact : *first) {
            const std::string sql = fmt::format("INSERT INTO seat_fact VALUES({}, x'{}', x'{}', x'')",
                                                fact.number, toHex(fact.hash), toHex(fact.bytes));
            QVERIFY(change(station, sql.c_str()));
        }
        const auto path = toy::pathIn(station.folder, "seat");
        const auto proof = verifyFile(path).value();
        QVERIFY2(!proof.fault, proof.fault ? proof.fault->text.c_str() : "");
        QCOMPARE(proof.number, 32u);
        QCOMPARE(proof.facts, 5u);
        QVERIFY(!proof.fromStart);
        QVERIFY(change(station, "DELETE FROM seat_fact WHERE number=2"));
        QCOMPARE(verifyFile(path)->fault->number, 3u);
        QVERIFY(change(station, "DELETE FROM seat_fact WHERE number IN (3, 31)"));
        QCOMPARE(verifyFile(path)->fault->number, 32u); // the first one behind the snapshot is missing
    }
};

QTEST_GUILESS_MAIN(TestSeatVerify)
#include "tst_seat_verify.moc"
