// SIGKILL between the receipt of a press and its commit: the broker has its acknowledgement and forgets the
// press, so the disk must have it.
#include "station_and_device.h"

#include <QCoreApplication>
#include <QTest>
#include <csignal>
#include <cstdio>
#include <fmt/format.h>
#include <set>

using namespace shouwang;
using namespace shouwang::devices;
using namespace shouwang::devices::test;

namespace {

GatewayOptions gatewayOptions(int port, const std::filesystem::path& spool) {
    GatewayOptions options;
    options.mqtt = optionsFor(port, "station");
    options.limits.heartbeat_period = 1h;
    options.spool = std::make_shared<Spool>(Spool::Options{spool});
    return options;
}

/// A station whose ledger never commits: says each press that it has heard, until it is killed.
int runChild(int port, const std::filesystem::path& spool) {
    const SystemClock clock;
    SystemRandom random;
    DeviceGateway gateway(site::sampleSite(), gatewayOptions(port, spool), clock, random,
                          [](const Delivery& delivery) {
                              fmt::print("{}\n", delivery.signal.counter);
                              std::fflush(stdout);
                          });
    if (!gateway.start()) return 1;
    for (;;)
        pause();
}

} // namespace

class TestSpoolKill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_press_that_was_acknowledged_survives_sigkill_before_its_commit() {
        Broker broker;
        QVERIFY(broker.start());
        QTemporaryDir folder;
        const QString spool = folder.filePath(QStringLiteral("spool"));
        const SystemClock clock;
        SystemRandom random;
        MqttClient device(optionsFor(broker.port(), "device"), {}, random);
        QVERIFY(device.start().has_value());

        {
            MqttOptions options = optionsFor(broker.port(), "station");
            options.topics = {eventTopic("990101", "+")};
            MqttClient session(options, {}, random); // from now on the broker keeps what the station misses
            QVERIFY(session.start().has_value());
            QTRY_VERIFY_WITH_TIMEOUT(session.state() == MqttState::Online, 20'000);
        }
        std::set<std::uint64_t> sent;
        for (int round = 0; round < 3; ++round) {
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(),
                        {QStringLiteral("--child"), QString::number(broker.port()), spool});
            QVERIFY(child.waitForStarted());
            for (int i = 0; i < 25; ++i) {
                const std::uint64_t counter = sent.size() + 1;
                sent.insert(counter);
                QVERIFY(press(device, clock, counter));
            }
            const auto heard = [&] {
                child.waitForReadyRead(20);
                m_out += child.readAllStandardOutput();
                return m_out.contains("\n");
            };
            QTRY_VERIFY_WITH_TIMEOUT(heard(), 20'000);
            m_out.clear();
            ::kill(static_cast<pid_t>(child.processId()), SIGKILL);
            QVERIFY(child.waitForFinished(10'000));
        }
        std::mutex mutex; // guards the set
        std::set<std::uint64_t> replayed;
        DeviceGateway gateway(site::sampleSite(), gatewayOptions(broker.port(), spool.toStdString()), clock,
                              random, [&](const Delivery& delivery) {
                                  const std::lock_guard lock(mutex);
                                  replayed.insert(delivery.signal.counter);
                                  delivery.settled();
                              });
        QVERIFY(gateway.start().has_value());
        const auto all = [&] {
            const std::lock_guard lock(mutex);
            return replayed == sent;
        };
        QTRY_VERIFY_WITH_TIMEOUT(all(), 30'000);
        QVERIFY(gateway.counters().spool.counters.replayed >= 3);
        QTRY_COMPARE_WITH_TIMEOUT(gateway.counters().spool.waiting, std::size_t{0}, 10'000);
    }

private:
    bool press(MqttClient& device, const Clock& clock, std::uint64_t counter) {
        site::Signal signal;
        signal.device = "AH-Z31";
        signal.point = site::kDemoButton;
        signal.boot = 1;
        signal.counter = counter;
        signal.device_time = clock.utc();
        return device.publish(eventTopic("990101", signal.device), view(formatMessage(signal))).has_value();
    }

    QByteArray m_out;
};

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    if (argc == 4 && std::string_view(argv[1]) == "--child") return runChild(std::atoi(argv[2]), argv[3]);
    TestSpoolKill test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_spool_kill.moc"
