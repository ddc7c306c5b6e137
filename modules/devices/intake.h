// Each thing that a device says counts once, in whatever order and however often it arrives. Pure: time comes
// in with every call. One thread at a time.
#pragma once

#include "devices/message.h"

#include <bitset>
#include <chrono>
#include <deque>
#include <map>

namespace shouwang::devices {

/// What met the gateway since it was built. Every one only grows.
struct IntakeCounters {
    std::uint64_t accepted = 0;        ///< signals that were passed on or, for heartbeats, noted
    std::uint64_t duplicate = 0;       ///< seen before, dropped
    std::uint64_t out_of_order = 0;    ///< came after a later one, passed on
    std::uint64_t gap = 0;             ///< counters that were skipped
    std::uint64_t gap_filled = 0;      ///< of those, came late
    std::uint64_t beyond_window = 0;   ///< too far behind to know; passed on, see Intake::take
    std::uint64_t boots_forgotten = 0; ///< more restarts of one device than are remembered
    std::uint64_t clock_suspect = 0;   ///< device clock further than 60 s from ours
    std::uint64_t future_dated = 0;    ///< of those, ahead of ours
    std::uint64_t silent = 0;          ///< devices that fell silent
    std::uint64_t returned = 0;        ///< silent devices that spoke again
    std::uint64_t faulty = 0;          ///< devices that sent too many bad messages
    std::uint64_t recovered = 0;       ///< of those, sent none for a while
    std::uint64_t bad_topic = 0;
    std::uint64_t oversized = 0;
    std::uint64_t malformed = 0;
    std::uint64_t other_version = 0;
    std::uint64_t other_device = 0;
    std::uint64_t unknown_device = 0;
    std::uint64_t unknown_point = 0;

    void count(Refusal refusal);
};

/// A message that was refused, dropped, or passed on although something was wrong with it.
struct OddMessage {
    Micros at = 0;      ///< UTC of its arrival; 0: there was none
    std::string kind;   ///< the name of its Refusal, or duplicate, out_of_order, clock_suspect
    std::string device; ///< of the site, or as the unknown one calls itself; empty: not known
};
struct OddMessages {
    OddMessage last;
    OddMessage unknown; ///< the last one of a device that the site does not have
};

struct IntakeLimits {
    std::chrono::nanoseconds heartbeat_period = std::chrono::seconds(30);
    int silent_after = 3;  ///< periods without any message
    std::size_t boots = 4; ///< remembered for each device; the one heard longest ago is forgotten
    int bad_most = 20;     ///< bad messages of one device within bad_within; with more it is faulty
    std::chrono::nanoseconds bad_within = std::chrono::seconds(60);
    std::chrono::nanoseconds bad_over = std::chrono::seconds(300); ///< without a bad one: faulty no more
};

// What the gateway itself says of a device, as the detail of a Fault and of the Cleared that ends it.
inline constexpr std::string_view kSilent = "device_silent";
inline constexpr std::string_view kReturned = "device_returned";
inline constexpr std::string_view kFaulty = "device_faulty";
inline constexpr std::string_view kRecovered = "device_recovered";

struct DeviceState {
    std::string device;
    bool heard = false; ///< since the start
    bool silent = false;
    bool faulty = false;
    std::chrono::nanoseconds last_heard{0}; ///< monotonic; the start where nothing was heard
};

class Intake {
public:
    static constexpr std::size_t kWindow = 1024; ///< counters of one boot that are told apart

    /// Silence is counted from `now` (monotonic) on, for every device of the registry.
    Intake(Registry registry, IntakeLimits limits, std::chrono::nanoseconds now);

    const Registry& registry() const { return m_registry; }
    /// Another site file: devices that stay keep what is known of them.
    void setRegistry(Registry registry, std::chrono::nanoseconds now);

    /// What has to be passed on for this message: nothing for a heartbeat or a duplicate, and the end of a
    /// silence before the signal itself. A signal more than kWindow behind cannot be told from a duplicate;
    /// it is passed on, because the alarm's identity (point, boot, counter) makes a repetition harmless and a
    /// lost press would not be.
    std::vector<site::Signal> take(std::string_view topic, ByteView payload, Micros utc,
                                   std::chrono::nanoseconds now);

    /// Whether such a message has to be on disk before it is acknowledged: everything that is passed on. A
    /// heartbeat need not, nor what would be refused.
    bool mustBeKept(std::string_view topic, ByteView payload, Micros utc) const;

    /// A Fault signal without a point for every device that has just fallen silent, and a Cleared one for
    /// every faulty device that has not sent a bad message for a while.
    std::vector<site::Signal> check(Micros utc, std::chrono::nanoseconds now);
    /// We do not hear anybody (the broker is away): silence is nobody's fault and counts from now on.
    void holdSilence(std::chrono::nanoseconds now);
    /// Devices whose outage was told before this start: it is not told again, but its end is.
    void resume(const std::set<std::string>& silent, const std::set<std::string>& faulty,
                std::chrono::nanoseconds now);

    const IntakeCounters& counters() const { return m_counters; }
    const OddMessages& odd() const { return m_odd; }
    std::vector<DeviceState> states() const;

private:
    struct Boot {
        std::uint64_t id = 0;
        std::uint64_t first = 0; // what came first; nothing before it counts as a gap
        std::uint64_t highest = 0;
        std::bitset<kWindow> seen; // by counter modulo kWindow, for highest - kWindow < counter <= highest
    };
    struct Device {
        DeviceState state;
        std::deque<Boot> boots; // heard last comes last
        std::chrono::nanoseconds quiet_since{0};
        std::chrono::nanoseconds bad_since{0}; // the first of the bad messages that are counted
        std::chrono::nanoseconds bad_last{0};
        int bad = 0;
    };

    Boot* bootOf(Device& device, std::uint64_t id);
    std::vector<site::Signal> refuse(const MessageError& error, Micros utc, std::chrono::nanoseconds now);
    bool isNew(Device& device, const site::Signal& signal);
    void noteOdd(std::string_view kind, const std::string& device, Micros utc);
    void advance(Boot& boot, std::uint64_t counter);
    void hear(Device& device, Micros utc, std::chrono::nanoseconds now, std::vector<site::Signal>& out);

    Registry m_registry;
    const IntakeLimits m_limits;
    std::map<std::string, Device> m_devices;
    IntakeCounters m_counters;
    OddMessages m_odd;
    std::uint64_t m_refused = 0;
};

} // namespace shouwang::devices
