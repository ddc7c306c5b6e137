#include "video/shared_pictures.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace shouwang::video {

namespace {

constexpr std::uint64_t kMagic = 0x31304d4853565753ULL; // "SWVSHM01"
constexpr std::size_t kPixelBytes = std::size_t{kPreviewWidth} * kPreviewHeight * 4;
constexpr int kReadTries = 4;

// What lies in the segment. Both sides are the same program version on the same machine, so plain layout is
// enough.
struct SegmentHead {
    std::uint64_t magic = kMagic;
    std::uint32_t slots = kPreviewSlots;
    std::uint32_t slot_bytes = 0;
    std::uint8_t unused[48]{};
};

struct SlotHead {
    std::uint64_t lock = 0; ///< odd while it is being written; see SlotLock
    std::uint64_t sequence = 0;
    std::int64_t age = 0;
    std::int64_t arrival = 0;
    std::uint32_t liveness = 0;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint32_t camera_bytes = 0;
    char camera[kPreviewIdBytes]{};
};

constexpr std::size_t kSlotBytes = (sizeof(SlotHead) + kPixelBytes + 4095) / 4096 * 4096;
constexpr std::size_t kHeadBytes = 4096;
constexpr std::size_t kSegmentBytes = kHeadBytes + kPreviewSlots * kSlotBytes;
static_assert(std::atomic_ref<std::uint64_t>::is_always_lock_free);

std::size_t offsetOf(int slot) {
    return kHeadBytes + static_cast<std::size_t>(slot) * kSlotBytes;
}

tl::unexpected<Error> systemError(const std::string& name, const char* what, int error) {
    const bool full = error == ENOSPC || error == ENOMEM || error == EMFILE || error == ENFILE;
    const Next next = full ? Next::Retry : error == ENOENT ? Next::Offline : Next::Refused;
    return fail(next, fmt::format("shared pictures {}: cannot {}: {}", name, what, std::strerror(error)));
}

bool sensibleName(const std::string& name) {
    return name.size() > 1 && name.size() < 200 && name[0] == '/' && name.find('/', 1) == std::string::npos;
}

bool sensibleSlot(int slot) {
    return slot >= 0 && slot < kPreviewSlots;
}

// The kernel copies for us: it never faults, and stops where the segment ends.
bool readAt(int descriptor, void* target, std::size_t size, std::size_t offset) {
    return pread(descriptor, target, size, static_cast<off_t>(offset)) == static_cast<ssize_t>(size);
}

// Marks the slot as being written as long as it lives.
class SlotLock {
public:
    explicit SlotLock(std::uint64_t& word)
        : m_word(word) {
        m_word.store(m_word.load(std::memory_order_relaxed) | 1, std::memory_order_relaxed);
        std::atomic_thread_fence(std::memory_order_seq_cst);
    }
    ~SlotLock() {
        std::atomic_thread_fence(std::memory_order_seq_cst);
        m_word.store(m_word.load(std::memory_order_relaxed) + 1, std::memory_order_release);
    }
    SlotLock(const SlotLock&) = delete;
    SlotLock& operator=(const SlotLock&) = delete;

private:
    std::atomic_ref<std::uint64_t> m_word;
};

void copyPixels(const Picture& picture, SlotHead& head, std::uint8_t* target) {
    const double scale = std::max({1.0, static_cast<double>(picture.width) / kPreviewWidth,
                                   static_cast<double>(picture.height) / kPreviewHeight});
    const int width = std::clamp(static_cast<int>(picture.width / scale), 1, kPreviewWidth);
    const int height = std::clamp(static_cast<int>(picture.height / scale), 1, kPreviewHeight);
    for (int y = 0; y < height; ++y) {
        const std::uint8_t* line =
            picture.data() + static_cast<std::ptrdiff_t>(y * picture.height / height) * picture.stride;
        std::uint8_t* out = target + static_cast<std::ptrdiff_t>(y) * width * 4;
        if (width == picture.width) {
            std::memcpy(out, line, static_cast<std::size_t>(width) * 4);
            continue;
        }
        for (int x = 0; x < width; ++x)
            std::memcpy(out + 4 * x, line + 4 * (x * picture.width / width), 4);
    }
    head.width = static_cast<std::uint32_t>(width);
    head.height = static_cast<std::uint32_t>(height);
    head.arrival = picture.arrival;
}

Result<Preview> checked(const SlotHead& head) {
    const auto refuse = [](const char* what) {
        return fail(Next::Corrupt, fmt::format("shared pictures: {}", what));
    };
    if (head.camera_bytes > kPreviewIdBytes) return refuse("camera id too long");
    if (head.width > kPreviewWidth || head.height > kPreviewHeight) return refuse("picture too large");
    if ((head.width == 0) != (head.height == 0)) return refuse("picture without a side");
    if (head.liveness > static_cast<std::uint32_t>(Liveness::Kind::Lost)) return refuse("unknown liveness");
    Preview preview;
    preview.camera.assign(head.camera, head.camera_bytes);
    preview.width = static_cast<int>(head.width);
    preview.height = static_cast<int>(head.height);
    preview.liveness = {static_cast<Liveness::Kind>(head.liveness), std::max<Nanos>(head.age, 0)};
    preview.arrival = head.arrival;
    preview.sequence = head.sequence;
    preview.bytes.resize(std::size_t{head.width} * head.height * 4);
    return preview;
}

} // namespace

