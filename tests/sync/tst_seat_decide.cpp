// A long outbox is decided in slices when the seat opens, so that it does not hold up the link. What is shown
// in the end is what would have been shown at once.
#include "../ledger/small_disk.h"
#include "full_disk.h"
#include "toy_site.h"

#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::sync;
using toy::Site;
using Kind = SubmitResult::Kind;

namespace {

constexpr int kLong = 80;

/// Some of them meet: each stock holds three.
std::vector<ledger::Command> longOutbox() {
    std::vector<ledger::Command> drafts;
    for (int i = 0; i < kLong; ++i) {
        const std::string stock = fmt::format("stock {}", i / 4);
        drafts.push_back(i % 2 == 0 ? toy::take(stock) : toy::write("log", fmt::format("line {}", i)));
    }
    return drafts;
}

bool one() {
    return true;
}

struct LongSite : Site {
    LongSite() {
        for (const SubmitResult& result : seat->submit(longOutbox()))
            if (result.kind != Kind::Saved) qFatal("a command was not saved");
    }
    void startInSlices() { startSeat(1, 0); }
    std::vector<std::string> shown() {
        std::vector<std::string> all = lines();
        for (int i = 0; i < kLong / 4; ++i)
            all.push_back(
                std::to_string(toy::stockOf(seat->view(), toy::entity(fmt::format("stock {}", i))).left));
        return all;
    }
    void decideRest() {
        while (*seat->decideSlice(one)) {
        }
    }
};

} // namespace

