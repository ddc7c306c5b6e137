#include "wall/tour.h"

#include <algorithm>

namespace shouwang::wall {

namespace {

constexpr Micros kSecond = 1'000'000;

} // namespace

TourPlan bounded(TourPlan plan) {
    std::erase_if(plan.stops, [](const TourStop& stop) {
        const int named =
            int{!stop.site_scene.empty()} + int{!stop.saved.empty()} + int{!stop.camera.empty()};
        return named != 1;
    });
    if (plan.stops.size() > kMostStops) plan.stops.resize(kMostStops);
    plan.dwell_s = std::clamp(plan.dwell_s, kLeastDwell_s, kMostDwell_s);
    return plan;
}

std::optional<TourStop> Tour::start(TourPlan plan, Micros now) {
    m_plan = bounded(std::move(plan));
    m_phase = m_plan.stops.empty() ? Phase::Off : Phase::Running;
    m_at = 0;
    m_since = now;
    if (!isOn()) return std::nullopt;
    return m_plan.stops.front();
}

void Tour::pause() {
    if (isOn()) m_phase = Phase::Paused;
}

std::optional<TourStop> Tour::resume(Micros now) {
    if (m_phase != Phase::Paused) return std::nullopt;
    m_phase = Phase::Running;
    return next(now);
}

std::optional<TourStop> Tour::next(Micros now) {
    m_at = (m_at + 1) % m_plan.stops.size();
    m_since = now;
    return m_plan.stops[m_at];
}

std::optional<TourStop> Tour::tick(Micros now, bool alarmWaits) {
    if (m_phase == Phase::Off || m_phase == Phase::Paused) return std::nullopt;
    if (alarmWaits) {
        m_phase = Phase::Held;
        return std::nullopt;
    }
    if (m_phase == Phase::Held) {
        m_phase = Phase::Running;
        m_since = now;
        return std::nullopt;
    }
    if (now - m_since < m_plan.dwell_s * kSecond) return std::nullopt;
    return next(now);
}

int Tour::left_s(Micros now) const {
    if (m_phase != Phase::Running) return 0;
    const Micros left = m_since + m_plan.dwell_s * kSecond - now;
    return static_cast<int>((std::clamp<Micros>(left, 0, m_plan.dwell_s * kSecond) + kSecond - 1) / kSecond);
}

} // namespace shouwang::wall
