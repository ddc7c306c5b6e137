// One line a record: time, level, category, text. Levels by meaning: Info is what an operator may want to
// read later, Warning is bad input or a passing fault that was met, Error is something of ours that did not
// work.
#pragma once

#include <cstdint>
#include <fmt/format.h>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace shouwang::log {

enum class Level { Info, Warning, Error };

/// Any thread. Control characters in the text are replaced, so that nobody can forge a line.
void write(Level level, std::string_view category, std::string_view text);

/// What was written last by this process, oldest first: for the person who looks for a fault. A ring: the
/// oldest lines make room and are counted. Any thread.
struct Recent {
    std::vector<std::string> lines; ///< without the line end
    std::uint64_t dropped = 0;
};
inline constexpr std::size_t kRecentMost = 2000;
Recent recent();

template <class... Args>
void info(std::string_view category, fmt::format_string<Args...> format, Args&&... args) {
    write(Level::Info, category, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void warning(std::string_view category, fmt::format_string<Args...> format, Args&&... args) {
    write(Level::Warning, category, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void error(std::string_view category, fmt::format_string<Args...> format, Args&&... args) {
    write(Level::Error, category, fmt::format(format, std::forward<Args>(args)...));
}

} // namespace shouwang::log
