#include "ledger/database.h"

#include "ledger/log_rewrite.h"
#include "ledger/trouble.h"

#include <charconv>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unordered_map>

namespace shouwang::ledger {

namespace {

Next nextFor(int code) {
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
        return Next::Retry;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return Next::Corrupt;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return Next::Refused;
    case SQLITE_CANTOPEN:
        return Next::Offline;
    default:
        return Next::Bug;
    }
}

Error errorFor(sqlite3* handle, int code, const std::filesystem::path& path) {
    const char* text = handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    const char* meaning = (code & 0xff) == SQLITE_FULL ? kDiskFull.data() : "";
    return {nextFor(code), fmt::format("{}: {}{} ({})", path.string(), meaning, text, code)};
}

/// What quick_check has found. A page that the disk does not give just now is no damage.
Error faultOf(const std::string& check, const std::filesystem::path& path) {
    constexpr std::string_view kCode = "error code=";
    int code = SQLITE_CORRUPT;
    if (const auto at = check.find(kCode); at != std::string::npos)
        std::from_chars(check.data() + at + kCode.size(), check.data() + check.size(), code);
    if (nextFor(code) == Next::Retry)
        return {Next::Retry, fmt::format("{}: a page cannot be read ({})", path.string(), code)};
    return {Next::Corrupt, path.string() + ": the file is damaged: " + check};
}

// Counting every piece of memory takes a lock that all connections of the process share, and nobody reads the
// count.
void withoutMemoryStatistics() {
    static const int done =
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); // too late, in a test with its own VFS: no harm
    (void)done;
}

} // namespace

// Statements in use are taken out, so that a nested use of the same text gets one of its own.
struct Database::Cache {
    struct TextHash : std::hash<std::string_view> {
        using is_transparent = void; // found without making a string of the text
    };
    std::unordered_map<std::string, Statement::Idle, TextHash, std::equal_to<>> idle;

    ~Cache() {
        for (auto& [sql, statements] : idle) {
            for (sqlite3_stmt* statement : statements)
                sqlite3_finalize(statement);
        }
    }
};

Statement::Statement(Database& database, sqlite3_stmt* statement, Idle& home)
    : m_database(&database)
    , m_statement(statement)
    , m_home(&home) {}

Statement::Statement(Statement&& other) noexcept
    : m_database(other.m_database)
    , m_statement(std::exchange(other.m_statement, nullptr))
    , m_home(other.m_home)
    , m_parameter(other.m_parameter) {}

Statement::~Statement() {
    if (!m_statement) return;
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    m_home->push_back(m_statement);
}

void Statement::note(int code) {
    if (code != SQLITE_OK) m_database->note(code);
}

Statement& Statement::bind(std::int64_t value) {
    if (m_statement) note(sqlite3_bind_int64(m_statement, ++m_parameter, value));
    return *this;
}

Statement& Statement::bind(std::string_view value) {
    if (m_statement) {
        note(sqlite3_bind_text64(m_statement, ++m_parameter, value.data() ? value.data() : "", value.size(),
                                 SQLITE_TRANSIENT, SQLITE_UTF8));
    }
    return *this;
}

Statement& Statement::bind(ByteView value) {
    if (m_statement) {
        const void* data = value.data() ? static_cast<const void*>(value.data()) : "";
        note(sqlite3_bind_blob64(m_statement, ++m_parameter, data, value.size(), SQLITE_TRANSIENT));
    }
    return *this;
}

Statement& Statement::bindNull() {
    if (m_statement) note(sqlite3_bind_null(m_statement, ++m_parameter));
    return *this;
}

bool Statement::next() {
    if (!m_statement || m_database->error()) return false;
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) m_database->note(code);
    return false;
}

void Statement::run() {
    while (next()) {
    }
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(m_statement, column);
}

std::string Statement::text(int column) const {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    if (!data) return {};
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

Bytes Statement::bytes(int column) const {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(m_statement, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column));
    return data ? Bytes(data, data + size) : Bytes();
}

Id Statement::id(int column) const {
    return Id::fromBytes(bytes(column)).value_or(Id());
}

bool Statement::isNull(int column) const {
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

Statement::Type Statement::type(int column) const {
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_NULL:
        return Type::Null;
    case SQLITE_INTEGER:
        return Type::Integer;
    case SQLITE_TEXT:
        return Type::Text;
    case SQLITE_BLOB:
        return Type::Blob;
    default:
        return Type::Other;
    }
}

Statement& Statement::again() {
    if (m_statement) sqlite3_reset(m_statement); // what went wrong has been noted by the step
    m_parameter = 0;
    return *this;
}

Database::Database(sqlite3* handle, std::filesystem::path path, std::optional<FileLock> lock)
    : m_handle(handle)
    , m_path(std::move(path))
    , m_lock(std::move(lock))
    , m_cache(std::make_unique<Cache>()) {}

Database::~Database() {
    m_cache.reset();
    sqlite3_close_v2(m_handle);
}

