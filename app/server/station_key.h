// The key with which the station signs its checkpoints: checkpoint.key in its folder, mode 0600.
#pragma once

#include "ledger/checkpoint.h"
#include "server/data_folder.h"

namespace shouwang::server {

inline std::filesystem::path checkpointKeyFile(const DataFolder& folder) {
    return folder.root / "checkpoint.key";
}

/// Made at the first call. Refused: others can read it, or it is another station's. Corrupt: it holds no key.
Result<ledger::SignerKey> stationKey(const DataFolder& folder, const Id& station, Random& random);

} // namespace shouwang::server
