// How the writing thread commits what has gathered: all at once, and apart where one of them cannot be
// stored.
#include "server/writer.h"

#include "base/log.h"
#include "ledger/database.h"

namespace shouwang::server {

namespace {

constexpr int kPatience = 3; // times that a room may fail on one report

Error onlyReserve() {
    return {Next::Retry, std::string(ledger::kDiskFull) + "what is left is kept for alarms"};
}

} // namespace

/// A seat's commands stand in an order that must not change: what is taken are the first ones, up to the last
/// one that the reserve is for. An alarm does not wait behind a form. Retry: there is none.
Result<void> Writer::spare(PushJob& job) {
    std::vector<Bytes>& commands = job.push.push.commands;
    std::size_t taken = 0;
    for (std::size_t i = 0; i < commands.size(); ++i) {
        const auto command = ledger::decodeCommand(commands[i]);
        if (!command || sparing.allows(command->kind)) taken = i + 1;
    }
    if (taken == commands.size()) return {};
    m_counters.commandsSpared += commands.size() - taken;
    if (taken == 0) return tl::unexpected(onlyReserve());
    commands.resize(taken);
    return {};
}

/// The others stay behind as if the disk were full, which it is.
void Writer::spare(std::vector<CommandJob>& jobs) {
    std::vector<CommandJob> others;
    std::vector<CommandJob> taken;
    for (CommandJob& job : jobs)
        (sparing.allows(job.command.kind) ? taken : others).push_back(std::move(job));
    jobs = std::move(taken);
    if (others.empty()) return;
    m_counters.commandsSpared += others.size();
    keepReports(others, onlyReserve());
}

bool Writer::tryPushes(std::vector<PushJob>& jobs) {
    if (jobs.empty()) return true;
    std::vector<sync::SeatPush> pushes;
    std::size_t commands = 0;
    for (PushJob& job : jobs) {
        commands += job.push.push.commands.size();
        pushes.push_back(jobs.size() == 1 ? std::move(job.push) : job.push);
    }
    auto replies = m_vault.station().push(pushes);
    if (replies) {
        noteStorage({}, commands);
        for (std::size_t i = 0; i < jobs.size(); ++i)
            jobs[i].done(std::move((*replies)[i]));
        return true;
    }
    noteStorage(tl::unexpected(replies.error()), commands);
    // One that cannot be stored must not take the others with it, unless it is the disk.
    if (jobs.size() > 1 && replies.error().next != Next::Retry && !m_doubt) return false;
    for (PushJob& job : jobs)
        job.done(tl::unexpected(replies.error()));
    return true;
}

void Writer::commitPushes(std::vector<PushJob>& jobs) {
    if (spares()) {
        std::erase_if(jobs, [this](PushJob& job) {
            const auto taken = spare(job);
            if (!taken) job.done(tl::unexpected(taken.error()));
            return !taken;
        });
    }
    if (tryPushes(jobs)) return;
    for (PushJob& job : jobs) {
        if (m_doubt) {
            job.done(tl::unexpected(*m_doubt));
            continue;
        }
        std::vector<PushJob> one;
        one.push_back(std::move(job));
        tryPushes(one);
    }
}

void Writer::commitCommands(std::vector<CommandJob>& jobs) {
    if (m_doubt) return keepReports(jobs, *m_doubt); // a push of this round has met a failing disk
    if (spares()) spare(jobs);
    if (jobs.empty()) return;
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
    auto verdicts = m_vault.ledger().submit(commands);
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
        const auto error = m_doubt ? m_doubt : tryCommands(std::span(&job, 1));
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
    {
        const std::lock_guard lock(m_mutex);
        for (auto job = jobs.rbegin(); job != jobs.rend(); ++job) {
            if (job->done) continue;
            m_retryAt = std::chrono::steady_clock::now() + m_limits.retry;
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

void Writer::noteStorage(const Result<void>& outcome, std::size_t commands) {
    if (!outcome && onCommitFailed) onCommitFailed(outcome.error());
    if (!outcome) doubt(outcome.error());
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

} // namespace shouwang::server
