// Where the pictures of one view arrive: its mailbox, which stream may put something in, and how old that is.
#pragma once

#include "video/decoder.h"
#include "video/liveness.h"

#include <atomic>

namespace shouwang::video {

/// Any thread.
class ViewSlot {
public:
    ViewSlot(TileSize size, Nanos asked, Nanos delay, const LivenessLimits& limits);

    std::shared_ptr<Mailbox> mailbox() const { return m_mailbox; }
    TileSize size() const;
    void resize(TileSize size);

    /// From the first picture of `stream` on, pictures of the other one are no longer taken.
    void want(Stream stream);
    Stream shown() const; ///< the stream of the newest picture

    /// Called by decode workers. False: not the stream that is wanted, or older than what is there.
    bool accept(Picture picture);
    Liveness liveness(Nanos now) const;
    bool frozen(Nanos now) const;
    /// The camera was taken away: from now on the age grows whatever still arrives.
    void close();

private:
    const std::shared_ptr<Mailbox> m_mailbox = std::make_shared<Mailbox>();
    const Nanos m_delay;
    mutable std::mutex m_mutex; // guards everything below
    TileSize m_size;
    LivenessTracker m_tracker;
    Stream m_wanted = Stream::Sub;
    Stream m_shown = Stream::Sub;
    bool m_closed = false;
};

} // namespace shouwang::video
