#include "ledger/log_rewrite.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fmt/format.h>
#include <memory>
#include <sqlite3.h>
#include <vector>

namespace shouwang::ledger {

namespace {

constexpr sqlite3_int64 kPiece = 64 << 10;

/// A file as SQLite's own layer opens it, so that a simulated disk is asked like a real one.
class RawFile {
public:
    RawFile(sqlite3_vfs& vfs, const char* name, int flags)
        : m_memory(static_cast<std::size_t>(vfs.szOsFile) / sizeof(std::max_align_t) + 1) {
        file()->pMethods = nullptr;
        code = vfs.xOpen(&vfs, name, file(), flags, nullptr);
    }
    ~RawFile() {
        if (file()->pMethods) file()->pMethods->xClose(file());
    }
    RawFile(const RawFile&) = delete;
    RawFile& operator=(const RawFile&) = delete;

    int code = SQLITE_OK;
    sqlite3_file* file() { return reinterpret_cast<sqlite3_file*>(m_memory.data()); }
    const sqlite3_io_methods& calls() { return *file()->pMethods; }

private:
    std::vector<std::max_align_t> m_memory;
};

int writeAgain(RawFile& log) {
    sqlite3_int64 size = 0;
    int code = log.calls().xFileSize(log.file(), &size);
    std::vector<char> piece(static_cast<std::size_t>(std::min(size, kPiece)));
    for (sqlite3_int64 at = 0; code == SQLITE_OK && at < size; at += kPiece) {
        const int amount = static_cast<int>(std::min(kPiece, size - at));
        code = log.calls().xRead(log.file(), piece.data(), amount, at);
        if (code == SQLITE_OK) code = log.calls().xWrite(log.file(), piece.data(), amount, at);
    }
    return code == SQLITE_OK && size > 0 ? log.calls().xSync(log.file(), SQLITE_SYNC_NORMAL) : code;
}

int rewrite(sqlite3_vfs& vfs, const std::string& file) {
    const std::string journal = file + "-journal";
    const std::string log = file + "-wal";
    int there = 0;
    const int code = vfs.xAccess(&vfs, log.c_str(), SQLITE_ACCESS_EXISTS, &there);
    if (code != SQLITE_OK || there == 0) return code;
    const std::unique_ptr<const char, void (*)(const char*)> name(
        sqlite3_create_filename(file.c_str(), journal.c_str(), log.c_str(), 0, nullptr),
        [](const char* made) { sqlite3_free_filename(const_cast<char*>(made)); });
    if (!name) return SQLITE_NOMEM;
    RawFile opened(vfs, sqlite3_filename_wal(name.get()), SQLITE_OPEN_READWRITE | SQLITE_OPEN_WAL);
    return opened.code == SQLITE_OK ? writeAgain(opened) : opened.code;
}

} // namespace

Result<void> rewriteLog(const std::filesystem::path& file, const char* vfs) {
    sqlite3_vfs* const found = sqlite3_vfs_find(vfs);
    if (!found) return fail(Next::Bug, "no such file layer");
    const int code = rewrite(*found, std::filesystem::absolute(file).string());
    if (code == SQLITE_OK) return {};
    return fail(Next::Retry, fmt::format("{}: the log cannot be written again: {} ({})", file.string(),
                                         sqlite3_errstr(code), code));
}

} // namespace shouwang::ledger
