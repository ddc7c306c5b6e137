#include "ledger/readings.h"

#include "base/log.h"

#include <algorithm>

namespace shouwang::ledger {

namespace {

constexpr Micros kDay = Micros{86'400} * 1'000'000;
constexpr Micros kAhead = Micros{300} * 1'000'000; // more than that is a wrong clock
constexpr std::uint64_t kPart = 50;                // a fiftieth goes when the file is too large

Result<std::unique_ptr<Database>> openFile(const std::filesystem::path& path, const char* vfs) {
    Database::Options options;
    options.path = path;
    options.applicationId = kReadingsApplicationId;
    options.vfs = vfs;
    return Database::open(options);
}

void setAside(const std::filesystem::path& path) {
    std::error_code ignored;
    for (const char* end : {"", "-wal", "-shm"})
        std::filesystem::rename(path.string() + end, path.string() + ".damaged" + end, ignored);
}

} // namespace

Result<std::unique_ptr<Readings>> Readings::open(const std::filesystem::path& path, ReadingsLimits limits,
                                                 const Clock& clock, const char* vfs) {
    auto database = openFile(path, vfs);
    if (!database && database.error().next == Next::Corrupt) {
        log::error("readings", "{}: set aside, a new file is begun", database.error().text);
        setAside(path);
        database = openFile(path, vfs);
    }
    if (!database) return tl::unexpected(database.error());
    std::unique_ptr<Readings> readings(new Readings(std::move(*database), limits, clock));
    if (auto prepared = readings->prepare(); !prepared) return tl::unexpected(prepared.error());
    return readings;
}

Result<void> Readings::prepare() {
    m_database->begin();
    m_database->run(
        "CREATE TABLE IF NOT EXISTS reading(id INTEGER PRIMARY KEY, source TEXT NOT NULL, kind TEXT NOT"
        " NULL, at INTEGER NOT NULL, value INTEGER NOT NULL) STRICT;"
        "DROP INDEX IF EXISTS reading_source;" // by kind before the time: no page could be read from it
        "CREATE INDEX IF NOT EXISTS reading_source_at ON reading(source, at);"
        "CREATE INDEX IF NOT EXISTS reading_at ON reading(at);");
    {
        Statement count = m_database->prepare("SELECT count(*) FROM reading");
        if (count.next()) m_rows = static_cast<std::uint64_t>(count.integer(0));
    }
    return m_database->commit();
}

void Readings::add(Reading reading) {
    if (reading.source.empty() || reading.kind.empty() || reading.source.size() > m_limits.text ||
        reading.kind.size() > m_limits.text) {
        ++m_counters.refused;
        return;
    }
    const Micros now = m_clock.utc();
    if (reading.at > now + kAhead) reading.at = now;
    if (m_buffer.size() >= m_limits.buffer) {
        m_buffer.pop_front();
        ++m_counters.dropped;
    }
    m_buffer.push_back(std::move(reading));
}

Result<void> Readings::flush() {
    const ReadingsCounters before = m_counters;
    const std::uint64_t rows = m_rows;
    m_database->begin();
    {
        Statement insert =
            m_database->prepare("INSERT INTO reading(source, kind, at, value) VALUES(?, ?, ?, ?)");
        for (const Reading& reading : m_buffer) {
            insert.bind(reading.source).bind(reading.kind).bind(reading.at).bind(reading.value).run();
            insert.again();
        }
    }
    m_counters.stored += m_buffer.size();
    m_rows += m_buffer.size();
    m_counters.expired += remove("at < ?", m_clock.utc() - m_limits.days * kDay);
    const std::string oldest = "id IN (SELECT id FROM reading ORDER BY at, id LIMIT ?)";
    if (m_rows > m_limits.rows) {
        m_counters.evicted += remove(oldest, static_cast<std::int64_t>(m_rows - m_limits.rows));
    }
    while (m_rows > 0 && usedBytes() > m_limits.bytes)
        m_counters.evicted += remove(oldest, static_cast<std::int64_t>(m_rows / kPart + 1));
    if (auto committed = m_database->commit(); !committed) {
        m_counters = before;
        m_rows = rows;
        return committed;
    }
    m_buffer.clear();
    return {};
}

std::uint64_t Readings::remove(std::string_view where, std::int64_t value) {
    m_database->prepare("DELETE FROM reading WHERE " + std::string(where)).bind(value).run();
    if (m_database->error()) {
        m_rows = 0; // the loop above must end; the commit fails and brings the right number back
        return 0;
    }
    const auto removed = static_cast<std::uint64_t>(m_database->changes());
    m_rows -= std::min(m_rows, removed);
    return removed;
}

std::uint64_t Readings::usedBytes() {
    const auto pragma = [this](std::string_view sql) {
        Statement row = m_database->prepare(sql);
        return row.next() ? static_cast<std::uint64_t>(row.integer(0)) : 0;
    };
    const std::uint64_t pages = pragma("PRAGMA page_count") - pragma("PRAGMA freelist_count");
    return pages * pragma("PRAGMA page_size");
}

void Readings::dropBuffer() {
    m_counters.dropped += m_buffer.size();
    m_buffer.clear();
}

Result<Readings::Page> Readings::page(const Query& query) {
    Page page;
    Place place = query.after.value_or(Place{query.from, -1});
    {
        Statement rows =
            m_database->prepare("SELECT id, at, kind, value FROM reading WHERE source=?1 AND at>=?2 AND"
                                " at<?3 AND (at>?4 OR id>?5) ORDER BY at, id LIMIT ?6");
        rows.bind(query.source)
            .bind(std::max(query.from, place.at))
            .bind(query.to)
            .bind(place.at)
            .bind(place.id);
        rows.bind(static_cast<std::int64_t>(query.limit) + 1);
        while (rows.next()) {
            if (page.readings.size() == query.limit) {
                page.next = place;
                break;
            }
            place = {rows.integer(1), rows.integer(0)};
            page.readings.push_back({query.source, rows.text(2), rows.integer(1), rows.integer(3)});
        }
    }
    if (const auto error = m_database->error()) {
        m_database->rollback();
        return tl::unexpected(*error);
    }
    return page;
}

Result<std::vector<Reading>> Readings::latest(std::string_view source, std::string_view kind,
                                              std::size_t limit) {
    std::vector<Reading> out;
    {
        Statement rows =
            m_database->prepare("SELECT at, value FROM reading WHERE source=? AND kind=? ORDER BY at"
                                " DESC, id DESC LIMIT ?");
        rows.bind(source).bind(kind).bind(static_cast<std::int64_t>(limit));
        while (rows.next())
            out.push_back({std::string(source), std::string(kind), rows.integer(0), rows.integer(1)});
    }
    if (const auto error = m_database->error()) {
        m_database->rollback();
        return tl::unexpected(*error);
    }
    return out;
}

} // namespace shouwang::ledger
