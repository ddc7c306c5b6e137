// RTP and RTCP as far as cameras use them (RFC 3550, RFC 6184, RFC 7798). No sockets: bytes in, access units
// out.
#pragma once

#include "video/nal.h"

namespace shouwang::video {

struct RtpPacket {
    std::uint8_t payload_type = 0;
    bool marker = false;
    std::uint16_t sequence = 0;
    std::uint32_t timestamp = 0;
    ByteView payload;
};
/// Refuses what is no RTP version 2 packet or lies about its lengths.
Result<RtpPacket> parseRtp(ByteView bytes);

struct SenderReport {
    Micros utc = 0;
    std::uint32_t rtp_timestamp = 0;
};
/// Of the first packet in a compound RTCP packet; nothing when it is something else.
std::optional<SenderReport> parseSenderReport(ByteView bytes);

/// 32-bit RTP timestamps as one line without wraps, which goes on when a new connection starts anywhere. One
/// thread.
class TimestampLine {
public:
    std::int64_t unwrap(std::uint32_t timestamp, Nanos arrival);
    void restart() { m_restart = true; }

private:
    bool m_any = false;
    bool m_restart = false;
    std::uint32_t m_last_raw = 0;
    std::int64_t m_last = 0;
    Nanos m_last_arrival = 0;
};

constexpr std::size_t kLargestAccessUnit = std::size_t{4} << 20;

struct DepacketizerCounts {
    std::uint64_t gaps = 0;
    std::uint64_t damaged = 0;
    std::uint64_t garbage = 0;
};

/// Puts packets together to whole access units, closed at the marker, or at the next timestamp where a camera
/// sets none. After a gap nothing is delivered until the next key frame. One thread.
class Depacketizer {
public:
    /// `deliver` gets units whose rtp_timestamp is still the raw 32-bit one.
    Depacketizer(Codec codec, ParameterSetKeeper& sets, std::function<void(AccessUnit&&)> deliver);

    void packet(const RtpPacket& packet, Nanos arrival);
    const DepacketizerCounts& counts() const { return m_counts; }
    Nanos lastClosed() const { return m_last_closed; } ///< also of units that could not be delivered; 0: none

private:
    bool append(ByteView payload);
    bool appendH264(ByteView payload);
    bool appendHevc(ByteView payload);
    bool appendAggregate(ByteView payload);
    bool appendFragment(ByteView head, ByteView body, bool start, bool end);
    bool appendUnit(ByteView unit);
    void note(ByteView unit);
    void close(Nanos arrival);
    void reset();

    const Codec m_codec;
    ParameterSetKeeper& m_sets;
    const std::function<void(AccessUnit&&)> m_deliver;
    DepacketizerCounts m_counts;
    Bytes m_unit;
    bool m_has_slice = false;
    bool m_key = false;
    bool m_damaged = false; // the unit being put together
    bool m_fragment_open = false;
    bool m_waiting = true; // for a key frame
    bool m_lost = false;   // waiting because of a gap, not because it has just begun
    bool m_any = false;
    std::uint16_t m_last_sequence = 0;
    std::uint32_t m_timestamp = 0;
    Nanos m_last_closed = 0;
    Nanos m_last_arrival = 0;
};

} // namespace shouwang::video
