#include "preview_orphans.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <fmt/format.h>
#include <optional>
#include <string_view>
#include <unistd.h>

namespace shouwang::wall {

namespace {

constexpr std::string_view kPrefix = "shouwang-wall-";

/// The process in "shouwang-wall-4711-0badcafe".
std::optional<pid_t> ownerOf(std::string_view name) {
    if (!name.starts_with(kPrefix)) return std::nullopt;
    name.remove_prefix(kPrefix.size());
    pid_t owner = 0;
    const auto [end, fault] = std::from_chars(name.data(), name.data() + name.size(), owner);
    const bool whole = fault == std::errc() && end != name.data() + name.size() && *end == '-';
    return whole && owner > 0 ? std::optional(owner) : std::nullopt;
}

} // namespace

std::string previewName(unsigned salt) {
    return fmt::format("/{}{}-{:08x}", kPrefix, getpid(), salt);
}

int removeOrphanedPreviews(const std::filesystem::path& folder) {
    int removed = 0;
    std::error_code fault;
    for (std::filesystem::directory_iterator at(folder, fault), end; !fault && at != end;
         at.increment(fault)) {
        const auto owner = ownerOf(at->path().filename().string());
        if (!owner || kill(*owner, 0) == 0 || errno != ESRCH) continue;
        std::error_code kept; // another user's: the sticky folder refuses it
        if (std::filesystem::remove(at->path(), kept)) ++removed;
    }
    return removed;
}

} // namespace shouwang::wall
