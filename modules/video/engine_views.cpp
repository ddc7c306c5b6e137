// Cameras and views: who is there, who looks at what, and how old it is.
#include "video/engine_impl.h"
#include "video/shared_pictures.h"

#include <algorithm>

namespace shouwang::video {

Result<void> VideoEngine::Impl::addCamera(const CameraConfig& config) {
    if (config.id.empty() || config.id.size() > kPreviewIdBytes) {
        return fail(Next::Refused, "camera: the id is empty or too long");
    }
    if (config.main_url.empty() && config.sub_url.empty()) {
        return fail(Next::Refused, "camera " + config.id + ": there is no URL");
    }
    const std::lock_guard lock(m_mutex);
    if (m_cameras.contains(config.id))
        return fail(Next::Refused, "camera " + config.id + ": is there already");
    Camera& camera = m_cameras[config.id];
    camera.config = config;
    camera.added = now();
    for (const Stream stream : {Stream::Main, Stream::Sub}) {
        Leg& leg = camera.leg(stream);
        leg.url = stream == Stream::Main ? config.main_url : config.sub_url;
        const RingLimits limits{stream == Stream::Main ? m_options.keep_main : m_options.keep_sub,
                                stream == Stream::Main ? m_options.main_ring_bytes
                                                       : m_options.sub_ring_bytes};
        leg.stream = std::make_shared<CameraStream>(limits, m_pool, [this] { touch(); });
    }
    connect(camera, config.sub_url.empty() ? Stream::Main : Stream::Sub);
    return {};
}

void VideoEngine::Impl::removeCamera(const std::string& id) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_cameras.find(id);
    if (found == m_cameras.end()) return;
    Camera& camera = found->second;
    for (auto& [view_id, view] : m_views) {
        if (view.camera == id) dropView(view);
    }
    for (const Stream stream : {Stream::Main, Stream::Sub}) {
        dropFeed(camera.leg(stream));
        disconnect(camera, stream);
        camera.leg(stream).stream->detach();
    }
    m_cameras.erase(found);
}

std::vector<std::string> VideoEngine::Impl::cameras() const {
    const std::lock_guard lock(m_mutex);
    std::vector<std::string> ids;
    for (const auto& [id, camera] : m_cameras)
        ids.push_back(id);
    return ids;
}

Result<View> VideoEngine::Impl::show(const std::string& id, TileSize size, Importance importance) {
    const std::lock_guard lock(m_mutex);
    if (!m_cameras.contains(id)) return fail(Next::Refused, "show: unknown camera " + id);
    const ViewId view_id = m_next_view++;
    ViewState& view = m_views[view_id];
    view.camera = id;
    view.importance = importance;
    view.slot = std::make_shared<ViewSlot>(size, now(), 0, m_options.liveness);
    conduct(now());
    return View{view_id, view.slot->mailbox()};
}

// Main where its ring goes back so far, else the one that goes back farthest; never farther than there are
// packets.
std::pair<Stream, Nanos> VideoEngine::Impl::whereToLookBack(const Camera& camera, Nanos now,
                                                            Nanos ago) const {
    const auto reach = [&camera, now](Stream stream) {
        const Nanos oldest = camera.leg(stream).stream->ring()->oldestArrival();
        return oldest == 0 ? 0 : now - oldest;
    };
    const Nanos main = reach(Stream::Main);
    const Nanos sub = reach(Stream::Sub);
    const Stream stream = main >= std::min(ago, sub) && main > 0 ? Stream::Main : Stream::Sub;
    return {stream, std::min(ago, std::max(main, sub))};
}

Result<View> VideoEngine::Impl::lookBack(const std::string& id, Nanos ago, TileSize size) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_cameras.find(id);
    if (found == m_cameras.end()) return fail(Next::Refused, "look back: unknown camera " + id);
    const Nanos start = now();
    const auto [stream, delay] = whereToLookBack(found->second, start, ago);
    if (delay <= 0) return fail(Next::Offline, "look back: nothing was received from " + id);
    const ViewId view_id = m_next_view++;
    ViewState& view = m_views[view_id];
    view.camera = id;
    view.slot = std::make_shared<ViewSlot>(size, start, delay, m_options.liveness);
    view.slot->want(stream);
    view.choice.stream = stream;
    view.choice.reason = Reason::OnlyStream;
    view.playback_stream = stream;
    CameraStream& from = *found->second.leg(stream).stream;
    view.playback = m_pool.open(from.ring(), stream, delay);
    view.playback->attach(view.slot);
    from.addFeed(view.playback);
    m_pool.wake(view.playback);
    return View{view_id, view.slot->mailbox()};
}

