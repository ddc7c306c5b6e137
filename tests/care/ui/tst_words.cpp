#include "care/ui/words.h"

#include <QSet>
#include <QTest>

using namespace shouwang;
using namespace shouwang::care;

namespace {

QString fromUtf8(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

class WordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_code_has_a_word_of_its_own() {
        const std::vector<std::string_view> codes{
            code::kUnknownCommand, code::kMalformed,  code::kUnknownPerson, code::kAlreadyReceived,
            code::kHasDeparted,    code::kIsOut,      code::kAlreadyOut,    code::kNotOut,
            code::kIsMissing,      code::kNotMissing, code::kKindUnknown,   code::kReasonMissing};
        QSet<QString> words;
        for (const std::string_view code : codes) {
            QVERIFY2(refusalWord(code) != fromUtf8(code), code.data());
            words.insert(refusalWord(code));
        }
        QCOMPARE(static_cast<std::size_t>(words.size()), codes.size());
    }

    void every_fact_and_every_kind_of_being_out_has_a_word() {
        for (const std::string_view fact : {kind::kReceived, kind::kAssigned, kind::kMoved, kind::kLeft,
                                            kind::kCameBack, kind::kDeparted, kind::kMissed, kind::kFound})
            QVERIFY2(actWord(fact) != fromUtf8(fact), fact.data());
        for (const auto kinds : {outKinds(), departureKinds()}) {
            for (const std::string_view kind : kinds)
                QVERIFY2(kindWord(kind) != fromUtf8(kind), kind.data());
        }
    }

    void what_a_newer_version_says_is_shown_as_it_is() {
        QCOMPARE(kindWord("excursion"), QStringLiteral("excursion"));
        QCOMPARE(refusalWord("care.new_rule"), QStringLiteral("care.new_rule"));
        QCOMPARE(actWord("care.sung_about"), QStringLiteral("care.sung_about"));
        QVERIFY(fieldWord(static_cast<Field>(99)).isEmpty());
    }

    void values_are_called_as_people_call_them() {
        QCOMPARE(valueWord(Field::Kind, "court"), QStringLiteral("出庭"));
        QCOMPARE(valueWord(Field::Woman, 1), QStringLiteral("是"));
        QVERIFY(valueWord(Field::Number, "QH26-0001").isEmpty()); // as it is
        QVERIFY(whereWord(Where::Missing) != whereWord(Where::Out));
    }
};

QTEST_MAIN(WordsTest)
#include "tst_words.moc"
