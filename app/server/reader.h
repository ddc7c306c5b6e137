// Questions of the open data interface, on a read-only connection and a thread of their own: a long list
// never holds up an alarm.
#pragma once

#include "ledger/feature.h"
#include "server/http.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace shouwang::server {

class Reader {
public:
    using Question = std::function<Response(const ledger::View&)>;

    static Result<std::unique_ptr<Reader>> open(const std::filesystem::path& ledger, const Clock& clock,
                                                std::size_t bound = 64);
    ~Reader(); ///< answers what waits, joins
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    /// Any thread. Sees one snapshot. 503 when too many wait.
    void ask(Question question, const Answer& answer);
    std::size_t waiting() const;

private:
    Reader(std::unique_ptr<ledger::Database> database, const Clock& clock, std::size_t bound);
    void loop();
    Response answerTo(const Question& question);

    const std::unique_ptr<ledger::Database> m_database; // reading thread
    const Clock& m_clock;
    const std::size_t m_bound;

    mutable std::mutex m_mutex; // guards the queue and the flag
    std::condition_variable m_ready;
    std::deque<std::pair<Question, Answer>> m_queue;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace shouwang::server
