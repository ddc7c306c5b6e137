// A seat that was away comes back with ten thousand commands; for one in twenty the ground has changed
// meanwhile. No edit may be shadowed unseen: each of those must stand in its fact with what it has overtaken.
#include "bench/sync/support.h"

#include "ledger/verify.h"

namespace shouwang::bench {

namespace {

constexpr std::uint64_t kOneInTwenty = 20;
constexpr std::int64_t kField = 3;

/// Submits and waits until all are durable.
bool submitAll(sync::SeatService& seat, std::vector<ledger::Command> commands) {
    std::atomic<std::size_t> done{0};
    std::atomic<std::size_t> saved{0};
    for (std::size_t i = 0; i < commands.size(); ++i) {
        while (i - done.load() > 5000)
            std::this_thread::sleep_for(std::chrono::microseconds(100));
        seat.submit(std::move(commands[i]), [&](const sync::SubmitResult& result) {
            if (result.kind == sync::SubmitResult::Kind::Saved) ++saved;
            ++done;
        });
    }
    return waitFor([&] { return done == commands.size(); }, std::chrono::seconds(120)) &&
           saved == commands.size();
}

std::size_t overtakenIn(const std::filesystem::path& ledgerFile) {
    ledger::Database::Options options;
    options.path = ledgerFile;
    options.access = ledger::Database::Access::ReadOnly;
    auto tables = ledger::Database::open(options);
    if (!tables) return 0;
    std::size_t found = 0;
    ledger::Statement rows = (*tables)->prepare("SELECT bytes FROM fact WHERE kind='record.set'");
    while (rows.next()) {
        const auto fact = ledger::decodeFact(rows.bytes(0));
        found += fact && fact->open.contains(kOvertaken) ? 1U : 0U;
    }
    return found;
}

struct Run {
    double seconds = 0;
    std::string fault;
};

/// `watched`: the seat whose edits came first is there and takes every fact too, on the same two cores.
Run run(std::size_t commands, bool watched) {
    House house("upload");
    const testing::Seat away = house.addSeat('A');
    const testing::Seat other = house.addSeat('B');
    if (!house.start()) return {0, "the station does not start"};
    auto seat = house.openSeat(away, true);
    auto rival = house.openSeat(other, true);
    std::vector<ledger::Command> first;
    for (std::uint64_t i = 0; i < commands; ++i)
        first.push_back(fill(i, 0));
    if (!submitAll(*seat, std::move(first))) return {0, "the records could not be saved"};
    const auto settled = [&] { return seat->status()->outbox == 0 && live(*seat) && live(*rival); };
    if (!waitFor(settled, std::chrono::seconds(120))) return {0, "the records did not arrive"};
    seat = nullptr;
    seat = house.openSeat(away, false); // the cable is out
    Record seen;
    std::vector<ledger::Command> edits;
    std::vector<ledger::Command> rivals;
    {
        auto reader = seat->openReader();
        if (!reader) return {0, reader.error().text};
        auto read = (*reader)->read([&](const ledger::View& view) {
            for (std::uint64_t i = 0; i < commands; ++i) {
                const Record now = load(view.tables(), recordId(i));
                edits.push_back(amend(i, now, kField, fmt::format("by the seat that was away {}", i)));
                if (i % kOneInTwenty == 0)
                    rivals.push_back(amend(i, now, kField, fmt::format("by the rival {}", i)));
            }
        });
        if (!read) return {0, read.error().text};
    }
    const std::size_t meeting = rivals.size();
    if (!submitAll(*rival, std::move(rivals)) || !submitAll(*seat, std::move(edits)))
        return {0, "the edits could not be saved"};
    if (!waitFor([&] { return rival->status()->outbox == 0; }, std::chrono::seconds(60)))
        return {0, "the rival's edits did not arrive"};
    seat = nullptr;
    if (!watched) rival = nullptr;
    const auto start = Steady::now();
    seat = house.openSeat(away, true); // and in again
    if (!waitFor([&] { return seat->status()->outbox == 0 && seat->status()->counters.verdicts >= commands; },
                 std::chrono::seconds(120)))
        return {0, "not every command got its verdict"};
    const double seconds = since(start);
    if (!rival) rival = house.openSeat(other, true);
    if (!waitFor([&] { return live(*seat) && live(*rival); }, std::chrono::seconds(120)))
        return {0, "the seats do not come to rest"};
    Content contents[2];
    for (int i = 0; i < 2; ++i) {
        auto reader = (i == 0 ? seat : rival)->openReader();
        if (!reader) return {0, reader.error().text};
        (void)(*reader)->read([&](const ledger::View& view) { contents[i] = contentOf(view.tables()); });
    }
    if (contents[0] != contents[1] || contents[0].records != commands) return {0, "the replicas differ"};
    seat = nullptr;
    rival = nullptr;
    house.stop();
    const std::size_t overtaken = overtakenIn(house.data().ledger());
    if (overtaken != meeting)
        return {0, fmt::format("{} of {} overtaken values are visible", overtaken, meeting)};
    return {seconds, {}};
}

} // namespace

void uploadRow(std::size_t commands, std::size_t runs, bool watched) {
    const std::string row = watched ? "upload_watched" : "upload";
    std::vector<double> rates;
    std::vector<double> seconds;
    for (std::size_t i = 0; i < runs; ++i) {
        const Run one = run(commands, watched);
        if (!one.fault.empty()) return printVoid(row, one.fault);
        seconds.push_back(one.seconds);
        rates.push_back(static_cast<double>(commands) / one.seconds);
    }
    const Json pouch = {{"verdicts_per_s", 2433}};
    print(row, merged({spread("seconds", seconds),
                       spread("verdicts_per_s", rates),
                       {{"commands", commands},
                        {"changed_ground_percent", 100.0 / static_cast<double>(kOneInTwenty)},
                        {"shadowed_unseen", 0},
                        {"limit_verdicts_per_s", 25'000},
                        {"peers", {peer("PouchDB (published here earlier)", pouch)}}}}));
}

} // namespace shouwang::bench
