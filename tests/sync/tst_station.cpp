#include "sync/station.h"

#include "toy.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::sync;
using ledger::Verdict;

namespace {

const Id kSeat = Id::fromParts({"seat"});

struct Site {
    QTemporaryDir folder;
    ManualClock clock;
    SeededRandom random{3};
    std::unique_ptr<ledger::Ledger> ledger;
    std::unique_ptr<Station> station;

    Site() {
        start();
        const auto added = station->addSeat(kSeat, "A", "desk", sha256(view("token")));
        if (!added) qFatal("no seat");
    }
    void start() {
        station.reset();
        ledger.reset();
        ledger = std::move(*ledger::Ledger::open({toy::pathIn(folder, "ledger"), {}, nullptr},
                                                 toy::features(), clock, random));
        station = std::move(*Station::open(*ledger, clock));
    }
    std::uint64_t facts() const { return ledger->head().number; }
};

Bytes command(ledger::Command draft, std::uint64_t counter, std::uint64_t epoch = 1) {
    draft.id = {ledger::CommandId::Source::Seat, kSeat, epoch, counter, 0};
    draft.seat = kSeat;
    return ledger::encode(draft);
}

Push push(std::uint64_t first, std::vector<Bytes> commands, std::uint64_t epoch = 1) {
    return {kProtocol, kSeat, epoch, first, std::move(commands)};
}

} // namespace

