#include "server/readings_keeper.h"

#include "base/log.h"
#include "ledger/storage.h"

namespace shouwang::server {

namespace {

constexpr auto kTidy = std::chrono::minutes(1); // old readings go also when no new ones come

void addTo(ledger::ReadingsCounters& sum, const ledger::ReadingsCounters& more) {
    sum.stored += more.stored;
    sum.refused += more.refused;
    sum.dropped += more.dropped;
    sum.expired += more.expired;
    sum.evicted += more.evicted;
}

} // namespace

ReadingsKeeper::ReadingsKeeper(Options options, const Clock& clock, std::function<bool()> sparing)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_sparing(std::move(sparing))
    , m_thread([this] { loop(); }) {}

ReadingsKeeper::~ReadingsKeeper() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void ReadingsKeeper::add(std::vector<ledger::Reading> readings) {
    const std::lock_guard lock(m_mutex); // nobody is woken: they are stored together
    for (ledger::Reading& reading : readings) {
        if (m_added.size() < m_options.limits.buffer) {
            m_added.push_back(std::move(reading));
        } else {
            ++m_turnedAway;
        }
    }
}

bool ReadingsKeeper::ask(ledger::Readings::Query query, Answer answer) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || m_questions.size() >= m_options.questions) return false;
        m_questions.emplace_back(std::move(query), std::move(answer));
    }
    m_wake.notify_all();
    return true;
}

ReadingsKeeper::Status ReadingsKeeper::status() const {
    const std::lock_guard lock(m_mutex);
    Status status = m_status;
    status.counters.dropped += m_turnedAway;
    return status;
}

ReadingsKeeper::Round ReadingsKeeper::takeRound() {
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, m_options.flush, [this] { return m_stopping || !m_questions.empty(); });
    Round round;
    round.added.swap(m_added);
    round.questions.swap(m_questions);
    round.end = m_stopping;
    return round;
}

void ReadingsKeeper::loop() {
    for (bool end = false; !end;) {
        try {
            Round round = takeRound();
            end = round.end;
            if (open()) {
                store(std::move(round.added));
            } else {
                m_before.dropped += round.added.size();
            }
            for (const auto& [query, to] : round.questions)
                answer(query, to);
        } catch (const std::exception& error) {
            log::error("readings", "the keeper met {}", error.what()); // memory: what was added is lost
        }
        publish();
    }
}

bool ReadingsKeeper::open() {
    if (m_readings) return true;
    const Moment now = std::chrono::steady_clock::now();
    if (now < m_openAt) return false;
    m_openAt = now + m_options.reopen;
    auto opened = ledger::Readings::open(m_options.path, m_options.limits, m_clock, m_options.vfs);
    if (!opened) {
        if (m_problem != opened.error().text) log::error("readings", "not kept: {}", opened.error().text);
        m_problem = opened.error().text;
        return false;
    }
    m_readings = std::move(*opened);
    m_problem.clear();
    return true;
}

void ReadingsKeeper::store(std::vector<ledger::Reading> added) {
    const bool some = !added.empty();
    for (ledger::Reading& reading : added)
        m_readings->add(std::move(reading));
    if (m_sparing && m_sparing()) return m_readings->dropBuffer();
    const Moment now = std::chrono::steady_clock::now();
    if (!some && now < m_tidyAt) return;
    m_tidyAt = now + kTidy;
    if (const auto stored = m_readings->flush(); !stored) return failed(stored.error());
    m_problem.clear();
}

// A disk that has failed is not believed here either: the file is opened anew.
void ReadingsKeeper::failed(const Error& error) {
    if (m_problem != error.text) log::warning("readings", "cannot be stored: {}", error.text);
    m_problem = error.text;
    m_tidyAt = {}; // what stays in the buffer is tried again
    if (!ledger::isDiskFailing(error)) return;
    m_readings->dropBuffer();
    addTo(m_before, m_readings->counters());
    m_readings.reset();
}

void ReadingsKeeper::answer(const ledger::Readings::Query& query, const Answer& answer) {
    if (!m_readings) return answer(fail(Next::Retry, "readings cannot be read now: " + m_problem));
    auto page = m_readings->page(query);
    if (!page) failed(page.error());
    answer(std::move(page));
}

void ReadingsKeeper::publish() {
    Status status;
    status.counters = m_before;
    if (m_readings) {
        addTo(status.counters, m_readings->counters());
        status.rows = m_readings->rows();
    }
    status.problem = m_problem;
    const std::lock_guard lock(m_mutex);
    m_status = std::move(status);
}

} // namespace shouwang::server
