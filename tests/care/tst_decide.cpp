#include "story.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::care;
using namespace shouwang::care::test;

namespace {

using Codes = std::vector<std::string>;

enum class From { Unknown, Home, Guest, Out, Missing, Gone };

Register from(From where) {
    Register people;
    if (where != From::Unknown) people.submit(by(receive({kPerson, "Z31", false, {}}, "", kStart), "wang"));
    if (where == From::Guest) people.submit(by(move(kPerson, "Z60", "就诊", kStart), "wang"));
    if (where == From::Out) people.submit(by(leave(kPerson, "hospital", "离所就医", kStart), "wang"));
    if (where == From::Missing) people.submit(by(reportMissing(kPerson, "", kStart), "wang"));
    if (where == From::Gone) people.submit(by(depart(kPerson, "released", "期满", kStart), "wang"));
    return people;
}

ledger::Command command(const QString& name) {
    const Micros now = kStart + kMinute;
    if (name == QLatin1String("receive")) return receive({kPerson, "Z31", false, {}}, "", now);
    if (name == QLatin1String("receive elsewhere")) return receive({kPerson, "Z32", false, {}}, "", now);
    if (name == QLatin1String("assign")) return assign(kPerson, "Z40", "转入", now);
    if (name == QLatin1String("move")) return move(kPerson, "F2", "习艺", now);
    if (name == QLatin1String("leave")) return leave(kPerson, "court", "出庭", now);
    if (name == QLatin1String("come back")) return comeBack(kPerson, "Z31", now);
    if (name == QLatin1String("depart")) return depart(kPerson, "transferred", "转所", now);
    if (name == QLatin1String("missing")) return reportMissing(kPerson, "", now);
    if (name == QLatin1String("found")) return reportFound(kPerson, "Z31", "", now);
    return reportFoundOut(kPerson, "other", "", now);
}

/// Where the person is, in one word: Z31/F2 home/now, out:court, missing, gone:died, unknown.
QString placeOf(const State& state) {
    const QString home = QString::fromStdString(state.home);
    switch (state.where) {
    case Where::InZone:
        return home + QLatin1Char('/') + QString::fromStdString(state.zone);
    case Where::Out:
        return home + QLatin1String("/out:") + QString::fromStdString(state.kind);
    case Where::Missing:
        return home + QLatin1String("/missing");
    case Where::Gone:
        return QLatin1String("gone:") + QString::fromStdString(state.kind);
    case Where::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

Codes contestedBy(const ledger::Decision& decision) {
    return decision.facts.empty() ? Codes{"no fact"} : decision.facts.front().contested;
}

QString joined(const Codes& codes) {
    QStringList words;
    for (const std::string& code : codes)
        words << QString::fromStdString(code).remove(QLatin1String("care."));
    return words.join(QLatin1Char(' '));
}

} // namespace

class DecideTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_report_in_every_state_data();
    void every_report_in_every_state();

    void the_same_report_twice_is_once_data() {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("report");
        QTest::newRow("receive") << int(From::Unknown) << "receive";
        QTest::newRow("assign") << int(From::Home) << "assign";
        QTest::newRow("move") << int(From::Home) << "move";
        QTest::newRow("leave") << int(From::Home) << "leave";
        QTest::newRow("come back") << int(From::Out) << "come back";
        QTest::newRow("depart") << int(From::Home) << "depart";
        QTest::newRow("missing") << int(From::Home) << "missing";
        QTest::newRow("found") << int(From::Missing) << "found";
        QTest::newRow("found out") << int(From::Missing) << "found out";
    }
    void the_same_report_twice_is_once() {
        QFETCH(int, state);
        QFETCH(QString, report);
        Register people = from(From(state));
        QCOMPARE(people.submit(by(command(report), "wang")).facts.size(), 1u);
        const State before = people.person();
        const ledger::Decision again = people.submit(by(command(report), "li", "B"));
        QVERIFY(again.facts.empty() && !again.refusal);
        QVERIFY(people.person() == before);
    }

    void a_report_is_never_refused() {
        for (std::uint32_t dice = 0; dice < 60'000; dice += 61) {
            const ledger::Command any = anyCommand(dice);
            for (const From where : {From::Unknown, From::Home, From::Out, From::Missing, From::Gone}) {
                Register people = from(where);
                QVERIFY(!people.submit(any).refusal);
                QCOMPARE(any.nature, ledger::Nature::Report);
            }
        }
    }

    void an_escaped_person_stays_in_the_register_as_unaccounted_for() {
        Register people = from(From::Out);
        people.submit(by(reportMissing(kPerson, "就医途中脱逃", kStart), "wang"));
        QVERIFY(people.person().inRegister());
        QCOMPARE(people.person().kind, std::string("hospital")); // where last seen
        ZoneCounts counts;
        tally(counts, people.person());
        QCOMPARE(counts["Z31"].missing, 1);
        QCOMPARE(counts["Z31"].out, 0);
        QCOMPARE(counts["Z31"].present(), 0);
    }

    void that_somebody_is_missing_needs_no_reason() {
        Register people = from(From::Home);
        QVERIFY(contestedBy(people.submit(by(reportMissing(kPerson, "", kStart), "wang"))).empty());
    }

    void a_movement_without_a_reason_is_contested_and_followed() {
        Register people = from(From::Home);
        const auto decision = people.submit(by(move(kPerson, "F2", "", kStart), "wang"));
        QCOMPARE(contestedBy(decision), Codes{code::kReasonMissing});
        QCOMPARE(people.person().zone, std::string("F2"));
    }

    void a_kind_that_nobody_knows_keeps_the_person_out_but_lets_nobody_depart() {
        Register people = from(From::Home);
        QCOMPARE(contestedBy(people.submit(by(leave(kPerson, "circus", "去", kStart), "wang"))),
                 Codes{code::kKindUnknown});
        QCOMPARE(people.person().where, Where::Out);
        QCOMPARE(contestedBy(people.submit(by(depart(kPerson, "flown", "去", kStart), "wang"))),
                 Codes{code::kMalformed});
        QVERIFY(people.person().inRegister());
    }

    void a_report_under_another_persons_number_moves_nobody() {
        Register people = from(From::Home);
        people.submit(by(receive({"QH26-0002", "Z32", false, {}}, "", kStart), "wang"));
        ledger::Command wrong = by(move("QH26-0002", "F2", "习艺", kStart), "wang");
        wrong.entity = entityOf(kPerson);
        QCOMPARE(contestedBy(people.submit(wrong)), Codes{code::kMalformed});
        QCOMPARE(people.person().zone, std::string("Z31"));
        QCOMPARE(people.person("QH26-0002").zone, std::string("Z32"));
    }

    void a_place_without_a_name_moves_nobody() {
        Register people = from(From::Home);
        for (const std::string& zone : {std::string(), std::string(33, 'Z'), std::string("Z\n1")}) {
            QCOMPARE(contestedBy(people.submit(by(move(kPerson, zone, "习艺", kStart), "wang"))),
                     Codes{code::kMalformed});
            QCOMPARE(people.person().zone, std::string("Z31"));
        }
        Register empty;
        QCOMPARE(contestedBy(empty.submit(by(receive({"no number", "Z31", false, {}}, "", kStart), "wang"))),
                 Codes{code::kMalformed});
        QVERIFY(!empty.person("no number").exists());
        empty.submit(by(receive({kPerson, "Z31", false, std::string(33, 'k')}, "", kStart), "wang"));
        QVERIFY(!empty.person().exists());
    }

    void a_register_can_be_taken_over_while_somebody_is_out() {
        Register people;
        const auto decision =
            people.submit(by(receive({kPerson, "Z50", true, "medical_leave"}, "所外就医", kStart), "wang"));
        QVERIFY(contestedBy(decision).empty());
        QVERIFY(people.person().woman);
        QCOMPARE(placeOf(people.person()), QStringLiteral("Z50/out:medical_leave"));
        QCOMPARE(people.person().last.reason, std::string("所外就医"));
    }

    void a_new_home_takes_along_only_who_is_at_home() {
        Register people = from(From::Guest);
        people.submit(by(assign(kPerson, "Z60", "转入病区", kStart), "wang"));
        QCOMPARE(placeOf(people.person()), QStringLiteral("Z60/Z60")); // no guest any more
        QCOMPARE(people.person().last.kind, std::string(kind::kMoved));
    }

    void every_fact_names_the_range_that_a_headcount_has_read() {
        Register people;
        for (std::uint32_t dice = 0; dice < 60'000; dice += 11)
            people.submit(anyCommand(dice));
        QVERIFY(people.facts.size() > 100);
        for (const ledger::Fact& fact : people.facts)
            QCOMPARE(ledger::field(fact.open, Field::Register).text(), std::string(kRegister));
    }

    void a_person_keeps_the_mode_of_the_first_report() {
        Register people;
        ledger::Command drill = by(receive({kPerson, "Z31", false, {}}, "", kStart), "wang");
        drill.mode = ledger::Mode::Drill;
        people.submit(drill);
        const auto later = people.submit(by(move(kPerson, "F2", "习艺", kStart), "wang"));
        QCOMPARE(later.facts.front().mode, std::optional(ledger::Mode::Drill));
        QCOMPARE(people.person().mode, ledger::Mode::Drill);
    }

    void what_care_does_not_know_is_said_so() {
        ledger::Command unknown;
        unknown.kind = "care.sing";
        QCOMPARE(decide({}, unknown).refusal->code, std::string(code::kUnknownCommand));
    }
};

void DecideTest::every_report_in_every_state_data() {
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("report");
    QTest::addColumn<QString>("contested"); // no fact: it is so already
    QTest::addColumn<QString>("place");
    struct Row {
        From state;
        const char* report;
        const char* contested;
        const char* place;
    };
    const std::vector<Row> rows{
        {From::Unknown, "receive", "", "Z31/Z31"},
        {From::Unknown, "assign", "unknown_person", "unknown"},
        {From::Unknown, "move", "unknown_person", "unknown"},
        {From::Unknown, "leave", "unknown_person", "unknown"},
        {From::Unknown, "come back", "unknown_person", "unknown"},
        {From::Unknown, "depart", "unknown_person", "unknown"},
        {From::Unknown, "missing", "unknown_person", "unknown"},
        {From::Unknown, "found", "unknown_person", "unknown"},
        {From::Home, "receive", "no fact", "Z31/Z31"},
        {From::Home, "receive elsewhere", "already_received", "Z31/Z31"},
        {From::Home, "assign", "", "Z40/Z40"},
        {From::Home, "move", "", "Z31/F2"},
        {From::Home, "leave", "", "Z31/out:court"},
        {From::Home, "come back", "not_out", "Z31/Z31"},
        {From::Home, "depart", "", "gone:transferred"},
        {From::Home, "missing", "", "Z31/missing"},
        {From::Home, "found", "not_missing", "Z31/Z31"},
        {From::Home, "found out", "not_missing", "Z31/out:other"},
        {From::Guest, "receive elsewhere", "already_received", "Z31/Z60"},
        {From::Guest, "assign", "", "Z40/Z60"},
        {From::Guest, "move", "", "Z31/F2"},
        {From::Guest, "leave", "", "Z31/out:court"},
        {From::Guest, "come back", "not_out", "Z31/Z31"},
        {From::Guest, "depart", "", "gone:transferred"},
        {From::Guest, "missing", "", "Z31/missing"},
        {From::Guest, "found", "not_missing", "Z31/Z31"},
        {From::Out, "receive", "no fact", "Z31/out:hospital"},
        {From::Out, "receive elsewhere", "already_received", "Z31/out:hospital"},
        {From::Out, "assign", "", "Z40/out:hospital"},
        {From::Out, "move", "is_out", "Z31/F2"},
        {From::Out, "leave", "already_out", "Z31/out:court"},
        {From::Out, "come back", "", "Z31/Z31"},
        {From::Out, "depart", "", "gone:transferred"},
        {From::Out, "missing", "", "Z31/missing"},
        {From::Out, "found", "not_missing", "Z31/Z31"},
        {From::Missing, "receive elsewhere", "already_received", "Z31/missing"},
        {From::Missing, "assign", "", "Z40/missing"},
        {From::Missing, "move", "is_missing", "Z31/missing"},
        {From::Missing, "leave", "is_missing", "Z31/missing"},
        {From::Missing, "come back", "is_missing", "Z31/missing"},
        {From::Missing, "depart", "is_missing", "Z31/missing"},
        {From::Missing, "missing", "no fact", "Z31/missing"},
        {From::Missing, "found", "", "Z31/Z31"},
        {From::Missing, "found out", "", "Z31/out:other"},
        {From::Gone, "receive", "has_departed", "Z31/Z31"},
        {From::Gone, "assign", "has_departed", "gone:released"},
        {From::Gone, "move", "has_departed", "gone:released"},
        {From::Gone, "leave", "has_departed", "gone:released"},
        {From::Gone, "come back", "has_departed", "gone:released"},
        {From::Gone, "depart", "has_departed", "gone:released"},
        {From::Gone, "missing", "has_departed", "gone:released"},
        {From::Gone, "found", "has_departed", "gone:released"},
    };
    for (const Row& row : rows)
        QTest::addRow("%d %s", int(row.state), row.report)
            << int(row.state) << QString::fromUtf8(row.report) << QString::fromUtf8(row.contested)
            << QString::fromUtf8(row.place);
}

void DecideTest::every_report_in_every_state() {
    QFETCH(int, state);
    QFETCH(QString, report);
    QFETCH(QString, contested);
    QFETCH(QString, place);
    Register people = from(From(state));
    const ledger::Decision decision = people.submit(by(command(report), "li", "B"));
    QVERIFY(!decision.refusal);
    QCOMPARE(joined(contestedBy(decision)), contested);
    QCOMPARE(placeOf(people.person()), place);
}

QTEST_GUILESS_MAIN(DecideTest)
#include "tst_decide.moc"
