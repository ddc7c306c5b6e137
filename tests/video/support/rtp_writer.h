// The other side of the depacketiser: cuts access units into RTP packets as a camera does.
#pragma once

#include "video/nal.h"

#include <vector>

namespace shouwang::video::test {

class RtpWriter {
public:
    RtpWriter(Codec codec, std::uint16_t sequence = 65'500, std::size_t largest = 1200)
        : m_codec(codec)
        , m_sequence(sequence)
        , m_largest(largest) {}

    /// All packets of one access unit, the last one with the marker.
    std::vector<Bytes> packets(ByteView annex_b, std::uint32_t timestamp) {
        std::vector<Bytes> made;
        forEachNal(annex_b, [&](ByteView unit) { append(made, unit, timestamp); });
        if (!made.empty()) made.back()[1] = static_cast<std::uint8_t>(made.back()[1] | 0x80);
        return made;
    }

    /// One aggregation packet (STAP-A or AP) of these units.
    Bytes aggregate(const std::vector<Bytes>& units, std::uint32_t timestamp) {
        Bytes packet = head(timestamp);
        if (m_codec == Codec::H264)
            packet.push_back(0x78);
        else
            packet.insert(packet.end(), {48 << 1, 1});
        for (const Bytes& unit : units) {
            packet.push_back(static_cast<std::uint8_t>(unit.size() >> 8));
            packet.push_back(static_cast<std::uint8_t>(unit.size()));
            packet.insert(packet.end(), unit.begin(), unit.end());
        }
        return packet;
    }

    Bytes head(std::uint32_t timestamp) {
        const std::uint16_t sequence = m_sequence++;
        return {0x80,
                96,
                static_cast<std::uint8_t>(sequence >> 8),
                static_cast<std::uint8_t>(sequence),
                static_cast<std::uint8_t>(timestamp >> 24),
                static_cast<std::uint8_t>(timestamp >> 16),
                static_cast<std::uint8_t>(timestamp >> 8),
                static_cast<std::uint8_t>(timestamp),
                1,
                2,
                3,
                4};
    }
    void skip(int packets) { m_sequence = static_cast<std::uint16_t>(m_sequence + packets); }

private:
    void append(std::vector<Bytes>& made, ByteView unit, std::uint32_t timestamp) {
        if (unit.size() <= m_largest) {
            Bytes packet = head(timestamp);
            packet.insert(packet.end(), unit.begin(), unit.end());
            made.push_back(std::move(packet));
            return;
        }
        const std::size_t header = m_codec == Codec::H264 ? 1 : 2;
        for (std::size_t at = header; at < unit.size(); at += m_largest) {
            const std::size_t size = std::min(m_largest, unit.size() - at);
            const int start = at == header ? 0x80 : 0;
            const int end = at + size == unit.size() ? 0x40 : 0;
            Bytes packet = head(timestamp);
            if (m_codec == Codec::H264) {
                packet.push_back(static_cast<std::uint8_t>((unit[0] & 0xe0) | 28));
                packet.push_back(static_cast<std::uint8_t>(start | end | (unit[0] & 0x1f)));
            } else {
                packet.push_back(static_cast<std::uint8_t>((unit[0] & 0x81) | 49 << 1));
                packet.push_back(unit[1]);
                packet.push_back(static_cast<std::uint8_t>(start | end | (unit[0] >> 1 & 0x3f)));
            }
            const ByteView part = unit.subspan(at, size);
            packet.insert(packet.end(), part.begin(), part.end());
            made.push_back(std::move(packet));
        }
    }

    const Codec m_codec;
    std::uint16_t m_sequence;
    const std::size_t m_largest;
};

} // namespace shouwang::video::test
