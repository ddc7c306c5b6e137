#include "console/desk_files.h"

#include "dispatch/dispatch.h"

#include <charconv>
#include <fmt/format.h>
#include <unistd.h>

namespace shouwang::console {
namespace {

struct Number {
    std::string day; // 20261121-A
    unsigned counter = 0;
};

std::optional<Number> parseNumber(std::string_view text) {
    const std::size_t dash = text.rfind('-');
    if (dash == std::string_view::npos) return std::nullopt;
    Number number{std::string(text.substr(0, dash)), 0};
    const char* end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data() + dash + 1, end, number.counter);
    if (error != std::errc() || at != end) return std::nullopt;
    return number;
}

} // namespace

Result<DeskFiles> DeskFiles::open(const std::filesystem::path& wanted) {
    std::error_code error;
    // Absolute, because the wall has another idea of where it stands.
    const std::filesystem::path folder = std::filesystem::absolute(wanted, error);
    std::filesystem::create_directories(folder / "evidence", error);
    if (error)
        return fail(Next::Refused, fmt::format("cannot make {}: {}", folder.string(), error.message()));
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    auto lock = FileLock::take(folder / "desk.lock");
    if (!lock) return tl::unexpected(lock.error());
    return DeskFiles(folder, std::move(*lock));
}

bool DeskFiles::isInUse(const std::filesystem::path& folder) {
    const std::filesystem::path lock = folder / "desk.lock";
    return access(lock.c_str(), W_OK) == 0 && !FileLock::take(lock);
}

Result<std::string> DeskFiles::takeNumber(const std::string& next) const {
    auto wanted = parseNumber(next);
    if (!wanted) return fail(Next::Bug, "not a spoken number: " + next);
    // A series a file: a number of an exercise must not make a real one forgotten.
    const bool exercise = next.starts_with(dispatch::kExerciseNumber);
    const auto path = m_folder / (exercise ? "last_exercise_number" : "last_number");
    if (const auto bytes = readFile(path, 256)) {
        const auto last = parseNumber({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
        if (last && last->day == wanted->day) wanted->counter = std::max(wanted->counter, last->counter + 1);
    }
    const std::string taken = fmt::format("{}-{:03}", wanted->day, wanted->counter);
    if (const auto kept = writeFileWhole(path, view(taken), 0600); !kept) return tl::unexpected(kept.error());
    return taken;
}

} // namespace shouwang::console
