#include "video/decoder.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

extern "C" {
#include <libavutil/frame.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

namespace shouwang::video {

namespace {

constexpr std::size_t kMostConverters =
    16; // a worker meets few sizes; a camera that changes all the time is bounded
constexpr int kLargestSide = 16384;

using ConverterKey = std::tuple<int, int, int, int, int, int, bool>;

bool isPlanar420(int format) {
    return format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVJ420P;
}

int matrixOf(const AVFrame& frame) {
    if (frame.colorspace == AVCOL_SPC_BT709) return SWS_CS_ITU709;
    if (frame.colorspace != AVCOL_SPC_UNSPECIFIED) return SWS_CS_ITU601;
    return frame.height >= 720 ? SWS_CS_ITU709 : SWS_CS_ITU601;
}

} // namespace

struct Reducer::Scratch {
    std::map<ConverterKey, SwsContext*> converters;
    std::vector<std::uint8_t> planes;

    void clear() {
        for (auto& [key, converter] : converters)
            sws_freeContext(converter);
        converters.clear();
    }
};

Reducer::Reducer()
    : m_scratch(std::make_unique<Scratch>()) {}
Reducer::~Reducer() {
    m_scratch->clear();
}

int reductionFactor(int width, int height, TileSize tile) {
    if (tile.width <= 0 || tile.height <= 0) return 1;
    // The picture is fitted into the tile, so the side that fits tightly decides.
    const int factor = std::max(width / tile.width, height / tile.height);
    return std::clamp(factor, 1, kLargestFactor);
}

std::uint64_t Reducer::hashOf(const AVFrame& frame) {
    const AVPixFmtDescriptor* format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
    const int bytes = format && format->comp[0].depth > 8 ? 2 : 1;
    return contentHash({frame.data[0], frame.linesize[0], frame.width * bytes, frame.height});
}

Result<Picture> Reducer::reduce(const AVFrame& frame, int factor, PicturePool& pool) {
    const int width = frame.width / factor & ~1;
    const int height = frame.height / factor & ~1;
    if (width < 2 || height < 2 || frame.width > kLargestSide || frame.height > kLargestSide) {
        return fail(Next::Refused, "picture: the size makes no sense");
    }
    Picture picture;
    picture.width = width;
    picture.height = height;
    picture.source_width = frame.width;
    picture.source_height = frame.height;
    picture.stride = (width * 4 + 63) / 64 * 64;
    // Some SIMD paths of swscale write a little beyond the last pixel.
    auto bytes = pool.take(static_cast<std::size_t>(picture.stride) * static_cast<std::size_t>(height) + 64);
    const int box = isPlanar420(frame.format) ? factor : 1;
    if (auto done = convert(frame, width, height, box, picture, bytes->data()); !done) {
        return tl::unexpected(done.error());
    }
    picture.bytes = std::move(bytes);
    return picture;
}

Result<void> Reducer::convert(const AVFrame& frame, int width, int height, int box, Picture& picture,
                              std::uint8_t* out) {
    std::array<const std::uint8_t*, 4> planes{frame.data[0], frame.data[1], frame.data[2], frame.data[3]};
    std::array<int, 4> strides{frame.linesize[0], frame.linesize[1], frame.linesize[2], frame.linesize[3]};
    int from_width = frame.width;
    int from_height = frame.height;
    if (box > 1) {
        const int luma_stride = (width + 63) / 64 * 64;
        const auto luma_size = static_cast<std::size_t>(luma_stride) * static_cast<std::size_t>(height);
        m_scratch->planes.resize(std::max(m_scratch->planes.size(), 2 * luma_size + 64));
        std::uint8_t* target = m_scratch->planes.data();
        for (std::size_t i = 0; i < 3; ++i) {
            const int half = i == 0 ? 1 : 2;
            const PlaneView plane{planes[i], strides[i], frame.width / half, frame.height / half};
            boxFilter(plane, box, target, luma_stride / half, width / half, height / half);
            planes[i] = target;
            strides[i] = luma_stride / half;
            target += luma_size / static_cast<std::size_t>(half * half);
        }
        from_width = width;
        from_height = height;
    } else if (width >= frame.width - 1 && height >= frame.height - 1) {
        from_width = width; // an odd last line or column is left out, so that the conversion stays one to one
        from_height = height;
    }
    const bool full = frame.color_range == AVCOL_RANGE_JPEG || frame.format == AV_PIX_FMT_YUVJ420P;
    auto* context = const_cast<SwsContext*>(
        converter(from_width, from_height, frame.format, width, height, matrixOf(frame), full));
    if (!context) return fail(Next::Refused, "picture: a pixel format that cannot be converted");
    const std::array<std::uint8_t*, 4> targets{out, nullptr, nullptr, nullptr};
    const std::array<int, 4> target_strides{picture.stride, 0, 0, 0};
    sws_scale(context, planes.data(), strides.data(), 0, from_height, targets.data(), target_strides.data());
    return {};
}

const SwsContext* Reducer::converter(int from_width, int from_height, int format, int width, int height,
                                     int matrix, bool full) {
    const ConverterKey key{from_width, from_height, format, width, height, matrix, full};
    const auto found = m_scratch->converters.find(key);
    if (found != m_scratch->converters.end()) return found->second;
    if (m_scratch->converters.size() >= kMostConverters) m_scratch->clear();
    SwsContext* context = sws_getContext(from_width, from_height, static_cast<AVPixelFormat>(format), width,
                                         height, AV_PIX_FMT_BGRA, SWS_AREA, nullptr, nullptr, nullptr);
    if (!context) return nullptr;
    const int* coefficients = sws_getCoefficients(matrix);
    sws_setColorspaceDetails(context, coefficients, full ? 1 : 0, coefficients, 1, 0, 1 << 16, 1 << 16);
    m_scratch->converters.emplace(key, context);
    return context;
}

} // namespace shouwang::video
