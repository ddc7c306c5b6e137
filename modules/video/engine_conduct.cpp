// What the engine does ten times a second: who gets which stream, what is connected, what is decoded how
// well.
#include "video/engine_impl.h"

#include <algorithm>

namespace shouwang::video {

namespace {

constexpr Nanos kConductEvery = 100 * kMillisecond;
constexpr Nanos kMeasureEvery = kSecond;
constexpr double kSmoothing = 0.3; // weight of the newest second

} // namespace

void VideoEngine::Impl::touch() {
    {
        const std::lock_guard lock(m_wake_mutex);
        m_touched = true;
    }
    m_wake.notify_one();
}

void VideoEngine::Impl::conductor() {
    for (;;) {
        {
            std::unique_lock lock(m_wake_mutex);
            m_wake.wait_for(lock, std::chrono::nanoseconds(kConductEvery),
                            [this] { return m_stop || m_touched; });
            if (m_stop) return;
            m_touched = false;
        }
        std::vector<StatusChange> changes;
        std::shared_ptr<std::function<void(const std::string&, const StreamStatus&)>> report;
        {
            const std::lock_guard lock(m_mutex);
            conduct(now());
            changes = statusChanges();
            report = m_on_status;
        }
        for (const auto& [camera, status] : changes) {
            if (report) (*report)(camera, status);
        }
    }
}

std::vector<VideoEngine::Impl::StatusChange> VideoEngine::Impl::statusChanges() {
    std::vector<StatusChange> changes;
    for (auto& [id, camera] : m_cameras) {
        StreamStatus status = statusOf(camera);
        if (status.state == camera.reported.state && status.refusal == camera.reported.refusal) continue;
        camera.reported = status;
        changes.emplace_back(id, std::move(status));
    }
    return changes;
}

std::vector<TileDemand> VideoEngine::Impl::demands() const {
    std::vector<TileDemand> demands;
    for (const auto& [id, view] : m_views) {
        const auto found = m_cameras.find(view.camera);
        if (view.playback || found == m_cameras.end()) continue;
        const Leg& main = found->second.leg(Stream::Main);
        const Leg& sub = found->second.leg(Stream::Sub);
        const auto cost = [](const Leg& leg) {
            return StreamCost{leg.views > 0 ? leg.cores / leg.views : 0, leg.width, leg.height};
        };
        TileDemand demand;
        demand.tile = id;
        demand.size = view.slot->size();
        demand.alarm = view.importance == Importance::Alarm;
        demand.has_main = !main.url.empty();
        demand.has_sub = !sub.url.empty();
        demand.main_ready = main.stream->playing();
        demand.sub_ready = sub.stream->playing();
        demand.main = cost(main);
        demand.sub = cost(sub);
        demands.push_back(demand);
    }
    return demands;
}

void VideoEngine::Impl::conduct(Nanos now) {
    measure(now);
    Nanos queue = 0;
    for (const auto& [id, camera] : m_cameras) {
        for (const Leg& leg : camera.legs) {
            if (leg.feed) queue = std::max(queue, leg.feed->stats().lag);
        }
    }
    const auto choices = m_governor.decide(now, demands(), queue);
    std::set<std::string> main_wanted;
    for (auto& [id, view] : m_views) {
        const auto choice = choices.find(id);
        const auto camera = m_cameras.find(view.camera);
        if (choice == choices.end() || camera == m_cameras.end()) continue;
        view.choice = choice->second;
        if (view.choice.want_main) main_wanted.insert(view.camera);
        apply(view, camera->second);
    }
    for (auto& [id, camera] : m_cameras) {
        settleFeeds(camera);
        settleMain(camera, now, main_wanted.contains(id));
    }
}

// The stream that was shown stays attached until the wanted one has given its first picture.
void VideoEngine::Impl::apply(ViewState& view, Camera& camera) {
    const Stream wanted = view.choice.stream;
    const Stream other = wanted == Stream::Main ? Stream::Sub : Stream::Main;
    view.slot->want(wanted);
    attach(view, camera, wanted);
    if (view.slot->shown() == wanted) detach(view, camera, other);
}

void VideoEngine::Impl::attach(ViewState& view, Camera& camera, Stream stream) {
    bool& attached = view.attached[static_cast<std::size_t>(stream)];
    if (attached) return;
    Leg& leg = camera.leg(stream);
    const bool opened = !leg.feed;
    if (opened) {
        leg.feed = m_pool.open(leg.stream->ring(), stream);
        leg.busy = 0;
        leg.cores = 0;
    }
    leg.feed->attach(view.slot);
    if (opened) leg.stream->addFeed(leg.feed);
    m_pool.wake(leg.feed);
    ++leg.views;
    attached = true;
}

void VideoEngine::Impl::detach(ViewState& view, Camera& camera, Stream stream) {
    bool& attached = view.attached[static_cast<std::size_t>(stream)];
    if (!attached) return;
    Leg& leg = camera.leg(stream);
    leg.feed->detach(view.slot.get());
    --leg.views;
    attached = false;
}

void VideoEngine::Impl::dropFeed(Leg& leg) {
    if (!leg.feed) return;
    leg.stream->removeFeed(leg.feed);
    m_pool.close(leg.feed);
    const FeedStats last = leg.feed->stats();
    leg.corrupt += last.corrupt;
    leg.resized += last.resized;
    leg.feed.reset();
    leg.cores = 0;
}

// A feed is decoded as well as the most demanding of its views wants it.
void VideoEngine::Impl::settleFeeds(Camera& camera) {
    for (const Stream stream : {Stream::Main, Stream::Sub}) {
        Leg& leg = camera.leg(stream);
        if (!leg.feed) continue;
        if (leg.views == 0) {
            dropFeed(leg);
            continue;
        }
        bool loop_filter = false;
        bool key_frames_only = true;
        bool urgent = false;
        for (const auto& [id, view] : m_views) {
            if (view.camera != camera.config.id || !view.attached[static_cast<std::size_t>(stream)]) continue;
            loop_filter = loop_filter || view.choice.loop_filter;
            key_frames_only = key_frames_only && view.choice.key_frames_only;
            urgent = urgent || view.importance == Importance::Alarm;
        }
        leg.feed->setQuality(loop_filter, key_frames_only);
        m_pool.setUrgent(leg.feed, urgent);
    }
}

void VideoEngine::Impl::settleMain(Camera& camera, Nanos now, bool wanted) {
    Leg& main = camera.leg(Stream::Main);
    if (main.url.empty() || camera.leg(Stream::Sub).url.empty()) return; // an only stream is always warm
    if (wanted || camera.keep_main || camera.pins > 0) {
        camera.main_needed = now;
        if (main.id == 0) connect(camera, Stream::Main);
    } else if (main.id != 0 && main.views == 0 && now - camera.main_needed > m_options.main_linger) {
        disconnect(camera, Stream::Main);
    }
}

void VideoEngine::Impl::connect(Camera& camera, Stream stream) {
    Leg& leg = camera.leg(stream);
    leg.id = m_source.add({leg.url, camera.config.credentials}, leg.stream);
}

void VideoEngine::Impl::disconnect(Camera& camera, Stream stream) {
    Leg& leg = camera.leg(stream);
    if (leg.id == 0) return;
    leg.before += m_source.counters(leg.id);
    m_source.remove(leg.id);
    leg.id = 0;
    leg.stream->rest();
}

void VideoEngine::Impl::measure(Nanos now) {
    if (now - m_measured < kMeasureEvery) return;
    const auto passed = static_cast<double>(now - m_measured);
    m_measured = now;
    for (auto& [id, camera] : m_cameras) {
        for (Leg& leg : camera.legs)
            measureLeg(leg, now, passed);
    }
    watchFrozen();
}

void VideoEngine::Impl::measureLeg(Leg& leg, Nanos now, double passed) {
    const StreamCounters counters = leg.id == 0 ? StreamCounters{} : m_source.counters(leg.id);
    const std::uint64_t rubbish = counters.garbage + counters.damaged + corruptOf(leg);
    if (rubbish > leg.rubbish) leg.rubbish_at = now;
    leg.rubbish = rubbish;
    if (!leg.feed) return;
    const FeedStats stats = leg.feed->stats();
    const bool fresh = leg.busy == 0;
    const double cores = static_cast<double>(stats.busy - leg.busy) / passed;
    leg.busy = stats.busy;
    leg.width = stats.width;
    leg.height = stats.height;
    // The first second of a feed is its catch-up and says nothing about what it costs.
    if (!fresh) leg.cores = leg.cores <= 0 ? cores : leg.cores + kSmoothing * (cores - leg.cores);
}

} // namespace shouwang::video
