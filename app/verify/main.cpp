// shouwang-verify: proves a ledger and the clips that it names. Exit status 0: proven, 1: a fault, 2: cannot
// be read.
#include "evidence/evidence.h"
#include "ledger/verify.h"

#include <cstdio>
#include <fmt/format.h>

using namespace shouwang;

namespace {

constexpr const char* kUsage = "usage: shouwang-verify FILE [--clips FOLDER]\n"
                               "  FILE            a station's or a seat's ledger\n"
                               "  --clips FOLDER  also hash the pinned clips that lie there\n";

struct ClipCount {
    int proven = 0;
    int elsewhere = 0; // of another seat, or already on its way to long-term storage
    std::string fault;
};

Result<Hash> hashFile(const std::filesystem::path& path) {
    auto bytes = readFile(path, std::size_t{4} << 30);
    if (!bytes) return tl::unexpected(bytes.error());
    return sha256(*bytes);
}

Result<ClipCount> verifyClips(const std::filesystem::path& ledger, const std::filesystem::path& folder) {
    ledger::Database::Options options;
    options.path = ledger;
    options.access = ledger::Database::Access::ReadOnly;
    auto database = ledger::Database::open(options);
    if (!database) return tl::unexpected(database.error());
    ClipCount count;
    auto rows =
        (*database)->prepare("SELECT bytes FROM fact WHERE kind='evidence.clip_sealed' ORDER BY number");
    while (count.fault.empty() && rows.next()) {
        const auto fact = ledger::decodeFact(rows.bytes(0));
        if (!fact || !fact->contested.empty()) continue;
        const evidence::Clip clip = evidence::clipFrom(*fact);
        const std::filesystem::path file = folder / std::filesystem::path(clip.file).filename();
        if (!std::filesystem::exists(file)) {
            ++count.elsewhere;
            continue;
        }
        const auto hash = hashFile(file);
        if (!hash) return tl::unexpected(hash.error());
        if (*hash != clip.sha256)
            count.fault = fmt::format("fact {}: {} was changed", fact->number, clip.file);
        ++count.proven;
    }
    return count;
}

int complain(const Error& error) {
    fmt::print(stderr, "shouwang-verify: {}\n", error.text);
    return 2;
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (!arguments.empty() && arguments[0] == "--help") return std::fputs(kUsage, stdout) < 0;
    const bool withClips = arguments.size() == 3 && arguments[1] == "--clips";
    if (arguments.size() != 1 && !withClips) {
        std::fputs(kUsage, stderr);
        return 2;
    }
    const auto proof = ledger::verifyFile(arguments[0]);
    if (!proof) return complain(proof.error());
    if (proof->fault) {
        fmt::print("FAULT at fact {}: {}\n", proof->fault->number, proof->fault->text);
        return 1;
    }
    fmt::print("proven: {} facts, head {}\n", proof->facts, toHex(proof->head));
    if (!withClips) return 0;
    const auto clips = verifyClips(arguments[0], arguments[2]);
    if (!clips) return complain(clips.error());
    if (!clips->fault.empty()) {
        fmt::print("FAULT: {}\n", clips->fault);
        return 1;
    }
    fmt::print("proven: {} clips here, {} elsewhere\n", clips->proven, clips->elsewhere);
    return 0;
}
