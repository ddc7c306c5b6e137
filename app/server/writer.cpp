#include "server/writer.h"

#include "base/log.h"

#include <algorithm>

namespace shouwang::server {

namespace {

std::size_t bytesOf(const sync::SeatPush& push) {
    std::size_t bytes = 0;
    for (const Bytes& command : push.push.commands)
        bytes += command.size();
    return bytes;
}

} // namespace

Writer::Writer(Vault& vault, std::filesystem::path setAside, const Clock& clock, WriterLimits limits)
    : m_vault(vault)
    , m_setAside(std::move(setAside))
    , m_clock(clock)
    , m_limits(limits) {}

Writer::~Writer() {
    stop();
}

void Writer::start() {
    m_thread = std::thread([this] { loop(); });
}

void Writer::stop() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_ready.notify_all();
    if (m_thread.joinable()) m_thread.join();
}

bool Writer::push(sync::SeatPush push, PushDone done) {
    const std::size_t bytes = bytesOf(push);
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || m_closed || m_pushes.size() >= m_limits.pushes ||
            m_pushBytes + bytes > m_limits.pushBytes) {
            ++m_counters.pushesTurnedAway;
            return false;
        }
        m_pushBytes += bytes;
        m_pushes.push_back({std::move(push), std::move(done)});
    }
    m_ready.notify_one();
    return true;
}

bool Writer::run(Task task) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || m_closed || m_tasks.size() >= m_limits.tasks) {
            ++m_counters.tasksTurnedAway;
            return false;
        }
        m_tasks.push_back(std::move(task));
    }
    m_ready.notify_one();
    return true;
}

bool Writer::order(ledger::Command command, CommandDone done) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || m_closed || m_commands.size() >= m_limits.commands) return false;
        m_commands.push_back({std::move(command), std::move(done), {}, 0});
    }
    m_ready.notify_one();
    return true;
}

void Writer::report(ledger::Command command, Settled settled) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping) {
            ++m_counters.commandsDropped;
            return;
        }
        m_commands.push_back({std::move(command), {}, std::move(settled), 0});
    }
    m_ready.notify_one();
}

void Writer::runAfter(std::chrono::milliseconds delay, Task task) {
    m_delayed.emplace_back(std::chrono::steady_clock::now() + delay, std::move(task));
}

WriterState Writer::state() const {
    const std::lock_guard lock(m_mutex);
    return {m_pushes.size(), m_commands.size(), m_tasks.size(), m_storageError, !m_closed, m_trouble};
}

void Writer::loop() {
    for (;;) {
        try {
            mend();
            Round round = takeRound();
            if (!round.pushes.empty()) commitPushes(round.pushes);
            if (!round.commands.empty()) commitCommands(round.commands);
            if (round.task) runTask(std::move(round.task));
            if (!m_doubt && m_vault.isOpen()) runDue();
            if (round.end) break;
        } catch (const std::exception& error) {
            log::error("station", "the writing thread met {}", error.what()); // the station must not die
        }
    }
    giveUp();
}

bool Writer::hasWork(Moment now) const {
    if (m_closed) return now >= m_reopenAt;
    const auto isDue = [now](const auto& delayed) { return delayed.first <= now; };
    return !m_pushes.empty() || !m_tasks.empty() || (!m_commands.empty() && now >= m_retryAt) ||
           std::ranges::any_of(m_delayed, isDue);
}

Writer::Moment Writer::nextMoment() const {
    if (m_closed) return m_reopenAt;
    Moment next = std::chrono::steady_clock::now() + std::chrono::hours(1);
    if (!m_commands.empty()) next = std::min(next, m_retryAt);
    for (const auto& [moment, task] : m_delayed)
        next = std::min(next, moment);
    return next;
}

Writer::Round Writer::takeRound() {
    Round round;
    std::unique_lock lock(m_mutex);
    // What comes while we pause sets a nearer moment than the one that we went to sleep with.
    while (!m_stopping && !hasWork(std::chrono::steady_clock::now()))
        m_ready.wait_until(lock, nextMoment());
    if (m_closed) { // what waits goes on waiting: there is nothing to write it into
        round.end = m_stopping;
        return round;
    }
    takePushes(round);
    if (m_stopping || std::chrono::steady_clock::now() >= m_retryAt) takeCommands(round);
    if (!m_tasks.empty()) {
        round.task = std::move(m_tasks.front());
        m_tasks.pop_front();
    }
    round.end = m_stopping && m_pushes.empty() && m_commands.empty() && m_tasks.empty();
    return round;
}

void Writer::takePushes(Round& round) {
    std::size_t commands = 0;
    while (!m_pushes.empty() && commands < m_limits.groupCommands) {
        commands += m_pushes.front().push.push.commands.size();
        m_pushBytes -= bytesOf(m_pushes.front().push);
        round.pushes.push_back(std::move(m_pushes.front()));
        m_pushes.pop_front();
    }
}

void Writer::takeCommands(Round& round) {
    while (!m_commands.empty() && round.commands.size() < m_limits.groupCommands) {
        round.commands.push_back(std::move(m_commands.front()));
        m_commands.pop_front();
    }
}

void Writer::runTask(Task task) {
    if (!m_doubt) return task();
    const std::lock_guard lock(m_mutex);
    m_tasks.push_front(std::move(task)); // when the ledger is open again
}

void Writer::runDue() {
    const Moment now = std::chrono::steady_clock::now();
    for (std::size_t count = m_delayed.size(); count > 0; --count) {
        auto [moment, task] = std::move(m_delayed.front());
        m_delayed.pop_front();
        if (moment <= now) {
            task();
        } else {
            m_delayed.emplace_back(moment, std::move(task));
        }
    }
}

/// Nothing is taken any more once m_stopping is set, so what is left here was put back by a failure, or
/// waited for a ledger that could not be opened.
void Writer::giveUp() {
    answerWaiting({Next::Retry, "the station stops"});
    const std::lock_guard lock(m_mutex);
    m_tasks.clear();
    if (!m_commands.empty()) log::error("station", "{} reports wait for the next start", m_commands.size());
    m_counters.commandsDropped += m_commands.size();
    m_commands.clear();
}

} // namespace shouwang::server
