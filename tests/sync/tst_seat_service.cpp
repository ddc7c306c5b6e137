// The two threads against a station behind a line that can be cut.
#include "desk.h"

using namespace shouwang;
using namespace shouwang::sync;
using toy::Desk;
using toy::FakeLink;
using toy::SharedStation;

class TestSeatService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_seat_works_without_a_station() {
        QTemporaryDir folder;
        Desk desk(folder, nullptr);
        desk.submit(toy::write("log", "a"));
        QTRY_COMPARE(desk.saved(), std::size_t{1});
        QCOMPARE(desk.lines(), std::vector<std::string>{"a"});
        QCOMPARE(desk.status().state, LinkState::Offline);
        QCOMPARE(desk.status().outbox, std::size_t{1});
        bool told = false;
        desk.service->fetch("/v1/site", [&](Result<Bytes> body) { told = !body.has_value(); });
        QVERIFY(told);
    }

    void what_is_saved_reaches_the_station_and_comes_back() {
        SharedStation station;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        QTRY_COMPARE(desk.status().state, LinkState::Live);
        desk.submit(toy::write("log", "a"));
        QTRY_COMPARE(station.head(), 1u);
        QTRY_COMPARE(desk.status().cursor.number, 1u);
        QTRY_COMPARE(desk.status().outbox, std::size_t{0});
        QTRY_COMPARE(desk.told(false), std::size_t{1}); // told after the status is
        QCOMPARE(desk.told(true), std::size_t{1});
        QVERIFY(desk.changes > 0);
        QVERIFY(desk.status().lastContact.has_value());
    }

    void facts_of_others_come_by_the_tail() {
        SharedStation station;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        QTRY_COMPARE(desk.status().state, LinkState::Live);
        station.elsewhere(toy::write("log", "theirs"));
        QTRY_COMPARE(desk.lines(), std::vector<std::string>{"theirs"});
    }

    void cut_off_it_works_on_and_catches_up() {
        SharedStation station;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        QTRY_COMPARE(desk.status().state, LinkState::Live);
        station.cut = true;
        for (int i = 0; i < 50; ++i) {
            desk.submit(toy::write("log", fmt::format("mine {}", i)));
            station.elsewhere(toy::write("log", fmt::format("theirs {}", i)));
        }
        QTRY_COMPARE(desk.saved(), std::size_t{50});
        QTRY_VERIFY(desk.status().state != LinkState::Live);
        QCOMPARE(desk.lines().size(), std::size_t{50});
        station.cut = false;
        desk.service->linkUp();
        QTRY_COMPARE(desk.lines().size(), std::size_t{100});
        QTRY_COMPARE(desk.status().outbox, std::size_t{0});
        QTRY_COMPARE(desk.status().cursor.number, 100u);
        QTRY_COMPARE(desk.status().state, LinkState::Live);
        QVERIFY(desk.status().counters.linkFailures > 0);
    }

    void a_reader_never_misses_and_never_doubles_what_was_saved() {
        SharedStation station;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        std::size_t least = 0;
        for (int i = 0; i < 150; ++i) {
            desk.submit(toy::write("log", std::to_string(i)));
            const std::size_t told = desk.saved();
            const auto lines = desk.lines();
            QVERIFY(lines.size() >= told);
            QVERIFY(lines.size() >= least);
            QCOMPARE(std::set<std::string>(lines.begin(), lines.end()).size(), lines.size());
            least = lines.size();
        }
        QTRY_COMPARE(desk.status().cursor.number, 150u);
        QCOMPARE(desk.lines().size(), std::size_t{150});
    }

    void a_stuck_upload_does_not_stop_download() {
        SharedStation station;
        station.pushHangs = true;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        QTRY_COMPARE(desk.status().state, LinkState::Live);
        desk.submit(toy::write("log", "mine"));
        QTRY_VERIFY(station.pushes > 0);
        station.elsewhere(toy::write("log", "theirs"));
        QTRY_COMPARE(desk.lines(), (std::vector<std::string>{"theirs", "mine"}));
        QCOMPARE(desk.status().outbox, std::size_t{1});
        QCOMPARE(desk.status().state, LinkState::Live);
    }

    void a_tail_that_only_announces_is_followed_by_a_pull() {
        SharedStation station;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        QTRY_COMPARE(desk.status().state, LinkState::Live);
        station.tailSilent = true;
        station.elsewhere(toy::write("log", "theirs"));
        QTRY_COMPARE(desk.lines(), std::vector<std::string>{"theirs"});
    }

    void a_silent_feed_is_torn_down_and_tried_again() {
        SharedStation station;
        station.feedFails = true;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        QTRY_VERIFY(desk.status().counters.linkFailures > 2);
        QTRY_VERIFY(desk.status().lastError.find("silent") != std::string::npos); // each greeting clears it
        station.feedFails = false;
        QTRY_COMPARE(desk.status().state, LinkState::Live);
        QVERIFY(desk.status().lastError.empty());
    }

    void another_protocol_is_shown_and_the_outbox_waits() {
        SharedStation station;
        station.version = 9;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        desk.submit(toy::write("log", "a"));
        QTRY_COMPARE(desk.status().state, LinkState::VersionMismatch);
        QTRY_COMPARE(desk.status().outbox, std::size_t{1});
        QCOMPARE(station.pushes.load(), 0);
        station.version = 1;
        QTRY_COMPARE(desk.status().outbox, std::size_t{0});
    }

    void a_closed_station_is_shown_with_its_reason_and_the_seat_works_on() {
        SharedStation station;
        station.closed = ledger::Trouble::Damaged;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        desk.submit(toy::write("log", "a"));
        QTRY_COMPARE(desk.status().state, LinkState::StationClosed);
        QVERIFY(desk.status().closed == ledger::Trouble::Damaged);
        QTRY_COMPARE(desk.status().outbox, std::size_t{1});
        QCOMPARE(desk.lines(), std::vector<std::string>{"a"});
        QCOMPARE(station.pushes.load(), 0);
        station.closed = ledger::Trouble::None;
        QTRY_COMPARE(desk.status().outbox, std::size_t{0});
        QTRY_COMPARE(desk.status().state, LinkState::Live);
        QVERIFY(desk.status().closed == ledger::Trouble::None);
    }

    void a_fork_is_shown_and_cleared_by_resync_only() {
        SharedStation station;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        desk.submit(toy::write("log", "mine"));
        QTRY_COMPARE(desk.status().cursor.number, 1u);
        station.start("another history");
        station.others = 0;
        station.elsewhere(toy::write("log", "theirs"));
        station.elsewhere(toy::write("log", "theirs too"));
        QTRY_COMPARE(desk.status().state, LinkState::Forked);
        desk.service->resync();
        QTRY_COMPARE(desk.status().state, LinkState::Live);
        QTRY_COMPARE(desk.status().cursor.number, 3u);
        QTRY_COMPARE(desk.status().outbox, std::size_t{0});
        QCOMPARE(desk.lines().size(), std::size_t{3});
        QCOMPARE(desk.lines().back(), std::string("mine"));
    }

    void commands_are_kept_when_the_service_stops_at_once() {
        QTemporaryDir folder;
        {
            Desk desk(folder, nullptr);
            for (int i = 0; i < 100; ++i)
                desk.submit(toy::write("log", std::to_string(i)));
        }
        Desk again(folder, nullptr);
        QCOMPARE(again.lines().size(), std::size_t{100});
    }

    void a_restart_with_a_long_outbox_shows_all_of_it_at_once_and_goes_on() {
        constexpr std::size_t kLong = 1200;
        SharedStation station;
        {
            Desk desk(station.folder, nullptr);
            for (std::size_t i = 0; i < kLong; ++i)
                desk.submit(toy::write("log", std::to_string(i)));
        }
        {
            Desk offline(station.folder, nullptr);
            QCOMPARE(offline.lines().size(), kLong);
            QCOMPARE(offline.status().outbox, kLong);
        }
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        QCOMPARE(desk.lines().size(), kLong); // whatever has become of them at the station
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().outbox, std::size_t{0}, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().cursor.number, std::uint64_t{kLong}, 20'000);
        QCOMPARE(desk.lines().size(), kLong);
    }

    void a_restart_goes_on_where_it_was() {
        SharedStation station;
        {
            Desk desk(station.folder, std::make_unique<FakeLink>(station));
            desk.submit(toy::write("log", "a"));
            QTRY_COMPARE(desk.status().cursor.number, 1u);
        }
        station.elsewhere(toy::write("log", "b"));
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        QTRY_COMPARE(desk.lines(), (std::vector<std::string>{"a", "b"}));
        QTRY_COMPARE(desk.told(false), std::size_t{1}); // only what is new
    }

    void an_empty_seat_begins_with_a_snapshot_and_follows_the_tail() {
        SharedStation station;
        for (int i = 0; i < 30; ++i)
            station.elsewhere(toy::write("log", fmt::format("line {}", i)));
        Desk desk(station.folder, std::make_unique<FakeLink>(station), "seat", {5, 5});
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().cursor.number, 30u, 30'000);
        QCOMPARE(desk.lines().size(), std::size_t{30});
        QVERIFY(station.snapshotCalls >= 2);
        QCOMPARE(desk.status().counters.facts, 0u); // none of them came one by one
        station.elsewhere(toy::write("log", "the tail"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.lines().size(), std::size_t{31}, 30'000);
        desk.submit(toy::write("log", "mine"));
        QTRY_COMPARE_WITH_TIMEOUT(station.head(), 32u, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().cursor.number, 32u, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().state, LinkState::Live, 30'000);
    }

    void a_snapshot_that_is_still_being_made_is_waited_for() {
        SharedStation station;
        station.notYet = 3;
        for (int i = 0; i < 30; ++i)
            station.elsewhere(toy::write("log", fmt::format("line {}", i)));
        Desk desk(station.folder, std::make_unique<FakeLink>(station), "seat", {5, 5});
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().cursor.number, 30u, 30'000);
        QCOMPARE(desk.status().counters.facts, 0u);
        QCOMPARE(desk.lines().size(), std::size_t{30});
    }

    void a_snapshot_whose_chunks_have_gone_is_given_up_for_the_feed() {
        SharedStation station;
        station.chunksLost = true;
        for (int i = 0; i < 30; ++i)
            station.elsewhere(toy::write("log", fmt::format("line {}", i)));
        Desk desk(station.folder, std::make_unique<FakeLink>(station), "seat", {5, 5});
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().cursor.number, 30u, 30'000);
        QCOMPARE(desk.lines().size(), std::size_t{30});
        QCOMPARE(desk.status().counters.facts, 30u);
    }

    void files_of_the_station_are_fetched() {
        SharedStation station;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        std::mutex mutex;
        std::string body;
        desk.service->fetch("/v1/site", [&](Result<Bytes> got) {
            const std::lock_guard lock(mutex);
            body.assign(got->begin(), got->end());
        });
        const auto read = [&] {
            const std::lock_guard lock(mutex);
            return body;
        };
        QTRY_COMPARE(read(), std::string("body of /v1/site"));
    }
};

QTEST_GUILESS_MAIN(TestSeatService)
#include "tst_seat_service.moc"
