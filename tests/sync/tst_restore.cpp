// A station that was put back from a backup, and what a seat does for it.
#include "sync/seat.h"
#include "sync/station.h"

#include "toy.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::sync;
using ledger::CommandId;

namespace {

const Id kSeatA = Id::fromParts({"seat", "a"});

struct Site {
    QTemporaryDir folder;
    ManualClock clock;
    SeededRandom random{23};
    std::unique_ptr<ledger::Ledger> ledger;
    std::unique_ptr<Station> station;
    std::unique_ptr<Seat> seat;
    std::uint64_t presses = 0;

    Site() {
        startStation("ledger");
        startSeat();
    }
    std::filesystem::path path(const char* name) const { return toy::pathIn(folder, name); }
    void startStation(const char* file) {
        station.reset();
        ledger.reset();
        auto opened = ledger::Ledger::open({path(file), Id::fromParts({"station"}), nullptr}, toy::features(),
                                           clock, random);
        if (!opened) qFatal("%s", opened.error().text.c_str());
        ledger = std::move(*opened);
        station = std::move(*Station::open(*ledger, clock));
    }
    void startSeat() {
        seat.reset();
        seat = std::move(*Seat::open(path("seat"), kSeatA, toy::features(), clock, random));
    }
    /// A copy of the station's file as it stands.
    void backUp() {
        ledger->database().run("VACUUM INTO '" + path("backup").string() + "'");
        QVERIFY(ledger->noteBackedUp(ledger->head().number).has_value());
    }
    void restore() {
        startStation("backup");
        QVERIFY(ledger->beginEpoch(random).has_value());
    }
    Result<void> upload() {
        for (;;) {
            auto push = seat->nextPush();
            if (!push || !*push) return {};
            auto reply = station->push(kSeatA, **push);
            if (!reply) return tl::unexpected(reply.error());
            if (auto taken = seat->onPushReply(*reply); !taken) return taken;
        }
    }
    Result<void> download() {
        for (int round = 0; round < 10; ++round) {
            auto batch = station->feed(seat->wanted(), 500);
            const bool end = batch->to >= batch->head.number && !batch->fork;
            auto taken = seat->onFeed(std::move(*batch));
            if (!taken && taken.error().next != Next::Retry) return taken;
            if (taken && end) return {};
        }
        return fail(Next::Bug, "does not come to an end");
    }
    void recover() {
        for (;;) {
            auto recover = seat->nextRecover();
            QVERIFY(recover.has_value());
            if (!*recover) return;
            auto reply = station->recover(kSeatA, *decodeRecover(encode(**recover)));
            QVERIFY(reply.has_value());
            QVERIFY(seat->onRecoverReply(*decodeRecoverReply(encode(*reply))).has_value());
        }
    }
    /// A device says it; the station hears it by itself.
    void press(const std::string& text) {
        ledger::Command command = toy::write("log", text);
        command.id = {CommandId::Source::Device, Id::fromParts({"point"}), 1, ++presses, 0};
        command.occurred = command.recorded = clock.utc();
        QVERIFY(ledger->submit(std::span(&command, 1)).has_value());
    }
    void save(const std::string& text) {
        QCOMPARE(seat->submit(toy::write("log", text)).kind, SubmitResult::Kind::Saved);
    }
    void settle() {
        QVERIFY(upload().has_value());
        QVERIFY(download().has_value());
    }
    std::vector<std::string> lines() {
        auto found = toy::lines(seat->view());
        std::ranges::sort(found);
        return found;
    }
};

using Lines = std::vector<std::string>;

/// The next version of the room, that can work with the tables of the one before.
class Readable final : public ledger::Feature {
public:
    std::string name() const override { return m_room.name(); }
    int version() const override { return 2; }
    int readableSince() const override { return 1; }
    void createTables(ledger::Database& tables) const override { m_room.createTables(tables); }
    void dropTables(ledger::Database& tables) const override { m_room.dropTables(tables); }
    ledger::Decision decide(const ledger::View& view, const ledger::Command& command) const override {
        return m_room.decide(view, command);
    }
    void apply(ledger::Database& tables, const ledger::Fact& fact) const override {
        m_room.apply(tables, fact);
    }

private:
    const toy::ToyFeature m_room;
};

} // namespace

class TestRestore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_a_backup_lacks_comes_back_from_the_seat() {
        Site site;
        site.save("in the backup");
        site.settle();
        site.backUp();
        site.save("acknowledged");
        site.settle();
        site.press("a device");
        site.settle();
        site.save("waits");
        site.restore();
        QCOMPARE(site.ledger->head().number, 1u);

