#include "video/pace.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace shouwang::video {

namespace {

constexpr double kTicks = 90'000; // of RTP, a second
constexpr std::size_t kFewest = 4;

} // namespace

void PaceMeter::take(std::int64_t rtp_timestamp, Nanos arrival) {
    // One from before the window stays, and of very slow streams a few more.
    while (m_seen.size() > kFewest && arrival - m_seen[1].arrival > kWindow)
        m_seen.pop_front();
    if (m_seen.size() >= kMostSeen) m_seen.pop_front();
    m_seen.push_back({rtp_timestamp, arrival});
}

bool PaceMeter::slow(Nanos now) const {
    if (m_seen.size() < kFewest) return false;
    const Nanos watched = m_seen.back().arrival - m_seen.front().arrival;
    if (watched < kWindow || now - m_seen.back().arrival > kWindow) return false; // silent is not slow
    const double rate = static_cast<double>(m_seen.size() - 1) * 1e9 / static_cast<double>(watched);
    return rate < kSlowBelow * ownRate();
}

/// The middle one of the steps: one jump, forwards or backwards, does not count.
double PaceMeter::ownRate() const {
    std::vector<std::int64_t> steps;
    steps.reserve(m_seen.size());
    for (std::size_t i = 1; i < m_seen.size(); ++i)
        steps.push_back(std::abs(m_seen[i].rtp_timestamp - m_seen[i - 1].rtp_timestamp));
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    return *middle > 0 ? kTicks / static_cast<double>(*middle) : 0;
}

} // namespace shouwang::video
