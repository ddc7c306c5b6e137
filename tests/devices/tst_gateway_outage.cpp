// The gateway while broker or station are away: is every press heard in the end, and once?
#include "station_and_device.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::devices;
using namespace shouwang::devices::test;

class TestGatewayOutage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A broker that is told to stop saves what it has acknowledged, even in the middle of a burst.
    void nothing_is_lost_when_the_broker_is_stopped_in_a_burst_and_comes_back() {
        Broker broker;
        QVERIFY(broker.start());
        Station station(optionsFor(broker, "station"));
        Device device(broker);
        QVERIFY(station.gateway().start().has_value());
        QVERIFY(device.start());
        WAIT_FOR(station.online());
        std::uint64_t counter = 0;
        for (int round = 0; round < 3; ++round) {
            for (int i = 0; i < 40; ++i)
                QVERIFY(device.send(device.press(++counter)));
            broker.stop();
            for (int i = 0; i < 10; ++i)
                QVERIFY(device.send(device.press(++counter)));
            WAIT_FOR(!station.online());
            QVERIFY(broker.start());
            WAIT_FOR(station.online());
        }
        WAIT_FOR(device.acknowledged());
        WAIT_EQUAL(station.presses(), upTo(counter));
        QVERIFY(station.gateway().counters().mqtt.losses >= 3);
    }

    /// Mosquitto acknowledges before it writes, so SIGKILL may take what it holds; what it has not
    /// acknowledged is sent again, and what the station has stays.
    void what_a_killed_broker_has_not_acknowledged_is_sent_again() {
        Broker broker;
        QVERIFY(broker.start());
        Station station(optionsFor(broker, "station"));
        Device device(broker);
        QVERIFY(station.gateway().start().has_value());
        QVERIFY(device.start());
        WAIT_FOR(station.online());
        std::uint64_t counter = 0;
        for (int round = 0; round < 3; ++round) {
            for (int i = 0; i < 40; ++i)
                QVERIFY(device.send(device.press(++counter)));
            WAIT_EQUAL(station.presses(), upTo(counter));
            broker.kill();
            for (int i = 0; i < 40; ++i)
                QVERIFY(device.send(device.press(++counter)));
            WAIT_FOR(!station.online());
            QVERIFY(broker.start());
            WAIT_FOR(station.online());
            WAIT_EQUAL(station.presses(), upTo(counter));
        }
        WAIT_FOR(device.acknowledged());
        QCOMPARE(station.counters().accepted, counter);
    }

    void what_comes_while_the_station_is_away_waits_for_it() {
        Broker broker;
        QVERIFY(broker.start());
        Device device(broker);
        QVERIFY(device.start());
        {
            Station station(optionsFor(broker, "station"));
            QVERIFY(station.gateway().start().has_value());
            WAIT_FOR(station.online());
            QVERIFY(device.send(device.press(1)));
            WAIT_EQUAL(station.presses(), upTo(1));
        }
        QVERIFY(device.send(device.press(2)));
        WAIT_FOR(device.acknowledged());
        Station station(optionsFor(broker, "station"));
        QVERIFY(station.gateway().start().has_value());
        WAIT_EQUAL(station.presses(), std::vector<std::uint64_t>{2});
    }

    void a_dead_broker_is_a_link_that_is_down_since_then() {
        Broker broker;
        const Micros made = SystemClock().utc();
        Station station(optionsFor(broker, "station"));
        QVERIFY(station.gateway().start().has_value());
        QVERIFY(!station.gateway().link().up);
        QVERIFY(station.gateway().link().since >= made);
        QVERIFY(broker.start());
        WAIT_FOR(station.gateway().link().up);
        const Micros up = station.gateway().link().since;
        broker.stop();
        WAIT_FOR(!station.gateway().link().up);
        const DeviceLink down = station.gateway().link();
        QVERIFY(down.since > up);
        broker.stop(); // the tries that fail do not begin the outage anew
        WAIT_FOR(station.gateway().state() == MqttState::Offline);
        QVERIFY(station.gateway().link() == down);
        QVERIFY(broker.start());
        WAIT_FOR(station.gateway().link().up);
        QVERIFY(station.gateway().link().since > down.since);
    }

    void a_station_that_starts_before_the_broker_waits_for_it() {
        Broker broker;
        Station station(optionsFor(broker, "station"));
        QVERIFY(station.gateway().start().has_value());
        QVERIFY(!station.online());
        QVERIFY(broker.start());
        WAIT_FOR(station.online());
    }
};

QTEST_GUILESS_MAIN(TestGatewayOutage)
#include "tst_gateway_outage.moc"
