// The station: ledger, writing thread, devices and endpoints put together. The only place that knows all of
// them.
#pragma once

#include "server/data_folder.h"
#include "server/http_server.h"

#include "base/random.h"
#include "devices/intake.h"
#include "devices/mqtt_client.h"
#include "devices/spool.h"
#include "ledger/readings.h"
#include "server/upkeep.h"
#include "server/writer.h"

namespace shouwang::server {

struct StationOptions {
    DataFolder folder;
    Listen listen;
    std::optional<devices::MqttOptions> mqtt; ///< none: no devices
    devices::IntakeLimits intake;
    devices::Spool::Options spool{}; ///< its path is the folder's
    std::filesystem::path secrets;   ///< camera passwords; empty: none
    ledger::ReadingsLimits readings;
    Limits limits;
    WriterLimits writerLimits;
    std::uint64_t reserve = ledger::Reserve::kDefault; ///< bytes for a full disk; 0: none
    UpkeepTimes upkeep;
    const char* vfs = nullptr; ///< of the ledger's file; for tests of disks that fail
    ledger::Features more;     ///< rooms beside those of the house; for benches
};

class Station {
public:
    /// Opens ledger and ports; nothing is served yet. Refused: no station here, another process has the
    /// ledger, a port is taken, a secret can be read by others. Corrupt: the ledger is damaged. `clock` and
    /// `random` outlive it and are used on all its threads.
    /// `trouble`: set where it is the ledger, and a person has to see to it.
    static Result<std::unique_ptr<Station>> open(const StationOptions& options, const Clock& clock,
                                                 Random& random, ledger::Trouble* trouble = nullptr);
    ~Station(); ///< stops

    Result<void> start();
    /// No new requests, everything that was taken is committed and answered, threads joined.
    void stop();

    std::uint16_t port() const;
    std::uint16_t controlPort() const;
    const Id& id() const;

private:
    struct Impl;
    explicit Station(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace shouwang::server
