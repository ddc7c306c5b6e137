// A thousand alarms a second for a minute, from devices through a real broker and the station to two seats.
#include "bench/sync/support.h"

#include "devices/broker.h"

#include "alarms/alarms.h"
#include "devices/message.h"
#include "ledger/verify.h"
#include "site/sample.h"

#include <mosquitto.h>
#include <thread>

namespace shouwang::bench {

namespace {

constexpr std::uint64_t kBoot = 77;

/// When each press was published, and when each seat had its fact durable.
struct Times {
    explicit Times(std::size_t presses)
        : published(presses)
        , arrived{std::vector<std::atomic<Micros>>(presses), std::vector<std::atomic<Micros>>(presses)} {}
    std::vector<std::atomic<Micros>> published;
    std::vector<std::atomic<Micros>> arrived[2];
    std::atomic<std::size_t> count[2] = {0, 0};

    void note(std::size_t seat, const std::vector<ledger::Fact>& facts, Micros now) {
        for (const ledger::Fact& fact : facts) {
            // A second press at a point counts on the open alarm: also that is one fact.
            const bool told = fact.kind == alarms::kind::kRaised || fact.kind == alarms::kind::kRepeated;
            if (!told || fact.command.epoch != kBoot) continue;
            const std::uint64_t press = fact.command.counter - 1;
            if (press >= published.size() || arrived[seat][press] != 0) continue;
            arrived[seat][press] = now;
            ++count[seat];
        }
    }
};

/// Publishes as devices do, QoS 1, evenly spread over each second.
bool publish(int port, const site::Site& site, Times& times, std::size_t perSecond, const Clock& clock) {
    mosquitto* client = mosquitto_new("bench-devices", true, nullptr);
    mosquitto_max_inflight_messages_set(client, 1000);
    bool well = mosquitto_connect(client, "127.0.0.1", port, 60) == MOSQ_ERR_SUCCESS &&
                mosquitto_loop_start(client) == MOSQ_ERR_SUCCESS;
    const auto start = Steady::now();
    for (std::size_t i = 0; well && i < times.published.size(); ++i) {
        std::this_thread::sleep_until(start + std::chrono::microseconds(i * 1'000'000 / perSecond));
        const site::AlarmPoint& point = site.points[i % site.points.size()];
        site::Signal signal;
        signal.kind = site::Signal::Kind::Raised;
        signal.device = point.device;
        signal.point = point.id;
        signal.boot = kBoot;
        signal.counter = i + 1;
        signal.device_time = clock.utc();
        const std::string topic = devices::eventTopic(site.id, point.device);
        const std::string text = devices::formatMessage(signal);
        times.published[i] = clock.utc();
        well = mosquitto_publish(client, nullptr, topic.c_str(), static_cast<int>(text.size()), text.data(),
                                 1, false) == MOSQ_ERR_SUCCESS;
    }
    return well; // the client stays: its last messages may still be on their way
}

/// The broker alone: from publishing to a plain subscriber.
std::vector<double> brokerAlone(int port, std::size_t perSecond, const Clock& clock) {
    struct Heard {
        const Clock& clock;
        std::vector<double> milliseconds;
        std::atomic<std::size_t> count{0};
        std::atomic<bool> subscribed{false};
    } heard{clock, {}, {0}, {false}};
    mosquitto* listener = mosquitto_new("bench-listener", true, &heard);
    mosquitto_message_callback_set(listener, [](mosquitto*, void* self, const mosquitto_message* message) {
        auto& to = *static_cast<Heard*>(self);
        Micros sent = 0;
        std::memcpy(&sent, message->payload, sizeof sent);
        to.milliseconds.push_back(static_cast<double>(to.clock.utc() - sent) / 1000);
        ++to.count;
    });
    mosquitto_subscribe_callback_set(listener, [](mosquitto*, void* self, int, int, const int*) {
        static_cast<Heard*>(self)->subscribed = true;
    });
    mosquitto* sender = mosquitto_new("bench-sender", true, nullptr);
    mosquitto_connect(listener, "127.0.0.1", port, 60);
    mosquitto_subscribe(listener, nullptr, "bench/alone", 1);
    mosquitto_loop_start(listener);
    mosquitto_connect(sender, "127.0.0.1", port, 60);
    mosquitto_loop_start(sender);
    waitFor([&] { return heard.subscribed.load(); }, std::chrono::seconds(10));
    const auto start = Steady::now();
    const std::size_t messages = 3 * perSecond;
    for (std::size_t i = 0; i < messages; ++i) {
        std::this_thread::sleep_until(start + std::chrono::microseconds(i * 1'000'000 / perSecond));
        const Micros now = clock.utc();
        mosquitto_publish(sender, nullptr, "bench/alone", sizeof now, &now, 1, false);
    }
    waitFor([&] { return heard.count == messages; }, std::chrono::seconds(10));
    for (mosquitto* client : {sender, listener}) {
        mosquitto_disconnect(client);
        mosquitto_loop_stop(client, true);
        mosquitto_destroy(client);
    }
    return heard.milliseconds;
}

} // namespace

void stormRow(std::chrono::seconds length, std::size_t perSecond) {
    mosquitto_lib_init();
    Broker broker("allow_anonymous true\nmax_inflight_messages 1000\n");
    if (!broker.start()) return printVoid("storm", "mosquitto does not start");
    House house("storm");
    const std::vector<double> alone = brokerAlone(broker.port(), perSecond, house.clock);
    const testing::Seat cards[2] = {house.addSeat('A'), house.addSeat('B')};
    if (!house.importSample()) return printVoid("storm", "the sample facility cannot be imported");
    house.options().mqtt.emplace();
    house.options().mqtt->port = broker.port();
    if (!house.start()) return printVoid("storm", "the station does not start");
    Times times(static_cast<std::size_t>(length.count()) * perSecond);
    std::unique_ptr<sync::SeatService> seats[2];
    for (std::size_t i = 0; i < 2; ++i) {
        sync::SeatService::Callbacks callbacks;
        callbacks.onFacts = [&times, &house, i](const std::vector<ledger::Fact>& facts, bool provisional) {
            if (!provisional) times.note(i, facts, house.clock.utc());
        };
        seats[i] = house.openSeat(cards[i], true, std::move(callbacks));
    }
    if (!waitFor([&] { return live(*seats[0]) && live(*seats[1]); }, std::chrono::seconds(30)))
        return printVoid("storm", "the seats do not come live");
    const site::Site site = site::sampleSite();
    const auto listens = [&] {
        const auto health = testing::get({house.port(), {}}, "/api/v1/health", cards[0].token);
        const Json said = Json::parse(health.body, nullptr, false);
        return said.is_object() && said.value(Json::json_pointer("/devices/broker"), "") == "online";
    };
    if (!waitFor(listens, std::chrono::seconds(30)))
        return printVoid("storm", "the station does not hear the broker");
    if (!publish(broker.port(), site, times, perSecond, house.clock))
        return printVoid("storm", "publishing failed");
    const auto all = [&] {
        return times.count[0] == times.published.size() && times.count[1] == times.published.size();
    };
    const bool arrived = waitFor(all, std::chrono::seconds(60));
    std::vector<double> milliseconds;
    for (const auto& seat : times.arrived) {
        for (std::size_t i = 0; i < times.published.size(); ++i) {
            if (seat[i] != 0)
                milliseconds.push_back(static_cast<double>(seat[i] - times.published[i]) / 1000);
        }
    }
    if (!arrived) {
        return printVoid("storm",
                         fmt::format("{} and {} of {} alarms reached the seats", times.count[0].load(),
                                     times.count[1].load(), times.published.size()));
    }
    print("storm", merged({delays(milliseconds),
                           {{"alarms", times.published.size()},
                            {"alarms_per_s", perSecond},
                            {"max_ms", rounded(percentile(milliseconds, 1))},
                            {"limit_ms", 500},
                            {"ratio", rounded(percentile(milliseconds, 0.5) / percentile(alone, 0.5))},
                            {"peers", {peer("broker alone", delays(alone))}}}}));
}

} // namespace shouwang::bench
