// Sealed parts that not every seat may receive: in the feed and in a snapshot.
#include "snapshot_site.h"

using namespace shouwang;
using namespace shouwang::sync;
using ledger::Compartment;
using toy::SnapshotSite;

class TestSealedParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_seat_gets_only_the_sealed_parts_of_its_compartments() {
        SnapshotSite site;
        QVERIFY(site.station->addSeat(toy::kSeatA, "A", "desk", sha256(view("token"))).has_value());
        QCOMPARE(*site.station->compartmentsOf(toy::kSeatA), kUsualCompartments);
        site.note(Compartment::Management, "a visit");
        site.note(Compartment::Health, "a diagnosis");
        site.download(*site.station->compartmentsOf(toy::kSeatA)); // the hashes verify all the same
        QCOMPARE(site.seat->cursor().number, 2u);
        QCOMPARE(site.count("SELECT length(sealed)>0 FROM seat_fact WHERE number=1"), 1);
        QCOMPARE(site.count("SELECT length(sealed) FROM seat_fact WHERE number=2"), 0);
        {
            auto row = site.seat->store().database().prepare("SELECT sealed FROM seat_fact WHERE number=1");
            QVERIFY(row.next());
            QCOMPARE(site.key.open(row.bytes(0)), std::string("a visit"));
        }
        QCOMPARE(site.seat->cursor().hash, site.ledger->head().hash);
    }

    void a_seat_that_loses_a_compartment_purges_what_it_has_of_it() {
        SnapshotSite site;
        QVERIFY(site.station->addSeat(toy::kSeatA, "A", "clinic", sha256(view("token")), kAllCompartments)
                    .has_value());
        site.note(Compartment::Health, "a diagnosis");
        site.note(Compartment::Management, "a visit");
        site.download(*site.station->compartmentsOf(toy::kSeatA));
        QCOMPARE(site.count("SELECT count(*) FROM seat_fact WHERE length(sealed)>0"), 2);
        QVERIFY(site.station->setCompartments(toy::kSeatA, kUsualCompartments).has_value());
        site.download(*site.station->compartmentsOf(toy::kSeatA));
        QCOMPARE(site.count("SELECT count(*) FROM seat_fact WHERE length(sealed)>0"), 1);
        QCOMPARE(site.seat->status().counters.purged, 1u);
    }

    void a_snapshot_holds_sealed_parts_or_their_stubs() {
        SnapshotSite site;
        site.write(20);
        site.note(Compartment::Management, "a visit");
        site.note(Compartment::Family, "a divorce");
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        const SnapshotManifest all = site.build();
        QVERIFY(site.seat->takeManifest(forCompartments(all, kUsualCompartments)).has_value());
        site.fetch();
        QCOMPARE(site.count("SELECT count(*) FROM seat_patch"), 2); // every hash
        QCOMPARE(site.count("SELECT compartment FROM seat_patch WHERE sealed IS NULL"),
                 static_cast<std::int64_t>(Compartment::Family));
        auto row =
            site.seat->store().database().prepare("SELECT sealed FROM seat_patch WHERE sealed NOTNULL");
        QVERIFY(row.next());
        QCOMPARE(site.key.open(row.bytes(0)), std::string("a visit"));
    }

    // Found by the simulation (seed 2821): they stood beside the facts that had their numbers on another
    // branch.
    void what_is_fetched_anew_keeps_no_sealed_part_of_the_old_snapshot() {
        SnapshotSite site;
        site.write(20);
        site.note(Compartment::Health, "an old one");
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        QVERIFY(site.seat->takeManifest(site.build()).has_value());
        site.fetch();
        QVERIFY(site.count("SELECT count(*) FROM seat_patch") > 0);
        QVERIFY(site.seat->resync().has_value());
        QCOMPARE(site.count("SELECT count(*) FROM seat_patch"), 0);
    }
};

QTEST_GUILESS_MAIN(TestSealedParts)
#include "tst_sealed_parts.moc"
