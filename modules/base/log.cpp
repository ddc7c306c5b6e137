#include "base/log.h"

#include "base/clock.h"

#include <cstdio>

namespace shouwang::log {

void write(Level level, std::string_view category, std::string_view text) {
    constexpr std::string_view kNames[] = {"info", "warning", "error"};
    std::string line = fmt::format("{} {} {}: ", toIso(SystemClock().utc()),
                                   kNames[static_cast<std::size_t>(level)], category);
    for (char c : text)
        line.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
    line.push_back('\n');
    std::fwrite(line.data(), 1, line.size(), stderr); // one call, so that threads do not mix their lines
}

} // namespace shouwang::log
