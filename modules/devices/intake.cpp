#include "devices/intake.h"

#include "base/log.h"

#include <algorithm>
#include <map>

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
            Device& device = kept[name];
            device.state.device = name;
            device.state.last_heard = now;
            device.quiet_since = now;
        }
    }
    m_devices = std::move(kept);
}

std::vector<site::Signal> Intake::take(std::string_view topic, ByteView payload, Micros utc,
                                       std::chrono::nanoseconds now) {
    auto signal = parseMessage(topic, payload, utc, m_registry);
    if (!signal) return refuse(signal.error(), utc, now);
    std::vector<site::Signal> out;
    Device& device = m_devices[signal->device];
    hear(device, utc, now, out);
    const std::uint64_t late = m_counters.out_of_order;
    if (!isNew(device, *signal)) {
        ++m_counters.duplicate;
        noteOdd("duplicate", signal->device, utc);
        return out;
    }
    ++m_counters.accepted;
    if (m_counters.out_of_order != late) noteOdd("out_of_order", signal->device, utc);
    if (signal->clock_suspect) {
        ++m_counters.clock_suspect;
        if (signal->device_time > utc) ++m_counters.future_dated;
        noteOdd("clock_suspect", signal->device, utc);
    }
    if (signal->kind != site::Signal::Kind::Heartbeat) out.push_back(std::move(*signal));
    return out;
}

void Intake::noteOdd(std::string_view kind, const std::string& device, Micros utc) {
    m_odd.last = {utc, std::string(kind), device};
    if (kind == name(Refusal::UnknownDevice)) m_odd.unknown = m_odd.last;
}

bool Intake::mustBeKept(std::string_view topic, ByteView payload, Micros utc) const {
    const auto signal = parseMessage(topic, payload, utc, m_registry);
    return signal && signal->kind != site::Signal::Kind::Heartbeat;
}

std::vector<site::Signal> Intake::refuse(const MessageError& error, Micros utc,
                                         std::chrono::nanoseconds now) {
    m_counters.count(error.code);
    noteOdd(name(error.code), error.device.empty() ? error.stranger : error.device, utc);
    // A device that sends rubbish all day must not fill the log: the counters tell the rest.
    if (++m_refused <= 20 || m_refused % 1000 == 0)
        log::warning("devices", "message {} refused ({}): {}", m_refused, name(error.code), error.text);
    const auto found = m_devices.find(error.device);
    if (found == m_devices.end()) return {};
    Device& device = found->second;
    if (device.bad == 0 || now - device.bad_since > m_limits.bad_within) {
        device.bad = 0;
        device.bad_since = now;
    }
    device.bad_last = now;
    if (++device.bad <= m_limits.bad_most || device.state.faulty) return {};
    device.state.faulty = true;
    ++m_counters.faulty;
    return {ownSignal(site::Signal::Kind::Fault, error.device, utc, std::string(kFaulty))};
}

void Intake::hear(Device& device, Micros utc, std::chrono::nanoseconds now, std::vector<site::Signal>& out) {
    if (device.state.silent) {
        ++m_counters.returned;
        out.push_back(
            ownSignal(site::Signal::Kind::Cleared, device.state.device, utc, std::string(kReturned)));
    }
    device.state.heard = true;
    device.state.silent = false;
    device.state.last_heard = now;
    device.quiet_since = now;
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

std::vector<site::Signal> Intake::check(Micros utc, std::chrono::nanoseconds now) {
    std::vector<site::Signal> out;
    const auto limit = m_limits.heartbeat_period * m_limits.silent_after;
    for (auto& [name, device] : m_devices) {
        if (!device.state.silent && now - device.quiet_since > limit) {
            device.state.silent = true;
            ++m_counters.silent;
            out.push_back(ownSignal(site::Signal::Kind::Fault, name, utc, std::string(kSilent)));
        }
        if (device.state.faulty && now - device.bad_last > m_limits.bad_over) {
            device.state.faulty = false;
            device.bad = 0;
            ++m_counters.recovered;
            out.push_back(ownSignal(site::Signal::Kind::Cleared, name, utc, std::string(kRecovered)));
        }
    }
    return out;
}

void Intake::holdSilence(std::chrono::nanoseconds now) {
    for (auto& [name, device] : m_devices)
        device.quiet_since = now;
}

void Intake::resume(const std::set<std::string>& silent, const std::set<std::string>& faulty,
                    std::chrono::nanoseconds now) {
    for (auto& [name, device] : m_devices) {
        device.state.silent = device.state.silent || silent.contains(name);
        if (!faulty.contains(name)) continue;
        device.state.faulty = true;
        device.bad_last = now;
    }
}

std::vector<DeviceState> Intake::states() const {
    std::vector<DeviceState> list;
    for (const auto& [name, device] : m_devices)
        list.push_back(device.state);
    return list;
}

} // namespace shouwang::devices
