#include "server/device_bridge.h"

#include "alarms/alarms.h"
#include "base/log.h"

namespace shouwang::server {

DeviceBridge::DeviceBridge(devices::MqttOptions mqtt, const Id& station, Writer& writer,
                           const SiteBoard& site, DeviceBoard& board, const Clock& clock, Random& random)
    : m_mqtt(std::move(mqtt))
    , m_writer(writer)
    , m_site(site)
    , m_board(board)
    , m_clock(clock)
    , m_random(random) {
    if (m_mqtt.clientId.empty()) m_mqtt.clientId = "shouwang-station-" + station.text().substr(0, 8);
}

DeviceBridge::~DeviceBridge() {
    stop();
}

void DeviceBridge::follow(const site::Site& site) {
    if (const auto gateway = m_board.current(); gateway && m_siteId == site.id) {
        if (const auto set = gateway->setSite(site); set) return;
    }
    stop();
    devices::GatewayOptions options;
    options.mqtt = m_mqtt;
    auto gateway = std::make_shared<devices::DeviceGateway>(
        site, options, m_clock, m_random, [this](const site::Signal& signal) { take(signal); },
        [](devices::MqttState state) {
            log::info("devices", "the broker is {}", state == devices::MqttState::Online ? "online" : "away");
        });
    if (const auto started = gateway->start(); !started) {
        log::error("devices", "no devices: {}", started.error().text);
        return;
    }
    m_siteId = site.id;
    m_board.set(std::move(gateway));
}

void DeviceBridge::stop() {
    m_board.set(nullptr);
}

void DeviceBridge::take(const site::Signal& signal) {
    const auto entry = m_site.current();
    const site::AlarmPoint* point = entry ? entry->site.point(signal.point) : nullptr;
    if (signal.kind == site::Signal::Kind::Raised && point) {
        m_writer.report(alarms::raise(*point, signal, m_clock.utc()));
        return;
    }
    if (signal.kind == site::Signal::Kind::Fault) {
        log::warning("devices", "{} {}: fault {}", signal.device, signal.point, signal.detail);
    }
}

} // namespace shouwang::server
