// What makes a run repeatable: one source of chance per purpose, one list of events in virtual time, and a
// trace whose hash says whether two runs were the same.
#pragma once

#include "base/clock.h"
#include "base/random.h"

#include <fmt/format.h>
#include <functional>
#include <map>
#include <memory>

namespace shouwang::simulation {

using Nanos = std::chrono::nanoseconds;
using namespace std::chrono_literals;

/// Small and quick to make, because a seed makes a dozen of them (splitmix64).
class Chance final : public Random {
public:
    explicit Chance(std::uint64_t seed)
        : m_state(seed) {}
    std::uint64_t draw() {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15u);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    void fill(std::span<std::uint8_t> bytes) override {
        for (std::uint8_t& byte : bytes)
            byte = static_cast<std::uint8_t>(draw() >> 32);
    }
    bool hit(double probability) { return static_cast<double>(draw() >> 11) * 0x1p-53 < probability; }
    std::uint64_t upTo(std::uint64_t limit) { return limit == 0 ? 0 : draw() % limit; }
    Nanos between(Nanos least, Nanos most) {
        const auto span = static_cast<std::uint64_t>(std::max<std::int64_t>(1, (most - least).count()));
        return least + Nanos(static_cast<std::int64_t>(draw() % span));
    }

private:
    std::uint64_t m_state;
};

/// FNV-1a over everything that happened; the lines themselves only when somebody wants to read them.
class Trace {
public:
    bool print = false;

    template <class... Args>
    void line(Nanos now, std::string_view who, fmt::format_string<Args...> format, Args&&... args) {
        m_text.clear();
        fmt::format_to(std::back_inserter(m_text), "{} {} ", now.count() / 1000, who);
        fmt::format_to(std::back_inserter(m_text), format, std::forward<Args>(args)...);
        m_text.push_back('\n');
        for (const char c : m_text)
            m_hash = (m_hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
        if (print) std::fwrite(m_text.data(), 1, m_text.size(), stdout);
    }
    std::uint64_t hash() const { return m_hash; }

private:
    std::string m_text;
    std::uint64_t m_hash = 0xcbf29ce484222325u;
};

/// Events by time; those of one moment in the order in which they were added.
class Scheduler {
public:
    Nanos now() const { return m_now; }
    std::uint64_t steps() const { return m_steps; }
    void after(Nanos delay, std::function<void()> task) { at(m_now + std::max(delay, 0ns), std::move(task)); }
    void at(Nanos when, std::function<void()> task) {
        m_events.emplace(std::pair(std::max(when, m_now), m_sequence++), std::move(task));
    }
    /// As above, but never once `life` is over: a process that was killed runs nothing more.
    void after(Nanos delay, const std::weak_ptr<void>& life, std::function<void()> task) {
        after(delay, [life, task = std::move(task)] {
            if (!life.expired()) task();
        });
    }
    bool step(Nanos until) {
        if (m_events.empty() || m_events.begin()->first.first > until) {
            m_now = std::max(m_now, until);
            return false;
        }
        auto event = m_events.extract(m_events.begin());
        m_now = event.key().first;
        ++m_steps;
        event.mapped()();
        return true;
    }

private:
    Nanos m_now{0};
    std::uint64_t m_sequence = 0;
    std::uint64_t m_steps = 0;
    std::map<std::pair<Nanos, std::uint64_t>, std::function<void()>> m_events;
};

/// One machine's clock: its wall time can be set, its monotonic one goes on.
class MachineClock final : public Clock {
public:
    explicit MachineClock(const Scheduler& scheduler)
        : m_scheduler(scheduler) {}
    Micros utc() const override { return 1'790'000'000'000'000 + m_scheduler.now().count() / 1000 + offset; }
    Nanos monotonic() const override { return m_scheduler.now(); }
    Micros offset = 0;

private:
    const Scheduler& m_scheduler;
};

} // namespace shouwang::simulation
