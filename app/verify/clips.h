// The clips that a ledger names, against the files of a folder.
#pragma once

#include "ledger/verify.h"

namespace shouwang::verify {

struct ClipCount {
    int proven = 0;
    int elsewhere = 0; ///< of another seat, or already on its way to long-term storage
    std::optional<ledger::Proof::Fault> fault; ///< the first one, with the number of the fact that names it
};

/// Reads every named file that lies in the folder. An error: ledger or file cannot be read.
Result<ClipCount> verifyClips(const std::filesystem::path& ledger, const std::filesystem::path& folder);

} // namespace shouwang::verify
