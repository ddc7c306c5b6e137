// What devices measure: battery, signal, temperature, heart rate. Readings are no facts and no signals:
// nothing waits for them, none is kept in the spool, and a device that sends too many loses its own only.
//
// topic    shouwang/<site>/device/<device>/reading     QoS 0, so that the broker keeps none for us
// payload  {"v":1, "device":"AH-Z31", "time":"2026-01-02T03:04:05Z" (or UTC microseconds),
//           "readings":[{"point":"AL-BTN-Z31-2F-值班室", "kind":"battery_pct", "value":87}, ...]}
//
// `point` may be missing: the reading is of the device itself. `kind` names its unit and is of a-z, 0-9 and
// _; `value` is a whole number.
#pragma once

#include "devices/message.h"

#include <chrono>

namespace shouwang::devices {

inline constexpr std::size_t kReadingsLimit = 32; ///< in one message
inline constexpr std::size_t kReadingKindLimit = 32;

struct Reading {
    std::string device;
    std::string point; ///< empty: of the device itself
    std::string kind;
    Micros at = 0; ///< the device's time where it is within 60 s of ours, else ours
    std::int64_t value = 0;

    bool operator==(const Reading&) const = default;
};

std::string readingTopic(const std::string& site, const std::string& device);
bool isReadingTopic(std::string_view topic);

/// All of the message or nothing of it. `now` is our UTC time at the arrival.
tl::expected<std::vector<Reading>, MessageError> parseReadings(std::string_view topic, ByteView payload,
                                                               Micros now, const Registry& registry);
/// What a device sends; the counterpart of parseReadings(). All of one device and one time.
std::string formatReadings(const std::string& device, Micros time, const std::vector<Reading>& readings);

struct ReadingCounters {
    std::uint64_t accepted = 0; ///< readings
    std::uint64_t refused = 0;  ///< messages that could not be read
    std::uint64_t held_off = 0; ///< readings of a device that had sent too many
};

/// Reads messages and holds off who sends too many. One thread at a time.
class ReadingIntake {
public:
    static constexpr std::size_t kMost = 600; ///< readings of one device a minute

    /// Empty: refused or held off, and counted.
    std::vector<Reading> take(std::string_view topic, ByteView payload, Micros utc,
                              std::chrono::nanoseconds now, const Registry& registry);
    const ReadingCounters& counters() const { return m_counters; }

private:
    struct Minute {
        std::chrono::nanoseconds since{0};
        std::size_t count = 0;
    };
    std::map<std::string, Minute> m_minutes; // by device of the registry, so it is bounded
    ReadingCounters m_counters;
};

} // namespace shouwang::devices
