#include "care/sample.h"
#include "site/sample.h"

#include <QTest>
#include <algorithm>
#include <map>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::care;

namespace {

const std::string kHead = "number,zone,woman,status,reason\n";

const site::Site& facility() {
    static const site::Site site = site::sampleSite();
    return site;
}

Result<std::vector<PersonRow>> parsed(const std::string& text) {
    return parsePersons(view(text), "p.csv", facility());
}

QString problemOf(const std::string& text) {
    const auto rows = parsed(text);
    return rows ? QStringLiteral("none") : QString::fromStdString(rows.error().text);
}

} // namespace

class PersonFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_is_written_is_read_back() {
        const std::vector<PersonRow> rows = samplePersons();
        const auto back = parsed(samplePersonFile());
        QVERIFY2(back.has_value(), back ? "" : back.error().text.c_str());
        QVERIFY(*back == rows);
    }

    void the_sample_is_the_facility_of_the_book() {
        const std::vector<PersonRow> rows = samplePersons();
        QCOMPARE(rows.size(), 1500u);
        QCOMPARE(rows.front().person.number, std::string("QH26-0001"));
        QCOMPARE(rows.back().person.number, std::string("QH26-1500"));
        std::map<std::string, int> zones;
        for (const PersonRow& row : rows) {
            ++zones[row.person.zone];
            QCOMPARE(row.person.woman, row.person.zone == "Z50");
        }
        const std::map<std::string, int> wanted{{"Z10", 120}, {"Z20", 200}, {"Z31", 185},
                                                {"Z32", 185}, {"Z33", 185}, {"Z34", 185},
                                                {"Z40", 130}, {"Z50", 160}, {"Z60", 150}};
        QVERIFY(zones == wanted);
        for (const auto& [code, persons] : zones)
            QVERIFY(persons <= facility().zone(code)->capacity);
        const auto isOut = [](const PersonRow& row) { return !row.person.out.empty(); };
        QCOMPARE(std::ranges::count_if(rows, isOut), 60); // four of a hundred
    }

    void the_same_seed_gives_the_same_persons_and_another_one_others() {
        QVERIFY(samplePersons({7, 300}) == samplePersons({7, 300}));
        QVERIFY(samplePersons({7, 300}) != samplePersons({8, 300}));
        QVERIFY(QByteArray::fromStdString(samplePersonFile()).contains("合成数据"));
    }

    void any_number_of_sample_persons_can_be_imported() {
        for (const int count : {1, 24, 25, 999, 9999}) {
            const auto rows = parsed(samplePersonFile({1, count}));
            QVERIFY2(rows.has_value(), rows ? "" : rows.error().text.c_str());
            QCOMPARE(rows->size(), static_cast<std::size_t>(count));
        }
    }

    void remarks_empty_lines_line_ends_and_a_byte_order_mark_are_passed_over() {
        const auto rows = parsed("\xef\xbb\xbf# 合成数据\r\n\r\n" + kHead + "QH26-0001,Z31,0,in,\r\n#\n");
        QVERIFY(rows.has_value());
        QCOMPARE(rows->size(), 1u);
        QVERIFY(rows->front().reason.empty());
    }

    void the_reason_is_the_rest_of_the_line() {
        const auto rows = parsed(kHead + "QH26-0001,Z50,1,court,出庭, 两日");
        QVERIFY(rows.has_value());
        QVERIFY((rows->front() == PersonRow{{"QH26-0001", "Z50", true, "court"}, "出庭, 两日"}));
    }

    void a_wrong_file_is_refused_with_file_line_and_reason_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char* name, const std::string& lines, const char* problem) {
            QTest::newRow(name) << QByteArray::fromStdString(kHead + lines) << QString::fromUtf8(problem);
        };
        QTest::newRow("empty") << QByteArray() << "p.csv:1: there is no person in this file";
        QTest::newRow("no header") << QByteArray("QH26-0001,Z31,0,in,\n")
                                   << "p.csv:1: the first line must be 'number,zone,woman,status,reason'";
        row("header only", "", "p.csv:1: there is no person in this file");
        row("too few fields", "QH26-0001,Z31,0,in", "p.csv:2: five fields are wanted: ");
        row("no number", ",Z31,0,in,", "p.csv:2: '' is not a number of a person");
        row("a name", "张三,Z31,0,in,", "p.csv:2: '张三' is not a number of a person");
        row("unknown zone", "QH26-0001,Z99,0,in,", "p.csv:2: the site has no zone 'Z99'");
        row("twice", "QH26-0001,Z31,0,in,\nQH26-0001,Z32,0,in,", "p.csv:3: QH26-0001 stands here twice");
        row("flag", "QH26-0001,Z31,no,in,", "p.csv:2: woman is 0 or 1, not 'no'");
        row("status", "QH26-0001,Z31,0,away,", "p.csv:2: status is in or one of hospital, ");
        row("a man in a women's zone", "QH26-0001,Z50,0,in,", "p.csv:2: Z50 is a women's zone");
        row("a woman among men", "QH26-0001,Z31,1,in,", "p.csv:2: Z31 is not a women's zone");
        row("not UTF-8", "QH26-0001,Z31,0,in,\xb3\xf6", "p.csv:2: this is not UTF-8");
        row("control character", "QH26-0001,Z31,0,in,a\tb", "p.csv:2: the reason is longer than");
        row("long reason", "QH26-0001,Z31,0,in," + std::string(201, 'x'), "p.csv:2: the reason is longer");
    }
    void a_wrong_file_is_refused_with_file_line_and_reason() {
        QFETCH(QByteArray, text);
        QFETCH(QString, problem);
        const QString said = problemOf(text.toStdString());
        QVERIFY2(said.startsWith(problem), qPrintable(said));
    }

    void twenty_problems_are_told_and_the_rest_is_counted() {
        std::string lines = kHead;
        for (int i = 0; i < 30; ++i)
            lines += "nothing\n";
        const QString said = problemOf(lines);
        QCOMPARE(said.count(QLatin1Char('\n')), 20);
        QVERIFY2(said.endsWith(QLatin1String("and 10 more")), qPrintable(said));
    }

    void too_large_a_file_is_refused_before_it_is_read() {
        const std::string large = kHead + std::string(10 << 20, 'x');
        QVERIFY(problemOf(large).startsWith(QLatin1String("p.csv: larger than")));
        QVERIFY(problemOf(samplePersonFile({1, 9999}) +
                          [] {
                              std::string more;
                              for (int i = 0; i < 2; ++i)
                                  more += "OTHER-" + std::to_string(i) + ",Z31,0,in,\n";
                              return more;
                          }())
                    .contains(QLatin1String("more than 10000 persons")));
    }

    void no_bytes_break_the_reader() {
        QVERIFY(rc::check("bytes", [](const std::string& noise) {
            const auto rows = parsed(kHead + "QH26-0001,Z31,0,in,\n" + noise);
            RC_ASSERT(rows.has_value() || !rows.error().text.empty());
        }));
    }
};

QTEST_GUILESS_MAIN(PersonFileTest)
#include "tst_person_file.moc"
