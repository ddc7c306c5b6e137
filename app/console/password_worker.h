// Argon2id away from the GUI thread: one thread, one password at a time.
#pragma once

#include "people/key_store.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace shouwang::console {

class PasswordWorker {
public:
    struct Job {
        std::shared_ptr<const people::KeyStore> keys;
        std::string account;
        std::string password;                              ///< wiped as soon as it was used
        std::function<void(Result<people::UserKey>)> done; ///< called on the worker's thread
    };

    PasswordWorker();
    ~PasswordWorker();

    /// False while one is being worked on: nobody waits in a queue with a password in memory.
    bool submit(Job job);

private:
    void run();

    std::mutex m_mutex; // guards the three below
    std::condition_variable m_wake;
    std::optional<Job> m_job;
    bool m_stop = false;
    bool m_busy = false;
    std::thread m_thread;
};

} // namespace shouwang::console
