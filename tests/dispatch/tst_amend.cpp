// Two people amend one incident at the same time: nothing is overwritten unseen.
#include "story.h"

#include "dispatch/tables.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::dispatch;
using namespace shouwang::dispatch::test;

namespace {

ledger::Map set(Field field, ledger::Value value) {
    return {{static_cast<std::int64_t>(field), std::move(value)}};
}

Station opened() {
    Station station;
    station.submit(by(open(opening(), kStart), "wang"));
    return station;
}

} // namespace

class AmendTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void an_amendment_changes_only_what_was_changed() {
        Station station = opened();
        const auto decision =
            station.submit(by(amend(station.incident(), set(Field::Grade, 2), "增援", kStart), "li"));
        QCOMPARE(station.incident().grade, 2);
        QCOMPARE(station.incident().title, opening().title);
        QVERIFY(!decision.merged);
        QCOMPARE(station.incident().timeline.back().amended, set(Field::Grade, 2));
    }

    void changes_of_different_fields_stand_beside_each_other() {
        Station station = opened();
        const State seen = station.incident();
        station.submit(by(amend(seen, set(Field::Title, "甲"), "更正", kStart), "wang"));
        const auto second =
            station.submit(by(amend(seen, set(Field::Place, "一层"), "更正", kStart), "li", "B"));
        QVERIFY(!second.merged);
        QCOMPARE(station.incident().title, std::string("甲"));
        QCOMPARE(station.incident().place, std::string("一层"));
    }

    void the_later_arrival_decides_and_the_other_value_stays_visible() {
        Station station = opened();
        const State seen = station.incident();
        station.submit(by(amend(seen, set(Field::Title, "甲"), "更正", kStart), "wang"));
        const auto second =
            station.submit(by(amend(seen, set(Field::Title, "乙"), "更正", kStart), "li", "B"));
        QVERIFY(second.merged);
        QCOMPARE(station.incident().title, std::string("乙"));
        QCOMPARE(station.incident().timeline.back().overtaken, set(Field::Title, "甲"));
    }

    void an_officer_s_second_change_does_not_meet_the_first() {
        Station station = opened();
        station.submit(by(amend(station.incident(), set(Field::Title, "甲"), "更正", kStart), "wang"));
        const auto second =
            station.submit(by(amend(station.incident(), set(Field::Title, "乙"), "再更正", kStart), "wang"));
        QVERIFY(!second.merged);
        QVERIFY(station.incident().timeline.back().overtaken.empty());
    }

    void what_is_so_already_is_no_fact() {
        Station station = opened();
        const auto decision = station.submit(
            by(amend(station.incident(), set(Field::Title, opening().title), "x", kStart), "li"));
        QVERIFY(decision.facts.empty() && !decision.refusal);
    }

    void an_amendment_without_reason_of_nothing_or_after_closing_is_refused() {
        Station station = opened();
        const State seen = station.incident();
        const auto code = [&](ledger::Map wanted, std::string reason) {
            const auto decision =
                station.submit(by(amend(seen, std::move(wanted), std::move(reason), kStart), "li"));
            return decision.refusal ? decision.refusal->code : std::string();
        };
        QCOMPARE(code(set(Field::Title, "甲"), ""), std::string(code::kReasonMissing));
        QCOMPARE(code({}, "x"), std::string(code::kMalformed));
        QCOMPARE(code(set(Field::Number, "20260921-A-009"), "x"), std::string(code::kMalformed));
        QCOMPARE(code(set(Field::Title, ""), "x"), std::string(code::kTitleMissing));
        QCOMPARE(code(set(Field::Grade, 9), "x"), std::string(code::kGradeUnknown));
        QCOMPARE(code(set(Field::Kind, "??"), "x"), std::string(code::kKindUnknown));
        station.submit(by(close(kIncident, "resolved", "好", kStart), "wang"));
        QCOMPARE(code(set(Field::Title, "甲"), "x"), std::string(code::kAlreadyClosed));
    }

    void a_row_keeps_versions_and_what_was_overtaken() {
        Station station = opened();
        const State seen = station.incident();
        station.submit(by(amend(seen, set(Field::Title, "甲"), "更正", kStart), "wang"));
        station.submit(by(amend(seen, set(Field::Title, "乙"), "更正", kStart), "li", "B"));
        QCOMPARE(stateFrom(toValue(station.incident())), station.incident());
    }

    void a_refused_order_is_shown_beside_what_stands_there() {
        Station station = opened();
        const State seen = station.incident();
        station.submit(by(close(kIncident, "unfounded", "没有人", kStart), "wang"));
        const auto now =
            present(station.incident(), by(amend(seen, set(Field::Title, "甲"), "x", kStart), "li"));
        QCOMPARE(ledger::field(now, Field::Title).text(), opening().title);
        QCOMPARE(ledger::field(now, Field::Conclusion).text(), std::string("unfounded"));
    }
};

QTEST_GUILESS_MAIN(AmendTest)
#include "tst_amend.moc"
