// A disk that is as small as a test wants: what would make the files of the folder larger than that together
// fails as on a full disk. What lies there besides (the reserve) counts.
#pragma once

#include "shim_vfs.h"

#include <atomic>
#include <filesystem>
#include <sys/stat.h>

namespace shouwang::ledger {

class SmallDisk final : public ShimVfs {
public:
    SmallDisk(std::filesystem::path folder, std::uint64_t bytes)
        : ShimVfs("small-disk")
        , m_folder(std::move(folder))
        , m_bytes(bytes) {}

    void resize(std::uint64_t bytes) { m_bytes = bytes; } ///< any thread

private:
    int beforeWrite(std::uint64_t growth) override {
        return growth > 0 && used() + growth > m_bytes ? SQLITE_FULL : SQLITE_OK;
    }
    std::uint64_t used() const {
        std::uint64_t bytes = 0;
        for (const auto& entry : std::filesystem::directory_iterator(m_folder)) {
            struct stat status {};
            if (!entry.path().string().ends_with("-shm") && stat(entry.path().c_str(), &status) == 0) {
                bytes += static_cast<std::uint64_t>(status.st_size);
            }
        }
        return bytes;
    }

    const std::filesystem::path m_folder;
    std::atomic<std::uint64_t> m_bytes;
};

} // namespace shouwang::ledger
