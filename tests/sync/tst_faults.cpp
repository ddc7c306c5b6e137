// Rooms that throw, clocks that are wrong, and rows that were not there.
#include "ledger/range.h"
#include "sync/seat_service.h"
#include "sync/station.h"

#include "desk.h"

#include <QTest>
#include <atomic>
#include <stdexcept>

using namespace shouwang;
using namespace shouwang::sync;
using Kind = SubmitResult::Kind;

namespace {

const Id kSeatA = Id::fromParts({"seat", "a"});
const Id kSeatB = Id::fromParts({"seat", "b"});

/// Throws when it is told to; and takes a name only once, looking for it by its text.
class Moody final : public ledger::Feature {
public:
    std::shared_ptr<std::atomic<bool>> decideThrows = std::make_shared<std::atomic<bool>>(false);
    std::shared_ptr<std::atomic<bool>> applyThrows = std::make_shared<std::atomic<bool>>(false);

    std::string name() const override { return "moody"; }
    int version() const override { return 1; }
    void createTables(ledger::Database& tables) const override {
        tables.run("CREATE TABLE IF NOT EXISTS moody_name(number INTEGER PRIMARY KEY, text TEXT)");
    }
    void dropTables(ledger::Database& tables) const override {
        tables.run("DROP TABLE IF EXISTS moody_name");
    }
    ledger::Decision decide(const ledger::View& view, const ledger::Command& command) const override {
        if (*decideThrows) throw std::runtime_error("a bad day");
        const ledger::Value& name = ledger::at(command.open, 1);
        view.noteRead(ledger::rangeOf("moody", 1, name));
        ledger::Statement row = view.tables().prepare("SELECT 1 FROM moody_name WHERE text=?");
        if (row.bind(name.text()).next()) return ledger::Decision::refuse("moody.taken", "the name is taken");
        return ledger::Decision::one({"moody.named", command.entity, command.open, {}, {}, {}, {}, {}});
    }
    void apply(ledger::Database& tables, const ledger::Fact& fact) const override {
        if (*applyThrows) throw std::runtime_error("a worse day");
        if (fact.kind != "moody.named") return;
        tables.prepare("INSERT INTO moody_name VALUES(?, ?)")
            .bind(static_cast<std::int64_t>(fact.number))
            .bind(ledger::at(fact.open, 1).text())
            .run();
    }
};

/// Cannot make its tables as often as it is told.
class Tripping final : public toy::ToyFeature {
public:
    mutable std::atomic<int> trips{0};

    void createTables(ledger::Database& tables) const override {
        if (trips-- > 0) throw std::runtime_error("no table");
        ToyFeature::createTables(tables);
    }
};

ledger::Command name(std::string_view entity, std::string text) {
    ledger::Command draft = toy::command("moody.name", ledger::Nature::Order, entity);
    draft.open = {{1, ledger::Value(std::move(text))}};
    return draft;
}

struct Site {
    QTemporaryDir folder;
    ManualClock clock;
    SeededRandom random{3};
    std::shared_ptr<Moody> moody = std::make_shared<Moody>();
    ledger::Features rooms{std::make_shared<toy::ToyFeature>(), moody};
    std::unique_ptr<ledger::Ledger> ledger;
    std::unique_ptr<Station> station;
    std::unique_ptr<Seat> seat;

    Site() {
        ledger = std::move(
            *ledger::Ledger::open({toy::pathIn(folder, "ledger"), {}, nullptr}, rooms, clock, random));
        station = std::move(*Station::open(*ledger, clock));
        seat = std::move(*Seat::open(toy::pathIn(folder, "seat"), kSeatA, rooms, clock, random));
    }
    ledger::Verdict elsewhere(ledger::Command draft, std::uint64_t counter) {
        draft.id = {ledger::CommandId::Source::Seat, kSeatB, 8, counter, 0};
        draft.seat = kSeatB;
        return station->push(kSeatB, {kProtocol, kSeatB, 8, counter, {ledger::encode(draft)}})
            ->verdicts[0]
            .verdict;
    }
};

} // namespace

class TestFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_room_that_throws_costs_its_command_and_no_other() {
        Site site;
        *site.moody->decideThrows = true;
        const auto results =
            site.seat->submit(std::vector{toy::write("log", "a"), name("x", "Li"), toy::write("log", "b")});
        QCOMPARE(results[0].kind, Kind::Saved);
        QCOMPARE(results[1].kind, Kind::Failed);
        QCOMPARE(results[1].error.next, Next::Bug);
        QCOMPARE(results[2].kind, Kind::Saved);
        QCOMPARE(results[2].id.counter, 2u); // no number was lost
        QCOMPARE(site.seat->status().counters.faults, 1u);
    }

    void a_command_on_which_the_station_fails_stops_no_other_for_ever() {
        Site site;
        const auto results =
            site.seat->submit(std::vector{toy::write("log", "a"), name("x", "Li"), toy::write("log", "b")});
        QCOMPARE(results[1].kind, Kind::Saved);
        *site.moody->decideThrows = true; // at the station; this seat has decided
        const auto push = [&] { return site.station->push(kSeatA, **site.seat->nextPush()); };
        QCOMPARE(push().error().next, Next::Bug); // for want of memory, perhaps
        QCOMPARE(push().error().next, Next::Bug);
        const auto reply = push();
        QVERIFY(reply.has_value());
        QCOMPARE(reply->verdicts.size(), std::size_t{3});
        QCOMPARE(reply->verdicts[0].verdict.kind, ledger::Verdict::Kind::Applied);
        QCOMPARE(reply->verdicts[1].verdict.kind, ledger::Verdict::Kind::Refused);
        QCOMPARE(reply->verdicts[1].verdict.refusal.code, std::string(ledger::kRoomFailed));
        QCOMPARE(reply->verdicts[2].verdict.kind, ledger::Verdict::Kind::Applied);
        QCOMPARE(toy::lines(site.ledger->view()), (std::vector<std::string>{"a", "b"}));
        *site.moody->decideThrows = false;
        QCOMPARE(push()->verdicts[1].verdict.kind, ledger::Verdict::Kind::Refused); // the first word stands
    }

    void a_report_on_which_the_station_fails_is_kept_with_all_that_it_says() {
        Site site;
        ledger::Command report = name("x", "Li");
        report.nature = ledger::Nature::Report;
        QCOMPARE(site.seat->submit(std::vector{report}).front().kind, Kind::Saved);
        *site.moody->applyThrows = true;
        Result<PushReply> reply = fail(Next::Bug, "");
        for (int i = 0; i < 3; ++i)
            reply = site.station->push(kSeatA, **site.seat->nextPush());
        QVERIFY(!reply.has_value()); // this room fails on every fact, also on one that is not its own
        *site.moody->applyThrows = false;
        *site.moody->decideThrows = true;
        reply = site.station->push(kSeatA, **site.seat->nextPush());
        QVERIFY(reply.has_value());
        QCOMPARE(reply->verdicts[0].verdict.kind, ledger::Verdict::Kind::Contested);
        const auto kept = ledger::decodeFact(site.ledger->fact(1).value()->bytes).value();
        QCOMPARE(kept.kind, std::string("moody.name.contested"));
        QCOMPARE(ledger::at(kept.open, 1).text(), std::string("Li"));
    }

    void facts_that_a_room_cannot_follow_now_are_followed_later() {
        Site site;
        site.elsewhere(toy::write("log", "a"), 1);
        *site.moody->applyThrows = true;
        QVERIFY(!site.seat->onFeed(*site.station->feed(site.seat->wanted())).has_value());
        QCOMPARE(site.seat->cursor().number, 0u);
        QVERIFY(site.seat->hasQueued());
        *site.moody->applyThrows = false;
        QVERIFY(site.seat->applySlice([] { return false; }).has_value());
        QCOMPARE(toy::lines(site.seat->view()), std::vector<std::string>{"a"});
    }

    void an_officer_is_answered_when_everything_throws() {
        SystemClock clock;
        SystemRandom random;
        const QTemporaryDir folder;
        auto moody = std::make_shared<Moody>();
        SeatService::Options options;
        options.path = toy::pathIn(folder, "seat");
        options.seat = kSeatA;
        options.features = {std::make_shared<toy::ToyFeature>(), moody};
        SeatService::Callbacks callbacks;
        callbacks.onChanged = [] { throw std::runtime_error("a listener"); };
        auto service = SeatService::start(std::move(options), std::move(callbacks), clock, random);
        QVERIFY(service.has_value());
        std::atomic<int> failed{0};
        std::atomic<int> saved{0};
        *moody->decideThrows = true;
        (*service)->submit(name("x", "Li"), [&](const SubmitResult& result) {
            if (result.kind == Kind::Failed) ++failed;
            throw std::runtime_error("an answer");
        });
        QTRY_COMPARE_WITH_TIMEOUT(failed.load(), 1, 30'000);
        (*service)->submit(toy::write("log", "a"), [&](const SubmitResult& result) {
            if (result.kind == Kind::Saved) ++saved;
        });
        QTRY_COMPARE_WITH_TIMEOUT(saved.load(), 1, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT((*service)->status()->counters.faults >= 3, 30'000);
    }

    void an_answer_that_the_network_thread_trips_over_is_asked_for_again() {
        toy::SharedStation station;
        toy::Desk desk(station.folder, std::make_unique<toy::FakeLink>(station));
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().state, LinkState::Live, 30'000);
        station.pushThrows = 1;
        desk.submit(toy::write("log", "mine"));
        QTRY_COMPARE_WITH_TIMEOUT(station.head(), 1u, 30'000); // decided, and the answer is lost
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().outbox, std::size_t{0}, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().state, LinkState::Live, 30'000);
        QCOMPARE(desk.status().counters.faults, 1u);
        QVERIFY(desk.status().counters.connects >= 2);
        QTRY_COMPARE_WITH_TIMEOUT(desk.lines(), toy::Lines{"mine"}, 30'000);
        QCOMPARE(station.head(), 1u);
    }

    void a_room_that_throws_when_a_snapshot_begins_is_asked_again() {
        toy::SharedStation station;
        for (int i = 0; i < 30; ++i)
            station.elsewhere(toy::write("log", std::to_string(i)));
        station.cut = true;
        const auto room = std::make_shared<Tripping>();
        toy::Desk desk(station.folder, std::make_unique<toy::FakeLink>(station), "seat", {5, 5}, nullptr,
                       {room});
        room->trips = 1; // the seat has its tables, those of the snapshot are next
        station.cut = false;
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().cursor.number, 30u, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().state, LinkState::Live, 30'000);
        QCOMPARE(desk.status().counters.faults, 1u);
        QCOMPARE(desk.status().counters.facts, 0u); // the next link brought the snapshot, not the feed
        QCOMPARE(desk.lines().size(), std::size_t{30});
    }

    void a_decision_that_rested_on_nothing_there_is_made_again_when_something_comes() {
        Site site;
        QCOMPARE(site.seat->submit(name("x", "Li")).kind, Kind::Saved);
        site.elsewhere(name("y", "Wang"), 1);
        QVERIFY(site.seat->onFeed(*site.station->feed(site.seat->wanted())).has_value());
        QCOMPARE(site.seat->status().counters.decidedAgain, 0u); // another name moves nothing
        site.elsewhere(name("z", "Li"), 2);
        QVERIFY(site.seat->onFeed(*site.station->feed(site.seat->wanted())).has_value());
        QCOMPARE(site.seat->status().counters.decidedAgain, 1u);
        const auto tray = attentionItems(site.seat->store().database());
        QCOMPARE(tray.size(), std::size_t{1});
        QCOMPARE(tray[0].refusal.code, std::string("moody.taken"));
    }

    void clocks_of_any_year_are_bounded() {
        Site site;
        for (const Micros wild : {INT64_MIN, INT64_MAX, Micros{-1}}) {
            site.clock.setUtc(wild);
            const auto result = site.seat->submit(toy::write("log", "a"));
            QCOMPARE(result.kind, Kind::Saved);
            Hello hello = site.station->hello();
            QVERIFY(decodeHello(encode(hello)).has_value());
            QVERIFY(site.seat->onHello(hello).has_value());
            QVERIFY(site.seat->status().oldestWaiting.count() >= 0);
            auto push = site.seat->nextPush();
            auto reply = site.station->push(kSeatA, **push);
            QVERIFY(reply.has_value());
            QVERIFY(reply->verdicts.back().verdict.kind == ledger::Verdict::Kind::Applied);
            QVERIFY(site.seat->onPushReply(*reply).has_value());
        }
        ledger::Command far = toy::write("log", "far");
        far.occurred = INT64_MAX;
        QCOMPARE(site.seat->submit(far).kind, Kind::Refused);
        far.recorded = INT64_MIN;
        QCOMPARE(site.elsewhere(far, 1).refusal.code, std::string("sync.malformed")); // answered, not dropped
    }
};

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
