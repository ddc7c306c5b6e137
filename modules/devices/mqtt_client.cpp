#include "devices/mqtt_client.h"

#include "base/log.h"

#include <algorithm>
#include <fmt/format.h>
#include <mosquitto.h>
#include <sys/socket.h>
#include <utility>

namespace shouwang::devices {

namespace {

constexpr int kKeepAlive_s = 20;
constexpr int kLoop_ms = 200;
constexpr int kConnectionRefusedCredentials = 4; // MQTT 3.1.1 return codes
constexpr int kConnectionRefusedNotAuthorised = 5;

MqttClient& client(void* self) {
    return *static_cast<MqttClient*>(self);
}

tl::unexpected<Error> mosquittoError(Next next, const char* what, int code) {
    return fail(next, fmt::format("MQTT: cannot {}: {}", what, mosquitto_strerror(code)));
}

} // namespace

MqttClient::MqttClient(MqttOptions options, MqttCallbacks callbacks, Random& random)
    : m_options(std::move(options))
    , m_callbacks(std::move(callbacks))
    , m_random(random) {
    static std::once_flag once;
    std::call_once(once, [] { mosquitto_lib_init(); }); // the library asks for it once a process
}

MqttClient::~MqttClient() {
    stop();
    if (m_mosquitto) mosquitto_destroy(m_mosquitto);
}

void MqttClient::stop() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_room.notify_all();
    if (m_network.joinable()) m_network.join();
    {
        const std::lock_guard lock(m_mutex);
        m_finish = true;
    }
    m_ready.notify_all();
    if (m_delivery.joinable()) m_delivery.join();
}

Result<void> MqttClient::start() {
    if (m_mosquitto) return fail(Next::Bug, "MQTT: started twice");
    if (m_options.clientId.empty())
        return fail(Next::Refused, "MQTT: a client id is needed for a lasting session");
    m_mosquitto = mosquitto_new(m_options.clientId.c_str(), false, this);
    if (!m_mosquitto) return fail(Next::Retry, "MQTT: no memory for a client");
    mosquitto_threaded_set(m_mosquitto, true);
    if (!m_options.user.empty()) {
        mosquitto_username_pw_set(m_mosquitto, m_options.user.c_str(), m_options.password.c_str());
    }
    if (!m_options.caFile.empty()) {
        const int code =
            mosquitto_tls_set(m_mosquitto, m_options.caFile.c_str(), nullptr, nullptr, nullptr, nullptr);
        if (code != MOSQ_ERR_SUCCESS) return mosquittoError(Next::Refused, "use the CA file", code);
    }
    mosquitto_connect_callback_set(m_mosquitto, &MqttClient::connected);
    mosquitto_subscribe_callback_set(m_mosquitto, &MqttClient::subscribed);
    mosquitto_disconnect_callback_set(m_mosquitto, &MqttClient::disconnected);
    mosquitto_message_callback_set(m_mosquitto, &MqttClient::received);
    mosquitto_publish_callback_set(m_mosquitto, &MqttClient::acknowledged);
    m_delivery = std::thread([this] { runDelivery(); });
    m_network = std::thread([this] { runNetwork(); });
    return {};
}

Result<void> MqttClient::publish(const std::string& topic, ByteView payload) {
    if (!m_mosquitto) return fail(Next::Offline, "MQTT: not started");
    {
        const std::lock_guard lock(m_mutex);
        if (m_counters.published - m_counters.acknowledged >= m_options.unsentBound) {
            return fail(Next::Retry, "MQTT: too many messages wait for the broker");
        }
        ++m_counters.published; // before the library can acknowledge it
    }
    const int code = mosquitto_publish(m_mosquitto, nullptr, topic.c_str(), static_cast<int>(payload.size()),
                                       payload.data(), 1, false);
    // Without a connection the library has queued it all the same.
    if (code == MOSQ_ERR_SUCCESS || code == MOSQ_ERR_NO_CONN || code == MOSQ_ERR_CONN_LOST) return {};
    const std::lock_guard lock(m_mutex);
    --m_counters.published;
    return mosquittoError(Next::Refused, "publish", code);
}

MqttCounters MqttClient::counters() const {
    const std::lock_guard lock(m_mutex);
    return m_counters;
}

