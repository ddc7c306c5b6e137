// What stands in the list of what still has to be looked at is said in words, also of the rooms of the duty.
#include "care/care.h"
#include "console/attention_words.h"
#include "console/command_words.h"
#include "duty/duty.h"
#include "fake_desk.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::console;

class TestAttentionWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_act_of_duty_and_care_has_a_word();
    void why_a_report_of_duty_is_contested_is_said_in_words();
    void values_of_duty_are_called_as_people_call_them();
};

void TestAttentionWords::every_act_of_duty_and_care_has_a_word() {
    const FakeDesk desk;
    const attention::Names names = attentionNames(desk);
    for (const char* command :
         {"duty.take_post", "duty.leave_post", "duty.log_line", "duty.correct_line", "duty.begin_round",
          "duty.visit_stop", "duty.end_round", "care.receive", "care.assign", "care.move", "care.leave",
          "care.come_back", "care.depart", "care.report_missing", "care.report_found"}) {
        QVERIFY2(!commandWord(command).contains(QLatin1Char('.')), command);
        QVERIFY2(!names.act(std::string(command) + ".contested").contains(QLatin1Char('.')), command);
    }
    for (const char* fact : {duty::kind::kPostTaken, duty::kind::kPostLeft, duty::kind::kLineLogged,
                             duty::kind::kLineCorrected, duty::kind::kRoundBegun, duty::kind::kStopVisited,
                             duty::kind::kRoundEnded, care::kind::kMoved, care::kind::kMissed})
        QVERIFY2(!names.act(fact).contains(QLatin1Char('.')), fact);
}

void TestAttentionWords::why_a_report_of_duty_is_contested_is_said_in_words() {
    const FakeDesk desk;
    const attention::Names names = attentionNames(desk);
    for (const char* code : {duty::code::kTooLongOnPost, duty::code::kStopsLeftOut, duty::code::kAtTwoSeats,
                             care::code::kUnknownPerson, care::code::kIsMissing})
        QVERIFY2(!names.refusal(code).contains(QLatin1Char('.')), code);
    QCOMPARE(names.refusal(duty::code::kTooLongOnPost), refusalWord(duty::code::kTooLongOnPost));
}

void TestAttentionWords::values_of_duty_are_called_as_people_call_them() {
    const FakeDesk desk;
    const attention::Names names = attentionNames(desk);
    const auto value = [&](duty::Field field, const ledger::Value& of) {
        return names.value("duty.post_left", static_cast<std::int64_t>(field), of);
    };
    QCOMPARE(value(duty::Field::Post, ledger::Value("P-CC-1")), QStringLiteral("指挥中心一席"));
    QCOMPARE(value(duty::Field::Account, ledger::Value("wang")), QStringLiteral("wang")); // nobody knows him
    QCOMPARE(value(duty::Field::Pattern, ledger::Value("brigade")), QStringLiteral("大队24小时班"));
    QVERIFY(!value(duty::Field::Start, ledger::Value(desk.clock().utc())).isEmpty());
    QCOMPARE(names.field("duty.post_left", static_cast<std::int64_t>(duty::Field::Relieved)),
             QStringLiteral("接岗人"));
}

QTEST_MAIN(TestAttentionWords)
#include "tst_attention_words.moc"
