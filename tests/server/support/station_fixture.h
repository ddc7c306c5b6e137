// A station in a folder of its own, and a seat that pushes to it. One thread.
#pragma once

#include "server/station.h"
#include "support/client.h"

#include "base/clock.h"
#include "sync/protocol.h"

#include <filesystem>

namespace shouwang::testing {

/// `init` in a fresh folder below `root`.
server::DataFolder makeStation(const std::filesystem::path& root);

/// A seat file as `seat add` writes it.
struct Seat {
    Id id;
    std::string token;
    std::uint64_t epoch = 7;
    std::uint64_t counter = 0; ///< last used
};
Seat addSeat(const server::DataFolder& folder, const std::string& letter);

/// The sample facility, written as a site file. Returns its path.
std::filesystem::path writeSampleSite(const std::filesystem::path& root);

/// A push of reports ("alarms.acknowledge" on new entities) with the next counters of the seat.
sync::Push makePush(Seat& seat, std::size_t commands);
/// The encoded push sent; the status 0 when the connection broke.
Reply send(const Target& to, const Seat& seat, const sync::Push& push);

std::vector<ledger::StoredFact> readFacts(const Target& to, const Seat& seat);
std::size_t countFacts(const Target& to, const Seat& seat, const std::string& kind);

} // namespace shouwang::testing
