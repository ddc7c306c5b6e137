// The disk of one machine, in memory: what the system shows to programs, what has really reached the platter,
// and the writes between the two. SQLite stands on it through a VFS of its own (vfs.cpp), so that the real
// files of the product are written, torn and lost.
#pragma once

#include "base/bytes.h"
#include "simulation/core.h"

#include <map>
#include <optional>

struct sqlite3_vfs;

namespace shouwang::simulation {

/// A write that has not been synced. A cut shortens or lengthens the file.
struct Unsynced {
    std::uint64_t offset = 0;
    Bytes bytes;
    bool cut = false;
};

/// The -shm memory of a file and the locks in it; gone when the last connection has left.
struct SharedMemory {
    std::vector<std::unique_ptr<std::uint8_t[]>> regions;
    std::array<int, 8> shared{};
    std::array<const void*, 8> exclusive{};
    int users = 0;
};

struct Inode {
    Bytes data;                    ///< as programs see it
    Bytes durable;                 ///< as it would be after a power loss without luck
    std::vector<Unsynced> pending; ///< in order
    int readers = 0;               ///< locks of the main file
    const void* reserved = nullptr;
    const void* waiting = nullptr; ///< PENDING or more
    SharedMemory memory;
    int writers = 0; ///< connections that may write
};

using Image = std::map<std::string, Bytes>;

struct DiskFaults {
    int syncsToFail = 0;
    int failures = 0; ///< operations that fail with an I/O error
    bool full = false;
    int operationsLeft = -1;   ///< the process dies in the middle of its work; -1: it does not
    bool lyingSync = false;    ///< planted: says that it has synced
    bool lyingLogSync = false; ///< planted: only of the write-ahead log
};

class Disk {
public:
    Disk(Chance chance, const std::string& name);
    ~Disk();
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;

    const char* vfs() const { return m_vfsName.c_str(); }

    // For the world.
    void kill() { m_dead = true; } ///< nothing reaches the disk any more
    void revive() {
        m_dead = false;
        m_faults.operationsLeft = -1;
    }
    bool dead() const { return m_dead; }
    void powerLoss();                 ///< only while dead and with all files closed
    Image image() const;              ///< a copy at this instant, as of a volume
    void restore(const Image& image); ///< all of it durable; only with all files closed
    DiskFaults& faults() { return m_faults; }
    std::size_t largestLog() const { return m_largestLog; }
    std::size_t open() const { return m_open; }
    std::uint64_t operations() const { return m_operations; }

    std::function<void()> onDeath;                          ///< operationsLeft has run out
    std::function<void(const std::string&)> onSecondWriter; ///< I14

    // For vfs.cpp.
    bool works(); ///< counts an operation; false: the process is dead
    bool failsNow() { return m_faults.failures > 0 && m_faults.failures-- > 0; }
    std::shared_ptr<Inode> find(const std::string& name) const;
    std::shared_ptr<Inode> create(const std::string& name);
    void remove(const std::string& name, bool durable);
    void write(const std::string& name, Inode& inode, std::uint64_t offset, ByteView bytes);
    void cut(Inode& inode, std::uint64_t size);
    bool sync(const std::string& name, const std::shared_ptr<Inode>& inode);
    void noteOpen(Inode& inode, const std::string& name, bool writes);
    void noteClosed(Inode& inode, bool writes);
    Chance& chance() { return m_chance; }

private:
    void survive(Inode& inode, double share);

    Chance m_chance;
    std::string m_vfsName;
    std::unique_ptr<sqlite3_vfs> m_vfs;
    std::map<std::string, std::shared_ptr<Inode>> m_files;   // as programs see the folder
    std::map<std::string, std::shared_ptr<Inode>> m_durable; // names that survive
    DiskFaults m_faults;
    bool m_dead = false;
    std::size_t m_largestLog = 0;
    std::size_t m_open = 0;
    std::uint64_t m_operations = 0;
};

} // namespace shouwang::simulation
