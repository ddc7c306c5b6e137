#include "simulator/film/film.h"

#include "simulator/film/caption.h"
#include "simulator/frame_code.h"

#include <fmt/format.h>
#include <random>

namespace shouwang::simulator {

namespace {

constexpr std::size_t kNoiseLength = 1u << 16;

std::vector<std::int8_t> noiseStrip(float deviation) {
    std::mt19937 engine(20261);
    std::vector<std::int8_t> strip(kNoiseLength + 4096);
    float last = 0;
    for (auto& value : strip) {
        float sum = -6;
        for (int i = 0; i < 12; ++i) // twelve even numbers add up to nearly a bell
            sum += static_cast<float>(engine() & 0xffffu) / 65536.0f;
        last = last * 0.35f + sum * 0.93f; // a sensor's colour filter smears noise a little along the line
        value = static_cast<std::int8_t>(std::clamp(last * deviation, -60.0f, 60.0f));
    }
    return strip;
}

} // namespace

Film::Film(PlaceId place, int width, int height)
    : m_place(buildPlace(place))
    , m_tracer(m_place.scene)
    , m_shot(m_tracer.shoot(width, height))
    , m_background(develop(m_shot, m_place.scene))
    , m_painter(m_place.scene, m_tracer, m_shot, m_place.figures)
    , m_noise(noiseStrip(m_place.scene.noise)) {
    m_shot.light = {}; // only the depth is needed from here on
}

void Film::draw(int frame, Picture& picture) const {
    picture = m_background;
    m_painter.paint(picture, static_cast<float>(frame) / kFrameRate);
    addNoise(picture, frame);
    addCaption(picture, frame);
    addCode(picture, frame);
}

void Film::addNoise(Picture& picture, int frame) const {
    const auto width = static_cast<std::size_t>(picture.width);
    std::uint32_t state = static_cast<std::uint32_t>(frame) * 2654435761u + 12345u;
    for (std::size_t y = 0; y < static_cast<std::size_t>(picture.height); ++y) {
        state = state * 1664525u + 1013904223u;
        std::uint8_t* line = picture.y.data() + y * width;
        for (std::size_t x = 0; x < width; x += 2048) {
            const std::int8_t* noise = m_noise.data() + ((state >> 16) + x * 7) % kNoiseLength;
            const std::size_t count = std::min<std::size_t>(2048, width - x);
            for (std::size_t i = 0; i < count; ++i)
                line[x + i] = static_cast<std::uint8_t>(std::clamp(line[x + i] + noise[i], 2, 250));
        }
    }
}

void Film::addCaption(Picture& picture, int frame) const {
    const int size = std::max(6, picture.height / 22);
    const int top = codeRowHeight(picture.height) + size / 3;
    writeCaption(picture, m_place.scene.caption, size / 2, top, size);
    const std::string clock = fmt::format(":{:02}", frame / kFrameRate);
    writeCaption(picture, clock, picture.width - captionWidth(clock, size) - size / 2, top, size);
}

void Film::addCode(Picture& picture, int frame) const {
    const CodeCells cells = encodeFrameCode(frame);
    const int cellWidth = codeCellWidth(picture.width), rowHeight = codeRowHeight(picture.height);
    for (int y = 0; y < rowHeight; ++y)
        for (int x = 0; x < cellWidth * static_cast<int>(kCodeCells); ++x) {
            const bool white = cells[static_cast<std::size_t>(x / cellWidth)];
            picture.y[static_cast<std::size_t>(y * picture.width + x)] = white ? 225 : 22;
            const auto half = static_cast<std::size_t>((y / 2) * (picture.width / 2) + x / 2);
            picture.u[half] = 128;
            picture.v[half] = 128;
        }
}

} // namespace shouwang::simulator
