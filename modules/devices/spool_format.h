// The bytes of a spool file. Pure; only for spool*.cpp and its tests.
//
// file    16 bytes "SHOUWANG-SPOOL-1", padded to kFirst; records; a zero where the next would begin
// record  u32 size (whole, a multiple of 8), u32 CRC-32 of what follows but the mark, u64 number, i64
// arrived,
//         u32 topic bytes, u32 payload bytes, u64 mark (not 0: settled), topic, payload, zeros
// Numbers rise. Integers as this machine writes them: the file never leaves it.
#pragma once

#include "devices/spool.h"

namespace shouwang::devices::spool_format {

inline constexpr std::string_view kMagic = "SHOUWANG-SPOOL-1";
inline constexpr std::size_t kFirst = 64;  ///< offset of the first record
inline constexpr std::size_t kHead = 40;   ///< bytes of a record before its topic
inline constexpr std::size_t kMarkAt = 32; ///< of the mark in a record
inline constexpr std::size_t kEndMark = 8; ///< zeros behind the last record

std::uint32_t crc32(ByteView bytes, std::uint32_t before = 0);

/// With the zeros that end the file behind it.
Bytes encode(const SpoolRecord& record);
/// Of the record alone.
std::size_t sizeOf(std::size_t topic, std::size_t payload);

struct Found {
    SpoolRecord record;
    std::size_t offset = 0;
    std::size_t size = 0;
    bool settled = false;
};
struct Scan {
    std::vector<Found> found;
    std::size_t end = kFirst; ///< behind the last whole record before the first fault
    bool torn = false;        ///< the last record was not written whole
    bool damaged = false; ///< whole records stand behind a fault, or the file does not begin like one of ours
};
Scan scan(ByteView file);

} // namespace shouwang::devices::spool_format
