// A damaged ledger file: proving it and opening it end in an answer or in an error, and what opens goes on
// working or says that it cannot.
#include "base/random.h"
#include "ledger/verify.h"
#include "toy_feature.h"

#include <cstdlib>
#include <fmt/format.h>
#include <unistd.h>

using namespace shouwang;
using namespace shouwang::ledger;

namespace {

/// In memory where the machine has such a place: the ledger syncs after every commit.
class Folder {
public:
    Folder()
        : m_path((std::filesystem::exists("/dev/shm") ? "/dev/shm" : std::filesystem::temp_directory_path()) /
                 fmt::format("shouwang-fuzz-{}", ::getpid())) {}
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    /// Empty but for the file.
    std::filesystem::path with(ByteView bytes) const {
        std::filesystem::remove_all(m_path);
        std::filesystem::create_directories(m_path);
        std::FILE* file = std::fopen((m_path / "ledger").c_str(), "wb");
        if (!file || std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size()) std::abort();
        std::fclose(file);
        return m_path / "ledger";
    }

private:
    std::filesystem::path m_path;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Folder folder;
    const auto path = folder.with({data, size});
    const auto proof = verifyFile(path);
    const ManualClock clock;
    SeededRandom random(1);
    auto ledger = Ledger::open({path, {}, nullptr}, {std::make_shared<toy::Toy>()}, clock, random);
    if (!ledger) return 0;
    const std::uint64_t before = (*ledger)->head().number;
    (void)(*ledger)->after(0, 100);
    (void)(*ledger)->fact(before);
    const Command command = toy::command("toy.log", Nature::Report, 1'000'000, "one more");
    const auto verdicts = (*ledger)->submit({&command, 1});
    if (verdicts && verdicts->size() != 1) std::abort();
    // What was proven from the first fact to the last can be continued.
    const bool whole = proof && !proof->fault && proof->facts == before;
    if (whole && verdicts && verdicts->front().first != 0 && verdicts->front().first <= before) std::abort();
    return 0;
}
