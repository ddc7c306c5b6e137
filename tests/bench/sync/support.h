// What the rows of the sync bench share: figures, floors of this machine, and a station with its seats.
#pragma once

#include "bench/rows.h"
#include "bench/sync/record.h"
#include "support/station_fixture.h"
#include "sync/http_client.h"
#include "sync/seat_service.h"

#include <algorithm>
#include <fmt/format.h>

namespace shouwang::bench {

using Steady = std::chrono::steady_clock;

double since(Steady::time_point start); ///< seconds

/// A folder below the temporary one, gone at the end.
class Folder {
public:
    explicit Folder(const std::string& name);
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::filesystem::path operator/(const std::string& name) const { return m_path / name; }
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

// Floors. Void: the disk does not take them.
/// Rows of 24 columns and about 900 bytes, WAL, FULL, 500 a transaction, one secondary index: seconds.
double bareInsertSeconds(const std::filesystem::path& path, std::uint64_t rows);
std::vector<double> fsyncMilliseconds(const std::filesystem::path& path, int times);
/// A figure of PouchDB that the issue gives; it cannot be installed here, so nobody has measured it here.
Json pouchDb(const std::string& how, const Json& figures);

/// A seat of the house, and its service while it is open.
struct Desk {
    testing::Seat card;
    std::unique_ptr<sync::SeatService> service{};
};
using Desks = std::vector<Desk>;

/// A station of its own in this process, on a free port of the loopback.
class House {
public:
    explicit House(const std::string& name);
    ~House();

    const Folder& folder() const { return m_folder; }
    const server::DataFolder& data() const { return m_data; }
    server::StationOptions& options() { return m_options; }
    testing::Seat addSeat(char letter) { return testing::addSeat(m_data, std::string(1, letter)); }
    Desks addDesks(std::size_t count);
    void importSample(); ///< Void: it cannot be
    void start();        ///< Void: it does not
    void stop();
    std::string url() const;
    std::uint16_t port() const { return m_station->port(); }

    std::unique_ptr<sync::StationLink> link(const testing::Seat& seat) const;
    /// `link` false: the seat works alone. Void: its file cannot be opened.
    std::unique_ptr<sync::SeatService> openSeat(const testing::Seat& seat, bool link,
                                                sync::SeatService::Callbacks callbacks = {});
    std::filesystem::path seatFile(const testing::Seat& seat) const;

    const SystemClock clock;
    SystemRandom random;

private:
    Folder m_folder;
    server::DataFolder m_data;
    server::StationOptions m_options;
    std::unique_ptr<server::Station> m_station;
};

ledger::Features seatFeatures(); ///< a desk's rooms and the bench's own

/// Waits until it is so, at most that long. False: it was not.
bool waitFor(const std::function<bool()>& so, std::chrono::seconds most);
bool live(const sync::SeatService& seat);

/// Void: not all of them within half a minute.
void waitForLive(const Desks& desks);

// The rows. `runs`: how often each is measured anew, with another station and other seats.
void fanoutRow(std::size_t changes, std::size_t runs);
void uploadRow(std::size_t commands, std::size_t runs, bool watched);
/// `strict`: void where the feed does not reach its pace.
void saveRow(std::size_t clicks, std::size_t runs, bool strict);
/// A run of each length. `strict`: void where the devices do not reach their pace.
void stormRow(const std::vector<std::chrono::seconds>& lengths, std::size_t perSecond, bool strict);
void bigRows(std::uint64_t facts, std::size_t runs, const Ask& ask); ///< first_sync, memory, verify, rebuild
int runSeat(const std::vector<std::string>& words); ///< the seat of first_sync, a process of its own

} // namespace shouwang::bench
