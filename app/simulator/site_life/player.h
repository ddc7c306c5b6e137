// Lets the events of a plan happen, each at its time after the start.
#pragma once

#include "simulator/site_life/scenario.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace shouwang::simulator {

class Player {
public:
    using Doer = std::function<void(const Deed&)>; ///< called on the player's thread

    Player(std::vector<Event> events, Doer doer);
    ~Player();
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;

    std::size_t done() const { return m_done; }
    std::size_t total() const { return m_events.size(); }

private:
    void work();

    const std::vector<Event> m_events;
    const Doer m_doer;
    std::atomic<std::size_t> m_done{0};
    std::mutex m_mutex; // guards m_stop
    std::condition_variable m_wake;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace shouwang::simulator
