// Why a picture is not to be believed, and how often that was so.
#include "video/engine_impl.h"

#include <algorithm>

namespace shouwang::video {

namespace {

constexpr Nanos kRubbishNow = 3 * kSecond; // it is measured once a second

} // namespace

std::uint64_t VideoEngine::Impl::corruptOf(const Leg& leg) {
    return leg.corrupt + (leg.feed ? leg.feed->stats().corrupt : 0);
}

bool VideoEngine::Impl::sendsRubbish(const Camera& camera, Nanos now) {
    return std::any_of(camera.legs.begin(), camera.legs.end(), [now](const Leg& leg) {
        return leg.rubbish_at != 0 && now - leg.rubbish_at < kRubbishNow;
    });
}

/// `view` may be null: then of the camera, whoever looks at it.
Refusal VideoEngine::Impl::reasonOf(const Camera& camera, const ViewState* view, const Liveness& liveness,
                                    Nanos now) const {
    const bool past = view && view->playback;
    const auto isSlow = [&](Stream stream) { return camera.leg(stream).stream->slow(now); };
    const bool slow =
        !past && (view ? isSlow(view->slot->shown()) : isSlow(Stream::Main) || isSlow(Stream::Sub));
    if (liveness.kind == Liveness::Kind::Live) return slow ? Refusal::Slow : Refusal::None;
    const StreamStatus status = statusOf(camera);
    if (status.refusal != Refusal::None) return status.refusal;
    if (liveness.kind == Liveness::Kind::Late && slow) return Refusal::Slow;
    if (liveness.kind != Liveness::Kind::Lost) return Refusal::None;
    if (status.state != StreamState::Playing) return Refusal::Unreachable;
    const bool frozen = view ? view->slot->frozen(now) : camera.frozen;
    if (frozen) return Refusal::Frozen;
    if (sendsRubbish(camera, now)) return Refusal::BadStream;
    return slow ? Refusal::Slow : Refusal::Silent;
}

Refusal VideoEngine::Impl::reason(ViewId id) const {
    const std::lock_guard lock(m_mutex);
    const auto view = m_views.find(id);
    if (view == m_views.end()) return Refusal::Unreachable;
    const auto camera = m_cameras.find(view->second.camera);
    if (camera == m_cameras.end()) return Refusal::Unreachable; // it was taken away
    const Nanos moment = now();
    return reasonOf(camera->second, &view->second, view->second.slot->liveness(moment), moment);
}

Refusal VideoEngine::Impl::reason(const std::string& id) const {
    const std::lock_guard lock(m_mutex);
    const auto camera = m_cameras.find(id);
    if (camera == m_cameras.end()) return Refusal::Unreachable;
    const Nanos moment = now();
    return reasonOf(camera->second, nullptr, livenessOfCamera(camera->second, moment), moment);
}

/// A picture that stands still for a moment is nothing; one that people are told about is counted.
void VideoEngine::Impl::watchFrozen() {
    const Nanos moment = now();
    for (auto& known : m_cameras) {
        const std::string& id = known.first;
        auto& camera = known.second;
        const bool before = camera.frozen;
        camera.frozen = std::any_of(m_views.begin(), m_views.end(), [&](const auto& entry) {
            const ViewState& view = entry.second;
            return view.camera == id && !view.playback && view.slot->frozen(moment) &&
                   view.slot->liveness(moment).kind == Liveness::Kind::Lost;
        });
        if (camera.frozen && !before) ++camera.freezes;
    }
}

} // namespace shouwang::video
