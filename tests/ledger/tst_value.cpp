#include "ledger/fact.h"

#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::ledger;

namespace {

rc::Gen<Value> anyValue(int depth) {
    auto integer = rc::gen::map(rc::gen::arbitrary<std::int64_t>(), [](std::int64_t n) { return Value(n); });
    auto text = rc::gen::map(rc::gen::container<std::string>(rc::gen::inRange<char>(0, 127)),
                             [](std::string t) { return Value(std::move(t)); });
    auto bytes = rc::gen::map(rc::gen::arbitrary<Bytes>(), [](Bytes b) { return Value(std::move(b)); });
    if (depth == 0) return rc::gen::oneOf(integer, text, bytes);
    auto array = rc::gen::map(rc::gen::container<Array>(anyValue(depth - 1)),
                              [](Array a) { return Value(std::move(a)); });
    auto map = rc::gen::map(rc::gen::container<Map>(rc::gen::arbitrary<std::int64_t>(), anyValue(depth - 1)),
                            [](Map m) { return Value(std::move(m)); });
    return rc::gen::oneOf(integer, text, bytes, array, map);
}

void isRefused(std::string_view hex) {
    QVERIFY2(!decode(fromHex(hex).value()), std::string(hex).c_str());
}

} // namespace

class ValueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void published_examples_of_rfc8949_are_met() {
        QCOMPARE(toHex(encode(Value(23))), std::string("17"));
        QCOMPARE(toHex(encode(Value(24))), std::string("1818"));
        QCOMPARE(toHex(encode(Value(1000000))), std::string("1a000f4240"));
        QCOMPARE(toHex(encode(Value(std::int64_t{1000000000000}))), std::string("1b000000e8d4a51000"));
        QCOMPARE(toHex(encode(Value(-100))), std::string("3863"));
        QCOMPARE(toHex(encode(Value("水"))), std::string("63e6b0b4"));
        QCOMPARE(toHex(encode(Value(Map{{1, Value(2)}, {3, Value(4)}}))), std::string("a201020304"));
        QCOMPARE(toHex(encode(Value(Map{{-1, Value(0)}, {10, Value(0)}}))), std::string("a20a002000"));
    }

    void every_value_is_read_back() {
        QVERIFY(rc::check([] {
            const Value value = *anyValue(3);
            RC_ASSERT(decode(encode(value)).value() == value);
        }));
    }

    void whatever_is_accepted_has_exactly_one_spelling() {
        QVERIFY(rc::check([] {
            const auto bytes = *rc::gen::arbitrary<Bytes>();
            if (const auto value = decode(bytes)) RC_ASSERT(encode(*value) == bytes);
        }));
    }

    void other_spellings_are_refused() {
        isRefused("1817");               // 23 in two bytes
        isRefused("190018");             // 24 in three bytes
        isRefused("a2030401");           // ends too early
        isRefused("a203040102");         // keys descend
        isRefused("a201020102");         // a key twice
        isRefused("9f01ff");             // indefinite length
        isRefused("f5");                 // true: integers only
        isRefused("fb3ff0000000000000"); // a float
        isRefused("0000");               // bytes behind the value
        isRefused("62c328");             // not UTF-8
        isRefused("63eda080");           // a surrogate
        isRefused("62c080");             // overlong
        isRefused("1bffffffffffffffff"); // out of range
        isRefused("5b7fffffffffffffff"); // longer than everything
        isRefused("9b7fffffffffffffff");
    }

    void deep_nesting_is_refused() {
        for (const std::uint8_t opener :
             {std::uint8_t{0x81}, std::uint8_t{0xa1}}) { // in items, and in map keys
            Bytes bytes(200'000, opener);
            bytes.push_back(0);
            QVERIFY(!decode(bytes));
        }
    }

    void another_kind_reads_as_empty() {
        const Value value(5);
        QVERIFY(value.text().empty());
        QVERIFY(value.map().empty());
        QVERIFY(value.id().isNull());
        QCOMPARE(at(Map{}, 7).integer(), 0);
    }

    void a_fact_is_read_back() {
        Fact fact;
        fact.station = Id::fromParts({"station"});
        fact.epoch = 12;
        fact.number = 3;
        fact.kind = "alarms.raised";
        fact.entity = Id::fromParts({"alarm"});
        fact.command = {CommandId::Source::Device, fact.entity, 4, 5, 0};
        fact.actor = "qh0001";
        fact.contested = {"alarms.rule"};
        fact.occurred = -1;
        fact.mode = Mode::Drill;
        fact.cause = {fact.entity, 2};
        fact.sealedHash = sha256(view("sealed"));
        fact.open = {{1, Value("值班室")}};
        const Bytes bytes = encode(fact);
        const Fact back = decodeFact(bytes).value();
        QCOMPARE(encode(back), bytes);
        QCOMPARE(back.open, fact.open);
        QCOMPARE(back.cause, fact.cause);
        QVERIFY(back.command == fact.command);
    }

    /// Each once took its place before all others: a message of a megabyte held the station for minutes.
    void very_many_negative_keys_are_read_like_positive_ones() {
        Map map;
        std::vector<std::pair<std::int64_t, Value>> entries;
        for (std::int64_t key = -200'000; key < 1000; ++key)
            entries.emplace_back(key, Value(key % 3));
        map.insert(boost::container::ordered_unique_range, entries.begin(), entries.end());
        const Bytes bytes = encode(Value(map));
        const auto back = decode(bytes);
        QVERIFY(back.has_value());
        QVERIFY(back->map() == map);
        QCOMPARE(encode(*back), bytes);
    }

    void bytes_that_are_no_fact_or_command_are_refused() {
        QVERIFY(!decodeFact(encode(Value(Map{{6, Value("alarms.raised")}}))));
        QVERIFY(!decodeCommand(encode(Value(5))));
        QVERIFY(rc::check([] {
            const auto value = *anyValue(2);
            (void)decodeFact(encode(value)); // must not crash, whatever it says
            (void)decodeCommand(encode(value));
        }));
    }
};

QTEST_GUILESS_MAIN(ValueTest)
#include "tst_value.moc"
