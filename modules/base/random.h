// Random numbers come in through a port, so that a test can repeat a run by its seed.
#pragma once

#include <cstdint>
#include <random>
#include <span>

namespace shouwang {

class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;

    std::uint64_t next();
    /// Evenly in [0, limit); limit > 0.
    std::uint64_t below(std::uint64_t limit);
    /// Evenly in [0, 1).
    double unit();
};

/// The operating system's randomness. Any thread.
class SystemRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override;
};

/// Reproducible by seed, the same on every machine. One thread.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed)
        : m_engine(seed) {}
    void fill(std::span<std::uint8_t> bytes) override;

private:
    std::mt19937_64 m_engine;
};

} // namespace shouwang
