// What the desk has told the wall, as one value. The same reducer runs on both sides: on the wall it drives
// the picture, on the desk it remembers what a restarted wall must be told.
#pragma once

#include "wall/protocol.h"

#include <map>
#include <memory>

namespace shouwang::wall {

inline constexpr std::size_t kOpenAlarmsLimit = 256; ///< the oldest of the least priority goes first
inline constexpr std::size_t kPinsLimit = 256;

struct WallState {
    std::shared_ptr<const SetSite> site; ///< shared, because it is large
    std::vector<CameraSecret> secrets;
    std::string scene;
    Arrange arranged;                     ///< what was made of the scene; without a division: nothing
    std::vector<OpenAlarm> alarms;        ///< real before drill, worst first, then the newest
    std::map<std::string, int> look_back; ///< camera -> seconds; only cameras that look back
    std::string focus;
    std::vector<Pin> pins; ///< asked for and not yet answered
    Banner banner;
    std::string watermark;
    std::string language = "zh_CN";
    std::string screen; ///< that it fills; empty: as its command line has it
    std::vector<PreviewWish> previews;
    std::uint64_t alarms_dropped = 0; ///< open alarms that did not fit

    /// In the alarm area: while a real alarm is open an exercise has no place in it.
    std::vector<const OpenAlarm*> alarmsShown() const;
    bool drill() const; ///< the banner says so, or a drill alarm is open
};
bool operator==(const WallState& a, const WallState& b);

/// Pure. Orders that mean nothing here (an unknown alarm) change nothing.
WallState reduce(WallState state, const Order& order);

/// A file, or a fault, was reported for this camera of a pin: it need not be asked for again.
WallState forgetPin(WallState state, const std::string& pin, const std::string& camera);

/// The orders that bring a fresh wall to this state, without Hello.
std::vector<Order> ordersFor(const WallState& state);

} // namespace shouwang::wall
