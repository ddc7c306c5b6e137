// A connection to an MQTT broker that only publishes. It reconnects by itself for ever.
#pragma once

#include "base/result.h"

#include <atomic>
#include <memory>
#include <string>

struct mosquitto;

namespace shouwang::simulator {

class MqttLink {
public:
    /// Returns at once; the broker may come later.
    static Result<std::unique_ptr<MqttLink>> start(const std::string& host, int port,
                                                   const std::string& clientId);
    ~MqttLink();
    MqttLink(const MqttLink&) = delete;
    MqttLink& operator=(const MqttLink&) = delete;

    bool connected() const { return m_connected; }
    /// QoS 1, not retained. Any thread.
    Result<void> publish(const std::string& topic, const std::string& payload);

private:
    MqttLink() = default;

    mosquitto* m_client = nullptr;
    std::atomic<bool> m_connected{false}; ///< written by mosquitto's thread
};

} // namespace shouwang::simulator
