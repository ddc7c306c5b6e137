// Small helpers of the two stores.
#pragma once

#include "base/clock.h"
#include "ledger/database.h"

#include <algorithm>

namespace shouwang::sync {

// SQLite knows signed integers only; our numbers and epochs stay below 2^63.
inline std::int64_t stored(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}
inline std::uint64_t unsignedOf(std::int64_t value) {
    return static_cast<std::uint64_t>(value);
}

inline Hash hashOf(const Bytes& bytes) {
    Hash hash{};
    if (bytes.size() == hash.size()) std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

// Years 1970 to 2200. A clock outside of that is broken, and sums of such times would overflow.
constexpr Micros kLatestTime = 7'258'118'400'000'000;
inline bool isTime(Micros time) {
    return time >= 0 && time <= kLatestTime;
}
inline Micros boundedTime(Micros time) {
    return std::clamp<Micros>(time, 0, kLatestTime);
}

/// After reads outside a transaction: an error in one must not stick to the next.
inline Result<void> endRead(ledger::Database& database) {
    if (!database.error()) return {};
    const Error error = *database.error();
    database.rollback();
    return tl::unexpected(error);
}

} // namespace shouwang::sync
