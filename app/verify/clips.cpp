#include "clips.h"

#include "evidence/evidence.h"

#include <array>
#include <fstream>

namespace shouwang::verify {

namespace {

/// In pieces: a clip may be larger than the memory.
Result<Hash> hashFile(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(Next::Refused, path.string() + ": cannot be read");
    Sha256 hash;
    std::vector<char> piece(std::size_t{1} << 20);
    while (file) {
        file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        hash.add(view(std::string_view(piece.data(), static_cast<std::size_t>(file.gcount()))));
    }
    if (file.bad()) return fail(Next::Retry, path.string() + ": cannot be read to its end");
    return hash.finish();
}

Result<void> verifyClip(const ledger::Fact& fact, const std::filesystem::path& folder, ClipCount& count) {
    const evidence::Clip clip = evidence::clipFrom(fact);
    // Only the name counts: a path that a seat wrote leads nowhere else.
    const std::filesystem::path file = folder / std::filesystem::path(clip.file).filename();
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) {
        ++count.elsewhere;
        return {};
    }
    const auto hash = hashFile(file);
    if (!hash) return tl::unexpected(hash.error());
    if (*hash == clip.sha256) {
        ++count.proven;
    } else {
        count.fault = ledger::Proof::Fault{fact.number, file.filename().string() + " was changed"};
    }
    return {};
}

} // namespace

Result<ClipCount> verifyClips(const std::filesystem::path& ledger, const std::filesystem::path& folder) {
    ledger::Database::Options options;
    options.path = ledger;
    options.access = ledger::Database::Access::ReadOnly;
    auto database = ledger::Database::open(options);
    if (!database) return tl::unexpected(database.error());
    ClipCount count;
    {
        auto rows =
            (*database)->prepare("SELECT bytes FROM fact WHERE kind='evidence.clip_sealed' ORDER BY number");
        while (!count.fault && rows.next()) {
            const auto fact = ledger::decodeFact(rows.bytes(0));
            if (!fact) return tl::unexpected(fact.error());
            if (auto done = verifyClip(*fact, folder, count); !done) return tl::unexpected(done.error());
        }
    }
    if ((*database)->error()) return tl::unexpected(*(*database)->error());
    return count;
}

} // namespace shouwang::verify
