#include "video/rtp.h"

namespace shouwang::video {

namespace {

std::uint16_t read16(ByteView bytes, std::size_t at) {
    return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
}
std::uint32_t read32(ByteView bytes, std::size_t at) {
    return static_cast<std::uint32_t>(read16(bytes, at)) << 16 | read16(bytes, at + 2);
}

} // namespace

Result<RtpPacket> parseRtp(ByteView bytes) {
    constexpr std::size_t kHead = 12;
    if (bytes.size() < kHead || bytes[0] >> 6 != 2) return fail(Next::Refused, "RTP: not a version 2 packet");
    RtpPacket packet;
    packet.marker = (bytes[1] & 0x80) != 0;
    packet.payload_type = bytes[1] & 0x7f;
    packet.sequence = read16(bytes, 2);
    packet.timestamp = read32(bytes, 4);
    std::size_t head = kHead + 4u * (bytes[0] & 0x0fu);
    if ((bytes[0] & 0x10) != 0) {
        if (bytes.size() < head + 4) return fail(Next::Refused, "RTP: extension is cut off");
        head += 4 + 4u * read16(bytes, head + 2);
    }
    const std::size_t padding = (bytes[0] & 0x20) != 0 ? bytes.back() : 0;
    if (bytes.size() < head + padding) return fail(Next::Refused, "RTP: lengths do not fit");
    packet.payload = bytes.subspan(head, bytes.size() - head - padding);
    return packet;
}

std::optional<SenderReport> parseSenderReport(ByteView bytes) {
    constexpr std::uint8_t kSenderReport = 200;
    constexpr std::int64_t kNtpToUnix = 2'208'988'800;
    if (bytes.size() < 28 || bytes[0] >> 6 != 2 || bytes[1] != kSenderReport) return std::nullopt;
    const std::int64_t seconds = static_cast<std::int64_t>(read32(bytes, 8)) - kNtpToUnix;
    const std::int64_t micros =
        static_cast<std::int64_t>(static_cast<std::uint64_t>(read32(bytes, 12)) * 1'000'000 >> 32);
    if (seconds <= 0) return std::nullopt;
    return SenderReport{seconds * 1'000'000 + micros, read32(bytes, 16)};
}

std::int64_t TimestampLine::unwrap(std::uint32_t timestamp, Nanos arrival) {
    if (!m_any) {
        m_last = timestamp;
    } else if (m_restart) {
        m_last += std::max<Nanos>(arrival - m_last_arrival, 0) / 1000 * 90 / 1000; // 90 ticks a millisecond
    } else {
        m_last += static_cast<std::int32_t>(timestamp - m_last_raw);
    }
    m_any = true;
    m_restart = false;
    m_last_raw = timestamp;
    m_last_arrival = arrival;
    return m_last;
}

Depacketizer::Depacketizer(Codec codec, ParameterSetKeeper& sets, std::function<void(AccessUnit&&)> deliver)
    : m_codec(codec)
    , m_sets(sets)
    , m_deliver(std::move(deliver)) {}

// A gap also spoils the unit that begins after it: its first packets may be among the missing ones.
void Depacketizer::packet(const RtpPacket& packet, Nanos arrival) {
    bool gap = false;
    if (m_any) {
        if (packet.sequence == m_last_sequence) return; // sent twice
        gap = packet.sequence != static_cast<std::uint16_t>(m_last_sequence + 1);
    }
    m_last_sequence = packet.sequence;
    if (gap) {
        ++m_counts.gaps;
        m_damaged = m_waiting = m_lost = true;
    }
    if (m_any && packet.timestamp != m_timestamp && m_has_slice) {
        close(m_last_arrival);
        m_damaged = gap;
    }
    m_any = true;
    m_timestamp = packet.timestamp;
    m_last_arrival = arrival;
    if (!append(packet.payload)) {
        ++m_counts.garbage;
        m_damaged = m_waiting = m_lost = true;
    }
    if (packet.marker) close(arrival);
}

bool Depacketizer::append(ByteView payload) {
    if (payload.empty()) return true; // cameras send empty ones as a sign of life
    return m_codec == Codec::H264 ? appendH264(payload) : appendHevc(payload);
}

bool Depacketizer::appendH264(ByteView payload) {
    const int type = payload[0] & 0x1f;
    if (type >= 1 && type <= 23) return appendUnit(payload);
    if (type == 24) return appendAggregate(payload.subspan(1)); // STAP-A
    if (type != 28 || payload.size() < 3) return false;         // FU-A
    const std::uint8_t head[] = {static_cast<std::uint8_t>((payload[0] & 0xe0) | (payload[1] & 0x1f))};
    return appendFragment(head, payload.subspan(2), (payload[1] & 0x80) != 0, (payload[1] & 0x40) != 0);
}

bool Depacketizer::appendHevc(ByteView payload) {
    if (payload.size() < 3) return false;
    const int type = payload[0] >> 1 & 0x3f;
    if (type < 48) return appendUnit(payload);
    if (type == 48) return appendAggregate(payload.subspan(2)); // AP
    if (type != 49 || payload.size() < 4) return false;         // FU
    const std::uint8_t head[] = {static_cast<std::uint8_t>((payload[0] & 0x81) | (payload[2] & 0x3f) << 1),
                                 payload[1]};
    return appendFragment(head, payload.subspan(3), (payload[2] & 0x80) != 0, (payload[2] & 0x40) != 0);
}

bool Depacketizer::appendAggregate(ByteView payload) {
    while (!payload.empty()) {
        if (payload.size() < 2) return false;
        const std::size_t size = read16(payload, 0);
        if (size == 0 || payload.size() < 2 + size) return false;
        if (!appendUnit(payload.subspan(2, size))) return false;
        payload = payload.subspan(2 + size);
    }
    return true;
}

bool Depacketizer::appendFragment(ByteView head, ByteView body, bool start, bool end) {
    if (start == m_fragment_open) return false; // a second start, or no start at all
    if (m_unit.size() + body.size() + 8 > kLargestAccessUnit) return false;
    if (start) {
        m_unit.insert(m_unit.end(), {0, 0, 0, 1});
        m_unit.insert(m_unit.end(), head.begin(), head.end());
        note(head);
    }
    m_unit.insert(m_unit.end(), body.begin(), body.end());
    m_fragment_open = !end;
    return true;
}

bool Depacketizer::appendUnit(ByteView unit) {
    if (m_fragment_open || m_unit.size() + unit.size() + 8 > kLargestAccessUnit) return false;
    m_unit.insert(m_unit.end(), {0, 0, 0, 1});
    m_unit.insert(m_unit.end(), unit.begin(), unit.end());
    m_sets.take(m_codec, unit);
    note(unit);
    return true;
}

void Depacketizer::note(ByteView unit) {
    const NalKind kind = nalKind(m_codec, unit);
    if (kind == NalKind::KeySlice || kind == NalKind::Recovery) m_key = true;
    if (kind == NalKind::KeySlice || kind == NalKind::Slice) m_has_slice = true;
}

// Cameras that set the marker on parameter sets too are met by waiting for a slice.
void Depacketizer::close(Nanos arrival) {
    if (!m_has_slice && !m_damaged && !m_fragment_open) return;
    m_last_closed = arrival;
    if (m_fragment_open) m_damaged = m_waiting = m_lost = true;
    auto sets = m_sets.get(m_codec);
    const bool key = m_key && sets;
    if (m_damaged || (m_waiting && !key)) {
        if (m_lost) ++m_counts.damaged;
        reset();
        return;
    }
    AccessUnit unit;
    unit.payload =
        std::make_shared<const Bytes>(m_unit); // a copy of exactly its size: it stays in the ring for long
    unit.sets = std::move(sets);
    unit.key = key;
    unit.discontinuity = m_waiting;
    unit.rtp_timestamp = m_timestamp;
    unit.arrival = arrival;
    m_waiting = m_lost = false;
    reset();
    m_deliver(std::move(unit));
}

void Depacketizer::reset() {
    m_unit.clear();
    m_has_slice = m_key = m_damaged = m_fragment_open = false;
}

} // namespace shouwang::video
