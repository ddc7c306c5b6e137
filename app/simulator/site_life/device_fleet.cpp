#include "simulator/site_life/device_fleet.h"

#include "base/log.h"
#include "base/random.h"

#include <chrono>
#include <nlohmann/json.hpp>

namespace shouwang::simulator {

namespace {

constexpr std::size_t kHeartbeatSlots = 120; ///< of 250 ms: each device speaks every 30 s, all of them spread
constexpr auto kSlot = std::chrono::milliseconds(250);

} // namespace

DeviceFleet::DeviceFleet(const site::Site& site, std::uint64_t seed, const Clock& clock)
    : m_clock(clock)
    , m_siteId(site.id) {
    // Another boot id at every start, as a device has after a power cut, but the same one for the same seed
    // and second.
    SeededRandom random(seed ^ static_cast<std::uint64_t>(clock.utc()));
    for (const site::AlarmPoint& point : site.points) {
        if (point.device.empty()) continue;
        m_deviceOf[point.id] = point.device;
        if (!m_devices.contains(point.device))
            m_devices.emplace(point.device, Device(point.device, random.next() >> 1));
    }
}

Result<std::unique_ptr<DeviceFleet>> DeviceFleet::start(const site::Site& site, const std::string& host,
                                                        int port, std::uint64_t seed, const Clock& clock) {
    std::unique_ptr<DeviceFleet> fleet(new DeviceFleet(site, seed, clock));
    auto link = MqttLink::start(host, port, "shouwang-sim-" + site.id);
    if (!link) return tl::unexpected(link.error());
    fleet->m_link = std::move(*link);
    fleet->m_thread = std::thread([raw = fleet.get()] { raw->work(); });
    return fleet;
}

DeviceFleet::~DeviceFleet() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable()) m_thread.join();
}

Result<void> DeviceFleet::publish(const std::vector<Outgoing>& messages) {
    for (const Outgoing& message : messages) {
        const std::string topic = "shouwang/" + m_siteId + "/device/" + message.device + "/event";
        if (auto sent = m_link->publish(topic, message.payload); !sent) return sent;
        ++m_published;
    }
    return {};
}

Result<Micros> DeviceFleet::say(const std::string& point, site::Signal::Kind kind,
                                const std::string& detail) {
    const auto device = m_deviceOf.find(point);
    if (device == m_deviceOf.end())
        return fail(Next::Refused, fmt::format("no point '{}' with a device", point));
    if (!m_link->connected()) return fail(Next::Offline, "no MQTT broker");
    const std::lock_guard lock(m_mutex);
    const Micros now = m_clock.utc();
    if (auto sent = publish(m_devices.at(device->second).say(point, kind, now, detail)); !sent)
        return tl::unexpected(sent.error());
    return now;
}

Result<void> DeviceFleet::setFailure(const std::string& device, DeviceFailure failure) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_devices.find(device);
    if (found == m_devices.end()) return fail(Next::Refused, fmt::format("no device '{}'", device));
    found->second.failure = failure;
    log::info("simulator", "device {}: {}", device, name(failure));
    return {};
}

std::map<std::string, DeviceFailure> DeviceFleet::failures() const {
    const std::lock_guard lock(m_mutex);
    std::map<std::string, DeviceFailure> failing;
    for (const auto& [id, device] : m_devices)
        if (device.failure != DeviceFailure::None) failing[id] = device.failure;
    return failing;
}

std::uint64_t DeviceFleet::published() const {
    const std::lock_guard lock(m_mutex);
    return m_published;
}

void DeviceFleet::work() {
    std::size_t slot = 0;
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_for(lock, kSlot, [this] { return m_stop; })) {
        if (m_link->connected()) {
            heartbeats(slot);
            flaps();
        }
        slot = (slot + 1) % kHeartbeatSlots;
    }
}

void DeviceFleet::heartbeats(std::size_t slot) {
    std::size_t index = 0;
    for (auto& [id, device] : m_devices) {
        if (index++ % kHeartbeatSlots != slot) continue;
        auto sent = publish(device.say("", site::Signal::Kind::Heartbeat, m_clock.utc(), ""));
        if (sent && device.failure == DeviceFailure::None) sent = readings(device);
        if (!sent) log::warning("simulator", "heartbeat of {}: {}", id, sent.error().text);
    }
}

/// With its heartbeat a device tells its battery, which empties in the course of a week, and its signal.
Result<void> DeviceFleet::readings(const Device& device) {
    const Micros now = m_clock.utc();
    const auto own = static_cast<Micros>(std::hash<std::string>{}(device.id()) % 1000);
    const Micros minutes = now / 60'000'000;
    const Micros battery = 100 - (minutes + own * 10) % (7 * 24 * 60) * 80 / (7 * 24 * 60);
    const Micros signal = -55 - (own + minutes) % 20;
    const nlohmann::json payload{
        {"v", 1},
        {"device", device.id()},
        {"time", now},
        {"readings",
         {{{"kind", "battery_pct"}, {"value", battery}}, {{"kind", "signal_dbm"}, {"value", signal}}}}};
    return m_link->publish("shouwang/" + m_siteId + "/device/" + device.id() + "/reading", payload.dump());
}

void DeviceFleet::flaps() {
    for (const auto& [point, id] : m_deviceOf) {
        Device& device = m_devices.at(id);
        if (device.failure != DeviceFailure::Flapping) continue;
        for (const auto kind : {site::Signal::Kind::Raised, site::Signal::Kind::Cleared})
            if (auto sent = publish(device.say(point, kind, m_clock.utc(), "flapping")); !sent)
                log::warning("simulator", "flapping of {}: {}", id, sent.error().text);
    }
}

} // namespace shouwang::simulator
