#include "simulator/site_life/player.h"

namespace shouwang::simulator {

Player::Player(std::vector<Event> events, Doer doer)
    : m_events(std::move(events))
    , m_doer(std::move(doer))
    , m_thread([this] { work(); }) {}

Player::~Player() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void Player::work() {
    const auto start = std::chrono::steady_clock::now();
    for (const Event& event : m_events) {
        const auto due = start + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                                     std::chrono::duration<double>(event.at_s));
        {
            std::unique_lock lock(m_mutex);
            if (m_wake.wait_until(lock, due, [this] { return m_stop; })) return;
        }
        m_doer(event.deed);
        ++m_done;
    }
}

} // namespace shouwang::simulator
