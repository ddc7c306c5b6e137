// The first sync of an empty seat, until what it holds can be searched and stands at the station's last fact,
// and the memory that it has then. Each in a process of its own, so that its memory is a seat's.
#include "bench/sync/big.h"

#include <QProcess>
#include <fstream>

namespace shouwang::bench {

namespace {

struct FirstSync {
    double seconds = 0;
    double resident = 0; // MB
    double peak = 0;
};

/// What the process itself has in memory now, and the most that it ever had.
void readMemory(FirstSync& into) {
    std::string word;
    std::ifstream status("/proc/self/status");
    while (status >> word) {
        if (word == "VmRSS:" && status >> word) into.resident = std::stod(word) / 1024;
        if (word == "VmHWM:" && status >> word) into.peak = std::stod(word) / 1024;
    }
}

void removeSeat(const Big& big) {
    const std::string file = big.house.seatFile(big.readers.front().card).string();
    for (const char* end : {"", "-wal", "-shm", ".lock"})
        std::filesystem::remove(file + end);
    std::filesystem::remove_all(file + ".snapshot");
}

FirstSync firstSync(const Big& big, const Content& wanted, const ledger::Head& head) {
    removeSeat(big);
    const testing::Seat& card = big.readers.front().card;
    QStringList words;
    for (const std::string& word : {std::string("--seat"), big.house.url(), card.token, card.id.text(),
                                    big.house.seatFile(card).string(), std::to_string(head.number),
                                    toHex(head.hash), std::to_string(big.records())})
        words.append(QString::fromStdString(word));
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QStringLiteral("/proc/self/exe"), words);
    if (!child.waitForFinished(600'000)) throw Void("the seat did not end");
    const auto said = Json::parse(child.readAllStandardOutput().toStdString(), nullptr, false);
    if (!said.is_object()) throw Void("the seat did not come to its end");
    if (said.contains("fault")) throw Void(said["fault"].get<std::string>());
    const Content held = contentOfSeat(*openSeatFile(big.house, card));
    if (held != wanted)
        throw Void(fmt::format("the seat holds {}, the station {}", held.text(), wanted.text()));
    return {said["seconds"], said["resident"], said["peak"]};
}

ledger::Head headOf(ledger::Database& file) {
    ledger::Statement row = file.prepare("SELECT number, bytes FROM fact ORDER BY number DESC LIMIT 1");
    if (!row.next()) throw Void("the station has no fact");
    return {0, static_cast<std::uint64_t>(row.integer(0)), sha256(row.bytes(1))};
}

void printFirstSync(Big& big, const Content& content, const std::vector<double>& seconds) {
    std::vector<double> ratios;
    std::vector<double> rates;
    for (std::size_t i = 0; i < seconds.size(); ++i) {
        ratios.push_back(seconds[i] / big.floors()[i]);
        rates.push_back(static_cast<double>(big.facts) / seconds[i]);
    }
    const Json pouch = {{"facts_per_s", 5200}};
    print(
        "first_sync",
        merged({spread("seconds", seconds),
                spread("ratio", ratios),
                spread("facts_per_s", rates),
                {{"runs", seconds.size()},
                 {"facts", big.facts},
                 {"records", content.records},
                 {"sealed", content.sealed},
                 {"content", toHex(content.hash)},
                 {"limit_ratio", 4},
                 {"note",
                  "until a search by name on the seat's tables gives the right records; in the first run the"
                  " station has no snapshot yet"},
                 {"peers",
                  {peer("bare SQLite insert of as many rows", spread("seconds", big.floors())),
                   pouchDb("the best of 3,200 to 5,200 documents/s", pouch)}}}}));
}

void printMemory(const Big& big, const std::vector<double>& resident, const std::vector<double>& peak) {
    const std::string note =
        resident.size() > 1
            ? "the processes of first_sync"
            : "one process: asked for without first_sync, and memory hardly differs between runs";
    print("memory", merged({spread("memory_mb", resident),
                            spread("peak_mb", peak),
                            {{"runs", resident.size()},
                             {"facts", big.facts},
                             {"limit_memory_mb", 300},
                             {"limit_peak_mb", 300},
                             {"note", note}}}));
}

/// The records that a desk finds by the names of three of them. Empty: the right ones.
std::string faultOfSearch(const sync::SeatService& seat, std::uint64_t records) {
    const auto reader = need(seat.openReader());
    std::string fault;
    need(reader->read([&](const ledger::View& view) {
        for (const std::uint64_t record : {std::uint64_t{0}, records / 2, records - 1}) {
            if (search(view, nameOf(record)) != std::vector<Id>{recordId(record)})
                fault = "a record is not found by its name";
        }
        if (search(view, "0").size() != std::min<std::uint64_t>(records, 50))
            fault = "the records of a common beginning are not found";
    }));
    return fault;
}

Json measureSeat(const std::vector<std::string>& words) {
    const std::uint64_t head = std::stoull(words[4]);
    sync::HttpOptions http;
    http.url = words[0];
    http.token = words[1];
    sync::SeatService::Options options;
    options.path = words[3];
    options.seat = Id::fromText(words[2]).value_or(Id());
    options.features = seatFeatures();
    options.link = need(sync::makeHttpLink(http));
    const SystemClock clock;
    SystemRandom random;
    FirstSync measured;
    const auto start = Steady::now();
    const auto seat = need(sync::SeatService::start(std::move(options), {}, clock, random));
    const auto there = [&] { return live(*seat) && seat->status()->cursor.number >= head; };
    if (!waitFor(there, std::chrono::seconds(590)))
        throw Void("the seat does not come to the station's head");
    const sync::Cursor cursor = seat->status()->cursor;
    if (cursor.number != head || toHex(cursor.hash) != words[5])
        throw Void("the seat stands at another fact than the station");
    if (const std::string fault = faultOfSearch(*seat, std::stoull(words[6])); !fault.empty())
        throw Void(fault);
    measured.seconds = since(start);
    readMemory(measured);
    return {{"seconds", measured.seconds}, {"resident", measured.resident}, {"peak", measured.peak}};
}

} // namespace

int runSeat(const std::vector<std::string>& words) {
    if (words.size() != 7) return 2;
    Json said;
    try {
        said = measureSeat(words);
    } catch (const Void& fault) {
        said = {{"fault", fault.what()}};
    }
    fmt::print("{}\n", said.dump());
    return said.contains("fault") ? 1 : 0;
}

void firstSyncRow(Big& big, bool withRow) {
    big.house.start();
    const auto file = openStationFile(big.house);
    const Content wanted = contentOfStation(*file);
    const ledger::Head head = headOf(*file);
    if (wanted.records != big.records()) throw Void("the station does not hold every record");
    std::vector<double> seconds;
    std::vector<double> resident;
    std::vector<double> peak;
    for (std::size_t i = 0; i < (withRow ? big.runs : 1); ++i) {
        if (withRow) (void)big.floors();
        const FirstSync one = firstSync(big, wanted, head);
        seconds.push_back(one.seconds);
        resident.push_back(one.resident);
        peak.push_back(one.peak);
    }
    removeSeat(big);
    if (withRow) printFirstSync(big, wanted, seconds);
    printMemory(big, resident, peak);
    big.house.stop();
}

} // namespace shouwang::bench
