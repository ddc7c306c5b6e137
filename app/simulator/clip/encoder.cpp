#include "simulator/clip/encoder.h"

#include "simulator/clip/nal.h"
#include "simulator/frame_code.h"

#include <fmt/format.h>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/opt.h>
}

namespace shouwang::simulator {

struct Encoder::Parts {
    AVCodecContext* context = nullptr;
    AVFrame* frame = nullptr;
    AVPacket* packet = nullptr;
    std::int64_t next = 0;
    ~Parts() {
        av_packet_free(&packet);
        av_frame_free(&frame);
        avcodec_free_context(&context);
    }
};

namespace {

void describe(AVCodecContext& c, const ClipShape& shape) {
    c.width = shape.width;
    c.height = shape.height;
    c.pix_fmt = AV_PIX_FMT_YUV420P;
    c.time_base = {1, kFrameRate};
    c.framerate = {kFrameRate, 1};
    c.gop_size = shape.keyEvery;
    c.keyint_min = shape.keyEvery;
    c.max_b_frames = 0;
    c.refs = 1;
    c.thread_count = 1;
    c.bit_rate = shape.kilobits * 1000LL;
    c.rc_max_rate = c.bit_rate * 3 / 2;
    c.rc_buffer_size = shape.kilobits * 1000;
    c.color_range = AVCOL_RANGE_MPEG;
    c.colorspace = AVCOL_SPC_BT709;
    c.color_primaries = AVCOL_PRI_BT709;
    c.color_trc = AVCOL_TRC_BT709;
    c.flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
}

void tune(AVCodecContext& c, const ClipShape& shape, site::Codec codec) {
    const bool small = shape.width <= 800;
    if (codec == site::Codec::H264) {
        av_opt_set(c.priv_data, "preset", small ? "veryfast" : "superfast", 0);
        av_opt_set(c.priv_data, "tune", "zerolatency", 0);
        av_opt_set(c.priv_data, "profile", "high", 0);
        const auto options =
            fmt::format("scenecut=0:keyint={0}:min-keyint={0}:sliced-threads=0:slices=1", shape.keyEvery);
        av_opt_set(c.priv_data, "x264-params", options.c_str(), 0);
        return;
    }
    av_opt_set(c.priv_data, "preset", "ultrafast", 0);
    av_opt_set(c.priv_data, "tune", "zerolatency", 0);
    const auto options =
        fmt::format("scenecut=0:keyint={0}:min-keyint={0}:open-gop=0:bframes=0:pools=none:frame-threads=1:"
                    "wpp=0:log-level=none",
                    shape.keyEvery);
    av_opt_set(c.priv_data, "x265-params", options.c_str(), 0);
}

std::string words(int code) {
    char text[AV_ERROR_MAX_STRING_SIZE] = {};
    av_strerror(code, text, sizeof text);
    return text;
}

void copyPlane(const std::vector<std::uint8_t>& from, std::size_t width, AVFrame& to, int plane) {
    for (std::size_t row = 0; row * width < from.size(); ++row)
        std::copy_n(from.data() + row * width, width,
                    to.data[plane] + static_cast<std::ptrdiff_t>(row) * to.linesize[plane]);
}

} // namespace

Encoder::Encoder(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts)) {}

Encoder::~Encoder() = default;

Result<std::unique_ptr<Encoder>> Encoder::open(const ClipShape& shape, site::Codec codec) {
    const char* wanted = codec == site::Codec::H264 ? "libx264" : "libx265";
    const AVCodec* found = avcodec_find_encoder_by_name(wanted);
    if (!found) return fail(Next::Refused, fmt::format("this libavcodec has no {}", wanted));
    av_log_set_level(AV_LOG_ERROR); // the encoders' statistics are nobody's news
    auto parts = std::make_unique<Parts>();
    parts->context = avcodec_alloc_context3(found);
    parts->frame = av_frame_alloc();
    parts->packet = av_packet_alloc();
    if (!parts->context || !parts->frame || !parts->packet)
        return fail(Next::Retry, "no memory for an encoder");
    describe(*parts->context, shape);
    tune(*parts->context, shape, codec);
    if (const int rc = avcodec_open2(parts->context, found, nullptr); rc < 0)
        return fail(Next::Refused, fmt::format("{} does not open: {}", wanted, words(rc)));
    parts->frame->format = AV_PIX_FMT_YUV420P;
    parts->frame->width = shape.width;
    parts->frame->height = shape.height;
    if (av_frame_get_buffer(parts->frame, 0) < 0) return fail(Next::Retry, "no memory for a frame");
    const ByteView header{parts->context->extradata,
                          static_cast<std::size_t>(parts->context->extradata_size)};
    auto configuration = decoderConfiguration(header, codec);
    if (!configuration) return tl::unexpected(configuration.error());
    std::unique_ptr<Encoder> encoder(new Encoder(std::move(parts)));
    encoder->m_codecData = std::move(*configuration);
    encoder->m_codec = codec;
    return encoder;
}

Result<void> Encoder::encode(const Picture& picture, Clip& clip) {
    AVFrame& frame = *m_parts->frame;
    if (av_frame_make_writable(&frame) < 0) return fail(Next::Retry, "no memory for a frame");
    copyPlane(picture.y, static_cast<std::size_t>(picture.width), frame, 0);
    copyPlane(picture.u, static_cast<std::size_t>(picture.width / 2), frame, 1);
    copyPlane(picture.v, static_cast<std::size_t>(picture.width / 2), frame, 2);
    frame.pts = m_parts->next++;
    if (const int rc = avcodec_send_frame(m_parts->context, &frame); rc < 0)
        return fail(Next::Bug, fmt::format("encoder refused a frame: {}", words(rc)));
    return drain(clip);
}

Result<void> Encoder::finish(Clip& clip) {
    avcodec_send_frame(m_parts->context, nullptr);
    return drain(clip);
}

Result<void> Encoder::drain(Clip& clip) {
    for (;;) {
        const int rc = avcodec_receive_packet(m_parts->context, m_parts->packet);
        if (rc == AVERROR(EAGAIN) || rc == AVERROR_EOF) return {};
        if (rc < 0) return fail(Next::Bug, fmt::format("encoder failed: {}", words(rc)));
        const AVPacket& packet = *m_parts->packet;
        const Bytes unit = withLengths({packet.data, static_cast<std::size_t>(packet.size)}, m_codec);
        clip.units.push_back({clip.data.size(), static_cast<std::uint32_t>(unit.size()),
                              (packet.flags & AV_PKT_FLAG_KEY) != 0});
        clip.data.insert(clip.data.end(), unit.begin(), unit.end());
        av_packet_unref(m_parts->packet);
    }
}

} // namespace shouwang::simulator
