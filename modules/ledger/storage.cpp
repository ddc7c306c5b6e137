#include "ledger/storage.h"

#include "ledger/fact.h"

#include <charconv>
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace shouwang::ledger {

namespace {

constexpr double kDay = 86'400e6;       // microseconds
constexpr double kShortest = kDay / 24; // less than an hour says nothing about a day

std::uint64_t pragma(Database& database, std::string_view sql) {
    Statement row = database.prepare(sql);
    return row.next() ? static_cast<std::uint64_t>(row.integer(0)) : 0;
}

Micros committedAt(Database& database, std::uint64_t number) {
    Statement row = database.prepare("SELECT bytes FROM fact WHERE number=?");
    if (!row.bind(static_cast<std::int64_t>(number)).next()) return 0;
    const auto fact = decodeFact(row.bytes(0));
    return fact ? fact->committed : 0;
}

/// The first fact that was committed then or later; a clock that went back makes it a little wrong at most.
std::uint64_t firstSince(Database& database, std::uint64_t facts, Micros since) {
    std::uint64_t low = 1;
    std::uint64_t high = facts;
    while (low < high) {
        const std::uint64_t middle = low + (high - low) / 2;
        if (committedAt(database, middle) >= since) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

} // namespace

bool isDiskFull(const Error& error) {
    return error.text.find(kDiskFull) != std::string::npos;
}

bool isDiskFailing(const Error& error) {
    if (error.next == Next::Bug || isDiskFull(error) || !error.text.ends_with(')')) return false;
    const std::size_t open = error.text.rfind('(');
    if (open == std::string::npos) return false;
    int code = 0;
    const char* const last = error.text.data() + error.text.size() - 1;
    const auto [end, problem] = std::from_chars(error.text.data() + open + 1, last, code);
    if (problem != std::errc() || end != last) return false;
    switch (code & 0xff) { // the rest of it says where
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY: // as a file system is after an error
        return true;
    default:
        return false;
    }
}

std::uint64_t logBytes(const Database& database) {
    std::error_code error;
    const auto bytes = std::filesystem::file_size(database.path().string() + "-wal", error);
    return error ? 0 : bytes;
}

Result<bool> shrinkLog(Database& database) {
    bool busy = true;
    {
        Statement row = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)");
        if (row.next()) busy = row.integer(0) != 0;
    }
    if (const auto error = database.error()) {
        database.rollback();
        return tl::unexpected(*error);
    }
    return !busy;
}

Result<void> Reserve::hold() const {
    if (m_bytes == 0 || held()) return {};
    std::error_code error;
    const auto space = std::filesystem::space(m_file.parent_path(), error);
    if (error || space.available < 2 * m_bytes) {
        return fail(Next::Retry, m_file.string() + ": there is no room for the reserve");
    }
    const int file = open(m_file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0) return fail(Next::Refused, m_file.string() + ": cannot be made");
    const bool held = posix_fallocate(file, 0, static_cast<off_t>(m_bytes)) == 0 && fsync(file) == 0;
    close(file);
    if (held) return {};
    unlink(m_file.c_str());
    return fail(Next::Retry, m_file.string() + ": there is no room for the reserve");
}

bool Reserve::release() const {
    return unlink(m_file.c_str()) == 0;
}

bool Reserve::held() const {
    struct stat status {};
    return stat(m_file.c_str(), &status) == 0 && static_cast<std::uint64_t>(status.st_size) >= m_bytes;
}

Result<Forecast> forecast(Database& ledger, std::uint64_t freeBytes, Micros now, int days) {
    Forecast out;
    out.freeBytes = freeBytes;
    out.fileBytes = pragma(ledger, "PRAGMA page_count") * pragma(ledger, "PRAGMA page_size");
    out.facts = pragma(ledger, "SELECT max(number) FROM fact");
    if (out.facts > 0) {
        const Micros since = now - static_cast<Micros>(days * kDay);
        const std::uint64_t first = firstSince(ledger, out.facts, since);
        const Micros began = std::max(committedAt(ledger, first), since);
        const double span = static_cast<double>(now - (first == 1 ? began : since));
        out.days = span / kDay;
        if (span >= kShortest) {
            const double each = static_cast<double>(out.fileBytes) / static_cast<double>(out.facts);
            const bool recent = committedAt(ledger, first) >= since;
            const double facts = recent ? static_cast<double>(out.facts - first + 1) : 0;
            out.bytesPerDay = each * facts / out.days;
            if (*out.bytesPerDay > 0) out.daysLeft = static_cast<double>(freeBytes) / *out.bytesPerDay;
        }
    }
    if (ledger.error()) return tl::unexpected(*ledger.error());
    return out;
}

} // namespace shouwang::ledger
