// Small streams that a test makes for itself: a picture whose grey tells its number, coded by libx264 or
// libx265.
#pragma once

#include "video/packet_source.h"

#include <cstring>
#include <functional>
#include <stdexcept>
#include <vector>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/opt.h>
}

namespace shouwang::video::test {

struct Coded {
    Codec codec = Codec::H264;
    int width = 0;
    int height = 0;
    int fps = 25;
    Bytes sets;               ///< Annex B
    std::vector<Bytes> units; ///< Annex B, one a picture
    std::vector<bool> keys;
};

struct Recipe {
    Codec codec = Codec::H264;
    int width = 320;
    int height = 180;
    int pictures = 50;
    int group = 25; ///< pictures between key frames
    int fps = 25;
    bool moving = true; ///< false: every picture is the same
    int seed = 0;
    int slices = 1;
    bool noise = false;               ///< as from a sensor: makes the decoder work
    std::int64_t bits_per_second = 0; ///< 0: constant quality
};

/// Grey of picture i in the left upper corner.
inline int greyOf(int i, int seed = 0) {
    return 40 + (i * 7 + seed * 31) % 160;
}

inline void paint(AVFrame& frame, const Recipe& recipe, int i) {
    const int number = recipe.moving ? i : 0;
    std::uint32_t state = static_cast<std::uint32_t>(number) * 2654435761u + 12345u;
    for (int y = 0; y < frame.height; ++y) {
        std::uint8_t* line = frame.data[0] + static_cast<std::ptrdiff_t>(y) * frame.linesize[0];
        for (int x = 0; x < frame.width; ++x) {
            int value = x < frame.width / 2 && y < frame.height / 2 ? greyOf(number, recipe.seed)
                                                                    : 60 + (x + y + 3 * number) % 120;
            if (recipe.noise) {
                state = state * 1664525u + 1013904223u;
                value += static_cast<int>(state >> 28) - 8;
            }
            line[x] = static_cast<std::uint8_t>(value);
        }
    }
    for (int plane : {1, 2}) {
        for (int y = 0; y < frame.height / 2; ++y) {
            std::memset(frame.data[plane] + static_cast<std::ptrdiff_t>(y) * frame.linesize[plane], 128,
                        static_cast<std::size_t>(frame.width / 2));
        }
    }
}

inline AVCodecContext* openEncoder(const Recipe& recipe) {
    av_log_set_level(AV_LOG_FATAL);
    const AVCodec* codec = avcodec_find_encoder_by_name(recipe.codec == Codec::H264 ? "libx264" : "libx265");
    if (!codec) throw std::runtime_error("no encoder");
    AVCodecContext* context = avcodec_alloc_context3(codec);
    context->width = recipe.width;
    context->height = recipe.height;
    context->time_base = {1, recipe.fps};
    context->pix_fmt = AV_PIX_FMT_YUV420P;
    context->gop_size = recipe.group;
    context->max_b_frames = 0;
    context->thread_count = 1;
    context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    if (recipe.bits_per_second > 0) context->bit_rate = recipe.bits_per_second;
    av_opt_set(context->priv_data, "preset", recipe.bits_per_second > 0 ? "veryfast" : "ultrafast", 0);
    av_opt_set(context->priv_data, "tune", "zerolatency", 0);
    const std::string group = std::to_string(recipe.group);
    const std::string common = "keyint=" + group + ":min-keyint=" + group + ":scenecut=0";
    if (recipe.codec == Codec::H264) {
        av_opt_set(context->priv_data, "x264-params",
                   (common + ":sliced-threads=0:slices=" + std::to_string(recipe.slices)).c_str(), 0);
    } else {
        av_opt_set(context->priv_data, "x265-params",
                   (common + ":bframes=0:log-level=none:open-gop=0").c_str(), 0);
    }
    if (avcodec_open2(context, codec, nullptr) < 0) throw std::runtime_error("encoder does not open");
    return context;
}

inline Coded encode(const Recipe& recipe) {
    AVCodecContext* context = openEncoder(recipe);
    Coded coded{recipe.codec, recipe.width, recipe.height, recipe.fps, {}, {}, {}};
    coded.sets.assign(context->extradata, context->extradata + context->extradata_size);
    AVFrame* frame = av_frame_alloc();
    AVPacket* packet = av_packet_alloc();
    frame->width = recipe.width;
    frame->height = recipe.height;
    frame->format = AV_PIX_FMT_YUV420P;
    av_frame_get_buffer(frame, 0);
    for (int i = 0; i <= recipe.pictures; ++i) {
        if (i < recipe.pictures) {
            av_frame_make_writable(frame);
            paint(*frame, recipe, i);
            frame->pts = i;
        }
        avcodec_send_frame(context, i < recipe.pictures ? frame : nullptr);
        while (avcodec_receive_packet(context, packet) == 0) {
            coded.units.emplace_back(packet->data, packet->data + packet->size);
            coded.keys.push_back((packet->flags & AV_PKT_FLAG_KEY) != 0);
            av_packet_unref(packet);
        }
    }
    av_packet_free(&packet);
    av_frame_free(&frame);
    avcodec_free_context(&context);
    return coded;
}

/// Access units as a source would deliver them, 1/fps apart.
inline std::vector<AccessUnit> asUnits(const Coded& coded, Nanos begin = kSecond,
                                       std::uint32_t generation = 1) {
    auto sets = std::make_shared<const ParameterSets>(ParameterSets{coded.codec, generation, coded.sets});
    std::vector<AccessUnit> units;
    for (std::size_t i = 0; i < coded.units.size(); ++i) {
        AccessUnit unit;
        unit.payload = std::make_shared<const Bytes>(coded.units[i]);
        unit.sets = sets;
        unit.key = coded.keys[i];
        unit.discontinuity = i == 0;
        unit.rtp_timestamp = static_cast<std::int64_t>(i) * 90'000 / coded.fps;
        unit.arrival = begin + static_cast<Nanos>(i) * kSecond / coded.fps;
        units.push_back(unit);
    }
    return units;
}

} // namespace shouwang::video::test
