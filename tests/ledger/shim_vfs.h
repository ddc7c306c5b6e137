// SQLite's own file layer with a hook before what reaches the disk, so that a test can have a disk that is
// small or fails. A hook returns SQLITE_OK for "go on"; anything else is what SQLite is told.
#pragma once

#include <atomic>
#include <cstring>
#include <sqlite3.h>
#include <string>

namespace shouwang::ledger {

class ShimVfs {
public:
    explicit ShimVfs(const char* kind)
        : m_below(sqlite3_vfs_find(nullptr))
        , m_name(std::string(kind) + "-" + std::to_string(++s_count)) {
        m_vfs = *m_below;
        m_vfs.zName = m_name.c_str();
        m_vfs.szOsFile = static_cast<int>(sizeof(File)) + m_below->szOsFile;
        m_vfs.pAppData = this;
        m_vfs.xOpen = &ShimVfs::open;
        sqlite3_vfs_register(&m_vfs, 0);
    }
    virtual ~ShimVfs() { sqlite3_vfs_unregister(&m_vfs); }
    ShimVfs(const ShimVfs&) = delete;
    ShimVfs& operator=(const ShimVfs&) = delete;
    const char* name() const { return m_name.c_str(); }

protected:
    // On the threads that use the connections.
    virtual int beforeOpen() { return SQLITE_OK; }
    virtual int beforeRead() { return SQLITE_OK; }
    virtual int beforeWrite(std::uint64_t /*growth*/) { return SQLITE_OK; } ///< bytes that the file grows by
    virtual int beforeSync() { return SQLITE_OK; }

private:
    struct File {
        sqlite3_file base;
        sqlite3_io_methods methods;
        ShimVfs* shim;
        sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    };
    static File* fileOf(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
    static const sqlite3_io_methods* on(sqlite3_file* file) { return fileOf(file)->below()->pMethods; }

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out) {
        auto* shim = static_cast<ShimVfs*>(vfs->pAppData);
        File* made = fileOf(file);
        std::memset(made, 0, sizeof(File));
        if (const int code = shim->beforeOpen(); code != SQLITE_OK) return code;
        const int code = shim->m_below->xOpen(shim->m_below, name, made->below(), flags, out);
        if (code != SQLITE_OK) return code;
        made->shim = shim;
        made->methods = *made->below()->pMethods;
        forward(made->methods);
        made->base.pMethods = &made->methods;
        return SQLITE_OK;
    }

    static int read(sqlite3_file* file, void* data, int size, sqlite3_int64 at) {
        const int code = fileOf(file)->shim->beforeRead();
        return code != SQLITE_OK ? code : on(file)->xRead(fileOf(file)->below(), data, size, at);
    }
    static int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 at) {
        sqlite3_int64 before = 0;
        on(file)->xFileSize(fileOf(file)->below(), &before);
        const sqlite3_int64 growth = at + size > before ? at + size - before : 0;
        const int code = fileOf(file)->shim->beforeWrite(static_cast<std::uint64_t>(growth));
        return code != SQLITE_OK ? code : on(file)->xWrite(fileOf(file)->below(), data, size, at);
    }
    static int sync(sqlite3_file* file, int flags) {
        const int code = fileOf(file)->shim->beforeSync();
        return code != SQLITE_OK ? code : on(file)->xSync(fileOf(file)->below(), flags);
    }

    // Everything else goes to the file below as it is.
    static void forward(sqlite3_io_methods& methods) {
        methods.iVersion = 2; // without mapping the file itself
        methods.xRead = &ShimVfs::read;
        methods.xWrite = &ShimVfs::write;
        methods.xSync = &ShimVfs::sync;
        methods.xClose = [](sqlite3_file* f) { return on(f)->xClose(fileOf(f)->below()); };
        methods.xTruncate = [](sqlite3_file* f, sqlite3_int64 size) {
            return on(f)->xTruncate(fileOf(f)->below(), size);
        };
        methods.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
            return on(f)->xFileSize(fileOf(f)->below(), size);
        };
        methods.xLock = [](sqlite3_file* f, int level) { return on(f)->xLock(fileOf(f)->below(), level); };
        methods.xUnlock = [](sqlite3_file* f, int level) {
            return on(f)->xUnlock(fileOf(f)->below(), level);
        };
        methods.xCheckReservedLock = [](sqlite3_file* f, int* out) {
            return on(f)->xCheckReservedLock(fileOf(f)->below(), out);
        };
        methods.xFileControl = [](sqlite3_file* f, int op, void* argument) {
            return on(f)->xFileControl(fileOf(f)->below(), op, argument);
        };
        methods.xSectorSize = [](sqlite3_file* f) { return on(f)->xSectorSize(fileOf(f)->below()); };
        methods.xDeviceCharacteristics = [](sqlite3_file* f) {
            return on(f)->xDeviceCharacteristics(fileOf(f)->below());
        };
        methods.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
            return on(f)->xShmMap(fileOf(f)->below(), page, size, extend, out);
        };
        methods.xShmLock = [](sqlite3_file* f, int offset, int count, int flags) {
            return on(f)->xShmLock(fileOf(f)->below(), offset, count, flags);
        };
        methods.xShmBarrier = [](sqlite3_file* f) { on(f)->xShmBarrier(fileOf(f)->below()); };
        methods.xShmUnmap = [](sqlite3_file* f, int remove) {
            return on(f)->xShmUnmap(fileOf(f)->below(), remove);
        };
    }

    static inline std::atomic<int> s_count = 0;
    sqlite3_vfs* m_below;
    const std::string m_name;
    sqlite3_vfs m_vfs{};
};

} // namespace shouwang::ledger
