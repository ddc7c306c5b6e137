// Devices at one end, plain signals at the other: MQTT client, message parser and intake in one piece.
#pragma once

#include "devices/intake.h"
#include "devices/mqtt_client.h"

#include <memory>

namespace shouwang::devices {

struct GatewayOptions {
    MqttOptions mqtt; ///< topics are filled in from the site
    IntakeLimits limits;
};

struct GatewayCounters {
    IntakeCounters intake;
    MqttCounters mqtt;
};

class DeviceGateway {
public:
    using OnSignal = std::function<void(const site::Signal&)>;
    using OnState = std::function<void(MqttState)>;

    /// The callbacks are called on the gateway's own thread, one at a time, without a lock held. onSignal
    /// gets raised, cleared and fault; heartbeats end here. Clock and random outlive the gateway.
    DeviceGateway(const site::Site& site, GatewayOptions options, const Clock& clock, Random& random,
                  OnSignal onSignal, OnState onState = {});
    ~DeviceGateway();

    Result<void> start();

    /// A newly imported site file; of the same site id. Any thread.
    Result<void> setSite(const site::Site& site);

    /// As if the broker had delivered it; for tests and replays. Any thread.
    void handle(const std::string& topic, ByteView payload);

    MqttState state() const { return m_client->state(); }
    GatewayCounters counters() const;
    std::vector<DeviceState> devices() const;

private:
    void check();
    void passOn(const std::vector<site::Signal>& list);

    const Clock& m_clock;
    const OnSignal m_onSignal;
    mutable std::mutex m_mutex; // guards the intake
    Intake m_intake;
    std::unique_ptr<MqttClient> m_client; // declared last: its threads end before the rest goes
};

} // namespace shouwang::devices
