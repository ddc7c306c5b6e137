// The vocabulary that bypasses (bypass.h) and lost cameras (camera_loss.h) share: what of the security
// installation is out, by order or by itself. Plain values.
#pragma once

#include "ledger/feature.h"
#include "site/site.h"

#include <map>
#include <memory>

namespace shouwang::outages {

/// Numbers of the open fields of commands and facts. Final.
enum class Field : std::int64_t {
    Point = 1,     ///< text, id of the alarm point
    PointKind = 2, ///< integer, site::PointKind
    Name = 3,      ///< text, for people
    Zone = 4,      ///< text, code
    Place = 5,     ///< text, for people
    Until = 6,     ///< integer, UTC microseconds
    Second = 7,    ///< array, people::Proof of the second person
    ByTime = 8,    ///< integer 0 or 1
    Chain = 9,     ///< integer, since when the point is out without a gap; only decide says it
    Press = 10,    ///< id: which press of the device was silenced
    Camera = 11,   ///< text, id
    Cause = 12,    ///< text, a code
    Since = 13,    ///< integer, UTC microseconds
    OfSeat = 14,   ///< id of the seat that it is about; missing: the one that says it
};

namespace kind { // of facts
inline constexpr const char* kBypassed = "outages.bypassed";
inline constexpr const char* kBypassEnded = "outages.bypass_ended";
inline constexpr const char* kSilenced =
    "outages.silenced"; ///< a press; drafted by alarms in place of an alarm
inline constexpr const char* kCameraLost = "outages.camera_lost";
inline constexpr const char* kCameraBack = "outages.camera_back";
} // namespace kind

namespace code { // of refusals (orders) and of contested reports; translated where they are shown
inline constexpr const char* kUnknownCommand = "outages.unknown_command";
inline constexpr const char* kMalformed = "outages.malformed";
inline constexpr const char* kReasonMissing = "outages.reason_missing";
inline constexpr const char* kNotBypassed = "outages.not_bypassed";
inline constexpr const char* kEndInvalid = "outages.end_invalid"; ///< it would be over already
inline constexpr const char* kTooLong = "outages.too_long";
inline constexpr const char* kSecondMissing = "outages.second_missing";        ///< G21
inline constexpr const char* kSecondSame = "outages.second_same";              ///< one person is not two
inline constexpr const char* kSecondNotAllowed = "outages.second_not_allowed"; ///< G17
inline constexpr const char* kSecondUnproved = "outages.second_unproved";
inline constexpr const char* kCameraMissing = "outages.camera_missing";
inline constexpr const char* kCameraNotLost = "outages.camera_not_lost";
} // namespace code

struct Stamp { ///< who did it, where and when
    std::string actor;
    Id seat;
    Micros at = 0;
    bool operator==(const Stamp&) const = default;
};

} // namespace shouwang::outages
