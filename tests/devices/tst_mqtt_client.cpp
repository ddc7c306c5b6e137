// The client against a real broker: whom does it trust, and what does it do when there is no room?
#include "station_and_device.h"

#include <QProcess>
#include <QTest>
#include <mutex>
#include <set>

using namespace shouwang;
using namespace shouwang::devices;
using namespace shouwang::devices::test;

class TestMqttClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
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

QTEST_GUILESS_MAIN(TestMqttClient)
#include "tst_mqtt_client.moc"
