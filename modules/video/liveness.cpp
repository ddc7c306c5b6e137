#include "video/liveness.h"

#include <algorithm>

namespace shouwang::video {

std::string_view name(Liveness::Kind kind) {
    switch (kind) {
    case Liveness::Kind::Waiting:
        return "waiting";
    case Liveness::Kind::Live:
        return "live";
    case Liveness::Kind::Late:
        return "late";
    case Liveness::Kind::Lost:
        return "lost";
    }
    return "lost";
}

Liveness livenessOf(Nanos age, const LivenessLimits& limits) {
    if (age <= limits.live) return {Liveness::Kind::Live, std::max<Nanos>(age, 0)};
    return {age <= limits.late ? Liveness::Kind::Late : Liveness::Kind::Lost, age};
}

LivenessTracker::LivenessTracker(Nanos asked, const LivenessLimits& limits)
    : m_limits(limits)
    , m_asked(asked) {}

Nanos LivenessTracker::seen(std::uint64_t content_hash, Nanos arrival) {
    m_last_seen = std::max(m_last_seen, arrival);
    if (!m_any || content_hash != m_hash) {
        m_new_since = m_any ? std::max(m_new_since, arrival) : arrival;
        m_hash = content_hash;
        m_any = true;
    }
    return m_new_since;
}

Liveness LivenessTracker::at(Nanos now) const {
    if (m_any) return livenessOf(now - m_new_since, m_limits);
    const Nanos waited = std::max<Nanos>(now - m_asked, 0);
    return {waited <= m_limits.late ? Liveness::Kind::Waiting : Liveness::Kind::Lost, waited};
}

bool LivenessTracker::frozen(Nanos now) const {
    return m_any && now - m_last_seen <= m_limits.live && now - m_new_since > m_limits.live;
}

} // namespace shouwang::video
