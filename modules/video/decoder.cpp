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

/// Where the next start code begins, or the end.
std::size_t startCode(ByteView bytes, std::size_t from) {
    for (std::size_t i = from; i + 3 < bytes.size(); ++i) {
        if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) return i;
    }
    return bytes.size();
}

/// Without what an HEVC picture does not need (messages, fillers, units of the maker's own): a message that
/// libavcodec cannot read must not cost the picture. `room` keeps the bytes.
ByteView picturesOnly(const AccessUnit& unit, Bytes& room) {
    const ByteView all(*unit.payload);
    if (unit.sets->codec != Codec::Hevc) return all;
    constexpr int kFirstNeedless = 35; // access unit delimiter; slices and parameter sets lie below
    room.clear();
    for (std::size_t at = startCode(all, 0); at < all.size();) {
        const std::size_t next = startCode(all, at + 3);
        const int type = (all[at + 3] >> 1) & 0x3F;
        if (type < kFirstNeedless)
            room.insert(room.end(), all.begin() + static_cast<std::ptrdiff_t>(at),
                        all.begin() + static_cast<std::ptrdiff_t>(next));
        at = next;
    }
    return room.empty() ? all : ByteView(room);
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
    // The HEVC decoder marks no damage in its pictures; only so does it say that a unit was damaged.
    if (sets.codec == Codec::Hevc) m_context->err_recognition |= AV_EF_EXPLODE;
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
    m_trusted = false;
    return {};
}

void Decoder::flush() {
    if (m_context) avcodec_flush_buffers(m_context);
    m_trusted = false;
}

bool Decoder::isBroken(const AVFrame& frame) {
    return frame.decode_error_flags != 0 || (frame.flags & AV_FRAME_FLAG_CORRUPT) != 0;
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
    const ByteView bytes = picturesOnly(unit, m_stripped);
    if (av_new_packet(m_packet, static_cast<int>(bytes.size())) < 0) {
        return fail(Next::Retry, "decoder: no memory");
    }
    std::memcpy(m_packet->data, bytes.data(), bytes.size());
    m_packet->flags = unit.key ? AV_PKT_FLAG_KEY : 0;
    m_packet->pts = unit.arrival;
    const int sent = avcodec_send_packet(m_context, m_packet);
    av_packet_unref(m_packet);
    if (sent < 0) m_trusted = false;
    const bool any = receive();
    if (!m_trusted) ++m_corrupt;
    if (sent < 0 && !any) return fail(Next::Corrupt, "decoder: the unit is unusable");
    return any ? m_frame : nullptr;
}

/// Takes what the decoder has; whether a picture that may be believed was among it.
bool Decoder::receive() {
    bool any = false;
    while (avcodec_receive_frame(m_context, m_incoming) == 0) {
        // libavcodec patches holes with grey or with older pixels, and everything until the next key frame
        // leans on them: an officer would take that for the scene.
        if (isBroken(*m_incoming)) {
            m_trusted = false;
        } else if (m_incoming->key_frame != 0) {
            m_trusted = true; // leans on nothing before it
        }
        if (!m_trusted) {
            av_frame_unref(m_incoming);
            continue;
        }
        av_frame_unref(m_frame);
        av_frame_move_ref(m_frame, m_incoming);
        any = m_any = true;
    }
    return any;
}

} // namespace shouwang::video
