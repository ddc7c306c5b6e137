#include "simulation/disk/vfs.h"

#include <cstring>

namespace shouwang::simulation {

namespace {

constexpr std::uint64_t kRoom = 64u << 20; // more is a bug of a test

struct Handle { // what SQLite allocates; begins with its own part
    sqlite3_file base;
    struct Open;
    Open* open;
};

} // namespace

struct Handle::Open {
    Disk& disk;
    std::string name;
    std::shared_ptr<Inode> inode;
    bool counted = false; ///< a main file
    bool writes = false;
    bool removeOnClose = false;
    int level = SQLITE_LOCK_NONE;
    bool mapped = false;
};

namespace {

Handle::Open& of(sqlite3_file* file) {
    return *reinterpret_cast<Handle*>(file)->open;
}
const void* owner(sqlite3_file* file) {
    return file;
}

int unlock(sqlite3_file* file, int level) {
    Handle::Open& open = of(file);
    Inode& inode = *open.inode;
    if (level >= open.level) return SQLITE_OK;
    if (level < SQLITE_LOCK_RESERVED && inode.reserved == owner(file)) inode.reserved = nullptr;
    if (level < SQLITE_LOCK_PENDING && inode.waiting == owner(file)) inode.waiting = nullptr;
    if (level == SQLITE_LOCK_NONE && open.level >= SQLITE_LOCK_SHARED) --inode.readers;
    open.level = level;
    return SQLITE_OK;
}

// Locks are the system's, not the disk's: they work as long as the process lives.
int lock(sqlite3_file* file, int level) {
    Handle::Open& open = of(file);
    Inode& inode = *open.inode;
    if (level <= open.level) return SQLITE_OK;
    if (level == SQLITE_LOCK_SHARED) {
        if (inode.waiting) return SQLITE_BUSY;
        ++inode.readers;
    } else if (level == SQLITE_LOCK_RESERVED) {
        if (inode.reserved && inode.reserved != owner(file)) return SQLITE_BUSY;
        inode.reserved = owner(file);
    } else {
        if (inode.waiting && inode.waiting != owner(file)) return SQLITE_BUSY;
        inode.waiting = owner(file);
        if (level == SQLITE_LOCK_EXCLUSIVE && inode.readers > 1) return SQLITE_BUSY;
    }
    open.level = level;
    return SQLITE_OK;
}

int checkReserved(sqlite3_file* file, int* held) {
    const Inode& inode = *of(file).inode;
    *held = inode.reserved != nullptr || inode.waiting != nullptr;
    return SQLITE_OK;
}

int shmLock(sqlite3_file* file, int offset, int count, int flags) {
    SharedMemory& memory = of(file).inode->memory;
    const bool shares = (flags & SQLITE_SHM_SHARED) != 0;
    const auto from = static_cast<std::size_t>(offset);
    const auto to = from + static_cast<std::size_t>(count);
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
        for (std::size_t slot = from; slot < to; ++slot) {
            if (shares) {
                memory.shared[slot] = std::max(0, memory.shared[slot] - 1);
            } else if (memory.exclusive[slot] == owner(file)) {
                memory.exclusive[slot] = nullptr;
            }
        }
        return SQLITE_OK;
    }
    for (std::size_t slot = from; slot < to; ++slot) {
        if (memory.exclusive[slot] && memory.exclusive[slot] != owner(file)) return SQLITE_BUSY;
        if (!shares && memory.shared[slot] > 0) return SQLITE_BUSY;
    }
    for (std::size_t slot = from; slot < to; ++slot) {
        if (shares) {
            ++memory.shared[slot];
        } else {
            memory.exclusive[slot] = owner(file);
        }
    }
    return SQLITE_OK;
}

int shmMap(sqlite3_file* file, int region, int size, int extend, void volatile** at) {
    Handle::Open& open = of(file);
    SharedMemory& memory = open.inode->memory;
    *at = nullptr;
    if (!open.mapped) {
        open.mapped = true;
        ++memory.users;
    }
    const auto index = static_cast<std::size_t>(region);
    if (index >= memory.regions.size() && !extend) return SQLITE_OK;
    while (memory.regions.size() <= index)
        memory.regions.push_back(std::make_unique<std::uint8_t[]>(static_cast<std::size_t>(size)));
    *at = memory.regions[index].get();
    return SQLITE_OK;
}

int shmUnmap(sqlite3_file* file, int) {
    Handle::Open& open = of(file);
    if (!std::exchange(open.mapped, false)) return SQLITE_OK;
    SharedMemory& memory = open.inode->memory;
    for (auto& slot : memory.exclusive) {
        if (slot == owner(file)) slot = nullptr;
    }
    if (--memory.users == 0) memory = SharedMemory();
    return SQLITE_OK;
}

int close(sqlite3_file* file) {
    Handle::Open& open = of(file);
    unlock(file, SQLITE_LOCK_NONE);
    shmUnmap(file, 0);
    if (open.counted) open.disk.noteClosed(*open.inode, open.writes);
    if (open.removeOnClose) open.disk.remove(open.name, false);
    delete &open;
    return SQLITE_OK;
}

int read(sqlite3_file* file, void* to, int amount, sqlite3_int64 offset) {
    Handle::Open& open = of(file);
    if (!open.disk.works() || open.disk.failsNow()) return SQLITE_IOERR_READ;
    const Bytes& data = open.inode->data;
    const auto wanted = static_cast<std::size_t>(amount);
    const auto from = std::min<std::size_t>(static_cast<std::size_t>(offset), data.size());
    const std::size_t there = std::min(wanted, data.size() - from);
    if (there > 0) std::memcpy(to, data.data() + from, there);
    if (there == wanted) return SQLITE_OK;
    std::memset(static_cast<char*>(to) + there, 0, wanted - there);
    return SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, const void* from, int amount, sqlite3_int64 offset) {
    Handle::Open& open = of(file);
    const auto end = static_cast<std::uint64_t>(offset) + static_cast<std::uint64_t>(amount);
    if (!open.disk.works() || open.disk.failsNow()) return SQLITE_IOERR_WRITE;
    const bool grows = end > open.inode->data.size();
    if ((open.disk.faults().full && grows) || end > kRoom) return SQLITE_FULL;
    open.disk.write(open.name, *open.inode, static_cast<std::uint64_t>(offset),
                    ByteView(static_cast<const std::uint8_t*>(from), static_cast<std::size_t>(amount)));
    return SQLITE_OK;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    Handle::Open& open = of(file);
    if (!open.disk.works() || open.disk.failsNow()) return SQLITE_IOERR_TRUNCATE;
    open.disk.cut(*open.inode, static_cast<std::uint64_t>(size));
    return SQLITE_OK;
}

int sync(sqlite3_file* file, int) {
    Handle::Open& open = of(file);
    if (!open.disk.works()) return SQLITE_IOERR_FSYNC;
    return open.disk.sync(open.name, open.inode) ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

int fileSize(sqlite3_file* file, sqlite3_int64* size) {
    Handle::Open& open = of(file);
    if (!open.disk.works()) return SQLITE_IOERR_FSTAT;
    *size = static_cast<sqlite3_int64>(open.inode->data.size());
    return SQLITE_OK;
}

int fileControl(sqlite3_file*, int, void*) {
    return SQLITE_NOTFOUND;
}
int sectorSize(sqlite3_file*) {
    return 4096;
}
int characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE; // as SQLite takes for granted on unix
}
void barrier(sqlite3_file*) {}

const sqlite3_io_methods kMethods = {
    2,        close,         read,        write,      truncate,        sync,   fileSize, lock,
    unlock,   checkReserved, fileControl, sectorSize, characteristics, shmMap, shmLock,  barrier,
    shmUnmap, nullptr,       nullptr};

Disk& diskOf(sqlite3_vfs* vfs) {
    return *static_cast<Disk*>(vfs->pAppData);
}

int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* outFlags) {
    Disk& disk = diskOf(vfs);
    file->pMethods = nullptr;
    if (!disk.works() || disk.failsNow()) return SQLITE_CANTOPEN;
    const std::string name = path ? path : fmt::format("temporary-{}", disk.operations());
    auto inode = disk.find(name);
    if (!inode && (flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
    if (!inode && disk.faults().full) return SQLITE_FULL;
    if (!inode) inode = disk.create(name);
    auto* handle = reinterpret_cast<Handle*>(file);
    const bool counted = (flags & SQLITE_OPEN_MAIN_DB) != 0;
    const bool writes = (flags & SQLITE_OPEN_READWRITE) != 0;
    handle->open = new Handle::Open{
        disk, name, inode, counted, writes, (flags & SQLITE_OPEN_DELETEONCLOSE) != 0, SQLITE_LOCK_NONE,
        false};
    if (counted) disk.noteOpen(*inode, name, writes);
    file->pMethods = &kMethods;
    if (outFlags) *outFlags = flags;
    return SQLITE_OK;
}

int remove(sqlite3_vfs* vfs, const char* path, int syncFolder) {
    Disk& disk = diskOf(vfs);
    if (!disk.works()) return SQLITE_IOERR_DELETE;
    if (!disk.find(path)) return SQLITE_IOERR_DELETE_NOENT;
    disk.remove(path, syncFolder != 0);
    return SQLITE_OK;
}

int access(sqlite3_vfs* vfs, const char* path, int, int* result) {
    Disk& disk = diskOf(vfs);
    if (!disk.works()) return SQLITE_IOERR_ACCESS;
    const auto inode = disk.find(path);
    *result = inode && !inode->data.empty();
    return SQLITE_OK;
}

int fullPath(sqlite3_vfs*, const char* path, int room, char* out) {
    sqlite3_snprintf(room, out, "%s", path);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs* vfs, int count, char* out) {
    diskOf(vfs).chance().fill({reinterpret_cast<std::uint8_t*>(out), static_cast<std::size_t>(count)});
    return count;
}

int sleepFor(sqlite3_vfs*, int micros) {
    return micros; // nobody else runs meanwhile: what is busy stays busy
}

int currentTime(sqlite3_vfs*, double* time) {
    *time = 2461000.5;
    return SQLITE_OK;
}

int lastError(sqlite3_vfs*, int, char*) {
    return 0;
}

} // namespace

std::unique_ptr<sqlite3_vfs> registerVfs(Disk& disk) {
    auto vfs = std::make_unique<sqlite3_vfs>();
    vfs->iVersion = 1;
    vfs->szOsFile = static_cast<int>(sizeof(Handle));
    vfs->mxPathname = 256;
    vfs->zName = disk.vfs();
    vfs->pAppData = &disk;
    vfs->xOpen = open;
    vfs->xDelete = remove;
    vfs->xAccess = access;
    vfs->xFullPathname = fullPath;
    vfs->xRandomness = randomness;
    vfs->xSleep = sleepFor;
    vfs->xCurrentTime = currentTime;
    vfs->xGetLastError = lastError;
    sqlite3_initialize();
    sqlite3_vfs_register(vfs.get(), 0);
    return vfs;
}

void unregisterVfs(sqlite3_vfs& vfs) {
    sqlite3_vfs_unregister(&vfs);
}

} // namespace shouwang::simulation
