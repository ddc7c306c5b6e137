// The little that is read from coded video: where its units begin and what they are. Pure.
#pragma once

#include "video/packet_source.h"

#include <functional>
#include <map>
#include <vector>

namespace shouwang::video {

enum class NalKind {
    Slice,    ///< part of a picture
    KeySlice, ///< part of a picture at which decoding can start
    Vps,
    Sps,
    Pps,
    Recovery, ///< SEI: decoding can start at this picture although it is no IDR
    Other
};

/// Of one unit without start code; Other for what is too short.
NalKind nalKind(Codec codec, ByteView unit);

/// Calls `unit` for each unit of Annex B bytes, without start codes. Bytes before the first start code are
/// ignored.
void forEachNal(ByteView annex_b, const std::function<void(ByteView)>& unit);

/// The newest parameter sets of one stream, over all its connections. One thread.
class ParameterSetKeeper {
public:
    /// Takes the set if it is one; a set that differs from what was known makes a new generation at the next
    /// get().
    void take(Codec codec, ByteView unit);
    /// Null while something that a decoder needs is missing.
    std::shared_ptr<const ParameterSets> get(Codec codec);

private:
    std::map<std::uint32_t, Bytes> m_units; // by kind and, for a PPS, its number; bounded by kMostSets
    std::shared_ptr<const ParameterSets> m_current;
    std::uint32_t m_generation = 0;
    Codec m_codec = Codec::H264;
    bool m_changed = false;
};

} // namespace shouwang::video
