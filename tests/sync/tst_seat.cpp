#include "toy_site.h"

#include <QTest>
#include <fstream>

using namespace shouwang;
using namespace shouwang::sync;
using toy::kSeatA;
using toy::kSeatB;
using toy::Site;
using Kind = SubmitResult::Kind;

namespace {

using Lines = std::vector<std::string>;

} // namespace

class TestSeat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_saved_command_is_shown_at_once_and_survives_a_restart() {
        Site site;
        const SubmitResult result = site.seat->submit(toy::write("log", "a"));
        QCOMPARE(result.kind, Kind::Saved);
        QCOMPARE(result.id.counter, 1u);
        QCOMPARE(result.facts.front().number, 0u); // provisional
        QCOMPARE(site.lines(), Lines{"a"});
        site.startSeat();
        QCOMPARE(site.lines(), Lines{"a"});
        QCOMPARE(site.seat->submit(toy::write("log", "b")).id.counter, 2u);
        QCOMPARE(site.seat->status().outbox, std::size_t{2});
        QCOMPARE(savingState(site.seat->store().database(), result.id), SavingState::Here);
    }

    void an_order_against_a_rule_is_refused_and_not_stored() {
        Site site;
        QCOMPARE(site.seat->submit(toy::take("stock", 2)).kind, Kind::Saved);
        const SubmitResult result = site.seat->submit(toy::take("stock", 2)); // one is left, provisionally
        QCOMPARE(result.kind, Kind::Refused);
        QCOMPARE(result.refusal.basis, std::string("house rule 1"));
        QCOMPARE(site.seat->status().outbox, std::size_t{1});
        QCOMPARE(site.stock(), 1);
        QCOMPARE(site.seat->submit(toy::write("log", "a")).id.counter, 2u); // no number was lost
    }

    void a_group_is_stored_together_and_each_sees_those_before_it() {
        Site site;
        const auto results = site.seat->submit(
            std::vector{toy::take("stock", 2), toy::take("stock", 2), toy::write("log", "a")});
        QCOMPARE(results[0].kind, Kind::Saved);
        QCOMPARE(results[1].kind, Kind::Refused);
        QCOMPARE(results[2].kind, Kind::Saved);
    }

    void unknown_kinds_are_refused_as_orders_and_kept_as_reports() {
        Site site;
        QCOMPARE(site.seat->submit(toy::command("moon.land", ledger::Nature::Order, "x")).kind,
                 Kind::Refused);
        QCOMPARE(site.seat->submit(toy::command("moon.seen", ledger::Nature::Report, "x")).kind, Kind::Saved);
        QVERIFY(site.upload().has_value());
        QVERIFY(site.download().has_value());
        QCOMPARE(site.seat->cursor().number, 1u);
    }

    void confirmed_facts_replace_the_provisional_ones() {
        Site site;
        const SubmitResult result = site.seat->submit(toy::write("log", "a"));
        site.elsewhere(toy::write("log", "theirs"));
        QVERIFY(site.upload().has_value());
        QCOMPARE(savingState(site.seat->store().database(), result.id), SavingState::AtStation);
        QCOMPARE(site.lines(), Lines{"a"}); // the verdict came before the facts: still to be seen
        QVERIFY(site.download().has_value());
        QCOMPARE(site.lines(), (Lines{"theirs", "a"}));
        QVERIFY(site.seat->overlay()->facts.empty());
        QCOMPARE(toy::dump(site.seat->store().database()), toy::dump(site.ledger->database()));
    }

    void facts_may_come_before_the_verdict() {
        Site site;
        site.seat->submit(toy::write("log", "a"));
        const auto push = *site.seat->nextPush();
        const auto reply = site.station->push(kSeatA, *push); // the answer is lost
        QVERIFY(site.download().has_value());
        QCOMPARE(site.lines(), Lines{"a"});
        QCOMPARE(site.seat->status().outbox, std::size_t{1});
        QVERIFY(site.seat->onPushReply(*reply).has_value());
        QVERIFY(site.seat->onPushReply(*reply).has_value()); // twice
        QCOMPARE(site.lines(), Lines{"a"});
        QCOMPARE(site.seat->status().outbox, std::size_t{0});
    }

    void a_command_of_two_facts_is_not_shown_twice_when_a_batch_parts_them() {
        Site site;
        site.seat->submit(toy::writeTwice("log", "a"));
        const auto push = *site.seat->nextPush();
        QVERIFY(site.station->push(kSeatA, *push).has_value());
        QVERIFY(site.seat->onFeed(*site.station->feed(site.seat->wanted(), 1)).has_value());
        QCOMPARE(site.lines(), (Lines{"a", "a"}));
        site.startSeat(); // one of them is in the tables now, the other is on its way
        QVERIFY(site.lines().size() <= 2);
        QVERIFY(site.download().has_value());
        QVERIFY(site.upload().has_value());
        QCOMPARE(site.lines(), (Lines{"a", "a"}));
        QVERIFY(site.seat->overlay()->facts.empty());
    }

    void only_commands_whose_ground_has_moved_are_decided_again() {
        Site site;
        site.seat->submit(toy::write("log", "a"));
        site.seat->submit(toy::take("stock", 2));
        site.elsewhere(toy::write("elsewhere", "x"));
        QVERIFY(site.download().has_value());
        QCOMPARE(site.seat->status().counters.decidedAgain, 0u);
        site.elsewhere(toy::take("stock", 1));
        QVERIFY(site.download().has_value());
        QCOMPARE(site.seat->status().counters.decidedAgain, 1u);
        QCOMPARE(site.stock(), 0);
    }

    void an_order_that_lost_its_ground_stands_in_the_tray_with_all_that_was_typed() {
        Site site;
        const SubmitResult mine = site.seat->submit(toy::take("stock", 2));
        QCOMPARE(site.seat->submit(toy::take("stock", 1)).kind, Kind::Saved);
        site.elsewhere(toy::take("stock", 2));
        QVERIFY(site.download().has_value());
        QCOMPARE(site.tray().size(), std::size_t{1}); // this seat sees it first; the second one still fits
        QVERIFY(!site.tray()[0].byStation);
        QCOMPARE(site.stock(), 0);
        site.startSeat();
        QCOMPARE(site.tray().size(), std::size_t{1});
        QVERIFY(site.upload().has_value()); // the station's word
        QCOMPARE(site.tray().size(), std::size_t{1});
        const AttentionItem item = site.tray()[0];
        QVERIFY(item.byStation);
        QCOMPARE(item.command.reason, std::string("typed by hand"));
        QVERIFY(item.command.open == toy::take("stock", 2).open);
        QCOMPARE(item.refusal.basis, std::string("house rule 1"));
        QCOMPARE(savingState(site.seat->store().database(), mine.id), SavingState::NeedsAttention);
        QVERIFY(site.seat->settleAttention(item.sequence).has_value());
        QVERIFY(site.tray().empty());
    }

    void a_refusal_of_this_seat_that_does_not_hold_leaves_the_tray() {
        Site site;
        QCOMPARE(site.seat->submit(toy::take("stock", 2)).kind, Kind::Saved);
        site.elsewhere(toy::take("stock", 2));
        QVERIFY(site.download().has_value());
        QCOMPARE(site.tray().size(), std::size_t{1});
        site.elsewhere(toy::take("stock", -5)); // filled up
        QVERIFY(site.download().has_value());
        QVERIFY(site.tray().empty());
        QCOMPARE(site.stock(), 4);
        QVERIFY(site.upload().has_value());
        QVERIFY(site.download().has_value());
        QVERIFY(site.tray().empty());
        QCOMPARE(site.stock(), 4);
    }

    void hours_offline_and_then_caught_up() {
        Site site;
        for (int i = 0; i < 510; ++i) {
            site.clock.advance(std::chrono::seconds(10));
            QCOMPARE(site.seat->submit(toy::write("log", "mine" + std::to_string(i))).kind, Kind::Saved);
            if (i % 3 == 0) site.elsewhere(toy::write("log", "theirs" + std::to_string(i)));
        }
        QVERIFY(site.seat->status().oldestWaiting > std::chrono::hours(1));
        QCOMPARE((*site.seat->nextPush())->commands.size(), kMaxPushCommands);
        QVERIFY(site.download(100).has_value());
        QVERIFY(site.upload().has_value());
        QVERIFY(site.download(100).has_value());
        QCOMPARE(site.lines().size(), std::size_t{680});
        QCOMPARE(site.seat->status().outbox, std::size_t{0});
        QCOMPARE(toy::dump(site.seat->store().database()), toy::dump(site.ledger->database()));
    }

    void a_command_that_no_push_can_carry_is_refused() {
        Site site;
        QCOMPARE(site.seat->submit(toy::write("log", std::string(kMaxPushBytes, 'x'))).kind, Kind::Refused);
        for (int i = 0; i < 3; ++i)
            site.seat->submit(toy::write("log", std::string(400'000, 'x')));
        QCOMPARE((*site.seat->nextPush())->commands.size(), std::size_t{2});
        QVERIFY(decodePush(encode(**site.seat->nextPush())).has_value());
        QVERIFY(site.upload().has_value());
        QVERIFY(site.download().has_value());
        QCOMPARE(site.lines().size(), std::size_t{3});
    }

    void text_that_is_not_utf8_is_refused() {
        Site site;
        QCOMPARE(site.seat->submit(toy::write("log", "\xff\xfe")).kind, Kind::Refused);
        QCOMPARE(site.seat->submit(toy::write("log", "中文")).kind, Kind::Saved);
    }

    void a_damaged_or_misplaced_batch_changes_nothing() {
        Site site;
        for (int i = 0; i < 4; ++i)
            site.elsewhere(toy::write("log", std::to_string(i)));
        const FeedBatch good = *site.station->feed({}, 500);
        FeedBatch bytes = good;
        bytes.facts[2].bytes[20] ^= 1;
        FeedBatch order = good;
        std::swap(order.facts[1], order.facts[2]);
        FeedBatch gap = good;
        gap.facts.erase(gap.facts.begin());
        gap.from = 2;
        FeedBatch stranger = good;
        stranger.station = Id::fromParts({"other"});
        FeedBatch sealed = good;
        sealed.facts[0].sealed = toBytes(view("slipped in"));
        for (const FeedBatch& bad : {bytes, order, gap, stranger, sealed}) {
            QVERIFY(!site.seat->onFeed(bad).has_value());
            QCOMPARE(site.seat->cursor().number, 0u);
            QVERIFY(site.lines().empty());
        }
        QCOMPARE(site.seat->status().counters.badBatches, 5u);
        QVERIFY(site.seat->onFeed(good).has_value());
        QVERIFY(site.seat->onFeed(good).has_value()); // and once more
        QCOMPARE(site.lines().size(), std::size_t{4});
        QVERIFY(site.seat->status().state != LinkState::Forked);
    }

    void a_fork_is_visible_stays_and_keeps_the_outbox() {
        Site site;
        site.seat->submit(toy::write("log", "first"));
        QVERIFY(site.upload().has_value());
        QVERIFY(site.download().has_value());
        site.seat->submit(toy::write("log", "waits"));
        site.startStation("another history");
        site.elsewhere(toy::write("log", "theirs"));
        QVERIFY(!site.download().has_value());
        QCOMPARE(site.seat->status().state, LinkState::Forked);
        site.startSeat();
        QCOMPARE(site.seat->status().state, LinkState::Forked);
        QVERIFY(!site.download().has_value());
        QCOMPARE(site.lines(), (Lines{"first", "waits"}));

        QVERIFY(site.seat->resync().has_value());
        QVERIFY(site.seat->status().state != LinkState::Forked);
        QVERIFY(site.download().has_value());
        QVERIFY(site.upload().has_value()); // also what the lost branch had acknowledged
        QVERIFY(site.download().has_value());
        QCOMPARE(site.lines(), (Lines{"theirs", "first", "waits"}));
        QCOMPARE(toy::dump(site.seat->store().database()), toy::dump(site.ledger->database()));
        QCOMPARE(toy::number(site.seat->store().database(), "SELECT count(*) FROM seat_aside"), 1);
    }

    // Found by the simulation (seed 100121): a clone's fact was taken for ours, which went out of sight.
    void a_fact_of_a_clone_does_not_hide_our_own_command() {
        Site site;
        site.seat->submit(toy::write("log", "mine"));
        auto push = *site.seat->nextPush();
        ledger::Command theirs = *ledger::decodeCommand(push->commands.front());
        theirs.open = toy::write("log", "theirs").open;
        theirs.recorded += 1;
        push->commands.front() = ledger::encode(theirs);
        QVERIFY(site.station->push(push->seat, *push).has_value());
        const std::uint64_t before = site.seat->store().meta().epoch;
        QVERIFY(site.download().has_value());
        QCOMPARE(site.lines(), (Lines{"theirs", "mine"}));
        QVERIFY(site.seat->store().meta().epoch != before);
        QVERIFY(site.upload().has_value());
        QCOMPARE(site.seat->status().needsAttention, std::size_t{1}); // all that was typed
    }

    void a_chain_that_does_not_join_is_a_fork() {
        Site site;
        site.elsewhere(toy::write("log", "a"));
        QVERIFY(site.download().has_value());
        site.startStation("another history");
        site.others = 0;
        site.elsewhere(toy::write("log", "b"));
        site.elsewhere(toy::write("log", "c"));
        const Cursor theirs{site.ledger->head().epoch, 1, (*site.ledger->fact(1))->hash};
        QVERIFY(!site.seat->onFeed(*site.station->feed(theirs)).has_value());
        QCOMPARE(site.seat->status().state, LinkState::Forked);
    }

    void facts_that_a_resync_repeats_are_not_told_again() {
        Site site;
        site.elsewhere(toy::write("log", "a"));
        QVERIFY(site.download().has_value());
        QCOMPARE(site.seat->takeConfirmed().size(), std::size_t{1});
        QVERIFY(site.seat->resync().has_value());
        site.elsewhere(toy::write("log", "b"));
        QVERIFY(site.download().has_value());
        const auto told = site.seat->takeConfirmed();
        QCOMPARE(told.size(), std::size_t{1});
        QCOMPARE(told[0].number, 2u);
        QCOMPARE(toy::number(site.seat->store().database(), "SELECT count(*) FROM seat_aside"), 0);
    }

    void a_new_epoch_that_has_lost_nothing_is_followed_without_a_word() {
        Site site;
        site.seat->submit(toy::write("log", "a"));
        QVERIFY(site.upload().has_value());
        QVERIFY(site.download().has_value());
        QVERIFY(site.ledger->beginEpoch(site.random).has_value());
        QVERIFY(site.download().has_value());
        QCOMPARE(site.seat->cursor().epoch, site.ledger->head().epoch);
        QCOMPARE(site.seat->status().outbox, std::size_t{0});
        QVERIFY(site.seat->status().state != LinkState::Forked);
        QCOMPARE(site.lines(), Lines{"a"});
    }

    void a_seat_put_back_from_a_copy_is_noticed_and_loses_nothing() {
        Site site;
        site.seat->submit(toy::write("log", "a"));
        site.seat.reset();
        std::filesystem::copy_file(site.path("seat"), site.path("copy"));
        site.startSeat();
        site.seat->submit(toy::write("log", "b"));
        QVERIFY(site.upload().has_value());
        site.seat.reset();
        std::filesystem::remove(site.path("seat"));
        std::filesystem::rename(site.path("copy"), site.path("seat"));
        site.startSeat();
        const std::uint64_t before = site.seat->store().meta().epoch;
        site.seat->submit(toy::write("log", "other b"));
        QVERIFY(site.upload().has_value());
        QCOMPARE(site.tray().size(), std::size_t{1});
        QVERIFY(site.tray()[0].quarantined);
        QCOMPARE(ledger::field(site.tray()[0].command.open, toy::Field::Text).text(), std::string("other b"));
        QVERIFY(site.seat->store().meta().epoch != before);
        QCOMPARE(site.station->cloneAlarms()->size(), std::size_t{1});
        site.seat->submit(toy::write("log", "c"));
        QVERIFY(site.upload().has_value());
        QVERIFY(site.download().has_value());
        QCOMPARE(site.lines(), (Lines{"a", "b", "c"}));
    }

    void a_seat_put_back_from_a_copy_hears_it_from_the_feed() {
        Site site;
        site.seat.reset();
        std::filesystem::copy_file(site.path("seat"), site.path("copy"));
        site.startSeat();
        site.seat->submit(toy::write("log", "b"));
        QVERIFY(site.upload().has_value());
        site.seat.reset();
        std::filesystem::remove(site.path("seat"));
        std::filesystem::rename(site.path("copy"), site.path("seat"));
        site.startSeat();
        QVERIFY(site.download().has_value());
        site.seat->submit(toy::write("log", "c"));
        QVERIFY(site.upload().has_value());
        QVERIFY(site.tray().empty());
        QVERIFY(site.download().has_value());
        QCOMPARE(site.lines(), (Lines{"b", "c"}));
    }

    void tables_of_a_higher_version_are_rebuilt_from_the_facts() {
        Site site;
        site.elsewhere(toy::write("log", "a"));
        QVERIFY(site.download().has_value());
        site.seat->store().database().run("DELETE FROM toy_line");
        site.startSeat(1);
        QVERIFY(site.lines().empty());
        site.startSeat(2);
        QCOMPARE(site.lines(), Lines{"a"});
    }

    void a_fresh_file_has_a_new_epoch() {
        Site site;
        const auto other = site.open("second");
        QVERIFY(other.has_value());
        QVERIFY((*other)->store().meta().epoch != site.seat->store().meta().epoch);
        QVERIFY((*other)->store().meta().epoch > 0);
    }

    void a_second_program_cannot_open_the_file() {
        Site site;
        const auto second = site.open("seat");
        QVERIFY(!second.has_value());
        QCOMPARE(second.error().next, Next::Refused);
    }

    void a_foreign_file_is_refused_and_left_alone() {
        Site site;
        std::ofstream(site.path("text")) << std::string(5000, 'x');
        const auto text = site.open("text");
        QVERIFY(!text.has_value());
        QCOMPARE(readFile(site.path("text"))->size(), std::size_t{5000});
        site.startStation("other ledger");
        const auto ledgerFile = site.open("ledger");
        QVERIFY(!ledgerFile.has_value());
        QCOMPARE(ledgerFile.error().next, Next::Refused);
        site.seat.reset();
        const auto otherSeat = site.open("seat", kSeatB);
        QVERIFY(!otherSeat.has_value());
        QCOMPARE(otherSeat.error().next, Next::Refused);
        QVERIFY(site.open("seat").has_value());
    }

    void a_damaged_file_is_refused_with_a_clear_error() {
        Site site;
        for (int i = 0; i < 200; ++i)
            site.seat->submit(toy::write("log", std::string(500, 'x')));
        site.seat.reset();
        Bytes bytes = *readFile(site.path("seat"));
        QVERIFY(bytes.size() > 40'000);
        std::fill(bytes.begin() + 8192, bytes.begin() + 24'000, std::uint8_t{0xa5});
        QVERIFY(writeFileWhole(site.path("seat"), bytes).has_value());
        const auto damaged = site.open();
        QVERIFY(!damaged.has_value());
        QCOMPARE(damaged.error().next, Next::Corrupt);
        QCOMPARE(*readFile(site.path("seat")), bytes);
    }

    void on_a_full_disk_nothing_is_stored_and_it_goes_on_when_there_is_room() {
        Site site;
        site.seat->submit(toy::write("log", "a"));
        ledger::Database& database = site.seat->store().database();
        database.run(fmt::format("PRAGMA max_page_count={}", toy::number(database, "PRAGMA page_count")));
        const SubmitResult full = site.seat->submit(toy::write("log", std::string(300'000, 'x')));
        QCOMPARE(full.kind, Kind::Failed);
        QCOMPARE(full.error.next, Next::Retry);
        QVERIFY(full.error.text.find("full") != std::string::npos);
        QCOMPARE(site.lines(), Lines{"a"});
        QCOMPARE(site.seat->status().outbox, std::size_t{1});
        QCOMPARE(site.seat->status().counters.storageErrors, 1u);

        site.elsewhere(toy::write("log", std::string(300'000, 'y')));
        QVERIFY(!site.download().has_value());
        QCOMPARE(site.seat->cursor().number, 0u);
        QCOMPARE(site.lines(), Lines{"a"});

        database.run("PRAGMA max_page_count=1000000");
        QVERIFY(site.download().has_value());
        QCOMPARE(site.seat->cursor().number, 1u);
        QCOMPARE(site.seat->submit(toy::write("log", "b")).id.counter, 2u); // no number was lost
    }
};

QTEST_GUILESS_MAIN(TestSeat)
#include "tst_seat.moc"
