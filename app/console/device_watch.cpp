#include "console/device_watch.h"

#include "base/log.h"

#include <QPointer>

namespace shouwang::console {

namespace {

constexpr int kPatience_ms = 3'000; // a broker that comes back within it was never missed

} // namespace

DeviceWatch::DeviceWatch(devices::MqttOptions broker, std::filesystem::path spool, Ports ports,
                         const Clock& clock, Random& random)
    : m_broker(std::move(broker))
    , m_spool(std::move(spool))
    , m_ports(std::move(ports))
    , m_clock(clock)
    , m_random(random) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DeviceWatch::reportDue);
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience_ms);
    connect(&m_patience, &QTimer::timeout, this, [this] { setLost(m_link.since); });
}

DeviceWatch::~DeviceWatch() {
    m_gateway.reset(); // joins: nothing is posted after this
}

void DeviceWatch::follow(std::shared_ptr<const site::Site> site) {
    const bool same = m_gateway && m_site && m_site->id == site->id;
    m_site = std::move(site);
    if (m_site->points.empty()) return;
    if (same) {
        if (const auto set = m_gateway->setSite(*m_site); !set)
            log::error("desk", "devices: {}", set.error().text);
        return;
    }
    m_gateway.reset();
    devices::GatewayOptions options;
    options.mqtt = m_broker;
    options.spool = std::make_shared<devices::Spool>(devices::Spool::Options{m_spool});
    m_gateway = std::make_unique<devices::DeviceGateway>(
        *m_site, std::move(options), m_clock, m_random,
        [this](const devices::Delivery& delivery) {
            QMetaObject::invokeMethod(
                this, [this, delivery] { take(delivery); }, Qt::QueuedConnection);
        },
        [this](devices::MqttState, const devices::DeviceLink& link) {
            QMetaObject::invokeMethod(
                this, [this, link] { noteLink(link); }, Qt::QueuedConnection);
        });
    noteLink(m_gateway->link());
    if (const auto started = m_gateway->start(); !started)
        log::error("desk", "no devices of its own: {}", started.error().text);
}

void DeviceWatch::noteLink(const devices::DeviceLink& link) {
    m_link = link;
    if (link.up) {
        m_patience.stop();
        setLost(std::nullopt);
    } else if (!m_patience.isActive() && !m_lost) {
        m_patience.start();
    }
}

void DeviceWatch::setLost(std::optional<Micros> lost) {
    if (lost == m_lost) return;
    m_lost = lost;
    Q_EMIT linkChanged();
}

// Faults and silence of devices are the station's to judge: a seat only stands in for a press.
void DeviceWatch::take(const devices::Delivery& delivery) {
    const site::AlarmPoint* point = m_site ? m_site->point(delivery.signal.point) : nullptr;
    const bool press = delivery.signal.kind == site::Signal::Kind::Raised && point != nullptr;
    if (!press || m_ports.isKnown(alarms::alarmId(delivery.signal))) return delivery.settled();
    m_presses.heard({alarms::raise(*point, delivery.signal, delivery.arrived), delivery.settled},
                    m_clock.monotonic());
    arm();
}

void DeviceWatch::noteConfirmed(const ledger::Fact& fact) {
    m_presses.confirmed(fact);
}

void DeviceWatch::reportDue() {
    for (alarms::StandIn::Press& press : m_presses.due(m_clock.monotonic())) {
        if (m_ports.isKnown(press.raise.entity)) {
            press.settled();
            continue;
        }
        log::warning("desk", "the station is silent: this seat reports a press at {}",
                     ledger::field(press.raise.open, alarms::Field::Point).text());
        m_ports.report(press.raise, [self = QPointer<DeviceWatch>(this), press](bool durable) {
            if (durable) {
                press.settled();
            } else if (self) { // else the spool keeps it, and the next start reports it
                self->m_presses.again(press, self->m_clock.monotonic());
                self->arm();
            }
        });
    }
    arm();
}

void DeviceWatch::arm() {
    const auto next = m_presses.next();
    if (!next || m_timer.isActive()) return;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(*next - m_clock.monotonic());
    m_timer.start(std::max(std::chrono::milliseconds(1), left + std::chrono::milliseconds(1)));
}

} // namespace shouwang::console
