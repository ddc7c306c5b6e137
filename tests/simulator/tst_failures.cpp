#include "simulator/failures.h"
#include "simulator/options.h"
#include "simulator/site_life/device_fleet.h"

#include <QTest>
#include <nlohmann/json.hpp>

using namespace shouwang;
using namespace shouwang::simulator;
using nlohmann::json;

class FailuresTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void every_failure_has_a_name_that_reads_back();
    void an_unknown_failure_is_refused_with_the_right_words();
    void a_device_counts_up_and_keeps_its_boot();
    void device_failures_change_what_goes_out();
    void a_healed_device_sends_what_it_held_back();
    void a_wrong_command_line_is_refused();
};

namespace {
constexpr Micros kNow = 1'767'323'045'678'901; // 2026-01-02T03:04:05.678901Z
std::vector<Outgoing> press(Device& device) {
    return device.say("P1", site::Signal::Kind::Raised, kNow, "");
}
} // namespace

void FailuresTest::every_failure_has_a_name_that_reads_back() {
    for (const auto text : cameraFailureNames())
        QCOMPARE(name(cameraFailure(text).value()), text);
    for (const auto text : deviceFailureNames())
        QCOMPARE(name(deviceFailure(text).value()), text);
    QCOMPARE(name(CameraFailure::ClockOff), std::string_view("clock_off"));
    QCOMPARE(name(DeviceFailure::UnknownDevice), std::string_view("unknown_device"));
}

void FailuresTest::an_unknown_failure_is_refused_with_the_right_words() {
    const auto wrong = cameraFailure("smoke");
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().next, Next::Refused);
    QVERIFY(wrong.error().text.find("wrong_password") != std::string::npos);
    QVERIFY(!deviceFailure(""));
}

void FailuresTest::a_device_counts_up_and_keeps_its_boot() {
    Device device("AH-1", 99);
    for (std::uint64_t count = 1; count <= 3; ++count) {
        const auto out = press(device);
        QCOMPARE(out.size(), std::size_t{1});
        const json message = json::parse(out[0].payload);
        QCOMPARE(message["v"].get<int>(), 1);
        QCOMPARE(message["boot"].get<std::uint64_t>(), std::uint64_t{99});
        QCOMPARE(message["counter"].get<std::uint64_t>(), count);
        QCOMPARE(message["kind"].get<std::string>(), std::string("raised"));
        QCOMPARE(message["time"].get<std::string>(), std::string("2026-01-02T03:04:05.678901Z"));
    }
}

void FailuresTest::device_failures_change_what_goes_out() {
    Device device("AH-1", 99);
    device.failure = DeviceFailure::Silent;
    QVERIFY(press(device).empty());
    device.failure = DeviceFailure::Duplicate;
    const auto twice = press(device);
    QCOMPARE(twice.size(), std::size_t{2});
    QCOMPARE(twice[0].payload, twice[1].payload);
    device.failure = DeviceFailure::Garbage;
    QVERIFY(json::parse(press(device)[0].payload, nullptr, false).is_discarded());
    device.failure = DeviceFailure::Oversized;
    QVERIFY(press(device)[0].payload.size() > 1'000'000);
    device.failure = DeviceFailure::FutureDated;
    QCOMPARE(json::parse(press(device)[0].payload)["time"].get<std::string>().substr(0, 10),
             std::string("2026-01-03"));
    device.failure = DeviceFailure::UnknownDevice;
    QCOMPARE(press(device)[0].device, std::string("AH-1-X"));
    device.failure = DeviceFailure::OutOfOrder;
    QVERIFY(press(device).empty());
    const auto swapped = press(device);
    QCOMPARE(swapped.size(), std::size_t{2});
    QVERIFY(json::parse(swapped[0].payload)["counter"].get<int>() >
            json::parse(swapped[1].payload)["counter"].get<int>());
}

void FailuresTest::a_healed_device_sends_what_it_held_back() {
    Device device("AH-1", 99);
    device.failure = DeviceFailure::OutOfOrder;
    QVERIFY(press(device).empty());
    device.failure = DeviceFailure::None;
    QCOMPARE(press(device).size(), std::size_t{2});
}

void FailuresTest::a_wrong_command_line_is_refused() {
    const auto refused = [](std::vector<std::string> words) { return !parseOptions(words).has_value(); };
    QVERIFY(refused({"dance"}));
    QVERIFY(refused({"run", "--site", "s.json"}));
    QVERIFY(refused({"run", "--site", "s", "--secrets", "x", "--cache", "c", "--rtsp-port", "70000"}));
    QVERIFY(refused({"run", "--site", "s", "--secrets", "x", "--cache", "c", "--frames", "7"}));
    QVERIFY(refused({"run", "--site"}));
    QVERIFY(refused({"sample-persons"}));
    QVERIFY(refused({"sample-persons", "--out", "p.csv", "--count", "0"}));
    const auto good =
        parseOptions(std::vector<std::string>{"run", "--site", "s", "--secrets", "x", "--cache", "c",
                                              "--mqtt", "127.0.0.1:1883", "--rtsp-port", "0"});
    QVERIFY(good.has_value());
    QCOMPARE(good->mqttPort, 1883);
    QCOMPARE(good->rtspPort, 0);
}

QTEST_GUILESS_MAIN(FailuresTest)
#include "tst_failures.moc"
