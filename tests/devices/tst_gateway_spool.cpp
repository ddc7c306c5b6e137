// The gateway and its spool: what is kept on the disk, and what stays with the broker?
#include "station_and_device.h"

#include <QTemporaryDir>
#include <QTest>
#include <filesystem>

using namespace shouwang;
using namespace shouwang::devices;
using namespace shouwang::devices::test;

class TestGatewaySpool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The ledger cannot commit for so long that the spool is full: the broker keeps the rest.
    void with_a_full_spool_the_broker_keeps_the_presses_and_none_is_lost() {
        Broker broker;
        QVERIFY(broker.start());
        QTemporaryDir folder;
        const auto spool = std::make_shared<Spool>(
            Spool::Options{folder.filePath(QStringLiteral("spool")).toStdString(), 64 << 10, 6});
        Station station(optionsFor(broker, "station"), patient(), spool);
        Device device(broker);
        QVERIFY(station.gateway().start().has_value());
        QVERIFY(device.start());
        WAIT_FOR(station.online());
        for (std::uint64_t i = 1; i <= 40; ++i)
            QVERIFY(device.send(device.press(i)));
        WAIT_FOR(device.acknowledged());
        WAIT_EQUAL(station.gateway().state(), MqttState::Holding);
        QVERIFY(!station.gateway().holdReason().empty());
        QCOMPARE(station.presses().size(), std::size_t{6});
        QVERIFY(station.gateway().counters().mqtt.held_back >= 1);
        QVERIFY(spool->state().counters.refused >= 1);
        const auto drained = [&] {
            station.settleAll();
            return station.presses().size() == 40;
        };
        WAIT_FOR(drained());
        QCOMPARE(station.presses(), upTo(40));
        WAIT_FOR(station.online());
        station.settleAll();
        WAIT_EQUAL(spool->state().waiting, std::size_t{0});
    }

    void a_heartbeat_does_not_touch_the_spool() {
        Broker broker;
        QVERIFY(broker.start());
        QTemporaryDir folder;
        const auto spool =
            std::make_shared<Spool>(Spool::Options{folder.filePath(QStringLiteral("spool")).toStdString()});
        Station station(optionsFor(broker, "station"), patient(), spool);
        Device device(broker);
        QVERIFY(station.gateway().start().has_value());
        QVERIFY(device.start());
        WAIT_FOR(station.online());
        site::Signal beat = device.press(1);
        beat.kind = Kind::Heartbeat;
        beat.point.clear();
        QVERIFY(device.send(beat));
        QVERIFY(device.sendText("{"));
        QVERIFY(device.send(device.press(2)));
        WAIT_EQUAL(station.presses().size(), std::size_t{1});
        QCOMPARE(spool->state().counters.kept, std::uint64_t{1});
    }

    void without_a_disk_for_the_spool_nothing_is_taken_from_the_broker_until_there_is_one() {
        Broker broker;
        QVERIFY(broker.start());
        QTemporaryDir folder;
        const std::filesystem::path missing = folder.filePath(QStringLiteral("missing")).toStdString();
        const auto spool = std::make_shared<Spool>(Spool::Options{missing / "spool"});
        Device device(broker);
        {
            Station before(optionsFor(broker, "station")); // makes the session at the broker
            QVERIFY(before.gateway().start().has_value());
            WAIT_FOR(before.online());
        }
        Station station(optionsFor(broker, "station"), patient(), spool);
        QVERIFY(station.gateway().start().has_value());
        QVERIFY(device.start());
        QVERIFY(device.send(device.press(1)));
        WAIT_FOR(device.acknowledged());
        WAIT_EQUAL(station.gateway().state(), MqttState::Holding);
        QVERIFY(station.presses().empty());
        std::filesystem::create_directory(missing);
        WAIT_EQUAL(station.presses(), upTo(1));
    }
};

QTEST_GUILESS_MAIN(TestGatewaySpool)
#include "tst_gateway_spool.moc"
