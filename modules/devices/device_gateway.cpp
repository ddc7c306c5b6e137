#include "devices/device_gateway.h"

#include <fmt/format.h>

namespace shouwang::devices {

DeviceGateway::DeviceGateway(const site::Site& site, GatewayOptions options, const Clock& clock,
                             Random& random, OnDelivery onDelivery, OnState onState)
    : m_clock(clock)
    , m_onDelivery(std::move(onDelivery))
    , m_onReadings(std::move(options.onReadings))
    , m_spool(std::move(options.spool))
    , m_intake(Registry(site), options.limits, clock.monotonic())
    , m_link{false, clock.utc()} {
    m_intake.resume(options.silent, options.faulty, clock.monotonic());
    options.mqtt.topics = {eventTopic(site.id, "+")};
    if (m_onReadings) options.mqtt.passing = {readingTopic(site.id, "+")};
    if (options.mqtt.clientId.empty()) options.mqtt.clientId = fmt::format("shouwang-station-{}", site.id);
    MqttCallbacks callbacks;
    callbacks.mayConnect = [this] { return ready(); };
    callbacks.onPassing = [this](const MqttMessage& message) { return takeReading(message); };
    callbacks.onArrival = [this](MqttMessage& message) { return keep(message); };
    callbacks.onMessage = [this](const MqttMessage& message) { deliver(message); };
    callbacks.onIdle = [this] { check(); };
    callbacks.onState = [this, onState = std::move(onState)](MqttState state) { noteState(state, onState); };
    m_client = std::make_unique<MqttClient>(std::move(options.mqtt), std::move(callbacks), random);
}

DeviceGateway::~DeviceGateway() {
    m_client->stop();
    deliverLeft(); // another gateway of this process would not be given them again
}

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

Result<void> DeviceGateway::ready() {
    if (!m_spool) return {};
    const auto ready = m_spool->ready();
    auto left = m_spool->takeLeft(); // also where there is no room for more
    const std::lock_guard lock(m_mutex);
    std::move(left.begin(), left.end(), std::back_inserter(m_left));
    return ready;
}

Result<void> DeviceGateway::keep(MqttMessage& message) {
    message.arrived = m_clock.utc();
    if (!m_spool) return {};
    {
        const std::lock_guard lock(m_mutex);
        if (!m_intake.mustBeKept(message.topic, message.payload, message.arrived)) return {};
    }
    const auto kept = m_spool->keep(message.topic, message.payload, message.arrived);
    if (!kept) return tl::unexpected(kept.error());
    message.mark = *kept;
    return {};
}

/// True: it was one, and is done with. They never stand in the queue of what devices raise.
bool DeviceGateway::takeReading(const MqttMessage& message) {
    if (!isReadingTopic(message.topic)) return false;
    std::vector<Reading> readings;
    {
        const std::lock_guard lock(m_mutex);
        readings = m_readings.take(message.topic, message.payload, m_clock.utc(), m_clock.monotonic(),
                                   m_intake.registry());
    }
    if (!readings.empty() && m_onReadings) m_onReadings(std::move(readings));
    return true;
}

void DeviceGateway::handle(const std::string& topic, ByteView payload) {
    const MqttMessage message{topic, toBytes(payload), 0, m_clock.utc()};
    if (!takeReading(message)) deliver(message);
}

void DeviceGateway::deliver(const MqttMessage& message) {
    deliverLeft();
    std::vector<site::Signal> list;
    {
        const std::lock_guard lock(m_mutex);
        list = m_intake.take(message.topic, message.payload, message.arrived, m_clock.monotonic());
    }
    passOn(list, message.arrived, message.mark);
}

void DeviceGateway::deliverLeft() {
    std::vector<SpoolRecord> left;
    {
        const std::lock_guard lock(m_mutex);
        left.swap(m_left);
    }
    for (SpoolRecord& record : left)
        deliver({std::move(record.topic), std::move(record.payload), record.number, record.arrived});
}

void DeviceGateway::check() {
    deliverLeft();
    std::vector<site::Signal> list;
    const Micros utc = m_clock.utc();
    {
        const std::lock_guard lock(m_mutex);
        const auto now = m_clock.monotonic();
        if (m_client->state() != MqttState::Online) m_intake.holdSilence(now);
        list = m_intake.check(utc, now);
    }
    passOn(list, utc, 0);
}

void DeviceGateway::noteState(MqttState state, const OnState& onState) {
    DeviceLink link;
    {
        const std::lock_guard lock(m_mutex);
        const bool up = state == MqttState::Online;
        if (up != m_link.up) m_link = {up, m_clock.utc()};
        link = m_link;
    }
    if (onState) onState(state, link);
}

DeviceLink DeviceGateway::link() const {
    const std::lock_guard lock(m_mutex);
    return m_link;
}

std::function<void()> DeviceGateway::settledAfter(std::size_t count, std::uint64_t mark) const {
    if (!m_spool || mark == 0) return [] {};
    auto missing = std::make_shared<std::atomic<std::size_t>>(count);
    return [spool = m_spool, mark, missing = std::move(missing)] {
        if (missing->fetch_sub(1) == 1) spool->settle(mark);
    };
}

void DeviceGateway::passOn(const std::vector<site::Signal>& list, Micros arrived, std::uint64_t mark) {
    const auto settled = settledAfter(std::max<std::size_t>(list.size(), 1), mark);
    if (list.empty() || !m_onDelivery)
        return settled(); // a duplicate: its first arrival has a record of its own
    for (const site::Signal& signal : list)
        m_onDelivery({signal, arrived, settled});
}

GatewayCounters DeviceGateway::counters() const {
    const std::lock_guard lock(m_mutex);
    return {m_intake.counters(), m_client->counters(), m_spool ? m_spool->state() : SpoolState(),
            m_readings.counters(), m_intake.odd()};
}

std::vector<DeviceState> DeviceGateway::devices() const {
    const std::lock_guard lock(m_mutex);
    return m_intake.states();
}

} // namespace shouwang::devices
