// Proves a ledger from outside: canonical form, contiguity, chain, and that stored columns agree with the
// bytes.
#pragma once

#include "ledger/ledger.h"

namespace shouwang::ledger {

struct Proof {
    std::uint64_t facts = 0; ///< proven so far
    Hash head{};
    struct Fault {
        std::uint64_t number = 0;
        std::string text;
    };
    std::optional<Fault> fault; ///< the first one
};

/// Checks one fact behind an already proven head. Pure. Empty: it is right.
std::string faultOf(const StoredFact& row, const Id& station, const Head& before);

/// Reads a station's or a seat's file from the first fact to the last, read-only. An error: the file cannot
/// be read.
Result<Proof> verifyFile(const std::filesystem::path& path);

} // namespace shouwang::ledger
