#include "support/process.h"
#include "support/schema.h"
#include "support/station_fixture.h"

#include "alarms/alarms.h"
#include "devices/message.h"
#include "devices/mqtt_client.h"
#include "devices/reading.h"
#include "server/commands.h"
#include "site/sample.h"

#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

using namespace shouwang;
using testing::Seat;
using testing::Target;

/// A real broker, the whole station, and a device that is not always honest.
class TestDevices : public QObject {
    Q_OBJECT

private:
    void startBroker() {
        m_brokerPort = testing::freePort();
        QFile settings(m_root->filePath(QStringLiteral("mosquitto.conf")));
        QVERIFY(settings.open(QIODevice::WriteOnly));
        settings.write("listener " + QByteArray::number(m_brokerPort) + " 127.0.0.1\nallow_anonymous true\n");
        settings.close();
        m_broker = std::make_unique<QProcess>();
        QStringList paths = QString::fromLocal8Bit(qgetenv("PATH")).split(QLatin1Char(':'));
        paths << QStringLiteral("/usr/sbin");
        const QString program = QStandardPaths::findExecutable(QStringLiteral("mosquitto"), paths);
        QVERIFY2(!program.isEmpty(), "mosquitto is needed");
        m_broker->start(program, {QStringLiteral("-c"), settings.fileName()});
        QVERIFY(m_broker->waitForStarted());
    }

    void startStation() {
        server::StationOptions options;
        options.folder = m_folder;
        options.mqtt.emplace();
        options.mqtt->port = m_brokerPort;
        options.intake.heartbeat_period = m_heartbeat;
        options.spool.records = 64;
        auto opened = server::Station::open(options, m_clock, m_random);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text.c_str());
        m_station = std::move(*opened);
        QVERIFY(m_station->start().has_value());
        m_to.port = m_station->port();
        QTRY_COMPARE_WITH_TIMEOUT(devices().value("broker", ""), std::string("online"), 20'000);
    }

    nlohmann::json devices() const {
        const auto json =
            nlohmann::json::parse(testing::get(m_to, "/api/v1/health", m_seat.token).body, nullptr, false);
        return json.is_object() ? json.value("devices", nlohmann::json::object()) : nlohmann::json::object();
    }
    std::size_t accepted(const char* what) const { return devices().value(what, std::size_t{0}); }
    std::size_t facts(const std::string& kind) const { return testing::countFacts(m_to, m_seat, kind); }

    void publish(const site::Signal& signal) {
        const std::string message = devices::formatMessage(signal);
        QVERIFY(m_device->publish(devices::eventTopic(m_site.id, signal.device), view(message)).has_value());
    }
    site::Signal press(std::uint64_t counter) const {
        const site::AlarmPoint* point = m_site.point(site::kDemoButton);
        site::Signal signal;
        signal.device = point->device;
        signal.point = point->id;
        signal.boot = 5;
        signal.counter = counter;
        signal.device_time = m_clock.utc();
        return signal;
    }

    std::vector<alarms::State> technical() const {
        const auto json =
            nlohmann::json::parse(testing::get(m_to, "/api/v1/alarms?limit=500", m_seat.token).body);
        std::vector<alarms::State> list;
        for (const auto& item : json["items"]) {
            alarms::State state;
            state.point = item["point"].get<std::string>();
            state.repeats = item["repeats"].get<std::int64_t>();
            state.priority = static_cast<site::Priority>(item["priority"].get<int>());
            if (!item["ended"].is_null()) state.ended.emplace();
            if (item["kind"] == "device") list.push_back(std::move(state));
        }
        return list;
    }
    std::size_t running() const {
        const auto list = technical();
        return static_cast<std::size_t>(
            std::count_if(list.begin(), list.end(), [](const auto& state) { return !state.ended; }));
    }

