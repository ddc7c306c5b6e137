#include "simulator/film/caption.h"

#include <algorithm>
#include <array>

namespace shouwang::simulator {

namespace {

struct Glyph {
    std::uint32_t code;
    int advance;
    const char* shape;
};

constexpr int kWide = 40;
constexpr int kHigh = 48;

const Glyph kGlyphs[] = {
#include "simulator/film/caption_glyphs.inc"
};

const Glyph* glyph(std::uint32_t code) {
    for (const Glyph& g : kGlyphs)
        if (g.code == code) return &g;
    return nullptr;
}

std::uint32_t takeCode(std::string_view& text) {
    const auto first = static_cast<std::uint8_t>(text.front());
    const std::size_t length = std::min(text.size(), first < 0x80   ? std::size_t{1}
                                                     : first < 0xe0 ? std::size_t{2}
                                                                    : std::size_t{3});
    std::uint32_t code = length == 1 ? first : length == 2 ? first & 0x1fu : first & 0x0fu;
    for (std::size_t i = 1; i < length; ++i)
        code = code << 6 | (static_cast<std::uint8_t>(text[i]) & 0x3fu);
    text.remove_prefix(length);
    return code;
}

/// 0 to 3 at one pixel of the shape; outside it is empty.
int shapeAt(const Glyph& g, int x, int y) {
    if (x < 0 || y < 0 || x >= kWide || y >= kHigh) return 0;
    const int index = y * kWide + x;
    const char c = g.shape[index / 2];
    const int nibble = c <= '9' ? c - '0' : c - 'a' + 10;
    return (index & 1) != 0 ? nibble & 3 : nibble >> 2;
}

/// Mean cover of the part of the shape that falls on one pixel, 0 to 255, widened by `rim` shape pixels.
int coverAt(const Glyph& g, int px, int py, int size, int rim) {
    const int x0 = px * kHigh / size, x1 = std::max(x0 + 1, (px + 1) * kHigh / size);
    const int y0 = py * kHigh / size, y1 = std::max(y0 + 1, (py + 1) * kHigh / size);
    int sum = 0, count = 0, most = 0;
    for (int y = y0 - rim; y < y1 + rim; ++y)
        for (int x = x0 - rim; x < x1 + rim; ++x) {
            const int value = shapeAt(g, x, y);
            most = std::max(most, value);
            if (x < x0 || x >= x1 || y < y0 || y >= y1) continue;
            sum += value;
            ++count;
        }
    return rim > 0 ? most * 85 : sum * 85 / std::max(1, count);
}

void drawGlyph(Picture& picture, const Glyph& g, int x0, int y0, int size) {
    for (int py = 0; py < size; ++py)
        for (int px = 0; px < kWide * size / kHigh; ++px) {
            const int x = x0 + px, y = y0 + py;
            if (x < 0 || y < 0 || x >= picture.width || y >= picture.height) continue;
            auto& luma = picture.y[static_cast<std::size_t>(y * picture.width + x)];
            const int rim = coverAt(g, px, py, size, 3), body = coverAt(g, px, py, size, 0);
            if (rim == 0) continue;
            const int dark = (luma * (255 - rim * 3 / 4) + 20 * (rim * 3 / 4)) / 255;
            luma = static_cast<std::uint8_t>((dark * (255 - body) + 232 * body) / 255);
            auto& u = picture.u[static_cast<std::size_t>((y / 2) * (picture.width / 2) + x / 2)];
            auto& v = picture.v[static_cast<std::size_t>((y / 2) * (picture.width / 2) + x / 2)];
            u = static_cast<std::uint8_t>((u * (255 - rim / 2) + 128 * (rim / 2)) / 255);
            v = static_cast<std::uint8_t>((v * (255 - rim / 2) + 128 * (rim / 2)) / 255);
        }
}

} // namespace

int captionWidth(std::string_view text, int size) {
    int width = 0;
    while (!text.empty())
        if (const Glyph* g = glyph(takeCode(text))) width += std::max(1, g->advance * size / kHigh);
    return width;
}

int writeCaption(Picture& picture, std::string_view text, int x, int y, int size) {
    const int from = x;
    while (!text.empty())
        if (const Glyph* g = glyph(takeCode(text))) {
            drawGlyph(picture, *g, x, y, size);
            x += std::max(1, g->advance * size / kHigh);
        }
    return x - from;
}

} // namespace shouwang::simulator
