#include "server/reader.h"

#include "base/log.h"

namespace shouwang::server {

namespace {

Response busy(std::string_view text) {
    Response response = errorResponse(503, "busy", text);
    response.retryAfter_s = 1;
    return response;
}

} // namespace

Result<std::unique_ptr<Reader>> Reader::open(const std::filesystem::path& ledger, const Clock& clock,
                                             std::size_t bound) {
    ledger::Database::Options options;
    options.path = ledger;
    options.access = ledger::Database::Access::ReadOnly;
    auto database = ledger::Database::open(options);
    if (!database) return tl::unexpected(database.error());
    return std::unique_ptr<Reader>(new Reader(std::move(*database), clock, bound));
}

Reader::Reader(std::unique_ptr<ledger::Database> database, const Clock& clock, std::size_t bound)
    : m_database(std::move(database))
    , m_clock(clock)
    , m_bound(bound)
    , m_thread([this] { loop(); }) {}

Reader::~Reader() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_ready.notify_all();
    m_thread.join();
}

void Reader::ask(Question question, const Answer& answer) {
    {
        const std::lock_guard lock(m_mutex);
        if (!m_stopping && m_queue.size() < m_bound) {
            m_queue.emplace_back(std::move(question), answer);
            m_ready.notify_one();
            return;
        }
    }
    answer(busy("too many questions wait; come again"));
}

std::size_t Reader::waiting() const {
    const std::lock_guard lock(m_mutex);
    return m_queue.size();
}

void Reader::loop() {
    for (;;) {
        std::unique_lock lock(m_mutex);
        m_ready.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
        if (m_queue.empty()) return;
        const auto [question, answer] = std::move(m_queue.front());
        m_queue.pop_front();
        lock.unlock();
        answer(answerTo(question));
    }
}

Response Reader::answerTo(const Question& question) {
    try {
        m_database->begin();
        Response response = question(ledger::View(*m_database, {}, m_clock.utc()));
        const auto error = m_database->error();
        m_database->rollback();
        if (!error) return response;
        log::error("station", "cannot read the ledger: {}", error->text);
        return busy("the ledger cannot be read now");
    } catch (const std::exception& error) {
        log::error("station", "a question met {}", error.what());
        m_database->rollback();
        return errorResponse(500, "internal", "the station met an error of its own; it is in its log");
    }
}

} // namespace shouwang::server
