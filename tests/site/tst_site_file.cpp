#include "faults.h"

#include "base/file.h"
#include "site/json_tree.h"

#include <QTemporaryDir>
#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::site;

namespace {

std::vector<SiteProblem> check(const std::string& text) {
    return checkSite(view(text));
}

QByteArray shown(const std::vector<SiteProblem>& problems) {
    QByteArray out;
    for (const SiteProblem& problem : problems) {
        out += QByteArray::fromStdString(problem.code + " " + problem.pointer + " " +
                                         describe(problem, "site.json") + "\n");
    }
    return out;
}

} // namespace

class TestSiteFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_sample_is_accepted() { QCOMPARE(shown(check(faults::sampleText())), QByteArray()); }

    void a_fault_is_refused_with_line_and_code_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < faults::all().size(); ++i) {
            QTest::newRow(faults::all()[i].name) << static_cast<int>(i);
        }
    }
    void a_fault_is_refused_with_line_and_code() {
        QFETCH(int, index);
        const faults::Fault& fault = faults::all()[static_cast<std::size_t>(index)];
        const std::string text = faults::broken(fault);
        QVERIFY2(!text.empty(), "the sample no longer holds what this row changes");
        const auto problems = check(text);
        const auto isIt = [&](const SiteProblem& problem) {
            return problem.code == fault.code && problem.line == faults::lineOf(fault);
        };
        QVERIFY2(std::any_of(problems.begin(), problems.end(), isIt), shown(problems).constData());
        QVERIFY(!parseSite(view(text), "site.json"));
    }

    void the_refusal_names_file_line_and_reason() {
        std::string text = faults::sampleText();
        const std::string first = "\"id\":\"Z10-1F-门厅-B01\"";
        const auto lineAt = [&](std::size_t at) {
            return std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
        };
        const auto firstLine = lineAt(text.find(first));
        const std::string second = "\"id\":\"Z10-1F-走廊东-B02\"";
        const auto secondLine = lineAt(text.find(second));
        text.replace(text.find(second), second.size(), first);
        const auto site = parseSite(view(text), "site.json");
        QVERIFY(!site);
        QCOMPARE(site.error().next, Next::Refused);
        const QString wanted =
            QStringLiteral("site.json:%1: camera 'Z10-1F-门厅-B01' is named twice (first on line %2)");
        const QString message = QString::fromStdString(site.error().text);
        QVERIFY2(message.contains(wanted.arg(secondLine).arg(firstLine)), site.error().text.c_str());
    }

    void the_nearest_known_key_is_offered() {
        std::string text = faults::sampleText();
        const std::string key = "\"bearing_deg\"";
        text.replace(text.find(key), key.size(), "\"baering_deg\"");
        const auto problems = check(text);
        QCOMPARE(problems.size(), std::size_t{1});
        QCOMPARE(problems[0].pointer, std::string("/cameras/0/baering_deg"));
        QCOMPARE(problems[0].text, std::string("unknown key \"baering_deg\", did you mean \"bearing_deg\"?"));
    }

    void twenty_problems_are_listed_and_the_rest_counted() {
        std::string text = faults::sampleText();
        for (std::size_t at = 0; (at = text.find("\"P0\"", at)) != text.npos;)
            text.replace(at, 4, "\"P9\"");
        QCOMPARE(check(text).size(), kProblemLimit);
        const auto site = parseSite(view(text), "site.json");
        QVERIFY(!site);
        QVERIFY(site.error().text.find(" more") != std::string::npos);
        QCOMPARE(std::count(site.error().text.begin(), site.error().text.end(), '\n'), 20);
    }

    void a_password_in_an_address_is_never_repeated() {
        std::string text = faults::sampleText();
        const std::string host = "rtsp://127";
        text.replace(text.find(host), host.size(), "rtsp://admin:hunter2@127");
        const auto site = parseSite(view(text), "site.json");
        QVERIFY(!site);
        QVERIFY(site.error().text.find("hunter2") == std::string::npos);
    }

    void rubbish_is_refused_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<int>("line");
        QTest::newRow("nothing") << QByteArray() << QByteArray("syntax") << 1;
        QTest::newRow("not json") << QByteArray("\n\nhello") << QByteArray("syntax") << 3;
        QTest::newRow("a list") << QByteArray("[]") << QByteArray("wrong_type") << 1;
        QTest::newRow("cut off") << QByteArray("{\n\"format\":") << QByteArray("syntax") << 2;
        QTest::newRow("latin-1") << QByteArray("{\n\"name\": \"Caf\xe9\"}") << QByteArray("utf8") << 2;
        QTest::newRow("overlong") << QByteArray("{\"a\": \"\xc0\xaf\"}") << QByteArray("utf8") << 1;
        QTest::newRow("surrogate") << QByteArray("{\"a\": \"\xed\xa0\x80\"}") << QByteArray("utf8") << 1;
        QTest::newRow("deep") << QByteArray("[").repeated(100'000) << QByteArray("too_deep") << 1;
        QTest::newRow("many") << "[" + QByteArray("0,").repeated(450'000) + "0]"
                              << QByteArray("too_many_values") << 1;
        QTest::newRow("number too large")
            << QByteArray("{\n\n\"version\": 1e999}") << QByteArray("syntax") << 3;
        QTest::newRow("too large") << QByteArray(static_cast<int>(kSiteFileLimit) + 1, ' ')
                                   << QByteArray("too_large") << 0;
    }
    void rubbish_is_refused() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        QFETCH(int, line);
        const auto problems = check(text.toStdString());
        QVERIFY(!problems.empty());
        QCOMPARE(QByteArray::fromStdString(problems[0].code), code);
        QCOMPARE(static_cast<int>(problems[0].line), line);
    }

    void the_line_of_a_number_before_a_line_break_is_its_own() {
        const auto tree = parseJson(view("{\n\"a\": 1\n,\"b\": [\n2\n]}"));
        QVERIFY(tree.has_value());
        QCOMPARE(lineOf(*tree, "/a"), std::size_t{2});
        QCOMPARE(lineOf(*tree, "/b"), std::size_t{3});
        QCOMPARE(lineOf(*tree, "/b/0"), std::size_t{4});
        QCOMPARE(lineOf(*tree, "/b/7"), std::size_t{3});
    }

    void what_is_written_is_read_back_the_same() {
        const bool right = rc::check("write, read, write", [] {
            SampleOptions options;
            options.seed = *rc::gen::arbitrary<std::uint64_t>();
            options.streamingCameras = *rc::gen::inRange(0, 220);
            const auto text = writeSite(sampleSite(options));
            RC_ASSERT(text.has_value());
            const auto site = parseSite(view(*text), "site.json");
            RC_ASSERT(site.has_value());
            RC_ASSERT(site->content_hash == sha256(view(*text)));
            const auto again = writeSite(*site);
            RC_ASSERT(again.has_value());
            RC_ASSERT(*again == *text);
        });
        QVERIFY(right);
    }

    void changed_bytes_never_crash_the_reader() {
        const bool right = rc::check("any bytes changed", [] {
            std::string text = faults::sampleText();
            const auto changes = *rc::gen::container<std::vector<std::pair<std::size_t, char>>>(
                3, rc::gen::pair(rc::gen::inRange<std::size_t>(0, text.size()), rc::gen::arbitrary<char>()));
            for (const auto& [at, c] : changes)
                text[at] = c;
            const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
            for (const SiteProblem& problem : check(text)) {
                RC_ASSERT(problem.line <= lines);
                RC_ASSERT(!problem.text.empty());
            }
        });
        QVERIFY(right);
    }

    void a_text_that_is_not_utf8_is_not_written() {
        Site site;
        site.name = "\xff";
        QVERIFY(!writeSite(site));
    }

    void the_example_beside_the_schema_is_accepted() {
        const auto site = readSite(SHOUWANG_RESOURCES "/site/example.json");
        QVERIFY2(site.has_value(), site ? "" : site.error().text.c_str());
        QCOMPARE(site->cameras.size(), std::size_t{2});
    }

    void a_site_file_that_names_a_camera_twice_is_refused_as_the_manual_says() {
        const auto site = readSite(SHOUWANG_TEST_DATA "/site/camera_twice.json");
        QVERIFY(!site);
        QVERIFY2(
            site.error().text.starts_with("camera_twice.json:17: camera 'Z31-2F-走廊北-B03' is named twice "
                                          "(first on line 16)"),
            site.error().text.c_str());
    }

    void a_file_is_read_with_its_name_in_the_refusal() {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath(QStringLiteral("own.json")).toStdString();
        QVERIFY(!readSite(path));
        QVERIFY(writeFileWhole(path, view("{\n}")).has_value());
        const auto site = readSite(path);
        QVERIFY(!site);
        QVERIFY(site.error().text.starts_with("own.json:1: "));
        QVERIFY(writeFileWhole(path, view(faults::sampleText())).has_value());
        QVERIFY(readSite(path).has_value());
    }
};

QTEST_GUILESS_MAIN(TestSiteFile)
#include "tst_site_file.moc"
