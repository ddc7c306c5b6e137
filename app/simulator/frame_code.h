// The row of machine-readable blocks on top of every simulated picture: which frame of the minute it is.
// Clips run in step with the wall clock, so whoever reads the blocks off a screenshot knows how old the
// picture is. Pure; any thread.
//
// Sixteen cells from the upper left corner: white, black, eleven bits of the frame number (Gray code, highest
// first), even parity, black, white. A cell is 1/40 of the picture wide and the row 1/30 high: 16 x 12 pixels
// at 640x360. The known cells at both ends give black and white, so that the row survives any scaling, gamma
// and noise.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace shouwang::simulator {

constexpr int kFrameRate = 25;
constexpr int kFramesPerMinute = 60 * kFrameRate;
constexpr std::int64_t kFrameMicros = 1'000'000 / kFrameRate;
constexpr int kCodeBits = 11;
constexpr std::size_t kCodeCells = 16;

using CodeCells = std::array<bool, kCodeCells>;        ///< true is white
using CodeLuma = std::array<std::uint8_t, kCodeCells>; ///< mean brightness of each cell

constexpr int codeCellWidth(int pictureWidth) {
    return std::max(1, pictureWidth / 40);
}
constexpr int codeRowHeight(int pictureHeight) {
    return std::max(1, pictureHeight / 30);
}

/// The frame of the minute that a camera takes at this time (UTC microseconds).
constexpr int frameAt(std::int64_t utc, int frames = kFramesPerMinute) {
    return static_cast<int>((utc / kFrameMicros) % frames);
}

/// How long before `utc` the frame was taken, in microseconds; less than one turn of the clip.
constexpr std::int64_t frameAge(int frame, std::int64_t utc, int frames = kFramesPerMinute) {
    const std::int64_t turn = frames * kFrameMicros;
    return (((utc - frame * kFrameMicros) % turn) + turn) % turn;
}

constexpr CodeCells encodeFrameCode(int frame) {
    CodeCells cells{};
    const auto number = static_cast<unsigned>(frame);
    const unsigned gray = number ^ (number >> 1);
    bool parity = false;
    cells[0] = true;
    for (int bit = 0; bit < kCodeBits; ++bit) {
        const bool set = ((gray >> (kCodeBits - 1 - bit)) & 1u) != 0;
        cells[static_cast<std::size_t>(2 + bit)] = set;
        parity = parity != set;
    }
    cells[2 + kCodeBits] = parity;
    cells[kCodeCells - 1] = true;
    return cells;
}

/// Nothing when the row is not there, is too faint to be sure, or its parity is wrong.
constexpr std::optional<int> decodeFrameCode(const CodeLuma& luma) {
    const int white = (luma[0] + luma[15]) / 2;
    const int black = (luma[1] + luma[14]) / 2;
    const int contrast = white - black;
    if (contrast < 60) return std::nullopt;
    const auto apart = [](int a, int b) { return a > b ? a - b : b - a; };
    if (apart(luma[0], luma[15]) * 8 > contrast * 3 || apart(luma[1], luma[14]) * 8 > contrast * 3)
        return std::nullopt;
    unsigned gray = 0;
    bool parity = false;
    for (std::size_t cell = 0; cell < kCodeCells; ++cell) {
        const int above = luma[cell] - black;
        const bool set = above * 2 > contrast;
        // Nearer to a known white or black than to the middle between them, or it was not our writing.
        if (apart(above, set ? contrast : 0) * 8 > contrast * 3) return std::nullopt;
        const bool mark = cell == 0 || cell == kCodeCells - 1;
        const bool gap = cell == 1 || cell == kCodeCells - 2;
        if ((mark && !set) || (gap && set)) return std::nullopt;
        if (mark || gap) continue;
        parity = parity != set;
        if (cell < 2 + kCodeBits) gray = gray << 1 | (set ? 1u : 0u);
    }
    if (parity) return std::nullopt;
    unsigned number = gray;
    for (unsigned shift = 1; shift < kCodeBits; shift <<= 1)
        number ^= number >> shift;
    if (number >= kFramesPerMinute) return std::nullopt;
    return static_cast<int>(number);
}

/// Reads the row of a picture of this size whose upper left corner is at `first`: one byte a sample, `step`
/// bytes from pixel to pixel (1: a luma plane; 4: one channel of RGB32), `stride` bytes from line to line.
inline std::optional<int> readFrameCode(const std::uint8_t* first, std::ptrdiff_t stride, int width,
                                        int height, std::ptrdiff_t step = 1) {
    const double cellWidth = width / 40.0;
    const double rowHeight = height / 30.0;
    CodeLuma luma{};
    for (std::size_t cell = 0; cell < kCodeCells; ++cell) {
        const int left = static_cast<int>((static_cast<double>(cell) + 0.3) * cellWidth);
        const int right = std::max(left, static_cast<int>((static_cast<double>(cell) + 0.7) * cellWidth) - 1);
        const int top = static_cast<int>(rowHeight * 0.3);
        const int bottom = std::max(top, static_cast<int>(rowHeight * 0.7) - 1);
        unsigned sum = 0;
        unsigned count = 0;
        for (int y = top; y <= bottom; ++y)
            for (int x = left; x <= right; ++x, ++count)
                sum += first[y * stride + x * step];
        luma[cell] = static_cast<std::uint8_t>(sum / count);
    }
    return decodeFrameCode(luma);
}

} // namespace shouwang::simulator
