// The lines between desk and wall: what is said is what is heard, and nonsense is refused with the place of
// the fault.
#include "wall/base64.h"
#include "wall_generators.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::wall;

namespace {

QString refusal(std::string_view line) {
    const auto order = parseOrder(line);
    return order ? QStringLiteral("accepted") : QString::fromStdString(order.error().text);
}

} // namespace

class TestProtocol : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void every_order_survives_the_line() {
        QVERIFY(rc::check([] {
            const Order order = someOrder();
            const auto line = serialise(order);
            RC_ASSERT(line.has_value());
            RC_ASSERT(line->find('\n') == std::string::npos);
            const auto read = parseOrder(*line);
            RC_ASSERT(read.has_value());
            RC_ASSERT(*read == order);
        }));
    }

    void every_report_survives_the_line() {
        QVERIFY(rc::check([] {
            const Report report = someReport();
            const auto line = serialise(report);
            RC_ASSERT(line.has_value());
            const auto read = parseReport(*line);
            RC_ASSERT(read.has_value());
            RC_ASSERT(*read == report);
        }));
    }

    void random_bytes_are_refused_and_harm_nothing() {
        QVERIFY(rc::check([] {
            const auto bytes = *rc::gen::arbitrary<std::string>();
            RC_ASSERT(!parseOrder(bytes).has_value());
            RC_ASSERT(!parseReport(bytes).has_value());
        }));
    }

    void a_line_with_one_changed_byte_is_refused_or_means_something_valid() {
        QVERIFY(rc::check([] {
            std::string line = *serialise(someOrder());
            const auto at = *rc::gen::inRange<std::size_t>(0, line.size());
            line[at] = *rc::gen::arbitrary<char>();
            const auto read = parseOrder(line);
            if (read) RC_ASSERT(serialise(*read).has_value());
        }));
    }

    void a_cut_line_is_refused() {
        QVERIFY(rc::check([] {
            const std::string line = *serialise(someOrder());
            RC_ASSERT(
                !parseOrder(line.substr(0, *rc::gen::inRange<std::size_t>(0, line.size()))).has_value());
        }));
    }

    void the_refusal_says_where_the_fault_is_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("text");
        const auto row = [](const char* name, const char* line, const char* text) {
            QTest::newRow(name) << QByteArray(line) << QString::fromLatin1(text);
        };
        row("no object", "[]", "not a JSON object");
        row("no type", "{}", "without a 'type'");
        row("unknown word", R"({"type":"dance"})", "'dance': nobody knows this word");
        row("missing", R"({"type":"scene"})", "scene.scene: is missing");
        row("wrong type", R"({"type":"scene","scene":7})", "scene.scene: not a text");
        row("unknown field", R"({"type":"scene","scene":"a","x":1})", "scene: a field that nobody knows");
        row("empty", R"({"type":"scene","scene":""})", "scene.scene: empty");
        row("in a list", R"({"type":"pin","id":"a","cameras":["a",2],"from":0,"until":1,"folder":"/"})",
            "pin.cameras[1]: not a text");
        row("window", R"({"type":"pin","id":"a","cameras":["a"],"from":5,"until":5,"folder":"/"})",
            "pin.until: not after from");
        row("folder", R"({"type":"pin","id":"a","cameras":["a"],"from":5,"until":6,"folder":"x"})",
            "pin.folder: not absolute");
        row("negative", R"({"type":"look_back","camera":"a","seconds":-1})",
            "look_back.seconds: not a whole number from 0");
        row("large", R"({"type":"look_back","camera":"a","seconds":99999999999})",
            "look_back.seconds: too large");
        row("alarm area", R"({"type":"arrange","division":"9","cameras":[],"alarm_area":"left"})",
            "arrange.alarm_area: neither right nor screen");
        row("base64", R"({"type":"site","file_name":"a","bytes":"????"})", "site.bytes: not a base64 digit");
    }
    void the_refusal_says_where_the_fault_is() {
        QFETCH(QByteArray, line);
        QFETCH(QString, text);
        QCOMPARE(refusal({line.data(), static_cast<std::size_t>(line.size())}), text);
    }

    void a_line_of_more_than_eight_mebibytes_is_neither_written_nor_read() {
        const SetSite site{"a.json", Bytes(7U << 20, 'x')};
        QVERIFY(!serialise(Order(site)).has_value());
        QVERIFY(!parseOrder(std::string(kLineLimit + 1, ' ')).has_value());
    }

    void deep_nesting_is_refused() {
        QVERIFY(!parseOrder(std::string(200000, '[')).has_value());
        QVERIFY(!parseOrder("{\"type\":\"scene\",\"scene\":" + std::string(100000, '[') +
                            std::string(100000, ']') + "}")
                     .has_value());
    }

    void text_that_is_no_utf8_is_not_sent() { QVERIFY(!serialise(Order(SetScene{"\xff\xfe"})).has_value()); }

    void base64_comes_back_and_is_strict() {
        QVERIFY(rc::check([] {
            const auto bytes = *rc::gen::arbitrary<Bytes>();
            const auto read = fromBase64(toBase64(bytes));
            RC_ASSERT(read.has_value());
            RC_ASSERT(*read == bytes);
        }));
        QCOMPARE(toBase64(view("foob")), std::string("Zm9vYg=="));
        for (const char* bad : {"Zg", "Zg=", "Z===", "====", "Zh==", "Zm9=", "Zg==Zg==", "Zm 9"})
            QVERIFY2(!fromBase64(bad).has_value(), bad);
    }
};

QTEST_GUILESS_MAIN(TestProtocol)
#include "tst_protocol.moc"
