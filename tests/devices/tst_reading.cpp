// What devices measure: read whole or not at all, and never more than their share.
#include "devices/reading.h"
#include "site/sample.h"

#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::devices;
using namespace std::chrono_literals;

namespace {

constexpr Micros kNow = 1'760'000'000'000'000;
const std::string kDevice = "AH-Z31";
const std::string kPoint = "AL-BTN-Z31-2F-值班室";
const std::string kTopic = "shouwang/990101/device/AH-Z31/reading";

const Registry& registry() {
    static const Registry instance(site::sampleSite());
    return instance;
}
auto parse(const std::string& payload, const std::string& topic = kTopic) {
    return parseReadings(topic, view(payload), kNow, registry());
}
std::string message(std::size_t readings) {
    const Reading one{kDevice, {}, "battery_pct", kNow, 87};
    return formatReadings(kDevice, kNow, std::vector<Reading>(readings, one));
}

} // namespace

class TestReading : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_a_device_sends_is_understood() {
        const std::vector<Reading> sent{{kDevice, kPoint, "battery_pct", kNow, 87},
                                        {kDevice, {}, "signal_dbm", kNow, -61}};
        QCOMPARE(readingTopic("990101", kDevice), kTopic);
        const auto read = parse(formatReadings(kDevice, kNow, sent));
        QVERIFY(read.has_value());
        QVERIFY(*read == sent);
    }

    void a_wrong_message_is_refused_with_a_code_data() {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* name, const char* payload, const char* code) {
            QTest::newRow(name) << QByteArray(payload) << QByteArray(code);
        };
        row("empty", "", "malformed");
        row("not an object", "[1]", "malformed");
        row("another version", R"({"v":2,"device":"AH-Z31","time":0,"readings":[]})", "other_version");
        row("another device", R"({"v":1,"device":"AH-Z32","time":0,"readings":[]})", "other_device");
        row("no time", R"({"v":1,"device":"AH-Z31","readings":[]})", "malformed");
        row("a wrong time", R"({"v":1,"device":"AH-Z31","time":"noon","readings":[]})", "malformed");
        row("no list", R"({"v":1,"device":"AH-Z31","time":0,"readings":{}})", "malformed");
        row("no kind", R"({"v":1,"device":"AH-Z31","time":0,"readings":[{"value":1}]})", "malformed");
        row("a wild kind", R"({"v":1,"device":"AH-Z31","time":0,"readings":[{"kind":"A B","value":1}]})",
            "malformed");
        row("a fraction", R"({"v":1,"device":"AH-Z31","time":0,"readings":[{"kind":"a","value":1.5}]})",
            "malformed");
        row("a text", R"({"v":1,"device":"AH-Z31","time":0,"readings":[{"kind":"a","value":"1"}]})",
            "malformed");
        row("a point that is none",
            R"({"v":1,"device":"AH-Z31","time":0,"readings":[{"kind":"a","value":1,"point":7}]})",
            "malformed");
        row("a point of nobody",
            R"({"v":1,"device":"AH-Z31","time":0,"readings":[{"kind":"a","value":1,"point":"AL-GHOST"}]})",
            "unknown_point");
        row("one wrong among right ones",
            R"({"v":1,"device":"AH-Z31","time":0,"readings":[{"kind":"a","value":1},{"kind":"b"}]})",
            "malformed");
        QTest::newRow("too many") << QByteArray::fromStdString(message(kReadingsLimit + 1))
                                  << QByteArray("oversized");
        QTest::newRow("too long") << QByteArray(5000, ' ') << QByteArray("oversized");
    }
    void a_wrong_message_is_refused_with_a_code() {
        QFETCH(QByteArray, payload);
        QFETCH(QByteArray, code);
        const auto read = parse(payload.toStdString());
        QVERIFY(!read.has_value());
        QCOMPARE(QByteArray::fromStdString(std::string(name(read.error().code))), code);
    }

    void topics_of_others_are_refused() {
        for (const std::string topic :
             {"shouwang/990102/device/AH-Z31/reading", "shouwang/990101/device/AH-Z31/event",
              "shouwang/990101/device//reading", "shouwang/990101/device/a/b/reading",
              "shouwang/990101/device/reading", ""}) {
            const auto read = parse(message(1), topic);
            QVERIFY2(!read.has_value(), topic.c_str());
        }
        QVERIFY(parse(message(1), "shouwang/990101/device/GHOST/reading").error().code ==
                Refusal::UnknownDevice);
    }

    void a_wild_clock_is_taken_for_ours() {
        const Reading reading{kDevice, {}, "battery_pct", 0, 87};
        for (const Micros claimed : {Micros{0}, kNow - 61'000'000, kNow + 61'000'000, INT64_MAX, INT64_MIN})
            QCOMPARE(parse(formatReadings(kDevice, claimed, {reading}))->front().at, kNow);
        QCOMPARE(parse(formatReadings(kDevice, kNow - 59'000'000, {reading}))->front().at, kNow - 59'000'000);
    }

    void a_device_that_sends_too_many_loses_its_own_only() {
        ReadingIntake intake;
        std::size_t taken = 0;
        for (int i = 0; i < 100; ++i)
            taken += intake.take(kTopic, view(message(30)), kNow, 5s, registry()).size();
        QCOMPARE(taken, ReadingIntake::kMost);
        QCOMPARE(intake.counters().accepted, std::uint64_t{ReadingIntake::kMost});
        QCOMPARE(intake.counters().held_off, 3000 - std::uint64_t{ReadingIntake::kMost});
        std::string other;
        for (const std::string& device : registry().devices()) {
            if (device != kDevice) other = device;
        }
        const std::string theirs = formatReadings(other, kNow, {{other, {}, "battery_pct", kNow, 1}});
        QCOMPARE(intake.take(readingTopic("990101", other), view(theirs), kNow, 5s, registry()).size(), 1u);
        QCOMPARE(intake.take(kTopic, view(message(30)), kNow, 66s, registry()).size(), 30u);
        QVERIFY(intake.take(kTopic, view(std::string("{")), kNow, 66s, registry()).empty());
        QCOMPARE(intake.counters().refused, 1u);
    }

    void whatever_arrives_is_read_or_refused() {
        QVERIFY(rc::check("bytes", [](const std::string& noise, std::uint8_t at) {
            std::string payload = message(2);
            payload.replace(at % payload.size(), std::min<std::size_t>(noise.size(), 8), noise);
            const auto read = parse(payload);
            RC_ASSERT(!read.has_value() || read->size() <= kReadingsLimit);
        }));
    }
};

QTEST_GUILESS_MAIN(TestReading)
#include "tst_reading.moc"
