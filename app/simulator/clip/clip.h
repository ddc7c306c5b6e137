// One encoded minute of one place, ready to be sent: access units with length prefixes (as in MP4) and the
// parameter sets beside them.
#pragma once

#include "base/bytes.h"
#include "simulator/scene/places.h"
#include "site/site.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace shouwang::simulator {

enum class Quality { Main, Sub };
std::string_view name(Quality quality);

struct ClipShape {
    int width = 640;
    int height = 360;
    int frames = 1500; ///< a divisor of the minute's frames, so that clips stay in step
    int kilobits = 512;
    int keyEvery = 50;
};

struct ClipKey {
    PlaceId place = PlaceId::Corridor;
    Quality quality = Quality::Sub;
    site::Codec codec = site::Codec::H264;
    auto operator<=>(const ClipKey&) const = default;
};

struct AccessUnit {
    std::uint64_t offset = 0;
    std::uint32_t size = 0;
    bool key = false;
};

struct Clip {
    ClipShape shape;
    site::Codec codec = site::Codec::H264;
    Bytes codecData; ///< avcC or hvcC
    std::vector<AccessUnit> units;
    Bytes data;                    ///< where it was just encoded
    ByteView mapped;               ///< where it was read from a file
    std::shared_ptr<void> mapping; ///< keeps `mapped` alive

    ByteView unit(std::size_t index) const {
        return (mapping ? mapped : ByteView(data)).subspan(units[index].offset, units[index].size);
    }
    /// The key frame at or before this one.
    std::size_t keyBefore(std::size_t index) const;
};

/// Draws and encodes; takes seconds to minutes. `cancelled` is asked between frames.
Result<Clip> encodeClip(const ClipKey& key, const ClipShape& shape, const std::function<bool()>& cancelled);

Bytes writeClip(const Clip& clip);
/// Refuses what is cut off, of another version, or points outside itself. The clip's `mapped` lies in
/// `bytes`, which `keep` must hold alive.
Result<Clip> parseClip(ByteView bytes, std::shared_ptr<void> keep);
/// Maps the file instead of reading it, so that an hour of clips costs no memory of our own.
Result<Clip> openClip(const std::filesystem::path& path);

} // namespace shouwang::simulator
