// What devices said and the ledger does not hold yet, on disk: a message is acknowledged to the broker only
// when it stands here. One preallocated file of fixed size, so that a full disk cannot keep a press out; a
// record is appended and synced, marked when its fact is durable, and its room used again. A record that is
// read twice is harmless: an alarm's identity makes it one alarm.
#pragma once

#include "base/bytes.h"
#include "base/clock.h"

#include <filesystem>
#include <map>
#include <mutex>
#include <string>

namespace shouwang::devices {

struct SpoolRecord {
    std::uint64_t number = 0;
    Micros arrived = 0; ///< UTC, by our clock
    std::string topic;
    Bytes payload;
};

/// Since the program started. Every one only grows.
struct SpoolCounters {
    std::uint64_t kept = 0;
    std::uint64_t settled = 0;
    std::uint64_t refused = 0;  ///< no room, or the disk failed: the broker keeps them
    std::uint64_t replayed = 0; ///< found at the start: the program was killed before they were in the ledger
    std::uint64_t torn = 0;     ///< ends of files that were cut off: never acknowledged, so nothing is lost
    std::uint64_t damaged = 0;  ///< files that were set aside; what could be read of them was replayed
};

struct SpoolState {
    std::size_t waiting = 0; ///< records whose facts are not durable yet
    std::string problem;     ///< English, for people; empty: it takes messages
    SpoolCounters counters;
};

/// Any thread, but only one at a time calls ready() and keep().
class Spool {
public:
    struct Options {
        std::filesystem::path path;
        std::size_t bytes = std::size_t{8} << 20;
        std::size_t records =
            4096; ///< that may wait at once; bounds what the ledger's writer holds in memory
    };

    explicit Spool(Options options);
    ~Spool();
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;

    /// Makes or opens the file where that has not happened, and says whether there is room for more than a
    /// few messages. Retry: it is full, or the disk is; ask again later. A damaged file is set aside, never
    /// an error.
    Result<void> ready();
    /// What an earlier run left, once.
    std::vector<SpoolRecord> takeLeft();

    /// Durable when it returns; the record's number. Retry: no room, or the disk failed.
    Result<std::uint64_t> keep(std::string_view topic, ByteView payload, Micros arrived);
    /// Its fact is durable, or there is nothing to be made of it. An unknown number changes nothing.
    void settle(std::uint64_t number);

    SpoolState state() const;

private:
    struct Room { ///< where a record lies
        std::size_t offset = 0;
        std::size_t size = 0;
    };
    Result<void> open();
    Result<void> adopt(const Bytes& file);
    Result<void> useInPlace(std::size_t end);
    Result<void> replace(const Bytes& file, bool damaged);
    Result<void> rewrite(const Bytes& file);
    Result<void> compact();
    Result<void> write(ByteView bytes, std::size_t offset) const;
    void closeFile();
    std::size_t waitingBytes() const;

    const Options m_options;

    mutable std::mutex m_mutex; // guards everything below
    int m_file = -1;
    bool m_opened = false; // once: from then on the open records are those of this process
    std::size_t m_end = 0; // where the next record goes
    std::uint64_t m_last = 0;
    std::map<std::uint64_t, Room> m_open;
    std::vector<SpoolRecord> m_left;
    std::string m_problem;
    SpoolCounters m_counters;
};

} // namespace shouwang::devices
