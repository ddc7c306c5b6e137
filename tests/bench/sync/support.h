// What the rows of the sync bench share: figures, floors of this machine, and a station with its seats.
#pragma once

#include "bench/rows.h"
#include "bench/sync/record.h"
#include "support/station_fixture.h"
#include "sync/http_client.h"
#include "sync/seat_service.h"

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

// Floors.
/// Rows of 24 columns and about 900 bytes, WAL, FULL, 500 a transaction, one secondary index: seconds.
double bareInsertSeconds(const std::filesystem::path& path, std::uint64_t rows);
std::vector<double> fsyncMilliseconds(const std::filesystem::path& path, int times);

/// A station of its own in this process, on a free port of the loopback.
class House {
public:
    explicit House(const std::string& name);
    ~House();

    const Folder& folder() const { return m_folder; }
    const server::DataFolder& data() const { return m_data; }
    server::StationOptions& options() { return m_options; }
    testing::Seat addSeat(char letter) { return testing::addSeat(m_data, std::string(1, letter)); }
    bool importSample();
    bool start();
    void stop();
    std::string url() const;
    std::uint16_t port() const { return m_station->port(); }

    std::unique_ptr<sync::StationLink> link(const testing::Seat& seat) const;
    /// `link` false: the seat works alone.
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

// The rows.
void fanoutRow(std::size_t changes);
void uploadRow(std::size_t commands, std::size_t runs, bool watched);
void saveRow(std::size_t clicks);
void stormRow(std::chrono::seconds length, std::size_t perSecond);
void bigRows(std::uint64_t facts, std::size_t runs, const Ask& ask); ///< first_sync, verify, rebuild, memory
int runSeat(const std::vector<std::string>& words); ///< the seat of first_sync, a process of its own

} // namespace shouwang::bench
