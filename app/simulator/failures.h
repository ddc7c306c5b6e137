// The typed menu of what can go wrong with a camera or a device. Any thread.
#pragma once

#include "base/result.h"

#include <span>
#include <string_view>

namespace shouwang::simulator {

enum class CameraFailure {
    None,
    Silent,           ///< accepts and plays, sends no picture
    Frozen,           ///< the same picture again and again, as fresh packets
    Refuses,          ///< answers 503 and drops who is connected
    WrongPassword,    ///< answers 401 to everybody
    Garbage,          ///< random bytes as payload
    Slow,             ///< a tenth of the rate, later and later until it skips
    Flapping,         ///< dies and returns every few seconds
    ResolutionChange, ///< switches between main and sub resolution in mid-stream
    ClockOff          ///< its clock, and so its pictures, are 17 s wrong
};

enum class DeviceFailure {
    None,
    Silent,       ///< publishes nothing
    Duplicate,    ///< everything twice
    OutOfOrder,   ///< every second message after the one that follows it
    Flapping,     ///< raised and cleared several times a second
    Garbage,      ///< not JSON
    Oversized,    ///< a megabyte of detail
    FutureDated,  ///< a day ahead
    UnknownDevice ///< speaks under a name that the site does not have
};

std::string_view name(CameraFailure failure);
std::string_view name(DeviceFailure failure);
/// Refuses other names and lists the right ones.
Result<CameraFailure> cameraFailure(std::string_view text);
Result<DeviceFailure> deviceFailure(std::string_view text);
std::span<const std::string_view> cameraFailureNames();
std::span<const std::string_view> deviceFailureNames();

} // namespace shouwang::simulator
