// Fetching a snapshot is broken off by a kill or a full disk, at any step, and goes on or is given up.
#include "snapshot_site.h"

using namespace shouwang;
using namespace shouwang::sync;
using ledger::Compartment;
using toy::SnapshotSite;

class TestSnapshotBrokenOff : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_kill_in_the_middle_goes_on_with_the_next_chunk() {
        SnapshotSite site;
        site.write(300);
        site.note(Compartment::Management, "a");
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        QVERIFY(site.seat->takeManifest(site.build()).has_value());
        site.fetch(1);
        QCOMPARE(site.fetched, 1u);
        site.startSeat();
        QVERIFY(site.seat->fetchesSnapshot());
        QCOMPARE(site.seat->wantedChunk()->index, 1u);
        site.fetch();
        QVERIFY(!site.seat->fetchesSnapshot());
        QCOMPARE(site.seat->cursor().number, 301u);
        QCOMPARE(site.tables(), site.truth());
    }

    void a_kill_in_the_middle_of_a_chunk_adds_no_row_twice() {
        SnapshotSite site;
        site.write(300);
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        QVERIFY(site.seat->takeManifest(site.build()).has_value());
        const auto want = site.seat->wantedChunk();
        site.seat->takeChunk(0, *unpack(want->about, site.shelf.at(want->about.hash)));
        QVERIFY(site.seat->loadSlice([] { return true; }).has_value());
        QVERIFY(site.count("SELECT row FROM seat_snapshot") > 0);
        site.startSeat();
        site.fetch();
        QCOMPARE(site.tables(), site.truth());
    }

    void a_disk_that_was_full_in_the_middle_of_a_snapshot_leaves_nothing_provisional() {
        SnapshotSite site;
        site.resync();
        const auto want = site.seat->wantedChunk();
        site.seat->takeChunk(0, *unpack(want->about, site.shelf.at(want->about.hash)));
        QVERIFY(site.loadSlice()); // some rows of it
        const auto rows = site.count("SELECT row FROM seat_snapshot");
        site.disk.full = true;
        QVERIFY(!site.loadSlice());
        QVERIFY(!site.loadSlice());
        QCOMPARE(site.count("SELECT row FROM seat_snapshot"), rows);
        QCOMPARE(toy::lines(site.seat->view()).back(), std::string("mine"));
        site.disk.full = false;
        site.fetch();
        site.download();
        QVERIFY(!site.seat->store().meta().loading);
        QVERIFY(site.seat->overlay()->facts.empty());
        QCOMPARE(site.tables(), site.truth());
    }

    void a_disk_that_is_full_when_new_tables_shall_be_used_costs_no_chunk() {
        SnapshotSite site;
        site.resync();
        while (const auto want = site.seat->wantedChunk()) {
            site.seat->takeChunk(want->index, *unpack(want->about, site.shelf.at(want->about.hash)));
            while (site.count("SELECT chunk FROM seat_snapshot") == static_cast<std::int64_t>(want->index))
                QVERIFY(site.loadSlice());
        }
        QVERIFY(site.seat->hasLoad()); // all is there
        site.disk.full = true;
        QVERIFY(!site.loadSlice());
        QVERIFY(site.seat->store().meta().loading);
        QCOMPARE(site.seat->cursor().number, 0u);
        site.disk.full = false;
        site.fetch();
        QCOMPARE(site.fetched, 0u);
        QVERIFY(!site.seat->store().meta().loading);
        QCOMPARE(site.seat->cursor().number, 61u);
        QVERIFY(site.seat->overlay()->facts.empty());
        QCOMPARE(site.tables(), site.truth());
    }

    void a_snapshot_is_given_up_in_the_file_or_not_at_all() {
        SnapshotSite site;
        site.resync();
        site.disk.full = true;
        QVERIFY(!site.seat->giveUpSnapshot().has_value());
        QVERIFY(site.seat->fetchesSnapshot());
        site.disk.full = false;
        QVERIFY(site.seat->giveUpSnapshot().has_value());
        QVERIFY(!site.seat->fetchesSnapshot());
        QCOMPARE(site.count("SELECT count(*) FROM seat_snapshot"), 0);
        site.download(); // the feed brings the same
        QVERIFY(!site.seat->store().meta().loading);
        QVERIFY(site.seat->overlay()->facts.empty());
        QCOMPARE(site.tables(), site.truth());
    }

    void rows_of_kept_facts_are_not_taken_for_those_of_a_snapshot() {
        SnapshotSite site;
        site.resync();
        const Bytes manifest = encode(site.build());
        QVERIFY(site.seat->giveUpSnapshot().has_value());
        SeatStore& store = site.seat->store();
        store.begin();
        store.saveSnapshot(manifest, 1, 0); // one that was left when it could not be gone on with
        QVERIFY(store.commit().has_value());
        auto batch = site.station->feed(site.seat->wanted(), 5000);
        QVERIFY(site.seat->take(*check(*batch)).has_value());
        QVERIFY(site.seat->applySlice([] { return false; }).has_value());
        const std::string_view begun = "SELECT count(*) FROM sqlite_master WHERE name LIKE 'next^_%' ESCAPE"
                                       " '^'";
        while (site.seat->hasLoad() && site.count(begun) == 0)
            QVERIFY(site.loadSlice());
        QVERIFY(site.seat->hasLoad());
        site.startSeat(); // killed meanwhile
        QVERIFY(!site.seat->fetchesSnapshot());
        site.download();
        while (site.seat->hasLoad())
            QVERIFY(site.loadSlice());
        QCOMPARE(site.tables(), site.truth());
    }
};

QTEST_GUILESS_MAIN(TestSnapshotBrokenOff)
#include "tst_snapshot_broken_off.moc"
