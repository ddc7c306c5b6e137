#include "simulator/clip/clip.h"

#include "simulator/clip/encoder.h"
#include "simulator/film/film.h"
#include "simulator/frame_code.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace shouwang::simulator {

namespace {

constexpr std::array<std::uint8_t, 8> kMagic{'S', 'W', 'C', 'L', 'I', 'P', '0', '1'};

void put(Bytes& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i)
        out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

class Reader {
public:
    explicit Reader(ByteView bytes)
        : m_bytes(bytes) {}
    std::uint64_t number(std::size_t bytes) {
        std::uint64_t value = 0;
        const ByteView part = take(bytes);
        for (std::size_t i = part.size(); i-- > 0;)
            value = value << 8 | part[i];
        return value;
    }
    ByteView take(std::size_t bytes) {
        if (m_bytes.size() < bytes) {
            m_broken = true;
            return {};
        }
        const ByteView part = m_bytes.first(bytes);
        m_bytes = m_bytes.subspan(bytes);
        return part;
    }
    bool broken() const { return m_broken; }

private:
    ByteView m_bytes;
    bool m_broken = false;
};

} // namespace

std::string_view name(Quality quality) {
    return quality == Quality::Main ? "main" : "sub";
}

std::size_t Clip::keyBefore(std::size_t index) const {
    while (index > 0 && !units[index].key)
        --index;
    return index;
}

Result<Clip> encodeClip(const ClipKey& key, const ClipShape& shape, const std::function<bool()>& cancelled) {
    auto encoder = Encoder::open(shape, key.codec);
    if (!encoder) return tl::unexpected(encoder.error());
    const Film film(key.place, shape.width, shape.height);
    Clip clip;
    clip.shape = shape;
    clip.codec = key.codec;
    clip.codecData = (*encoder)->codecData();
    Picture picture;
    for (int frame = 0; frame < shape.frames; ++frame) {
        if (cancelled()) return fail(Next::Cancelled, "encoding was stopped");
        film.draw(frame, picture);
        if (auto done = (*encoder)->encode(picture, clip); !done) return tl::unexpected(done.error());
    }
    if (auto done = (*encoder)->finish(clip); !done) return tl::unexpected(done.error());
    if (clip.units.size() != static_cast<std::size_t>(shape.frames) || !clip.units.front().key)
        return fail(Next::Bug, "the encoder did not give one access unit a frame");
    return clip;
}

Bytes writeClip(const Clip& clip) {
    Bytes out(kMagic.begin(), kMagic.end());
    for (const int value :
         {clip.shape.width, clip.shape.height, clip.shape.frames, clip.shape.kilobits, clip.shape.keyEvery})
        put(out, static_cast<std::uint64_t>(value), 4);
    put(out, clip.codec == site::Codec::Hevc ? 1 : 0, 4);
    put(out, clip.codecData.size(), 4);
    out.insert(out.end(), clip.codecData.begin(), clip.codecData.end());
    put(out, clip.units.size(), 4);
    for (const AccessUnit& unit : clip.units)
        put(out, std::uint64_t{unit.size} << 1 | (unit.key ? 1 : 0), 8);
    out.insert(out.end(), clip.data.begin(), clip.data.end());
    return out;
}

Result<Clip> parseClip(ByteView bytes, std::shared_ptr<void> keep) {
    Reader reader(bytes);
    const ByteView magic = reader.take(kMagic.size());
    if (reader.broken() || !std::equal(magic.begin(), magic.end(), kMagic.begin()))
        return fail(Next::Corrupt, "not a clip of this version");
    Clip clip;
    for (int* value : {&clip.shape.width, &clip.shape.height, &clip.shape.frames, &clip.shape.kilobits,
                       &clip.shape.keyEvery})
        *value = static_cast<int>(reader.number(4));
    clip.codec = reader.number(4) == 1 ? site::Codec::Hevc : site::Codec::H264;
    clip.codecData = toBytes(reader.take(reader.number(4)));
    const std::uint64_t count = reader.number(4);
    if (reader.broken() || count == 0 || count > kFramesPerMinute)
        return fail(Next::Corrupt, "clip with a broken head");
    std::uint64_t offset = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::uint64_t value = reader.number(8);
        clip.units.push_back({offset, static_cast<std::uint32_t>(value >> 1), (value & 1) != 0});
        offset += clip.units.back().size;
    }
    clip.mapped = reader.take(offset);
    clip.mapping = std::move(keep);
    if (reader.broken() || !clip.units.front().key) return fail(Next::Corrupt, "clip that is cut off");
    return clip;
}

Result<Clip> openClip(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return fail(Next::Offline, path.string() + " is not there");
    struct stat info {};
    const bool known = ::fstat(file, &info) == 0 && info.st_size > 0;
    const auto size = known ? static_cast<std::size_t>(info.st_size) : 0;
    void* memory = known ? ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file, 0) : MAP_FAILED;
    ::close(file);
    if (memory == MAP_FAILED) return fail(Next::Corrupt, path.string() + " cannot be mapped");
    std::shared_ptr<void> keep(memory, [size](void* at) { ::munmap(at, size); });
    return parseClip({static_cast<const std::uint8_t*>(memory), size}, keep);
}

} // namespace shouwang::simulator
