// How long a seat keeps commands that the station has acknowledged: until they are backed up and a week old.
#include "restore_site.h"

using namespace shouwang;
using namespace shouwang::sync;
using toy::RestoreSite;

class TestAckedRing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void acknowledged_commands_leave_the_ring_when_they_are_backed_up_and_a_week_old() {
        RestoreSite site;
        site.save("a");
        site.settle();
        const auto rows = [&] {
            return toy::number(site.seat->store().database(), "SELECT count(*) FROM seat_outbox");
        };
        site.clock.advance(std::chrono::hours(24 * 8));
        QVERIFY(site.seat->tidy().has_value());
        QCOMPARE(rows(), 1); // old, but in no backup
        site.backUp();
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        site.save("b");
        site.settle();
        site.clock.advance(std::chrono::seconds(20));
        QVERIFY(site.seat->tidy().has_value());
        QCOMPARE(rows(), 1);
        QCOMPARE(site.seat->status().counters.pruned, 1u);
        site.save("c"); // the ring has a hole before it: the station takes it all the same
        QVERIFY(site.upload().has_value());
        QCOMPARE(site.seat->status().outbox, std::size_t{0});
    }

    void a_full_ring_that_lets_go_of_what_no_backup_has_says_so_until_one_has_it() {
        RestoreSite site;
        SeatLimits limits;
        limits.ring = 2;
        site.seat->setLimits(limits);
        const auto tidy = [&] {
            site.clock.advance(std::chrono::seconds(20));
            QVERIFY(site.seat->tidy().has_value());
        };
        for (const char* text : {"a", "b"})
            site.save(text);
        site.settle();
        tidy();
        QVERIFY(!site.seat->status().goneUnsaved);
        site.backUp();
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        tidy();
        site.save("c");
        site.settle();
        tidy(); // "a" goes: it is in the backup
        QCOMPARE(site.seat->status().counters.pruned, 1u);
        QCOMPARE(site.seat->status().counters.prunedEarly, 0u);
        QVERIFY(!site.seat->status().goneUnsaved);
        for (const char* text : {"d", "e"})
            site.save(text);
        site.settle();
        tidy(); // "b", which is, and "c", which is not
        QCOMPARE(site.seat->status().counters.pruned, 3u);
        QCOMPARE(site.seat->status().counters.prunedEarly, 1u);
        QVERIFY(site.seat->status().goneUnsaved);
        site.backUp();
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        QVERIFY(!site.seat->status().goneUnsaved);
    }

    void a_hole_in_the_middle_of_the_ring_does_not_hold_up_the_upload_for_ever() {
        RestoreSite site;
        site.save("a"); // stays, because somebody has to look at it
        site.settle();
        site.seat->store().database().run("INSERT INTO seat_attention VALUES(1, 'x', '', '', 1, 0, 0, NULL)");
        site.save("b");
        site.settle();
        site.backUp();
        for (int i = 0; i < 3; ++i)
            site.save("gone with the disk");
        site.settle();
        QVERIFY(site.ledger->noteBackedUp(5).has_value()); // into a backup that is lost too
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        site.clock.advance(std::chrono::hours(24 * 8));
        QVERIFY(site.seat->tidy().has_value());
        QCOMPARE(toy::number(site.seat->store().database(), "SELECT count(*) FROM seat_outbox"), 1);
        site.save("c");
        site.restore();
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        int pushes = 0;
        for (auto push = site.seat->nextPush(); *push; push = site.seat->nextPush()) {
            QVERIFY(++pushes < 5);
            QVERIFY(site.seat->onPushReply(*site.station->push(toy::kSeatA, **push)).has_value());
        }
        site.settle();
        QCOMPARE(site.seat->status().outbox, std::size_t{0});
        QCOMPARE(toy::lines(site.ledger->view()), (toy::Lines{"a", "b", "c"}));
    }

    void a_backup_of_the_lost_branch_does_not_count_on_the_new_one() {
        RestoreSite site;
        site.save("a");
        site.settle();
        site.backUp(); // fact 1
        site.save("b");
        site.settle();
        QVERIFY(site.ledger->noteBackedUp(2).has_value()); // into a backup that is lost
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        site.clock.advance(std::chrono::seconds(20));
        QVERIFY(site.seat->tidy().has_value());
        QCOMPARE(site.seat->store().meta().backedUp, 2u);
        site.restore();
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        site.settle(); // fact 2 again, of the new branch and in no backup
        site.clock.advance(std::chrono::hours(24 * 8));
        QVERIFY(site.seat->tidy().has_value());
        QCOMPARE(site.seat->store().meta().backedUp, 1u);
        QCOMPARE(toy::number(site.seat->store().database(), "SELECT count(*) FROM seat_outbox"), 1);
        QVERIFY(site.ledger->noteBackedUp(2).has_value());
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        site.clock.advance(std::chrono::hours(24 * 8));
        QVERIFY(site.seat->tidy().has_value());
        QCOMPARE(toy::number(site.seat->store().database(), "SELECT count(*) FROM seat_outbox"), 0);
    }

    void a_backup_of_facts_that_never_came_does_not_count_for_those_that_came_instead() {
        RestoreSite site;
        site.save("a");
        site.settle();
        site.backUp(); // fact 1
        site.press("gone with the disk");
        site.press("gone with the disk too");
        QVERIFY(site.ledger->noteBackedUp(3).has_value()); // into a backup that nobody puts back
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        site.clock.advance(std::chrono::seconds(20));
        QVERIFY(site.seat->tidy().has_value());
        site.startStation("backup"); // goes back, and says so to nobody
        site.save("b");
        site.save("c");
        site.settle(); // facts 2 and 3 of the same epoch, and in no backup
        site.clock.advance(std::chrono::hours(24 * 8));
        QVERIFY(site.seat->tidy().has_value());
        QCOMPARE(site.seat->store().meta().backedUp, 1u);
        QCOMPARE(toy::number(site.seat->store().database(), "SELECT count(*) FROM seat_outbox"), 2);
    }

    void a_station_older_than_its_own_word_takes_what_the_seat_still_has() {
        RestoreSite site;
        site.backUp(); // and later the station claims more than this copy holds
        site.save("a");
        site.settle();
        site.clock.advance(std::chrono::hours(24 * 8));
        QVERIFY(site.ledger->noteBackedUp(1).has_value());
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        QVERIFY(site.seat->tidy().has_value());
        QCOMPARE(toy::number(site.seat->store().database(), "SELECT count(*) FROM seat_outbox"), 0);
        site.save("b");
        site.restore();
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        site.settle();
        QCOMPARE(site.seat->status().outbox, std::size_t{0});
        QCOMPARE(site.ledger->head().number, 1u);
    }
};

QTEST_GUILESS_MAIN(TestAckedRing)
#include "tst_acked_ring.moc"
