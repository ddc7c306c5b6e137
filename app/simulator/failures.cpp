#include "simulator/failures.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace shouwang::simulator {

namespace {

constexpr std::array<std::string_view, 10> kCamera{
    "none",    "silent", "frozen",   "refuses",           "wrong_password",
    "garbage", "slow",   "flapping", "resolution_change", "clock_off"};
constexpr std::array<std::string_view, 9> kDevice{"none",         "silent",       "duplicate",
                                                  "out_of_order", "flapping",     "garbage",
                                                  "oversized",    "future_dated", "unknown_device"};

template <class Kind>
Result<Kind> find(std::span<const std::string_view> names, std::string_view text) {
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end())
        return fail(Next::Refused,
                    fmt::format("unknown failure '{}', one of: {}", text, fmt::join(names, ", ")));
    return static_cast<Kind>(found - names.begin());
}

} // namespace

std::string_view name(CameraFailure failure) {
    return kCamera[static_cast<std::size_t>(failure)];
}
std::string_view name(DeviceFailure failure) {
    return kDevice[static_cast<std::size_t>(failure)];
}
Result<CameraFailure> cameraFailure(std::string_view text) {
    return find<CameraFailure>(kCamera, text);
}
Result<DeviceFailure> deviceFailure(std::string_view text) {
    return find<DeviceFailure>(kDevice, text);
}
std::span<const std::string_view> cameraFailureNames() {
    return kCamera;
}
std::span<const std::string_view> deviceFailureNames() {
    return kDevice;
}

} // namespace shouwang::simulator
