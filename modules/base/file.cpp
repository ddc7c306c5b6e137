#include "base/file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace shouwang {

namespace {

class Descriptor {
public:
    explicit Descriptor(int value)
        : m_value(value) {}
    ~Descriptor() {
        if (m_value >= 0) close(m_value);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return m_value; }

private:
    int m_value;
};

tl::unexpected<Error> systemError(const std::filesystem::path& path, const char* what) {
    const Next next = errno == ENOSPC || errno == EDQUOT || errno == EINTR ? Next::Retry : Next::Refused;
    return fail(next, fmt::format("{}: cannot {}: {}", path.string(), what, std::strerror(errno)));
}

Result<void> syncFolder(const std::filesystem::path& path) {
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    const Descriptor descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.get() < 0 || fsync(descriptor.get()) != 0) return systemError(folder, "sync");
    return {};
}

Result<void> writeAll(int descriptor, const std::filesystem::path& path, ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t written = write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return systemError(path, "write");
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    if (fsync(descriptor) != 0) return systemError(path, "sync");
    return {};
}

} // namespace

Result<Bytes> readFile(const std::filesystem::path& path, std::size_t limit) {
    const Descriptor descriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status {};
    if (descriptor.get() < 0 || fstat(descriptor.get(), &status) != 0) return systemError(path, "open");
    if (!S_ISREG(status.st_mode)) return fail(Next::Refused, path.string() + ": not a plain file");
    if (static_cast<std::size_t>(status.st_size) > limit) {
        return fail(Next::Refused, fmt::format("{}: larger than {} bytes", path.string(), limit));
    }
    Bytes bytes(static_cast<std::size_t>(status.st_size));
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got = read(descriptor.get(), bytes.data() + done, bytes.size() - done);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return systemError(path, "read");
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    bytes.resize(done);
    return bytes;
}

Result<void> writeFileWhole(const std::filesystem::path& path, ByteView bytes, unsigned mode) {
    const std::filesystem::path temporary = path.string() + fmt::format(".{}.new", getpid());
    Result<void> written;
    {
        const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;
        const Descriptor descriptor(open(temporary.c_str(), flags, mode));
        if (descriptor.get() < 0) return systemError(temporary, "create");
        written = writeAll(descriptor.get(), temporary, bytes);
    }
    if (!written) {
        unlink(temporary.c_str());
        return written;
    }
    auto committed = commitFile(temporary, path);
    if (!committed) unlink(temporary.c_str());
    return committed;
}

Result<void> commitFile(const std::filesystem::path& temporary, const std::filesystem::path& path) {
    {
        const Descriptor descriptor(open(temporary.c_str(), O_RDONLY | O_CLOEXEC));
        if (descriptor.get() < 0 || fsync(descriptor.get()) != 0) return systemError(temporary, "sync");
    }
    if (rename(temporary.c_str(), path.c_str()) != 0) return systemError(path, "rename");
    return syncFolder(path);
}

Result<FileLock> FileLock::take(const std::filesystem::path& path) {
    const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return systemError(path, "open");
    FileLock lock(descriptor);
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        return fail(Next::Refused, path.string() + ": another process holds the lock");
    }
    return lock;
}

FileLock::FileLock(FileLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FileLock::~FileLock() {
    if (m_descriptor >= 0) close(m_descriptor);
}

} // namespace shouwang
