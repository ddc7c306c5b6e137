// A thin cover over libmosquitto. It never gives up: after a loss it connects again, spaced with jitter, into
// the same broker session, so that QoS 1 messages wait at the broker meanwhile.
//
// Threads: a network thread runs the library; a delivery thread calls onMessage, onState and onIdle, one at a
// time. Between them lies a bounded queue. The library acknowledges a message when onArrival has returned;
// what cannot be taken then (the queue is full, onArrival says no) must not be acknowledged: the client
// breaks the connection before that goes out, and comes back when mayConnect says so. Until then the broker
// keeps all of it in our session. Nothing is dropped. Both threads are joined in the destructor; the
// callbacks must not destroy the client.
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "base/random.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>

struct mosquitto;
struct mosquitto_message;

namespace shouwang::devices {

enum class MqttState {
    Offline, ///< not connected, trying
    Online,  ///< connected, and the broker has confirmed every subscription
    Refused, ///< the broker does not accept user, password or a subscription; still trying, slowly
    Holding  ///< away on purpose: what arrives cannot be kept now, so the broker keeps it
};

struct MqttOptions {
    std::string host = "127.0.0.1";
    int port = 1883;
    std::string clientId; ///< names the broker's session: the same after every restart of this program
    std::string user;     ///< empty: anonymous
    std::string password;
    std::string caFile; ///< empty: no TLS
    std::vector<std::string> topics;
    std::vector<std::string> passing; ///< topics at QoS 0: the broker keeps none of it while we are away
    std::chrono::milliseconds retryFirst{200};
    std::chrono::milliseconds retryMost{10'000};
    std::chrono::milliseconds idle{1000}; ///< how often onIdle is called at least
    std::size_t queueBound = 4096;        ///< messages between the threads
    std::chrono::milliseconds fullWait{2000};
    std::size_t unsentBound = 1000; ///< published and not yet acknowledged
};

struct MqttMessage {
    std::string topic;
    Bytes payload;
    std::uint64_t mark = 0; ///< as onArrival gave it
    Micros arrived = 0;     ///< as onArrival gave it
};

struct MqttCallbacks {
    /// Network thread. Whether we may be with the broker now; asked before each connection.
    std::function<Result<void>()> mayConnect;
    /// Network thread, before the broker hears that the message arrived. Sets mark and time. An error: it
    /// cannot be kept, and the broker keeps it.
    std::function<Result<void>(MqttMessage&)> onArrival;
    /// Network thread, before anything else. True: it was one that passes and is done with; it is not queued.
    std::function<bool(const MqttMessage&)> onPassing;
    std::function<void(const MqttMessage&)> onMessage;
    std::function<void(MqttState)> onState;
    std::function<void()> onIdle; ///< for what has to be looked at regularly
};

struct MqttCounters {
    std::uint64_t received = 0;
    std::uint64_t cut = 0;       ///< longer than kReceiveLimit, handed on cut off there
    std::uint64_t held_back = 0; ///< times that the broker was left because a message could not be taken
    std::uint64_t connects = 0;
    std::uint64_t losses = 0;
    std::uint64_t published = 0;
    std::uint64_t acknowledged = 0;
};

class MqttClient {
public:
    static constexpr std::size_t kReceiveLimit = 64 * 1024; ///< bytes kept of one message

    /// Nothing is connected before start(). `random` is used by the network thread only.
    MqttClient(MqttOptions options, MqttCallbacks callbacks, Random& random);
    ~MqttClient();
    MqttClient(const MqttClient&) = delete;
    MqttClient& operator=(const MqttClient&) = delete;

    /// Refused: the TLS file or the client id is of no use. A broker that is away is not an error.
    Result<void> start();

    /// Joins both threads; what has arrived is delivered before. The destructor does it too.
    void stop();

    /// QoS 1: kept by the library until the broker acknowledges it, across reconnections. Any thread. Retry:
    /// too much is waiting already. Offline: start() has not been called.
    Result<void> publish(const std::string& topic, ByteView payload);

    MqttState state() const { return m_state; }
    std::string holdReason() const; ///< English; empty unless Holding
    MqttCounters counters() const;

private:
    using Event = std::variant<MqttMessage, MqttState>;

    static void connected(mosquitto*, void* self, int code);
    static void subscribed(mosquitto*, void* self, int id, int count, const int* granted);
    static void disconnected(mosquitto*, void* self, int code);
    static void received(mosquitto*, void* self, const mosquitto_message* message);
    static void acknowledged(mosquitto*, void* self, int id);

    void online();
    void runNetwork();
    void runDelivery();
    void setState(MqttState state);
    void take(MqttMessage message);
    bool waitForRoom();
    void push(Event event);
    void leave(const std::string& why);
    bool mayConnect();
    void noteHold(const std::string& why);
    int connect();
    std::chrono::milliseconds nextPause();
    bool pause(std::chrono::milliseconds time);

    const MqttOptions m_options;
    const MqttCallbacks m_callbacks;
    Random& m_random;                 // network thread
    mosquitto* m_mosquitto = nullptr; // set before the threads start; the library locks itself
    std::atomic<MqttState> m_state{MqttState::Offline};
    std::atomic<bool> m_stop{false};
    std::chrono::milliseconds m_backoff{0}; // network thread
    int m_passing = 0;                      // network thread: the subscription of what passes
    std::size_t m_unconfirmed = 0;          // network thread: subscriptions that the broker has not confirmed
    bool m_left = false;                    // network thread: nothing of this connection is taken any more
    bool m_onlyIpv4 = false;                // network thread: of the last try
    bool m_reached = false;                 // network thread: it has led to the broker

    mutable std::mutex m_mutex; // guards everything below up to the threads
    std::condition_variable m_ready;
    std::condition_variable m_room;
    std::deque<Event> m_queue;
    MqttCounters m_counters;
    std::string m_holdReason;
    bool m_finish = false; // no more events will come: the delivery thread may end once the queue is empty

    std::thread m_network;
    std::thread m_delivery;
};

} // namespace shouwang::devices
