// The gateway against a real broker.
#include "broker.h"

#include "devices/device_gateway.h"
#include "site/sample.h"

#include <QTest>
#include <algorithm>
#include <set>

// A loaded machine may be slow; a condition that never holds fails all the same.
#define WAIT_FOR(...) QTRY_VERIFY_WITH_TIMEOUT((__VA_ARGS__), 20'000)
#define WAIT_EQUAL(found, ...) QTRY_COMPARE_WITH_TIMEOUT(found, (__VA_ARGS__), 20'000)

using namespace shouwang;
using namespace shouwang::devices;
using namespace std::chrono_literals;
using Kind = site::Signal::Kind;

namespace {

const site::Site& sample() {
    static const site::Site instance = site::sampleSite();
    return instance;
}

MqttOptions optionsFor(const Broker& broker, const std::string& clientId) {
    MqttOptions options;
    options.port = broker.port();
    options.clientId = clientId;
    options.retryFirst = 20ms;
    options.retryMost = 100ms;
    options.idle = 20ms;
    return options;
}

IntakeLimits patient() {
    IntakeLimits limits;
    limits.heartbeat_period = 1h;
    return limits;
}
IntakeLimits impatient() {
    IntakeLimits limits;
    limits.heartbeat_period = 50ms;
    return limits;
}

GatewayOptions gatewayOptions(MqttOptions mqtt, IntakeLimits limits, std::shared_ptr<Spool> spool) {
    GatewayOptions options;
    options.mqtt = std::move(mqtt);
    options.limits = limits;
    options.spool = std::move(spool);
    return options;
}

/// The station's end, with everything that it has been told.
class Station {
public:
    explicit Station(MqttOptions mqtt, IntakeLimits limits = patient(), std::shared_ptr<Spool> spool = {})
        : m_gateway(sample(), gatewayOptions(std::move(mqtt), limits, std::move(spool)), m_clock, m_random,
                    [this](const Delivery& delivery) { note(delivery); }) {}

    DeviceGateway& gateway() { return m_gateway; }
    bool online() const { return m_gateway.state() == MqttState::Online; }
    IntakeCounters counters() const { return m_gateway.counters().intake; }
    std::vector<site::Signal> heard() const {
        const std::lock_guard lock(m_mutex);
        return m_heard;
    }
    /// As if the facts of everything that was heard so far had become durable.
    void settleAll() {
        std::vector<std::function<void()>> settled;
        {
            const std::lock_guard lock(m_mutex);
            settled.swap(m_settled);
        }
        for (const auto& settle : settled)
            settle();
    }
    std::vector<std::uint64_t> presses() const {
        std::vector<std::uint64_t> counters;
        for (const site::Signal& signal : heard()) {
            if (signal.kind == Kind::Raised) counters.push_back(signal.counter);
        }
        std::sort(counters.begin(), counters.end());
        return counters;
    }

private:
    void note(const Delivery& delivery) {
        const std::lock_guard lock(m_mutex);
        m_heard.push_back(delivery.signal);
        m_settled.push_back(delivery.settled);
    }

    SystemClock m_clock;
    SystemRandom m_random;
    mutable std::mutex m_mutex; // guards the list: the gateway's thread writes, the test reads
    std::vector<site::Signal> m_heard;
    std::vector<std::function<void()>> m_settled;
    DeviceGateway m_gateway;
};

/// A device's end.
class Device {
public:
    explicit Device(const Broker& broker)
        : m_client(optionsFor(broker, "device-AH-Z31"), {}, m_random) {}

    bool start() { return m_client.start().has_value(); }
    MqttClient& client() { return m_client; }