Result<SharedPictureWriter> SharedPictureWriter::create(const std::string& name) {
    if (!sensibleName(name)) return fail(Next::Refused, "shared pictures: a name is / and a word");
    const int descriptor = shm_open(name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) return systemError(name, "create", errno);
    // Memory is reserved now, so that a full /dev/shm is an error here and not a SIGBUS later.
    const int reserved = posix_fallocate(descriptor, 0, static_cast<off_t>(kSegmentBytes));
    void* memory = reserved == 0
                       ? mmap(nullptr, kSegmentBytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
                       : MAP_FAILED;
    const int error = reserved != 0 ? reserved : errno;
    close(descriptor);
    if (memory == MAP_FAILED) {
        shm_unlink(name.c_str());
        return systemError(name, "reserve", error);
    }
    SharedPictureWriter writer;
    writer.m_name = name;
    writer.m_memory = static_cast<std::uint8_t*>(memory);
    SegmentHead head;
    head.slot_bytes = static_cast<std::uint32_t>(kSlotBytes);
    std::memcpy(writer.m_memory, &head, sizeof head);
    return writer;
}

SharedPictureWriter::SharedPictureWriter(SharedPictureWriter&& other) noexcept
    : m_name(std::exchange(other.m_name, {}))
    , m_memory(std::exchange(other.m_memory, nullptr)) {}

SharedPictureWriter& SharedPictureWriter::operator=(SharedPictureWriter&& other) noexcept {
    std::swap(m_name, other.m_name);
    std::swap(m_memory, other.m_memory);
    return *this;
}

SharedPictureWriter::~SharedPictureWriter() {
    if (!m_memory) return;
    munmap(m_memory, kSegmentBytes);
    shm_unlink(m_name.c_str());
}

Result<void> SharedPictureWriter::write(int slot, std::string_view camera, const PicturePtr& picture,
                                        const Liveness& liveness) {
    if (!sensibleSlot(slot)) return fail(Next::Refused, "shared pictures: no such slot");
    if (camera.size() > kPreviewIdBytes) return fail(Next::Refused, "shared pictures: camera id too long");
    std::uint8_t* memory = m_memory + offsetOf(slot);
    auto& head = *reinterpret_cast<SlotHead*>(memory);
    const SlotLock lock(head.lock);
    if (std::string_view(head.camera, head.camera_bytes) != camera) head.width = head.height = 0;
    ++head.sequence;
    head.age = liveness.age;
    head.liveness = static_cast<std::uint32_t>(liveness.kind);
    head.camera_bytes = static_cast<std::uint32_t>(camera.size());
    std::copy(camera.begin(), camera.end(), head.camera);
    if (picture && picture->width > 0 && picture->height > 0)
        copyPixels(*picture, head, memory + sizeof(SlotHead));
    return {};
}

Result<void> SharedPictureWriter::clear(int slot) {
    return write(slot, {}, nullptr, {});
}

Result<SharedPictureReader> SharedPictureReader::open(const std::string& name) {
    if (!sensibleName(name)) return fail(Next::Refused, "shared pictures: a name is / and a word");
    SharedPictureReader reader;
    reader.m_descriptor = shm_open(name.c_str(), O_RDONLY | O_CLOEXEC, 0);
    if (reader.m_descriptor < 0) return systemError(name, "open", errno);
    struct stat status {};
    if (fstat(reader.m_descriptor, &status) != 0) return systemError(name, "look at", errno);
    if (status.st_uid != geteuid() || (status.st_mode & 077) != 0) {
        return fail(Next::Refused, "shared pictures: the segment is not ours alone");
    }
    SegmentHead head;
    if (!readAt(reader.m_descriptor, &head, sizeof head, 0) || head.magic != kMagic ||
        head.slots != kPreviewSlots || head.slot_bytes != kSlotBytes ||
        status.st_size != static_cast<off_t>(kSegmentBytes)) {
        return fail(Next::Refused, "shared pictures: another version, or not a segment of ours");
    }
    return reader;
}

SharedPictureReader::SharedPictureReader(SharedPictureReader&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

SharedPictureReader& SharedPictureReader::operator=(SharedPictureReader&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

SharedPictureReader::~SharedPictureReader() {
    if (m_descriptor >= 0) close(m_descriptor);
}

// The picture counts only when the lock word is even and the same before and after: then nobody wrote
// meanwhile.
Result<std::optional<Preview>> SharedPictureReader::read(int slot, std::uint64_t sequence) const {
    if (!sensibleSlot(slot)) return fail(Next::Refused, "shared pictures: no such slot");
    const std::size_t offset = offsetOf(slot);
    for (int i = 0; i < kReadTries; ++i) {
        SlotHead head;
        std::uint64_t lock = 0;
        if (!readAt(m_descriptor, &head.lock, sizeof head.lock, offset))
            return fail(Next::Offline, "shared pictures: gone");
        lock = head.lock;
        std::atomic_thread_fence(std::memory_order_seq_cst);
        if (!readAt(m_descriptor, &head, sizeof head, offset))
            return fail(Next::Offline, "shared pictures: gone");
        if ((lock & 1) != 0 || head.lock != lock) continue;
        if (head.sequence == sequence) return std::nullopt;
        auto preview = checked(head);
        if (preview && !preview->bytes.empty() &&
            !readAt(m_descriptor, preview->bytes.data(), preview->bytes.size(), offset + sizeof(SlotHead))) {
            return fail(Next::Offline, "shared pictures: gone");
        }
        std::atomic_thread_fence(std::memory_order_seq_cst);
        std::uint64_t after = 0;
        if (!readAt(m_descriptor, &after, sizeof after, offset))
            return fail(Next::Offline, "shared pictures: gone");
        if (after != lock) continue;
        if (!preview) return tl::unexpected(preview.error());
        return std::move(*preview);
    }
    return fail(Next::Retry, "shared pictures: being written");
}

} // namespace shouwang::video
