#include "bench/sync/storm_devices.h"

#include "devices/message.h"

#include <cstring>
#include <mosquitto.h>
#include <thread>

namespace shouwang::bench {

namespace {

/// Calls at an even pace from now on.
void evenly(std::size_t times, std::size_t perSecond, const std::function<void(std::size_t)>& call) {
    const auto start = Steady::now();
    for (std::size_t i = 0; i < times; ++i) {
        std::this_thread::sleep_until(start + std::chrono::microseconds(i * 1'000'000 / perSecond));
        call(i);
    }
}

struct Heard {
    const Clock& clock;
    std::vector<double> milliseconds{}; // of the listener's thread until all are counted
    std::atomic<std::size_t> count{0};
    std::atomic<bool> subscribed{false};
};

void onSubscribed(mosquitto* /*client*/, void* self, int /*id*/, int /*count*/, const int* /*granted*/) {
    static_cast<Heard*>(self)->subscribed = true;
}

void onMessage(mosquitto* /*client*/, void* self, const mosquitto_message* message) {
    auto& heard = *static_cast<Heard*>(self);
    Micros sent = 0;
    std::memcpy(&sent, message->payload, sizeof sent);
    heard.milliseconds.push_back(static_cast<double>(heard.clock.utc() - sent) / 1000);
    ++heard.count;
}

} // namespace

Client::Client(const char* name, int port, void* self)
    : m_handle(mosquitto_new(name, true, self))
    , m_port(port) {
    mosquitto_max_inflight_messages_set(m_handle, 1000);
}

Client::~Client() {
    if (m_started) {
        mosquitto_disconnect(m_handle);
        mosquitto_loop_stop(m_handle, true);
    }
    mosquitto_destroy(m_handle);
}

void Client::connect() {
    m_started = mosquitto_connect(m_handle, "127.0.0.1", m_port, 60) == MOSQ_ERR_SUCCESS &&
                mosquitto_loop_start(m_handle) == MOSQ_ERR_SUCCESS;
    if (!m_started) throw Void("the broker does not take a client");
}

void Client::publish(const std::string& topic, std::string_view text) {
    const int code = mosquitto_publish(m_handle, nullptr, topic.c_str(), static_cast<int>(text.size()),
                                       text.data(), 1, false);
    if (code != MOSQ_ERR_SUCCESS) throw Void("publishing failed");
}

Devices::Devices(int port, const Clock& clock, std::size_t presses, std::size_t perSecond)
    : m_clock(clock)
    , m_perSecond(perSecond)
    , m_published(presses)
    , m_client("bench-devices", port) {
    m_client.connect();
}

void Devices::publish() {
    const auto start = Steady::now();
    evenly(m_published.size(), m_perSecond, [this](std::size_t number) { press(number); });
    m_reached = static_cast<double>(m_published.size()) / since(start);
}

void Devices::press(std::size_t number) {
    const site::AlarmPoint& point = m_site.points[number % m_site.points.size()];
    site::Signal signal;
    signal.kind = site::Signal::Kind::Raised;
    signal.device = point.device;
    signal.point = point.id;
    signal.boot = kBoot;
    signal.counter = number + 1;
    signal.device_time = m_clock.utc();
    m_published[number] = signal.device_time;
    m_client.publish(devices::eventTopic(m_site.id, point.device), devices::formatMessage(signal));
}

std::vector<double> brokerAlone(int port, std::size_t messages, std::size_t perSecond, const Clock& clock) {
    Heard heard{clock};
    {
        Client listener("bench-listener", port, &heard);
        mosquitto_message_callback_set(listener.handle(), onMessage);
        mosquitto_subscribe_callback_set(listener.handle(), onSubscribed);
        listener.connect();
        mosquitto_subscribe(listener.handle(), nullptr, "bench/alone", 1);
        Client sender("bench-sender", port);
        sender.connect();
        if (!waitFor([&] { return heard.subscribed.load(); }, std::chrono::seconds(10)))
            throw Void("the broker does not take a listener");
        evenly(messages, perSecond, [&](std::size_t) {
            const Micros now = clock.utc();
            char bytes[sizeof now];
            std::memcpy(bytes, &now, sizeof now);
            sender.publish("bench/alone", {bytes, sizeof now});
        });
        if (!waitFor([&] { return heard.count >= messages; }, std::chrono::seconds(10)))
            throw Void("the broker alone lost messages");
    } // its thread has ended
    return heard.milliseconds;
}

} // namespace shouwang::bench
