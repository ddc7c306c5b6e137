// Every code of duty has a word for people.
#include "duty/ui/words.h"
#include "ui_desk.h"

using namespace shouwang;
using namespace shouwang::duty;
using namespace shouwang::duty::test;

namespace {

bool isWord(const QString& word, std::string_view code) {
    return !word.isEmpty() && word != QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size()));
}

} // namespace

class WordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_code_has_a_word() {
        for (const std::string_view code : equipmentKinds())
            QVERIFY(isWord(equipmentWord(code), code));
        for (const std::string_view code : lineKinds())
            QVERIFY(isWord(lineKindWord(code), code));
        for (const std::string_view code : findingKinds())
            QVERIFY(isWord(findingWord(code), code));
        for (const Pattern& pattern : standardPatterns())
            QVERIFY(isWord(patternWord(pattern.id), pattern.id));
        for (const char* kind : {kind::kPostTaken, kind::kPostLeft, kind::kLineLogged, kind::kLineCorrected,
                                 kind::kRoundBegun, kind::kStopVisited, kind::kRoundEnded})
            QVERIFY(isWord(actWord(kind), kind));
        for (int field = 1; field <= static_cast<int>(Field::Relieved); ++field)
            QVERIFY(!fieldWord(static_cast<Field>(field)).isEmpty());
    }

    void every_reason_of_a_contested_report_has_a_word() {
        for (const char* code :
             {code::kUnknownCommand,   code::kMalformed,    code::kPostMissing,      code::kAccountMissing,
              code::kOtherShift,       code::kAtTwoSeats,   code::kNotOnPost,        code::kTooLongOnPost,
              code::kEquipmentUnknown, code::kTextMissing,  code::kReasonMissing,    code::kKindUnknown,
              code::kLineExists,       code::kUnknownLine,  code::kAlreadyCorrected, code::kRoundExists,
              code::kUnknownRound,     code::kStopsMissing, code::kUnknownStop,      code::kOutcomeUnknown,
              code::kAfterEnd,         code::kAlreadyEnded, code::kStopsLeftOut})
            QVERIFY2(isWord(refusalWord(code), code), code);
        QVERIFY(!refusalWord("people.not_allowed").contains(QStringLiteral("people.")));
    }

    void a_code_of_a_newer_version_is_shown_as_it_is() {
        QCOMPARE(lineKindWord("of_tomorrow"), QStringLiteral("of_tomorrow"));
        QCOMPARE(refusalWord("duty.of_tomorrow"), QStringLiteral("duty.of_tomorrow"));
    }

    void values_are_read_as_people_say_them() {
        QCOMPARE(valueWord(Field::Kind, ledger::Value("fault")), QStringLiteral("故障"));
        QCOMPARE(valueWord(Field::Kind, ledger::Value("door")), QStringLiteral("门禁"));
        QCOMPARE(valueWord(Field::Outcome, ledger::Value(std::int64_t{1})), QStringLiteral("正常"));
        QCOMPARE(valueWord(Field::Stop, ledger::Value(std::int64_t{2})), QStringLiteral("第 3 个"));
        QCOMPARE(valueWord(Field::LeftOut, ledger::Value(ledger::Array{1, 2})), QStringLiteral("2 个点位"));
        QVERIFY(valueWord(Field::Text, ledger::Value("x")).isEmpty());
    }
};

QTEST_MAIN(WordsTest)
#include "tst_words.moc"
