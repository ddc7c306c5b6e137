#include "simulator/rtsp/pacer.h"

#include "simulator/frame_code.h"

namespace shouwang::simulator {

Pacer::Pacer(const Clock& clock, bool spread)
    : m_clock(clock)
    , m_interval(spread ? kFrameMicros / 4 : kFrameMicros)
    , m_thread([this] { work(); }) {}

Pacer::~Pacer() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

StreamFeed* Pacer::add(std::unique_ptr<StreamFeed> feed) {
    const std::lock_guard lock(m_mutex);
    m_feeds.push_back(std::move(feed));
    return m_feeds.back().get();
}

void Pacer::remove(StreamFeed* feed) {
    std::unique_ptr<StreamFeed> gone; // freed after the lock, because it lets go of a GStreamer element
    const std::lock_guard lock(m_mutex);
    for (auto at = m_feeds.begin(); at != m_feeds.end(); ++at)
        if (at->get() == feed) {
            gone = std::move(*at);
            m_feeds.erase(at);
            return;
        }
}

void Pacer::work() {
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        const Micros now = m_clock.utc();
        for (const auto& feed : m_feeds)
            feed->tick(now);
        const Micros wait = m_interval - m_clock.utc() % m_interval;
        m_wake.wait_for(lock, std::chrono::microseconds(wait), [this] { return m_stop; });
    }
}

} // namespace shouwang::simulator
