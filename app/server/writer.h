// The one thread that owns the ledger. What officers did goes first, then what devices say, then questions;
// whatever has gathered while one commit ran goes into the next one (group commit without waiting for it).
// After an error of the disk nothing is acknowledged until the vault has been opened and proven anew
// (writer_trust.cpp).
#pragma once

#include "ledger/trouble.h"
#include "server/set_aside.h"
#include "server/vault.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace shouwang::server {

struct WriterLimits {
    std::size_t pushes = 256;
    std::size_t pushBytes = std::size_t{32} << 20;
    std::size_t commands = 4096;
    std::size_t tasks = 1024;
    std::size_t groupCommands = 512;
    std::chrono::milliseconds retry{500}; ///< the pause before commands are tried again on a full disk
    std::chrono::milliseconds reopenLeast{
        50}; ///< the pause before a closed ledger is opened again; it doubles
    std::chrono::milliseconds reopenMost{5'000}; ///< up to this
};

/// Read by any thread.
struct WriterCounters {
    std::atomic<std::uint64_t> commits{0};
    std::atomic<std::uint64_t> commands{0};
    std::atomic<std::uint64_t> failedCommits{0};
    std::atomic<std::uint64_t> pushesTurnedAway{0};
    std::atomic<std::uint64_t> commandsDropped{0};  ///< left at the stop; those of devices wait in the spool
    std::atomic<std::uint64_t> commandsSetAside{0}; ///< no room could decide them
    std::atomic<std::uint64_t> tasksTurnedAway{0};
    std::atomic<std::uint64_t> commandsSpared{0}; ///< turned away because only the reserve is left
    std::atomic<std::uint64_t> reopened{0};       ///< times that the ledger was opened and proven anew
    std::atomic<std::uint64_t> failedReopens{0};  ///< tries that failed
};

struct WriterState {
    std::size_t pushes = 0;
    std::size_t commands = 0;
    std::size_t tasks = 0;
    std::string storageError; ///< empty: the last commit went well
    bool ledgerOpen = true;   ///< false: its disk has failed, and nothing is taken until it is proven anew
    ledger::Trouble trouble =
        ledger::Trouble::None; ///< else: trying again does not help, it waits for a person
};

class Writer {
public:
    using PushDone = std::function<void(Result<sync::PushReply>)>;
    using CommandDone = std::function<void(Result<ledger::Verdict>)>;
    using Task = std::function<void()>;
    using Settled = std::function<void()>;

    /// The vault belongs to this writer from start() to stop(). `setAside` is the file for commands that no
    /// room can decide.
    Writer(Vault& vault, std::filesystem::path setAside, const Clock& clock, WriterLimits limits = {});
    ~Writer(); ///< stops
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void start();
    /// Takes nothing new, commits what waits, joins. What cannot be committed then is answered with an error.
    void stop();

    // Any thread. False: there is no room now, or the ledger is closed, and nothing was taken; the callback
    // does not come. Callbacks come once, on the writing thread, after what they tell is durable. Tasks find
    // the vault open.
    bool push(sync::SeatPush push, PushDone done);
    bool run(Task task);

    /// Any thread. Somebody waits for the outcome: on a full disk it is an error.
    bool order(ledger::Command command, CommandDone done);
    /// Any thread. Nobody waits, so it is tried again until it could be committed, or was set aside because a
    /// room fails on it; then `settled` is called, on the writing thread. It never is when the writer stops
    /// before: the spool of the devices has it then. How many wait here is bounded by that spool.
    void report(ledger::Command command, Settled settled = {});

    /// Writing thread only. Forgotten when the writer stops before.
    void runAfter(std::chrono::milliseconds delay, Task task);

    /// Writing thread only: a task has met this. If it means that the disk fails, the ledger is closed behind
    /// the task and opened anew.
    void doubt(const Error& error);

    // Set before start(); called on the writing thread.
    std::function<void(const Error&)> onCommitFailed;
    std::function<void()> onReopened; ///< there is another ledger in the vault
    /// Which kinds of commands are taken while `now()` says that only the reserve is left. The others are
    /// answered as on a full disk: whoever sent them keeps them.
    struct Sparing {
        std::function<bool()> now;
        std::function<bool(std::string_view kind)> allows;
    };
    Sparing sparing;

    WriterState state() const;
    const WriterCounters& counters() const { return m_counters; }

private:
    using Moment = std::chrono::steady_clock::time_point;
    struct PushJob {
        sync::SeatPush push;
        PushDone done;
    };
    struct CommandJob {
        ledger::Command command;
        CommandDone done; // empty: a report that is kept
        Settled settled;  // of a report; may be empty
        int failures = 0; // of a room, on this one alone
    };
    struct Round {
        std::vector<PushJob> pushes;
        std::vector<CommandJob> commands;
        Task task;
        bool end = false;
    };

    void loop();
    bool hasWork(Moment now) const;
    Moment nextMoment() const;
    Round takeRound();
    void takePushes(Round& round);
    void takeCommands(Round& round);
    void commitPushes(std::vector<PushJob>& jobs);
    bool tryPushes(std::vector<PushJob>& jobs);
    void commitCommands(std::vector<CommandJob>& jobs);
    void commitEach(std::vector<CommandJob>& jobs);
    std::optional<Error> tryCommands(std::span<CommandJob> jobs);
    bool setAside(CommandJob& job, const Error& error);
    void keepReports(std::vector<CommandJob>& jobs, const Error& error);
    void runTask(Task task);
    void runDue();
    Result<void> spare(PushJob& job);
    void spare(std::vector<CommandJob>& jobs);
    bool spares() const { return sparing.now && sparing.now(); }
    void mend();
    void closeVault();
    void answerWaiting(const Error& error);
    void openVault();
    void noteStorage(const Result<void>& outcome, std::size_t commands);
    void giveUp();

    Vault& m_vault; // writing thread
    const SetAside m_setAside;
    const Clock& m_clock;
    const WriterLimits m_limits;
    WriterCounters m_counters;
    std::deque<std::pair<Moment, Task>> m_delayed; // writing thread
    Moment m_retryAt{};                            // writing thread
    std::optional<Error> m_doubt;                  // writing thread: why the disk is not believed
    Moment m_reopenAt{};                           // writing thread
    std::chrono::milliseconds m_reopenPause{0};    // writing thread

    mutable std::mutex m_mutex; // guards everything below
    std::condition_variable m_ready;
    std::deque<PushJob> m_pushes;
    std::deque<CommandJob> m_commands;
    std::deque<Task> m_tasks;
    std::size_t m_pushBytes = 0;
    std::string m_storageError;
    bool m_closed = false; // the vault is
    ledger::Trouble m_trouble = ledger::Trouble::None;
    bool m_stopping = false;

    std::thread m_thread;
};

} // namespace shouwang::server
