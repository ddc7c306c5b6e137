// What brings a seat back that lies far behind, was upgraded, or whose station was put back.
#include "uplink_site.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::sync;
using namespace shouwang::sync::uplink_test;

class TestUplinkCatchUp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_seat_with_facts_lets_its_cursor_be_checked_before_it_takes_a_snapshot() {
        Site site;
        Position far = site.position(4, 9000);
        far.snapshots = far.wantSnapshot = true;
        site.uplink.start(far);
        site.line.hellos.back()(site.hello(9000));
        site.uplink.position(far); // on its way since before the greeting
        QCOMPARE(site.line.feeds.size(), std::size_t{0});
        far.heard = site.writer.greeted;
        site.uplink.position(far);
        QCOMPARE(site.line.fetches, 0);
        QCOMPARE(site.line.feeds.size(), std::size_t{1});
        site.line.feeds.back()(site.nothing(4, 9000));
        far.taken = site.writer.taken;
        site.uplink.position(far);
        QCOMPARE(site.line.fetches, 1);
    }

    void a_seat_whose_tables_wait_for_a_snapshot_goes_on_asking_and_is_not_called_live() {
        Site site;
        Position upgraded = site.position(9, 9);
        upgraded.snapshots = upgraded.wantSnapshot = upgraded.lacksTables = true;
        site.uplink.start(upgraded);
        site.line.hellos.back()(site.hello(9));
        upgraded.heard = site.writer.greeted;
        site.uplink.position(upgraded);
        site.line.feeds.back()(site.nothing(9, 9));
        upgraded.taken = site.writer.taken;
        site.uplink.position(upgraded);
        QCOMPARE(site.line.fetches, 1);
        site.line.fetched.back()(fail(Next::Conflict, "the station is of another version"));
        site.uplink.position(upgraded);
        QCOMPARE(site.writer.last.state, LinkState::CatchingUp);
        QCOMPARE(site.line.tails, 1); // what happens now is heard all the same
        site.line.pass(14s);
        QCOMPARE(site.line.fetches, 1);
        site.line.pass(2s);
        QCOMPARE(site.line.fetches, 2);
        site.line.fetched.back()(fail(Next::Conflict, "still"));
        site.line.pass(16s);
        QCOMPARE(site.line.fetches, 3);
    }

    void a_snapshot_is_not_given_up_because_the_station_speaks_another_protocol_now() {
        Site site;
        Position loading = site.position(0, 9);
        loading.snapshots = loading.fetchesSnapshot = true;
        loading.chunk = ChunkWant{3, {}};
        site.uplink.start(loading);
        site.line.hellos.back()(site.hello(9));
        loading.heard = site.writer.greeted;
        site.uplink.position(loading);
        QCOMPARE(site.line.fetches, 1);
        site.line.fetched.back()(fail(Next::Conflict, "the station speaks another protocol"));
        QCOMPARE(site.writer.last.state, LinkState::VersionMismatch);
        QCOMPARE(site.writer.givenUp, 0);
    }

    void lost_facts_that_cannot_be_struck_off_are_not_offered_in_a_hot_loop() {
        Site site;
        Position position = site.position(5, 5, 1);
        position.recovering = 3;
        site.uplink.start(position);
        site.line.hellos.back()(site.hello(5));
        position.heard = site.writer.greeted;
        site.uplink.position(position);
        QCOMPARE(site.writer.recoverWanted, 1);
        const auto taken = [&] {
            site.uplink.recoverReady(Recover{});
            site.line.recovers.back()(RecoverReply{3, {5, 5, {}}});
            site.uplink.position(position); // the seat's disk is full: nothing has moved
        };
        taken();
        QCOMPARE(site.writer.recoverReplies, 1);
        QCOMPARE(site.writer.recoverWanted, 1);
        site.line.pass(15s);
        QCOMPARE(site.writer.recoverWanted, 2);
        taken();
        position.recovering = 1;
        site.uplink.position(position); // it moves again
        site.line.pass(15s);
        QCOMPARE(site.writer.recoverWanted, 3);
    }
};

QTEST_GUILESS_MAIN(TestUplinkCatchUp)
#include "tst_uplink_catch_up.moc"
