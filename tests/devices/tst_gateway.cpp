// The gateway against a real broker: what does the station hear of its devices?
#include "station_and_device.h"

#include <QTest>
#include <algorithm>

using namespace shouwang;
using namespace shouwang::devices;
using namespace shouwang::devices::test;

class TestGateway : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_press_reaches_the_station() {
        Broker broker;
        QVERIFY(broker.start());
        Station station(optionsFor(broker, "station"));
        Device device(broker);
        QVERIFY(station.gateway().start().has_value());
        QVERIFY(device.start());
        WAIT_FOR(station.online());
        QVERIFY(device.send(device.press(1)));
        WAIT_EQUAL(station.heard().size(), std::size_t{1});
        QCOMPARE(station.heard()[0].point, std::string(site::kDemoButton));
        QVERIFY(!station.heard()[0].clock_suspect);
    }

    void bad_input_is_counted_and_the_next_press_comes_through() {
        Broker broker;
        QVERIFY(broker.start());
        Station station(optionsFor(broker, "station"));
        Device device(broker);
        QVERIFY(station.gateway().start().has_value());
        QVERIFY(device.start());
        WAIT_FOR(station.online());

        QVERIFY(device.sendText("{\"v\":1,"));
        QVERIFY(device.sendText(std::string(5000, ' ')));
        QVERIFY(device.sendText(std::string(1'000'000, 'x')));
        QVERIFY(device.sendText("{}", "AH-UNKNOWN"));
        QVERIFY(device.send(device.press(10)));
        QVERIFY(device.send(device.press(10)));
        QVERIFY(device.send(device.press(12)));
        QVERIFY(device.send(device.press(11)));
        site::Signal future = device.press(13);
        future.device_time += 86'400 * Micros{1'000'000};
        QVERIFY(device.send(future));

        WAIT_EQUAL(station.presses(), (std::vector<std::uint64_t>{10, 11, 12, 13}));
        const IntakeCounters counters = station.counters();
        QCOMPARE(counters.malformed, std::uint64_t{1});
        QCOMPARE(counters.oversized, std::uint64_t{2});
        QCOMPARE(counters.unknown_device, std::uint64_t{1});
        QCOMPARE(counters.duplicate, std::uint64_t{1});
        QCOMPARE(counters.out_of_order, std::uint64_t{1});
        QCOMPARE(counters.gap, std::uint64_t{1});
        QCOMPARE(counters.clock_suspect, std::uint64_t{1});
        QCOMPARE(station.gateway().counters().mqtt.cut, std::uint64_t{1});
        QVERIFY(station.heard().back().clock_suspect);
    }

    void a_silent_device_becomes_a_fault_and_returns() {
        Broker broker;
        QVERIFY(broker.start());
        Station station(optionsFor(broker, "station"), impatient());
        Device device(broker);
        QVERIFY(station.gateway().start().has_value());
        QVERIFY(device.start());
        const auto own = [&](Kind kind) {
            const auto list = station.heard();
            return std::count_if(list.begin(), list.end(), [&](const site::Signal& signal) {
                return signal.kind == kind && signal.device == "AH-Z31" && signal.point.empty();
            });
        };
        WAIT_FOR(own(Kind::Fault) >= 1);
        site::Signal beat = device.press(1);
        beat.kind = Kind::Heartbeat;
        beat.point.clear();
        QVERIFY(device.send(beat));
        WAIT_FOR(own(Kind::Cleared) >= 1);
    }

    void a_site_file_of_another_site_is_refused() {
        Broker broker;
        Station station(optionsFor(broker, "station"));
        site::Site other = sample();
        other.id = "990102";
        QCOMPARE(station.gateway().setSite(other).error().next, Next::Refused);
        QVERIFY(station.gateway().setSite(sample()).has_value());
    }
};

QTEST_GUILESS_MAIN(TestGateway)
#include "tst_gateway.moc"
