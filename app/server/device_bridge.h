// From devices to the ledger: each press becomes a command of the device that nobody waits for and that is
// kept until it is committed.
#pragma once

#include "base/random.h"
#include "server/services.h"

namespace shouwang::server {

class DeviceBridge {
public:
    /// All outlive the bridge. `name` makes the broker keep messages for us while we are away.
    DeviceBridge(devices::MqttOptions mqtt, const Id& station, Writer& writer, const SiteBoard& site,
                 DeviceBoard& board, const Clock& clock, Random& random);
    ~DeviceBridge(); ///< stops

    /// A gateway for this site: the one that is there where it has the same id, else a new one. One thread at
    /// a time.
    void follow(const site::Site& site);
    void stop();

private:
    void take(const site::Signal& signal);

    devices::MqttOptions m_mqtt;
    Writer& m_writer;
    const SiteBoard& m_site;
    DeviceBoard& m_board;
    const Clock& m_clock;
    Random& m_random;
    std::string m_siteId; // of the gateway
};

} // namespace shouwang::server
