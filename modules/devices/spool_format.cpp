#include "devices/spool_format.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

namespace shouwang::devices::spool_format {

namespace {

constexpr std::array<std::uint32_t, 256> crcTable() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1) != 0 ? 0xEDB88320U ^ (value >> 1) : value >> 1;
        table[i] = value;
    }
    return table;
}

template <class T>
void put(Bytes& bytes, std::size_t at, T value) {
    std::memcpy(bytes.data() + at, &value, sizeof value);
}

template <class T>
T get(ByteView bytes, std::size_t at) {
    T value{};
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

std::uint32_t crcOf(ByteView record) {
    return crc32(record.subspan(kHead), crc32(record.subspan(8, kMarkAt - 8)));
}

/// Null: there is no whole record at this place.
std::optional<Found> recordAt(ByteView file, std::size_t at) {
    if (file.size() < kHead || at > file.size() - kHead) return std::nullopt;
    const std::size_t size = get<std::uint32_t>(file, at);
    if (size < kHead || size % 8 != 0 || size > file.size() - at) return std::nullopt;
    const ByteView record = file.subspan(at, size);
    const std::size_t topic = get<std::uint32_t>(record, 24);
    const std::size_t payload = get<std::uint32_t>(record, 28);
    if (topic > size || payload > size || sizeOf(topic, payload) != size) return std::nullopt;
    if (get<std::uint32_t>(record, 4) != crcOf(record)) return std::nullopt;
    Found found;
    found.offset = at;
    found.size = size;
    found.settled = get<std::uint64_t>(record, kMarkAt) != 0;
    found.record.number = get<std::uint64_t>(record, 8);
    found.record.arrived = get<std::int64_t>(record, 16);
    const auto body = record.begin() + static_cast<std::ptrdiff_t>(kHead);
    const auto split = body + static_cast<std::ptrdiff_t>(topic);
    found.record.topic.assign(body, split);
    found.record.payload.assign(split, split + static_cast<std::ptrdiff_t>(payload));
    return found;
}

/// Whether the writer has ended the file here: what lies behind is of records that were settled long ago.
bool endsAt(ByteView file, std::size_t at) {
    return at + sizeof(std::uint32_t) > file.size() || get<std::uint32_t>(file, at) == 0;
}

} // namespace

std::uint32_t crc32(ByteView bytes, std::uint32_t before) {
    static constexpr auto kTable = crcTable();
    std::uint32_t value = ~before;
    for (const std::uint8_t byte : bytes)
        value = kTable[(value ^ byte) & 0xFF] ^ (value >> 8);
    return ~value;
}

std::size_t sizeOf(std::size_t topic, std::size_t payload) {
    return (kHead + topic + payload + 7) / 8 * 8;
}

Bytes encode(const SpoolRecord& record) {
    const std::size_t size = sizeOf(record.topic.size(), record.payload.size());
    Bytes bytes(size + kEndMark);
    put(bytes, 0, static_cast<std::uint32_t>(size));
    put(bytes, 8, record.number);
    put(bytes, 16, record.arrived);
    put(bytes, 24, static_cast<std::uint32_t>(record.topic.size()));
    put(bytes, 28, static_cast<std::uint32_t>(record.payload.size()));
    const auto body = bytes.begin() + static_cast<std::ptrdiff_t>(kHead);
    std::copy(record.payload.begin(), record.payload.end(),
              std::copy(record.topic.begin(), record.topic.end(), body));
    put(bytes, 4, crcOf(ByteView(bytes).first(size)));
    return bytes;
}

Scan scan(ByteView file) {
    Scan out;
    const bool ours = file.size() >= kFirst &&
                      std::equal(kMagic.begin(), kMagic.end(), file.begin(),
                                 [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
    out.damaged = !ours;
    std::uint64_t last = 0;
    bool whole = ours;
    for (std::size_t at = kFirst; at < file.size();) {
        auto found = recordAt(file, at);
        if (found && found->record.number > last) {
            // A whole record behind a fault: not the last write was cut off, but the middle was hurt.
            if (!whole) out.damaged = true;
            last = found->record.number;
            at += found->size;
            if (whole) out.end = at;
            out.found.push_back(std::move(*found));
            continue;
        }
        if (whole && endsAt(file, at)) break;
        whole = false;
        at += 8;
    }
    out.torn = ours && !whole && !out.damaged;
    return out;
}

} // namespace shouwang::devices::spool_format