void VideoEngine::Impl::resize(ViewId view, TileSize size) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_views.find(view);
    if (found == m_views.end() || found->second.slot->size() == size) return;
    found->second.slot->resize(size);
    conduct(now());
}

void VideoEngine::Impl::setImportance(ViewId view, Importance importance) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_views.find(view);
    if (found == m_views.end() || found->second.importance == importance) return;
    found->second.importance = importance;
    conduct(now());
}

void VideoEngine::Impl::dropView(ViewState& view) {
    const auto found = m_cameras.find(view.camera);
    view.slot->close();
    if (found == m_cameras.end()) return;
    if (view.playback) {
        found->second.leg(view.playback_stream).stream->removeFeed(view.playback);
        m_pool.close(view.playback);
        view.playback.reset();
        view.camera.clear(); // of no live camera any more
        return;
    }
    for (const Stream stream : {Stream::Main, Stream::Sub})
        detach(view, found->second, stream);
}

void VideoEngine::Impl::hide(ViewId view) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_views.find(view);
    if (found == m_views.end()) return;
    dropView(found->second);
    m_views.erase(found);
    conduct(now());
}

void VideoEngine::Impl::keepMainWarm(const std::string& id, bool warm) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_cameras.find(id);
    if (found == m_cameras.end()) return;
    found->second.keep_main = warm;
    conduct(now());
}

Liveness VideoEngine::Impl::liveness(ViewId view) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_views.find(view);
    if (found == m_views.end()) return {Liveness::Kind::Lost, 0};
    return found->second.slot->liveness(now());
}

Liveness VideoEngine::Impl::livenessOfCamera(const Camera& camera, Nanos now) const {
    std::optional<Liveness> best;
    for (const auto& [id, view] : m_views) {
        if (view.camera != camera.config.id || view.playback) continue;
        const Liveness seen = view.slot->liveness(now);
        if (!best || (seen.kind != Liveness::Kind::Waiting && seen.age < best->age)) best = seen;
    }
    if (best && best->kind != Liveness::Kind::Waiting) return *best;
    Nanos newest = 0;
    for (const Leg& leg : camera.legs)
        newest = std::max(newest, leg.stream->ring()->newestArrival());
    if (newest != 0) return livenessOf(now - newest, m_options.liveness);
    return LivenessTracker(camera.added, m_options.liveness).at(now);
}

Liveness VideoEngine::Impl::liveness(const std::string& id) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_cameras.find(id);
    if (found == m_cameras.end()) return {Liveness::Kind::Lost, 0};
    return livenessOfCamera(found->second, now());
}

// What can be seen counts: one stream that plays is enough.
StreamStatus VideoEngine::Impl::statusOf(const Camera& camera) const {
    const Leg& sub = camera.leg(Stream::Sub);
    const Leg& main = camera.leg(Stream::Main);
    const StreamStatus first = (sub.url.empty() ? main : sub).stream->status();
    if (first.state == StreamState::Playing || main.id == 0) return first;
    const StreamStatus second = main.stream->status();
    return second.state == StreamState::Playing ? second : first;
}

StreamStatus VideoEngine::Impl::status(const std::string& id) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_cameras.find(id);
    return found == m_cameras.end() ? StreamStatus{} : statusOf(found->second);
}

void VideoEngine::Impl::onStatus(std::function<void(const std::string&, const StreamStatus&)> changed) {
    const std::lock_guard lock(m_mutex);
    using Callback = std::function<void(const std::string&, const StreamStatus&)>;
    m_on_status = changed ? std::make_shared<Callback>(std::move(changed)) : nullptr;
}

} // namespace shouwang::video
