#include "simulator/clip/nal.h"

#include <algorithm>

namespace shouwang::simulator {

namespace {

int typeOf(ByteView unit, site::Codec codec) {
    return codec == site::Codec::H264 ? unit[0] & 0x1f : unit[0] >> 1 & 0x3f;
}

bool isPicture(ByteView unit, site::Codec codec) {
    const int type = typeOf(unit, codec);
    return codec == site::Codec::H264 ? type >= 1 && type <= 5 : type < 32;
}

void put16(Bytes& out, std::size_t value) {
    out.push_back(static_cast<std::uint8_t>(value >> 8));
    out.push_back(static_cast<std::uint8_t>(value));
}

void append(Bytes& out, ByteView bytes) {
    out.insert(out.end(), bytes.begin(), bytes.end());
}

ByteView firstOf(const std::vector<ByteView>& units, site::Codec codec, int type) {
    for (const ByteView unit : units)
        if (typeOf(unit, codec) == type) return unit;
    return {};
}

Bytes avcConfiguration(ByteView sps, ByteView pps) {
    Bytes out{1, sps[1], sps[2], sps[3], 0xff, 0xe1};
    put16(out, sps.size());
    append(out, sps);
    out.push_back(1);
    put16(out, pps.size());
    append(out, pps);
    return out;
}

/// The twelve bytes of profile, tier and level that follow the first three of the SPS, without emulation
/// prevention.
Bytes profileOf(ByteView sps) {
    Bytes plain;
    for (std::size_t i = 0; i < sps.size() && plain.size() < 15; ++i) {
        if (i >= 2 && sps[i] == 3 && sps[i - 1] == 0 && sps[i - 2] == 0) continue;
        plain.push_back(sps[i]);
    }
    return {plain.begin() + 3, plain.end()};
}

Bytes hevcConfiguration(ByteView vps, ByteView sps, ByteView pps) {
    Bytes out{1};
    append(out, profileOf(sps));
    append(out, Bytes{0xf0, 0x00, 0xfc, 0xfd, 0xf8, 0xf8, 0x00, 0x00, 0x0f, 3});
    for (const auto& [type, unit] : {std::pair{32, vps}, std::pair{33, sps}, std::pair{34, pps}}) {
        out.push_back(static_cast<std::uint8_t>(0x80 | type));
        put16(out, 1);
        put16(out, unit.size());
        append(out, unit);
    }
    return out;
}

} // namespace

std::vector<ByteView> splitAnnexB(ByteView stream) {
    std::vector<ByteView> units;
    std::size_t start = stream.size();
    for (std::size_t i = 0; i + 2 < stream.size(); ++i) {
        if (stream[i] != 0 || stream[i + 1] != 0 || stream[i + 2] != 1) continue;
        if (start < i) {
            std::size_t end = i;
            while (end > start && stream[end - 1] == 0)
                --end;
            if (end > start) units.push_back(stream.subspan(start, end - start));
        }
        start = i + 3;
        i += 2;
    }
    if (start < stream.size()) units.push_back(stream.subspan(start));
    return units;
}

Bytes withLengths(ByteView annexB, site::Codec codec) {
    Bytes out;
    out.reserve(annexB.size() + 16);
    for (const ByteView unit : splitAnnexB(annexB)) {
        if (!isPicture(unit, codec)) continue;
        put16(out, unit.size() >> 16);
        put16(out, unit.size() & 0xffff);
        append(out, unit);
    }
    return out;
}

Result<Bytes> decoderConfiguration(ByteView annexB, site::Codec codec) {
    const auto units = splitAnnexB(annexB);
    if (codec == site::Codec::H264) {
        const ByteView sps = firstOf(units, codec, 7), pps = firstOf(units, codec, 8);
        if (sps.size() < 4 || pps.empty()) return fail(Next::Bug, "encoder gave no H.264 parameter sets");
        return avcConfiguration(sps, pps);
    }
    const ByteView vps = firstOf(units, codec, 32), sps = firstOf(units, codec, 33),
                   pps = firstOf(units, codec, 34);
    if (vps.empty() || sps.size() < 15 || pps.empty())
        return fail(Next::Bug, "encoder gave no HEVC parameter sets");
    return hevcConfiguration(vps, sps, pps);
}

} // namespace shouwang::simulator
