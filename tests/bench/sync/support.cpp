#include "bench/sync/support.h"

#include "rooms/rooms.h"
#include "server/commands.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <thread>
#include <unistd.h>

namespace shouwang::bench {

double since(Steady::time_point start) {
    return std::chrono::duration<double>(Steady::now() - start).count();
}

Folder::Folder(const std::string& name)
    : m_path(std::filesystem::temp_directory_path() / fmt::format("shouwang-bench-{}-{}", name, getpid())) {
    std::filesystem::create_directories(m_path);
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

namespace {

constexpr int kColumns = 24;

std::string bareTable() {
    std::string sql = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(id BLOB PRIMARY KEY";
    for (int column = 1; column < kColumns; ++column)
        sql += fmt::format(", c{} TEXT", column);
    return sql + "); CREATE INDEX t_c1 ON t(c1);";
}

std::string bareStatement() {
    std::string sql = "INSERT INTO t VALUES(?";
    for (int column = 1; column < kColumns; ++column)
        sql += ", ?";
    return sql + ")";
}

void insertRow(sqlite3_stmt* insert, std::uint64_t number) {
    const Id id = recordId(number);
    const std::string text = fmt::format("{:08}-{:030}", number, number * 7919);
    sqlite3_bind_blob(insert, 1, id.bytes().data(), 16, SQLITE_TRANSIENT);
    for (int column = 2; column <= kColumns; ++column)
        sqlite3_bind_text(insert, column, text.c_str(), static_cast<int>(text.size()), SQLITE_STATIC);
    sqlite3_step(insert);
    sqlite3_reset(insert);
}

} // namespace

double bareInsertSeconds(const std::filesystem::path& path, std::uint64_t rows) {
    sqlite3* handle = nullptr;
    sqlite3_open(path.c_str(), &handle);
    sqlite3_exec(handle, bareTable().c_str(), nullptr, nullptr, nullptr);
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(handle, bareStatement().c_str(), -1, &insert, nullptr);
    const auto start = Steady::now();
    bool well = insert != nullptr;
    for (std::uint64_t i = 0; well && i < rows; ++i) {
        if (i % 500 == 0) sqlite3_exec(handle, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
        insertRow(insert, i);
        if (i % 500 == 499 || i + 1 == rows)
            well = sqlite3_exec(handle, "COMMIT", nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    const double seconds = since(start);
    well = well && sqlite3_total_changes64(handle) == static_cast<sqlite3_int64>(rows);
    sqlite3_finalize(insert);
    sqlite3_close(handle);
    for (const char* end : {"", "-wal", "-shm"})
        std::filesystem::remove(path.string() + end);
    if (!well) throw Void("the bare insert has not stored its rows");
    return seconds;
}

std::vector<double> fsyncMilliseconds(const std::filesystem::path& path, int times) {
    const int file = open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    const Bytes block(4096, 1);
    std::vector<double> milliseconds;
    for (int i = 0; i < times; ++i) {
        const auto start = Steady::now();
        if (pwrite(file, block.data(), block.size(), i % 16 * 4096) < 0 || fdatasync(file) != 0)
            throw Void("the disk does not take a block");
        milliseconds.push_back(since(start) * 1000);
    }
    close(file);
    return milliseconds;
}

Json pouchDb(const std::string& how, const Json& figures) {
    return peer("PouchDB, " + how + " (from the issue, not measured here: there is no npm)", figures);
}

House::House(const std::string& name)
    : m_folder(name)
    , m_data(testing::makeStation(m_folder.path())) {
    m_options.folder = m_data;
    m_options.more = {makeRecords()};
}

House::~House() {
    stop();
}

Desks House::addDesks(std::size_t count) {
    Desks desks;
    for (std::size_t i = 0; i < count; ++i)
        desks.push_back({addSeat(static_cast<char>('A' + i))});
    return desks;
}

void House::start() {
    m_station = need(server::Station::open(m_options, clock, random));
    need(m_station->start());
}

void House::stop() {
    m_station.reset();
}

void House::importSample() {
    const auto file = testing::writeSampleSite(m_folder.path());
    if (server::runProgram({"site", "import", file.string(), "--data", m_data.root.string()}) != 0)
        throw Void("the sample facility cannot be imported");
}

std::string House::url() const {
    return fmt::format("http://127.0.0.1:{}", m_station->port());
}

std::unique_ptr<sync::StationLink> House::link(const testing::Seat& seat) const {
    sync::HttpOptions options;
    options.url = url();
    options.token = seat.token;
    auto made = sync::makeHttpLink(options);
    return made ? std::move(*made) : nullptr;
}

std::filesystem::path House::seatFile(const testing::Seat& seat) const {
    return m_folder.path() / ("seat-" + seat.id.text() + ".db");
}

std::unique_ptr<sync::SeatService> House::openSeat(const testing::Seat& seat, bool linked,
                                                   sync::SeatService::Callbacks callbacks) {
    sync::SeatService::Options options;
    options.path = seatFile(seat);
    options.seat = seat.id;
    options.features = seatFeatures();
    if (linked) options.link = link(seat);
    return need(sync::SeatService::start(std::move(options), std::move(callbacks), clock, random));
}

ledger::Features seatFeatures() {
    ledger::Features rooms = commonRooms();
    rooms.push_back(makeRecords());
    return rooms;
}

bool waitFor(const std::function<bool()>& so, std::chrono::seconds most) {
    const auto until = Steady::now() + most;
    while (!so()) {
        if (Steady::now() >= until) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

bool live(const sync::SeatService& seat) {
    const auto status = seat.status();
    return status->state == sync::LinkState::Live && status->cursor.number == status->head.number;
}

void waitForLive(const Desks& desks) {
    const auto all = [&] {
        return std::ranges::all_of(desks, [](const Desk& desk) { return live(*desk.service); });
    };
    if (!waitFor(all, std::chrono::seconds(30))) throw Void("the seats do not come live");
}

} // namespace shouwang::bench
