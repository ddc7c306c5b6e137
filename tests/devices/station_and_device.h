// The two ends of a broker: a station that notes what it is told, and a device that somebody presses.
#pragma once

#include "broker.h"

#include "devices/device_gateway.h"
#include "site/sample.h"

#include <QTest>
#include <algorithm>
#include <chrono>
#include <functional>
#include <mutex>

// A loaded machine may be slow; a condition that never holds fails all the same.
#define WAIT_FOR(...) QTRY_VERIFY_WITH_TIMEOUT((__VA_ARGS__), 20'000)
#define WAIT_EQUAL(found, ...) QTRY_COMPARE_WITH_TIMEOUT(found, (__VA_ARGS__), 20'000)

namespace shouwang::devices::test {

using namespace std::chrono_literals;
using Kind = site::Signal::Kind;

inline const site::Site& sample() {
    static const site::Site instance = site::sampleSite();
    return instance;
}

inline MqttOptions optionsFor(int port, const std::string& clientId) {
    MqttOptions options;
    options.port = port;
    options.clientId = clientId;
    options.retryFirst = 20ms;
    options.retryMost = 100ms;
    options.idle = 20ms;
    return options;
}
inline MqttOptions optionsFor(const Broker& broker, const std::string& clientId) {
    return optionsFor(broker.port(), clientId);
}

inline IntakeLimits patient() {
    IntakeLimits limits;
    limits.heartbeat_period = 1h;
    return limits;
}
inline IntakeLimits impatient() {
    IntakeLimits limits;
    limits.heartbeat_period = 50ms;
    return limits;
}

inline GatewayOptions gatewayOptions(MqttOptions mqtt, IntakeLimits limits, std::shared_ptr<Spool> spool) {
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

inline std::vector<std::uint64_t> upTo(std::uint64_t last) {
    std::vector<std::uint64_t> numbers;
    for (std::uint64_t i = 1; i <= last; ++i)
        numbers.push_back(i);
    return numbers;
}

} // namespace shouwang::devices::test
