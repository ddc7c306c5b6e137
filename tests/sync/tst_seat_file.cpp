// The file of a seat: whose it is, how old, whether it is whole, and whether there is room.
#include "toy_site.h"

#include <QTest>
#include <fstream>

using namespace shouwang;
using namespace shouwang::sync;
using toy::kSeatB;
using toy::Lines;
using toy::Site;
using Kind = SubmitResult::Kind;

class TestSeatFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_fresh_file_has_a_new_epoch() {
        Site site;
        const auto other = site.open("second");
        QVERIFY(other.has_value());
        QVERIFY((*other)->store().meta().epoch != site.seat->store().meta().epoch);
        QVERIFY((*other)->store().meta().epoch > 0);
    }

    void a_second_program_cannot_open_the_file() {
        Site site;
        const auto second = site.open("seat");
        QVERIFY(!second.has_value());
        QCOMPARE(second.error().next, Next::Refused);
    }

    void a_foreign_file_is_refused_and_left_alone() {
        Site site;
        std::ofstream(site.path("text")) << std::string(5000, 'x');
        const auto text = site.open("text");
        QVERIFY(!text.has_value());
        QCOMPARE(readFile(site.path("text"))->size(), std::size_t{5000});
        site.startStation("other ledger");
        const auto ledgerFile = site.open("ledger");
        QVERIFY(!ledgerFile.has_value());
        QCOMPARE(ledgerFile.error().next, Next::Refused);
        site.seat.reset();
        const auto otherSeat = site.open("seat", kSeatB);
        QVERIFY(!otherSeat.has_value());
        QCOMPARE(otherSeat.error().next, Next::Refused);
        QVERIFY(site.open("seat").has_value());
    }

    void a_damaged_file_is_refused_with_a_clear_error() {
        Site site;
        for (int i = 0; i < 200; ++i)
            site.seat->submit(toy::write("log", std::string(500, 'x')));
        site.seat.reset();
        Bytes bytes = *readFile(site.path("seat"));
        QVERIFY(bytes.size() > 40'000);
        std::fill(bytes.begin() + 8192, bytes.begin() + 24'000, std::uint8_t{0xa5});
        QVERIFY(writeFileWhole(site.path("seat"), bytes).has_value());
        const auto damaged = site.open();
        QVERIFY(!damaged.has_value());
        QCOMPARE(damaged.error().next, Next::Corrupt);
        QCOMPARE(*readFile(site.path("seat")), bytes);
    }

    void tables_of_a_higher_version_are_rebuilt_from_the_facts() {
        Site site;
        site.elsewhere(toy::write("log", "a"));
        QVERIFY(site.download().has_value());
        site.seat->store().database().run("DELETE FROM toy_line");
        site.startSeat(1);
        QVERIFY(site.lines().empty());
        site.startSeat(2);
        QCOMPARE(site.lines(), Lines{"a"});
    }

    void on_a_full_disk_nothing_is_stored_and_it_goes_on_when_there_is_room() {
        Site site;
        site.seat->submit(toy::write("log", "a"));
        ledger::Database& database = site.seat->store().database();
        database.run(fmt::format("PRAGMA max_page_count={}", toy::number(database, "PRAGMA page_count")));
        const SubmitResult full = site.seat->submit(toy::write("log", std::string(300'000, 'x')));
        QCOMPARE(full.kind, Kind::Failed);
        QCOMPARE(full.error.next, Next::Retry);
        QVERIFY(full.error.text.find("full") != std::string::npos);
        QCOMPARE(site.lines(), Lines{"a"});
        QCOMPARE(site.seat->status().outbox, std::size_t{1});
        QCOMPARE(site.seat->status().counters.storageErrors, 1u);

        site.elsewhere(toy::write("log", std::string(300'000, 'y')));
        QVERIFY(!site.download().has_value());
        QCOMPARE(site.seat->cursor().number, 0u);
        QCOMPARE(site.lines(), Lines{"a"});

        database.run("PRAGMA max_page_count=1000000");
        QVERIFY(site.download().has_value());
        QCOMPARE(site.seat->cursor().number, 1u);
        QCOMPARE(site.seat->submit(toy::write("log", "b")).id.counter, 2u); // no number was lost
    }
};

QTEST_GUILESS_MAIN(TestSeatFile)
#include "tst_seat_file.moc"
