#include "video/view_slot.h"

namespace shouwang::video {

ViewSlot::ViewSlot(TileSize size, Nanos asked, Nanos delay, const LivenessLimits& limits)
    : m_delay(delay)
    , m_size(size)
    , m_tracker(asked, limits) {}

TileSize ViewSlot::size() const {
    const std::lock_guard lock(m_mutex);
    return m_size;
}

void ViewSlot::resize(TileSize size) {
    const std::lock_guard lock(m_mutex);
    m_size = size;
}

void ViewSlot::want(Stream stream) {
    const std::lock_guard lock(m_mutex);
    m_wanted = stream;
}

Stream ViewSlot::shown() const {
    const std::lock_guard lock(m_mutex);
    return m_shown;
}

// A change of stream gives one new hash, so a frozen camera may look alive once for as long as LIVE lasts.
// Then the truth is back.
bool ViewSlot::accept(Picture picture) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed || (picture.stream != m_wanted && picture.stream != m_shown)) return false;
        if (picture.stream == m_wanted) m_shown = m_wanted;
        if (picture.stream != m_shown) return false;
        picture.new_since = m_tracker.seen(picture.content_hash, picture.arrival + m_delay) - m_delay;
    }
    return m_mailbox->publish(std::move(picture));
}

Liveness ViewSlot::liveness(Nanos now) const {
    const std::lock_guard lock(m_mutex);
    return m_tracker.at(now);
}

bool ViewSlot::frozen(Nanos now) const {
    const std::lock_guard lock(m_mutex);
    return m_tracker.frozen(now);
}

void ViewSlot::close() {
    const std::lock_guard lock(m_mutex);
    m_closed = true;
}

} // namespace shouwang::video
