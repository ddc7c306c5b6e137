#include "sync/seat_fault.h"

#include "base/file.h"
#include "sync/seat_store.h"

#include <algorithm>
#include <fstream>
#include <unistd.h>

namespace shouwang::sync {

namespace {

constexpr std::string_view kMagic = "SQLite format 3";
constexpr std::size_t kApplicationAt = 68; // of the first page, big endian (sqlite.org/fileformat2.html, 1.3)
constexpr std::size_t kHeadBytes = 100;

std::string headOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string head(kHeadBytes, '\0');
    file.read(head.data(), kHeadBytes);
    head.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
    return head;
}

bool isOurs(const std::string& head) {
    std::uint32_t id = 0;
    for (std::size_t i = 0; i < 4; ++i)
        id = id << 8 | static_cast<std::uint8_t>(head.at(kApplicationAt + i));
    return id == static_cast<std::uint32_t>(kSeatApplicationId);
}

std::optional<SeatFault> saidInside(const std::filesystem::path& path, const Id& seat) {
    ledger::Database::Options options;
    options.path = path;
    options.access = ledger::Database::Access::ReadOnly;
    options.applicationId = kSeatApplicationId;
    const auto tables = ledger::Database::open(options);
    if (!tables) return std::nullopt;
    ledger::Statement row = (*tables)->prepare("SELECT version, seat FROM seat_meta");
    if (!row.next()) return std::nullopt;
    if (row.integer(0) > kSeatFileVersion) return SeatFault::Newer;
    if (row.id(1) != seat) return SeatFault::OtherSeat;
    return std::nullopt;
}

} // namespace

SeatFault faultOf(const std::filesystem::path& path, const Id& seat, const Error& error) {
    const std::filesystem::path lock = path.string() + ".lock";
    if (!FileLock::take(lock))
        return access(lock.c_str(), W_OK) == 0 ? SeatFault::InUse : SeatFault::Unreadable;
    const std::string head = headOf(path);
    if (head.empty()) return SeatFault::Unreadable;
    if (!head.starts_with(kMagic)) return SeatFault::Foreign;
    if (error.next == Next::Corrupt || head.size() < kHeadBytes) return SeatFault::Damaged;
    if (!isOurs(head)) return SeatFault::Foreign;
    return saidInside(path, seat).value_or(SeatFault::Unreadable);
}

} // namespace shouwang::sync
