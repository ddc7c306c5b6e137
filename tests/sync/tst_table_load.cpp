// New tables are made beside those in use: after a resync, an upgrade, and on a disk that is full meanwhile.
#include "restore_site.h"

using namespace shouwang;
using namespace shouwang::sync;
using toy::Lines;
using toy::RestoreSite;

namespace {

/// The next version of the room, that can work with the tables of the one before.
class Readable final : public toy::ToyFeature {
public:
    Readable()
        : ToyFeature(2) {}
    int readableSince() const override { return 1; }
};

} // namespace

class TestTableLoad : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_disk_that_is_full_while_new_tables_are_filled_costs_no_row() {
        RestoreSite site;
        for (int i = 0; i < 3000; ++i)
            site.press("a line that fills its page sooner or later " + std::to_string(i));
        for (const char* stock : {"a", "b", "c"}) // in the table that is filled first
            QCOMPARE(site.seat->submit(toy::take(stock)).kind, SubmitResult::Kind::Saved);
        site.settle();
        QVERIFY(site.seat->resync().has_value());
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        while (site.seat->cursor().number < 3003) {
            QVERIFY(site.seat->take(*check(*site.station->feed(site.seat->wanted(), 500))).has_value());
            while (*site.seat->applySlice([] { return false; })) {
            }
        }
        auto& database = site.seat->store().database();
        int copied = 0; // the facts are read into tables in memory first
        while (toy::number(database, "SELECT count(*) FROM sqlite_master WHERE name='next_toy_line'") == 0)
            QVERIFY(*site.seat->loadSlice([] { return true; }));
        while (toy::number(database, "SELECT count(*) FROM next_toy_line") < 128 && ++copied < 100)
            QVERIFY(*site.seat->loadSlice([] { return true; }));
        database.run("VACUUM"); // or it would find room in pages that are empty
        const auto pages = toy::number(database, "PRAGMA page_count");
        toy::number(database, "PRAGMA max_page_count=" + std::to_string(pages));
        int slices = 0;
        auto filled = site.seat->loadSlice([] { return true; });
        for (; filled; filled = site.seat->loadSlice([] { return true; }))
            QVERIFY(++slices < 10'000);
        QVERIFY(filled.error().text.find(ledger::kDiskFull) != std::string::npos);
        toy::number(database, "PRAGMA max_page_count=1000000");
        while (*site.seat->loadSlice([] { return false; })) {
        }
        QVERIFY(!site.seat->store().meta().loading);
        QCOMPARE(toy::dump(database), toy::dump(site.ledger->database()));
    }

    void a_resync_without_a_station_keeps_what_is_on_the_screen() {
        RestoreSite site;
        site.save("a");
        site.settle();
        site.startSeat(); // it has not heard of the station since
        QVERIFY(site.seat->resync().has_value());
        while (site.seat->hasLoad())
            QVERIFY(site.seat->loadSlice([] { return false; }).has_value());
        QCOMPARE(site.lines(), Lines{"a"});
        QVERIFY(site.seat->store().meta().loading);
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        site.settle();
        QCOMPARE(site.lines(), Lines{"a"});
        QVERIFY(!site.seat->store().meta().loading);
    }

    void after_an_upgrade_readable_tables_stay_in_use_until_new_ones_are_made() {
        RestoreSite site;
        site.save("a");
        site.settle();
        // What the new version would make otherwise: seen in the tables only after the rebuild.
        site.seat->store().database().run("UPDATE toy_line SET text='as the old version wrote it'");
        site.seat.reset();
        const ledger::Features rooms{std::make_shared<Readable>()};
        site.seat = std::move(*Seat::open(site.path("seat"), toy::kSeatA, rooms, site.clock, site.random));
        QCOMPARE(site.lines(), Lines{"as the old version wrote it"});
        QVERIFY(site.seat->hasLoad());
        site.press("b");
        auto batch = site.station->feed(site.seat->wanted(), 500);
        QVERIFY(site.seat->take(*check(std::move(*batch))).has_value());
        QVERIFY(site.seat->applySlice([] { return false; }).has_value());
        QCOMPARE(site.lines(), (Lines{"as the old version wrote it", "b"})); // and they go on
        while (site.seat->hasLoad())
            QVERIFY(site.seat->loadSlice([] { return true; }).has_value());
        QCOMPARE(site.lines(), (Lines{"a", "b"}));
        site.seat = {};
        site.seat = std::move(*Seat::open(site.path("seat"), toy::kSeatA, rooms, site.clock, site.random));
        QVERIFY(!site.seat->hasLoad()); // once
    }

    void a_file_of_the_first_version_is_taken_over() {
        RestoreSite site;
        site.save("settled");
        site.settle();
        site.save("decided, its facts have not come");
        QVERIFY(site.upload().has_value());
        site.save("waits");
        site.seat->store().database().run(
            "DROP INDEX seat_outbox_decided; ALTER TABLE seat_outbox DROP COLUMN decided;"
            "ALTER TABLE seat_outbox DROP COLUMN branch; ALTER TABLE seat_outbox DROP COLUMN last;"
            "ALTER TABLE seat_outbox DROP COLUMN answered; ALTER TABLE seat_meta DROP COLUMN more;"
            "DROP TABLE seat_recover; DROP TABLE seat_snapshot; DROP TABLE seat_patch;"
            "UPDATE seat_meta SET version=1");
        site.startSeat();
        const Lines all{"decided, its facts have not come", "settled", "waits"};
        QCOMPARE(site.lines(), all);
        QCOMPARE(site.seat->status().outbox, std::size_t{1});
        site.settle();
        QCOMPARE(site.lines(), all);
        QVERIFY(site.seat->overlay()->facts.empty());
        QCOMPARE(toy::dump(site.seat->store().database()), toy::dump(site.ledger->database()));
        QCOMPARE(toy::number(site.seat->store().database(), "SELECT version FROM seat_meta"), 2);
    }
};

QTEST_GUILESS_MAIN(TestTableLoad)
#include "tst_table_load.moc"
