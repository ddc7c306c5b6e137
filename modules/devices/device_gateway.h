// Devices at one end, plain signals at the other: MQTT client, spool, message parser and intake in one piece.
#pragma once

#include "devices/intake.h"
#include "devices/mqtt_client.h"
#include "devices/reading.h"
#include "devices/spool.h"

#include <memory>

namespace shouwang::devices {

struct GatewayOptions {
    MqttOptions mqtt; ///< topics are filled in from the site
    IntakeLimits limits;
    std::shared_ptr<Spool> spool; ///< null: a message is acknowledged when it arrives (tests, tools)
    std::set<std::string> silent; ///< devices whose silence was told by an earlier run and has not ended
    std::set<std::string> faulty; ///< and the same of bad messages
    /// Called on the network thread, one at a time; must return at once. None: readings are not asked for.
    std::function<void(std::vector<Reading>)> onReadings;
};

struct GatewayCounters {
    IntakeCounters intake;
    MqttCounters mqtt;
    SpoolState spool;
    ReadingCounters readings;
    OddMessages odd;
};

/// Whether the devices can be heard: the broker is there and has confirmed every subscription.
struct DeviceLink {
    bool up = false;
    Micros since = 0; ///< UTC; while it has never been up, since the gateway was made
    bool operator==(const DeviceLink&) const = default;
};

/// One signal for whoever makes a fact of it.
struct Delivery {
    site::Signal signal;
    Micros arrived = 0; ///< UTC by our clock, also when it is replayed later: this is when it happened
    /// To be called once, from any thread, when the fact is durable or nothing is to be made of the signal.
    /// Where it never is, the message is replayed at the next start.
    std::function<void()> settled;
};

class DeviceGateway {
public:
    using OnDelivery = std::function<void(const Delivery&)>;
    using OnState = std::function<void(MqttState, const DeviceLink&)>;

    /// The callbacks are called on the gateway's own thread, one at a time, without a lock held (the last
    /// ones while it is destroyed). onDelivery gets raised, cleared and fault; heartbeats end here. Clock and
    /// random outlive the gateway.
    DeviceGateway(const site::Site& site, GatewayOptions options, const Clock& clock, Random& random,
                  OnDelivery onDelivery, OnState onState = {});
    ~DeviceGateway();

    Result<void> start();

    /// A newly imported site file; of the same site id. Any thread.
    Result<void> setSite(const site::Site& site);

    /// As if the broker had delivered it; for tests. Any thread.
    void handle(const std::string& topic, ByteView payload);

    MqttState state() const { return m_client->state(); }
    std::string holdReason() const { return m_client->holdReason(); } ///< why Holding; English
    DeviceLink link() const;
    GatewayCounters counters() const;
    std::vector<DeviceState> devices() const;

private:
    Result<void> ready();
    Result<void> keep(MqttMessage& message);
    bool takeReading(const MqttMessage& message);
    void deliver(const MqttMessage& message);
    void deliverLeft();
    void check();
    void noteState(MqttState state, const OnState& onState);
    void passOn(const std::vector<site::Signal>& list, Micros arrived, std::uint64_t mark);
    std::function<void()> settledAfter(std::size_t count, std::uint64_t mark) const;

    const Clock& m_clock;
    const OnDelivery m_onDelivery;
    const std::function<void(std::vector<Reading>)> m_onReadings;
    const std::shared_ptr<Spool> m_spool;
    mutable std::mutex m_mutex; // guards the intakes, the link and what is left
    Intake m_intake;
    ReadingIntake m_readings;
    DeviceLink m_link;
    std::vector<SpoolRecord> m_left;      // of an earlier run, to be delivered
    std::unique_ptr<MqttClient> m_client; // declared last: its threads end before the rest goes
};

} // namespace shouwang::devices
