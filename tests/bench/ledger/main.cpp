// What the ledger costs beside the floor of this machine: a bare SQLite insert of the same rows, and one
// fsync.
#include "base/random.h"
#include "ledger/verify.h"

#include <algorithm>
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

using namespace shouwang;
using namespace shouwang::ledger;

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double percentile(std::vector<double> values, double part) {
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(static_cast<double>(values.size() - 1) * part)];
}

class Log final : public Feature {
public:
    std::string name() const override { return "log"; }
    int version() const override { return 1; }
    void createTables(Database& tables) const override {
        tables.run("CREATE TABLE IF NOT EXISTS log_line(number INTEGER PRIMARY KEY, text TEXT)");
    }
    void dropTables(Database& tables) const override { tables.run("DROP TABLE IF EXISTS log_line"); }
    Decision decide(const View&, const Command& command) const override {
        Draft draft;
        draft.kind = "log.written";
        draft.entity = command.entity;
        draft.open = command.open;
        return Decision::one(std::move(draft));
    }
    void apply(Database& tables, const Fact& fact) const override {
        auto insert = tables.prepare("INSERT INTO log_line VALUES(?, ?)");
        insert.bind(static_cast<std::int64_t>(fact.number)).bind(at(fact.open, 1).text()).run();
    }
};

/// A tenth as many entities as facts, each with its state: what a room's tables look like.
class Board final : public Feature {
public:
    explicit Board(int version)
        : m_version(version) {}
    std::string name() const override { return "board"; }
    int version() const override { return m_version; }
    int readableSince() const override { return 1; }
    void createTables(Database& tables) const override {
        tables.run("CREATE TABLE IF NOT EXISTS board_entity(id BLOB PRIMARY KEY, facts INTEGER, last TEXT);"
                   "CREATE INDEX IF NOT EXISTS board_facts ON board_entity(facts)");
    }
    void dropTables(Database& tables) const override { tables.run("DROP TABLE IF EXISTS board_entity"); }
    Decision decide(const View&, const Command&) const override { return Decision::noOp(); }
    void apply(Database& tables, const Fact& fact) const override {
        const std::uint64_t entity = fact.number / 10 * 2654435761U; // ids come in no order
        tables
            .prepare("INSERT INTO board_entity VALUES(?, 1, ?) ON CONFLICT DO UPDATE SET facts=facts+1, last="
                     "excluded.last")
            .bind(ByteView(reinterpret_cast<const std::uint8_t*>(&entity), sizeof entity))
            .bind(std::string_view(at(fact.open, 1).text()).substr(0, 100))
            .run();
    }

private:
    int m_version;
};

Command line(std::uint64_t counter) {
    Command command;
    command.id = {CommandId::Source::Seat, Id::fromParts({"seat"}), 1, counter, 0};
    command.kind = "log.write";
    command.entity = Id::fromParts({"day"});
    command.actor = "qh0001";
    command.open = {{1, Value(std::string(600, 'x'))}};
    return command;
}

struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / fmt::format("shouwang-bench-{}", getpid());
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