class TestSeatDecide : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_long_outbox_is_decided_in_slices_and_shown_when_all_of_it_is() {
        LongSite site;
        const auto before = site.shown();
        site.startInSlices();
        QVERIFY(site.seat->hasUndecided());
        QCOMPARE(site.lines().size(), std::size_t{0});
        int slices = 1;
        for (; *site.seat->decideSlice(one); ++slices)
            QCOMPARE(site.lines().size(), std::size_t{0});
        QCOMPARE(slices, kLong);
        QVERIFY(!site.seat->hasUndecided());
        QCOMPARE(site.shown(), before);
    }

    void a_short_outbox_is_shown_when_the_seat_is_open() {
        Site site;
        site.seat->submit(toy::write("log", "a"));
        site.startSeat(1, 1);
        QVERIFY(!site.seat->hasUndecided());
        QCOMPARE(site.lines(), std::vector<std::string>{"a"});
    }

    void what_is_typed_meanwhile_stands_on_all_that_was_typed_before() {
        LongSite site;
        site.startInSlices();
        const auto last = fmt::format("stock {}", kLong / 4 - 1); // of which one is left
        QCOMPARE(site.seat->submit(toy::take(last, 2)).kind, Kind::Refused);
        QVERIFY(!site.seat->hasUndecided());
        QCOMPARE(site.seat->submit(toy::take(last, 1)).kind, Kind::Saved);
    }

    void what_the_station_has_decided_meanwhile_is_not_decided_here() {
        LongSite site;
        site.startInSlices();
        QVERIFY(site.upload());
        QVERIFY(site.download());
        QCOMPARE(site.seat->status().outbox, std::size_t{0});
        QVERIFY(!site.seat->hasUndecided());
        QCOMPARE(site.seat->status().counters.decidedAgain, std::uint64_t{0});
        QCOMPARE(site.lines().size(), std::size_t{kLong / 2});
    }

    void ground_that_has_moved_meanwhile_is_met_in_turn() {
        LongSite site;
        site.elsewhere(toy::take("stock 7", 3));
        site.startInSlices();
        QVERIFY(*site.seat->decideSlice(one));
        QVERIFY(site.download());
        QVERIFY(site.tray().empty()); // its turn has not come
        site.decideRest();
        QCOMPARE(site.tray().size(), std::size_t{2}); // both orders on that stock
        QCOMPARE(site.tray().front().command.entity, toy::entity("stock 7"));
    }

    void on_a_full_disk_nothing_is_lost_and_the_slice_comes_again() {
        LongSite site;
        site.elsewhere(toy::take("stock 7", 3));
        QVERIFY(site.download());
        site.startInSlices();
        auto& database = site.seat->store().database();
        const auto pages = toy::number(database, "PRAGMA page_count");
        toy::number(database, "PRAGMA max_page_count=" + std::to_string(pages));
        for (int i = 0; site.seat->hasUndecided() && i < kLong; ++i)
            (void)site.seat->decideSlice(one); // refused or not: there may be room in a page that is there
        toy::number(database, "PRAGMA max_page_count=1000000");
        site.decideRest();
        QCOMPARE(site.tray().size(), std::size_t{2});
        QCOMPARE(site.lines().size(), std::size_t{kLong / 2});
    }

    void on_a_full_disk_the_seat_opens_and_shows_what_was_typed() {
        LongSite site;
        const auto before = site.shown();
        site.seat = nullptr;
        ledger::SmallDisk disk(site.folder.path().toStdString(), 0);
        auto opened =
            Seat::open(site.path("seat"), toy::kSeatA, toy::features(), site.clock, site.random, disk.name());
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text.c_str());
        site.seat = std::move(*opened);
        QCOMPARE(site.shown(), before);
        QVERIFY(site.seat->hasUndecided()); // what needs attention is noted when there is room
        QVERIFY(!site.seat->decideSlice(one));
        QCOMPARE(site.shown(), before);
        QCOMPARE(site.seat->submit(toy::write("log", "no room")).kind, Kind::Failed);
        disk.resize(std::uint64_t{1} << 30);
        site.decideRest();
        QCOMPARE(site.shown(), before);
        QCOMPARE(site.seat->submit(toy::write("log", "room")).kind, Kind::Saved);
        site.seat = nullptr; // before its disk
    }

    void what_needs_attention_when_a_seat_opens_on_a_full_disk_is_noted_when_there_is_room() {
        toy::FullDisk disk;
        Site site;
        QCOMPARE(site.seat->submit(toy::take("stock", 2)).kind, Kind::Saved);
        site.elsewhere(toy::take("stock", 2));
        site.startSeat(1, 0);
        QVERIFY(site.download());
        QVERIFY(site.tray().empty()); // its turn had not come when the seat was closed
        site.seat = nullptr;
        disk.full = true;
        site.vfs = disk.name();
        site.startSeat();
        QCOMPARE(site.stock(), 1); // the order is not shown, and nobody could be told why
        QVERIFY(site.tray().empty());
        disk.full = false;
        QVERIFY(site.seat->hasUndecided());
        while (*site.seat->decideSlice(one)) {
        }
        QCOMPARE(site.tray().size(), std::size_t{1});
        QCOMPARE(site.tray().front().refusal.basis, std::string("house rule 1"));
        QCOMPARE(site.seat->status().needsAttention, std::size_t{1});
        QCOMPARE(site.stock(), 1);
    }

    void in_whatever_order_slices_verdicts_and_facts_come_the_end_is_the_same() {
        QVERIFY(rc::check("slices", [] {
            LongSite site;
            site.elsewhere(toy::take("stock 3", 2));
            site.elsewhere(toy::take("stock 15", 3));
            site.startInSlices();
            const auto turns = *rc::gen::container<std::vector<int>>(*rc::gen::inRange<std::size_t>(1, 12),
                                                                     rc::gen::inRange(0, 3));
            for (const int turn : turns) {
                if (turn == 0) {
                    int left = *rc::gen::inRange(1, kLong / 2);
                    RC_ASSERT(site.seat->decideSlice([&] { return --left <= 0; }).has_value());
                } else if (turn == 1) {
                    const auto push = site.seat->nextPush();
                    if (!*push) continue;
                    auto some = **push; // what a slow line takes at a time
                    some.commands.resize(std::min<std::size_t>(some.commands.size(), 25));
                    RC_ASSERT(site.seat->onPushReply(*site.station->push(toy::kSeatA, some)).has_value());
                } else {
                    RC_ASSERT(site.seat->onFeed(*site.station->feed(site.seat->wanted(), 17)).has_value());
                }
            }
            site.decideRest();
            const auto inSlices = site.shown();
            const auto tray = site.tray().size();
            site.startSeat();
            RC_ASSERT(site.shown() == inSlices);
            RC_ASSERT(site.tray().size() == tray);
            RC_ASSERT(site.upload().has_value());
            RC_ASSERT(site.download().has_value());
            RC_ASSERT(toy::dump(site.seat->store().database()) == toy::dump(site.ledger->database()));
        }));
    }
};

QTEST_GUILESS_MAIN(TestSeatDecide)
#include "tst_seat_decide.moc"
