#include "devices/intake.h"

#include "base/log.h"

#include <algorithm>

namespace shouwang::devices {

namespace {

site::Signal ownSignal(site::Signal::Kind kind, const std::string& device, Micros utc, std::string detail) {
    site::Signal signal;
    signal.kind = kind;
    signal.device = device;
    signal.device_time = utc;
    signal.detail = std::move(detail);
    return signal;
}

} // namespace

void IntakeCounters::count(Refusal refusal) {
    switch (refusal) {
    case Refusal::BadTopic:
        ++bad_topic;
        break;
    case Refusal::Oversized:
        ++oversized;
        break;
    case Refusal::Malformed:
        ++malformed;
        break;
    case Refusal::OtherVersion:
        ++other_version;
        break;
    case Refusal::OtherDevice:
        ++other_device;
        break;
    case Refusal::UnknownDevice:
        ++unknown_device;
        break;
    case Refusal::UnknownPoint:
        ++unknown_point;
        break;
    }
}

Intake::Intake(Registry registry, IntakeLimits limits, std::chrono::nanoseconds now)
    : m_limits(limits) {
    setRegistry(std::move(registry), now);
}

void Intake::setRegistry(Registry registry, std::chrono::nanoseconds now) {
    m_registry = std::move(registry);
    std::map<std::string, Device> kept;
    for (const std::string& name : m_registry.devices()) {
        if (auto known = m_devices.extract(name)) {
            kept.insert(std::move(known));
        } else {
            kept[name].state = {.device = name, .heard = false, .silent = false, .last_heard = now};
        }
    }
    m_devices = std::move(kept);
}

std::vector<site::Signal> Intake::take(std::string_view topic, ByteView payload, Micros utc,
                                       std::chrono::nanoseconds now) {
    auto signal = parseMessage(topic, payload, utc, m_registry);
    if (!signal) {
        refuse(signal.error());
        return {};
    }
    std::vector<site::Signal> out;
    Device& device = m_devices[signal->device];
    hear(device, utc, now, out);
    if (!isNew(device, *signal)) {
        ++m_counters.duplicate;
        return out;
    }
    ++m_counters.accepted;
    if (signal->clock_suspect) ++m_counters.clock_suspect;
    if (signal->kind != site::Signal::Kind::Heartbeat) out.push_back(std::move(*signal));
    return out;
}

void Intake::refuse(const MessageError& error) {
    m_counters.count(error.code);
    // A device that sends rubbish all day must not fill the log: the counters tell the rest.
    if (++m_refused > 20 && m_refused % 1000 != 0) return;
    log::warning("devices", "message {} refused ({}): {}", m_refused, name(error.code), error.text);
}

void Intake::hear(Device& device, Micros utc, std::chrono::nanoseconds now, std::vector<site::Signal>& out) {
    if (device.state.silent) {
        ++m_counters.returned;
        out.push_back(ownSignal(site::Signal::Kind::Cleared, device.state.device, utc, "device_returned"));
    }
    device.state.heard = true;
    device.state.silent = false;
    device.state.last_heard = now;
}

Intake::Boot* Intake::bootOf(Device& device, std::uint64_t id) {
    auto& boots = device.boots;
    const auto found =
        std::find_if(boots.begin(), boots.end(), [id](const Boot& boot) { return boot.id == id; });
    if (found == boots.end()) return nullptr;
    std::rotate(found, found + 1, boots.end());
    return &boots.back();
}

bool Intake::isNew(Device& device, const site::Signal& signal) {
    const std::uint64_t counter = signal.counter;
    Boot* boot = bootOf(device, signal.boot);
    if (!boot) {
        if (!device.boots.empty() && device.boots.size() >= m_limits.boots) {
            device.boots.pop_front();
            ++m_counters.boots_forgotten;
        }
        boot = &device.boots.emplace_back();
        boot->id = signal.boot;
        boot->first = counter;
        boot->highest = counter;
        boot->seen.set(counter % kWindow);
        return true;
    }
    if (counter > boot->highest) {
        advance(*boot, counter);
        return true;
    }
    if (boot->highest - counter >= kWindow) {
        ++m_counters.beyond_window;
        return true;
    }
    if (boot->seen.test(counter % kWindow)) return false;
    boot->seen.set(counter % kWindow);
    ++m_counters.out_of_order;
    if (counter > boot->first) ++m_counters.gap_filled;
    return true;
}

void Intake::advance(Boot& boot, std::uint64_t counter) {
    const std::uint64_t skipped = counter - boot.highest - 1;
    // A hostile counter may skip 2^64; the sum must only grow.
    constexpr std::uint64_t kMost = std::uint64_t{1} << 32;
    m_counters.gap += std::min(skipped, kMost);
    if (skipped >= kWindow) {
        boot.seen.reset();
    } else {
        for (std::uint64_t between = boot.highest + 1; between < counter; ++between) {
            boot.seen.reset(between % kWindow);
        }
    }
    boot.seen.set(counter % kWindow);
    boot.highest = counter;
}

std::vector<site::Signal> Intake::checkSilence(Micros utc, std::chrono::nanoseconds now) {
    std::vector<site::Signal> out;
    const auto limit = m_limits.heartbeat_period * m_limits.silent_after;
    for (auto& [name, device] : m_devices) {
        if (device.state.silent || now - device.state.last_heard <= limit) continue;
        device.state.silent = true;
        ++m_counters.silent;
        out.push_back(ownSignal(site::Signal::Kind::Fault, name, utc, "device_silent"));
    }
    return out;
}

std::vector<DeviceState> Intake::states() const {
    std::vector<DeviceState> list;
    for (const auto& [name, device] : m_devices)
        list.push_back(device.state);
    return list;
}

} // namespace shouwang::devices
