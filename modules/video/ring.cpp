#include "video/ring.h"

#include <algorithm>

namespace shouwang::video {

PacketRing::PacketRing(const RingLimits& limits)
    : m_limits(limits) {}

bool PacketRing::push(const AccessUnit& unit) {
    const std::lock_guard lock(m_mutex);
    if (m_units.empty() && !unit.key) return false;
    if (unit.key) m_keys.push_back(m_next);
    m_bytes += unit.size();
    m_units.push_back({m_next++, unit});
    trim();
    return !m_units.empty();
}

// The front group may go when the next one begins early enough, or when there is too much. A single group
// that is larger than the bound goes whole: half of it would be of no use to anybody.
void PacketRing::trim() {
    const Nanos limit = m_units.back().unit.arrival - m_limits.keep;
    while (m_keys.size() > 1) {
        const std::size_t second = indexOf(m_keys[1]);
        if (m_units[second].unit.arrival > limit && m_bytes <= m_limits.bytes) return;
        for (std::size_t i = 0; i < second; ++i) {
            m_bytes -= m_units.front().unit.size();
            m_units.pop_front();
        }
        m_keys.pop_front();
    }
    if (m_bytes <= m_limits.bytes) return;
    m_units.clear();
    m_keys.clear();
    m_bytes = 0;
}

void PacketRing::clear() {
    const std::lock_guard lock(m_mutex);
    m_units.clear();
    m_keys.clear();
    m_bytes = 0;
}

// Numbers in the ring follow each other without holes.
std::size_t PacketRing::indexOf(std::uint64_t number) const {
    return static_cast<std::size_t>(number - m_units.front().number);
}

std::vector<NumberedUnit> PacketRing::sinceLastKey() const {
    const std::lock_guard lock(m_mutex);
    if (m_keys.empty()) return {};
    const auto first = m_units.begin() + static_cast<std::ptrdiff_t>(indexOf(m_keys.back()));
    return {first, m_units.end()};
}

std::vector<NumberedUnit> PacketRing::range(Nanos from, Nanos until) const {
    const std::uint64_t key = keyBefore(from);
    const std::lock_guard lock(m_mutex);
    if (key == 0 || m_units.empty()) return {};
    const std::size_t first = key < m_units.front().number ? 0 : indexOf(key);
    std::vector<NumberedUnit> found;
    for (std::size_t i = first; i < m_units.size() && m_units[i].unit.arrival <= until; ++i) {
        found.push_back(m_units[i]);
    }
    return found;
}

RingBatch PacketRing::follow(std::uint64_t after, std::size_t most) const {
    const std::lock_guard lock(m_mutex);
    RingBatch batch;
    if (m_units.empty() || m_units.back().number <= after) return batch;
    std::size_t first = 0;
    if (after + 1 >= m_units.front().number) {
        first = indexOf(after + 1);
    } else {
        batch.skipped = after != 0;
    }
    const std::size_t last = std::min(m_units.size(), first + most);
    batch.units.assign(m_units.begin() + static_cast<std::ptrdiff_t>(first),
                       m_units.begin() + static_cast<std::ptrdiff_t>(last));
    batch.behind = m_units.size() - last;
    return batch;
}

std::uint64_t PacketRing::newestKeyAfter(std::uint64_t after) const {
    const std::lock_guard lock(m_mutex);
    return m_keys.empty() || m_keys.back() <= after ? 0 : m_keys.back();
}

std::uint64_t PacketRing::keyBefore(Nanos from) const {
    const std::lock_guard lock(m_mutex);
    if (m_keys.empty()) return 0;
    std::uint64_t best = m_keys.front();
    for (const std::uint64_t key : m_keys) {
        if (m_units[indexOf(key)].unit.arrival > from) break;
        best = key;
    }
    return best;
}

std::uint64_t PacketRing::newest() const {
    const std::lock_guard lock(m_mutex);
    return m_units.empty() ? 0 : m_units.back().number;
}

bool PacketRing::hasKey() const {
    const std::lock_guard lock(m_mutex);
    return !m_keys.empty();
}

Nanos PacketRing::newestArrival() const {
    const std::lock_guard lock(m_mutex);
    return m_units.empty() ? 0 : m_units.back().unit.arrival;
}

Nanos PacketRing::oldestArrival() const {
    const std::lock_guard lock(m_mutex);
    return m_units.empty() ? 0 : m_units.front().unit.arrival;
}

std::size_t PacketRing::bytes() const {
    const std::lock_guard lock(m_mutex);
    return m_bytes;
}

std::size_t PacketRing::size() const {
    const std::lock_guard lock(m_mutex);
    return m_units.size();
}

void PacketRing::setKeep(Nanos keep) {
    const std::lock_guard lock(m_mutex);
    m_limits.keep = keep;
    if (!m_units.empty()) trim();
}

} // namespace shouwang::video
