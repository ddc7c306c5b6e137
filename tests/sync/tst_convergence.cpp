// Seats and a station in one thread: any interleaving, loss, repetition and order of messages, and a restart
// of any side at any point. Afterwards everybody holds the same, nothing saved is lost, nothing happened
// twice.
#include "sync/seat.h"
#include "sync/station.h"

#include "toy.h"

#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::sync;

namespace {

constexpr std::size_t kSeats = 2;

struct World {
    QTemporaryDir folder;
    ManualClock clock;
    SeededRandom random{7};
    std::array<Id, kSeats> ids{Id::fromParts({"seat", "a"}), Id::fromParts({"seat", "b"})};
    std::unique_ptr<ledger::Ledger> ledger;
    std::unique_ptr<Station> station;
    std::array<std::unique_ptr<Seat>, kSeats> seats;
    std::array<std::vector<Bytes>, kSeats> up;   // pushes on the way
    std::array<std::vector<Bytes>, kSeats> back; // their replies
    std::array<std::vector<Bytes>, kSeats> down; // feed batches
    std::set<ledger::CommandId> saved;           // what an officer was told
    std::size_t noted = 0;                       // facts that were reported as confirmed

    World() {
        startStation();
        for (std::size_t i = 0; i < kSeats; ++i) {
            const auto added = station->addSeat(ids[i], std::string(1, static_cast<char>('A' + i)), "desk",
                                                sha256(view(std::to_string(i))));
            RC_ASSERT(added.has_value());
            startSeat(i);
        }
    }

    void startStation() {
        station.reset();
        ledger.reset();
        auto opened = ledger::Ledger::open({toy::pathIn(folder, "ledger"), {}, nullptr}, toy::features(),
                                           clock, random);
        RC_ASSERT(opened.has_value());
        ledger = std::move(*opened);
        auto made = Station::open(*ledger, clock);
        RC_ASSERT(made.has_value());
        station = std::move(*made);
    }
    void startSeat(std::size_t i) {
        seats[i].reset();
        const std::string name = fmt::format("seat{}", i);
        auto opened = Seat::open(toy::pathIn(folder, name.c_str()), ids[i], toy::features(), clock, random);
        RC_ASSERT(opened.has_value());
        seats[i] = std::move(*opened);
    }

    void officer(std::size_t i, int what) {
        Seat& seat = *seats[i];
        const std::string text = fmt::format("{}-{}", i, saved.size());
        SubmitResult result = what == 0   ? seat.submit(toy::write("log", text))
                              : what == 1 ? seat.submit(toy::take("stock"))
                                          : seat.submit(toy::writeTwice("log", text));
        RC_ASSERT(result.kind != SubmitResult::Kind::Failed);
        if (result.kind == SubmitResult::Kind::Saved) RC_ASSERT(saved.insert(result.id).second);
    }
    void sendPush(std::size_t i) {
        auto push = seats[i]->nextPush();
        RC_ASSERT(push.has_value());
        if (*push) up[i].push_back(encode(**push));
    }
    void sendFeed(std::size_t i, std::size_t limit) {
        auto batch = station->feed(seats[i]->wanted(), limit);
        RC_ASSERT(batch.has_value());
        RC_ASSERT(!batch->fork);
        down[i].push_back(encode(*batch));
    }
    void station_receives(std::size_t i, const Bytes& bytes) {
        auto push = decodePush(bytes);
        RC_ASSERT(push.has_value());
        auto reply = station->push(ids[i], *push);
        RC_ASSERT(reply.has_value());
        back[i].push_back(encode(*reply));
    }
    void seat_receives_reply(std::size_t i, const Bytes& bytes) {
        auto reply = decodePushReply(bytes);
        RC_ASSERT(reply.has_value());
        RC_ASSERT(seats[i]->onPushReply(*reply).has_value());
    }
    void seat_receives_facts(std::size_t i, const Bytes& bytes, bool wholly) {
        auto batch = decodeFeedBatch(bytes);
        RC_ASSERT(batch.has_value());
        auto checked = check(std::move(*batch));
        RC_ASSERT(checked.has_value());
        (void)seats[i]->take(std::move(*checked)); // a late batch may leave a gap: it is refused, no more
        bool more = seats[i]->hasQueued();
        while (more) {
            auto applied = seats[i]->applySlice([] { return true; });
            RC_ASSERT(applied.has_value());
            more = *applied && wholly;
        }
    }
    /// Takes one message out of the pipe, or only looks at it, so that it comes again.
    static Bytes pick(std::vector<Bytes>& pipe, std::size_t at, bool again) {
        const auto place = pipe.begin() + static_cast<std::ptrdiff_t>(at % pipe.size());
        Bytes bytes = *place;
        if (!again) pipe.erase(place);
        return bytes;
    }

