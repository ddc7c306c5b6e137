// Who decodes what, when: as many workers as cores, one single-threaded decoder a feed. A feed's queue is its
// ring: nothing is copied and nothing can grow; a feed that is behind jumps to a newer key frame, and that is
// counted.
#pragma once

#include "video/ring.h"
#include "video/view_slot.h"

#include <set>

namespace shouwang::video {

struct FeedStats {
    std::uint64_t decoded = 0;
    std::uint64_t corrupt = 0;
    std::uint64_t dropped = 0; ///< units skipped because decoding was behind
    std::uint64_t published = 0;
    std::uint64_t jumps = 0; ///< how often it had to skip
    Nanos busy = 0;          ///< processor time of all workers for this feed
    Nanos behind = 0;        ///< arrival to published, of the last picture
    Nanos lag = 0; ///< what waits undecoded in the ring, now; 0 while it catches up for the first time
    int width = 0; ///< of the stream
    int height = 0;
    std::uint64_t resized = 0; ///< how often the stream changed its size
};

struct FeedLimits {
    Nanos behind = 500 * kMillisecond; ///< then it jumps to a newer key frame if there is one
    Nanos hopeless = 2 * kSecond;      ///< then it gives up what it has and waits for the next key frame
    Nanos catch_up = 3 * kSecond;      ///< so long the first group may take without counting as behind
};

/// One stream being decoded. Made and used through the pool.
class Feed {
public:
    Feed(std::shared_ptr<const PacketRing> ring, Stream stream, Nanos delay, const FeedLimits& limits);
    ~Feed();
    Feed(const Feed&) = delete;
    Feed& operator=(const Feed&) = delete;

    /// Any thread. A slot that comes later gets the newest picture at once; wake the feed for that.
    void attach(std::shared_ptr<ViewSlot> slot);
    void detach(const ViewSlot* slot);
    void setQuality(bool loop_filter, bool key_frames_only);
    FeedStats stats() const;
    Stream stream() const { return m_stream; }

private:
    friend class DecodePool;
    struct Work;
    enum class Schedule { Idle, Queued, Running, RunningAgain };

    std::vector<std::shared_ptr<ViewSlot>> slots() const;

    const std::shared_ptr<const PacketRing> m_ring;
    const Stream m_stream;
    const Nanos m_delay;
    const FeedLimits m_limits;
    std::atomic<bool> m_loop_filter = true;
    std::atomic<bool> m_key_frames_only = false;
    std::atomic<bool> m_newcomer = false; // a slot that has no picture yet
    std::atomic<bool> m_closed = false;
    std::atomic<bool> m_catching_up = true; // written by the worker
    std::atomic<Nanos> m_reached = 0; // arrival of the last unit that was decoded or skipped; by the worker

    mutable std::mutex m_mutex; // guards m_slots and m_stats
    std::vector<std::shared_ptr<ViewSlot>> m_slots;
    FeedStats m_stats;

    Schedule m_schedule = Schedule::Idle; // guarded by the pool's lock
    bool m_urgent = false;                // guarded by the pool's lock
    std::unique_ptr<Work> m_work;         // only the worker that runs the feed
};

/// Any thread may call the public functions. The destructor joins the workers; feeds may live longer.
class DecodePool {
public:
    DecodePool(const Clock& clock, int workers);
    ~DecodePool();
    DecodePool(const DecodePool&) = delete;
    DecodePool& operator=(const DecodePool&) = delete;

    /// `delay` is 0 for a live view; else pictures come that long after their packets arrived.
    std::shared_ptr<Feed> open(std::shared_ptr<const PacketRing> ring, Stream stream, Nanos delay = 0,
                               const FeedLimits& limits = {});
    /// A picture that is being made may still be published.
    void close(const std::shared_ptr<Feed>& feed);
    /// Its ring has something new. Quick: called by the receiving thread.
    void wake(const std::shared_ptr<Feed>& feed);
    void setUrgent(const std::shared_ptr<Feed>& feed, bool urgent);

    int workers() const { return static_cast<int>(m_threads.size()); }
    const PicturePool& pictures() const { return m_pictures; }

private:
    struct Timer {
        Nanos due = 0;
        std::shared_ptr<Feed> feed;
        bool operator<(const Timer& other) const {
            return due != other.due ? due < other.due : feed.get() < other.feed.get();
        }
    };
    struct Outcome {
        bool more = false; ///< run again at once
        Nanos due = 0;     ///< or then; 0: when the ring has something new
    };

    void run();
    std::shared_ptr<Feed> nextFeed();
    void enqueue(const std::shared_ptr<Feed>& feed);
    void settle(const std::shared_ptr<Feed>& feed, const Outcome& outcome);
    Outcome slice(Feed& feed, Reducer& reducer);
    bool place(Feed& feed, Nanos now);
    RingBatch fetch(Feed& feed, Nanos now);
    bool decodeUnit(Feed& feed, const NumberedUnit& numbered);
    void publish(Feed& feed, bool only_newcomers, Reducer& reducer);

    const Clock& m_clock;
    PicturePool m_pictures;
    mutable std::mutex m_mutex; // guards everything below but the threads
    std::condition_variable m_ready;
    std::deque<std::shared_ptr<Feed>> m_urgent;
    std::deque<std::shared_ptr<Feed>> m_ordinary;
    std::set<Timer> m_timers;
    bool m_stop = false;
    std::vector<std::thread> m_threads;
};

} // namespace shouwang::video
