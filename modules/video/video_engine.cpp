#include "video/video_engine.h"

#include "video/engine_impl.h"

#include <algorithm>

namespace shouwang::video {

namespace {

int coreCount() {
    return static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

EngineOptions completed(EngineOptions options) {
    if (options.workers <= 0) options.workers = coreCount();
    if (options.budget_cores <= 0) options.budget_cores = coreCount();
    return options;
}

} // namespace

VideoEngine::Impl::Impl(const Clock& clock, PacketSource& source, const EngineOptions& options)
    : m_clock(clock)
    , m_source(source)
    , m_options(completed(options))
    , m_pool(clock, m_options.workers)
    , m_governor(m_options.budget_cores, m_options.governor)
    , m_clips(std::make_unique<ClipWriter>(clock))
    , m_thread([this] { conductor(); }) {}

// Nothing may call in any more before anything that could be called goes.
VideoEngine::Impl::~Impl() {
    {
        const std::lock_guard lock(m_wake_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
    for (const std::string& id : cameras())
        removeCamera(id);
    m_clips.reset();
}

CameraStats VideoEngine::Impl::statsOf(const Camera& camera, Nanos now) const {
    const Leg& main = camera.leg(Stream::Main);
    const Leg& sub = camera.leg(Stream::Sub);
    const auto reach = [now](const Leg& leg) {
        const Nanos oldest = leg.stream->ring()->oldestArrival();
        return oldest == 0 ? 0 : now - oldest;
    };
    CameraStats stats;
    stats.camera = camera.config.id;
    stats.main = main.stream->status();
    stats.sub = sub.stream->status();
    stats.main_counters = main.before;
    stats.sub_counters = sub.before;
    if (main.id != 0) stats.main_counters += m_source.counters(main.id);
    if (sub.id != 0) stats.sub_counters += m_source.counters(sub.id);
    stats.main_ring = reach(main);
    stats.sub_ring = reach(sub);
    stats.ring_bytes = main.stream->ring()->bytes() + sub.stream->ring()->bytes();
    stats.liveness = livenessOfCamera(camera, now);
    stats.reason = reasonOf(camera, nullptr, stats.liveness, now);
    stats.corrupt = corruptOf(main) + corruptOf(sub);
    stats.freezes = camera.freezes;
    for (const Leg& leg : camera.legs)
        stats.resolution_changes += leg.resized + (leg.feed ? leg.feed->stats().resized : 0);
    return stats;
}

ViewStats VideoEngine::Impl::statsOf(ViewId id, const ViewState& view) const {
    ViewStats stats;
    stats.view = id;
    stats.camera = view.camera;
    stats.size = view.slot->size();
    stats.choice = view.choice;
    stats.playback = view.playback != nullptr;
    const auto camera = m_cameras.find(view.camera);
    const Leg* leg = camera == m_cameras.end() ? nullptr : &camera->second.leg(view.slot->shown());
    const auto& feed = view.playback ? view.playback : leg ? leg->feed : nullptr;
    stats.published = view.slot->mailbox()->published();
    if (!feed) return stats;
    const FeedStats decoded = feed->stats();
    stats.source_width = decoded.width;
    stats.source_height = decoded.height;
    stats.decoded = decoded.decoded;
    stats.corrupt = decoded.corrupt;
    stats.dropped = decoded.dropped;
    stats.cores = view.playback || !leg ? 0 : leg->cores;
    stats.behind = decoded.behind;
    return stats;
}

EngineStats VideoEngine::Impl::stats() const {
    const std::lock_guard lock(m_mutex);
    EngineStats stats;
    const Nanos moment = now();
    for (const auto& [id, camera] : m_cameras)
        stats.cameras.push_back(statsOf(camera, moment));
    for (const auto& [id, view] : m_views)
        stats.views.push_back(statsOf(id, view));
    stats.load = m_governor.step();
    stats.predicted_cores = m_governor.predictedCores();
    stats.budget_cores = m_options.budget_cores;
    stats.workers = m_pool.workers();
    stats.pins_open = m_pins.size();
    return stats;
}

VideoEngine::VideoEngine(const Clock& clock, PacketSource& source, const EngineOptions& options)
    : m_impl(std::make_unique<Impl>(clock, source, options)) {}
VideoEngine::~VideoEngine() = default;

Result<void> VideoEngine::addCamera(const CameraConfig& camera) {
    return m_impl->addCamera(camera);
}
void VideoEngine::removeCamera(const std::string& camera) {
    m_impl->removeCamera(camera);
}
std::vector<std::string> VideoEngine::cameras() const {
    return m_impl->cameras();
}
Result<View> VideoEngine::show(const std::string& camera, TileSize size, Importance importance) {
    return m_impl->show(camera, size, importance);
}
Result<View> VideoEngine::lookBack(const std::string& camera, Nanos ago, TileSize size) {
    return m_impl->lookBack(camera, ago, size);
}
void VideoEngine::resize(ViewId view, TileSize size) {
    m_impl->resize(view, size);
}
void VideoEngine::setImportance(ViewId view, Importance importance) {
    m_impl->setImportance(view, importance);
}
void VideoEngine::hide(ViewId view) {
    m_impl->hide(view);
}
void VideoEngine::keepMainWarm(const std::string& camera, bool warm) {
    m_impl->keepMainWarm(camera, warm);
}
Result<std::uint64_t> VideoEngine::pin(PinRequest request, PinDone done) {
    return m_impl->pin(std::move(request), std::move(done));
}
void VideoEngine::cancelPin(std::uint64_t pin) {
    m_impl->cancelPin(pin);
}
Liveness VideoEngine::liveness(ViewId view) const {
    return m_impl->liveness(view);
}
Liveness VideoEngine::liveness(const std::string& camera) const {
    return m_impl->liveness(camera);
}
StreamStatus VideoEngine::status(const std::string& camera) const {
    return m_impl->status(camera);
}
Refusal VideoEngine::reason(ViewId view) const {
    return m_impl->reason(view);
}
Refusal VideoEngine::reason(const std::string& camera) const {
    return m_impl->reason(camera);
}
void VideoEngine::onStatus(std::function<void(const std::string&, const StreamStatus&)> changed) {
    m_impl->onStatus(std::move(changed));
}
EngineStats VideoEngine::stats() const {
    return m_impl->stats();
}

} // namespace shouwang::video
