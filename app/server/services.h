// What the endpoints work on. Everything outlives the HTTP server.
#pragma once

#include "server/door.h"
#include "server/http_server.h"
#include "server/reader.h"
#include "server/readings_keeper.h"
#include "server/site_board.h"
#include "server/tails.h"
#include "server/upkeep.h"
#include "server/writer.h"

#include "devices/device_gateway.h"

#include <algorithm>

namespace shouwang::server {

/// The head of the ledger, the list of seats and those of them that are there twice, for threads that must
/// not wait for the writing one.
class StatusBoard {
public:
    void setHead(const ledger::Head& head) {
        const std::lock_guard lock(m_mutex);
        m_head = head;
    }
    ledger::Head head() const {
        const std::lock_guard lock(m_mutex);
        return m_head;
    }
    void setSeats(std::vector<sync::SeatInfo> seats) {
        const std::lock_guard lock(m_mutex);
        m_seats = std::move(seats);
    }
    std::vector<sync::SeatInfo> seats() const {
        const std::lock_guard lock(m_mutex);
        return m_seats;
    }
    void setClones(std::vector<sync::ClonedSeat> clones) {
        const std::lock_guard lock(m_mutex);
        m_clones = std::move(clones);
    }
    std::vector<sync::ClonedSeat> clones() const {
        const std::lock_guard lock(m_mutex);
        return m_clones;
    }
    bool isRevoked(const Id& seat) const {
        const std::lock_guard lock(m_mutex);
        const auto found = std::ranges::find(m_seats, seat, &sync::SeatInfo::id);
        return found != m_seats.end() && found->revoked;
    }

private:
    mutable std::mutex m_mutex; // guards all
    ledger::Head m_head;
    std::vector<sync::SeatInfo> m_seats;
    std::vector<sync::ClonedSeat> m_clones;
};

/// How the devices are. Without a gateway (no site, or no broker named) all is empty.
struct DeviceStatus {
    bool there = false;
    devices::MqttState broker = devices::MqttState::Offline;
    std::string holdReason;
    devices::DeviceLink link;
    devices::GatewayCounters counters;
    std::vector<devices::DeviceState> devices;
};

/// The gateway to the devices, which comes and goes with the site. It is destroyed by whoever sets another
/// one (the bridge's thread), without the lock: that may last.
class DeviceBoard {
public:
    void set(std::unique_ptr<devices::DeviceGateway> gateway) {
        {
            const std::lock_guard lock(m_mutex);
            m_gateway.swap(gateway);
        }
        gateway.reset();
    }
    /// False: there is none, or it listens to another site.
    bool setSite(const site::Site& site) {
        const std::lock_guard lock(m_mutex);
        return m_gateway && m_gateway->setSite(site);
    }
    DeviceStatus status() const {
        const std::lock_guard lock(m_mutex);
        if (!m_gateway) return {};
        return {true,
                m_gateway->state(),
                m_gateway->holdReason(),
                m_gateway->link(),
                m_gateway->counters(),
                m_gateway->devices()};
    }

private:
    mutable std::mutex m_mutex; // guards the pointer, so that the gateway stays while it is asked
    std::unique_ptr<devices::DeviceGateway> m_gateway;
};

struct Services {
    Id station;
    std::string name;
    Micros started = 0;
    std::filesystem::path folder;
    std::filesystem::path keyStore;
    std::string secrets; ///< the body of /v1/secrets
    const Clock& clock;
    Vault& vault; ///< writing thread; tasks find it open
    Writer& writer;
    Tails& tails; ///< writing thread
    Door& door;
    Reader& reader;
    ReadingsKeeper& readings;
    StatusBoard& status;
    SiteBoard& site;
    DeviceBoard& devices;
    std::string adminToken;
    UpkeepBoard& upkeep;
    ledger::Features rooms;             ///< as the ledger has them
    const HttpCounters* http = nullptr; ///< set once the server is there
};

/// The handler, in front of it the look at the protocol's version: a seat of another one is told so.
Handler versioned(Handler handler);

void addSyncEndpoints(Router& router, Services& services);     ///< /v1/…, for seats
void addSnapshotEndpoints(Router& router, Services& services); ///< /v1/snapshot…, what a new seat begins with
void addApiEndpoints(Router& router, Services& services);      ///< /api/v1/…, the open data interface
void addReadingsEndpoint(Router& router, Services& services); ///< /api/v1/readings
void addControlEndpoints(Router& router,
                         Services& services); ///< /v1/admin/…, for the command line of this machine
void addPersonEndpoint(Router& router, Services& services); ///< /v1/admin/persons, the same

Response storageResponse(const Error& error); ///< 503 and why, for a commit that failed
Response busyResponse();                      ///< 503: a queue is full
/// To a seat: nothing is taken until a person has seen to the ledger. Says no more than that: anybody may
/// ask.
Response closedResponse(const Id& station, ledger::Trouble why);
/// The same for a task on the writing thread, which has to hear of a failing disk.
Response storageResponse(Services& services, const Error& error);

} // namespace shouwang::server