std::string MqttClient::holdReason() const {
    const std::lock_guard lock(m_mutex);
    return m_state == MqttState::Holding ? m_holdReason : std::string();
}

void MqttClient::connected(mosquitto* mosquitto, void* self, int code) {
    MqttClient& me = client(self);
    me.m_reached = true;
    if (code == kConnectionRefusedCredentials || code == kConnectionRefusedNotAuthorised) {
        me.setState(MqttState::Refused);
        me.m_backoff = me.m_options.retryMost;
        return;
    }
    if (code != 0) return; // the library disconnects next
    me.m_unconfirmed = me.m_options.topics.size();
    for (const std::string& topic : me.m_options.topics) {
        mosquitto_subscribe(mosquitto, nullptr, topic.c_str(), 1);
    }
    for (const std::string& topic : me.m_options.passing)
        mosquitto_subscribe(mosquitto, &me.m_passing, topic.c_str(), 0);
    if (me.m_unconfirmed == 0) me.online();
}

void MqttClient::subscribed(mosquitto*, void* self, int id, int count, const int* granted) {
    MqttClient& me = client(self);
    if (!me.m_options.passing.empty() && id == me.m_passing) return; // alarms come without it
    const bool refused = std::any_of(granted, granted + count, [](int qos) { return qos > 2; });
    if (refused) {
        log::warning("devices", "MQTT broker {}:{} refuses a subscription", me.m_options.host,
                     me.m_options.port);
        me.setState(MqttState::Refused);
        return;
    }
    // Before the broker has confirmed, it drops what devices say to a session that it does not know yet.
    if (me.m_unconfirmed > 0 && --me.m_unconfirmed == 0) me.online();
}

void MqttClient::online() {
    m_backoff = {};
    {
        const std::lock_guard lock(m_mutex);
        ++m_counters.connects;
    }
    setState(MqttState::Online);
}

void MqttClient::disconnected(mosquitto*, void* self, int) {
    MqttClient& me = client(self);
    if (me.m_state == MqttState::Online) {
        const std::lock_guard lock(me.m_mutex);
        ++me.m_counters.losses;
    }
    if (me.m_state == MqttState::Online) me.setState(MqttState::Offline);
}

void MqttClient::received(mosquitto*, void* self, const mosquitto_message* message) {
    MqttClient& me = client(self);
    if (me.m_left) return; // what was still on its way: not acknowledged either, so it comes again
    const auto size = static_cast<std::size_t>(std::max(message->payloadlen, 0));
    const auto* data = static_cast<const std::uint8_t*>(message->payload);
    {
        const std::lock_guard lock(me.m_mutex);
        ++me.m_counters.received;
        if (size > kReceiveLimit) ++me.m_counters.cut;
    }
    me.take({message->topic, toBytes({data, std::min(size, kReceiveLimit)}), 0, 0});
}

void MqttClient::take(MqttMessage message) {
    if (m_callbacks.onPassing && m_callbacks.onPassing(message)) return;
    if (!waitForRoom()) return leave("what devices say is not worked off");
    if (m_callbacks.onArrival) {
        if (const auto kept = m_callbacks.onArrival(message); !kept) return leave(kept.error().text);
    }
    push(std::move(message));
}

/// The library has the acknowledgement of this message ready and sends it when the callback is over
/// (mosquitto_threaded_set makes that sure), so the connection is cut under it instead of taken leave of.
void MqttClient::leave(const std::string& why) {
    m_left = true;
    {
        const std::lock_guard lock(m_mutex);
        ++m_counters.held_back;
    }
    noteHold(why);
    shutdown(mosquitto_socket(m_mosquitto), SHUT_RDWR);
}

void MqttClient::noteHold(const std::string& why) {
    bool news = false;
    {
        const std::lock_guard lock(m_mutex);
        news = m_state != MqttState::Holding || m_holdReason != why;
        m_holdReason = why;
    }
    if (news) log::warning("devices", "the MQTT broker has to keep the messages: {}", why);
    setState(MqttState::Holding);
}

void MqttClient::acknowledged(mosquitto*, void* self, int) {
    const std::lock_guard lock(client(self).m_mutex);
    ++client(self).m_counters.acknowledged;
}

void MqttClient::setState(MqttState state) {
    if (m_state.exchange(state) == state) return;
    push(state);
}

