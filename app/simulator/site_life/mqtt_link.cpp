#include "simulator/site_life/mqtt_link.h"

#include <fmt/format.h>
#include <mosquitto.h>

namespace shouwang::simulator {

Result<std::unique_ptr<MqttLink>> MqttLink::start(const std::string& host, int port,
                                                  const std::string& clientId) {
    mosquitto_lib_init();
    std::unique_ptr<MqttLink> link(new MqttLink);
    link->m_client = mosquitto_new(clientId.c_str(), true, link.get());
    if (!link->m_client) return fail(Next::Retry, "no memory for an MQTT client");
    mosquitto_connect_callback_set(link->m_client, [](mosquitto*, void* self, int code) {
        static_cast<MqttLink*>(self)->m_connected = code == 0;
    });
    mosquitto_disconnect_callback_set(link->m_client, [](mosquitto*, void* self, int) {
        static_cast<MqttLink*>(self)->m_connected = false;
    });
    mosquitto_reconnect_delay_set(link->m_client, 1, 5, false);
    mosquitto_max_inflight_messages_set(link->m_client, 200);
    mosquitto_connect_async(link->m_client, host.c_str(), port,
                            20); // a broker that is not there yet is tried again
    if (const int rc = mosquitto_loop_start(link->m_client); rc != MOSQ_ERR_SUCCESS)
        return fail(Next::Bug, fmt::format("MQTT thread: {}", mosquitto_strerror(rc)));
    return link;
}

MqttLink::~MqttLink() {
    if (m_client) {
        mosquitto_disconnect(m_client);
        mosquitto_loop_stop(m_client, true);
        mosquitto_destroy(m_client);
    }
    mosquitto_lib_cleanup();
}

Result<void> MqttLink::publish(const std::string& topic, const std::string& payload) {
    const int rc = mosquitto_publish(m_client, nullptr, topic.c_str(), static_cast<int>(payload.size()),
                                     payload.data(), 1, false);
    if (rc == MOSQ_ERR_SUCCESS) return {};
    return fail(rc == MOSQ_ERR_NO_CONN ? Next::Offline : Next::Refused,
                fmt::format("MQTT: {}", mosquitto_strerror(rc)));
}

} // namespace shouwang::simulator