    site::Signal press(std::uint64_t counter) const {
        site::Signal signal;
        signal.device = "AH-Z31";
        signal.point = site::kDemoButton;
        signal.boot = 1;
        signal.counter = counter;
        signal.device_time = m_clock.utc();
        return signal;
    }
    bool send(const site::Signal& signal) { return sendText(formatMessage(signal)); }
    bool sendText(const std::string& payload, const std::string& device = "AH-Z31") {
        return m_client.publish(eventTopic("990101", device), view(payload)).has_value();
    }
    bool acknowledged() const {
        const MqttCounters counters = m_client.counters();
        return counters.acknowledged == counters.published;
    }

private:
    SystemClock m_clock;
    SystemRandom m_random;
    MqttClient m_client;
};

std::vector<std::uint64_t> upTo(std::uint64_t last) {
    std::vector<std::uint64_t> numbers;
    for (std::uint64_t i = 1; i <= last; ++i)
        numbers.push_back(i);
    return numbers;
}

} // namespace

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

    void a_station_that_starts_before_the_broker_waits_for_it() {
        Broker broker;
        Station station(optionsFor(broker, "station"));
        QVERIFY(station.gateway().start().has_value());
        QVERIFY(!station.online());
        QVERIFY(broker.start());
        WAIT_FOR(station.online());
    }

    void a_refused_password_is_told_apart_and_tried_again() {
        Broker broker("allow_anonymous false\n");
        QVERIFY(broker.start());
        Station station(optionsFor(broker, "station"));
        QVERIFY(station.gateway().start().has_value());
        WAIT_EQUAL(station.gateway().state(), MqttState::Refused);
        broker.stop();
        broker.writeConfiguration("allow_anonymous true\n");
        QVERIFY(broker.start());
        WAIT_FOR(station.online());
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

    void a_slow_consumer_loses_nothing_because_the_broker_keeps_what_does_not_fit() {
        Broker broker;
        QVERIFY(broker.start());
        SystemRandom random;
        MqttOptions options = optionsFor(broker, "slow");
        options.topics = {eventTopic("990101", "+")};
        options.queueBound = 4;
        options.fullWait = 1ms;
        std::mutex gate;  // held by the test while the consumer shall be slow
        std::mutex guard; // of the set
        std::set<std::string> seen;
        std::unique_lock closed(gate);
        MqttCallbacks callbacks;
        callbacks.onMessage = [&](const MqttMessage& message) {
            const std::lock_guard wait(gate);
            const std::lock_guard lock(guard);
            seen.emplace(message.payload.begin(), message.payload.end());
        };
        const auto count = [&] {
            const std::lock_guard lock(guard);
            return seen.size();
        };
        MqttClient slow(options, std::move(callbacks), random);
        QVERIFY(slow.start().has_value());
        WAIT_EQUAL(slow.state(), MqttState::Online);
        Device device(broker);
        QVERIFY(device.start());
        for (std::uint64_t i = 1; i <= 50; ++i)
            QVERIFY(device.send(device.press(i)));
        WAIT_FOR(slow.counters().held_back >= 2);
        QCOMPARE(count(), std::size_t{0});
        closed.unlock();
        WAIT_EQUAL(count(), std::size_t{50});
    }

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

    void a_client_that_waits_too_long_for_its_broker_says_so() {
        Broker broker; // not started
        SystemRandom random;
        MqttOptions options = optionsFor(broker, "alone");
        options.unsentBound = 3;
        MqttClient client(options, {}, random);
        QCOMPARE(client.publish("a", view("x")).error().next, Next::Offline);
        QVERIFY(client.start().has_value());
        for (int i = 0; i < 3; ++i)
            QVERIFY(client.publish("a", view("x")).has_value());
        QCOMPARE(client.publish("a", view("x")).error().next, Next::Retry);
        QVERIFY(broker.start());
        WAIT_EQUAL(client.counters().acknowledged, std::uint64_t{3});
        QVERIFY(client.publish("a", view("x")).has_value());
    }

    void a_client_without_a_name_is_refused() {
        SystemRandom random;
        MqttClient client({}, {}, random);
        QCOMPARE(client.start().error().next, Next::Refused);
        MqttOptions options;
        options.clientId = "tls";
        options.caFile = "/nonexistent/ca.pem";
        MqttClient other(options, {}, random);
        QCOMPARE(other.start().error().next, Next::Refused);
    }

    void with_tls_only_the_own_authority_is_trusted() {
        Broker broker;
        for (const char* name : {"own", "other"})
            QVERIFY(makeCertificate(broker, name));
        broker.writeConfiguration("allow_anonymous true\ncertfile " + broker.path("own.pem").toUtf8() +
                                  "\nkeyfile " + broker.path("own.key").toUtf8() + "\n");
        QVERIFY(broker.start());
        MqttOptions right = optionsFor(broker, "right");
        right.host = "localhost";
        right.caFile = broker.path("own.pem").toStdString();
        MqttOptions wrong = optionsFor(broker, "wrong");
        wrong.host = "localhost";
        wrong.caFile = broker.path("other.pem").toStdString();
        Station trusting(right);
        Station deceived(wrong);
        QVERIFY(deceived.gateway().start().has_value());
        QVERIFY(trusting.gateway().start().has_value());
        WAIT_FOR(trusting.online());
        QVERIFY(!deceived.online());
    }

    void a_site_file_of_another_site_is_refused() {
        Broker broker;
        Station station(optionsFor(broker, "station"));
        site::Site other = sample();
        other.id = "990102";
        QCOMPARE(station.gateway().setSite(other).error().next, Next::Refused);
        QVERIFY(station.gateway().setSite(sample()).has_value());
    }

private:
    static bool makeCertificate(const Broker& broker, const char* name) {
        const QString base = broker.path(name);
        QProcess openssl;
        openssl.start(QStringLiteral("openssl"),
                      {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                       QStringLiteral("rsa:2048"), QStringLiteral("-nodes"), QStringLiteral("-days"),
                       QStringLiteral("2"), QStringLiteral("-subj"), QStringLiteral("/CN=localhost"),
                       QStringLiteral("-keyout"), base + QStringLiteral(".key"), QStringLiteral("-out"),
                       base + QStringLiteral(".pem")});
        return openssl.waitForFinished(30'000) && openssl.exitCode() == 0;
    }
};

QTEST_GUILESS_MAIN(TestGateway)
#include "tst_gateway.moc"
