#include "simulation/disk/disk.h"

#include "simulation/disk/vfs.h"

#include <algorithm>
#include <atomic>
#include <map>

namespace shouwang::simulation {

namespace {

constexpr std::uint64_t kSector = 512;

void put(Bytes& file, std::uint64_t offset, ByteView bytes) {
    if (file.size() < offset + bytes.size()) file.resize(offset + bytes.size());
    std::copy(bytes.begin(), bytes.end(), file.begin() + static_cast<std::ptrdiff_t>(offset));
}

void apply(Bytes& file, const Unsynced& write) {
    if (write.cut) {
        file.resize(write.offset);
    } else {
        put(file, write.offset, write.bytes);
    }
}

/// SQLite finds a VFS by its name, whoever asks; worlds may run side by side.
std::string uniqueName(const std::string& name) {
    static std::atomic<std::uint64_t> count{0};
    return fmt::format("{}-{}", name, ++count);
}

bool isLog(const std::string& name) {
    return name.ends_with("-wal");
}

} // namespace

Disk::Disk(Chance chance, const std::string& name)
    : m_chance(chance)
    , m_vfsName(uniqueName(name))
    , m_vfs(registerVfs(*this)) {}

Disk::~Disk() {
    unregisterVfs(*m_vfs);
}

bool Disk::works() {
    if (m_dead) return false;
    ++m_operations;
    if (m_faults.operationsLeft < 0 || m_faults.operationsLeft-- > 0) return true;
    m_dead = true;
    if (onDeath) onDeath();
    return false;
}

std::shared_ptr<Inode> Disk::find(const std::string& name) const {
    const auto found = m_files.find(name);
    return found == m_files.end() ? nullptr : found->second;
}

std::shared_ptr<Inode> Disk::create(const std::string& name) {
    auto& inode = m_files[name];
    inode = std::make_shared<Inode>();
    return inode;
}

void Disk::remove(const std::string& name, bool durable) {
    m_files.erase(name);
    if (durable) m_durable.erase(name);
}

void Disk::write(const std::string& name, Inode& inode, std::uint64_t offset, ByteView bytes) {
    put(inode.data, offset, bytes);
    inode.pending.push_back({offset, toBytes(bytes), false});
    if (isLog(name)) m_largestLog = std::max(m_largestLog, inode.data.size());
}

void Disk::cut(Inode& inode, std::uint64_t size) {
    inode.data.resize(size);
    inode.pending.push_back({size, {}, true});
}

// After a failed sync the system drops what it could not write and says nothing more of it (as Linux does):
// some of it has reached the platter, the rest never will, whatever a later sync says.
bool Disk::sync(const std::string& name, const std::shared_ptr<Inode>& inode) {
    if (m_faults.lyingSync || (m_faults.lyingLogSync && isLog(name))) return true;
    if (m_faults.syncsToFail > 0) {
        --m_faults.syncsToFail;
        survive(*inode, 0.5);
        return false;
    }
    for (const Unsynced& write : inode->pending)
        apply(inode->durable, write);
    inode->pending.clear();
    m_durable[name] = inode; // the first sync of a new file also writes its folder, as unix VFS does
    return true;
}

void Disk::survive(Inode& inode, double share) {
    for (const Unsynced& write : inode.pending) {
        if (write.cut || m_chance.hit(0.5)) {
            if (m_chance.hit(share)) apply(inode.durable, write);
            continue;
        }
        for (std::uint64_t at = 0; at < write.bytes.size();) { // torn at sectors of the file
            const std::uint64_t end =
                std::min<std::uint64_t>(write.bytes.size(), at + kSector - (write.offset + at) % kSector);
            if (m_chance.hit(share)) {
                put(inode.durable, write.offset + at, ByteView(write.bytes).subspan(at, end - at));
            }
            at = end;
        }
    }
    inode.pending.clear();
}

void Disk::powerLoss() {
    constexpr std::array<double, 5> kShares = {0.0, 0.2, 0.5, 0.9, 1.0};
    const double share = kShares[m_chance.upTo(kShares.size())];
    std::map<std::string, std::shared_ptr<Inode>> left;
    for (const auto& [name, inode] : m_durable) {
        const bool removed = !m_files.contains(name); // its removal had not reached the platter
        if (!removed || m_chance.hit(0.5)) left.emplace(name, inode);
    }
    for (const auto& [name, inode] : m_files) {
        if (const auto known = left.find(name); known != left.end() && known->second != inode) {
            if (m_chance.hit(0.5)) known->second = inode;
        } else if (m_chance.hit(0.5)) {
            left.emplace(name, inode);
        }
    }
    for (auto& [name, inode] : left) {
        survive(*inode, share);
        inode->data = inode->durable;
    }
    m_files = left;
    m_durable = std::move(left);
}

Image Disk::image() const {
    Image image;
    for (const auto& [name, inode] : m_files)
        image[name] = inode->data;
    return image;
}

void Disk::restore(const Image& image) {
    m_files.clear();
    for (const auto& [name, bytes] : image) {
        auto inode = std::make_shared<Inode>();
        inode->data = inode->durable = bytes;
        m_files[name] = std::move(inode);
    }
    m_durable = m_files;
}

void Disk::noteOpen(Inode& inode, const std::string& name, bool writes) {
    ++m_open;
    if (writes && ++inode.writers > 1 && onSecondWriter) onSecondWriter(name);
}

void Disk::noteClosed(Inode& inode, bool writes) {
    --m_open;
    if (writes) --inode.writers;
}

} // namespace shouwang::simulation
