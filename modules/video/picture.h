// A decoded picture that is ready to be drawn, and the mailbox in which a tile finds the newest one.
#pragma once

#include "video/packet_source.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace shouwang::video {

enum class Stream { Main, Sub };
std::string_view name(Stream stream);

/// BGRA bytes from a pool; given back to the pool when the last picture that uses them is gone.
using PictureBytes = std::shared_ptr<std::vector<std::uint8_t>>;

/// Never changes once it is published; shared by whoever looks at it.
struct Picture {
    int width = 0;
    int height = 0;
    int stride = 0;                                         ///< bytes a line, a multiple of 64
    std::shared_ptr<const std::vector<std::uint8_t>> bytes; ///< B G R A (A = 255), as QImage::Format_RGB32
    int source_width = 0;                                   ///< of the stream, before it was reduced
    int source_height = 0;
    Stream stream = Stream::Sub;
    std::int64_t rtp_timestamp = 0;
    Nanos arrival = 0; ///< when its packets arrived
    Nanos ready = 0;   ///< when it was published
    Nanos new_since =
        0; ///< arrival of the first picture with this content: a frozen camera lets it stand still
    std::uint64_t sequence = 0;     ///< 1, 2, ... within one mailbox
    std::uint64_t content_hash = 0; ///< of the decoded luma

    const std::uint8_t* data() const { return bytes ? bytes->data() : nullptr; }
};
using PicturePtr = std::shared_ptr<const Picture>;

/// The latest frame wins: there is no queue. Any thread.
class Mailbox {
public:
    /// Called by a decode worker. Numbers the picture. One that arrived before the one that lies here is
    /// thrown away (false): time never runs backwards on a tile, also while its stream is being switched.
    bool publish(Picture picture);
    /// The newest picture, or nothing before the first one. It stays here, however old it is: ask for its
    /// age.
    PicturePtr latest() const;
    std::uint64_t published() const;
    std::uint64_t overwritten() const; ///< pictures that nobody took before the next one came

    /// `changed` is called on a decode worker, outside every lock, after each publish; it should only post an
    /// event. When this returns, the callback given before has returned too and is never called again. Must
    /// not be called from inside the callback.
    void setNotify(std::function<void()> changed);

private:
    void notify();

    mutable std::mutex m_mutex; // guards everything below
    std::condition_variable m_idle;
    PicturePtr m_latest;
    std::shared_ptr<std::function<void()>> m_notify;
    int m_calls = 0; // callbacks under way
    std::uint64_t m_published = 0;
    mutable std::uint64_t m_taken = 0; // sequence of the last picture that was looked at
    std::uint64_t m_overwritten = 0;
};

/// Hands out buffers and takes them back, so that a wall does not allocate a thousand megabytes a second. Any
/// thread.
class PicturePool {
public:
    explicit PicturePool(std::size_t bound_bytes = std::size_t{256} << 20);
    PictureBytes take(std::size_t size);
    std::size_t idleBytes() const;

private:
    struct Shelf;
    std::shared_ptr<Shelf> m_shelf; // outlives the pool as long as a picture needs it
};

} // namespace shouwang::video
