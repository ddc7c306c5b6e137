#include "video/decode_pool.h"

#include "video/feed_work.h"

#include <algorithm>
#include <ctime>
#include <map>

extern "C" {
#include <libavutil/frame.h>
}

namespace shouwang::video {

namespace {

constexpr std::size_t kSlice = 8;                     // units; then the other feeds have their turn
constexpr Nanos kCatchUpPicture = 100 * kMillisecond; // so often a long catch-up shows how far it is
constexpr Nanos kLongestWait = 500 * kMillisecond;    // when nothing is due

Nanos threadTime() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<Nanos>(time.tv_sec) * kSecond + time.tv_nsec;
}

} // namespace

DecodePool::DecodePool(const Clock& clock, int workers)
    : m_clock(clock) {
    for (int i = 0; i < std::max(workers, 1); ++i)
        m_threads.emplace_back([this] { run(); });
}

DecodePool::~DecodePool() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_ready.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
}

std::shared_ptr<Feed> DecodePool::open(std::shared_ptr<const PacketRing> ring, Stream stream, Nanos delay,
                                       const FeedLimits& limits) {
    auto feed = std::make_shared<Feed>(std::move(ring), stream, delay, limits);
    wake(feed);
    return feed;
}

void DecodePool::close(const std::shared_ptr<Feed>& feed) {
    feed->m_closed = true;
    const std::lock_guard lock(m_mutex);
    std::erase(m_urgent, feed);
    std::erase(m_ordinary, feed);
    std::erase_if(m_timers, [&feed](const Timer& timer) { return timer.feed == feed; });
}

void DecodePool::wake(const std::shared_ptr<Feed>& feed) {
    {
        const std::lock_guard lock(m_mutex);
        if (feed->m_closed || feed->m_schedule == Feed::Schedule::Queued) return;
        if (feed->m_schedule != Feed::Schedule::Idle) {
            feed->m_schedule = Feed::Schedule::RunningAgain;
            return;
        }
        enqueue(feed);
    }
    m_ready.notify_one();
}

void DecodePool::setUrgent(const std::shared_ptr<Feed>& feed, bool urgent) {
    const std::lock_guard lock(m_mutex);
    feed->m_urgent = urgent;
}

void DecodePool::enqueue(const std::shared_ptr<Feed>& feed) {
    feed->m_schedule = Feed::Schedule::Queued;
    (feed->m_urgent ? m_urgent : m_ordinary).push_back(feed);
}

void DecodePool::run() {
    Reducer reducer;
    while (const auto feed = nextFeed()) {
        const Nanos before = threadTime();
        const Outcome outcome = feed->m_closed ? Outcome{} : slice(*feed, reducer);
        const Nanos busy = threadTime() - before;
        {
            const std::lock_guard lock(feed->m_mutex);
            const Feed::Work& work = *feed->m_work;
            feed->m_stats.busy += busy;
            feed->m_stats.decoded = work.decoded;
            feed->m_stats.corrupt = work.decoder.corrupt();
            feed->m_stats.dropped = work.dropped;
            feed->m_stats.jumps = work.jumps;
        }
        settle(feed, outcome);
    }
}

std::shared_ptr<Feed> DecodePool::nextFeed() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        if (m_stop) return nullptr;
        const Nanos now = m_clock.monotonic().count();
        while (!m_timers.empty() && m_timers.begin()->due <= now) {
            const auto feed = m_timers.begin()->feed;
            m_timers.erase(m_timers.begin());
            if (feed->m_schedule == Feed::Schedule::Idle && !feed->m_closed) enqueue(feed);
        }
        auto& queue = m_urgent.empty() ? m_ordinary : m_urgent;
        if (!queue.empty()) {
            auto feed = std::move(queue.front());
            queue.pop_front();
            feed->m_schedule = Feed::Schedule::Running;
            return feed;
        }
        const Nanos wait =
            m_timers.empty() ? kLongestWait : std::min(m_timers.begin()->due - now, kLongestWait);
        m_ready.wait_for(lock, std::chrono::nanoseconds(wait));
    }
}

void DecodePool::settle(const std::shared_ptr<Feed>& feed, const Outcome& outcome) {
    {
        const std::lock_guard lock(m_mutex);
        const bool again = outcome.more || feed->m_schedule == Feed::Schedule::RunningAgain;
        feed->m_schedule = Feed::Schedule::Idle;
        if (feed->m_closed) return;
        if (outcome.due != 0) m_timers.insert({outcome.due, feed});
        // A feed whose next picture is not due yet learns nothing from more packets.
        if (again && (outcome.due == 0 || outcome.more))
            enqueue(feed);
        else if (outcome.due == 0)
            return;
    }
    m_ready.notify_one();
}

// Puts the cursor in front of the key frame from which the feed begins.
bool DecodePool::place(Feed& feed, Nanos now) {
    Feed::Work& work = *feed.m_work;
    if (work.started) return true;
    const std::uint64_t key =
        feed.m_delay > 0 ? feed.m_ring->keyBefore(now - feed.m_delay) : feed.m_ring->newestKeyAfter(0);
    if (key == 0) return false;
    work.cursor = key - 1;
    work.started = true;
    work.began = work.last_publish = now;
    feed.m_catching_up = true;
    return true;
}

