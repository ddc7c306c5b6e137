// Beginning with the station's tables, in chunks, and what was typed here before and meanwhile.
#include "snapshot_site.h"

using namespace shouwang;
using namespace shouwang::sync;
using toy::SnapshotSite;

class TestSnapshot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_seat_that_has_nothing_begins_with_the_tables_of_the_station() {
        SnapshotSite site;
        site.write(300);
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        QVERIFY(site.seat->wantsSnapshot());
        const SnapshotManifest manifest = site.build();
        site.write(10); // the tail
        QVERIFY(site.seat->takeManifest(manifest).has_value());
        QVERIFY(site.seat->fetchesSnapshot());
        site.fetch();
        QCOMPARE(site.seat->cursor().number, 300u);
        QCOMPARE(site.seat->store().meta().base, 300u);
        site.download(); // joins on at the hash of fact 300
        QCOMPARE(site.seat->cursor().hash, site.ledger->head().hash);
        QCOMPARE(site.tables(), site.truth());
        QCOMPARE(site.count("SELECT count(*) FROM seat_fact"), 10);
        QVERIFY(!site.seat->wantsSnapshot());
    }

    void a_seat_away_for_a_month_keeps_its_outbox() {
        SnapshotSite site;
        site.write(1);
        site.download();
        QCOMPARE(site.seat->submit(toy::write("log", "typed at sea")).kind, SubmitResult::Kind::Saved);
        site.clock.advance(std::chrono::hours(24 * 31));
        site.write(100);
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        QVERIFY(site.seat->wantsSnapshot());
        QVERIFY(site.seat->takeManifest(site.build()).has_value());
        QCOMPARE(toy::lines(site.seat->view()).back(), std::string("typed at sea")); // meanwhile
        site.fetch();
        const auto lines = toy::lines(site.seat->view());
        QCOMPARE(lines.size(), std::size_t{102});
        QCOMPARE(lines.back(), std::string("typed at sea"));
        site.upload();
        site.download();
        QCOMPARE(site.seat->status().outbox, std::size_t{0});
        QCOMPARE(site.tables(), site.truth());
        QVERIFY(site.seat->overlay()->facts.empty());
    }

    void a_command_whose_answer_was_lost_is_not_shown_twice() {
        SnapshotSite site;
        QCOMPARE(site.seat->submit(toy::write("log", "mine")).kind, SubmitResult::Kind::Saved);
        auto push = site.seat->nextPush();
        QVERIFY(site.station->push(toy::kSeatA, **push).has_value()); // the answer is lost
        site.write(20);
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        QVERIFY(site.seat->takeManifest(site.build()).has_value());
        site.fetch();
        QCOMPARE(toy::lines(site.seat->view()).size(), std::size_t{21});
        site.upload();
        QCOMPARE(toy::lines(site.seat->view()).size(), std::size_t{21});
        QVERIFY(site.seat->overlay()->facts.empty());
    }

    void what_was_decided_after_an_old_snapshot_stays_in_sight() {
        SnapshotSite site;
        site.write(60);
        site.download();
        const SnapshotManifest old = site.build(); // the station makes one in ten minutes
        QCOMPARE(site.seat->submit(toy::write("log", "mine")).kind, SubmitResult::Kind::Saved);
        site.upload();
        site.download();
        QVERIFY(site.seat->overlay()->facts.empty());
        QVERIFY(site.seat->resync().has_value());
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        QVERIFY(site.seat->takeManifest(old).has_value());
        site.fetch();
        QCOMPARE(site.seat->cursor().number, 60u);
        QCOMPARE(toy::lines(site.seat->view()).back(), std::string("mine"));
        site.startSeat();
        QCOMPARE(toy::lines(site.seat->view()).back(), std::string("mine"));
        site.upload();
        site.download();
        QCOMPARE(site.tables(), site.truth());
        QVERIFY(site.seat->overlay()->facts.empty());
    }

    void other_versions_of_the_rooms_take_the_feed_instead() {
        SnapshotSite site;
        site.write(20);
        const SnapshotManifest manifest = site.build();
        site.startSeat(2);
        const auto taken = site.seat->takeManifest(manifest);
        QVERIFY(!taken.has_value());
        QCOMPARE(taken.error().next, Next::Conflict);
        QVERIFY(!site.seat->fetchesSnapshot());
        site.download();
        QCOMPARE(site.tables(), site.truth());
    }

    void after_an_upgrade_a_seat_that_began_with_a_snapshot_takes_another_one() {
        SnapshotSite site;
        site.write(30);
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        QVERIFY(site.seat->takeManifest(site.build()).has_value());
        site.fetch();
        site.write(3);
        site.download();
        QCOMPARE(site.seat->submit(toy::write("log", "mine")).kind, SubmitResult::Kind::Saved);
        // The station has the new version already.
        site.startStation("ledger", 2);
        site.startSeat(2);
        QVERIFY(site.seat->store().meta().loading);
        QCOMPARE(toy::lines(site.seat->view()).size(), std::size_t{34}); // of the rooms that did not change
        QVERIFY(site.seat->wantsSnapshot());
        QVERIFY(site.seat->takeManifest(site.build(2)).has_value());
        site.fetch();
        QVERIFY(!site.seat->store().meta().loading);
        QCOMPARE(toy::lines(site.seat->view()).size(), std::size_t{34});
        site.upload();
        site.download();
        QCOMPARE(site.tables(), site.truth());
    }

    void after_an_upgrade_that_reads_the_old_tables_they_follow_the_facts_until_a_snapshot_comes() {
        SnapshotSite site;
        site.startStation("ledger", 2);
        site.startSeat(2);
        site.write(30);
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        QVERIFY(site.seat->takeManifest(site.build(2)).has_value());
        site.fetch();
        // The seat is upgraded before its station: there is no snapshot for it yet.
        site.startSeat(3);
        QVERIFY(site.seat->wantsSnapshot());
        QVERIFY(!site.seat->takeManifest(site.build(2)).has_value());
        site.note(ledger::Compartment::Health, "said today");
        site.write(3);
        site.download();
        QVERIFY(!site.seat->lacksTables());
        QCOMPARE(site.tables(), site.truth()); // nothing stands still meanwhile
        QCOMPARE(site.count("SELECT count(*) FROM diary_entry"), 1);
        QCOMPARE(site.seat->submit(toy::write("log", "mine")).kind, SubmitResult::Kind::Saved);
        site.upload();
        site.download();
        QCOMPARE(site.seat->status().outbox, std::size_t{0});
        site.startStation("ledger", 3);
        while (site.ledger->rebuildSlice([] { return false; }).value()) {
        }
        QVERIFY(site.seat->wantsSnapshot());
        const SnapshotManifest old = site.build(3);
        site.write(2);
        site.download(); // the seat is ahead of the snapshot
        QVERIFY(site.seat->takeManifest(old).has_value());
        site.fetch();
        site.download();
        QVERIFY(!site.seat->wantsSnapshot());
        QCOMPARE(site.tables(), site.truth());
        QCOMPARE(site.count("SELECT version FROM seat_feature WHERE name='diary'"), 3);
        site.startSeat(3);
        QVERIFY(!site.seat->wantsSnapshot()); // once
    }

    void tables_of_a_room_that_the_seat_does_not_have_are_left_out() {
        SnapshotSite site;
        site.write(20);
        site.note(ledger::Compartment::Open, "only the station keeps a diary");
        const SnapshotManifest manifest = site.build();
        auto seat =
            std::move(*Seat::open(site.path("other"), toy::kSeatB, toy::features(), site.clock, site.random));
        QVERIFY(seat->onHello(site.station->hello()).has_value());
        QVERIFY(seat->takeManifest(manifest).has_value());
        for (auto want = seat->wantedChunk(); want; want = seat->wantedChunk()) {
            seat->takeChunk(want->index, *unpack(want->about, site.shelf.at(want->about.hash)));
            while (seat->hasLoad())
                QVERIFY(seat->loadSlice([] { return false; }).has_value());
        }
        QVERIFY(!seat->fetchesSnapshot());
        QCOMPARE(seat->cursor().number, 21u);
        QCOMPARE(toy::lines(seat->view()).size(), std::size_t{20});
        QCOMPARE(seat->status().counters.badBatches, 0u);
    }

    void a_damaged_chunk_or_a_bomb_is_refused_before_it_is_unpacked() {
        SnapshotSite site;
        site.write(20);
        const SnapshotManifest manifest = site.build();
        SnapshotChunk about = manifest.chunks.front();
        Bytes bytes = site.shelf.at(about.hash);
        QVERIFY(unpack(about, bytes).has_value());
        bytes.back() ^= 1;
        QCOMPARE(unpack(about, bytes).error().next, Next::Corrupt);
        bytes.back() ^= 1;
        about.raw -= 1; // holds more than it says
        QCOMPARE(unpack(about, bytes).error().next, Next::Corrupt);
        about.raw = std::uint64_t{1} << 40;
        QCOMPARE(unpack(about, bytes).error().next, Next::Corrupt);
        SnapshotManifest large = manifest;
        large.chunks.front().raw = kMaxChunkRaw + 1;
        QVERIFY(!decodeManifest(encode(large)).has_value());
    }
};

QTEST_GUILESS_MAIN(TestSnapshot)
#include "tst_snapshot.moc"
