#include "server/writer.h"

#include "base/log.h"

#include <algorithm>

namespace shouwang::server {

namespace {

constexpr int kPatience = 3; // times that a room may fail on one report

std::size_t bytesOf(const sync::SeatPush& push) {
    std::size_t bytes = 0;
    for (const Bytes& command : push.push.commands)
        bytes += command.size();
    return bytes;
}

} // namespace

Writer::Writer(ledger::Ledger& ledger, sync::Station& station, std::filesystem::path setAside,
               const Clock& clock, WriterLimits limits)
    : m_ledger(ledger)
    , m_station(station)
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
        if (m_stopping || m_pushes.size() >= m_limits.pushes || m_pushBytes + bytes > m_limits.pushBytes) {
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
        if (m_stopping || m_tasks.size() >= m_limits.tasks) {
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
        if (m_stopping || m_commands.size() >= m_limits.commands) return false;
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
    return {m_pushes.size(), m_commands.size(), m_tasks.size(), m_storageError};
}

void Writer::loop() {
    for (;;) {
        try {
            Round round = takeRound();
            if (!round.pushes.empty()) commitPushes(round.pushes);
            if (!round.commands.empty()) commitCommands(round.commands);
            if (round.task) round.task();
            runDue();
            if (round.end) break;
        } catch (const std::exception& error) {
            log::error("station", "the writing thread met {}", error.what()); // the station must not die
        }
    }
    giveUp();
}

bool Writer::hasWork(Moment now) const {
    return !m_pushes.empty() || !m_tasks.empty() || (!m_commands.empty() && now >= m_retryAt);
}

Writer::Moment Writer::nextMoment() const {
    Moment next = std::chrono::steady_clock::now() + std::chrono::hours(1);
    if (!m_commands.empty()) next = std::min(next, m_retryAt);
    for (const auto& [moment, task] : m_delayed)
        next = std::min(next, moment);
    return next;
}

Writer::Round Writer::takeRound() {
    Round round;
    std::unique_lock lock(m_mutex);
    const Moment next = nextMoment();
    m_ready.wait_until(lock, next, [&] { return m_stopping || hasWork(std::chrono::steady_clock::now()); });
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

bool Writer::tryPushes(std::vector<PushJob>& jobs) {
    std::vector<sync::SeatPush> pushes;
    std::size_t commands = 0;
    for (PushJob& job : jobs) {
        commands += job.push.push.commands.size();
        pushes.push_back(jobs.size() == 1 ? std::move(job.push) : job.push);
    }
    auto replies = m_station.push(pushes);
    if (replies) {
        noteStorage({}, commands);
        for (std::size_t i = 0; i < jobs.size(); ++i)
            jobs[i].done(std::move((*replies)[i]));
        return true;
    }
    noteStorage(tl::unexpected(replies.error()), commands);
    // One that cannot be stored must not take the others with it, unless it is the disk.
    if (jobs.size() > 1 && replies.error().next != Next::Retry) return false;
    for (PushJob& job : jobs)
        job.done(tl::unexpected(replies.error()));
    return true;
}

void Writer::commitPushes(std::vector<PushJob>& jobs) {
    if (tryPushes(jobs)) return;
    for (PushJob& job : jobs) {
        std::vector<PushJob> one;
        one.push_back(std::move(job));
        tryPushes(one);
    }
}

void Writer::commitCommands(std::vector<CommandJob>& jobs) {
    const auto error = tryCommands(jobs);
    if (!error) return;
    // Where a room failed it was on one of them, which must not take the others with it.
    if (error->next == Next::Bug) return commitEach(jobs);
    keepReports(jobs, *error);
}

/// Nothing: all are committed and told.
std::optional<Error> Writer::tryCommands(std::span<CommandJob> jobs) {
    std::vector<ledger::Command> commands;
    for (const CommandJob& job : jobs)
        commands.push_back(job.command);
    auto verdicts = m_ledger.submit(commands);
    if (!verdicts) {
        noteStorage(tl::unexpected(verdicts.error()), commands.size());
        return verdicts.error();
    }
    noteStorage({}, commands.size());
    m_retryAt = {};
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        if (jobs[i].done) jobs[i].done((*verdicts)[i]);
        if (jobs[i].settled) jobs[i].settled();
    }
    return std::nullopt;
}

void Writer::commitEach(std::vector<CommandJob>& jobs) {
    std::vector<CommandJob> again;
    Error last;
    for (CommandJob& job : jobs) {
        const auto error = tryCommands(std::span(&job, 1));
        if (!error || (error->next == Next::Bug && setAside(job, *error))) continue;
        last = *error;
        again.push_back(std::move(job));
    }
    if (!again.empty()) keepReports(again, last);
}

/// True: it is done with. A room may fail once for want of memory, so it is asked a few times.
bool Writer::setAside(CommandJob& job, const Error& error) {
    if (job.done || ++job.failures < kPatience) return false;
    if (const auto added = m_setAside.add(job.command, error.text, m_clock.utc()); !added) {
        log::error("station", "a report that no room can decide waits: {}", added.error().text);
        return false;
    }
    ++m_counters.commandsSetAside;
    log::error("station", "the report {} ({}) is set aside: {}", job.command.id.text(), job.command.kind,
               error.text);
    noteStorage({}, 0); // the disk is well
    if (job.settled) job.settled();
    return true;
}

/// Reports go back to where they were; whoever waits for an order hears that it failed.
void Writer::keepReports(std::vector<CommandJob>& jobs, const Error& error) {
    m_retryAt = std::chrono::steady_clock::now() + m_limits.retry;
    {
        const std::lock_guard lock(m_mutex);
        for (auto job = jobs.rbegin(); job != jobs.rend(); ++job) {
            if (job->done) continue;
            if (m_stopping) {
                ++m_counters.commandsDropped;
            } else {
                m_commands.push_front(std::move(*job));
            }
        }
    }
    for (CommandJob& job : jobs) {
        if (job.done) job.done(tl::unexpected(error));
    }
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

void Writer::noteStorage(const Result<void>& outcome, std::size_t commands) {
    if (!outcome && onCommitFailed) onCommitFailed(outcome.error());
    const std::lock_guard lock(m_mutex);
    if (outcome) {
        ++m_counters.commits;
        m_counters.commands += commands;
        if (!m_storageError.empty()) log::info("station", "the ledger can be written again");
        m_storageError.clear();
        return;
    }
    ++m_counters.failedCommits;
    if (m_storageError != outcome.error().text)
        log::error("station", "cannot commit: {}", outcome.error().text);
    m_storageError = outcome.error().text;
}

/// Nothing is taken any more once m_stopping is set, so what is left here was put back by a failure.
void Writer::giveUp() {
    const std::lock_guard lock(m_mutex);
    if (!m_commands.empty()) log::error("station", "{} reports wait for the next start", m_commands.size());
    m_counters.commandsDropped += m_commands.size();
    m_commands.clear();
}

} // namespace shouwang::server
