// The station is dead, a button is pressed, two seats report it from what they heard themselves. When the
// station is back and the broker hands it the same press as well, there is one alarm with one history.
#include "../devices/broker.h"
#include "support/station_fixture.h"

#include "alarms/tables.h"
#include "attention/attention.h"
#include "devices/message.h"
#include "dispatch/tables.h"
#include "evidence/evidence.h"
#include "people/tables.h"
#include "server/commands.h"
#include "site/sample.h"
#include "sync/http_client.h"
#include "sync/seat_service.h"

#include <QTest>
#include <atomic>
#include <fmt/format.h>

#define WAIT_FOR(...) QTRY_VERIFY_WITH_TIMEOUT((__VA_ARGS__), 60'000)

using namespace shouwang;

class StandInTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<server::Station> openStation(std::uint16_t port) {
        server::StationOptions options;
        options.folder = m_folder;
        options.listen.port = port;
        options.mqtt.emplace();
        options.mqtt->port = m_broker.port();
        auto opened = server::Station::open(options, m_clock, m_random);
        if (!opened || !(*opened)->start()) return nullptr;
        return std::move(*opened);
    }
    std::unique_ptr<sync::SeatService> openSeat(const testing::Seat& card, std::uint16_t port) {
        sync::HttpOptions http;
        http.url = fmt::format("http://127.0.0.1:{}", port);
        http.token = card.token;
        sync::SeatService::Options options;
        options.path = std::filesystem::path(m_root.path().toStdString()) / (card.id.text() + ".db");
        options.seat = card.id;
        options.features = {people::makeFeature(), attention::makeFeature(), alarms::makeFeature(),
                            evidence::makeFeature(), dispatch::makeFeature()};
        options.link = std::move(*sync::makeHttpLink(http));
        options.retryMost = std::chrono::milliseconds(300);
        return std::move(*sync::SeatService::start(std::move(options), {}, m_clock, m_random));
    }
    static bool save(sync::SeatService& seat, ledger::Command command) {
        std::atomic<int> result{-1};
        seat.submit(std::move(command), [&result](const sync::SubmitResult& done) {
            result = done.kind == sync::SubmitResult::Kind::Saved ? 1 : 0;
        });
        return QTest::qWaitFor([&result] { return result.load() >= 0; }, 20'000) && result == 1;
    }
    static std::vector<alarms::State> alarmsOf(sync::SeatService& seat) {
        std::vector<alarms::State> found;
        auto reader = seat.openReader();
        if (reader)
            (void)(*reader)->read([&](const ledger::View& view) { found = alarms::openAlarms(view); });
        return found;
    }
    static bool settled(const sync::SeatService& seat) {
        const auto status = seat.status();
        return status->state == sync::LinkState::Live && status->outbox == 0 &&
               status->cursor.number == status->head.number && status->head.number > 0;
    }

    Broker m_broker;
    QTemporaryDir m_root;
    const SystemClock m_clock;
    SystemRandom m_random;
    server::DataFolder m_folder;

private Q_SLOTS:
    void a_press_while_the_station_is_dead_is_one_alarm_with_one_history() {
        QVERIFY(m_broker.start());
        m_folder = testing::makeStation(m_root.path().toStdString());
        const testing::Seat cards[2] = {testing::addSeat(m_folder, "A"), testing::addSeat(m_folder, "B")};
        const auto file = testing::writeSampleSite(m_root.path().toStdString());
        QCOMPARE(server::runProgram({"site", "import", file.string(), "--data", m_folder.root.string()}), 0);
        auto station = openStation(0);
        QVERIFY(station);
        const std::uint16_t port = station->port();
        std::unique_ptr<sync::SeatService> seats[2] = {openSeat(cards[0], port), openSeat(cards[1], port)};
        WAIT_FOR(settled(*seats[0]) && settled(*seats[1]));
        station.reset(); // dead; its broker session stays

        const site::Site site = site::sampleSite();
        const site::AlarmPoint& point = site.points.front();
        site::Signal signal;
        signal.kind = site::Signal::Kind::Raised;
        signal.device = point.device;
        signal.point = point.id;
        signal.boot = 5;
        signal.counter = 41;
        signal.device_time = m_clock.utc();
        devices::MqttOptions mqtt;
        mqtt.port = m_broker.port();
        mqtt.clientId = "device";
        devices::MqttClient device(mqtt, {}, m_random);
        QVERIFY(device.start());
        WAIT_FOR(device.state() == devices::MqttState::Online);
        QVERIFY(
            device.publish(devices::eventTopic(site.id, point.device), view(devices::formatMessage(signal))));
        WAIT_FOR(device.counters().acknowledged == 1);
        const Id alarm = alarms::alarmId(signal);
        for (auto& seat : seats) {
            QVERIFY(save(*seat, alarms::raise(point, signal, m_clock.utc(), ledger::Mode::Real)));
            QVERIFY(save(*seat, alarms::acknowledge(alarm, m_clock.utc())));
            QCOMPARE(alarmsOf(*seat).size(),
                     std::size_t{1}); // shown at once, before anybody has confirmed it
        }

        station = openStation(port);
        QVERIFY(station);
        WAIT_FOR(settled(*seats[0]) && settled(*seats[1]));
        for (auto& seat : seats) {
            const auto found = alarmsOf(*seat);
            QCOMPARE(found.size(), std::size_t{1});
            QCOMPARE(found.front().id, alarm);
            QCOMPARE(found.front().repeats, 0);
            QVERIFY(found.front().acknowledged.has_value());
            QCOMPARE(found.front().alsoAcknowledged.size(), std::size_t{1}); // the other seat's
        }
        QVERIFY(alarmsOf(*seats[0]) == alarmsOf(*seats[1]));
    }
};

QTEST_GUILESS_MAIN(StandInTest)
#include "tst_stand_in.moc"
