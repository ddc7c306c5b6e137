// A disk that is full for as long as a test says: what was written can be read, nothing can be added.
#pragma once

#include "../ledger/shim_vfs.h"

namespace shouwang::sync::toy {

class FullDisk final : public ledger::ShimVfs {
public:
    FullDisk()
        : ShimVfs("full-disk") {}

    std::atomic<bool> full{false}; ///< any thread

private:
    int beforeWrite(std::uint64_t) override { return full ? SQLITE_FULL : SQLITE_OK; }
};

} // namespace shouwang::sync::toy
