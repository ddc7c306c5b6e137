// The devices of the storm: they publish presses at an even pace and know when they did.
#pragma once

#include "bench/sync/support.h"

#include "site/sample.h"

struct mosquitto;

namespace shouwang::bench {

constexpr std::uint64_t kBoot = 77;

/// A client of the broker with a thread of its own. Void: the broker does not take it.
class Client {
public:
    Client(const char* name, int port, void* self = nullptr);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    void connect();
    void publish(const std::string& topic, std::string_view text);
    mosquitto* handle() { return m_handle; }

private:
    mosquitto* m_handle;
    int m_port;
    bool m_started = false;
};

/// Presses of all points of the site in turn, evenly spread over each second, QoS 1.
class Devices {
public:
    Devices(int port, const Clock& clock, std::size_t presses, std::size_t perSecond);
    void publish(); ///< returns when the last press is handed over
    std::size_t presses() const { return m_published.size(); }
    Micros published(std::size_t press) const { return m_published[press]; } ///< any thread; 0: not yet
    double perSecond() const { return m_reached; }                           ///< that was really reached

private:
    void press(std::size_t number);

    const Clock& m_clock;
    const site::Site m_site = site::sampleSite();
    const std::size_t m_perSecond;
    std::vector<std::atomic<Micros>> m_published;
    double m_reached = 0;
    Client m_client;
};

/// The broker alone: milliseconds from publishing to a plain subscriber.
std::vector<double> brokerAlone(int port, std::size_t messages, std::size_t perSecond, const Clock& clock);

} // namespace shouwang::bench
