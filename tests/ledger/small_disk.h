// A disk that is as small as a test wants: SQLite's own file layer, but what would make the files of the
// folder larger than that together fails as on a full disk. What lies there besides (the reserve) counts.
#pragma once

#include <atomic>
#include <cstring>
#include <filesystem>
#include <sqlite3.h>
#include <string>
#include <sys/stat.h>

namespace shouwang::ledger {

class SmallDisk {
public:
    SmallDisk(std::filesystem::path folder, std::uint64_t bytes)
        : m_folder(std::move(folder))
        , m_bytes(bytes)
        , m_below(sqlite3_vfs_find(nullptr))
        , m_name("small-disk-" + std::to_string(++s_count)) {
        m_vfs = *m_below;
        m_vfs.zName = m_name.c_str();
        m_vfs.szOsFile = static_cast<int>(sizeof(File)) + m_below->szOsFile;
        m_vfs.pAppData = this;
        m_vfs.xOpen = &SmallDisk::open;
        sqlite3_vfs_register(&m_vfs, 0);
    }
    ~SmallDisk() { sqlite3_vfs_unregister(&m_vfs); }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    const char* name() const { return m_name.c_str(); }

private:
    struct File {
        sqlite3_file base;
        sqlite3_io_methods methods;
        const SmallDisk* disk;
        sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    };
    static File* fileOf(sqlite3_file* file) { return reinterpret_cast<File*>(file); }

    std::uint64_t used() const {
        std::uint64_t bytes = 0;
        for (const auto& entry : std::filesystem::directory_iterator(m_folder)) {
            struct stat status {};
            if (!entry.path().string().ends_with("-shm") && stat(entry.path().c_str(), &status) == 0) {
                bytes += static_cast<std::uint64_t>(status.st_size);
            }
        }
        return bytes;
    }

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out) {
        const auto* disk = static_cast<const SmallDisk*>(vfs->pAppData);
        File* made = fileOf(file);
        std::memset(made, 0, sizeof(File));
        const int code = disk->m_below->xOpen(disk->m_below, name, made->below(), flags, out);
        if (code != SQLITE_OK) return code;
        made->disk = disk;
        made->methods = *made->below()->pMethods;
        forward(made->methods);
        made->base.pMethods = &made->methods;
        return SQLITE_OK;
    }

    static int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 at) {
        sqlite3_file* below = fileOf(file)->below();
        sqlite3_int64 before = 0;
        below->pMethods->xFileSize(below, &before);
        const SmallDisk& disk = *fileOf(file)->disk;
        if (at + size > before &&
            disk.used() + static_cast<std::uint64_t>(at + size - before) > disk.m_bytes) {
            return SQLITE_FULL;
        }
        return below->pMethods->xWrite(below, data, size, at);
    }

    // Everything else goes to the file below as it is.
    static void forward(sqlite3_io_methods& methods) {
        methods.iVersion = 2; // without mapping the file itself
        methods.xWrite = &SmallDisk::write;
        methods.xClose = [](sqlite3_file* f) { return on(f)->xClose(fileOf(f)->below()); };
        methods.xRead = [](sqlite3_file* f, void* data, int size, sqlite3_int64 at) {
            return on(f)->xRead(fileOf(f)->below(), data, size, at);
        };
        methods.xTruncate = [](sqlite3_file* f, sqlite3_int64 size) {
            return on(f)->xTruncate(fileOf(f)->below(), size);
        };
        methods.xSync = [](sqlite3_file* f, int flags) { return on(f)->xSync(fileOf(f)->below(), flags); };
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
    static const sqlite3_io_methods* on(sqlite3_file* file) { return fileOf(file)->below()->pMethods; }

    static inline std::atomic<int> s_count = 0;
    const std::filesystem::path m_folder;
    const std::uint64_t m_bytes;
    sqlite3_vfs* m_below;
    const std::string m_name;
    sqlite3_vfs m_vfs{};
};

} // namespace shouwang::ledger
