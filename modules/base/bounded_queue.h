// A queue between two threads with a bound, a drop rule and a counter. The oldest element is dropped: what is
// newest is what an officer needs.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>

namespace shouwang {

template <class T>
class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t bound)
        : m_bound(bound) {}

    /// Returns false when the oldest element had to go.
    bool push(T value) {
        bool kept = true;
        {
            const std::lock_guard lock(m_mutex);
            if (m_items.size() >= m_bound) {
                m_items.pop_front();
                ++m_dropped;
                kept = false;
            }
            m_items.push_back(std::move(value));
        }
        m_ready.notify_one();
        return kept;
    }

    /// Waits until there is something or the queue is closed (then nothing is returned once it is empty).
    std::optional<T> pop() {
        std::unique_lock lock(m_mutex);
        m_ready.wait(lock, [this] { return m_closed || !m_items.empty(); });
        return take();
    }
    std::optional<T> tryPop() {
        const std::lock_guard lock(m_mutex);
        return take();
    }

    void close() {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_ready.notify_all();
    }

    std::uint64_t dropped() const {
        const std::lock_guard lock(m_mutex);
        return m_dropped;
    }

private:
    std::optional<T> take() {
        if (m_items.empty()) return std::nullopt;
        T value = std::move(m_items.front());
        m_items.pop_front();
        return value;
    }

    mutable std::mutex m_mutex; // guards everything below
    std::condition_variable m_ready;
    std::deque<T> m_items;
    std::uint64_t m_dropped = 0;
    bool m_closed = false;
    const std::size_t m_bound;
};

} // namespace shouwang
