// What the commands share that change a station's folder: through the station where it runs, else by opening
// the ledger themselves.
#pragma once

#include "server/control_client.h"

#include "base/clock.h"
#include "base/random.h"
#include "sync/station.h"

namespace shouwang::server {

/// The ledger of a station that does not run.
struct Offline {
    SystemClock clock;
    SystemRandom random;
    StationSettings settings;
    std::unique_ptr<ledger::Ledger> ledger;
    std::unique_ptr<sync::Station> sync;

    Result<void> open(const DataFolder& folder);
};

int exitOf(const Error& error);
/// 0 with `done` printed (nothing where it is empty), or the reason of the refusal.
int tell(const ControlReply& reply, const std::string& done);

} // namespace shouwang::server
