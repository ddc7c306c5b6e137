// Time comes in through a port. Wall time is only displayed and recorded; ages and delays use the monotonic
// clock.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace shouwang {

using Micros = std::int64_t; ///< UTC microseconds since 1970-01-01

class Clock {
public:
    virtual ~Clock() = default;
    virtual Micros utc() const = 0;
    virtual std::chrono::nanoseconds monotonic() const = 0;
};

/// Any thread.
class SystemClock final : public Clock {
public:
    Micros utc() const override;
    std::chrono::nanoseconds monotonic() const override;
};

/// Stands still until it is moved. One thread.
class ManualClock final : public Clock {
public:
    explicit ManualClock(Micros start = 1'700'000'000'000'000)
        : m_utc(start) {}
    Micros utc() const override { return m_utc; }
    std::chrono::nanoseconds monotonic() const override { return m_monotonic; }
    void advance(std::chrono::nanoseconds by) {
        m_monotonic += by;
        m_utc += std::chrono::duration_cast<std::chrono::microseconds>(by).count();
    }
    void setUtc(Micros utc) { m_utc = utc; } ///< as when somebody sets the clock: the monotonic one goes on

private:
    Micros m_utc;
    std::chrono::nanoseconds m_monotonic{0};
};

/// 2026-01-02T03:04:05.678Z
std::string toIso(Micros utc);

} // namespace shouwang
