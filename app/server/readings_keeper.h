// What devices measure, kept in a bounded file of its own by a thread of its own: nothing here can hold up an
// alarm, and when the file cannot be written readings are lost and counted.
#pragma once

#include "ledger/readings.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace shouwang::server {

class ReadingsKeeper {
public:
    struct Options {
        std::filesystem::path path;
        ledger::ReadingsLimits limits;
        std::chrono::milliseconds flush{1000};   ///< between two writes
        std::chrono::milliseconds reopen{5'000}; ///< before a file that failed is tried again
        std::size_t questions = 64;              ///< that may wait
        const char* vfs = nullptr;               ///< for tests of disks that fail
    };
    struct Status {
        ledger::ReadingsCounters counters;
        std::uint64_t rows = 0;
        std::string problem; ///< English; empty: the file can be written
    };
    using Answer = std::function<void(Result<ledger::Readings::Page>)>;

    /// `sparing` is asked on the keeper's thread: while it says so, what is left of the disk is not for
    /// readings.
    ReadingsKeeper(Options options, const Clock& clock, std::function<bool()> sparing);
    ~ReadingsKeeper(); ///< stores what has been added, answers what waits, joins

    // Any thread.
    void add(std::vector<ledger::Reading> readings);
    /// False: too many wait. The answer comes on the keeper's thread.
    bool ask(ledger::Readings::Query query, Answer answer);
    Status status() const;

private:
    struct Round {
        std::vector<ledger::Reading> added;
        std::vector<std::pair<ledger::Readings::Query, Answer>> questions;
        bool end = false;
    };
    using Moment = std::chrono::steady_clock::time_point;

    void loop();
    Round takeRound();
    void store(std::vector<ledger::Reading> added);
    void answer(const ledger::Readings::Query& query, const Answer& answer);
    bool open();
    void failed(const Error& error);
    void publish();

    const Options m_options;
    const Clock& m_clock;
    const std::function<bool()> m_sparing;
    std::unique_ptr<ledger::Readings> m_readings; // the keeper's thread
    ledger::ReadingsCounters m_before;            // the keeper's thread: of the files before this one
    std::string m_problem;                        // the keeper's thread
    Moment m_openAt{};                            // the keeper's thread
    Moment m_tidyAt{};                            // the keeper's thread

    mutable std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    std::vector<ledger::Reading> m_added;
    std::uint64_t m_turnedAway = 0;
    std::vector<std::pair<ledger::Readings::Query, Answer>> m_questions;
    Status m_status;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace shouwang::server
