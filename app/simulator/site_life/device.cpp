#include "simulator/site_life/device_fleet.h"

#include <ctime>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace shouwang::simulator {

namespace {

constexpr Micros kDay = 86'400'000'000;
constexpr std::size_t kOversized = 1 << 20;

std::string_view nameOf(site::Signal::Kind kind) {
    switch (kind) {
    case site::Signal::Kind::Raised:
        return "raised";
    case site::Signal::Kind::Cleared:
        return "cleared";
    case site::Signal::Kind::Fault:
        return "fault";
    case site::Signal::Kind::Heartbeat:
        return "heartbeat";
    }
    return "";
}

} // namespace

std::string isoMicros(Micros time) {
    const std::time_t seconds = static_cast<std::time_t>(time / 1'000'000);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", parts.tm_year + 1900, parts.tm_mon + 1,
                       parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec, time % 1'000'000);
}

std::string toJson(const DeviceMessage& message) {
    return nlohmann::json{{"v", 1},
                          {"device", message.device},
                          {"point", message.point},
                          {"kind", nameOf(message.kind)},
                          {"boot", message.boot},
                          {"counter", message.counter},
                          {"time", isoMicros(message.time)},
                          {"detail", message.detail}}
        .dump();
}

Device::Device(std::string id, std::uint64_t boot)
    : m_id(std::move(id))
    , m_boot(boot) {}

DeviceMessage Device::next(const std::string& point, site::Signal::Kind kind, Micros now,
                           const std::string& detail) {
    return {m_id, point, kind, m_boot, ++m_counter, now, detail};
}

std::vector<Outgoing> Device::say(const std::string& point, site::Signal::Kind kind, Micros now,
                                  const std::string& detail) {
    DeviceMessage message = next(point, kind, now, detail);
    std::vector<Outgoing> out;
    if (m_held && failure != DeviceFailure::OutOfOrder) { // healed: what was held back is late, but not lost
        out.push_back(std::move(*m_held));
        m_held.reset();
    }
    switch (failure) {
    case DeviceFailure::Silent:
        return out;
    case DeviceFailure::Garbage:
        out.push_back({m_id, "{\"v\":1,\"device\":\"\xff\xfe"});
        return out;
    case DeviceFailure::Oversized:
        message.detail.assign(kOversized, 'x');
        break;
    case DeviceFailure::FutureDated:
        message.time += kDay;
        break;
    case DeviceFailure::UnknownDevice:
        message.device += "-X";
        break;
    case DeviceFailure::Duplicate:
        out.push_back({m_id, toJson(message)});
        break;
    case DeviceFailure::OutOfOrder:
        if (!m_held) {
            m_held = Outgoing{m_id, toJson(message)};
            return out;
        }
        out.push_back({m_id, toJson(message)});
        out.push_back(std::move(*m_held));
        m_held.reset();
        return out;
    case DeviceFailure::None:
    case DeviceFailure::Flapping:
        break;
    }
    out.push_back({message.device, toJson(message)});
    return out;
}

} // namespace shouwang::simulator