Result<std::unique_ptr<Database>> Database::open(const Options& options) {
    withoutMemoryStatistics(); // before anything wakes SQLite, or it is too late
    std::optional<FileLock> lock;
    const bool writes = options.access == Access::Write;
    if (writes && !options.vfs) {
        auto taken = FileLock::take(options.path.string() + ".lock");
        if (!taken) return tl::unexpected(taken.error());
        lock.emplace(std::move(*taken));
    }
    if (writes) {
        if (auto rewritten = rewriteLog(options.path, options.vfs); !rewritten)
            return tl::unexpected(rewritten.error());
    }
    sqlite3* handle = nullptr;
    const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                      (writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
    const int code = sqlite3_open_v2(options.path.c_str(), &handle, flags, options.vfs);
    std::unique_ptr<Database> database(new Database(handle, options.path, std::move(lock)));
    if (code != SQLITE_OK) return tl::unexpected(errorFor(handle, code, options.path));
    sqlite3_busy_timeout(handle, writes ? 0 : 2000);
    // Only the writer may checkpoint (see the head of database.h), also when a reader is the last to close.
    if (!writes) sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    if (auto prepared = database->prepareFile(options); !prepared) return tl::unexpected(prepared.error());
    return database;
}

Result<std::unique_ptr<Database>> Database::scratch(Scratch kind) {
    sqlite3* handle = nullptr;
    const char* path = kind == Scratch::Memory ? ":memory:" : "";
    const int flags =
        SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int code = sqlite3_open_v2(path, &handle, flags, nullptr);
    std::unique_ptr<Database> database(new Database(handle, "scratch", std::nullopt));
    if (code != SQLITE_OK) return tl::unexpected(errorFor(handle, code, "scratch"));
    database->run("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16384");
    if (database->error()) return tl::unexpected(*database->error());
    return database;
}

Result<void> Database::prepareFile(const Options& options) {
    const bool writes = options.access == Access::Write;
    const auto pragma = [this](std::string_view sql) {
        Statement statement = prepare(sql);
        return statement.next() ? statement.text(0) : std::string();
    };
    const std::string found = pragma("PRAGMA application_id");
    const bool empty = pragma("SELECT count(*) FROM sqlite_master") == "0" && found == "0";
    if (m_error) return tl::unexpected(*m_error);
    if (!empty && found != std::to_string(options.applicationId)) {
        return fail(Next::Refused, fmt::format("{}: {}", m_path.string(), kNotOurs));
    }
    if (writes) {
        if (empty) run(fmt::format("PRAGMA application_id={}", options.applicationId));
        const std::string journal = pragma("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0");
        run("PRAGMA wal_autocheckpoint=4000"); // a page that changes often is copied once in 16 MiB of log
    } else {
        run("PRAGMA wal_autocheckpoint=0; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0; PRAGMA "
            "query_only=ON");
    }
    // Only the writer looks through the whole file: a reader opens often, and on the GUI thread.
    const std::string check = writes ? pragma("PRAGMA quick_check(1)") : "ok";
    if (m_error) return tl::unexpected(*m_error);
    if (check != "ok") return tl::unexpected(faultOf(check, m_path));
    return {};
}

Statement Database::prepare(std::string_view sql) {
    auto found = m_cache->idle.find(sql);
    if (found == m_cache->idle.end()) found = m_cache->idle.try_emplace(std::string(sql)).first;
    auto& [text, idle] = *found;
    if (!idle.empty()) {
        sqlite3_stmt* statement = idle.back();
        idle.pop_back();
        return {*this, statement, idle};
    }
    sqlite3_stmt* statement = nullptr;
    if (!m_error) {
        note(sqlite3_prepare_v3(m_handle, text.c_str(), static_cast<int>(text.size() + 1),
                                SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
    }
    return {*this, statement, idle};
}

void Database::run(std::string_view sql) {
    if (m_error) return;
    note(sqlite3_exec(m_handle, std::string(sql).c_str(), nullptr, nullptr, nullptr));
}

void Database::begin() {
    run(sqlite3_db_readonly(m_handle, "main") == 1 ? "BEGIN" : "BEGIN IMMEDIATE");
}

Result<void> Database::commit() {
    run("COMMIT");
    if (!m_error) return {};
    const Error error = *m_error;
    rollback();
    return tl::unexpected(error);
}

void Database::rollback() {
    m_error.reset();
    // SQLite may have rolled back by itself (disk full): then there is nothing to do.
    if (sqlite3_get_autocommit(m_handle) == 0) run("ROLLBACK");
    // A swap that failed among its renames has left it open (shadow_tables.cpp).
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0, nullptr);
}

void Database::savepoint() {
    run("SAVEPOINT inner");
}

void Database::releaseSavepoint() {
    run("RELEASE inner");
}

void Database::rollbackToSavepoint() {
    m_error.reset();
    run("ROLLBACK TO inner; RELEASE inner");
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(m_handle);
}

void Database::note(int code) {
    if (code != SQLITE_OK && !m_error) m_error = errorFor(m_handle, code, m_path);
}

void addColumn(Database& database, std::string_view table, std::string_view column, std::string_view type) {
    bool known = false;
    {
        Statement row = database.prepare("SELECT 1 FROM pragma_table_info(?) WHERE name=?");
        known = row.bind(table).bind(column).next();
    }
    if (!known) database.run(fmt::format("ALTER TABLE {} ADD COLUMN {} {}", table, column, type));
}

} // namespace shouwang::ledger
