// What the endpoints work on. Everything outlives the HTTP server.
#pragma once

#include "server/door.h"
#include "server/http_server.h"
#include "server/reader.h"
#include "server/site_board.h"
#include "server/tails.h"
#include "server/writer.h"

#include "devices/device_gateway.h"

namespace shouwang::server {

/// The head of the ledger and the list of seats, for threads that must not wait for the writing one.
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

private:
    mutable std::mutex m_mutex; // guards both
    ledger::Head m_head;
    std::vector<sync::SeatInfo> m_seats;
};

/// The gateway to the devices comes and goes with the site; null: there is none (no site, or no broker
/// named).
class DeviceBoard {
public:
    void set(std::shared_ptr<devices::DeviceGateway> gateway) {
        const std::lock_guard lock(m_mutex);
        m_gateway = std::move(gateway);
    }
    std::shared_ptr<devices::DeviceGateway> current() const {
        const std::lock_guard lock(m_mutex);
        return m_gateway;
    }

private:
    mutable std::mutex m_mutex; // guards the pointer
    std::shared_ptr<devices::DeviceGateway> m_gateway;
};

struct Services {
    Id station;
    std::string name;
    Micros started = 0;
    std::filesystem::path folder;
    std::filesystem::path keyStore;
    std::string secrets; ///< the body of /v1/secrets
    const Clock& clock;
    ledger::Ledger& ledger; ///< writing thread
    sync::Station& sync;    ///< writing thread
    Writer& writer;
    Tails& tails; ///< writing thread
    Door& door;
    Reader& reader;
    StatusBoard& status;
    SiteBoard& site;
    DeviceBoard& devices;
    const HttpCounters* http = nullptr; ///< set once the server is there
};

void addSyncEndpoints(Router& router, Services& services); ///< /v1/…, for seats
void addApiEndpoints(Router& router, Services& services);  ///< /api/v1/…, the open data interface
void addControlEndpoints(Router& router,
                         Services& services); ///< /v1/admin/…, for the command line of this machine

Response storageResponse(const Error& error); ///< 503 and why, for a commit that failed
Response busyResponse();                      ///< 503: a queue is full

} // namespace shouwang::server
