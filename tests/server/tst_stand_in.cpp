// The station is dead, a button is pressed, two seats report it from what they heard themselves. When the
// station is back and the broker hands it the same press as well, there is one alarm with one history.
#include "../devices/broker.h"
#include "support/station_fixture.h"

#include "alarms/stand_in.h"
#include "alarms/tables.h"
#include "devices/device_gateway.h"
#include "devices/message.h"
#include "evidence/evidence.h"
#include "rooms/rooms.h"
#include "server/commands.h"
#include "site/sample.h"
#include "sync/http_client.h"
#include "sync/seat_service.h"

#include <QTest>
#include <atomic>
#include <fmt/format.h>
#include <mutex>

#define WAIT_FOR(...) QTRY_VERIFY_WITH_TIMEOUT((__VA_ARGS__), 60'000)

using namespace shouwang;

namespace {

bool save(sync::SeatService& seat, ledger::Command command) {
    std::atomic<int> result{-1};
    seat.submit(std::move(command), [&result](const sync::SubmitResult& done) {
        result = done.kind == sync::SubmitResult::Kind::Saved ? 1 : 0;
    });
    return QTest::qWaitFor([&result] { return result.load() >= 0; }, 20'000) && result == 1;
}

bool isKnown(sync::SeatService& seat, const Id& alarm) {
    bool known = false;
    auto reader = seat.openReader();
    if (reader)
        (void)(*reader)->read([&](const ledger::View& view) { known = alarms::isKnown(view, alarm); });
    return known;
}

/// What the desk's DeviceWatch does, without a window: hears the broker, waits for the station, stands in.
class Ear {
public:
    Ear(const site::Site& site, devices::GatewayOptions options, const Clock& clock, Random& random)
        : m_site(site)
        , m_clock(clock)
        , m_gateway(site, std::move(options), clock, random, [this](const devices::Delivery& delivery) {
            const std::lock_guard lock(m_mutex);
            m_heard.push_back(delivery);
        }) {}

    bool start() { return m_gateway.start().has_value(); }
    bool online() const { return m_gateway.state() == devices::MqttState::Online; }
    /// On the seat's writing thread.
    void confirmed(const std::vector<ledger::Fact>& facts) {
        const std::lock_guard lock(m_mutex);
        m_confirmed.insert(m_confirmed.end(), facts.begin(), facts.end());
    }
    /// Hears what has come, and reports what is due.
    void turn(sync::SeatService& seat) {
        std::vector<devices::Delivery> heard;
        {
            const std::lock_guard lock(m_mutex);
            heard.swap(m_heard);
            for (const ledger::Fact& fact : std::exchange(m_confirmed, {}))
                m_presses.confirmed(fact);
        }
        for (const devices::Delivery& delivery : heard) {
            ++presses;
            const site::AlarmPoint* point = m_site.point(delivery.signal.point);
            if (!point || isKnown(seat, alarms::alarmId(delivery.signal))) {
                delivery.settled();
            } else {
                m_presses.heard({alarms::raise(*point, delivery.signal, delivery.arrived), delivery.settled},
                                m_clock.monotonic());
            }
        }
        for (alarms::StandIn::Press& press : m_presses.due(m_clock.monotonic())) {
            const bool told = isKnown(seat, press.raise.entity) || save(seat, press.raise);
            told ? press.settled() : m_presses.again(press, m_clock.monotonic());
        }
    }
    int presses = 0;

private:
    const site::Site& m_site;
    const Clock& m_clock;
    std::mutex m_mutex; // guards the two lists that other threads fill
    std::vector<devices::Delivery> m_heard;
    std::vector<ledger::Fact> m_confirmed;
    alarms::StandIn m_presses{std::chrono::milliseconds(300)};
    devices::DeviceGateway m_gateway; // last: its threads end before the rest goes
};

} // namespace

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
    std::unique_ptr<sync::SeatService> openSeat(const testing::Seat& card, std::uint16_t port,
                                                sync::SeatService::Callbacks callbacks = {}) {
        sync::HttpOptions http;
        http.url = fmt::format("http://127.0.0.1:{}", port);
        http.token = card.token;
        sync::SeatService::Options options;
        options.path = std::filesystem::path(m_root.path().toStdString()) / (card.id.text() + ".db");
        options.seat = card.id;
        options.features = commonRooms();
        options.link = std::move(*sync::makeHttpLink(http));
        options.retryMost = std::chrono::milliseconds(300);
        return std::move(
            *sync::SeatService::start(std::move(options), std::move(callbacks), m_clock, m_random));
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

    devices::MqttOptions brokerAs(const char* client) const {
        devices::MqttOptions mqtt;
        mqtt.port = m_broker.port();
        mqtt.clientId = client;
        return mqtt;
    }
    site::Signal press(const site::AlarmPoint& point, std::uint64_t counter) const {
        site::Signal signal;
        signal.kind = site::Signal::Kind::Raised;
        signal.device = point.device;
        signal.point = point.id;
        signal.boot = 6;
        signal.counter = counter;
        signal.device_time = m_clock.utc();
        return signal;
    }
    /// Orders that move something by themselves.
    static std::size_t pinsOf(sync::SeatService& seat) {
        std::size_t pins = 0;
        auto reader = seat.openReader();
        if (reader)
            (void)(*reader)->read(
                [&](const ledger::View& view) { pins = evidence::runningPins(view, 0, 0).size(); });
        return pins;
    }

    Broker m_broker;
    QTemporaryDir m_root;
    const SystemClock m_clock;
    SystemRandom m_random;
    server::DataFolder m_folder;

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_broker.start()); }

    void a_press_while_the_station_is_dead_is_one_alarm_with_one_history() {
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

    void a_seat_hears_the_press_itself_and_nothing_is_actuated_before_the_station_is_back() {
        m_folder = testing::makeStation(m_root.filePath(QStringLiteral("own ear")).toStdString());
        const testing::Seat card = testing::addSeat(m_folder, "A");
        const auto file = testing::writeSampleSite(m_root.path().toStdString());
        QCOMPARE(server::runProgram({"site", "import", file.string(), "--data", m_folder.root.string()}), 0);
        const site::Site site = site::sampleSite();
        auto station = openStation(0);
        QVERIFY(station);
        const std::uint16_t port = station->port();

        devices::GatewayOptions ears;
        ears.mqtt = brokerAs("seat-a");
        ears.spool = std::make_shared<devices::Spool>(
            devices::Spool::Options{m_root.filePath(QStringLiteral("ear")).toStdString()});
        Ear ear(site, std::move(ears), m_clock, m_random);
        const auto seat = openSeat(card, port, {{}, [&ear](const auto& facts, bool provisional) {
                                                    if (!provisional) ear.confirmed(facts);
                                                }});
        QVERIFY(ear.start());
        devices::MqttClient device(brokerAs("device"), {}, m_random);
        QVERIFY(device.start());
        WAIT_FOR(ear.online() && device.state() == devices::MqttState::Online);
        const auto says = [&](const site::Signal& signal) {
            return device.publish(devices::eventTopic(site.id, signal.device),
                                  view(devices::formatMessage(signal)));
        };
        const auto seatKnows = [&](const site::Signal& signal) {
            ear.turn(*seat);
            return isKnown(*seat, alarms::alarmId(signal));
        };
        const site::Signal before = press(site.points[0], 1);
        QVERIFY(says(before)); // so that both are known to listen
        WAIT_FOR(seatKnows(before) && ear.presses == 1 && settled(*seat));
        QCOMPARE(pinsOf(*seat), std::size_t{1}); // the station has linked it
        station.reset();

        const site::Signal alone = press(site.points[1], 2);
        QVERIFY(says(alone));
        WAIT_FOR(seatKnows(alone));
        QCOMPARE(seat->status()->outbox, std::size_t{1}); // the press, and no command that follows from it
        QCOMPARE(pinsOf(*seat), std::size_t{1});

        station = openStation(port);
        QVERIFY(station);
        WAIT_FOR(settled(*seat) && pinsOf(*seat) == 2);
        const site::Signal after = press(site.points[2], 3); // the broker hands the station both, in order
        QVERIFY(says(after));
        WAIT_FOR(seatKnows(after) && ear.presses == 3 && settled(*seat) && pinsOf(*seat) == 3);
        const testing::Target to{port, {}};
        QCOMPARE(testing::countFacts(to, card, alarms::kind::kRaised), std::size_t{3});
        QCOMPARE(testing::countFacts(to, card, alarms::kind::kRepeated), std::size_t{0});
        QCOMPARE(alarmsOf(*seat).size(), std::size_t{3});
        for (const ledger::StoredFact& stored : testing::readFacts(to, card)) {
            const ledger::Fact fact = ledger::decodeFact(stored.bytes).value();
            if (fact.kind == "evidence.pin_requested")
                QVERIFY(fact.command.source == ledger::CommandId::Source::React); // never by the seat
        }
    }
};

QTEST_GUILESS_MAIN(StandInTest)
#include "tst_stand_in.moc"
