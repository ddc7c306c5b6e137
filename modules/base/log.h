// One line a record: time, level, category, text. Levels by meaning: Info is what an operator may want to
// read later, Warning is bad input or a passing fault that was met, Error is something of ours that did not
// work.
#pragma once

#include <fmt/format.h>
#include <functional>
#include <string_view>

namespace shouwang::log {

enum class Level { Info, Warning, Error };

/// Any thread. Control characters in the text are replaced, so that nobody can forge a line.
void write(Level level, std::string_view category, std::string_view text);

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
