// One stream of one camera in the engine: its ring, its state and the feeds that decode it.
#pragma once

#include "video/decode_pool.h"
#include "video/pace.h"

namespace shouwang::video {

/// Any thread. The source calls the sink functions on its own thread.
class CameraStream final : public PacketSink {
public:
    /// `changed` must be quick and may not call back in here.
    CameraStream(const RingLimits& limits, DecodePool& pool, std::function<void()> changed);

    void accept(const AccessUnit& unit) override;
    void stateChanged(const StreamStatus& status) override;

    const std::shared_ptr<PacketRing>& ring() const { return m_ring; }
    StreamStatus status() const;
    bool playing() const; ///< and there is a key frame to start from
    bool slow(Nanos now) const;
    void addFeed(std::shared_ptr<Feed> feed);
    void removeFeed(const std::shared_ptr<Feed>& feed);

    /// Nobody wants it any more: old packets go, so that nothing old is taken for now.
    void rest();
    /// When this returns, pool and `changed` are not used again, whatever the source still delivers.
    void detach();

private:
    const std::shared_ptr<PacketRing> m_ring;
    mutable std::mutex m_mutex; // guards everything below
    DecodePool* m_pool;
    std::function<void()> m_changed;
    StreamStatus m_status;
    PaceMeter m_pace;
    std::vector<std::shared_ptr<Feed>> m_feeds;
};

} // namespace shouwang::video
