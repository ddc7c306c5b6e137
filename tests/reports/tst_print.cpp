// What a print leaves in the ledger: who, what, why and the hash (G2), and a second person for pictures
// (G21).
#include "../people/fake_keys.h"
#include "reports/journal.h"
#include "reports/print.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::reports;

namespace {

constexpr Micros kNow = 1'790'000'000'000'000;

Print printOf(std::int64_t pictures = 0) {
    Print print{"incident",
                Id::fromParts({"incident"}),
                "20261121-A-003",
                "report_up",
                "报省局",
                "incident.pdf",
                sha256(view("pdf")),
                4711};
    print.pictures = pictures;
    return print;
}

ledger::Command reportOf(const Print& print) {
    ledger::Command command = recordPrint(print, kNow);
    command.actor = "wang";
    command.seat = Id::fromParts({"seat", "A"});
    return command;
}

ledger::Command withSecond(ledger::Command command, const std::string& account, bool auxiliary = false) {
    addSecond(command,
              people::test::fakeProof(account, printAct(command), people::Role::Operator, auxiliary));
    return command;
}

std::vector<std::string> contested(const ledger::Command& command) {
    return decidePrint(command, people::test::fakeCheck()).facts.front().contested;
}

using Codes = std::vector<std::string>;

} // namespace

class TestPrint : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_print_is_a_fact_with_reason_content_and_hash_G2();
    void a_print_without_a_reason_is_contested_and_kept_G2();
    void other_reasons_need_words();
    void pictures_without_a_second_person_are_contested_G21();
    void one_person_is_not_two_G21();
    void an_auxiliary_signs_for_no_pictures_G17();
    void a_signature_under_another_file_does_not_hold_G21();
    void a_print_without_a_hash_is_contested();
    void the_journal_shows_the_print_in_the_zone_of_what_was_printed();
};

void TestPrint::a_print_is_a_fact_with_reason_content_and_hash_G2() {
    const ledger::Command command = reportOf(printOf());
    const auto decision = decidePrint(command, {});
    QCOMPARE(decision.facts.size(), std::size_t{1});
    QCOMPARE(decision.facts.front().contested, Codes());
    ledger::Fact fact = ledger::factFrom(command, decision.facts.front());
    QCOMPARE(fact.kind, std::string(kPrinted));
    QCOMPARE(fact.actor, std::string("wang"));
    QVERIFY(printFrom(fact) == printOf());
}

void TestPrint::a_print_without_a_reason_is_contested_and_kept_G2() {
    Print print = printOf();
    print.ground.clear();
    QCOMPARE(contested(reportOf(print)), Codes{code::kReasonMissing});
    print.ground = "because";
    QCOMPARE(contested(reportOf(print)), Codes{code::kReasonMissing});
}

void TestPrint::other_reasons_need_words() {
    QVERIFY(isReason("archive", ""));
    QVERIFY(!isReason(kOtherGround, ""));
    QVERIFY(isReason(kOtherGround, "督察调阅"));
}

void TestPrint::pictures_without_a_second_person_are_contested_G21() {
    QCOMPARE(contested(reportOf(printOf(2))), Codes{code::kSecondMissing});
    QCOMPARE(contested(withSecond(reportOf(printOf(2)), "li")), Codes());
}

void TestPrint::one_person_is_not_two_G21() {
    QCOMPARE(contested(withSecond(reportOf(printOf(2)), "wang")), Codes{code::kSecondSame});
}

void TestPrint::an_auxiliary_signs_for_no_pictures_G17() {
    QCOMPARE(contested(withSecond(reportOf(printOf(2)), "li", true)), Codes{code::kSecondNotAllowed});
}

void TestPrint::a_signature_under_another_file_does_not_hold_G21() {
    ledger::Command command = withSecond(reportOf(printOf(2)), "li");
    command.open.insert_or_assign(static_cast<std::int64_t>(Field::Sha256),
                                  ledger::Value(sha256(view("another pdf"))));
    QCOMPARE(contested(command), Codes{code::kSecondUnproved});
}

void TestPrint::a_print_without_a_hash_is_contested() {
    ledger::Command command = reportOf(printOf());
    command.open.erase(static_cast<std::int64_t>(Field::Sha256));
    QCOMPARE(contested(command), Codes{code::kMalformed});
}

void TestPrint::the_journal_shows_the_print_in_the_zone_of_what_was_printed() {
    const ledger::Command command = reportOf(printOf());
    const ledger::Fact fact = ledger::factFrom(command, decidePrint(command, {}).facts.front());
    const auto subjects = subjectsOf(fact);
    QCOMPARE(subjects.size(), std::size_t{1});
    QCOMPARE(subjects.front(), printOf().of);
    QCOMPARE(lineOf(fact).reason, std::string("报省局"));
}

QTEST_APPLESS_MAIN(TestPrint)
#include "tst_print.moc"
