// The desk's own ear at the broker: a press that the station does not turn into an alarm within a moment is
// reported by this seat. A message is acknowledged to the broker when it stands in the desk's spool, and
// leaves it when its alarm is known. GUI thread.
#pragma once

#include "alarms/stand_in.h"
#include "devices/device_gateway.h"
#include "site/site.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <memory>

namespace shouwang::console {

class DeviceWatch final : public QObject {
    Q_OBJECT

public:
    struct Ports {
        /// Saves a report of this seat; `done` tells whether it is durable.
        std::function<void(ledger::Command, std::function<void(bool)>)> report;
        std::function<bool(const Id& alarm)> isKnown; ///< an alarm, or a press that only repeated one
    };

    /// Clock and random outlive it.
    DeviceWatch(devices::MqttOptions broker, std::filesystem::path spool, Ports ports, const Clock& clock,
                Random& random);
    ~DeviceWatch() override;

    /// The site in force; another id means other devices.
    void follow(std::shared_ptr<const site::Site> site);
    /// Since when it has not heard devices; none while it does, or has only just lost the broker.
    std::optional<Micros> lostSince() const { return m_lost; }
    void noteConfirmed(const ledger::Fact& fact);
    bool isListening() const { return m_gateway && m_gateway->state() == devices::MqttState::Online; }

Q_SIGNALS:
    void linkChanged(); ///< lostSince() is another one

private:
    void noteLink(const devices::DeviceLink& link);
    void setLost(std::optional<Micros> lost);
    void take(const devices::Delivery& delivery);
    void reportDue();
    void arm();

    const devices::MqttOptions m_broker;
    const std::filesystem::path m_spool;
    const Ports m_ports;
    const Clock& m_clock;
    Random& m_random;
    alarms::StandIn m_presses;
    QTimer m_timer;
    QTimer m_patience; // while the broker is away and nothing has been said of it
    devices::DeviceLink m_link;
    std::optional<Micros> m_lost;
    std::shared_ptr<const site::Site> m_site;
    std::unique_ptr<devices::DeviceGateway> m_gateway; // its thread only posts to this one
};

} // namespace shouwang::console