double bareInsert(const std::filesystem::path& path, std::uint64_t rows) {
    sqlite3* handle = nullptr;
    sqlite3_open(path.c_str(), &handle);
    sqlite3_exec(
        handle,
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(n INTEGER PRIMARY KEY, h BLOB,"
        " b BLOB)",
        nullptr, nullptr, nullptr);
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(handle, "INSERT INTO t VALUES(?, ?, ?)", -1, &insert, nullptr);
    const Bytes bytes(900, 1);
    const auto start = Clock::now();
    for (std::uint64_t i = 0; i < rows; ++i) {
        if (i % 500 == 0) sqlite3_exec(handle, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
        sqlite3_bind_int64(insert, 1, static_cast<std::int64_t>(i));
        sqlite3_bind_blob(insert, 2, bytes.data(), 32, SQLITE_STATIC);
        sqlite3_bind_blob(insert, 3, bytes.data(), 900, SQLITE_STATIC);
        sqlite3_step(insert);
        sqlite3_reset(insert);
        if (i % 500 == 499) sqlite3_exec(handle, "COMMIT", nullptr, nullptr, nullptr);
    }
    const double seconds = since(start);
    sqlite3_finalize(insert);
    sqlite3_close(handle);
    return static_cast<double>(rows) / seconds;
}

std::vector<double> fsyncMilliseconds(const std::filesystem::path& path, int times) {
    const int file = open(path.c_str(), O_CREAT | O_RDWR, 0600);
    const Bytes block(4096, 1);
    std::vector<double> milliseconds;
    for (int i = 0; i < times; ++i) {
        const auto start = Clock::now();
        if (pwrite(file, block.data(), block.size(), 0) < 0 || fdatasync(file) != 0) break;
        milliseconds.push_back(since(start) * 1000);
    }
    close(file);
    return milliseconds;
}

double appendRow(const Folder& folder, std::uint64_t rows) {
    const double floor = bareInsert(folder.path / "bare", rows);
    SystemClock clock;
    SystemRandom random;
    auto ledger =
        Ledger::open({folder.path / "ledger", {}, nullptr}, {std::make_shared<Log>()}, clock, random).value();
    const auto start = Clock::now();
    std::vector<Command> batch;
    for (std::uint64_t i = 1; i <= rows; ++i) {
        batch.push_back(line(i));
        if (batch.size() < 500) continue;
        if (!ledger->submit(batch)) return floor;
        batch.clear();
    }
    const double rate = static_cast<double>(rows) / since(start);
    fmt::print("{{\"bench\":\"ledger\",\"row\":\"append_in_batches\",\"facts_per_s\":{:.0f},\"ratio\":{:.2f},"
               "\"limit_ratio\":8,\"peers\":[{{\"name\":\"bare SQLite insert\",\"facts_per_s\":{:.0f}}}]}}\n",
               rate, floor / rate, floor);
    return floor;
}

/// In slices of 2 ms beside which an officer's command is committed now and then, as after an upgrade.
void rebuildRow(const Folder& folder, double floor) {
    SystemClock clock;
    SystemRandom random;
    const Features before{std::make_shared<Log>(), std::make_shared<Board>(1)};
    if (!Ledger::open({folder.path / "ledger", {}, nullptr}, before, clock, random)) return;
    const Features rooms{std::make_shared<Log>(), std::make_shared<Board>(2)};
    auto ledger = Ledger::open({folder.path / "ledger", {}, nullptr}, rooms, clock, random).value();
    const auto facts = static_cast<double>(ledger->head().number);
    std::uint64_t counter = ledger->head().number;
    std::vector<double> slices;
    std::vector<double> commits;
    double seconds = 0;
    for (bool more = true; more;) {
        const auto start = Clock::now();
        const auto end = start + std::chrono::milliseconds(2);
        const auto slice = ledger->rebuildSlice([end] { return Clock::now() >= end; });
        if (!slice) return;
        more = *slice;
        slices.push_back(since(start) * 1000);
        seconds += since(start);
        if (slices.size() % 50 != 0) continue;
        const Command command = line(++counter);
        const auto saved = Clock::now();
        if (!ledger->submit({&command, 1})) return;
        commits.push_back(since(saved) * 1000);
    }
    commits.push_back(0);
    fmt::print(
        "{{\"bench\":\"ledger\",\"row\":\"rebuild\",\"facts\":{:.0f},\"seconds\":{:.2f},\"facts_per_s\":{:."
        "0f},"
        "\"limit_facts_per_s\":60000,\"ratio\":{:.2f},\"slice_p50_ms\":{:.2f},\"slice_p99_ms\":{:.2f},"
        "\"slice_max_ms\":{:.1f},\"commit_p99_ms\":{:.2f},\"peers\":[{{\"name\":\"bare SQLite insert\","
        "\"facts_per_s\":{:.0f}}}]}}\n",
        facts, seconds, facts / seconds, floor * seconds / facts, percentile(slices, 0.5),
        percentile(slices, 0.99), percentile(slices, 1), percentile(commits, 0.99), floor);
}

void verifyRow(const Folder& folder) {
    const auto start = Clock::now();
    const Proof proof = verifyFile(folder.path / "ledger").value();
    fmt::print("{{\"bench\":\"ledger\",\"row\":\"verify\",\"facts\":{},\"proven\":{},\"facts_per_s\":{:.0f},"
               "\"limit_facts_per_s\":200000}}\n",
               proof.facts, proof.fault ? "false" : "true", static_cast<double>(proof.facts) / since(start));
}

void commitRow(const Folder& folder, std::uint64_t times) {
    const auto floor = fsyncMilliseconds(folder.path / "block", static_cast<int>(times));
    SystemClock clock;
    SystemRandom random;
    auto ledger =
        Ledger::open({folder.path / "single", {}, nullptr}, {std::make_shared<Log>()}, clock, random).value();
    std::vector<double> milliseconds;
    for (std::uint64_t i = 1; i <= times; ++i) {
        const Command command = line(i);
        const auto start = Clock::now();
        if (!ledger->submit({&command, 1})) return;
        milliseconds.push_back(since(start) * 1000);
    }
    fmt::print("{{\"bench\":\"ledger\",\"row\":\"commit_one\",\"p50_ms\":{:.3f},\"p99_ms\":{:.3f},\"limit_"
               "ms\":{:.3f},"
               "\"peers\":[{{\"name\":\"one fdatasync\",\"p50_ms\":{:.3f},\"p99_ms\":{:.3f}}}]}}\n",
               percentile(milliseconds, 0.5), percentile(milliseconds, 0.99), percentile(floor, 0.99) + 2,
               percentile(floor, 0.5), percentile(floor, 0.99));
}

} // namespace

int main(int argc, char** argv) {
    const std::uint64_t rows = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100'000;
    const Folder folder;
    const double floor = appendRow(folder, rows);
    verifyRow(folder);
    rebuildRow(folder, floor);
    commitRow(folder, 500);
}
