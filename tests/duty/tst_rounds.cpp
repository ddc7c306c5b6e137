#include "story.h"

#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::duty;
using namespace shouwang::duty::test;

namespace {

enum Stage { NoRound, Begun, OneVisited, Ended };

ledger::Command visit(std::int64_t stop, Outcome outcome = Outcome::Normal, const std::string& kind = {},
                      const std::string& text = {}) {
    return by(visitStop(kRound, {stop, outcome, kind, text, "CAM-1", Id::fromParts({"picture"})}, kStart),
              "wang");
}

Station stationAt(int stage) {
    Station station;
    if (stage >= Begun) station.submit(begun());
    if (stage >= OneVisited) station.submit(visit(0));
    if (stage >= Ended) station.submit(by(endRound(kRound, "处置警情", kStart + kHour), "wang"));
    return station;
}

Round fold(Round round, std::span<const ledger::Fact> facts) {
    for (const ledger::Fact& fact : facts)
        round = evolveRound(std::move(round), fact);
    return round;
}

} // namespace

class RoundsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reports_of_a_round_are_kept_and_contested_data() {
        QTest::addColumn<int>("stage");
        QTest::addColumn<int>("report");
        QTest::addColumn<QString>("contested");
        QTest::newRow("begun") << int(NoRound) << 0 << "";
        QTest::newRow("begun again, the same") << int(Begun) << 0 << "no fact";
        QTest::newRow("begun again with another route") << int(Begun) << 1 << "duty.round_exists";
        QTest::newRow("begun without stops") << int(NoRound) << 2 << "duty.stops_missing";
        QTest::newRow("visited") << int(Begun) << 3 << "";
        QTest::newRow("visited a second time") << int(OneVisited) << 3 << "";
        QTest::newRow("visited in no round") << int(NoRound) << 3 << "duty.unknown_round";
        QTest::newRow("visited after the end") << int(Ended) << 3 << "duty.after_end";
        QTest::newRow("no such stop") << int(Begun) << 4 << "duty.unknown_stop";
        QTest::newRow("a stop before the first") << int(Begun) << 5 << "duty.unknown_stop";
        QTest::newRow("no such outcome") << int(Begun) << 6 << "duty.outcome_unknown";
        QTest::newRow("a finding") << int(Begun) << 7 << "";
        QTest::newRow("a finding of no kind") << int(Begun) << 8 << "duty.kind_unknown";
        QTest::newRow("a finding without text") << int(Begun) << 9 << "duty.text_missing";
        QTest::newRow("ended with stops left out") << int(OneVisited) << 10 << "duty.stops_left_out";
        QTest::newRow("ended, no round") << int(NoRound) << 10 << "duty.unknown_round";
    }
    void reports_of_a_round_are_kept_and_contested() {
        QFETCH(int, stage);
        QFETCH(int, report);
        QFETCH(QString, contested);
        std::vector<Stop> shorter = route();
        shorter.pop_back();
        const std::array<ledger::Command, 11> reports{
            begun(),
            by(beginRound({kRound, {}, {}, shorter}, kStart), "wang"),
            by(beginRound({kRound, {}, {}, {}}, kStart), "wang"),
            visit(0),
            visit(3),
            visit(-1),
            visit(0, static_cast<Outcome>(3)),
            visit(0, Outcome::Finding, "door", "门未锁"),
            visit(0, Outcome::Finding, "weather", "下雨"),
            visit(0, Outcome::Finding, "door", ""),
            by(endRound(kRound, "处置警情", kStart + kHour), "wang")};
        Station station = stationAt(stage);
        const ledger::Decision decision = station.submit(reports[static_cast<std::size_t>(report)]);
        QCOMPARE(contestedBy(decision), contested.isEmpty() ? Codes{} : Codes{contested.toStdString()});
    }

    void a_round_that_leaves_stops_out_says_which_and_why() {
        Station station = stationAt(OneVisited);
        const auto decision = station.submit(by(endRound(kRound, "", kStart + kHour), "wang"));
        QCOMPARE(contestedBy(decision), (Codes{code::kStopsLeftOut, code::kReasonMissing}));
        const Round& round = station.rounds[kRound];
        QCOMPARE(round.ended->leftOut, (std::vector<std::int64_t>{1, 2}));
        QCOMPARE(round.coverage(), std::optional(33));
        QVERIFY(!round.isOpen());
    }

    void a_round_that_ends_twice_keeps_its_first_end() {
        Station station = stationAt(Ended);
        const auto again = by(endRound(kRound, "另一个原因", kStart + 2 * kHour), "li", "B");
        QCOMPARE(contestedBy(station.submit(again)), (Codes{code::kAlreadyEnded, code::kStopsLeftOut}));
        QCOMPARE(station.rounds[kRound].ended->by.actor, std::string("wang"));
    }

    void a_complete_round_ends_without_a_word() {
        Station station = stationAt(Begun);
        for (const std::int64_t stop : {2, 0, 1})
            station.submit(visit(stop));
        QCOMPARE(contestedBy(station.submit(by(endRound(kRound, "", kStart + kHour), "wang"))), Codes{});
        QCOMPARE(station.rounds[kRound].coverage(), std::optional(100));
        QVERIFY(station.rounds[kRound].ended->leftOut.empty());
    }

    void a_late_visit_counts_and_the_end_says_what_was_known_then() {
        Station station = stationAt(Ended);
        station.submit(visit(1));
        QCOMPARE(station.rounds[kRound].leftOut(), (std::vector<std::int64_t>{2}));
        QCOMPARE(station.rounds[kRound].ended->leftOut, (std::vector<std::int64_t>{1, 2}));
    }

    void a_visit_that_arrives_before_the_beginning_is_not_lost() {
        Station station;
        station.submit(visit(1));
        station.submit(begun());
        QCOMPARE(station.rounds[kRound].leftOut(), (std::vector<std::int64_t>{0, 2}));
    }

    void a_round_without_stops_has_no_coverage() { QVERIFY(!Round().coverage()); }

    void a_finding_is_the_cause_of_what_follows() {
        Station station = stationAt(OneVisited);
        station.submit(visit(1, Outcome::Finding, "door", "门未锁"));
        const std::vector<Visit> findings = station.rounds[kRound].findings();
        QCOMPARE(findings.size(), 1u);
        QCOMPARE(findings.front().stop, 1);
        QCOMPARE(findings.front().kind, std::string("door"));
        QCOMPARE(findings.front().picture, Id::fromParts({"picture"}));
        QVERIFY(causeOf(station.rounds[kRound], findings.front()) == (ledger::Cause{kRound, 3}));
    }

    void what_is_neither_normal_nor_a_finding_is_not_taken_for_normal() {
        Station station = stationAt(Begun);
        station.submit(visit(0, static_cast<Outcome>(9)));
        QCOMPARE(station.rounds[kRound].findings().size(), 1u);
    }

    void the_limits_in_force_stand_in_the_report() {
        Station station;
        RoundRule strict;
        strict.keyPlace = 15 * kMinute;
        QVERIFY(!RoundRule().confirmed);
        station.submit(by(beginRound({kRound, {}, {}, route()}, kStart, strict), "wang"));
        const Round& round = station.rounds[kRound];
        QCOMPARE(dueOf(round, round.stops[0]), kStart + 15 * kMinute);
        QCOMPARE(dueOf(round, round.stops[1]), kStart + 10 * kMinute); // its own
        QCOMPARE(dueOf(round, round.stops[2]), kStart + kHour);
        QCOMPARE(firstDue(round), kStart + 10 * kMinute);
    }

    void a_limit_of_no_sense_neither_overflows_nor_lets_a_stop_off() {
        std::vector<Stop> stops = route();
        stops[0].within = INT64_MAX;
        stops[1].within = INT64_MIN;
        ledger::Command command = begun();
        command.open[static_cast<std::int64_t>(Field::Stops)] =
            ledger::field(beginRound({kRound, {}, {}, stops}, kStart).open, Field::Stops);
        Station station;
        station.submit(command);
        const Round& round = station.rounds[kRound];
        QCOMPARE(dueOf(round, round.stops[0]), INT64_MAX);
        QCOMPARE(dueOf(round, round.stops[1]), kStart + 30 * kMinute);
    }

    void no_visit_is_lost_and_the_first_route_and_end_stand() {
        QVERIFY(rc::check("monotone", [](const std::vector<std::uint32_t>& dice) {
            Station station;
            for (const std::uint32_t each : dice) {
                const Round before = station.rounds[kRound];
                const ledger::Command command = anyCommand(each);
                RC_ASSERT(!station.submit(command).refusal);
                const Round& after = station.rounds[kRound];
                const std::size_t more = command.kind == "duty.visit_stop" ? 1 : 0;
                RC_ASSERT(after.visits.size() == before.visits.size() + more);
                if (before.exists()) RC_ASSERT(after.begun == before.begun && after.stops == before.stops);
                if (before.ended) RC_ASSERT(after.ended == before.ended);
                if (before.exists()) RC_ASSERT(after.coverage().value_or(0) >= before.coverage().value_or(0));
            }
        }));
    }

    void a_stored_round_goes_on_as_if_it_had_never_been_stored() {
        QVERIFY(rc::check("split", [](const std::vector<std::uint32_t>& dice, std::size_t cut) {
            Station station;
            for (const std::uint32_t each : dice)
                station.submit(anyCommand(each));
            const std::span<const ledger::Fact> all(station.facts);
            const std::size_t at = cut % (all.size() + 1);
            const Round half = fold({}, all.first(at));
            const Round restored = roundFrom(ledger::decode(ledger::encode(toValue(half))).value());
            RC_ASSERT(restored == half);
            RC_ASSERT(fold(restored, all.subspan(at)) == fold({}, all));
        }));
    }
};

QTEST_GUILESS_MAIN(RoundsTest)
#include "tst_rounds.moc"
