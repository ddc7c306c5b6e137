// A running station, proven over the network with a seat's token: everything that it feeds, from the first
// fact to the head that it had at the start, and every checkpoint that it lists.
#pragma once

#include "ledger/verify.h"

namespace shouwang::verify {

struct ServerOptions {
    std::string url;
    std::string token;
    std::string authority; ///< PEM file; needed with https
    std::optional<ledger::VerifierKey> key;
};

/// Offline, Refused, Conflict: the station cannot be asked.
Result<ledger::Proof> verifyServer(const ServerOptions& options);

} // namespace shouwang::verify
