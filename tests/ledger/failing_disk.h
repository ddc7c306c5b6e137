// A disk that fails as often as a test says: reads, writes, fsync, or all of it.
#pragma once

#include "shim_vfs.h"

namespace shouwang::ledger {

class FailingDisk final : public ShimVfs {
public:
    FailingDisk()
        : ShimVfs("failing-disk") {}

    // Any thread.
    std::atomic<int> reads{0}; ///< that fail from now on
    std::atomic<int> writes{0};
    std::atomic<int> syncs{0};
    std::atomic<bool> gone{false}; ///< everything fails
    std::atomic<int> failures{0};  ///< that SQLite has met

private:
    int fail(std::atomic<int>& left, int code) {
        int now = left.load();
        while (now > 0 && !left.compare_exchange_weak(now, now - 1)) {
        }
        if (now <= 0 && !gone) return SQLITE_OK;
        ++failures;
        return code;
    }
    int beforeOpen() override { return gone ? SQLITE_CANTOPEN : SQLITE_OK; }
    int beforeRead() override { return fail(reads, SQLITE_IOERR_READ); }
    int beforeWrite(std::uint64_t) override { return fail(writes, SQLITE_IOERR_WRITE); }
    int beforeSync() override { return fail(syncs, SQLITE_IOERR_FSYNC); }
};

} // namespace shouwang::ledger
