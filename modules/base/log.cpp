#include "base/log.h"

#include "base/clock.h"

#include <cstdio>
#include <deque>
#include <mutex>

namespace shouwang::log {

namespace {

struct Ring {
    std::mutex mutex; // guards the two below
    std::deque<std::string> lines;
    std::uint64_t dropped = 0;
};

/// Never destroyed: threads may still write while the process ends.
Ring& ring() {
    static auto* const ring = new Ring;
    return *ring;
}

void keep(std::string line) {
    constexpr std::size_t kLongest = 2000;
    if (line.size() > kLongest) line.resize(kLongest);
    Ring& kept = ring();
    const std::lock_guard lock(kept.mutex);
    kept.lines.push_back(std::move(line));
    if (kept.lines.size() <= kRecentMost) return;
    kept.lines.pop_front();
    ++kept.dropped;
}

} // namespace

Recent recent() {
    Ring& kept = ring();
    const std::lock_guard lock(kept.mutex);
    return {{kept.lines.begin(), kept.lines.end()}, kept.dropped};
}

void write(Level level, std::string_view category, std::string_view text) {
    constexpr std::string_view kNames[] = {"info", "warning", "error"};
    std::string line = fmt::format("{} {} {}: ", toIso(SystemClock().utc()),
                                   kNames[static_cast<std::size_t>(level)], category);
    for (char c : text)
        line.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
    keep(line);
    line.push_back('\n');
    std::fwrite(line.data(), 1, line.size(), stderr); // one call, so that threads do not mix their lines
}

} // namespace shouwang::log