bool MqttClient::waitForRoom() {
    std::unique_lock lock(m_mutex);
    const auto hasRoom = [this] { return m_queue.size() < m_options.queueBound; };
    m_room.wait_for(lock, m_options.fullWait, [&] { return m_stop || hasRoom(); });
    return hasRoom();
}

/// There is room for a message (only the network thread brings any); of states only the newest counts.
void MqttClient::push(Event event) {
    {
        const std::lock_guard lock(m_mutex);
        const bool state = std::holds_alternative<MqttState>(event);
        if (state && !m_queue.empty() && std::holds_alternative<MqttState>(m_queue.back())) {
            m_queue.back() = std::move(event);
        } else {
            m_queue.push_back(std::move(event));
        }
    }
    m_ready.notify_one();
}

void MqttClient::runDelivery() {
    auto nextIdle = std::chrono::steady_clock::now(); // at once: what an earlier run left may wait
    std::unique_lock lock(m_mutex);
    while (!m_finish || !m_queue.empty()) {
        m_ready.wait_until(lock, nextIdle, [this] { return m_finish || !m_queue.empty(); });
        std::optional<Event> event;
        if (!m_queue.empty()) {
            event = std::move(m_queue.front());
            m_queue.pop_front();
        }
        lock.unlock();
        m_room.notify_one();
        if (event) {
            if (const auto* message = std::get_if<MqttMessage>(&*event)) {
                if (m_callbacks.onMessage) m_callbacks.onMessage(*message);
            } else if (m_callbacks.onState) {
                m_callbacks.onState(std::get<MqttState>(*event));
            }
        }
        if (const auto now = std::chrono::steady_clock::now(); now >= nextIdle) {
            nextIdle = now + m_options.idle;
            if (m_callbacks.onIdle) m_callbacks.onIdle();
        }
        lock.lock();
    }
}

std::chrono::milliseconds MqttClient::nextPause() {
    m_backoff = std::clamp(m_backoff * 2, m_options.retryFirst, m_options.retryMost);
    // Half to one and a half times, so that not every seat knocks at the same moment.
    const double factor = 0.5 + m_random.unit();
    return std::chrono::milliseconds(static_cast<long>(static_cast<double>(m_backoff.count()) * factor));
}

bool MqttClient::pause(std::chrono::milliseconds time) {
    std::unique_lock lock(m_mutex);
    m_room.wait_for(lock, time, [this] { return m_stop.load(); });
    return !m_stop;
}

bool MqttClient::mayConnect() {
    if (!m_callbacks.mayConnect) return true;
    const auto allowed = m_callbacks.mayConnect();
    if (!allowed) noteHold(allowed.error().text);
    return allowed.has_value();
}

// Of a name libmosquitto tries one address only, and "localhost" is ::1 first where the broker may listen on
// 127.0.0.1 alone. A socket that is bound to IPv4 takes the other one; what has led to the broker is kept.
int MqttClient::connect() {
    m_left = false;
    if (!std::exchange(m_reached, false)) m_onlyIpv4 = !m_onlyIpv4;
    return mosquitto_connect_bind_async(m_mosquitto, m_options.host.c_str(), m_options.port, kKeepAlive_s,
                                        m_onlyIpv4 ? "0.0.0.0" : nullptr);
}

void MqttClient::runNetwork() {
    while (!m_stop) {
        if (!mayConnect()) {
            pause(m_options.retryFirst);
            continue;
        }
        if (m_state == MqttState::Holding) setState(MqttState::Offline);
        int code = connect();
        while (!m_stop && code == MOSQ_ERR_SUCCESS)
            code = mosquitto_loop(m_mosquitto, kLoop_ms, 1);
        if (m_stop) break;
        if (m_state == MqttState::Online) setState(MqttState::Offline);
        const auto time = nextPause();
        log::warning("devices", "MQTT broker {}:{}: {}; next try in {} ms", m_options.host, m_options.port,
                     mosquitto_strerror(code), time.count());
        pause(time);
    }
    mosquitto_disconnect(m_mosquitto);
    // One last turn sends the farewell, so that the broker does not wait for the keep-alive.
    if (!m_left) mosquitto_loop(m_mosquitto, 0, 1);
}

} // namespace shouwang::devices
