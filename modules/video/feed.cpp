#include "video/decode_pool.h"
#include "video/feed_work.h"

#include <algorithm>

namespace shouwang::video {

Feed::Feed(std::shared_ptr<const PacketRing> ring, Stream stream, Nanos delay, const FeedLimits& limits)
    : m_ring(std::move(ring))
    , m_stream(stream)
    , m_delay(delay)
    , m_limits(limits)
    , m_work(std::make_unique<Work>()) {}
Feed::~Feed() = default;

void Feed::attach(std::shared_ptr<ViewSlot> slot) {
    {
        const std::lock_guard lock(m_mutex);
        m_slots.push_back(std::move(slot));
    }
    m_newcomer = true;
}

void Feed::detach(const ViewSlot* slot) {
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_slots, [slot](const auto& held) { return held.get() == slot; });
}

void Feed::setQuality(bool loop_filter, bool key_frames_only) {
    m_loop_filter = loop_filter;
    m_key_frames_only = key_frames_only;
}

FeedStats Feed::stats() const {
    const Nanos newest = m_ring->newestArrival();
    const std::lock_guard lock(m_mutex);
    FeedStats stats = m_stats;
    if (!m_catching_up && m_delay == 0) stats.lag = std::max<Nanos>(newest - m_reached, 0);
    return stats;
}

std::vector<std::shared_ptr<ViewSlot>> Feed::slots() const {
    const std::lock_guard lock(m_mutex);
    return m_slots;
}

} // namespace shouwang::video
