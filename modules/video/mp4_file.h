// One MP4 file being written: packets go in as they came from the camera, nothing is decoded. One thread.
#pragma once

#include "video/packet_source.h"

#include <filesystem>

struct AVFormatContext;
struct AVIOContext;
struct AVPacket;

namespace shouwang::video {

struct PictureSize {
    int width = 0;
    int height = 0;
};
/// What the parameter sets and the key frame say. Corrupt when they say nothing.
Result<PictureSize> sizeOf(const AccessUnit& key);

/// The file lies beside its final name until commit(); without commit() it disappears with this object.
class Mp4File {
public:
    /// Retry: the disk is full; Refused: the folder is missing or closed to us, or the final file is there
    /// already.
    static Result<std::unique_ptr<Mp4File>> create(const std::filesystem::path& path,
                                                   const ParameterSets& sets, PictureSize size, Micros began);
    ~Mp4File();
    Mp4File(const Mp4File&) = delete;
    Mp4File& operator=(const Mp4File&) = delete;

    /// `time` is in 90 kHz from the first picture on and must grow.
    Result<void> write(const AccessUnit& unit, std::int64_t time, std::int64_t duration);
    /// Writes the index, syncs, renames.
    Result<void> commit();

private:
    explicit Mp4File(std::filesystem::path path);
    Result<void> begin(const ParameterSets& sets, PictureSize size, Micros began);
    tl::unexpected<Error> failure(const char* what) const;
    static int writeBytes(void* self, std::uint8_t* bytes, int size);
    static std::int64_t seekTo(void* self, std::int64_t offset, int whence);
    void closeAll();

    const std::filesystem::path m_path;
    const std::filesystem::path m_temporary;
    int m_descriptor = -1;
    int m_error = 0;     // errno of the first write that failed
    bool m_mine = false; // the temporary file is there
    AVFormatContext* m_format = nullptr;
    AVIOContext* m_io = nullptr;
    AVPacket* m_packet = nullptr;
};

} // namespace shouwang::video
