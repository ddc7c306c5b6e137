// Files that the user cares about are written whole or not at all.
#pragma once

#include "base/bytes.h"

#include <filesystem>

namespace shouwang {

/// Reads at most `limit` bytes; a larger file is refused.
Result<Bytes> readFile(const std::filesystem::path& path, std::size_t limit = std::size_t{64} << 20);

/// Writes beside the target, syncs file and folder, then renames: after a crash the old or the new file
/// stands there.
Result<void> writeFileWhole(const std::filesystem::path& path, ByteView bytes, unsigned mode = 0644);

/// Gives an already written temporary file its final name, synced as above.
Result<void> commitFile(const std::filesystem::path& temporary, const std::filesystem::path& path);

/// Holds an advisory lock as long as it lives, so that a second process cannot have it.
class FileLock {
public:
    static Result<FileLock> take(const std::filesystem::path& path);
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    ~FileLock();

private:
    explicit FileLock(int descriptor)
        : m_descriptor(descriptor) {}
    int m_descriptor = -1;
};

} // namespace shouwang
