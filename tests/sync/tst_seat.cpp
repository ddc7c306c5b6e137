// What an officer types at a seat: shown at once, decided by the station, and never lost.
#include "toy_site.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::sync;
using toy::kSeatA;
using toy::Lines;
using toy::Site;
using Kind = SubmitResult::Kind;

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
        site.seat->submit(toy::write("log", "a"));
        site.elsewhere(toy::write("log", "theirs"));
        QVERIFY(site.upload().has_value());
        QCOMPARE(site.seat->status().outbox, std::size_t{0});
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
        site.seat->submit(toy::take("stock", 2));
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
};

QTEST_GUILESS_MAIN(TestSeat)
#include "tst_seat.moc"
