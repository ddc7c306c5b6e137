// Clips: packets from a ring become an MP4 file, written whole, without decoding. One thread for all clips.
#pragma once

#include "video/picture.h"
#include "video/ring.h"

#include <filesystem>
#include <functional>
#include <map>

namespace shouwang::video {

struct ClipRequest {
    std::string camera;
    Stream stream = Stream::Sub;
    Nanos from = 0;             ///< the clip starts at the last key frame at or before this
    Nanos until = 0;            ///< ends with the last picture at or before this
    Micros utc_at_zero = 0;     ///< UTC that belongs to monotonic 0, so that the file's times can be told
    std::filesystem::path path; ///< final name; its folder must exist
};

struct Clip {
    std::string camera;
    Stream stream = Stream::Sub;
    std::filesystem::path path;
    Hash sha256{};
    std::uint64_t bytes = 0;
    std::uint64_t pictures = 0;
    Micros first_utc = 0; ///< arrival of the first and the last picture
    Micros last_utc = 0;
    Codec codec = Codec::H264;
    int width = 0;
    int height = 0;
    std::uint64_t gaps = 0; ///< places where packets are missing or the connection was new
    bool cut_short = false; ///< the stream's format changed, or it ended before `until`
};

using ClipId = std::uint64_t;
/// Called on the clip thread, outside every lock, exactly once a request.
using ClipDone = std::function<void(ClipId, const Result<Clip>&)>;

/// Any thread may call the public functions. The destructor cancels what is under way (each gets Cancelled)
/// and joins.
class ClipWriter {
public:
    ClipWriter(const Clock& clock, Nanos patience = 3 * kSecond);
    ~ClipWriter();
    ClipWriter(const ClipWriter&) = delete;
    ClipWriter& operator=(const ClipWriter&) = delete;

    /// Follows the ring until the window has passed. When nothing arrives for `patience` after the end of the
    /// window, the clip is closed with what there is. A clip without a single picture fails with Offline; a
    /// full disk or a missing folder fails with Retry or Refused, and no part of a file is left.
    ClipId start(ClipRequest request, std::shared_ptr<const PacketRing> ring, ClipDone done);
    /// Removes what was written; the callback gets Cancelled. An unknown or finished clip is left alone.
    void cancel(ClipId clip);
    std::size_t open() const;

private:
    struct Job;
    void run();
    void pump(Job& job);
    void finish(Job& job, Result<Clip> result);

    const Clock& m_clock;
    const Nanos m_patience;
    mutable std::mutex m_mutex; // guards m_jobs (the map, not the jobs), m_next and m_stop
    std::condition_variable m_wake;
    std::map<ClipId, std::shared_ptr<Job>> m_jobs;
    ClipId m_next = 1;
    bool m_stop = false;
    std::thread m_thread; // last: it uses everything above
};

} // namespace shouwang::video