    void step(int what, std::size_t i, std::size_t at, bool flag) {
        clock.advance(std::chrono::milliseconds(1));
        if (what <= 2) officer(i, what);
        if (what == 3) sendPush(i);
        if (what == 4) sendFeed(i, 1 + at % 4);
        if (what == 5 && !up[i].empty()) station_receives(i, pick(up[i], at, flag));
        if (what == 6 && !back[i].empty()) seat_receives_reply(i, pick(back[i], at, flag));
        if (what == 7 && !down[i].empty()) seat_receives_facts(i, pick(down[i], at, flag), at % 2 == 0);
        if (what == 8 && !up[i].empty()) pick(up[i], at, false);     // lost
        if (what == 9 && !back[i].empty()) pick(back[i], at, false); // lost
        if (what == 10) startSeat(i);
        if (what == 11) startStation();
    }

    void heal() {
        for (int round = 0; round < 200; ++round) {
            bool quiet = true;
            for (std::size_t i = 0; i < kSeats; ++i) {
                up[i].clear();
                back[i].clear();
                down[i].clear();
                sendPush(i);
                if (!up[i].empty()) {
                    station_receives(i, up[i].front());
                    seat_receives_reply(i, back[i].front());
                }
                sendFeed(i, 500);
                seat_receives_facts(i, down[i].front(), true);
            }
            for (auto& seat : seats) {
                quiet = quiet && seat->status().outbox == 0 && seat->cursor().number == ledger->head().number;
            }
            if (quiet) return;
        }
        RC_FAIL("does not come to rest");
    }

    void check_all() {
        const std::string truth = toy::dump(ledger->database());
        for (auto& seat : seats) {
            RC_ASSERT(toy::dump(seat->store().database()) == truth);
            RC_ASSERT(ledger->head().number == 0 || seat->cursor().hash == ledger->head().hash);
            RC_ASSERT(seat->overlay()->facts.empty());
            RC_ASSERT(seat->status().state != LinkState::Forked);
        }
        std::map<ledger::CommandId, std::size_t> effects;
        auto facts = ledger->after(0, 100'000);
        RC_ASSERT(facts.has_value());
        for (const auto& stored : *facts) {
            auto fact = ledger::decodeFact(stored.bytes);
            RC_ASSERT(fact.has_value());
            ++effects[fact->command];
        }
        for (const ledger::CommandId& id : saved) {
            const std::size_t seat = id.origin == ids[0] ? 0 : 1;
            auto row = seats[seat]->store().row(id.epoch, id.counter);
            RC_ASSERT(row.has_value() && row->has_value());
            RC_ASSERT((*row)->verdict.has_value()); // nothing that was shown as saved is lost
            RC_ASSERT(!(*row)->verdict->quarantined);
            const std::size_t wanted = (*row)->verdict->kind == ledger::Verdict::Kind::Refused ? 0
                                       : (*row)->command.kind == "toy.write_twice"             ? 2
                                                                                               : 1;
            RC_ASSERT(effects[id] == wanted);
        }
        const ledger::View view(ledger->database(), {}, 0);
        RC_ASSERT(toy::stockOf(view, toy::entity("stock")).left >= 0);
    }
};

} // namespace

class TestConvergence : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everybody_ends_with_the_same_after_any_faults() {
        const bool held = rc::check("converges", [] {
            World world;
            const auto steps = *rc::gen::container<std::vector<std::tuple<int, int, int, bool>>>(
                rc::gen::tuple(rc::gen::inRange(0, 12), rc::gen::inRange(0, 2), rc::gen::inRange(0, 9),
                               rc::gen::arbitrary<bool>()));
            for (const auto& [what, seat, at, flag] : steps)
                world.step(what, static_cast<std::size_t>(seat), static_cast<std::size_t>(at), flag);
            world.heal();
            world.check_all();
        });
        QVERIFY(held);
    }
};

QTEST_GUILESS_MAIN(TestConvergence)
#include "tst_convergence.moc"

#include <map>
