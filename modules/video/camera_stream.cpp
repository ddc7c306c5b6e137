#include "video/camera_stream.h"

namespace shouwang::video {

CameraStream::CameraStream(const RingLimits& limits, DecodePool& pool, std::function<void()> changed)
    : m_ring(std::make_shared<PacketRing>(limits))
    , m_pool(&pool)
    , m_changed(std::move(changed)) {}

void CameraStream::accept(const AccessUnit& unit) {
    const std::lock_guard lock(m_mutex);
    if (!m_pool) return;
    m_pace.take(unit.rtp_timestamp, unit.arrival);
    if (!m_ring->push(unit)) return;
    for (const auto& feed : m_feeds)
        m_pool->wake(feed);
}

void CameraStream::stateChanged(const StreamStatus& status) {
    const std::lock_guard lock(m_mutex);
    m_status = status;
    if (status.state != StreamState::Playing) m_pace.restart();
    if (m_changed) m_changed();
}

StreamStatus CameraStream::status() const {
    const std::lock_guard lock(m_mutex);
    return m_status;
}

bool CameraStream::playing() const {
    const std::lock_guard lock(m_mutex);
    return m_status.state == StreamState::Playing && m_ring->hasKey();
}

bool CameraStream::slow(Nanos now) const {
    const std::lock_guard lock(m_mutex);
    return m_status.state == StreamState::Playing && m_pace.slow(now);
}

void CameraStream::addFeed(std::shared_ptr<Feed> feed) {
    const std::lock_guard lock(m_mutex);
    m_feeds.push_back(std::move(feed));
}

void CameraStream::removeFeed(const std::shared_ptr<Feed>& feed) {
    const std::lock_guard lock(m_mutex);
    std::erase(m_feeds, feed);
}

void CameraStream::rest() {
    const std::lock_guard lock(m_mutex);
    m_ring->clear();
    m_pace.restart();
    m_status = {};
}

void CameraStream::detach() {
    const std::lock_guard lock(m_mutex);
    m_pool = nullptr;
    m_changed = nullptr;
    m_feeds.clear();
}

} // namespace shouwang::video
