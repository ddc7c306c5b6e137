// Whether a tile may be believed. Only the age of the last *new* picture decides, on the monotonic clock: a
// camera that repeats its last picture is not alive. Pure; one thread, or the caller locks.
#pragma once

#include "video/packet_source.h"

namespace shouwang::video {

struct LivenessLimits {
    Nanos live =
        1200 * kMillisecond;  ///< up to this age a picture is LIVE; more than the second of a burnt-in clock
    Nanos late = 5 * kSecond; ///< up to this age it is LATE, then LOST
};

struct Liveness {
    enum class Kind : std::uint32_t {
        Waiting,
        Live,
        Late,
        Lost
    }; ///< Waiting: nothing yet, asked for just now
    Kind kind = Kind::Waiting;
    Nanos age = 0; ///< of the last new picture, or since it was asked for

    bool operator==(const Liveness&) const = default;
};
std::string_view name(Liveness::Kind kind);

/// The rule alone.
Liveness livenessOf(Nanos age, const LivenessLimits& limits = {});

class LivenessTracker {
public:
    /// Counts from `asked`, when somebody wanted to see this camera.
    explicit LivenessTracker(Nanos asked, const LivenessLimits& limits = {});
    /// Every decoded picture, new or not. Returns since when this content has been seen. A picture that
    /// arrived before the last one never makes the age smaller.
    Nanos seen(std::uint64_t content_hash, Nanos arrival);
    Liveness at(Nanos now) const;
    bool frozen(Nanos now) const; ///< pictures come, but all of them are the same

private:
    LivenessLimits m_limits;
    Nanos m_asked;
    Nanos m_new_since = 0;
    Nanos m_last_seen = 0;
    std::uint64_t m_hash = 0;
    bool m_any = false;
};

} // namespace shouwang::video
