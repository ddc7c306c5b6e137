// What a million facts cost: the first sync of an empty seat, its memory, verifying, and rebuilding one
// room's tables while the station works on.
#include "bench/sync/support.h"

#include "ledger/verify.h"
#include "server/features.h"

#include <QProcess>
#include <fstream>

namespace shouwang::bench {

namespace {

constexpr std::uint64_t kFactsOfOne = 10; // a record is filled and then written anew nine times
constexpr std::size_t kBatch = 500;

ledger::Features stationFeatures(int version) {
    ledger::Features features = server::makeFeatures(std::make_shared<server::SiteBoard>());
    features.push_back(makeRecords(version));
    return features;
}

/// Fills the station's ledger. Empty: well done.
std::string fillLedger(House& house, const testing::Seat& author, std::uint64_t facts) {
    auto opened = ledger::Ledger::open({house.data().ledger(), {}, nullptr}, stationFeatures(1), house.clock,
                                       house.random);
    if (!opened) return opened.error().text;
    const std::uint64_t records = std::max<std::uint64_t>(1, facts / kFactsOfOne);
    std::vector<ledger::Command> batch;
    for (std::uint64_t i = 0; i < facts; ++i) {
        batch.push_back(fill(i % records, i / records));
        batch.back().id = {ledger::CommandId::Source::Seat, author.id, 1, i + 1, 0};
        batch.back().seat = author.id;
        batch.back().occurred = batch.back().recorded = house.clock.utc();
        if (batch.size() < kBatch && i + 1 < facts) continue;
        if (const auto done = (*opened)->submit(batch); !done) return done.error().text;
        batch.clear();
    }
    return (*opened)->head().number == facts ? std::string() : "not every command became one fact";
}

std::optional<Content> contentOfFile(const std::filesystem::path& path, std::int32_t applicationId) {
    ledger::Database::Options options;
    options.path = path;
    options.access = ledger::Database::Access::ReadOnly;
    options.applicationId = applicationId;
    auto tables = ledger::Database::open(options);
    if (!tables) return std::nullopt;
    return contentOf(**tables);
}

/// PSS of this process in MB, and the highest resident size it ever had.
std::pair<double, double> memory() {
    std::pair<double, double> found;
    std::string word;
    std::ifstream rollup("/proc/self/smaps_rollup");
    while (rollup >> word) {
        if (word == "Pss:" && rollup >> word) found.first = std::stod(word) / 1024;
    }
    std::ifstream status("/proc/self/status");
    while (status >> word) {
        if (word == "VmHWM:" && status >> word) found.second = std::stod(word) / 1024;
    }
    return found;
}

struct FirstSync {
    double seconds = 0;
    double pss = 0;
    double peak = 0;
    std::string fault;
};

/// In a process of its own, so that its memory is a seat's.
FirstSync firstSync(House& house, const testing::Seat& card, std::uint64_t head, const Content& wanted) {
    std::error_code ignored;
    for (const char* end : {"", "-wal", "-shm", ".lock"})
        std::filesystem::remove(house.seatFile(card).string() + end, ignored);
    std::filesystem::remove_all(house.seatFile(card).string() + ".snapshot", ignored);
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QStringLiteral("/proc/self/exe"),
                {QStringLiteral("--seat"), QString::fromStdString(house.url()),
                 QString::fromStdString(card.token), QString::fromStdString(card.id.text()),
                 QString::fromStdString(house.seatFile(card).string()), QString::number(head)});
    if (!child.waitForFinished(600'000)) return {0, 0, 0, "the seat did not end"};
    const auto said = Json::parse(child.readAllStandardOutput().toStdString(), nullptr, false);
    if (said.is_discarded() || !said.contains("seconds"))
        return {0, 0, 0, "the seat did not come to its end"};
    const auto content = contentOfFile(house.seatFile(card), sync::kSeatApplicationId);
    if (!content || *content != wanted) return {0, 0, 0, "the seat holds something else than the station"};
    return {said["seconds"], said["memory_mb"], said["peak_mb"], {}};
}

void firstSyncRow(House& house, const testing::Seat& card, std::uint64_t facts, std::size_t runs) {
    const auto wanted = contentOfFile(house.data().ledger(), ledger::Database::Options{}.applicationId);
    if (!wanted) throw Void("the station's tables cannot be read");
    if (!house.start()) throw Void("the station does not start");
    std::vector<double> floors;
    std::vector<double> seconds;
    std::vector<double> ratios;
    FirstSync last;
    for (std::size_t i = 0; i < runs; ++i) {
        const auto bare = house.folder() / "bare.db";
        floors.push_back(bareInsertSeconds(bare, facts));
        for (const char* end : {"", "-wal", "-shm"})
            std::filesystem::remove(bare.string() + end);
        last = firstSync(house, card, facts, *wanted);
        if (!last.fault.empty()) throw Void(last.fault);
        seconds.push_back(last.seconds);
        ratios.push_back(last.seconds / floors.back());
    }
    print("first_sync",
          merged({spread("seconds", seconds),
                  spread("ratio", ratios),
                  {{"facts", facts},
                   {"records", wanted->records},
                   {"content", toHex(wanted->hash)},
                   {"limit_ratio", 4},
                   {"peers", {peer("bare SQLite insert of as many rows", spread("seconds", floors))}}}}));
    print("memory", {{"facts", facts},
                     {"memory_mb", rounded(last.pss)},
                     {"peak_mb", rounded(last.peak)},
                     {"limit_memory_mb", 300}});
    house.stop();
}

void verifyRow(const House& house) {
    std::vector<double> rates;
    for (int i = 0; i < 5; ++i) {
        const auto start = Steady::now();
        const auto proof = ledger::verifyFile(house.data().ledger());
        if (!proof || proof->fault) return printVoid("verify", "the chain does not hold");
        rates.push_back(static_cast<double>(proof->facts) / since(start));
    }
    const Bytes bytes(900, 7);
    const auto start = Steady::now();
    constexpr int kHashes = 200'000;
    for (int i = 0; i < kHashes; ++i)
        (void)sha256(bytes);
    const double floor = kHashes / since(start);
    print("verify", merged({spread("facts_per_s", rates),
                            {{"limit_facts_per_s", 200'000},
                             {"ratio", rounded(floor / percentile(rates, 0.5))},
                             {"peers", {peer("SHA-256 of 900 bytes", {{"facts_per_s", rounded(floor)}})}}}}));
}

void rebuildRow(House& house, const testing::Seat& author, std::uint64_t facts) {
    auto opened = ledger::Ledger::open({house.data().ledger(), {}, nullptr}, stationFeatures(2), house.clock,
                                       house.random);
    if (!opened) return printVoid("rebuild", opened.error().text);
    if (!(*opened)->rebuildPending()) return printVoid("rebuild", "nothing is to be rebuilt");
    std::vector<double> milliseconds; // of a command that comes in between
    const auto start = Steady::now();
    auto nextCommand = start;
    for (std::uint64_t counter = 1;;) {
        const auto until = Steady::now() + std::chrono::milliseconds(2);
        const auto more = (*opened)->rebuildSlice([&] { return Steady::now() >= until; });
        if (!more) return printVoid("rebuild", more.error().text);
        if (!*more) break;
        if (Steady::now() < nextCommand) continue;
        nextCommand += std::chrono::milliseconds(50);
        ledger::Command command = fill(counter, 1'000'000 + counter);
        command.id = {ledger::CommandId::Source::Seat, author.id, 2, counter++, 0};
        const auto begun = Steady::now();
        if (!(*opened)->submit({&command, 1}))
            return printVoid("rebuild", "a command was not taken meanwhile");
        milliseconds.push_back(since(begun) * 1000);
    }
    const double seconds = since(start);
    const double floor = bareInsertSeconds(house.folder() / "bare.db", facts);
    const Json floorFigures = {{"seconds", rounded(floor)},
                               {"facts_per_s", rounded(static_cast<double>(facts) / floor)}};
    print("rebuild", merged({delays(milliseconds),
                             {{"facts", facts},
                              {"seconds", rounded(seconds)},
                              {"facts_per_s", rounded(static_cast<double>(facts) / seconds)},
                              {"limit_facts_per_s", 60'000},
                              {"ratio", rounded(seconds / floor)},
                              {"commands_meanwhile", milliseconds.size()},
                              {"peers", {peer("bare SQLite insert of as many rows", floorFigures)}}}}));
}

/// One row that fails leaves the others their turn.
void tryRow(const char* row, const std::function<void()>& measure) {
    try {
        measure();
    } catch (const Void& fault) {
        printVoid(row, fault.what());
    }
}

} // namespace

int runSeat(const std::vector<std::string>& words) {
    if (words.size() != 5) return 2;
    const std::uint64_t head = std::stoull(words[4]);
    sync::HttpOptions http;
    http.url = words[0];
    http.token = words[1];
    sync::SeatService::Options options;
    options.path = words[3];
    options.seat = Id::fromText(words[2]).value_or(Id());
    options.features = seatFeatures();
    auto link = sync::makeHttpLink(http);
    if (!link) return 1;
    options.link = std::move(*link);
    const SystemClock clock;
    SystemRandom random;
    const auto start = Steady::now();
    auto seat = sync::SeatService::start(std::move(options), {}, clock, random);
    if (!seat) return 1;
    if (!waitFor([&] { return (*seat)->status()->cursor.number >= head; }, std::chrono::seconds(590)))
        return 1;
    const double seconds = since(start);
    const auto [pss, peak] = memory();
    fmt::print("{}\n", Json{{"seconds", seconds}, {"memory_mb", pss}, {"peak_mb", peak}}.dump());
    return 0;
}

void bigRows(std::uint64_t facts, std::size_t runs, const Ask& ask) {
    House house("big");
    const testing::Seat author = house.addSeat('A');
    const testing::Seat reader = house.addSeat('B');
    if (const std::string fault = fillLedger(house, author, facts); !fault.empty()) throw Void(fault);
    if (ask.wants("first_sync") || ask.wants("memory"))
        tryRow("first_sync", [&] { firstSyncRow(house, reader, facts, runs); });
    house.stop();
    if (ask.wants("verify")) verifyRow(house);
    if (ask.wants("rebuild")) rebuildRow(house, author, facts);
}

} // namespace shouwang::bench
