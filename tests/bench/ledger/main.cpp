// What the ledger costs beside the floor of this machine: a bare SQLite insert of the same rows, SHA-256, and
// one fsync.
#include "base/random.h"
#include "bench/rows.h"
#include "ledger/verify.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

using namespace shouwang;
using namespace shouwang::ledger;
using namespace shouwang::bench;

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
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

std::unique_ptr<Ledger> openLedger(const std::filesystem::path& path, const Features& rooms,
                                   const shouwang::Clock& clock, Random& random) {
    return need(Ledger::open({path, {}, nullptr}, rooms, clock, random));
}

double sha256Rate() {
    const Bytes bytes(900, 7);
    constexpr int kHashes = 100'000;
    const auto start = Clock::now();
    for (int i = 0; i < kHashes; ++i)
        (void)sha256(bytes);
    return kHashes / since(start);
}

/// Returns the floor: rows a second of the bare insert.
double appendRow(const Folder& folder, std::uint64_t rows) {
    const double floor = bareInsert(folder.path / "bare", rows);
    SystemClock clock;
    SystemRandom random;
    const auto ledger = openLedger(folder.path / "ledger", {std::make_shared<Log>()}, clock, random);
    const auto start = Clock::now();
    std::vector<Command> batch;
    for (std::uint64_t i = 1; i <= rows; ++i) {
        batch.push_back(line(i));
        if (batch.size() < 500 && i < rows) continue;
        need(ledger->submit(batch));
        batch.clear();
    }
    const double seconds = since(start);
    const double rate = static_cast<double>(rows) / seconds;
    print("append_in_batches", {{"facts", rows},
                                {"seconds", rounded(seconds)},
                                {"facts_per_s", rounded(rate)},
                                {"ratio", rounded(floor / rate)},
                                {"limit_ratio", 8},
                                {"peers", {peer("bare SQLite insert", {{"facts_per_s", rounded(floor)}})}}});
    return floor;
}

struct Rebuilt {
    double seconds = 0;
    std::vector<double> slices;  ///< milliseconds
    std::vector<double> commits; ///< of an officer's command that comes between two slices
};

Rebuilt rebuild(Ledger& ledger) {
    Rebuilt done;
    std::uint64_t counter = ledger.head().number;
    for (bool more = true; more;) {
        const auto start = Clock::now();
        const auto end = start + std::chrono::milliseconds(2);
        more = need(ledger.rebuildSlice([end] { return Clock::now() >= end; }));
        done.slices.push_back(since(start) * 1000);
        done.seconds += since(start);
        if (more && done.slices.size() % 50 != 1) continue;
        const Command command = line(++counter);
        const auto saved = Clock::now();
        need(ledger.submit({&command, 1}));
        done.commits.push_back(since(saved) * 1000);
    }
    return done;
}

/// In slices of 2 ms beside which an officer's command is committed now and then, as after an upgrade.
void rebuildRow(const Folder& folder, double floor) {
    SystemClock clock;
    SystemRandom random;
    openLedger(folder.path / "ledger", {std::make_shared<Log>(), std::make_shared<Board>(1)}, clock, random);
    const auto ledger = openLedger(folder.path / "ledger",
                                   {std::make_shared<Log>(), std::make_shared<Board>(2)}, clock, random);
    const auto facts = static_cast<double>(ledger->head().number);
    const Rebuilt done = rebuild(*ledger);
    print("rebuild", {{"facts", facts},
                      {"seconds", rounded(done.seconds)},
                      {"facts_per_s", rounded(facts / done.seconds)},
                      {"limit_facts_per_s", 60'000},
                      {"ratio", rounded(floor * done.seconds / facts)},
                      {"slice_p50_ms", rounded(percentile(done.slices, 0.5))},
                      {"slice_p99_ms", rounded(percentile(done.slices, 0.99))},
                      {"slice_max_ms", rounded(percentile(done.slices, 1))},
                      {"p50_ms", rounded(percentile(done.commits, 0.5))},
                      {"p99_ms", rounded(percentile(done.commits, 0.99))},
                      {"peers", {peer("bare SQLite insert", {{"facts_per_s", rounded(floor)}})}}});
}

void verifyRow(const Folder& folder) {
    const auto start = Clock::now();
    const Proof proof = need(verifyFile(folder.path / "ledger"));
    const double seconds = since(start);
    if (proof.fault) throw Void("the chain does not hold");
    const double rate = static_cast<double>(proof.facts) / seconds;
    const double floor = sha256Rate();
    print("verify", {{"facts", proof.facts},
                     {"seconds", rounded(seconds)},
                     {"facts_per_s", rounded(rate)},
                     {"limit_facts_per_s", 200'000},
                     {"ratio", rounded(floor / rate)},
                     {"peers", {peer("SHA-256 of 900 bytes", {{"facts_per_s", rounded(floor)}})}}});
}

void commitRow(const Folder& folder, std::uint64_t times) {
    const auto floor = fsyncMilliseconds(folder.path / "block", static_cast<int>(times));
    SystemClock clock;
    SystemRandom random;
    const auto ledger = openLedger(folder.path / "single", {std::make_shared<Log>()}, clock, random);
    std::vector<double> milliseconds;
    for (std::uint64_t i = 1; i <= times; ++i) {
        const Command command = line(i);
        const auto start = Clock::now();
        need(ledger->submit({&command, 1}));
        milliseconds.push_back(since(start) * 1000);
    }
    print("commit_one", merged({{{"commands", times}},
                                delays(milliseconds),
                                {{"ratio", rounded(percentile(milliseconds, 0.5) / percentile(floor, 0.5))},
                                 {"limit_ms", rounded(percentile(floor, 0.99) + 2)},
                                 {"peers", {peer("one fdatasync", delays(floor))}}}}));
}

/// All three on one ledger of so many facts.
void longRows(const Ask& ask) {
    const Folder folder;
    const double floor = appendRow(folder, ask.small ? 2'000 : 100'000);
    if (ask.wants("verify")) verifyRow(folder);
    if (ask.wants("rebuild")) rebuildRow(folder, floor);
}

} // namespace

int main(int argc, char** argv) {
    return runRows("ledger", {argv + 1, argv + argc},
                   {{{"append_in_batches", "verify", "rebuild"}, longRows},
                    {{"commit_one"}, [](const Ask& ask) { commitRow(Folder(), ask.small ? 50 : 500); }}});
}
