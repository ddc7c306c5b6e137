#include "video/picture.h"

#include <algorithm>

namespace shouwang::video {

std::string_view name(Stream stream) {
    return stream == Stream::Main ? "main" : "sub";
}

bool Mailbox::publish(Picture picture) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_latest && picture.arrival < m_latest->arrival) return false;
        if (m_latest && m_taken != m_latest->sequence) ++m_overwritten;
        picture.sequence = ++m_published;
        m_latest = std::make_shared<const Picture>(std::move(picture));
    }
    notify();
    return true;
}

PicturePtr Mailbox::latest() const {
    const std::lock_guard lock(m_mutex);
    if (m_latest) m_taken = m_latest->sequence;
    return m_latest;
}

std::uint64_t Mailbox::published() const {
    const std::lock_guard lock(m_mutex);
    return m_published;
}

std::uint64_t Mailbox::overwritten() const {
    const std::lock_guard lock(m_mutex);
    return m_overwritten;
}

void Mailbox::setNotify(std::function<void()> changed) {
    std::unique_lock lock(m_mutex);
    m_notify = changed ? std::make_shared<std::function<void()>>(std::move(changed)) : nullptr;
    m_idle.wait(lock, [this] { return m_calls == 0; });
}

void Mailbox::notify() {
    std::shared_ptr<std::function<void()>> call;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_notify) return;
        call = m_notify;
        ++m_calls;
    }
    (*call)();
    {
        const std::lock_guard lock(m_mutex);
        --m_calls;
    }
    m_idle.notify_all();
}

struct PicturePool::Shelf {
    std::mutex mutex; // guards everything below
    std::vector<std::unique_ptr<std::vector<std::uint8_t>>> idle;
    std::size_t idle_bytes = 0;
    std::size_t bound = 0;

    std::unique_ptr<std::vector<std::uint8_t>> find(std::size_t size) {
        const std::lock_guard lock(mutex);
        const auto fits = [size](const auto& buffer) { return buffer->size() == size; };
        const auto found = std::find_if(idle.begin(), idle.end(), fits);
        if (found == idle.end()) return nullptr;
        auto buffer = std::move(*found);
        idle.erase(found);
        idle_bytes -= size;
        return buffer;
    }

    // What has lain longest goes first when there is too much: its size is no longer asked for.
    void giveBack(std::unique_ptr<std::vector<std::uint8_t>> buffer) {
        const std::lock_guard lock(mutex);
        idle_bytes += buffer->size();
        idle.push_back(std::move(buffer));
        while (idle_bytes > bound && !idle.empty()) {
            idle_bytes -= idle.front()->size();
            idle.erase(idle.begin());
        }
    }
};

PicturePool::PicturePool(std::size_t bound_bytes)
    : m_shelf(std::make_shared<Shelf>()) {
    m_shelf->bound = bound_bytes;
}

PictureBytes PicturePool::take(std::size_t size) {
    auto buffer = m_shelf->find(size);
    if (!buffer) buffer = std::make_unique<std::vector<std::uint8_t>>(size);
    auto* raw = buffer.release();
    return {raw, [shelf = m_shelf](std::vector<std::uint8_t>* used) {
                shelf->giveBack(std::unique_ptr<std::vector<std::uint8_t>>(used));
            }};
}

std::size_t PicturePool::idleBytes() const {
    const std::lock_guard lock(m_shelf->mutex);
    return m_shelf->idle_bytes;
}

} // namespace shouwang::video
