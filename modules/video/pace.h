// Whether a stream keeps up with itself: a camera on a line too thin for it, or one that cannot cope, sends
// far fewer pictures a second than the times written in them say. A thrifty camera whose own times lie far
// apart is not slow. Pure; one thread, or the caller locks.
#pragma once

#include "video/packet_source.h"

#include <deque>

namespace shouwang::video {

class PaceMeter {
public:
    static constexpr Nanos kWindow = 4 * kSecond;   ///< so long it is watched before anything is said
    static constexpr double kSlowBelow = 0.5;       ///< of what its own times say
    static constexpr std::size_t kMostSeen = 1'000; ///< of the units in the window; the older ones go

    /// `rtp_timestamp` in 90 kHz, without wraps.
    void take(std::int64_t rtp_timestamp, Nanos arrival);
    /// What follows does not belong to what was: another connection, or nobody wants it any more.
    void restart() { m_seen.clear(); }
    bool slow(Nanos now) const;

private:
    struct Seen {
        std::int64_t rtp_timestamp = 0;
        Nanos arrival = 0;
    };
    double ownRate() const;

    std::deque<Seen> m_seen; // of the last window, oldest first
};

} // namespace shouwang::video
