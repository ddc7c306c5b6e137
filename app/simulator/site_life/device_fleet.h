// The alarm devices of the site: each publishes events and heartbeats with its boot id and a counter, and
// each can be made to fail.
#pragma once

#include "base/clock.h"
#include "simulator/failures.h"
#include "simulator/site_life/mqtt_link.h"
#include "site/site.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace shouwang::simulator {

/// What a device says, before anything goes wrong with it.
struct DeviceMessage {
    std::string device;
    std::string point; ///< empty for a heartbeat
    site::Signal::Kind kind = site::Signal::Kind::Raised;
    std::uint64_t boot = 0;
    std::uint64_t counter = 0;
    Micros time = 0;
    std::string detail;
};
std::string toJson(const DeviceMessage& message);
/// 2026-01-02T03:04:05.678901Z
std::string isoMicros(Micros time);

struct Outgoing {
    std::string device; ///< named in the topic
    std::string payload;
};

/// One device: counts, and turns each message into what really goes out. Pure but for its own counters; one
/// thread.
class Device {
public:
    Device(std::string id, std::uint64_t boot);

    const std::string& id() const { return m_id; }
    DeviceFailure failure = DeviceFailure::None;

    std::vector<Outgoing> say(const std::string& point, site::Signal::Kind kind, Micros now,
                              const std::string& detail);

private:
    DeviceMessage next(const std::string& point, site::Signal::Kind kind, Micros now,
                       const std::string& detail);

    std::string m_id;
    std::uint64_t m_boot;
    std::uint64_t m_counter = 0;
    std::optional<Outgoing> m_held; ///< out_of_order: waits for the next one
};

class DeviceFleet {
public:
    static Result<std::unique_ptr<DeviceFleet>> start(const site::Site& site, const std::string& host,
                                                      int port, std::uint64_t seed, const Clock& clock);
    ~DeviceFleet();
    DeviceFleet(const DeviceFleet&) = delete;
    DeviceFleet& operator=(const DeviceFleet&) = delete;

    bool connected() const { return m_link->connected(); }
    /// Returns the UTC microseconds that stand in the message. Offline while there is no broker. Any thread.
    Result<Micros> say(const std::string& point, site::Signal::Kind kind, const std::string& detail);
    Result<void> setFailure(const std::string& device, DeviceFailure failure);
    std::map<std::string, DeviceFailure> failures() const; ///< only those that fail
    std::uint64_t published() const;

private:
    DeviceFleet(const site::Site& site, std::uint64_t seed, const Clock& clock);
    Result<void> publish(const std::vector<Outgoing>& messages);
    void work();
    void heartbeats(std::size_t slot);
    Result<void> readings(const Device& device);
    void flaps();

    const Clock& m_clock;
    const std::string m_siteId;
    std::map<std::string, std::string> m_deviceOf; ///< by point; never changes
    std::unique_ptr<MqttLink> m_link;
    mutable std::mutex m_mutex; // guards the four below
    std::condition_variable m_wake;
    std::map<std::string, Device> m_devices;
    std::uint64_t m_published = 0;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace shouwang::simulator