        QVERIFY(site.seat->onHello(*decodeHello(encode(site.station->hello()))).has_value());
        QVERIFY(site.seat->status().state != LinkState::Forked);
        QCOMPARE(site.seat->cursor().number, 1u);
        // Nothing has gone from the screen, and nothing stands there twice.
        QCOMPARE(site.lines(), (Lines{"a device", "acknowledged", "in the backup", "waits"}));
        QCOMPARE(site.seat->status().outbox, std::size_t{2}); // under their old identity
        site.recover();
        site.settle();
        QCOMPARE(site.lines(), (Lines{"a device", "acknowledged", "in the backup", "waits"}));
        QCOMPARE(toy::dump(site.seat->store().database()), toy::dump(site.ledger->database()));
        QVERIFY(site.seat->overlay()->facts.empty());
        QVERIFY(!site.seat->store().meta().loading);
        QCOMPARE(site.ledger->head().number, 4u); // each once
    }

    void a_restore_is_also_heard_from_the_feed() {
        Site site;
        site.backUp();
        site.press("a device");
        site.settle();
        site.restore();
        QVERIFY(site.download().has_value());
        site.recover();
        QVERIFY(site.download().has_value());
        QCOMPARE(site.lines(), Lines{"a device"});
        const auto fact = ledger::decodeFact((*site.ledger->fact(1))->bytes);
        QCOMPARE(fact->contested, std::vector<std::string>{"ledger.recovered"});
    }

    void a_lost_tail_is_offered_also_after_a_kill_at_any_step() {
        Site site;
        site.backUp();
        for (int i = 0; i < 5; ++i)
            site.press("press " + std::to_string(i));
        site.settle();
        site.restore();
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        site.startSeat();
        QCOMPARE(site.lines().size(), std::size_t{5}); // the old tables are in use
        auto recover = site.seat->nextRecover();
        QVERIFY(site.station->recover(kSeatA, **recover).has_value()); // the answer is lost
        site.startSeat();
        site.recover();
        QVERIFY(site.download().has_value());
        QCOMPARE(site.lines().size(), std::size_t{5});
        QCOMPARE(site.ledger->head().number, 5u);
    }

    // Found by the simulation (seed 1190): its number is one that the lost branch had reached.
    void a_verdict_of_the_new_branch_hides_nothing_before_its_fact_has_come() {
        Site site;
        site.save("common");
        site.settle();
        site.backUp();
        site.save("lost one");
        site.save("lost two");
        site.settle();
        site.restore();
        site.save("new");
        QVERIFY(site.upload().has_value());
        QCOMPARE(std::ranges::count(site.lines(), "new"), 1);
        site.settle();
        QCOMPARE(std::ranges::count(site.lines(), "new"), 1);
    }

    // Found by the simulation (seed 8306): the command was settled on the branch that was lost.
    void a_verdict_that_comes_before_the_new_tables_hides_nothing_that_they_lack() {
        Site site;
        site.save("common");
        site.settle();
        site.backUp();
        site.save("mine");
        site.settle();
        site.restore();
        site.press("theirs");
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        QVERIFY(site.upload().has_value());
        QVERIFY(site.seat->onFeed(*site.station->feed(site.seat->wanted(), 1)).has_value());
        QVERIFY(!site.seat->store().meta().loading); // the new tables hold theirs, and not mine yet
        QCOMPARE(site.lines(), (Lines{"common", "mine", "theirs"}));
        site.startSeat();
        QCOMPARE(site.lines(), (Lines{"common", "mine", "theirs"}));
        site.settle();
        QCOMPARE(site.lines(), (Lines{"common", "mine", "theirs"}));
    }

    void a_backup_that_is_put_back_twice_is_followed_from_either_branch() {
        Site site;
        site.save("common");
        site.settle();
        site.backUp();
        std::filesystem::copy_file(site.path("backup"), site.path("again"));
        site.save("first branch");
        site.settle();
        site.restore();
        site.save("second branch");
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        site.settle();
        site.settle();
        site.startStation("again");
        QVERIFY(site.ledger->beginEpoch(site.random).has_value());
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        QVERIFY(site.seat->status().state != LinkState::Forked);
        site.settle();
        site.settle();
        QCOMPARE(site.lines(), (Lines{"common", "first branch", "second branch"}));
        QCOMPARE(site.ledger->head().number, 3u);
    }

    void a_station_that_lost_its_tail_without_saying_so_is_a_fork_that_stays() {
        Site site;
        site.backUp();
        site.save("a");
        site.settle();
        site.startStation("backup"); // no new epoch
        QVERIFY(!site.download().has_value());
        QCOMPARE(site.seat->status().state, LinkState::Forked);
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        QCOMPARE(site.seat->status().state, LinkState::Forked);
        QCOMPARE(site.lines(), Lines{"a"});
        QVERIFY(site.seat->resync().has_value());
        QCOMPARE(site.lines(), Lines{"a"}); // the tables that the officer sees are not emptied
        site.settle();
        site.settle();
        QCOMPARE(site.lines(), Lines{"a"});
        QCOMPARE(site.ledger->head().number, 1u);
    }

    void a_verdict_whose_fact_has_been_lost_is_a_fork() {
        Site site;
        site.press("common");
        site.settle();
        site.backUp();
        site.save("mine");
        QVERIFY(site.upload().has_value()); // and the fact has not come yet
        site.startStation("backup");
        site.press("in its place");
        QVERIFY(!site.download().has_value());
        QCOMPARE(site.seat->status().state, LinkState::Forked);
        QCOMPARE(site.lines(), (Lines{"common", "mine"}));
        QVERIFY(site.seat->resync().has_value());
        site.settle();
        site.settle();
        QCOMPARE(site.lines(), (Lines{"common", "in its place", "mine"}));
        QVERIFY(site.seat->status().state != LinkState::Forked);
    }

    void a_station_that_has_less_than_it_had_answered_is_a_fork() {
        Site site;
        site.press("common");
        site.settle();
        site.backUp();
        site.save("mine");
        QVERIFY(site.upload().has_value());
        site.startStation("backup");
        site.startSeat(); // it is known over a restart
        QVERIFY(!site.seat->onHello(site.station->hello()).has_value());
        QCOMPARE(site.seat->status().state, LinkState::Forked);
    }

    void an_answer_that_comes_behind_another_fact_of_its_number_is_a_fork() {
        Site site;
        site.press("common");
        site.settle();
        site.backUp();
        site.save("mine");
        const auto push = site.seat->nextPush();
        const auto late = site.station->push(kSeatA, **push);
        site.startStation("backup");
        site.press("in its place");
        QVERIFY(site.download().has_value());
        QVERIFY(!site.seat->onPushReply(*late).has_value());
        QCOMPARE(site.seat->status().state, LinkState::Forked);
    }

    // Found by the simulation (seed 200277): its number is one that our lost branch had reached.
    void a_verdict_of_another_branch_hides_nothing() {
        Site site;
        site.press("common");
        site.settle();
        site.backUp();
        site.press("lost one");
        site.press("lost two");
        site.settle();
        site.save("mine");
        site.startStation("backup");
        site.press("in its place");
        const auto push = site.seat->nextPush();
        const auto reply = site.station->push(kSeatA, **push);
        QVERIFY(!site.seat->onPushReply(*reply).has_value());
        QCOMPARE(site.seat->status().state, LinkState::Forked);
        QCOMPARE(std::ranges::count(site.lines(), "mine"), 1);
    }

    void a_resync_brings_the_station_what_no_seat_authored() {
        Site site;
        site.press("common");
        site.backUp();
        site.press("heard by nobody else");
        site.settle();
        site.startStation("backup");
        QVERIFY(!site.download().has_value());
        QVERIFY(site.seat->resync().has_value());
        site.recover();
        site.settle();
        QCOMPARE(site.lines(), (Lines{"common", "heard by nobody else"}));
        QCOMPARE(site.ledger->head().number, 2u);
    }

    // Found by the simulation (seed 600960): the copy lies below a snapshot when it is lost again.
    void what_a_station_has_taken_once_is_offered_again_when_it_loses_that_too() {
        Site site;
        site.press("common");
        site.backUp();
        site.ledger->database().run("VACUUM INTO '" + site.path("as old").string() + "'");
        site.press("heard by nobody else");
        site.settle();
        for (const char* file : {"backup", "as old"}) {
            site.startStation(file);
            QVERIFY(!site.download().has_value());
            QVERIFY(site.seat->resync().has_value());
            site.recover();
            site.settle();
            QCOMPARE(site.lines(), (Lines{"common", "heard by nobody else"}));
            QCOMPARE(site.ledger->head().number, 2u);
            SeatStore& store = site.seat->store();
            store.begin(); // as if a snapshot had brought it
            store.change().base = 2;
            store.dropBelowBase();
            QVERIFY(store.commit().has_value());
        }
    }

    void a_disk_that_is_full_while_new_tables_are_filled_costs_no_row() {
        Site site;
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
        Site site;
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
        Site site;
        site.save("a");
        site.settle();
        // What the new version would make otherwise: seen in the tables only after the rebuild.
        site.seat->store().database().run("UPDATE toy_line SET text='as the old version wrote it'");
        site.seat.reset();
        const ledger::Features rooms{std::make_shared<Readable>()};
        site.seat = std::move(*Seat::open(site.path("seat"), kSeatA, rooms, site.clock, site.random));
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
        site.seat = std::move(*Seat::open(site.path("seat"), kSeatA, rooms, site.clock, site.random));
        QVERIFY(!site.seat->hasLoad()); // once
    }

    void a_file_of_the_first_version_is_taken_over() {
        Site site;
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

    void acknowledged_commands_leave_the_ring_when_they_are_backed_up_and_a_week_old() {
        Site site;
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

    void a_station_older_than_its_own_word_takes_what_the_seat_still_has() {
        Site site;
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

QTEST_GUILESS_MAIN(TestRestore)
#include "tst_restore.moc"
