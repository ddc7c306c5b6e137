#include "story.h"

#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::outages;
using namespace shouwang::outages::test;

namespace {

using Kind = ledger::Verdict::Kind;

/// Everything that one person alone gets a point out for: orders of any length at any time, ended at any
/// time.
struct Step {
    Micros at = 0;
    Micros length = 0;
    bool end = false;
};

std::vector<Step> stepsFrom(const std::vector<std::uint32_t>& dice) {
    std::vector<Step> steps;
    Micros at = kStart;
    for (const std::uint32_t each : dice) {
        at += static_cast<Micros>(each % 89) * kMinute;
        steps.push_back({at, static_cast<Micros>(each / 89 % 300) * kMinute, each / 26'700 % 3 == 0});
    }
    return steps;
}

} // namespace

class BypassTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void an_order_without_point_reason_or_end_is_refused_data() {
        QTest::addColumn<int>("order");
        QTest::addColumn<QString>("code");
        QTest::newRow("whole") << 0 << "";
        QTest::newRow("no reason") << 1 << "outages.reason_missing";
        QTest::newRow("over already") << 2 << "outages.end_invalid";
        QTest::newRow("no end") << 3 << "outages.malformed";
        QTest::newRow("another point's entity") << 4 << "outages.malformed";
        QTest::newRow("a report") << 5 << "outages.malformed";
        QTest::newRow("a time of no calendar") << 6 << "outages.malformed";
        QTest::newRow("longer than a week") << 7 << "outages.too_long";
        QTest::newRow("unknown") << 8 << "outages.unknown_command";
    }
    void an_order_without_point_reason_or_end_is_refused() {
        QFETCH(int, order);
        QFETCH(QString, code);
        ledger::Command command = ordered(kStart + kHour, kStart);
        if (order == 1) command = ordered(kStart + kHour, kStart, "wang", "");
        if (order == 2) command = ordered(kStart, kStart);
        if (order == 3) command = ordered(0, kStart);
        if (order == 4) command.entity = bypassId("AL-FENCE-W08");
        if (order == 5) command.nature = ledger::Nature::Report;
        if (order == 6) command = ordered(INT64_MAX, INT64_MAX - 1);
        if (order == 7) command = withSecond(ordered(kStart + 7 * 24 * kHour + 1, kStart));
        if (order == 8) command.kind = "outages.sing";
        Point point;
        QCOMPARE(codeOf(point.submit(command, kStart)), code.toStdString());
        QCOMPARE(point.state.exists(), code.isEmpty());
    }

    void above_four_hours_a_second_person_signs_G21() {
        QCOMPARE(codeOf(Point().submit(ordered(kStart + 4 * kHour, kStart))), std::string());
        const ledger::Command longer = ordered(kStart + 4 * kHour + 1, kStart);
        const auto refused = Point().submit(longer);
        QCOMPARE(codeOf(refused), std::string(code::kSecondMissing));
        QVERIFY(refused.refusal->basis.find("G21") != std::string::npos);
        Point point;
        QCOMPARE(codeOf(point.submit(withSecond(longer))), std::string());
        QCOMPARE(point.state.second, std::string("li"));
        QVERIFY(!BypassRule().confirmed);
    }

    void the_second_person_is_another_one_who_may_and_has_signed_this_G17() {
        const ledger::Command longer = ordered(kStart + 5 * kHour, kStart);
        QCOMPARE(codeOf(Point().submit(withSecond(longer, "wang"))), std::string(code::kSecondSame));
        QCOMPARE(codeOf(Point().submit(withSecond(longer, "li", people::Role::Operator, true))),
                 std::string(code::kSecondNotAllowed));
        QCOMPARE(codeOf(Point().submit(withSecond(longer, "li", people::Role::Admin))),
                 std::string(code::kSecondNotAllowed));
        ledger::Command named = longer;
        named.secondActor = "li"; // a name alone is no signature
        QCOMPARE(codeOf(Point().submit(named)), std::string(code::kMalformed));
        ledger::Command forged = withSecond(longer);
        forged.secondActor = "zhao";
        QCOMPARE(codeOf(Point().submit(forged)), std::string(code::kMalformed));
    }

    void a_signature_under_a_shorter_bypass_is_none_under_a_longer_one() {
        ledger::Command order = withSecond(ordered(kStart + 5 * kHour, kStart));
        order.open.insert_or_assign(static_cast<std::int64_t>(Field::Until), kStart + 6 * kHour);
        QCOMPARE(codeOf(Point().submit(order)), std::string(code::kSecondUnproved));
    }

    void no_chain_of_bypasses_of_one_person_is_longer_than_four_hours() {
        QVERIFY(rc::check("chain", [](const std::vector<std::uint32_t>& dice) {
            Point point;
            Micros outSince = 0; // of the piece that runs, with less than an hour between its parts
            Micros outUntil = 0;
            for (const Step& step : stepsFrom(dice)) {
                if (step.end && point.state.isOpen()) {
                    outUntil = std::min(outUntil, step.at);
                    point.submit(by(endBypass(point.state, "修好", step.at), "wang"));
                    continue;
                }
                const Micros until = step.at + step.length;
                if (!codeOf(point.submit(ordered(until, step.at))).empty()) continue;
                if (outSince == 0 || step.at - outUntil > kHour) outSince = step.at;
                outUntil = until;
                RC_ASSERT(outUntil - outSince <= 4 * kHour);
            }
        }));
    }

    void no_clock_makes_a_long_bypass_short() {
        QVERIFY(rc::check("clocks", [](std::uint16_t seatMinutes, std::uint16_t stationMinutes,
                                       std::uint16_t lengthMinutes) {
            const Micros seat = kStart + seatMinutes * kMinute;
            const Micros station = kStart + stationMinutes * kMinute;
            const Micros until = std::max(seat, station) + lengthMinutes * kMinute;
            Point point;
            const bool taken = codeOf(point.submit(ordered(until, seat), station)).empty();
            if (taken) RC_ASSERT(until - std::min(seat, station) <= 4 * kHour);
            if (!taken && lengthMinutes > 0) RC_ASSERT(until - std::min(seat, station) > 4 * kHour);
        }));
    }

    void it_is_active_from_its_order_to_its_end_and_not_with_it() {
        QVERIFY(rc::check("active", [](std::uint8_t lengthMinutes, std::uint16_t atMinutes) {
            const Micros until = kStart + (1 + lengthMinutes % 240) * kMinute;
            Point point;
            point.submit(ordered(until, kStart));
            const Micros at = kStart + (static_cast<Micros>(atMinutes) - 100) * kMinute;
            RC_ASSERT(point.state.isActive(at) == (at >= kStart && at < until));
        }));
    }

    void it_is_made_longer_by_another_order_and_counts_on() {
        Point point;
        point.submit(ordered(kStart + kHour, kStart));
        point.state.silenced = 3;
        QCOMPARE(codeOf(point.submit(ordered(kStart + kHour, kStart + kMinute))), std::string("no-op"));
        QCOMPARE(codeOf(point.submit(ordered(kStart + 2 * kHour, kStart + kMinute))), std::string());
        QCOMPARE(point.state.until, kStart + 2 * kHour);
        QCOMPARE(point.state.begun.at, kStart);
        QCOMPARE(point.state.silenced, 3);
    }

    void a_person_pressing_and_fire_are_never_silenced_G18() {
        Bypass bypass;
        const auto silences = [&bypass](site::PointKind kind) {
            bypass.pointKind = kind;
            return bypass.silences();
        };
        QVERIFY(!silences(site::PointKind::Button));
        QVERIFY(!silences(site::PointKind::Fire));
        for (const auto kind :
             {site::PointKind::Fence, site::PointKind::Infrared, site::PointKind::Microwave,
              site::PointKind::Vibration, site::PointKind::Analytics, site::PointKind::Door})
            QVERIFY(silences(kind));
        ledger::Command strange = ordered(kStart + kHour, kStart);
        strange.open.insert_or_assign(static_cast<std::int64_t>(Field::PointKind), 99);
        Point point;
        point.submit(strange);
        QVERIFY(!point.state.silences());
    }

    void it_ends_by_hand_once() {
        Point point;
        QCOMPARE(codeOf(point.submit(by(endBypass(point.state, "", kStart), "wang"))),
                 std::string(code::kNotBypassed));
        point.submit(ordered(kStart + kHour, kStart));
        QCOMPARE(codeOf(point.submit(by(endBypass(point.state, "修好", kStart + kMinute), "li"))),
                 std::string());
        QVERIFY(!point.state.isOpen());
        QVERIFY(!point.state.ended->byTime);
        QCOMPARE(point.state.ended->by.actor, std::string("li"));
        QCOMPARE(codeOf(point.submit(by(endBypass(point.state, "再说", kStart + 2 * kMinute), "zhao"))),
                 std::string("no-op"));
    }

    void it_ends_by_time_unless_it_was_made_longer_meanwhile() {
        Point point;
        point.submit(ordered(kStart + kHour, kStart));
        const ledger::Command timer = expire(point.state);
        QCOMPARE(timer.id.source, ledger::CommandId::Source::Timer);
        QCOMPARE(timer.id, expire(point.state).id);
        point.submit(ordered(kStart + 2 * kHour, kStart + kMinute));
        QCOMPARE(codeOf(point.submit(timer, kStart + kHour)), std::string("no-op"));
        QVERIFY(timer.id != expire(point.state).id);
        QCOMPARE(codeOf(point.submit(expire(point.state), kStart + 2 * kHour)), std::string());
        QVERIFY(point.state.ended->byTime);
        QCOMPARE(point.state.ended->by.at, kStart + 2 * kHour);
    }

    void a_new_one_after_an_hour_begins_anew() {
        Point point;
        point.submit(ordered(kStart + 4 * kHour, kStart));
        point.submit(expire(point.state), kStart + 4 * kHour);
        const Micros again = kStart + 5 * kHour;
        QCOMPARE(codeOf(point.submit(ordered(again + 4 * kHour, again))), std::string(code::kSecondMissing));
        QCOMPARE(codeOf(point.submit(ordered(again + 1 + 4 * kHour, again + 1))), std::string());
        QCOMPARE(point.state.begun.at, again + 1);
        QVERIFY(!point.state.ended);
    }

    void a_bypass_lives_through_the_ledger_and_is_due_at_its_end() {
        File file;
        QCOMPARE(file.submit(ordered(kStart + kHour, kStart)).kind, Kind::Applied);
        const ledger::View view = file.ledger->view();
        QCOMPARE(openBypasses(view).size(), 1u);
        QVERIFY(bypassOf(view, "AL-FENCE-W07")->isActive(kStart + 1));
        QVERIFY(!bypassOf(view, "AL-FENCE-W08"));
        QVERIFY(!bypassOf(view, "AL-FENCE-W07", ledger::Mode::Drill));
        QVERIFY(dueExpiries(view, kStart + kHour - 1).empty());
        const auto due = dueExpiries(view, kStart + kHour);
        QCOMPARE(due.size(), 1u);
        file.clock.setUtc(kStart + kHour);
        QCOMPARE(file.submit(due.front()).kind, Kind::Applied);
        QCOMPARE(file.submit(due.front()).kind, Kind::Applied); // the first verdict again
        QVERIFY(openBypasses(file.ledger->view()).empty());
        QVERIFY(dueExpiries(file.ledger->view(), kStart + 9 * kHour).empty());
    }

    void a_row_is_read_back_as_it_was() {
        Point point;
        point.submit(withSecond(ordered(kStart + 5 * kHour, kStart)));
        QVERIFY(bypassFrom(toValue(point.state)) == point.state);
        point.submit(by(endBypass(point.state, "修好", kStart + 1), "li"));
        QVERIFY(bypassFrom(ledger::decode(ledger::encode(toValue(point.state))).value()) == point.state);
    }

    void only_police_take_a_point_out_and_whoever_watches_puts_it_back_G17() {
        File file({people::makeFeature(), makeFeature()});
        file.submit(by(people::signOn({"zhao", people::Role::Operator, true, ""}, {}), "zhao"));
        QCOMPARE(file.submit(ordered(kStart + kHour, kStart, "zhao")).refusal.code,
                 std::string("people.not_allowed"));
        file.submit(by(people::signOn({"wang", people::Role::Operator, false, ""}, {}), "wang"));
        QCOMPARE(file.submit(ordered(kStart + kHour, kStart)).kind, Kind::Applied);
        const Bypass open = openBypasses(file.ledger->view()).front();
        QCOMPARE(file.submit(by(endBypass(open, "修好", kStart + 1), "zhao")).kind, Kind::Applied);
    }

    void a_seat_shows_its_own_order_before_the_station_has_decided() {
        File file;
        ledger::Overlay overlay;
        const ledger::Command order = ordered(kStart + kHour, kStart);
        const ledger::View view(file.ledger->database(), &overlay, kStart);
        overlay.push(ledger::factFrom(order, makeFeature()->decide(view, order).facts.front()));
        QCOMPARE(openBypasses(view).size(), 1u);
        QVERIFY(openBypasses(file.ledger->view()).empty());
    }
};

QTEST_GUILESS_MAIN(BypassTest)
#include "tst_bypass.moc"
