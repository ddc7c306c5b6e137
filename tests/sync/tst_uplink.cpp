// When the seat asks, waits and tries again: in virtual time, without threads.
#include "uplink_site.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::sync;
using namespace std::chrono_literals;
using namespace shouwang::sync::uplink_test;

class TestUplink : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void it_pulls_to_the_head_and_then_listens() {
        Site site;
        site.uplink.start(site.position(0, 0));
        QCOMPARE(site.writer.last.state, LinkState::Connecting);
        site.line.hellos.back()(site.hello(3));
        QCOMPARE(site.writer.last.state, LinkState::CatchingUp);
        QCOMPARE(site.line.tails, 0);
        site.line.feeds.back()(site.nothing(0, 3));
        site.uplink.position(site.position(2, 3)); // one more is missing
        QCOMPARE(site.line.feeds.size(), std::size_t{2});
        QCOMPARE(site.line.queries.back().cursor.number, 2u);
        site.line.feeds.back()(site.nothing(3, 3));
        site.uplink.position(site.position(3, 3));
        QCOMPARE(site.line.tails, 1);
        QCOMPARE(site.writer.last.state, LinkState::Live);
    }

    void pauses_grow_are_spread_and_stay_within_their_bounds() {
        Site site;
        site.uplink.start(site.position(0, 0));
        std::set<std::int64_t> pauses;
        std::chrono::nanoseconds longest{0};
        for (int i = 0; i < 40; ++i) {
            const std::size_t before = site.line.hellos.size();
            site.line.hellos.back()(fail(Next::Offline, "nobody"));
            const auto start = site.clock.monotonic();
            for (int step = 0; step < 16'000 && site.line.hellos.size() == before; ++step)
                site.line.pass(1ms);
            const auto pause = site.clock.monotonic() - start;
            QVERIFY(pause >= 199ms && pause <= 15'001ms);
            longest = std::max(longest, pause);
            pauses.insert(pause.count());
        }
        QVERIFY(longest > 5s);
        QVERIFY(pauses.size() > 20);
        QCOMPARE(site.writer.last.failures, 40u);
    }

    void a_closed_station_is_asked_again_and_shown_as_closed_meanwhile() {
        Site site;
        site.uplink.start(site.position(0, 0, 3));
        Hello closed;
        closed.station = kStation;
        closed.closed = ClosedAnswer{kStation, ledger::Trouble::Newer, "newer"};
        for (int i = 0; i < 3; ++i) {
            const std::size_t before = site.line.hellos.size();
            site.line.hellos.back()(closed);
            QCOMPARE(site.writer.last.state, LinkState::StationClosed);
            QVERIFY(site.writer.last.closed == ledger::Trouble::Newer);
            site.line.pass(16s);
            QVERIFY(site.line.hellos.size() > before);
            QCOMPARE(site.writer.last.state, LinkState::StationClosed);
        }
        QCOMPARE(site.line.feeds.size(), std::size_t{0});
        QCOMPARE(site.writer.wanted, 0);
        closed.closed->station = closed.station = Id::fromParts({"another"});
        site.line.hellos.back()(closed);
        QCOMPARE(site.writer.last.state, LinkState::Unauthorised);
        site.line.pass(16s);
        site.line.hellos.back()(site.hello());
        QCOMPARE(site.writer.last.state, LinkState::CatchingUp);
        QVERIFY(site.writer.last.closed == ledger::Trouble::None);
    }

    void when_the_line_is_in_again_it_asks_at_once() {
        Site site;
        site.uplink.start(site.position(0, 0));
        for (int i = 0; i < 5; ++i) {
            site.line.hellos.back()(fail(Next::Offline, "nobody"));
            site.line.pass(15s);
        }
        site.line.hellos.back()(fail(Next::Offline, "nobody"));
        const std::size_t before = site.line.hellos.size();
        site.uplink.linkUp();
        QCOMPARE(site.line.hellos.size(), before + 1);
        site.line.pass(20s); // the pause that was running asks no second time
        QCOMPARE(site.line.hellos.size(), before + 1);
    }

    void facts_that_do_not_arrive_for_ten_seconds_tear_the_line_down() {
        Site site;
        site.uplink.start(site.position(0, 0));
        site.line.hellos.back()(site.hello(3));
        QCOMPARE(site.line.queries.back().limit, std::size_t{500});
        site.line.pass(9s);
        QCOMPARE(site.line.resets, 0);
        site.line.pass(3s);
        QCOMPARE(site.line.resets, 1);
        QCOMPARE(site.writer.last.watchdogs, 1u);
        site.line.pass(1s);
        site.line.hellos.back()(site.hello(3));
        QVERIFY(site.line.queries.back().limit < 500); // a slow line gets smaller pieces
    }

    // Found by the simulation (seed 657): a seat with a full disk asked 200 times a second.
    void facts_that_the_writer_cannot_take_are_not_asked_for_in_a_hot_loop() {
        Site site;
        site.uplink.start(site.position(0, 0));
        site.line.hellos.back()(site.hello(3));
        std::size_t answered = 0;
        for (int i = 0; i < 200; ++i) {
            if (site.line.feeds.size() > answered) site.line.feeds[answered++](site.nothing(0, 3));
            site.uplink.position(site.position(0, 3));
            site.line.pass(10ms);
        }
        QVERIFY(answered >= 2);
        QVERIFY(answered < 12);
        for (int i = 0; i < 20 && site.line.tails == 0; ++i) { // there is room again
            if (site.line.feeds.size() > answered) site.line.feeds[answered++](site.nothing(3, 3));
            site.uplink.position(site.position(3, 3));
            site.line.pass(1s);
        }
        QCOMPARE(site.line.tails, 1);
    }

    /// It may have lost facts to bring to a restored station, and the commands rest on them.
    void nothing_is_pushed_before_the_writer_has_looked_at_the_greeting() {
        Site site;
        Position early = site.position(0, 0, 3);
        site.uplink.start(early);
        site.line.hellos.back()(site.hello());
        site.uplink.position(early);
        QCOMPARE(site.writer.wanted, 0);
        site.uplink.position(site.position(0, 0, 3));
        QCOMPARE(site.writer.wanted, 1);
    }

    void a_slow_writer_is_no_reason_to_tear_the_line_down() {
        Site site;
        site.goLive();
        Position busy = site.position(0, 9);
        busy.idle = false;
        site.uplink.position(busy);
        site.line.pass(60s);
        QCOMPARE(site.writer.last.watchdogs, 0u);
    }

    void an_outbox_that_waits_with_nothing_in_flight_is_asked_for_again() {
        Site site;
        site.goLive();
        site.uplink.position(site.position(0, 0, 1));
        QCOMPARE(site.writer.wanted, 1);
        site.uplink.pushReady(std::nullopt); // the file could not be read just now
        site.line.pass(4s);
        QCOMPARE(site.writer.wanted, 1);
        site.line.pass(3s);
        QCOMPARE(site.writer.wanted, 2);
        QCOMPARE(site.writer.last.watchdogs, 1u);
    }

    void one_push_is_in_flight_at_a_time_and_its_failure_leaves_the_tail_alone() {
        Site site;
        site.goLive();
        site.uplink.position(site.position(0, 0, 3));
        site.uplink.position(site.position(0, 0, 4));
        QCOMPARE(site.writer.wanted, 1);
        site.uplink.pushReady(Push());
        site.line.pushes.back()(fail(Next::Offline, "too slow"));
        QCOMPARE(site.line.resets, 0);
        QCOMPARE(site.writer.last.state, LinkState::Live);
        QCOMPARE(site.writer.wanted, 1);
        site.line.pass(1s); // after its pause
        QCOMPARE(site.writer.wanted, 2);
        site.uplink.pushReady(Push());
        site.line.pushes.back()(PushReply());
        QCOMPARE(site.writer.replies, 1);
    }

    void the_next_push_is_made_ready_while_the_station_decides() {
        Site site;
        site.goLive();
        site.uplink.position(site.position(0, 0, 5));
        site.uplink.pushReady(someOf(3, 2));
        QCOMPARE(site.writer.wanted, 2);
        QCOMPARE(site.writer.place.counter, 4u);
        site.uplink.pushReady(someOf(5, 2));
        QCOMPARE(site.line.pushes.size(), std::size_t{1}); // one in flight
        site.line.pushes.back()(PushReply());
        QCOMPARE(site.line.pushes.size(), std::size_t{2}); // at once, though the first answer is not handled
        QCOMPARE(site.writer.replies, 1);
        site.uplink.pushHandled(false);
        QCOMPARE(site.line.pushes.size(), std::size_t{2});
    }

    void what_was_made_ready_behind_a_gap_is_not_sent() {
        Site site;
        site.goLive();
        site.uplink.position(site.position(0, 0, 5));
        site.uplink.pushReady(someOf(3, 2));
        site.uplink.pushReady(someOf(5, 2));
        PushReply gap;
        gap.expected = 2;
        site.line.pushes.back()(gap);
        QCOMPARE(site.line.pushes.size(), std::size_t{1});
        site.uplink.pushHandled(true);
        site.line.pass(1s); // after its pause it begins with the oldest again
        QCOMPARE(site.writer.wanted, 3);
        QCOMPARE(site.writer.place.counter, 0u);
    }

    void strangers_and_other_versions_are_told_apart() {
        Site site;
        site.uplink.start(site.position(0, 0));
        Hello other = site.hello();
        other.station = Id::fromParts({"other"});
        site.line.hellos.back()(other);
        QCOMPARE(site.writer.last.state, LinkState::Unauthorised);
        site.uplink.linkUp();
        Hello newer = site.hello();
        newer.minProtocol = newer.maxProtocol = 2;
        site.line.hellos.back()(newer);
        QCOMPARE(site.writer.last.state, LinkState::VersionMismatch);
        site.uplink.linkUp();
        site.line.hellos.back()(fail(Next::Refused, "unknown token"));
        QCOMPARE(site.writer.last.state, LinkState::Unauthorised);
        QCOMPARE(site.line.feeds.size(), std::size_t{0});
    }

    void answers_of_a_line_that_was_torn_down_are_ignored() {
        Site site;
        site.goLive();
        const auto batch = site.line.tailBatch;
        site.line.tailEnd({Next::Offline, "gone"});
        const std::uint64_t taken = site.writer.taken;
        batch(site.nothing(0, 5));
        QCOMPARE(site.writer.taken, taken);
        QCOMPARE(site.writer.last.state, LinkState::Offline);
    }

    void a_fork_stops_the_pull_and_a_resync_starts_it_again() {
        Site site;
        site.goLive();
        Position forked = site.position(4, 9, 1);
        forked.forked = true;
        site.uplink.position(forked);
        QCOMPARE(site.writer.last.state, LinkState::Forked);
        const std::size_t pulls = site.line.feeds.size();
        QCOMPARE(site.writer.wanted, 1); // what was typed still goes up
        site.uplink.position(site.position(0, 9, 1));
        QCOMPARE(site.line.feeds.size(), pulls + 1);
        QCOMPARE(site.line.queries.back().cursor.number, 0u);
    }
};

QTEST_GUILESS_MAIN(TestUplink)
#include "tst_uplink.moc"

#include <map>
