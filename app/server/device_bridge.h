// From devices to the ledger: what they say becomes commands that nobody waits for and that are kept, in
// memory and in the spool on disk, until they are committed. Devices that are silent or send rubbish become
// technical alarms of low priority, once an outage, and the end of it.
#pragma once

#include "base/random.h"
#include "server/services.h"

namespace shouwang::server {

class DeviceBridge {
public:
    /// All outlive the bridge. The client id in `options` makes the broker keep messages for us while we are
    /// away; a station without one is named after its id.
    DeviceBridge(devices::GatewayOptions options, const Id& station, Writer& writer, const SiteBoard& site,
                 DeviceBoard& board, const Clock& clock, Random& random);
    ~DeviceBridge(); ///< stops

    /// A gateway for this site: the one that is there where it has the same id, else a new one. `faults` are
    /// the points of alarms::runningFaults(). Any thread; the work is done on a thread of the bridge, because
    /// taking leave of a broker may last.
    void follow(std::shared_ptr<const SiteBoard::Entry> entry, std::set<std::string> faults);
    /// What has arrived is in the writer's queue when it returns.
    void stop();

private:
    struct Wish {
        std::shared_ptr<const SiteBoard::Entry> entry;
        std::set<std::string> faults;
    };
    void run();
    void apply(const Wish& wish);
    void take(const devices::Delivery& delivery);
    void tellFault(const devices::Delivery& delivery);
    void tellEnd(const devices::Delivery& delivery);

    devices::GatewayOptions m_options;
    Writer& m_writer;
    const SiteBoard& m_site;
    DeviceBoard& m_board;
    const Clock& m_clock;
    Random& m_random;
    std::string m_siteId;           // of the gateway; the bridge's thread
    std::set<std::string> m_faults; // points of outages that were told and have not ended; the gateway's
                                    // thread, the bridge's while there is no gateway

    std::mutex m_mutex; // guards the wish and the flag
    std::condition_variable m_news;
    std::optional<Wish> m_wish;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace shouwang::server
