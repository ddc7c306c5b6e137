// The site in force, for all threads.
#pragma once

#include "site/site.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace shouwang::server {

class SiteBoard {
public:
    struct Entry {
        site::Site site;
        Bytes file;               ///< as it was imported
        std::uint64_t number = 0; ///< of the fact that brought it
    };

    /// Null: none was imported yet.
    std::shared_ptr<const Entry> current() const {
        const std::lock_guard lock(m_mutex);
        return m_entry;
    }
    void set(std::shared_ptr<const Entry> entry) {
        const std::lock_guard lock(m_mutex);
        m_entry = std::move(entry);
    }

    /// Files that were to be in force and were not: wrong, too large, or of another program's version.
    void noteRefused() { ++m_refused; }
    std::uint64_t refused() const { return m_refused; }

private:
    mutable std::mutex m_mutex;               // guards the pointer
    std::atomic<std::uint64_t> m_refused = 0; // any thread
    std::shared_ptr<const Entry> m_entry;
};

} // namespace shouwang::server
