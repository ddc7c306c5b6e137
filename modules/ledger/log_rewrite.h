// What a failed sync leaves behind: pages of the write-ahead log that the system takes for written and that
// are not on the disk. Whoever opens the file anew reads them, believes the transactions in them, and writes
// behind them; a power loss then breaks the log at these pages, with all that was saved later.
#pragma once

#include "base/result.h"

#include <filesystem>

namespace shouwang::ledger {

/// Writes the log of a SQLite file again as it reads, and syncs it. Before the writer opens the file; readers
/// may have it open. Nothing is done where there is no log. Retry, with SQLite's code: the disk still fails.
Result<void> rewriteLog(const std::filesystem::path& file, const char* vfs = nullptr);

} // namespace shouwang::ledger
