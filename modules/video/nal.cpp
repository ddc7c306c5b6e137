#include "video/nal.h"

#include <algorithm>

namespace shouwang::video {

namespace {

constexpr std::size_t kMostSets = 32;
constexpr std::size_t kLongestSet = 4096;

// A picture from which decoding is right at once: recovery point SEI with recovery_frame_cnt 0, which is
// coded as a single 1 bit.
bool startsRecovery(ByteView sei) {
    constexpr std::uint8_t kRecoveryPoint = 6;
    return sei.size() >= 4 && sei[1] == kRecoveryPoint && (sei[3] & 0x80) != 0;
}

NalKind h264Kind(ByteView unit) {
    switch (unit[0] & 0x1f) {
    case 1:
    case 2:
    case 3:
    case 4:
        return NalKind::Slice;
    case 5:
        return NalKind::KeySlice;
    case 6:
        return startsRecovery(unit) ? NalKind::Recovery : NalKind::Other;
    case 7:
        return NalKind::Sps;
    case 8:
        return NalKind::Pps;
    default:
        return NalKind::Other;
    }
}

NalKind hevcKind(ByteView unit) {
    const int type = unit[0] >> 1 & 0x3f;
    if (type <= 9) return NalKind::Slice;
    if (type >= 16 && type <= 21) return NalKind::KeySlice;
    switch (type) {
    case 32:
        return NalKind::Vps;
    case 33:
        return NalKind::Sps;
    case 34:
        return NalKind::Pps;
    default:
        return NalKind::Other;
    }
}

// The number of a PPS is the Exp-Golomb number it begins with. Numbers above 63 do not exist.
std::uint32_t ppsNumber(Codec codec, ByteView unit) {
    const std::size_t header = codec == Codec::H264 ? 1 : 2;
    if (unit.size() < header + 2) return 0;
    const std::uint32_t bits = static_cast<std::uint32_t>(unit[header]) << 8 | unit[header + 1];
    std::uint32_t zeros = 0;
    while (zeros < 7 && (bits & (0x8000u >> zeros)) == 0)
        ++zeros;
    return (bits >> (15 - 2 * zeros)) - 1 < 64 ? (bits >> (15 - 2 * zeros)) - 1 : 0;
}

std::size_t findStart(ByteView bytes, std::size_t from) {
    for (std::size_t i = from; i + 3 <= bytes.size(); ++i) {
        if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) return i;
    }
    return bytes.size();
}

} // namespace

NalKind nalKind(Codec codec, ByteView unit) {
    if (unit.size() < (codec == Codec::H264 ? 1u : 2u)) return NalKind::Other;
    return codec == Codec::H264 ? h264Kind(unit) : hevcKind(unit);
}

void forEachNal(ByteView annex_b, const std::function<void(ByteView)>& unit) {
    std::size_t start = findStart(annex_b, 0);
    while (start < annex_b.size()) {
        const std::size_t begin = start + 3;
        start = findStart(annex_b, begin);
        std::size_t end = start;
        while (end > begin && annex_b[end - 1] == 0)
            --end; // the fourth byte of the next start code, and padding
        if (end > begin) unit(annex_b.subspan(begin, end - begin));
    }
}

void ParameterSetKeeper::take(Codec codec, ByteView unit) {
    const NalKind kind = nalKind(codec, unit);
    if (kind != NalKind::Vps && kind != NalKind::Sps && kind != NalKind::Pps) return;
    if (unit.size() > kLongestSet) return;
    if (codec != m_codec) {
        m_units.clear();
        m_codec = codec;
        m_changed = true;
    }
    const std::uint32_t number = kind == NalKind::Pps ? ppsNumber(codec, unit) : 0;
    const std::uint32_t key = static_cast<std::uint32_t>(kind) << 8 | number;
    const auto known = m_units.find(key);
    if (known != m_units.end() && std::ranges::equal(known->second, unit)) return;
    if (known == m_units.end() && m_units.size() >= kMostSets) return;
    m_units[key] = toBytes(unit);
    m_changed = true;
}

std::shared_ptr<const ParameterSets> ParameterSetKeeper::get(Codec codec) {
    if (codec != m_codec) return nullptr;
    if (!m_changed) return m_current;
    const auto has = [this](NalKind kind) {
        const auto first = m_units.lower_bound(static_cast<std::uint32_t>(kind) << 8);
        return first != m_units.end() && first->first >> 8 == static_cast<std::uint32_t>(kind);
    };
    if (!has(NalKind::Sps) || !has(NalKind::Pps) || (codec == Codec::Hevc && !has(NalKind::Vps)))
        return nullptr;
    ParameterSets sets{codec, ++m_generation, {}};
    for (const auto& [key, unit] : m_units) {
        sets.annex_b.insert(sets.annex_b.end(), {0, 0, 0, 1});
        sets.annex_b.insert(sets.annex_b.end(), unit.begin(), unit.end());
    }
    m_current = std::make_shared<const ParameterSets>(std::move(sets));
    m_changed = false;
    return m_current;
}

} // namespace shouwang::video
