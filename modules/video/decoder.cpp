#include "video/decoder.h"

#include <algorithm>
#include <cstring>
#include <mutex>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
}

namespace shouwang::video {

namespace {

constexpr std::int64_t kMostPixels = 8192LL * 4608; // a camera cannot ask for more memory than this

// libavcodec writes about every broken packet; we count them instead.
void quiet() {
    static std::once_flag once;
    std::call_once(once, [] { av_log_set_level(AV_LOG_FATAL); });
}

} // namespace

Decoder::Decoder()
    : m_packet(av_packet_alloc())
    , m_incoming(av_frame_alloc())
    , m_frame(av_frame_alloc()) {
    quiet();
}

Decoder::~Decoder() {
    avcodec_free_context(&m_context);
    av_packet_free(&m_packet);
    av_frame_free(&m_incoming);
    av_frame_free(&m_frame);
}

Result<void> Decoder::open(const ParameterSets& sets) {
    avcodec_free_context(&m_context);
    const AVCodec* codec =
        avcodec_find_decoder(sets.codec == Codec::H264 ? AV_CODEC_ID_H264 : AV_CODEC_ID_HEVC);
    m_context = codec ? avcodec_alloc_context3(codec) : nullptr;
    if (!m_context) return fail(Next::Refused, "decoder: libavcodec has none for this codec");
    m_context->thread_count = 1;
    m_context->flags |= AV_CODEC_FLAG_LOW_DELAY;
    m_context->max_pixels = kMostPixels;
    const std::size_t size = sets.annex_b.size();
    m_context->extradata = static_cast<std::uint8_t*>(av_mallocz(size + AV_INPUT_BUFFER_PADDING_SIZE));
    if (!m_context->extradata) return fail(Next::Retry, "decoder: no memory");
    std::memcpy(m_context->extradata, sets.annex_b.data(), size);
    m_context->extradata_size = static_cast<int>(size);
    if (avcodec_open2(m_context, codec, nullptr) < 0) {
        avcodec_free_context(&m_context);
        return fail(Next::Corrupt, "decoder: the parameter sets are unusable");
    }
    ++m_opened;
    return {};
}

void Decoder::flush() {
    if (m_context) avcodec_flush_buffers(m_context);
}

Result<const AVFrame*> Decoder::decode(const AccessUnit& unit, bool loop_filter) {
    if (!unit.sets || !unit.payload) return fail(Next::Corrupt, "decoder: a unit without parameter sets");
    const bool changed =
        !m_sets || m_sets->codec != unit.sets->codec || m_sets->annex_b != unit.sets->annex_b;
    if (!m_context || (changed && unit.key)) {
        if (auto opened = open(*unit.sets); !opened) {
            ++m_corrupt;
            return tl::unexpected(opened.error());
        }
        m_sets = unit.sets;
    }
    m_context->skip_loop_filter = loop_filter ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    // libavcodec reads up to its padding beyond the end, so the bytes are copied into a padded buffer of its
    // own.
    if (av_new_packet(m_packet, static_cast<int>(unit.payload->size())) < 0) {
        return fail(Next::Retry, "decoder: no memory");
    }
    std::memcpy(m_packet->data, unit.payload->data(), unit.payload->size());
    m_packet->flags = unit.key ? AV_PKT_FLAG_KEY : 0;
    m_packet->pts = unit.arrival;
    const int sent = avcodec_send_packet(m_context, m_packet);
    av_packet_unref(m_packet);
    bool any = false;
    while (avcodec_receive_frame(m_context, m_incoming) == 0) {
        av_frame_unref(m_frame);
        av_frame_move_ref(m_frame, m_incoming);
        any = m_any = true;
    }
    const bool patched =
        any && (m_frame->decode_error_flags != 0 || (m_frame->flags & AV_FRAME_FLAG_CORRUPT) != 0);
    if (sent < 0 || patched) ++m_corrupt;
    if (sent < 0 && !any) return fail(Next::Corrupt, "decoder: the unit is unusable");
    return any ? m_frame : nullptr;
}

} // namespace shouwang::video