class TestStation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_second_arrival_gets_the_first_verdict() {
        Site site;
        const Push one = push(1, {command(toy::take("x", 2), 1), command(toy::take("x", 2), 2)});
        const auto first = site.station->push(kSeat, one);
        QVERIFY(first.has_value());
        QCOMPARE(first->verdicts[0].verdict.kind, Verdict::Kind::Applied);
        QCOMPARE(first->verdicts[1].verdict.kind, Verdict::Kind::Refused);
        QCOMPARE(first->verdicts[1].verdict.refusal.basis, std::string("house rule 1"));
        QCOMPARE(first->head.number, 1u);
        site.start(); // also after a restart
        const auto second = site.station->push(kSeat, one);
        QVERIFY(second.has_value());
        QCOMPARE(encode(*second), encode(*first));
        QCOMPARE(site.facts(), 1u);
    }

    void a_gap_is_answered_with_the_expected_counter() {
        Site site;
        QVERIFY(site.station->push(kSeat, push(1, {command(toy::write("x", "a"), 1)})).has_value());
        const auto gap = site.station->push(kSeat, push(3, {command(toy::write("x", "c"), 3)}));
        QVERIFY(gap.has_value());
        QCOMPARE(gap->expected, 2u);
        QVERIFY(gap->verdicts.empty());
        QCOMPARE(site.facts(), 1u);
        site.start();
        QCOMPARE(site.station->push(kSeat, push(3, {command(toy::write("x", "c"), 3)}))->expected, 2u);
        QCOMPARE(site.station->seats()->front().lastCounter, 1u);
    }

    void the_same_identity_with_another_payload_is_quarantined_and_raises_an_alarm_once() {
        Site site;
        int alarms = 0;
        site.station->onCloneAlarm = [&](const CloneAlarm&) { ++alarms; };
        QVERIFY(site.station->push(kSeat, push(1, {command(toy::write("x", "a"), 1)})).has_value());
        const Push other = push(1, {command(toy::write("x", "b"), 1), command(toy::write("x", "c"), 2)});
        for (int i = 0; i < 3; ++i) {
            const auto reply = site.station->push(kSeat, other);
            QVERIFY(reply.has_value());
            QVERIFY(reply->verdicts[0].verdict.quarantined);
            QCOMPARE(reply->verdicts[1].verdict.kind, Verdict::Kind::Applied);
        }
        QCOMPARE(site.facts(), 2u);
        QCOMPARE(alarms, 1);
        const auto cloned = site.station->clonedSeats();
        QVERIFY(cloned.has_value());
        QCOMPARE(cloned->size(), std::size_t{1});
        QVERIFY(cloned->front().seat == kSeat);
        QCOMPARE(cloned->front().commands, 1u);
        QVERIFY(cloned->front().since > 0);
        QCOMPARE(cloned->front().since, cloned->front().last);
        auto kept = site.ledger->database().prepare("SELECT command FROM sync_clone");
        QVERIFY(kept.next());
        QCOMPARE(kept.bytes(0), command(toy::write("x", "b"), 1)); // nothing typed is dropped
    }

    void a_malformed_command_is_answered_and_does_not_stop_those_behind_it() {
        Site site;
        ledger::Command stranger = toy::write("x", "s");
        stranger.id = {ledger::CommandId::Source::Seat, Id::fromParts({"other"}), 1, 2, 0};
        const auto reply = site.station->push(
            kSeat,
            push(1, {toBytes(view("noise")), ledger::encode(stranger), command(toy::write("x", "a"), 3)}));
        QVERIFY(reply.has_value());
        QCOMPARE(reply->verdicts[0].verdict.refusal.code, std::string("sync.malformed"));
        QCOMPARE(reply->verdicts[1].verdict.refusal.code, std::string("sync.malformed"));
        QCOMPARE(reply->verdicts[2].verdict.kind, Verdict::Kind::Applied);
        QCOMPARE(site.station->push(kSeat, push(4, {command(toy::write("x", "b"), 4)}))->verdicts.size(),
                 std::size_t{1});
    }

    void a_seat_may_not_push_in_the_name_of_another() {
        Site site;
        Push one = push(1, {command(toy::write("x", "a"), 1)});
        one.seat = Id::fromParts({"other"});
        QVERIFY(!site.station->push(kSeat, one).has_value());
        QCOMPARE(site.facts(), 0u);
    }

    void several_pushes_are_one_commit() {
        Site site;
        int commits = 0;
        site.ledger->onCommitted = [&](auto facts) {
            ++commits;
            QCOMPARE(facts.size(), std::size_t{3});
        };
        const Id other = Id::fromParts({"b"});
        QVERIFY(site.station->addSeat(other, "B", "desk", sha256(view("b"))).has_value());
        ledger::Command theirs = toy::write("x", "b");
        theirs.id = {ledger::CommandId::Source::Seat, other, 4, 1, 0};
        theirs.seat = other;
        const std::vector<SeatPush> group{
            {kSeat, push(1, {command(toy::write("x", "a"), 1)})},
            {other, {kProtocol, other, 4, 1, {ledger::encode(theirs)}}},
            {kSeat, push(2, {command(toy::write("x", "c"), 2)})}, // joins on the first of the same group
        };
        const auto replies = site.station->push(group);
        QVERIFY(replies.has_value());
        QCOMPARE(replies->size(), std::size_t{3});
        QCOMPARE((*replies)[2].verdicts[0].verdict.last, 3u);
        QCOMPARE(commits, 1);
    }

    void a_new_epoch_begins_at_one() {
        Site site;
        QVERIFY(site.station->push(kSeat, push(1, {command(toy::write("x", "a"), 1)})).has_value());
        const auto fresh = site.station->push(kSeat, push(1, {command(toy::write("x", "b"), 1, 2)}, 2));
        QVERIFY(fresh.has_value());
        QVERIFY(!fresh->verdicts[0].verdict.quarantined);
        QCOMPARE(site.facts(), 2u);
        QCOMPARE(site.station->seats()->front().epoch, 2u);
    }

    void letters_and_ids_are_given_once() {
        Site site;
        const Id other = Id::fromParts({"b"});
        const Hash token = sha256(view("b"));
        QVERIFY(!site.station->addSeat(other, "A", "desk", token).has_value());
        QVERIFY(!site.station->addSeat(kSeat, "B", "desk", token).has_value());
        for (const char* bad : {"", "a", "ABC", "1"})
            QVERIFY(!site.station->addSeat(other, bad, "desk", token).has_value());
        QVERIFY(site.station->addSeat(other, "B", "desk", token).has_value());
        QVERIFY(site.station->revoke(other).has_value());
        QVERIFY(!site.station->addSeat(Id::fromParts({"c"}), "B", "x", sha256(view("c"))).has_value());
    }

    void only_a_known_token_of_a_seat_that_is_not_revoked_opens_the_door() {
        Site site;
        const auto seat = site.station->authenticate(view("token"));
        QVERIFY(seat.has_value());
        QCOMPARE(seat->letter, std::string("A"));
        QVERIFY(!site.station->authenticate(view("Token")).has_value());
        QVERIFY(!site.station->authenticate({}).has_value());
        QVERIFY(site.station->setToken(kSeat, sha256(view("new"))).has_value());
        QVERIFY(!site.station->authenticate(view("token")).has_value());
        QVERIFY(site.station->authenticate(view("new")).has_value());
        QVERIFY(site.station->revoke(kSeat).has_value());
        QVERIFY(!site.station->authenticate(view("new")).has_value());
        QVERIFY(!site.station->revoke(Id::fromParts({"nobody"})).has_value());
    }

    void the_feed_follows_the_cursor_and_notices_a_fork() {
        Site site;
        std::vector<Bytes> commands;
        for (std::uint64_t i = 1; i <= 5; ++i)
            commands.push_back(command(toy::write("x", "a"), i));
        QVERIFY(site.station->push(kSeat, push(1, commands)).has_value());
        const auto all = site.station->feed({}, 3);
        QVERIFY(all.has_value());
        QCOMPARE(all->to, 3u);
        QCOMPARE(all->head.number, 5u);
        const Cursor here{all->epoch, 3, all->facts[2].hash};
        QCOMPARE(site.station->feed(here)->from, 4u);
        QVERIFY(!site.station->feed(here)->fork);
        QVERIFY(site.station->feed({all->epoch, 3, all->facts[1].hash})->fork);
        QVERIFY(site.station->feed({all->epoch, 9, all->facts[1].hash})->fork);
        const auto end = site.station->feed({all->epoch, 5, site.ledger->head().hash});
        QVERIFY(end->facts.empty() && !end->fork);
        QVERIFY(decodeFeedBatch(encode(*end)).has_value());
    }

    void what_is_too_much_for_a_tail_is_announced_only() {
        Site site;
        std::vector<ledger::StoredFact> facts(2);
        facts[0].number = 1;
        facts[1].number = 2;
        QCOMPARE(site.station->batchOf(facts).to, 2u);
        facts[1].bytes.resize(kMaxFeedBytes);
        QVERIFY(site.station->batchOf(facts).facts.empty());
    }

    void on_a_full_disk_nothing_of_the_group_has_happened() {
        Site site;
        QVERIFY(site.station->push(kSeat, push(1, {command(toy::write("x", "a"), 1)})).has_value());
        const std::int64_t pages = toy::number(site.ledger->database(), "PRAGMA page_count");
        site.ledger->database().run(fmt::format("PRAGMA max_page_count={}", pages));
        const std::string big(200'000, 'x');
        const Push two = push(2, {command(toy::write("x", "b"), 2), command(toy::write("x", big), 3)});
        const auto reply = site.station->push(kSeat, two);
        QVERIFY(!reply.has_value());
        QCOMPARE(reply.error().next, Next::Retry);
        QVERIFY(reply.error().text.find("full") != std::string::npos);
        QCOMPARE(site.facts(), 1u);
        site.ledger->database().run("PRAGMA max_page_count=1000000");
        QCOMPARE(site.station->push(kSeat, two)->verdicts.back().verdict.last, 3u);
    }
};

QTEST_GUILESS_MAIN(TestStation)
#include "tst_station.moc"
