// One MQTT message from a device becomes one plain signal, or a refusal with a code. Pure.
//
// topic    shouwang/<site>/device/<device>/event
// payload  {"v":1, "device":"AH-Z31", "point":"AL-BTN-Z31-2F-值班室", "kind":"raised", "boot":7,
// "counter":42,
//           "time":"2026-01-02T03:04:05.678Z" (or UTC microseconds), "detail":"..."}
#pragma once

#include "base/clock.h"
#include "site/site.h"

#include <map>
#include <optional>
#include <set>

namespace shouwang::devices {

inline constexpr std::size_t kPayloadLimit = 4096;                ///< bytes
inline constexpr std::size_t kTextLimit = 256;                    ///< bytes of any text in a payload
inline constexpr std::size_t kStrangerLimit = 64;                 ///< bytes of the name of an unknown device
inline constexpr Micros kClockTolerance = 60 * Micros{1'000'000}; ///< beyond it the device's clock is suspect
inline constexpr Micros kOldestClaim = 946'684'800'000'000;   ///< 2000-01-01; an earlier claim reads as this
inline constexpr Micros kNewestClaim = 4'102'444'800'000'000; ///< 2100-01-01; a later claim reads as this

enum class Refusal {
    BadTopic,      ///< not of the form above, or of another site
    Oversized,     ///< payload or one of its texts is too long
    Malformed,     ///< not UTF-8, not JSON, a field is missing or of the wrong type, control characters
    OtherVersion,  ///< "v" is not 1
    OtherDevice,   ///< topic and payload name different devices
    UnknownDevice, ///< the site file has no point with this device
    UnknownPoint   ///< the site file has no such point on this device
};

/// Stable words for counters and logs: unknown_device
std::string_view name(Refusal refusal);

struct MessageError {
    Refusal code = Refusal::Malformed;
    std::string text;   ///< English, for the log; holds nothing that the device sent
    std::string device; ///< the site's device on whose topic it came; empty: none
    /// UnknownDevice: the name that it gave itself, cut short and without what could harm a reader.
    std::string stranger = {};
};

/// Which devices the site has and which points each reports.
class Registry {
public:
    Registry() = default;
    explicit Registry(const site::Site& site);

    const std::string& siteId() const { return m_site; }
    bool hasDevice(const std::string& device) const { return m_points.contains(device); }
    bool hasPoint(const std::string& device, const std::string& point) const;
    std::vector<std::string> devices() const;

private:
    std::string m_site;
    std::map<std::string, std::set<std::string>> m_points; // by device
};

/// `now` is our UTC time at the arrival: it is what counts as the time when something happened. The device's
/// own time is kept beside it as claimed, only to be displayed, within bounds that no difference of two times
/// can overflow. Further than 60 s away on either side, the signal is marked clock_suspect. It is never
/// dropped for its time.
tl::expected<site::Signal, MessageError> parseMessage(std::string_view topic, ByteView payload, Micros now,
                                                      const Registry& registry);

std::string eventTopic(const std::string& site, const std::string& device);
/// What a device sends; the counterpart of parseMessage().
std::string formatMessage(const site::Signal& signal);

/// 2026-01-02T03:04:05[.fraction](Z|+08:00); nothing else.
std::optional<Micros> parseIsoTime(std::string_view text);

} // namespace shouwang::devices
