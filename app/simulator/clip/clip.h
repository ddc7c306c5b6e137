// One encoded minute of one place, ready to be sent: access units with length prefixes (as in MP4) and the parameter
// sets beside them.
#pragma once

#include "base/bytes.h"
#include "simulator/scene/places.h"
#include "site/site.h"

#include <functional>

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
    Bytes data;

    ByteView unit(std::size_t index) const {
        return ByteView(data).subspan(units[index].offset, units[index].size);
    }
    /// The key frame at or before this one.
    std::size_t keyBefore(std::size_t index) const;
};

/// Draws and encodes; takes seconds to minutes. `cancelled` is asked between frames.
Result<Clip> encodeClip(const ClipKey& key, const ClipShape& shape, const std::function<bool()>& cancelled);

Bytes writeClip(const Clip& clip);
/// Refuses what is cut off, of another version, or points outside itself.
Result<Clip> parseClip(ByteView bytes);

} // namespace shouwang::simulator
