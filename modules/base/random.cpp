#include "base/random.h"

#include <array>
#include <cstdlib>
#include <sys/random.h>

namespace shouwang {

std::uint64_t Random::next() {
    std::array<std::uint8_t, 8> bytes{};
    fill(bytes);
    std::uint64_t value = 0;
    for (std::uint8_t byte : bytes)
        value = value << 8 | byte;
    return value;
}

std::uint64_t Random::below(std::uint64_t limit) {
    // Rejection keeps it even: the last, incomplete stretch of the range is thrown away.
    const std::uint64_t usable = UINT64_MAX - UINT64_MAX % limit;
    std::uint64_t value = next();
    while (value >= usable)
        value = next();
    return value % limit;
}

double Random::unit() {
    return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got = getrandom(bytes.data() + done, bytes.size() - done, 0);
        if (got < 0) std::abort(); // without randomness no identity would be unique
        done += static_cast<std::size_t>(got);
    }
}

void SeededRandom::fill(std::span<std::uint8_t> bytes) {
    for (std::uint8_t& byte : bytes)
        byte = static_cast<std::uint8_t>(m_engine());
}

} // namespace shouwang
