#include "server/device_bridge.h"

#include "alarms/alarms.h"
#include "base/log.h"

#include <algorithm>

namespace shouwang::server {

namespace {

constexpr std::string_view kSilentPoint = "-SILENT";
constexpr std::string_view kFaultyPoint = "-FAULTY";
constexpr std::string_view kFaultPoint = "-FAULT"; ///< what a device says of itself or of one of its points

/// The point whose alarm a fault is, and whose end its end is.
std::string faultPoint(const site::Signal& signal) {
    std::string point(alarms::kDevicePoint);
    const bool ours = signal.boot == 0 && signal.counter == 0; // the gateway itself speaks
    if (!ours) return point.append(signal.point.empty() ? signal.device : signal.point).append(kFaultPoint);
    const bool silence = signal.detail == devices::kSilent || signal.detail == devices::kReturned;
    return point.append(signal.device).append(silence ? kSilentPoint : kFaultyPoint);
}

/// Devices of the points that end so.
std::set<std::string> devicesOf(const std::set<std::string>& points, std::string_view ending) {
    std::set<std::string> devices;
    for (const std::string& point : points) {
        const std::size_t around = alarms::kDevicePoint.size() + ending.size();
        if (point.size() > around && point.ends_with(ending))
            devices.insert(point.substr(alarms::kDevicePoint.size(), point.size() - around));
    }
    return devices;
}

site::AlarmPoint technicalPoint(const site::Site& site, const site::Signal& signal) {
    site::AlarmPoint out;
    out.id = faultPoint(signal);
    out.name = signal.point.empty() ? signal.device : signal.point;
    out.priority = site::Priority::Low;
    const auto at = std::ranges::find_if(site.points, [&](const site::AlarmPoint& point) {
        return point.device == signal.device && (signal.point.empty() || point.id == signal.point);
    });
    if (at != site.points.end()) out.place = at->place;
    return out;
}

} // namespace

DeviceBridge::DeviceBridge(devices::GatewayOptions options, const Id& station, Writer& writer,
                           const SiteBoard& site, DeviceBoard& board, const Clock& clock, Random& random)
    : m_options(std::move(options))
    , m_writer(writer)
    , m_site(site)
    , m_board(board)
    , m_clock(clock)
    , m_random(random) {
    if (m_options.mqtt.clientId.empty())
        m_options.mqtt.clientId = "shouwang-station-" + station.text().substr(0, 8);
    m_thread = std::thread([this] { run(); });
}

DeviceBridge::~DeviceBridge() {
    stop();
}

void DeviceBridge::follow(std::shared_ptr<const SiteBoard::Entry> entry, std::set<std::string> faults) {
    {
        const std::lock_guard lock(m_mutex);
        m_wish = Wish{std::move(entry), std::move(faults)}; // the newest site is the one that counts
    }
    m_news.notify_one();
}

void DeviceBridge::stop() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_news.notify_one();
    if (m_thread.joinable()) m_thread.join();
}

void DeviceBridge::run() {
    for (;;) {
        std::unique_lock lock(m_mutex);
        m_news.wait(lock, [this] { return m_stopping || m_wish; });
        if (m_stopping) break;
        const Wish wish = std::move(*m_wish);
        m_wish.reset();
        lock.unlock();
        apply(wish);
    }
    m_board.set(nullptr);
}

void DeviceBridge::apply(const Wish& wish) {
    const site::Site& site = wish.entry->site;
    if (m_siteId == site.id && m_board.setSite(site)) return;
    m_board.set(nullptr);
    m_siteId.clear();
    m_faults = wish.faults;
    devices::GatewayOptions options = m_options;
    options.silent = devicesOf(wish.faults, kSilentPoint);
    options.faulty = devicesOf(wish.faults, kFaultyPoint);
    auto gateway = std::make_unique<devices::DeviceGateway>(
        site, options, m_clock, m_random, [this](const devices::Delivery& delivery) { take(delivery); },
        [](devices::MqttState state, const devices::DeviceLink&) {
            log::info("devices", "the broker is {}", state == devices::MqttState::Online ? "online" : "away");
        });
    if (const auto started = gateway->start(); !started) {
        log::error("devices", "no devices: {}", started.error().text);
        return;
    }
    m_siteId = site.id;
    m_board.set(std::move(gateway));
}

void DeviceBridge::take(const devices::Delivery& delivery) {
    const site::Signal& signal = delivery.signal;
    if (signal.kind == site::Signal::Kind::Fault) return tellFault(delivery);
    if (signal.kind == site::Signal::Kind::Cleared) return tellEnd(delivery);
    const auto entry = m_site.current();
    const site::AlarmPoint* point = entry ? entry->site.point(signal.point) : nullptr;
    if (signal.kind != site::Signal::Kind::Raised || !point) return delivery.settled();
    m_writer.report(alarms::raise(*point, signal, delivery.arrived), delivery.settled);
}

void DeviceBridge::tellFault(const devices::Delivery& delivery) {
    const auto entry = m_site.current();
    const site::AlarmPoint point = technicalPoint(entry ? entry->site : site::Site(), delivery.signal);
    log::warning("devices", "{}: fault {}", point.name, delivery.signal.detail);
    if (!m_faults.insert(point.id).second) return delivery.settled(); // this outage has been told
    site::Signal signal = delivery.signal;
    signal.point = point.id; // its own identity: a fault and a press of one point are two things
    m_writer.report(alarms::raise(point, signal, delivery.arrived), delivery.settled);
}

void DeviceBridge::tellEnd(const devices::Delivery& delivery) {
    const std::string point = faultPoint(delivery.signal);
    if (m_faults.erase(point) == 0) return delivery.settled();
    m_writer.report(alarms::end(point, delivery.arrived), delivery.settled);
}

} // namespace shouwang::server
