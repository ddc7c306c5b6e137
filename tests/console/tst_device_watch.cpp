// The desk's own ear, at a real broker.
#include "../devices/broker.h"

#include "base/random.h"
#include "console/device_watch.h"
#include "devices/message.h"
#include "site/sample.h"

#include <QSignalSpy>
#include <QTest>
#include <set>

#define WAIT_FOR(...) QTRY_VERIFY_WITH_TIMEOUT((__VA_ARGS__), 20'000)

using namespace shouwang;
using namespace shouwang::console;

namespace {

struct Desk {
    Broker broker;
    QTemporaryDir folder;
    SystemClock clock;
    SystemRandom random;
    std::shared_ptr<const site::Site> site = std::make_shared<const site::Site>(site::sampleSite());
    std::set<Id> known;
    std::vector<ledger::Command> reported;
    std::vector<std::function<void(bool)>> done;
    std::unique_ptr<DeviceWatch> watch;

    devices::MqttOptions options(const char* client) const {
        devices::MqttOptions made;
        made.port = broker.port();
        made.clientId = client;
        made.retryFirst = std::chrono::milliseconds(20);
        return made;
    }
    void start() {
        DeviceWatch::Ports ports;
        ports.report = [this](ledger::Command command, std::function<void(bool)> told) {
            reported.push_back(std::move(command));
            done.push_back(std::move(told));
        };
        ports.isKnown = [this](const Id& alarm) { return known.contains(alarm); };
        watch = std::make_unique<DeviceWatch>(options("seat"),
                                              folder.filePath(QStringLiteral("spool")).toStdString(),
                                              std::move(ports), clock, random);
        watch->follow(site);
    }
    site::Signal press(std::uint64_t counter) const {
        const site::AlarmPoint& point = site->points.front();
        site::Signal signal;
        signal.kind = site::Signal::Kind::Raised;
        signal.device = point.device;
        signal.point = point.id;
        signal.boot = 3;
        signal.counter = counter;
        signal.device_time = clock.utc();
        return signal;
    }
    void publish(devices::MqttClient& from, const site::Signal& signal) const {
        const std::string text = devices::formatMessage(signal);
        QVERIFY(from.publish(devices::eventTopic(site->id, signal.device), view(text)));
    }
};

} // namespace

class DeviceWatchTest : public QObject {
    Q_OBJECT

private:
    /// Sends until the desk is known to listen: its subscription may still be on its way.
    static void sendAndWait(Desk& desk, devices::MqttClient& device, std::uint64_t counter) {
        const std::size_t before = desk.reported.size();
        desk.publish(device, desk.press(counter));
        WAIT_FOR(desk.reported.size() > before);
    }

private Q_SLOTS:
    void a_press_that_no_station_takes_is_reported_by_the_seat() {
        Desk desk;
        QVERIFY(desk.broker.start());
        desk.start();
        devices::MqttClient device(desk.options("device"), {}, desk.random);
        QVERIFY(device.start());
        WAIT_FOR(device.state() == devices::MqttState::Online);
        QTRY_VERIFY_WITH_TIMEOUT(desk.watch->isListening(), 20'000);
        sendAndWait(desk, device, 1);
        QCOMPARE(desk.reported.size(), std::size_t{1});
        QCOMPARE(desk.reported.front().entity, alarms::alarmId(desk.press(1)));
        QCOMPARE(desk.reported.front().kind, std::string("alarms.raise"));
    }

    void what_the_station_has_told_is_not_reported_again() {
        Desk desk;
        QVERIFY(desk.broker.start());
        desk.start();
        devices::MqttClient device(desk.options("device"), {}, desk.random);
        QVERIFY(device.start());
        WAIT_FOR(device.state() == devices::MqttState::Online);
        QTRY_VERIFY_WITH_TIMEOUT(desk.watch->isListening(), 20'000);
        desk.known.insert(alarms::alarmId(desk.press(1)));
        desk.publish(device, desk.press(1));
        sendAndWait(desk, device, 2); // a later one has come through, so the first has been looked at
        QCOMPARE(desk.reported.size(), std::size_t{1});
        QCOMPARE(desk.reported.front().entity, alarms::alarmId(desk.press(2)));
    }

    void a_press_that_could_not_be_saved_is_tried_again_by_itself() {
        Desk desk;
        QVERIFY(desk.broker.start());
        desk.start();
        devices::MqttClient device(desk.options("device"), {}, desk.random);
        QVERIFY(device.start());
        WAIT_FOR(device.state() == devices::MqttState::Online);
        QTRY_VERIFY_WITH_TIMEOUT(desk.watch->isListening(), 20'000);
        sendAndWait(desk, device, 1);
        desk.done.front()(false); // the disk had failed for a moment
        WAIT_FOR(desk.reported.size() == 2);
        QCOMPARE(desk.reported.back().entity, desk.reported.front().entity);
        desk.done.back()(true);
        desk.watch.reset();
        desk.done.back()(false); // an answer that comes late does no harm
    }

    void a_broker_that_is_gone_is_told_with_its_time_and_its_end() {
        Desk desk;
        QVERIFY(desk.broker.start());
        desk.start();
        QTRY_VERIFY_WITH_TIMEOUT(desk.watch->isListening(), 20'000);
        QVERIFY(!desk.watch->lostSince());
        QSignalSpy changes(desk.watch.get(), &DeviceWatch::linkChanged);
        const Micros before = desk.clock.utc();
        desk.broker.stop();
        WAIT_FOR(desk.watch->lostSince().has_value());
        QVERIFY(*desk.watch->lostSince() >= before && *desk.watch->lostSince() <= desk.clock.utc());
        QCOMPARE(changes.size(), 1);
        QVERIFY(desk.broker.start());
        WAIT_FOR(!desk.watch->lostSince());
        QCOMPARE(changes.size(), 2);
    }

    void a_broker_that_was_never_there_is_told_too() {
        Desk desk;
        const Micros before = desk.clock.utc();
        desk.start();
        WAIT_FOR(desk.watch->lostSince().has_value());
        QVERIFY(*desk.watch->lostSince() >= before);
    }

    void a_press_that_could_not_be_saved_is_reported_after_the_next_start() {
        Desk desk;
        QVERIFY(desk.broker.start());
        desk.start();
        devices::MqttClient device(desk.options("device"), {}, desk.random);
        QVERIFY(device.start());
        WAIT_FOR(device.state() == devices::MqttState::Online);
        QTRY_VERIFY_WITH_TIMEOUT(desk.watch->isListening(), 20'000);
        sendAndWait(desk, device, 1);
        desk.done.front()(false); // the disk was full
        desk.watch.reset();
        desk.start();
        WAIT_FOR(desk.reported.size() == 2);
        QCOMPARE(desk.reported.back().entity, desk.reported.front().entity);
        desk.done.back()(true);
    }
};

QTEST_GUILESS_MAIN(DeviceWatchTest)
#include "tst_device_watch.moc"
