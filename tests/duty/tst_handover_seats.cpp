// The handover at a seat that is cut off or killed between the two signatures, and at two seats.
#include "../sync/toy_site.h"
#include "handover_story.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::duty;
using namespace shouwang::duty::test;

namespace {

using sync::SubmitResult;
using sync::toy::Site;

ledger::Features roomsOf(int /*version*/) {
    return allRooms();
}

/// A seat with a station; nothing passes between them unless the test carries it.
struct Desk : Site {
    Desk()
        : Site(roomsOf) {
        say(people::signOn({"wang", people::Role::Operator, false, ""}, {}), "wang");
        PostReport post = report("wang", "A", "POST-1");
        post.seat = sync::toy::kSeatA;
        say(takePost(post, kStart), "wang");
        say(beginHandover(morning(), kStart + 7 * kHour), "wang");
    }
    SubmitResult say(ledger::Command command, const std::string& actor) {
        command.actor = actor;
        if (command.occurred == 0) command.occurred = kStart;
        return seat->submit(std::move(command));
    }
    ledger::View look() { return seat->view(); }
    Handover here() { return tables::loadHandover(look(), kHandover); }
    Handover there() { return tables::loadHandover(ledger->view(), kHandover); }
    std::vector<Item> items() { return openItems(look(), kShift); }

    SubmitResult sign(Side side, const std::string& account) {
        ledger::Command order = signHandover(here(), {side, account}, items(), kStart + 8 * kHour);
        order.seat = sync::toy::kSeatA;
        return seat->submit(Night::proven(std::move(order)));
    }
    void acceptAll() {
        for (const Item& item : items()) {
            if (!here().answerTo(item))
                say(acceptItem(kHandover, item, -1, "li", kStart + 8 * kHour), "wang");
        }
    }
    void exchange() {
        QVERIFY(upload().has_value());
        QVERIFY(download().has_value());
    }
    void alarmAtStation() {
        const ledger::Command raise = raised("AL-7", kStart + 7 * kHour);
        QVERIFY(ledger->submit({&raise, 1}).has_value());
    }
};

} // namespace

class HandoverSeatsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_seat_killed_between_the_two_signatures_goes_on_where_it_was() {
        Desk desk;
        desk.say(opened(1, kStart), "wang");
        desk.acceptAll();
        QVERIFY(desk.sign(Side::Outgoing, "wang").kind == SubmitResult::Kind::Saved);
        const Handover before = desk.here();
        desk.startSeat();
        QVERIFY(desk.here() == before);
        QVERIFY(desk.here().outgoing && !desk.here().completed);
        QVERIFY(desk.sign(Side::Incoming, "li").kind == SubmitResult::Kind::Saved);
        desk.exchange();
        QVERIFY(desk.there().completed);
        QVERIFY(desk.here().completed);
    }

    void a_station_killed_between_the_two_signatures_goes_on_where_it_was() {
        Desk desk;
        desk.sign(Side::Outgoing, "wang");
        desk.exchange();
        const Handover before = desk.there();
        desk.startStation("ledger");
        QVERIFY(desk.there() == before);
        desk.sign(Side::Incoming, "li");
        desk.exchange();
        QVERIFY(desk.there().completed);
    }

    void it_is_signed_while_the_station_is_away_and_says_that_the_station_has_not_confirmed() {
        Desk desk;
        desk.exchange();
        QVERIFY(!waitsForStation(desk.look(), kHandover));
        desk.sign(Side::Outgoing, "wang");
        desk.sign(Side::Incoming, "li");
        QVERIFY(desk.here().completed);
        QVERIFY(!desk.there().outgoing);
        QVERIFY(waitsForStation(desk.look(), kHandover));
        desk.exchange();
        QVERIFY(!waitsForStation(desk.look(), kHandover));
        QVERIFY(desk.there() == desk.here());
    }

    // The outgoing officer has gone home: the incoming one, who is there, sees what came and signs again.
    void what_the_station_knew_and_the_seat_did_not_is_accepted_by_the_incoming_officer_alone() {
        Desk desk;
        desk.exchange();
        desk.alarmAtStation();
        desk.sign(Side::Outgoing, "wang");
        QVERIFY(desk.sign(Side::Incoming, "li").kind == SubmitResult::Kind::Saved);
        desk.exchange();
        QVERIFY(!desk.there().completed);
        QVERIFY(!desk.here().completed);
        const auto tray = attention::openItems(desk.look());
        QVERIFY(std::ranges::any_of(tray, [](const attention::State& item) {
            return item.cause == attention::Cause::Refused && item.kind == "duty.sign_handover";
        }));
        QCOMPARE(desk.there().outgoing->account, std::string("wang"));
        desk.acceptAll();
        desk.sign(Side::Incoming, "li");
        desk.exchange();
        QVERIFY(desk.there().completed);
    }

    void two_seats_see_one_handover_and_one_officer_at_both_signs_once() {
        Desk desk;
        desk.exchange();
        auto other = std::move(*desk.open("other", sync::toy::kSeatB));
        const auto batch = desk.station->feed(other->wanted(), 500, sync::kAllCompartments);
        QVERIFY(other->onFeed(*batch).has_value());
        QVERIFY(tables::loadHandover(other->view(), kHandover) == desk.there());
        desk.sign(Side::Outgoing, "wang");
        desk.exchange();
        ledger::Command again =
            signHandover(desk.there(), {Side::Incoming, "wang"}, desk.items(), kStart + 8 * kHour);
        again.seat = sync::toy::kSeatB;
        again = Night::proven(std::move(again));
        QCOMPARE(desk.elsewhere(again).refusal.code, std::string(code::kSameAccount));
        QVERIFY(!desk.there().completed);
    }

    void a_seat_at_which_the_outgoing_officer_leaves_too_early_is_not_refused() {
        Desk desk;
        const auto left = desk.say(people::signOff("wang"), "wang");
        QVERIFY(left.kind == SubmitResult::Kind::Saved);
        desk.exchange();
        QVERIFY(people::onDuty(desk.ledger->view()).empty());
        QVERIFY(!attention::openItems(desk.ledger->view()).empty());
    }
};

QTEST_GUILESS_MAIN(HandoverSeatsTest)
#include "tst_handover_seats.moc"
