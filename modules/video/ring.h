// The last seconds of one stream, as packets. Whoever wants a picture starts at a key frame in here and has
// it at once.
#pragma once

#include "video/packet_source.h"

#include <deque>
#include <mutex>
#include <vector>

namespace shouwang::video {

struct RingLimits {
    Nanos keep = 30 * kSecond;
    std::size_t bytes = std::size_t{24} << 20; ///< whole groups of pictures go from the front above this
};

struct NumberedUnit {
    std::uint64_t number = 0; ///< 1, 2, ... as they came into the ring
    AccessUnit unit;
};

/// What a reader gets when it follows on.
struct RingBatch {
    std::vector<NumberedUnit> units;
    bool skipped = false; ///< the ring had already thrown away what came next: `units` begin at a key frame
    std::uint64_t behind = 0; ///< units that are still waiting after these
};

/// Thread-safe. Always begins with a key frame: what comes before the first one is not kept, and the front
/// goes by whole groups, so that there is a key frame at or before (newest - keep) as soon as that much has
/// been received.
class PacketRing {
public:
    explicit PacketRing(const RingLimits& limits = {});

    /// Returns false when the unit was not kept (no key frame yet).
    bool push(const AccessUnit& unit);
    void clear();

    /// From the newest key frame on: the first picture of a switch.
    std::vector<NumberedUnit> sinceLastKey() const;
    /// From the last key frame at or before `from` (or the oldest there is) up to and including `until`.
    std::vector<NumberedUnit> range(Nanos from, Nanos until) const;
    /// At most `most` units after number `after`, in order.
    RingBatch follow(std::uint64_t after, std::size_t most) const;
    /// Number of the newest key frame after `after`, or 0.
    std::uint64_t newestKeyAfter(std::uint64_t after) const;
    /// Number of the last key frame at or before `from`, else of the oldest one, else 0.
    std::uint64_t keyBefore(Nanos from) const;

    std::uint64_t newest() const; ///< number of the newest unit, 0: empty
    bool hasKey() const;
    Nanos newestArrival() const; ///< 0: empty
    Nanos oldestArrival() const;
    std::size_t bytes() const;
    std::size_t size() const;
    void setKeep(Nanos keep);

private:
    void trim();
    std::size_t indexOf(std::uint64_t number) const;

    mutable std::mutex m_mutex; // guards everything below
    RingLimits m_limits;
    std::deque<NumberedUnit> m_units;
    std::deque<std::uint64_t> m_keys; // numbers of the key frames in m_units
    std::uint64_t m_next = 1;
    std::size_t m_bytes = 0;
};

} // namespace shouwang::video
