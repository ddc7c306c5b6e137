#include "devices/spool.h"

#include "base/file.h"
#include "base/log.h"
#include "devices/spool_format.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace shouwang::devices {

namespace format = spool_format;

namespace {

constexpr std::size_t kReadMost = std::size_t{256} << 20;

tl::unexpected<Error> systemError(const std::filesystem::path& path, const char* what, int code) {
    return fail(Next::Retry, fmt::format("{}: cannot {}: {}", path.string(), what, std::strerror(code)));
}

Bytes emptyFile(std::size_t size) {
    Bytes bytes(size);
    std::copy(format::kMagic.begin(), format::kMagic.end(), bytes.begin());
    return bytes;
}

} // namespace

Spool::Spool(Options options)
    : m_options(std::move(options)) {}

Spool::~Spool() {
    closeFile();
}

void Spool::closeFile() {
    if (m_file >= 0) close(m_file);
    m_file = -1;
}

std::size_t Spool::waitingBytes() const {
    std::size_t bytes = 0;
    for (const auto& [number, room] : m_open)
        bytes += room.size;
    return bytes;
}

Result<void> Spool::ready() {
    const std::lock_guard lock(m_mutex);
    if (m_file < 0) {
        if (auto opened = open(); !opened) {
            if (m_problem != opened.error().text) log::error("devices", "no spool: {}", opened.error().text);
            m_problem = opened.error().text;
            return opened;
        }
    }
    // Half of it has to be free: else the broker would be left again after one message.
    if (m_open.size() > m_options.records / 2 || waitingBytes() > m_options.bytes / 2) {
        m_problem = fmt::format("{} messages wait for the ledger", m_open.size());
        return fail(Next::Retry, m_problem);
    }
    m_problem.clear();
    return {};
}

Result<void> Spool::open() {
    std::error_code error;
    const bool exists = std::filesystem::exists(m_options.path, error);
    if (!exists) {
        if (auto written = rewrite({}); !written) return written;
    } else {
        const auto file = readFile(m_options.path, kReadMost);
        if (!file) return fail(Next::Retry, file.error().text);
        if (auto adopted = adopt(*file); !adopted) return adopted;
    }
    m_opened = true;
    return {};
}

/// Takes over the records of a file that was found, and leaves one with room at the path.
Result<void> Spool::adopt(const Bytes& file) {
    format::Scan scan = format::scan(file);
    std::map<std::uint64_t, Room> open;
    std::vector<SpoolRecord> left;
    for (format::Found& found : scan.found) {
        m_last = std::max(m_last, found.record.number);
        // When the file is opened again after a failure, what waits is on its way already.
        const bool waits = m_opened ? m_open.contains(found.record.number) : !found.settled;
        if (!waits) continue;
        open[found.record.number] = {found.offset, found.size};
        if (!m_opened) left.push_back(std::move(found.record));
    }
    for (const auto& [number, room] : m_open)
        open.emplace(number, Room{}); // the disk has lost it; the ledger will have it
    const auto before = std::exchange(m_open, std::move(open));
    const bool fits = !scan.damaged && file.size() >= m_options.bytes;
    if (auto taken = fits ? useInPlace(scan.end) : replace(file, scan.damaged); !taken) {
        m_open = before;
        return taken;
    }
    if (scan.torn) {
        ++m_counters.torn;
        log::warning("devices", "{}: the last record was not written whole and is cut off; the broker has it",
                     m_options.path.string());
    }
    m_counters.replayed += left.size();
    if (!left.empty()) log::info("devices", "{} messages of devices are replayed", left.size());
    std::move(left.begin(), left.end(), std::back_inserter(m_left));
    return {};
}

/// A full disk is no reason not to use the room that is there.
Result<void> Spool::useInPlace(std::size_t end) {
    m_file = ::open(m_options.path.c_str(), O_RDWR | O_CLOEXEC);
    if (m_file < 0) return systemError(m_options.path, "open", errno);
    m_end = m_open.empty() ? format::kFirst : end;
    if (m_end + format::kEndMark > m_options.bytes) return {}; // the file ends where its records do
    auto written = write(std::array<std::uint8_t, format::kEndMark>{}, m_end);
    if (!written) closeFile();
    return written;
}

Result<void> Spool::replace(const Bytes& file, bool damaged) {
    const std::filesystem::path& path = m_options.path;
    std::filesystem::path aside;
    std::error_code error;
    for (int i = 1; damaged && (aside.empty() || std::filesystem::exists(aside, error)); ++i)
        aside = path.string() + fmt::format(".damaged-{}", i);
    if (damaged) std::filesystem::create_hard_link(path, aside, error);
    if (damaged && error) {
        return fail(Next::Retry, path.string() + ": is damaged and cannot be set aside: " + error.message());
    }
    if (auto written = rewrite(file); !written) {
        if (damaged) std::filesystem::remove(aside, error);
        return written;
    }
    if (!damaged) return {};
    ++m_counters.damaged;
    log::error("devices", "{}: is damaged; it stands as {} now, and what could be read of it is replayed",
               path.string(), aside.string());
    return {};
}

