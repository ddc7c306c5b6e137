// Readings: presence, vitals, positions, health samples, counters. Not facts: unchained, in a file of their
// own, kept for some days and never more than so many rows and bytes; the oldest go first and are counted.
// Only a change of state that follows from readings is a fact.
//
// Nothing here can hold up or fail an alarm: add() only puts into a bounded buffer, the file is another one
// than the ledger's, and when it cannot be written readings are lost and counted. One thread; readers open
// the file read-only.
#pragma once

#include "ledger/database.h"

#include "base/clock.h"

#include <deque>

namespace shouwang::ledger {

/// "ShRd"
constexpr std::int32_t kReadingsApplicationId = 0x53685264;

struct Reading {
    std::string source; ///< device, room, seat or person: by number, never by name
    std::string kind;   ///< "mqtt.silent_s", "presence", "heart_rate"
    Micros at = 0;      ///< as the source says; a clock that is far ahead is taken for now
    std::int64_t value = 0;

    bool operator==(const Reading&) const = default;
};

struct ReadingsLimits {
    int days = 30;
    std::uint64_t rows = 2'000'000;
    std::uint64_t bytes = std::uint64_t{256} << 20;
    std::size_t buffer = 4096; ///< between two flushes
    std::size_t text = 128;    ///< bytes of source and kind each
};

struct ReadingsCounters {
    std::uint64_t stored = 0;
    std::uint64_t refused = 0; ///< empty or too long names
    std::uint64_t dropped = 0; ///< the buffer was full, or the file could not be written
    std::uint64_t expired = 0; ///< older than the days that are kept
    std::uint64_t evicted = 0; ///< there were too many rows or bytes
};

class Readings {
public:
    /// A damaged file is set aside and a new one begun: readings are not worth a halt. Refused: another
    /// program's file, or a second writer.
    static Result<std::unique_ptr<Readings>> open(const std::filesystem::path& path, ReadingsLimits limits,
                                                  const Clock& clock, const char* vfs = nullptr);

    void add(Reading reading);
    /// Stores what was added and lets go of what is too much, in one transaction. On an error what was added
    /// stays in the buffer as long as there is room.
    Result<void> flush();

    /// A page of what a source has said from `from` on and before `to`, oldest first. `after` is the place of
    /// the last one of the page before.
    struct Place {
        Micros at = 0;
        std::int64_t id = 0;
    };
    struct Page {
        std::vector<Reading> readings;
        std::optional<Place> next; ///< none: that was all
    };
    struct Query {
        std::string source;
        Micros from = 0;
        Micros to = 0;
        std::optional<Place> after{};
        std::size_t limit = 100;
    };
    Result<Page> page(const Query& query);
    /// Newest first.
    Result<std::vector<Reading>> latest(std::string_view source, std::string_view kind, std::size_t limit);
    /// What was added and is not stored yet is dropped and counted: for a disk whose last room is not for
    /// readings.
    void dropBuffer();
    const ReadingsCounters& counters() const { return m_counters; }
    std::uint64_t rows() const { return m_rows; }

private:
    Readings(std::unique_ptr<Database> database, ReadingsLimits limits, const Clock& clock)
        : m_database(std::move(database))
        , m_limits(limits)
        , m_clock(clock) {}
    Result<void> prepare();
    std::uint64_t remove(std::string_view where, std::int64_t value);
    std::uint64_t usedBytes();

    std::unique_ptr<Database> m_database;
    const ReadingsLimits m_limits;
    const Clock& m_clock;
    std::deque<Reading> m_buffer;
    ReadingsCounters m_counters;
    std::uint64_t m_rows = 0;
};

} // namespace shouwang::ledger
