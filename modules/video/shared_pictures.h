// The desk's small pictures: the wall process writes them into shared memory, the desk reads them, so that a
// camera is read and decoded once a seat. Fixed slots, each guarded by a sequence lock. The reader trusts
// nothing: it copies with pread (a segment that shrinks under it is an error, not a SIGBUS) and checks every
// field.
#pragma once

#include "video/liveness.h"
#include "video/picture.h"

namespace shouwang::video {

constexpr int kPreviewSlots = 24;
constexpr int kPreviewWidth = 640;
constexpr int kPreviewHeight = 360;
constexpr std::size_t kPreviewIdBytes = 96; ///< longest camera id, UTF-8

struct Preview {
    std::string camera; ///< empty: the slot is free
    int width = 0;      ///< at most kPreviewWidth
    int height = 0;
    Liveness liveness;
    Nanos arrival = 0;               ///< CLOCK_MONOTONIC is the same for both processes
    std::uint64_t sequence = 0;      ///< of the slot: grows with every write
    std::vector<std::uint8_t> bytes; ///< BGRA, width * 4 bytes a line; empty: no picture yet
};

/// Wall process. One thread.
class SharedPictureWriter {
public:
    /// Makes the segment (0600, it must not exist yet) with all its memory reserved. `name` starts with '/'
    /// and is handed to the desk; it is removed with the writer. Fails with Retry when there is no room.
    static Result<SharedPictureWriter> create(const std::string& name);
    SharedPictureWriter(SharedPictureWriter&& other) noexcept;
    SharedPictureWriter& operator=(SharedPictureWriter&& other) noexcept;
    ~SharedPictureWriter();

    /// Writes a picture of at most kPreviewWidth x kPreviewHeight (a larger one is reduced by leaving out
    /// lines and columns). `picture` may be null: then only camera and liveness are written.
    Result<void> write(int slot, std::string_view camera, const PicturePtr& picture,
                       const Liveness& liveness);
    Result<void> clear(int slot);
    const std::string& name() const { return m_name; }

private:
    SharedPictureWriter() = default;
    std::string m_name;
    std::uint8_t* m_memory = nullptr;
};

/// Desk. One thread.
class SharedPictureReader {
public:
    /// Refused when the segment is not ours (owner, mode), not this version or not this size.
    static Result<SharedPictureReader> open(const std::string& name);
    SharedPictureReader(SharedPictureReader&& other) noexcept;
    SharedPictureReader& operator=(SharedPictureReader&& other) noexcept;
    ~SharedPictureReader();

    /// Nothing when the slot has not changed since `sequence`. Retry: the writer was in the middle of it,
    /// come again; Corrupt: the slot makes no sense; Offline: the segment has shrunk.
    Result<std::optional<Preview>> read(int slot, std::uint64_t sequence = 0) const;

private:
    SharedPictureReader() = default;
    int m_descriptor = -1;
};

} // namespace shouwang::video