/// A fresh file of full size with the open records of `file` in it, put in its place at once.
Result<void> Spool::rewrite(const Bytes& file) {
    Bytes fresh = emptyFile(m_options.bytes);
    std::map<std::uint64_t, Room> moved;
    std::size_t end = format::kFirst;
    for (const auto& [number, room] : m_open) {
        if (room.offset + room.size > file.size()) continue; // lost with the disk; it is on its way in memory
        fresh.resize(std::max(fresh.size(), end + room.size + format::kEndMark));
        const auto from = file.begin() + static_cast<std::ptrdiff_t>(room.offset);
        std::copy(from, from + static_cast<std::ptrdiff_t>(room.size),
                  fresh.begin() + static_cast<std::ptrdiff_t>(end));
        moved[number] = {end, room.size};
        end += room.size;
    }
    if (auto written = writeFileWhole(m_options.path, fresh, 0600); !written) {
        return fail(Next::Retry, written.error().text);
    }
    closeFile();
    m_file = ::open(m_options.path.c_str(), O_RDWR | O_CLOEXEC);
    if (m_file < 0) return systemError(m_options.path, "open", errno);
    for (auto& [number, room] : m_open) {
        const auto place = moved.find(number);
        room = place == moved.end() ? Room{} : place->second;
    }
    m_end = end;
    return {};
}

std::vector<SpoolRecord> Spool::takeLeft() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_left, {});
}

Result<void> Spool::write(ByteView bytes, std::size_t offset) const {
    while (!bytes.empty()) {
        const ssize_t written = pwrite(m_file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return systemError(m_options.path, "write", errno);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
        offset += static_cast<std::size_t>(written);
    }
    return {};
}

/// The settled records between those that wait give their room back.
Result<void> Spool::compact() {
    auto file = readFile(m_options.path, kReadMost);
    return file ? rewrite(*file) : fail(Next::Retry, file.error().text);
}

Result<std::uint64_t> Spool::keep(std::string_view topic, ByteView payload, Micros arrived) {
    std::unique_lock lock(m_mutex);
    const auto refuse = [this](std::string why) {
        ++m_counters.refused;
        m_problem = std::move(why);
        return fail(Next::Retry, m_problem);
    };
    if (m_file < 0) return refuse(m_problem.empty() ? "the spool is not open" : m_problem);
    const std::size_t need = format::sizeOf(topic.size(), payload.size()) + format::kEndMark;
    const std::size_t used = m_open.empty() ? 0 : waitingBytes();
    if (m_open.size() >= m_options.records || format::kFirst + used + need > m_options.bytes) {
        return refuse(fmt::format("the spool is full: {} messages wait for the ledger", m_open.size()));
    }
    if (m_end + need > m_options.bytes) {
        if (auto compacted = compact(); !compacted) return refuse(compacted.error().text);
    }
    SpoolRecord record{std::max(m_last + 1, static_cast<std::uint64_t>(std::max<Micros>(arrived, 1))),
                       arrived, std::string(topic), toBytes(payload)};
    const std::size_t offset = m_end;
    auto done = write(format::encode(record), offset);
    m_last = record.number;
    m_open[record.number] = {offset, need - format::kEndMark};
    m_end += need - format::kEndMark;
    lock.unlock(); // the ledger's writer does not wait for this disk
    if (done && fdatasync(m_file) != 0) done = systemError(m_options.path, "sync", errno);
    lock.lock();
    if (done) {
        ++m_counters.kept;
        return record.number;
    }
    // After a failed sync nobody knows what is on the disk: the file is read and written anew before more
    // comes.
    m_open.erase(record.number);
    closeFile();
    return refuse(done.error().text);
}

void Spool::settle(std::uint64_t number) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_open.find(number);
    if (found == m_open.end()) return;
    const Room room = found->second;
    m_open.erase(found);
    ++m_counters.settled;
    if (m_file < 0 || room.size == 0) return;
    // Not synced: a mark that is lost costs a replay, which is harmless.
    const std::uint64_t mark = 1;
    std::array<std::uint8_t, sizeof mark> bytes{};
    std::memcpy(bytes.data(), &mark, sizeof mark);
    (void)write(bytes, room.offset + format::kMarkAt);
    if (!m_open.empty()) return;
    m_end = format::kFirst;
    (void)write(std::array<std::uint8_t, format::kEndMark>{}, m_end);
}

SpoolState Spool::state() const {
    const std::lock_guard lock(m_mutex);
    return {m_open.size(), m_problem, m_counters};
}

} // namespace shouwang::devices
