#include "console/password_worker.h"

#include <sodium.h>
#include <utility>

namespace shouwang::console {

PasswordWorker::PasswordWorker()
    : m_thread([this] { run(); }) {}

PasswordWorker::~PasswordWorker() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

bool PasswordWorker::submit(Job job) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_busy || m_stop) return false;
        m_busy = true;
        m_job = std::move(job);
    }
    m_wake.notify_all();
    return true;
}

void PasswordWorker::run() {
    for (;;) {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return m_stop || m_job.has_value(); });
        if (m_stop) return;
        Job job = std::move(*m_job);
        m_job.reset();
        lock.unlock();
        auto key = job.keys->unlock(job.account, job.password);
        sodium_memzero(job.password.data(), job.password.size());
        job.done(std::move(key));
        lock.lock();
        m_busy = false;
    }
}

} // namespace shouwang::console