    std::chrono::nanoseconds m_heartbeat = std::chrono::hours(1);
    const SystemClock m_clock;
    SystemRandom m_random;
    const site::Site m_site = site::sampleSite();
    std::unique_ptr<QTemporaryDir> m_root;
    std::unique_ptr<QProcess> m_broker;
    quint16 m_brokerPort = 0;
    server::DataFolder m_folder;
    Seat m_seat;
    Target m_to;
    std::unique_ptr<server::Station> m_station;
    std::unique_ptr<devices::MqttClient> m_device;

private Q_SLOTS:
    void init() {
        m_root = std::make_unique<QTemporaryDir>();
        const std::filesystem::path root = m_root->path().toStdString();
        m_folder = testing::makeStation(root);
        m_seat = testing::addSeat(m_folder, "A");
        const auto file = testing::writeSampleSite(root);
        QCOMPARE(server::runProgram({"site", "import", file.string(), "--data", m_folder.root.string()}), 0);
        startBroker();
        startStation();
        devices::MqttOptions options;
        options.port = m_brokerPort;
        options.clientId = "test-device";
        m_device = std::make_unique<devices::MqttClient>(options, devices::MqttCallbacks{}, m_random);
        QVERIFY(m_device->start().has_value());
        QTRY_VERIFY_WITH_TIMEOUT(m_device->state() == devices::MqttState::Online, 20'000);
    }
    void cleanup() {
        m_device.reset();
        m_station.reset();
        m_heartbeat = std::chrono::hours(1);
        if (m_broker) {
            m_broker->terminate();
            m_broker->waitForFinished();
        }
    }

    void one_press_becomes_exactly_one_alarm_and_pins_its_cameras() {
        publish(press(1));
        QTRY_COMPARE_WITH_TIMEOUT(facts("alarms.raised"), std::size_t{1}, 20'000);
        QCOMPARE(facts("evidence.pin_requested"), std::size_t{1});
        for (int i = 0; i < 5; ++i)
            publish(press(1)); // the line stutters
        QTRY_COMPARE_WITH_TIMEOUT(accepted("duplicate"), std::size_t{5}, 20'000);
        QCOMPARE(facts("alarms.raised"), std::size_t{1});
    }

    void a_press_repeated_over_a_restart_of_the_station_is_the_same_alarm() {
        publish(press(1));
        QTRY_COMPARE_WITH_TIMEOUT(facts("alarms.raised"), std::size_t{1}, 20'000);
        m_station.reset();
        publish(press(1)); // the broker keeps it; the new station has not seen it
        startStation();
        QTRY_COMPARE_WITH_TIMEOUT(accepted("accepted"), std::size_t{1}, 20'000);
        QCOMPARE(facts("alarms.raised"), std::size_t{1});
    }

    void a_press_while_the_station_is_away_is_not_lost() {
        m_station.reset();
        publish(press(3));
        QTRY_COMPARE_WITH_TIMEOUT(m_device->counters().acknowledged, std::uint64_t{1}, 20'000);
        startStation();
        QTRY_COMPARE_WITH_TIMEOUT(facts("alarms.raised"), std::size_t{1}, 20'000);
    }

    void what_is_committed_leaves_the_spool() {
        publish(press(1));
        QTRY_COMPARE_WITH_TIMEOUT(facts("alarms.raised"), std::size_t{1}, 20'000);
        const auto spool = [this](const char* what) {
            return devices()["spool"].value(what, std::size_t{99});
        };
        QTRY_COMPARE_WITH_TIMEOUT(spool("waiting"), std::size_t{0}, 20'000);
        QCOMPARE(spool("kept"), std::size_t{1});
        m_station.reset();
        startStation();
        QCOMPARE(spool("replayed"), std::size_t{0});
    }

    void a_press_dated_in_the_future_happened_when_it_arrived() {
        site::Signal ahead = press(1);
        ahead.device_time = m_clock.utc() + 30 * 86'400 * Micros{1'000'000};
        const Micros before = m_clock.utc();
        publish(ahead);
        QTRY_COMPARE_WITH_TIMEOUT(facts("alarms.raised"), std::size_t{1}, 20'000);
        for (const ledger::StoredFact& stored : testing::readFacts(m_to, m_seat)) {
            const auto fact = ledger::decodeFact(stored.bytes);
            if (!fact || fact->kind != "alarms.raised") continue;
            QVERIFY(fact->occurred >= before && fact->occurred <= m_clock.utc());
            QCOMPARE(ledger::field(fact->open, alarms::Field::DeviceTime).integer(), ahead.device_time);
            QCOMPARE(ledger::field(fact->open, alarms::Field::ClockSuspect).integer(), std::int64_t{1});
        }
        QCOMPARE(accepted("clock_suspect"), std::size_t{1});
    }

    void a_silent_device_is_one_technical_alarm_with_its_end_also_over_a_restart() {
        m_station.reset();
        m_heartbeat = std::chrono::milliseconds(300);
        startStation();
        QTRY_VERIFY_WITH_TIMEOUT(!technical().empty() && technical().size() == accepted("known"), 30'000);
        const std::size_t all = technical().size();
        for (const alarms::State& alarm : technical())
            QVERIFY(alarm.priority == site::Priority::Low && !alarm.ended);
        m_station.reset();
        m_heartbeat = std::chrono::hours(1);
        startStation();
        QTRY_COMPARE_WITH_TIMEOUT(accepted("silent"), all, 20'000);
        site::Signal beat = press(1);
        beat.kind = site::Signal::Kind::Heartbeat;
        beat.point.clear();
        publish(beat);
        QTRY_COMPARE_WITH_TIMEOUT(facts("alarms.ended"), std::size_t{1}, 20'000);
        QCOMPARE(running(), all - 1);
        QCOMPARE(technical().size(), all); // nothing was told twice
        QCOMPARE(facts("evidence.pin_requested"), std::size_t{0});
    }

    void a_device_that_sends_rubbish_is_one_technical_alarm() {
        const std::string topic = devices::eventTopic(m_site.id, press(1).device);
        for (int i = 0; i < 60; ++i)
            QVERIFY(m_device->publish(topic, view("{")).has_value());
        QTRY_COMPARE_WITH_TIMEOUT(accepted("refused"), std::size_t{60}, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(technical().size(), std::size_t{1}, 20'000);
        QVERIFY(technical()[0].point.ends_with("-FAULTY"));
        QCOMPARE(accepted("faulty"), std::size_t{1});
    }

    void garbage_on_the_line_is_counted_and_makes_no_fact() {
        const std::string topic = devices::eventTopic(m_site.id, press(1).device);
        for (const std::string& garbage :
             {std::string("{"), std::string(10'000, 'x'), std::string("\xff\xfe"),
              std::string(R"({"v":1,"device":"ghost","kind":"raised"})")})
            QVERIFY(m_device->publish(topic, view(garbage)).has_value());
        site::Signal ghost = press(1);
        ghost.point = "AL-GHOST";
        publish(ghost);
        QTRY_COMPARE_WITH_TIMEOUT(accepted("refused"), std::size_t{5}, 20'000);
        QCOMPARE(facts("alarms.raised"), std::size_t{0});
        publish(press(2));
        QTRY_COMPARE_WITH_TIMEOUT(facts("alarms.raised"), std::size_t{1}, 20'000);
    }

    /// Every kind of bad input has a figure of its own, and the last one its time and its device.
    void each_kind_of_odd_message_is_counted_by_itself() {
        const std::string topic = devices::eventTopic(m_site.id, press(1).device);
        QVERIFY(devices().at("last_odd").is_null());
        publish(press(7));
        publish(press(7));
        publish(press(5));
        site::Signal ahead = press(8);
        ahead.device_time += 86'400 * Micros{1'000'000};
        publish(ahead);
        QVERIFY(m_device->publish(topic, view("{")).has_value());
        QVERIFY(m_device->publish(topic, view(std::string(10'000, 'x'))).has_value());
        site::Signal stranger = press(1);
        stranger.device = "AH-GHOST";
        publish(stranger);
        QTRY_COMPARE_WITH_TIMEOUT(accepted("refused"), std::size_t{3}, 20'000);
        const nlohmann::json health = devices();
        for (const char* kind : {"duplicate", "out_of_order", "future_dated", "clock_suspect", "malformed",
                                 "oversized", "unknown_device"})
            QVERIFY2(health.value(kind, 0) == 1, kind);
        for (const char* kind : {"bad_topic", "other_version", "other_device", "unknown_point"})
            QVERIFY2(health.value(kind, 9) == 0, kind);
        QCOMPARE(health["last_odd"]["kind"].get<std::string>(), std::string("unknown_device"));
        QCOMPARE(health["last_unknown_device"]["device"].get<std::string>(), std::string("AH-GHOST"));
        QTRY_COMPARE(facts("alarms.raised"),
                     std::size_t{1}); // the same point: what is odd and true repeats it
        const std::string body = testing::get(m_to, "/api/v1/health", m_seat.token).body;
        const std::string problem = testing::schemaProblem("health", body);
        QVERIFY2(problem.empty(), problem.c_str());
    }

    void a_dead_broker_is_told_with_its_time_and_its_end() {
        const auto link = [this] {
            return nlohmann::json::parse(
                testing::get(m_to, "/api/v1/health", m_seat.token).body)["devices_link"];
        };
        QTRY_COMPARE_WITH_TIMEOUT(link().value("state", ""), std::string("up"), 20'000);
        const std::string since = link()["since"].get<std::string>();
        m_broker->terminate();
        QVERIFY(m_broker->waitForFinished());
        QTRY_COMPARE_WITH_TIMEOUT(link().value("state", ""), std::string("down"), 20'000);
        QVERIFY(link()["since"].get<std::string>() > since);
        m_broker->start();
        QTRY_COMPARE_WITH_TIMEOUT(link().value("state", ""), std::string("up"), 30'000);
    }

    void what_a_device_measures_is_kept_beside_the_ledger_and_holds_up_no_alarm() {
        const site::Signal signal = press(1);
        const std::size_t before = testing::readFacts(m_to, m_seat).size();
        const auto send = [&](int value) {
            const std::string text =
                devices::formatReadings(signal.device, m_clock.utc(),
                                        {{signal.device, signal.point, "battery_pct", 0, value},
                                         {signal.device, {}, "signal_dbm", 0, -60}});
            QVERIFY(
                m_device->publish(devices::readingTopic(m_site.id, signal.device), view(text)).has_value());
        };
        const auto health = [this] {
            return nlohmann::json::parse(testing::get(m_to, "/api/v1/health", m_seat.token).body)["readings"];
        };
        send(87);
        QTRY_COMPARE_WITH_TIMEOUT(health()["rows"].get<int>(), 2, 60'000);
        const auto items = [this](const std::string& point) {
            std::string coded;
            for (const char c : point)
                coded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
            return nlohmann::json::parse(
                testing::get(m_to, "/api/v1/readings?point=" + coded, m_seat.token).body)["items"];
        };
        QCOMPARE(items(signal.point).size(), std::size_t{1});
        QCOMPARE(items(signal.point)[0]["value"].get<int>(), 87);
        QCOMPARE(items(signal.device)[0]["kind"].get<std::string>(), std::string("signal_dbm"));
        for (int i = 0; i < 500; ++i)
            send(i);
        publish(signal);
        QTRY_COMPARE_WITH_TIMEOUT(facts("alarms.raised"), std::size_t{1}, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(health()["accepted"].get<int>(), 600, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(health()["held_off"].get<int>() > 0, 60'000);
        QVERIFY(testing::readFacts(m_to, m_seat).size() < before + 10); // the alarm and what follows from it
    }
};

QTEST_GUILESS_MAIN(TestDevices)
#include "tst_devices.moc"
