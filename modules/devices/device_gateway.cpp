#include "devices/device_gateway.h"

#include <fmt/format.h>

namespace shouwang::devices {

DeviceGateway::DeviceGateway(const site::Site& site, GatewayOptions options, const Clock& clock,
                             Random& random, OnSignal onSignal, OnState onState)
    : m_clock(clock)
    , m_onSignal(std::move(onSignal))
    , m_intake(Registry(site), options.limits, clock.monotonic()) {
    options.mqtt.topics = {eventTopic(site.id, "+")};
    if (options.mqtt.clientId.empty()) options.mqtt.clientId = fmt::format("shouwang-station-{}", site.id);
    MqttCallbacks callbacks;
    callbacks.onMessage = [this](const std::string& topic, ByteView payload) { handle(topic, payload); };
    callbacks.onIdle = [this] { check(); };
    callbacks.onState = std::move(onState);
    m_client = std::make_unique<MqttClient>(std::move(options.mqtt), std::move(callbacks), random);
}

DeviceGateway::~DeviceGateway() = default;

Result<void> DeviceGateway::start() {
    return m_client->start();
}

Result<void> DeviceGateway::setSite(const site::Site& site) {
    const std::lock_guard lock(m_mutex);
    if (site.id != m_intake.registry().siteId()) {
        return fail(Next::Refused, fmt::format("site {} is not the site {} that this gateway listens to",
                                               site.id, m_intake.registry().siteId()));
    }
    m_intake.setRegistry(Registry(site), m_clock.monotonic());
    return {};
}

void DeviceGateway::handle(const std::string& topic, ByteView payload) {
    std::vector<site::Signal> list;
    {
        const std::lock_guard lock(m_mutex);
        list = m_intake.take(topic, payload, m_clock.utc(), m_clock.monotonic());
    }
    passOn(list);
}

void DeviceGateway::check() {
    std::vector<site::Signal> list;
    {
        const std::lock_guard lock(m_mutex);
        list = m_intake.checkSilence(m_clock.utc(), m_clock.monotonic());
    }
    passOn(list);
}

void DeviceGateway::passOn(const std::vector<site::Signal>& list) {
    if (!m_onSignal) return;
    for (const site::Signal& signal : list)
        m_onSignal(signal);
}

GatewayCounters DeviceGateway::counters() const {
    const std::lock_guard lock(m_mutex);
    return {m_intake.counters(), m_client->counters()};
}

std::vector<DeviceState> DeviceGateway::devices() const {
    const std::lock_guard lock(m_mutex);
    return m_intake.states();
}

} // namespace shouwang::devices
