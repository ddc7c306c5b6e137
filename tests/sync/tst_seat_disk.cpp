// A disk that fails under a seat: what was told as saved is there, what was told as failed is not, and the
// seat goes on by itself when the disk does.
#include "desk.h"

#include "../ledger/failing_disk.h"
#include "full_disk.h"
#include "ledger/verify.h"
#include "toy_site.h"

using namespace shouwang;
using namespace shouwang::sync;
using ledger::FailingDisk;
using toy::Desk;
using toy::FakeLink;
using toy::SharedStation;
using Kind = SubmitResult::Kind;

namespace {

/// The answer to one command.
SubmitResult submit(Desk& desk, std::string text) {
    const std::size_t before = desk.saved();
    desk.submit(toy::write("log", std::move(text)));
    if (!QTest::qWaitFor([&] { return desk.saved() > before; }, 60'000)) qFatal("no answer");
    const std::lock_guard lock(desk.mutex);
    return desk.results.back();
}

/// As an officer who presses again until it is saved. Returns how often that took.
int submitUntilSaved(Desk& desk, const std::string& text) {
    for (int tries = 1; tries < 10'000; ++tries) {
        if (submit(desk, text).kind == Kind::Saved) return tries;
        QTest::qWait(1); // as a person would, so that the answers do not fill the memory
    }
    qFatal("it is never saved");
}

} // namespace

class TestSeatDisk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_failed_fsync_is_told_and_the_file_is_opened_anew() {
        FailingDisk disk;
        SharedStation station;
        Desk desk(station.folder, std::make_unique<FakeLink>(station), "seat", {}, disk.name());
        QCOMPARE(submit(desk, "before").kind, Kind::Saved);
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().cursor.number, 1u, 60'000);
        disk.syncs = 1;
        const SubmitResult failed = submit(desk, "lost");
        QCOMPARE(failed.kind, Kind::Failed);
        QCOMPARE(failed.error.next, Next::Retry);
        submitUntilSaved(desk, "after");
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().counters.reopened, 1u, 60'000);
        QVERIFY(desk.status().storageOpen);
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().outbox, std::size_t{0}, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().cursor.number, 2u, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().state, LinkState::Live, 60'000);
        QCOMPARE(desk.lines(), (std::vector<std::string>{"before", "after"}));
        QVERIFY(desk.status().counters.submitted >= 2); // what the seat had counted before goes on
    }

    void while_the_disk_is_gone_nothing_is_saved_and_the_tables_can_be_read() {
        FailingDisk disk;
        SharedStation station;
        Desk desk(station.folder, std::make_unique<FakeLink>(station), "seat", {}, disk.name());
        QCOMPARE(submit(desk, "before").kind, Kind::Saved);
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().cursor.number, 1u, 60'000);
        disk.gone = true;
        QCOMPARE(submit(desk, "lost").kind, Kind::Failed);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.status().storageOpen, 60'000);
        QVERIFY(!desk.status().lastError.empty());
        QCOMPARE(submit(desk, "lost too").kind, Kind::Failed); // at once, while it is closed
        QCOMPARE(desk.lines(), std::vector<std::string>{"before"});
        station.elsewhere(toy::write("log", "theirs"));
        disk.gone = false;
        QTRY_VERIFY_WITH_TIMEOUT(desk.status().storageOpen, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.lines(), (std::vector<std::string>{"before", "theirs"}), 60'000);
        submitUntilSaved(desk, "after");
        QTRY_COMPARE_WITH_TIMEOUT(station.head(), 3u, 60'000);
    }

    void facts_that_could_not_be_stored_come_again_and_are_told_once() {
        FailingDisk disk;
        SharedStation station;
        Desk desk(station.folder, std::make_unique<FakeLink>(station), "seat", {}, disk.name());
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().state, LinkState::Live, 60'000);
        for (int i = 1; i <= 20; ++i) {
            disk.syncs = i % 4 == 0 ? 1 : 0;
            station.elsewhere(toy::write("log", std::to_string(i)));
            QTRY_COMPARE_WITH_TIMEOUT(desk.status().cursor.number, static_cast<std::uint64_t>(i), 60'000);
        }
        QVERIFY(desk.status().counters.reopened >= 1);
        QCOMPARE(desk.lines().size(), std::size_t{20});
        QTRY_COMPARE_WITH_TIMEOUT(desk.told(false), std::size_t{20}, 60'000); // told after the status is
        const std::lock_guard lock(desk.mutex);
        for (std::size_t i = 0; i < desk.confirmed.size(); ++i)
            QCOMPARE(desk.confirmed[i].number, static_cast<std::uint64_t>(i + 1));
    }

    void a_seat_that_was_opened_on_a_full_disk_tells_what_needs_attention_when_there_is_room() {
        toy::FullDisk disk;
        toy::Site site;
        QCOMPARE(site.seat->submit(toy::take("stock", 2)).kind, Kind::Saved);
        QCOMPARE(site.seat->submit(toy::write("log", "typed")).kind, Kind::Saved);
        site.elsewhere(toy::take("stock", 2));
        site.startSeat(1, 0); // what was typed is not decided before it is closed again
        QVERIFY(site.download().has_value());
        site.seat = nullptr;
        disk.full = true;
        Desk desk(site.folder, nullptr, "seat", {}, disk.name());
        QCOMPARE(desk.lines(), std::vector<std::string>{"typed"});
        QCOMPARE(desk.status().needsAttention, std::size_t{0});
        QVERIFY(desk.status().storageOpen);
        disk.full = false;
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().needsAttention, std::size_t{1}, 60'000);
        QCOMPARE(desk.lines(), std::vector<std::string>{"typed"});
        QCOMPARE(desk.status().outbox, std::size_t{2});
    }

    void a_command_that_was_told_as_failed_does_not_come_back_with_the_file() {
        FailingDisk disk;
        QTemporaryDir folder;
        SystemClock clock;
        SystemRandom random;
        const auto path = toy::pathIn(folder, "seat");
        const auto open = [&] {
            return std::move(*Seat::open(path, toy::kSeatA, toy::features(), clock, random, disk.name()));
        };
        auto seat = open();
        QCOMPARE(seat->submit(toy::write("log", "saved")).kind, Kind::Saved);
        disk.syncs = 2; // of the commit, and of the tidying when the file is closed: the log stays
        QCOMPARE(seat->submit(toy::write("log", "failed")).kind, Kind::Failed);
        const SeatMeta known = seat->store().meta();
        QCOMPARE(known.counter, 1u);
        seat.reset();
        seat = open();
        QCOMPARE(seat->store().meta().counter, 2u); // it was there after all
        QVERIFY(seat->store().proveTail(known).has_value());
        QVERIFY(seat->store().takeBack(known).has_value());
        QVERIFY(seat->afterFault().has_value());
        QCOMPARE(seat->store().meta().counter, 1u);
        QCOMPARE(seat->store().waiting().value(), std::size_t{1});
        QCOMPARE(toy::lines(seat->view()), std::vector<std::string>{"saved"});
    }

    void a_file_that_has_lost_what_was_saved_is_not_used() {
        QTemporaryDir folder;
        SystemClock clock;
        SystemRandom random;
        const auto path = toy::pathIn(folder, "seat");
        auto seat = std::move(*Seat::open(path, toy::kSeatA, toy::features(), clock, random));
        QCOMPARE(seat->submit(toy::write("log", "one")).kind, Kind::Saved);
        const SeatMeta first = seat->store().meta();
        QCOMPARE(seat->submit(toy::write("log", "two")).kind, Kind::Saved);
        const SeatMeta second = seat->store().meta();
        QVERIFY(seat->store().proveTail(first).has_value());
        QVERIFY(seat->store().proveTail(second).has_value());
        SeatMeta later = second;
        ++later.generation;
        QCOMPARE(seat->store().proveTail(later).error().next, Next::Corrupt);
        SeatMeta other = second;
        other.counter = 7;
        QCOMPARE(seat->store().proveTail(other).error().next, Next::Corrupt);
    }

    /// A transaction that opening wrote would stand where a lost one stood, and hide that it is gone.
    void opening_a_file_to_prove_it_writes_nothing() {
        QTemporaryDir folder;
        SystemClock clock;
        SystemRandom random;
        const auto path = toy::pathIn(folder, "seat");
        const auto open = [&](std::size_t decidedAtOnce) {
            return std::move(
                *Seat::open(path, toy::kSeatA, toy::features(), clock, random, nullptr, decidedAtOnce));
        };
        auto seat = open(Seat::kMaxOutbox);
        QCOMPARE(seat->submit(toy::write("log", "kept")).kind, Kind::Saved);
        SeatMeta known = seat->store().meta();
        seat = nullptr;
        ++known.generation; // the disk has lost one transaction
        for (int i = 0; i < 3; ++i)
            QCOMPARE(open(0)->store().proveTail(known).error().next, Next::Corrupt);
        known.counter = 5;
        --known.generation;
        auto later = open(Seat::kMaxOutbox); // has written one more, with fewer commands
        QCOMPARE(later->store().meta().generation, known.generation + 1);
        QCOMPARE(later->store().proveTail(known).error().next, Next::Corrupt);
    }

    void a_chain_that_does_not_reach_the_cursor_is_not_used() {
        SharedStation station;
        {
            Desk desk(station.folder, std::make_unique<FakeLink>(station));
            for (int i = 0; i < 3; ++i)
                station.elsewhere(toy::write("log", std::to_string(i)));
            QTRY_COMPARE_WITH_TIMEOUT(desk.status().cursor.number, 3u, 60'000);
        }
        SystemClock clock;
        SystemRandom random;
        auto seat = std::move(
            *Seat::open(toy::pathIn(station.folder, "seat"), toy::kSeatA, toy::features(), clock, random));
        const SeatMeta known = seat->store().meta();
        QVERIFY(seat->store().proveTail(known).has_value());
        const auto change = [&](const char* sql) {
            seat->store().database().begin();
            seat->store().database().run(sql);
            return seat->store().database().commit().has_value();
        };
        QVERIFY(change("CREATE TABLE copy AS SELECT * FROM seat_fact"));
        for (const char* sql :
             {"DELETE FROM seat_fact WHERE number=3", "DELETE FROM seat_fact WHERE number=2",
              "UPDATE seat_fact SET hash=zeroblob(32) WHERE number=3", "DELETE FROM seat_fact"}) {
            QVERIFY(change(sql));
            QCOMPARE(seat->store().proveTail(known).error().next, Next::Corrupt);
            QVERIFY(change("DELETE FROM seat_fact; INSERT INTO seat_fact SELECT * FROM copy"));
            QVERIFY(seat->store().proveTail(known).has_value());
        }
    }
};

QTEST_GUILESS_MAIN(TestSeatDisk)
#include "tst_seat_disk.moc"
