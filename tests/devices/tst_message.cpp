#include "devices/message.h"
#include "site/sample.h"

#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::devices;
using Kind = site::Signal::Kind;

namespace {

constexpr Micros kNow = 1'760'000'000'000'000;

const Registry& registry() {
    static const Registry instance(site::sampleSite());
    return instance;
}

const std::string kTopic = "shouwang/990101/device/AH-Z31/event";
const char* const kGood =
    R"({"v":1,"device":"AH-Z31","point":"AL-BTN-Z31-2F-值班室","kind":"raised","boot":7,)"
    R"("counter":42,"time":1760000000000000,"detail":"按下"})";

auto parse(const std::string& topic, const std::string& payload) {
    return parseMessage(topic, view(payload), kNow, registry());
}

QByteArray with(const char* from, const QByteArray& to) {
    QByteArray text(kGood);
    const auto at = text.indexOf(from);
    Q_ASSERT(at >= 0);
    return text.replace(at, static_cast<qsizetype>(qstrlen(from)), to);
}

} // namespace

class TestMessage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_press_is_understood() {
        const auto signal = parse(kTopic, kGood);
        QVERIFY(signal.has_value());
        QVERIFY(signal->kind == Kind::Raised);
        QCOMPARE(signal->device, std::string("AH-Z31"));
        QCOMPARE(signal->point, std::string("AL-BTN-Z31-2F-值班室"));
        QCOMPARE(signal->boot, std::uint64_t{7});
        QCOMPARE(signal->counter, std::uint64_t{42});
        QCOMPARE(signal->device_time, kNow);
        QCOMPARE(signal->detail, std::string("按下"));
        QVERIFY(!signal->clock_suspect);
    }

    void a_wrong_message_is_refused_with_a_code_data() {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("empty") << QByteArray() << QByteArray("malformed");
        QTest::newRow("not json") << QByteArray("\x01\x02\xff") << QByteArray("malformed");
        QTest::newRow("a list") << QByteArray("[1]") << QByteArray("malformed");
        QTest::newRow("cut off") << QByteArray(kGood).chopped(1) << QByteArray("malformed");
        QTest::newRow("deep") << QByteArray("[").repeated(4000) << QByteArray("malformed");
        QTest::newRow("not utf-8") << with("按下", "\xc3\x28") << QByteArray("malformed");
        QTest::newRow("control character") << with("按下", "\\u0007") << QByteArray("malformed");
        QTest::newRow("nul") << with("按下", "\\u0000") << QByteArray("malformed");
        QTest::newRow("key twice") << with("\"v\":1", "\"v\":1,\"v\":1") << QByteArray("malformed");
        QTest::newRow("no kind") << with("\"kind\":\"raised\",", "") << QByteArray("malformed");
        QTest::newRow("unknown kind") << with("raised", "exploded") << QByteArray("malformed");
        QTest::newRow("no point") << with("\"point\":\"AL-BTN-Z31-2F-值班室\",", "")
                                  << QByteArray("malformed");
        QTest::newRow("empty point") << with("AL-BTN-Z31-2F-值班室", "") << QByteArray("malformed");
        QTest::newRow("negative counter") << with("42", "-1") << QByteArray("malformed");
        QTest::newRow("fractional counter") << with("42", "4.2") << QByteArray("malformed");
        QTest::newRow("counter beyond 64 bits")
            << with("42", "18446744073709551616") << QByteArray("malformed");
        QTest::newRow("counter as text") << with("42", "\"42\"") << QByteArray("malformed");
        QTest::newRow("no boot") << with("\"boot\":7,", "") << QByteArray("malformed");
        QTest::newRow("time as words")
            << with("1760000000000000", "\"yesterday\"") << QByteArray("malformed");
        QTest::newRow("time as fraction") << with("1760000000000000", "1.5") << QByteArray("malformed");
        QTest::newRow("other version") << with("\"v\":1", "\"v\":2") << QByteArray("other_version");
        QTest::newRow("text too long")
            << with("按下", QByteArray("x").repeated(257)) << QByteArray("oversized");
        QTest::newRow("payload too long")
            << with("按下", QByteArray("x").repeated(4096)) << QByteArray("oversized");
        QTest::newRow("another device") << with("AH-Z31", "AH-Z32") << QByteArray("other_device");
        QTest::newRow("unknown point")
            << with("AL-BTN-Z31-2F-值班室", "AL-BTN-X") << QByteArray("unknown_point");
        QTest::newRow("point of another device")
            << with("AL-BTN-Z31-2F-值班室", "AL-FENCE-W07") << QByteArray("unknown_point");
    }
    void a_wrong_message_is_refused_with_a_code() {
        QFETCH(QByteArray, payload);
        QFETCH(QByteArray, code);
        const auto signal = parse(kTopic, payload.toStdString());
        QVERIFY(!signal);
        QCOMPARE(QByteArray::fromStdString(std::string(name(signal.error().code))), code);
        QVERIFY(!signal.error().text.empty());
    }

    void a_wrong_topic_is_refused_data() {
        QTest::addColumn<QString>("topic");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("empty") << QString() << QByteArray("bad_topic");
        QTest::newRow("too short") << QStringLiteral("shouwang/990101/device/AH-Z31")
                                   << QByteArray("bad_topic");
        QTest::newRow("too long") << QStringLiteral("shouwang/990101/device/AH-Z31/event/x")
                                  << QByteArray("bad_topic");
        QTest::newRow("slash behind")
            << QStringLiteral("shouwang/990101/device/AH-Z31/event/") << QByteArray("bad_topic");
        QTest::newRow("no device") << QStringLiteral("shouwang/990101/device//event")
                                   << QByteArray("bad_topic");
        QTest::newRow("other site") << QStringLiteral("shouwang/990102/device/AH-Z31/event")
                                    << QByteArray("bad_topic");
        QTest::newRow("other root") << QStringLiteral("elsewhere/990101/device/AH-Z31/event")
                                    << QByteArray("bad_topic");
        QTest::newRow("unknown device")
            << QStringLiteral("shouwang/990101/device/AH-Z99/event") << QByteArray("unknown_device");
    }
    void a_wrong_topic_is_refused() {
        QFETCH(QString, topic);
        QFETCH(QByteArray, code);
        const auto signal = parse(topic.toStdString(), kGood);
        QVERIFY(!signal);
        QCOMPARE(QByteArray::fromStdString(std::string(name(signal.error().code))), code);
    }

    void a_device_clock_never_loses_a_signal_data() {
        QTest::addColumn<qint64>("claimed");
        QTest::addColumn<qint64>("kept");
        QTest::addColumn<bool>("suspect");
        constexpr qint64 kMinute = 60'000'000;
        QTest::newRow("exact") << qint64{kNow} << qint64{kNow} << false;
        QTest::newRow("a minute late") << kNow - kMinute << kNow - kMinute << false;
        QTest::newRow("more than a minute late") << kNow - kMinute - 1 << kNow - kMinute - 1 << true;
        QTest::newRow("a little ahead") << kNow + kMinute << kNow + kMinute << false;
        QTest::newRow("future") << kNow + kMinute + 1 << kNow + kMinute + 1 << true;
        QTest::newRow("never set") << qint64{0} << qint64{kOldestClaim} << true;
        QTest::newRow("end of time") << std::numeric_limits<qint64>::max() << qint64{kNewestClaim} << true;
        QTest::newRow("before time") << std::numeric_limits<qint64>::min() << qint64{kOldestClaim} << true;
    }
    void a_device_clock_never_loses_a_signal() {
        QFETCH(qint64, claimed);
        QFETCH(qint64, kept);
        QFETCH(bool, suspect);
        const auto signal =
            parse(kTopic, with("1760000000000000", QByteArray::number(claimed)).toStdString());
        QVERIFY(signal.has_value());
        QCOMPARE(qint64{signal->device_time}, kept);
        QCOMPARE(signal->clock_suspect, suspect);
    }

    void an_iso_time_is_read_exactly_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("micros");
        constexpr qint64 kWrong = -1;
        QTest::newRow("utc") << QByteArray("2025-10-09T08:53:20Z") << qint64{kNow};
        QTest::newRow("milliseconds") << QByteArray("2025-10-09T08:53:20.005Z") << qint64{kNow} + 5000;
        QTest::newRow("nanoseconds") << QByteArray("2025-10-09T08:53:20.000001999Z") << qint64{kNow} + 1;
        QTest::newRow("beijing") << QByteArray("2025-10-09T16:53:20+08:00") << qint64{kNow};
        QTest::newRow("west") << QByteArray("2025-10-09T05:23:20-03:30") << qint64{kNow};
        QTest::newRow("leap day") << QByteArray("2024-02-29T00:00:00Z") << qint64{1'709'164'800'000'000};
        QTest::newRow("no leap day") << QByteArray("2025-02-29T00:00:00Z") << kWrong;
        QTest::newRow("no zone") << QByteArray("2025-10-09T08:53:20") << kWrong;
        QTest::newRow("blank") << QByteArray("2025-10-09 08:53:20Z") << kWrong;
        QTest::newRow("month 13") << QByteArray("2025-13-09T08:53:20Z") << kWrong;
        QTest::newRow("day 0") << QByteArray("2025-10-00T08:53:20Z") << kWrong;
        QTest::newRow("hour 24") << QByteArray("2025-10-09T24:00:00Z") << kWrong;
        QTest::newRow("point without digits") << QByteArray("2025-10-09T08:53:20.Z") << kWrong;
        QTest::newRow("more behind") << QByteArray("2025-10-09T08:53:20Zx") << kWrong;
        QTest::newRow("empty") << QByteArray() << kWrong;
    }
    void an_iso_time_is_read_exactly() {
        QFETCH(QByteArray, text);
        QFETCH(qint64, micros);
        QCOMPARE(qint64{parseIsoTime(text.toStdString()).value_or(-1)}, micros);
    }

    void every_iso_time_comes_back() {
        QVERIFY(rc::check("toIso then parseIsoTime", [] {
            const Micros millis = *rc::gen::inRange<Micros>(0, 253'402'300'799'999);
            RC_ASSERT(parseIsoTime(toIso(millis * 1000)) == millis * 1000);
        }));
    }

    void a_heartbeat_needs_no_point() {
        const auto beat = parse(kTopic, R"({"v":1,"device":"AH-Z31","kind":"heartbeat","boot":1,"counter":0,)"
                                        R"("time":"2025-10-09T08:53:20Z"})");
        QVERIFY(beat.has_value());
        QVERIFY(beat->kind == Kind::Heartbeat && beat->point.empty());
        const auto fault = parse(kTopic, R"({"v":1,"device":"AH-Z31","kind":"fault","boot":1,"counter":1,)"
                                         R"("time":"2025-10-09T08:53:20Z","detail":"tamper"})");
        QVERIFY(fault.has_value());
        QVERIFY(fault->point.empty());
    }

    void what_is_formatted_is_parsed_back() {
        QVERIFY(rc::check("format then parse", [] {
            site::Signal signal;
            signal.kind = *rc::gen::element(Kind::Raised, Kind::Cleared, Kind::Fault);
            signal.device = "AH-Z31";
            signal.point = "AL-BTN-Z31-2F-值班室";
            signal.boot = *rc::gen::arbitrary<std::uint64_t>();
            signal.counter = *rc::gen::arbitrary<std::uint64_t>();
            signal.device_time = *rc::gen::inRange<Micros>(kNow - 1000, kNow);
            signal.detail = *rc::gen::container<std::string>(rc::gen::inRange<char>(' ', '~'));
            RC_PRE(signal.detail.size() <= kTextLimit);
            const auto read = parse(kTopic, formatMessage(signal));
            RC_ASSERT(read.has_value());
            RC_ASSERT(read->kind == signal.kind && read->boot == signal.boot &&
                      read->counter == signal.counter);
            RC_ASSERT(read->device_time == signal.device_time && read->detail == signal.detail);
        }));
    }

    void changed_bytes_never_crash_the_parser() {
        QVERIFY(rc::check("any bytes changed", [] {
            std::string payload = kGood;
            const auto changes = *rc::gen::container<std::vector<std::pair<std::size_t, char>>>(
                4,
                rc::gen::pair(rc::gen::inRange<std::size_t>(0, payload.size()), rc::gen::arbitrary<char>()));
            for (const auto& [at, c] : changes)
                payload[at] = c;
            const auto signal = parse(kTopic, payload);
            RC_ASSERT(!signal || registry().hasPoint(signal->device, signal->point) || signal->point.empty());
        }));
    }
};

QTEST_GUILESS_MAIN(TestMessage)
#include "tst_message.moc"
