#include "video/still.h"

#include "video/decoder.h"

#include <memory>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace shouwang::video {

namespace {

constexpr int kPacketsMost = 20'000; // ten minutes of 30 a second: a clip of ours has one or two
constexpr AVRational kMicros{1, 1'000'000};

struct CloseInput {
    void operator()(AVFormatContext* context) const { avformat_close_input(&context); }
};
struct FreeCodec {
    void operator()(AVCodecContext* context) const { avcodec_free_context(&context); }
};
struct FreePacket {
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
};
struct FreeFrame {
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
};
using Frame = std::unique_ptr<AVFrame, FreeFrame>;

/// A clip that is open, and where its pictures are.
struct OpenClip {
    std::unique_ptr<AVFormatContext, CloseInput> input;
    std::unique_ptr<AVCodecContext, FreeCodec> codec;
    int stream = -1;

    Micros after(std::int64_t time) const {
        const AVStream& of = *input->streams[stream];
        const std::int64_t first = of.start_time == AV_NOPTS_VALUE ? 0 : of.start_time;
        return time == AV_NOPTS_VALUE ? 0 : av_rescale_q(time - first, of.time_base, kMicros);
    }
};

tl::unexpected<Error> useless(const std::filesystem::path& path, const char* why) {
    return fail(Next::Corrupt, path.string() + ": " + why);
}

Result<OpenClip> openClip(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) {
        return fail(Next::Offline, path.string() + ": no such file");
    }
    OpenClip clip;
    AVFormatContext* input = nullptr;
    if (avformat_open_input(&input, path.c_str(), nullptr, nullptr) < 0)
        return useless(path, "no video file");
    clip.input.reset(input);
    if (avformat_find_stream_info(input, nullptr) < 0) return useless(path, "no streams");
    const AVCodec* decoder = nullptr;
    clip.stream = av_find_best_stream(input, AVMEDIA_TYPE_VIDEO, -1, -1, &decoder, 0);
    if (clip.stream < 0 || decoder == nullptr) return useless(path, "no pictures");
    clip.codec.reset(avcodec_alloc_context3(decoder));
    if (!clip.codec ||
        avcodec_parameters_to_context(clip.codec.get(), input->streams[clip.stream]->codecpar) < 0 ||
        avcodec_open2(clip.codec.get(), decoder, nullptr) < 0) {
        return useless(path, "its codec cannot be opened");
    }
    return clip;
}

/// Keeps the newest whole picture in `last`. True: it lies at the offset or behind it.
bool takeFrames(const OpenClip& clip, Micros offset, Frame& last) {
    for (;;) {
        Frame next(av_frame_alloc());
        if (!next || avcodec_receive_frame(clip.codec.get(), next.get()) < 0) return false;
        if (next->flags & AV_FRAME_FLAG_CORRUPT) continue;
        last = std::move(next);
        if (clip.after(last->best_effort_timestamp) >= offset) return true;
    }
}

Frame frameAt(const OpenClip& clip, Micros offset) {
    Frame last;
    const std::unique_ptr<AVPacket, FreePacket> packet(av_packet_alloc());
    for (int read = 0; packet && read < kPacketsMost; ++read) {
        if (av_read_frame(clip.input.get(), packet.get()) < 0) break;
        const bool ours = packet->stream_index == clip.stream;
        if (ours) avcodec_send_packet(clip.codec.get(), packet.get());
        av_packet_unref(packet.get());
        if (ours && takeFrames(clip, offset, last)) return last;
    }
    avcodec_send_packet(clip.codec.get(), nullptr); // what the decoder still holds back
    takeFrames(clip, offset, last);
    return last;
}

} // namespace

Result<Still> stillOf(const std::filesystem::path& path, Micros offset, TileSize size) {
    const auto clip = openClip(path);
    if (!clip) return tl::unexpected(clip.error());
    const Frame frame = frameAt(*clip, offset);
    if (!frame) return useless(path, "no picture could be decoded");
    PicturePool pool;
    Reducer reducer;
    auto picture = reducer.reduce(*frame, reductionFactor(frame->width, frame->height, size), pool);
    if (!picture) return tl::unexpected(picture.error());
    return Still{std::move(*picture), clip->after(frame->best_effort_timestamp)};
}

} // namespace shouwang::video