// The next units, after skipping what would only make the delay grow.
RingBatch DecodePool::fetch(Feed& feed, Nanos now) {
    Feed::Work& work = *feed.m_work;
    const Nanos edge = now - feed.m_delay;
    RingBatch batch = feed.m_ring->follow(work.cursor, kSlice);
    if (batch.units.empty()) return batch;
    if (batch.skipped) work.jumpTo(batch.units.front().number - 1);
    const Nanos lag = edge - batch.units.front().unit.arrival;
    const bool excused = feed.m_catching_up && now - work.began < feed.m_limits.catch_up;
    if (excused || lag <= feed.m_limits.behind) return batch;
    const std::uint64_t key = feed.m_ring->keyBefore(edge);
    if (key == work.cursor + 1) return batch; // it stands in front of the newest one: there is nothing to win
    if (key > work.cursor + 1) {
        work.jumpTo(key - 1);
    } else if (lag > feed.m_limits.hopeless && !work.waiting_key) {
        work.jumpTo(std::max(batch.units.back().number + batch.behind, work.cursor));
        work.waiting_key = true;
    } else {
        return batch;
    }
    return feed.m_ring->follow(work.cursor, kSlice);
}

bool DecodePool::decodeUnit(Feed& feed, const NumberedUnit& numbered) {
    Feed::Work& work = *feed.m_work;
    const AccessUnit& unit = numbered.unit;
    work.cursor = numbered.number;
    feed.m_reached = unit.arrival;
    if (feed.m_key_frames_only && !unit.key) {
        work.waiting_key = true;
        return false;
    }
    if (work.waiting_key && !unit.key) {
        ++work.dropped;
        return false;
    }
    if (work.waiting_key || unit.discontinuity) work.decoder.flush();
    work.waiting_key = false;
    const auto frame = work.decoder.decode(unit, feed.m_loop_filter);
    if (!frame || !*frame) return false;
    ++work.decoded;
    work.rtp_timestamp = unit.rtp_timestamp;
    return true;
}

DecodePool::Outcome DecodePool::slice(Feed& feed, Reducer& reducer) {
    Feed::Work& work = *feed.m_work;
    const Nanos now = m_clock.monotonic().count();
    if (!place(feed, now)) return {};
    if (feed.m_newcomer.exchange(false) && work.decoder.last()) publish(feed, true, reducer);
    const RingBatch batch = fetch(feed, now);
    Outcome outcome{batch.behind > 0, 0};
    for (const NumberedUnit& unit : batch.units) {
        if (feed.m_delay > 0 && unit.unit.arrival + feed.m_delay > now) {
            outcome = {false, unit.unit.arrival + feed.m_delay};
            break;
        }
        work.fresh = decodeUnit(feed, unit) || work.fresh;
    }
    if (!outcome.more) feed.m_catching_up = false;
    const Nanos end = m_clock.monotonic().count();
    // On the way to the newest picture the ones between are not worth reducing.
    if (work.fresh && (!outcome.more || end - work.last_publish > kCatchUpPicture)) {
        work.last_publish = end;
        work.fresh = false;
        publish(feed, false, reducer);
    }
    return outcome;
}

void DecodePool::publish(Feed& feed, bool only_newcomers, Reducer& reducer) {
    const AVFrame& frame = *feed.m_work->decoder.last();
    const std::uint64_t hash = Reducer::hashOf(frame);
    std::map<int, Picture> made; // two views that need the same reduction share the bytes
    std::uint64_t published = 0;
    for (const auto& slot : feed.slots()) {
        if (only_newcomers && slot->mailbox()->published() > 0) continue;
        const int factor = reductionFactor(frame.width, frame.height, slot->size());
        auto found = made.find(factor);
        if (found == made.end()) {
            auto picture = reducer.reduce(frame, factor, m_pictures);
            if (!picture) continue;
            picture->stream = feed.m_stream;
            picture->rtp_timestamp = feed.m_work->rtp_timestamp;
            picture->arrival = frame.pts;
            picture->content_hash = hash;
            found = made.emplace(factor, std::move(*picture)).first;
        }
        Picture picture = found->second;
        picture.ready = m_clock.monotonic().count();
        if (slot->accept(std::move(picture))) ++published;
    }
    const Nanos behind = m_clock.monotonic().count() - frame.pts - feed.m_delay;
    const std::lock_guard lock(feed.m_mutex);
    feed.m_stats.published += published;
    feed.m_stats.behind = behind;
    const bool known = feed.m_stats.width != 0;
    if (known && (feed.m_stats.width != frame.width || feed.m_stats.height != frame.height))
        ++feed.m_stats.resized;
    feed.m_stats.width = frame.width;
    feed.m_stats.height = frame.height;
}

} // namespace shouwang::video
