#include "video/mp4_file.h"

#include "base/file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace shouwang::video {

namespace {

constexpr int kIoBuffer = 64 * 1024;

AVCodecID idOf(Codec codec) {
    return codec == Codec::H264 ? AV_CODEC_ID_H264 : AV_CODEC_ID_HEVC;
}

Next nextOf(int error) {
    return error == ENOSPC || error == EDQUOT || error == EFBIG || error == EIO ? Next::Retry : Next::Refused;
}

} // namespace

Result<PictureSize> sizeOf(const AccessUnit& key) {
    Bytes bytes = key.sets->annex_b;
    bytes.insert(bytes.end(), key.payload->begin(), key.payload->end());
    const std::size_t size = bytes.size();
    bytes.resize(size + AV_INPUT_BUFFER_PADDING_SIZE);
    AVCodecParserContext* parser = av_parser_init(idOf(key.codec()));
    AVCodecContext* context = avcodec_alloc_context3(nullptr);
    PictureSize found;
    if (parser && context) {
        parser->flags |= PARSER_FLAG_COMPLETE_FRAMES;
        std::uint8_t* out = nullptr;
        int out_size = 0;
        av_parser_parse2(parser, context, &out, &out_size, bytes.data(), static_cast<int>(size), 0, 0, 0);
        found = {parser->width, parser->height};
    }
    av_parser_close(parser);
    avcodec_free_context(&context);
    if (found.width <= 0 || found.height <= 0)
        return fail(Next::Corrupt, "clip: the stream does not tell its size");
    return found;
}

Mp4File::Mp4File(std::filesystem::path path)
    : m_path(std::move(path))
    , m_temporary(m_path.string() + ".part") {}

Mp4File::~Mp4File() {
    closeAll();
    if (m_mine) unlink(m_temporary.c_str());
}

tl::unexpected<Error> Mp4File::failure(const char* what) const {
    if (m_error == 0) return fail(Next::Corrupt, fmt::format("{}: cannot {}", m_path.string(), what));
    return fail(nextOf(m_error),
                fmt::format("{}: cannot {}: {}", m_path.string(), what, std::strerror(m_error)));
}

Result<std::unique_ptr<Mp4File>> Mp4File::create(const std::filesystem::path& path, const ParameterSets& sets,
                                                 PictureSize size, Micros began) {
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored))
        return fail(Next::Refused, path.string() + ": is there already");
    std::unique_ptr<Mp4File> file(new Mp4File(path));
    constexpr int kFlags = O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW;
    file->m_descriptor = open(file->m_temporary.c_str(), kFlags, 0600);
    if (file->m_descriptor < 0) {
        file->m_error = errno;
        return file->failure("create");
    }
    file->m_mine = true;
    if (auto begun = file->begin(sets, size, began); !begun) return tl::unexpected(begun.error());
    return file;
}

Result<void> Mp4File::begin(const ParameterSets& sets, PictureSize size, Micros began) {
    auto* buffer = static_cast<std::uint8_t*>(av_malloc(kIoBuffer));
    m_io = avio_alloc_context(buffer, kIoBuffer, 1, this, nullptr, &Mp4File::writeBytes, &Mp4File::seekTo);
    m_packet = av_packet_alloc();
    avformat_alloc_output_context2(&m_format, nullptr, "mp4", nullptr);
    AVStream* stream = m_format ? avformat_new_stream(m_format, nullptr) : nullptr;
    if (!m_io || !m_packet || !stream) return fail(Next::Retry, "clip: no memory");
    m_format->pb = m_io;
    m_format->flags |= AVFMT_FLAG_BITEXACT; // the same packets give the same file
    av_dict_set(&m_format->metadata, "creation_time", toIso(began).c_str(), 0);
    stream->time_base = {1, 90'000};
    AVCodecParameters& codec = *stream->codecpar;
    codec.codec_type = AVMEDIA_TYPE_VIDEO;
    codec.codec_id = idOf(sets.codec);
    if (sets.codec == Codec::Hevc) codec.codec_tag = MKTAG('h', 'v', 'c', '1');
    codec.width = size.width;
    codec.height = size.height;
    const std::size_t length = sets.annex_b.size();
    codec.extradata = static_cast<std::uint8_t*>(av_mallocz(length + AV_INPUT_BUFFER_PADDING_SIZE));
    if (!codec.extradata) return fail(Next::Retry, "clip: no memory");
    std::memcpy(codec.extradata, sets.annex_b.data(), length);
    codec.extradata_size = static_cast<int>(length);
    if (avformat_write_header(m_format, nullptr) < 0 || m_error != 0) return failure("begin");
    return {};
}

int Mp4File::writeBytes(void* self, std::uint8_t* bytes, int size) {
    auto& file = *static_cast<Mp4File*>(self);
    int done = 0;
    while (done < size) {
        const ssize_t written =
            ::write(file.m_descriptor, bytes + done, static_cast<std::size_t>(size - done));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) {
            if (file.m_error == 0) file.m_error = errno;
            return AVERROR(file.m_error);
        }
        done += static_cast<int>(written);
    }
    return size;
}

std::int64_t Mp4File::seekTo(void* self, std::int64_t offset, int whence) {
    if (whence == AVSEEK_SIZE) return AVERROR(ENOSYS);
    return lseek(static_cast<Mp4File*>(self)->m_descriptor, offset, whence & ~AVSEEK_FORCE);
}

Result<void> Mp4File::write(const AccessUnit& unit, std::int64_t time, std::int64_t duration) {
    if (av_new_packet(m_packet, static_cast<int>(unit.size())) < 0)
        return fail(Next::Retry, "clip: no memory");
    std::memcpy(m_packet->data, unit.payload->data(), unit.size());
    m_packet->flags = unit.key ? AV_PKT_FLAG_KEY : 0;
    m_packet->pts = m_packet->dts = time;
    m_packet->duration = duration;
    av_packet_rescale_ts(m_packet, {1, 90'000}, m_format->streams[0]->time_base);
    const int result = av_write_frame(m_format, m_packet);
    av_packet_unref(m_packet);
    if (result < 0 || m_error != 0) return failure("write");
    return {};
}

Result<void> Mp4File::commit() {
    const int result = av_write_trailer(m_format);
    avio_flush(m_io);
    if (result < 0 || m_error != 0) return failure("write the index");
    closeAll();
    if (auto done = commitFile(m_temporary, m_path); !done) return done;
    m_mine = false;
    return {};
}

void Mp4File::closeAll() {
    if (m_format) avformat_free_context(m_format);
    m_format = nullptr;
    if (m_io) {
        av_freep(&m_io->buffer);
        avio_context_free(&m_io);
    }
    av_packet_free(&m_packet);
    if (m_descriptor >= 0) close(m_descriptor);
    m_descriptor = -1;
}

} // namespace shouwang::video
