// The site in force, for all threads.
#pragma once

#include "site/site.h"

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

private:
    mutable std::mutex m_mutex; // guards the pointer
    std::shared_ptr<const Entry> m_entry;
};

} // namespace shouwang::server
