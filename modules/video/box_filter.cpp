#include "video/box_filter.h"

#include <algorithm>
#include <array>
#include <cstring>

// The resolver of a cloned function runs before a sanitizer is ready.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&     \
    !defined(__SANITIZE_THREAD__)
#define SHOUWANG_FAST __attribute__((target_clones("avx2", "default"), optimize("O3")))
#else
#define SHOUWANG_FAST
#endif

namespace shouwang::video {

namespace {

// Columns are done in pieces that stay in the first cache level.
constexpr int kPiece = 2048;

SHOUWANG_FAST void addRow(const std::uint8_t* __restrict row, std::uint16_t* __restrict sums, int count) {
    for (int x = 0; x < count; ++x)
        sums[x] = static_cast<std::uint16_t>(sums[x] + row[x]);
}

SHOUWANG_FAST void copyRow(const std::uint8_t* __restrict row, std::uint16_t* __restrict sums, int count) {
    for (int x = 0; x < count; ++x)
        sums[x] = row[x];
}

SHOUWANG_FAST void mean2(const std::uint16_t* __restrict sums, std::uint8_t* __restrict target, int count) {
    for (int x = 0; x < count; ++x) {
        target[x] = static_cast<std::uint8_t>((sums[2 * x] + sums[2 * x + 1] + 2) >> 2);
    }
}

SHOUWANG_FAST void mean4(const std::uint16_t* __restrict sums, std::uint8_t* __restrict target, int count) {
    for (int x = 0; x < count; ++x) {
        const int sum = sums[4 * x] + sums[4 * x + 1] + sums[4 * x + 2] + sums[4 * x + 3];
        target[x] = static_cast<std::uint8_t>((sum + 8) >> 4);
    }
}

SHOUWANG_FAST void mean3(const std::uint16_t* __restrict sums, std::uint8_t* __restrict target, int count) {
    for (int x = 0; x < count; ++x) {
        const int sum = sums[3 * x] + sums[3 * x + 1] + sums[3 * x + 2];
        target[x] = static_cast<std::uint8_t>((sum * 7282 + 32768) >> 16);
    }
}

SHOUWANG_FAST void meanN(const std::uint16_t* __restrict sums, std::uint8_t* __restrict target, int count,
                         int factor) {
    const int reciprocal = (65536 + factor * factor / 2) / (factor * factor);
    for (int x = 0; x < count; ++x) {
        int sum = 0;
        for (int i = 0; i < factor; ++i)
            sum += sums[factor * x + i];
        target[x] = static_cast<std::uint8_t>(std::min((sum * reciprocal + 32768) >> 16, 255));
    }
}

void meanRow(const std::uint16_t* sums, std::uint8_t* target, int count, int factor) {
    switch (factor) {
    case 2:
        return mean2(sums, target, count);
    case 3:
        return mean3(sums, target, count);
    case 4:
        return mean4(sums, target, count);
    default:
        return meanN(sums, target, count, factor);
    }
}

// Eight lanes, each a sum of 32 x 32 bit products: what AVX2 does four at a time.
SHOUWANG_FAST void hashRow(const std::uint8_t* __restrict row, int blocks, std::uint64_t* __restrict lanes) {
    for (int block = 0; block < blocks; ++block) {
        std::array<std::uint64_t, 8> words{};
        std::memcpy(words.data(), row + 64 * block, 64);
        for (std::size_t i = 0; i < 8; ++i) {
            const std::uint64_t mixed = words[i] ^ (0x9e3779b97f4a7c15ULL + i * 0xc2b2ae3d27d4eb4fULL);
            lanes[i] += (mixed & 0xffffffffULL) * (mixed >> 32) + words[i ^ 1];
        }
    }
}

std::uint64_t mix(std::uint64_t value) {
    value ^= value >> 33;
    value *= 0xff51afd7ed558ccdULL;
    value ^= value >> 29;
    return value * 0xc4ceb9fe1a85ec53ULL;
}

} // namespace

void boxFilter(const PlaneView& source, int factor, std::uint8_t* target, int target_stride, int target_width,
               int target_height) {
    std::array<std::uint16_t, kPiece + kLargestFactor> sums; // every read value is written by copyRow first
    const int piece = kPiece / factor;                       // target bytes a piece
    for (int y = 0; y < target_height; ++y) {
        const std::uint8_t* rows = source.data + static_cast<std::ptrdiff_t>(y) * factor * source.stride;
        std::uint8_t* line = target + static_cast<std::ptrdiff_t>(y) * target_stride;
        for (int x = 0; x < target_width; x += piece) {
            const int count = std::min(piece, target_width - x);
            copyRow(rows + x * factor, sums.data(), count * factor);
            for (int i = 1; i < factor; ++i) {
                addRow(rows + static_cast<std::ptrdiff_t>(i) * source.stride + x * factor, sums.data(),
                       count * factor);
            }
            meanRow(sums.data(), line + x, count, factor);
        }
    }
}

std::uint64_t contentHash(const PlaneView& plane) {
    std::array<std::uint64_t, 8> lanes{};
    std::uint64_t tail = 0;
    // Video changes in blocks of at least four lines, so in a large picture every second one tells it all.
    const int step = plane.height >= 720 ? 2 : 1;
    for (int y = 0; y < plane.height; y += step) {
        const std::uint8_t* row = plane.data + static_cast<std::ptrdiff_t>(y) * plane.stride;
        hashRow(row, plane.width / 64, lanes.data());
        for (int x = plane.width / 64 * 64; x < plane.width; ++x)
            tail = mix(tail ^ row[x]);
        // Without this, two pictures with exchanged lines would be the same.
        if (y / step % 16 == 15)
            lanes[static_cast<std::size_t>(y / 16 % 8)] =
                mix(lanes[static_cast<std::size_t>(y / 16 % 8)] + 1);
    }
    std::uint64_t hash =
        tail + static_cast<std::uint64_t>(plane.width) * 31 + static_cast<std::uint64_t>(plane.height);
    for (const std::uint64_t lane : lanes)
        hash = mix(hash ^ lane);
    return hash;
}

} // namespace shouwang::video
