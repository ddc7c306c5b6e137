// One SQLite file that is ours. WAL, synchronous=FULL, asserted at every open. Exactly one connection in one
// process writes and checkpoints (SQLite before 3.51.3 can corrupt a WAL otherwise): a lock file beside it
// keeps a second writer out, all others open read-only.
//
// Errors stick: after the first one every statement does nothing until the transaction is rolled back, and
// commit() returns it. Rooms can so write their tables without a check a line.
#pragma once

#include "base/bytes.h"
#include "base/file.h"
#include "base/id.h"

#include <memory>
#include <optional>

struct sqlite3;
struct sqlite3_stmt;

namespace shouwang::ledger {

class Database;

constexpr std::string_view kDiskFull = "disk full: "; ///< stands in the text of an error that means this

/// A prepared statement, reset on destruction. Columns and parameters count from 0 and 1 as in SQLite.
class Statement {
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    Statement& bind(std::int64_t value);
    Statement& bind(std::string_view value);
    Statement& bind(ByteView value);
    Statement& bind(const Id& id) { return bind(ByteView(id.bytes())); }
    Statement& bindNull();

    bool next(); ///< true: there is a row
    void run();  ///< for statements without rows
    std::int64_t integer(int column) const;
    std::string text(int column) const;
    Bytes bytes(int column) const;
    Id id(int column) const;
    bool isNull(int column) const;
    enum class Type { Null, Integer, Text, Blob, Other };
    Type type(int column) const;
    /// Ready for the next row of the same statement: parameters count from 1 again.
    Statement& again();

private:
    friend class Database;
    using Idle = std::vector<sqlite3_stmt*>;
    Statement(Database& database, sqlite3_stmt* statement, Idle& home);
    void note(int code);
    Database* m_database;
    sqlite3_stmt* m_statement;
    Idle* m_home; // where it rests between two uses
    int m_parameter = 0;
};

class Database {
public:
    enum class Access { Write, ReadOnly };

    struct Options {
        std::filesystem::path path;
        Access access = Access::Write;
        std::int32_t applicationId = 0x53685761; ///< another id in the file: "not ours", refused
        const char* vfs = nullptr; ///< for the simulator, which keeps a second writer out by itself
    };

    /// Refused: another program's file or a second writer. Corrupt: damaged. Offline: not there (read-only).
    static Result<std::unique_ptr<Database>> open(const Options& options);
    /// Empty, of nobody else, gone when it is closed: in memory, or where that does not suffice in a file
    /// that has no name any more. Nothing in it is durable.
    enum class Scratch { Memory, Spills };
    static Result<std::unique_ptr<Database>> scratch(Scratch kind = Scratch::Memory);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Cached by its text, so a statement costs its preparation once.
    Statement prepare(std::string_view sql);
    void run(std::string_view sql); ///< one or more statements without parameters or rows

    void begin();          ///< BEGIN IMMEDIATE; read-only: BEGIN
    Result<void> commit(); ///< durable when it returns; the sticky error, after rolling back
    void rollback();
    void savepoint(); ///< one level inside a transaction
    void releaseSavepoint();
    void rollbackToSavepoint(); ///< also forgets an error that happened since

    /// Copies all of it, as it is at one moment, into a new file that stands by itself (no WAL beside it).
    /// Also while another process writes. Retry: no room there. What is left after an error is of no use.
    /// `vfs` as in Options: where the target lies.
    Result<void> copyTo(const std::filesystem::path& target, const char* vfs = nullptr);

    const std::optional<Error>& error() const { return m_error; }
    std::int64_t changes() const;
    const std::filesystem::path& path() const { return m_path; }

private:
    Database(sqlite3* handle, std::filesystem::path path, std::optional<FileLock> lock);
    friend class Statement;
    void note(int code);
    Result<void> prepareFile(const Options& options);

    struct Cache;
    sqlite3* m_handle;
    std::filesystem::path m_path;
    std::optional<FileLock> m_lock; // held by the one writer
    std::optional<Error> m_error;   // sticks until rollback
    std::unique_ptr<Cache> m_cache;
};

/// Where the table lacks it: how a room goes on with tables of an earlier version (Feature::readableSince).
void addColumn(Database& database, std::string_view table, std::string_view column, std::string_view type);

} // namespace shouwang::ledger
