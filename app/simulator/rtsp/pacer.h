// One thread that wakes at every frame of the wall clock and lets each stream send what is due.
#pragma once

#include "simulator/rtsp/stream_feed.h"

#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

namespace shouwang::simulator {

class Pacer {
public:
    /// `spread`: cameras have phases, so the thread wakes four times a frame instead of once.
    Pacer(const Clock& clock, bool spread);
    ~Pacer();
    Pacer(const Pacer&) = delete;
    Pacer& operator=(const Pacer&) = delete;

    /// Any thread. The feed is sent from the pacer's thread until remove() has returned.
    StreamFeed* add(std::unique_ptr<StreamFeed> feed);
    void remove(StreamFeed* feed);

private:
    void work();

    const Clock& m_clock;
    const Micros m_interval;
    std::mutex m_mutex; // guards the two below
    std::condition_variable m_wake;
    std::list<std::unique_ptr<StreamFeed>> m_feeds;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace shouwang::simulator
