// Clips: is what we write a film that others can play, and is it what the camera has seen?
#include "support/studio.h"

#include "base/file.h"

#include <QTest>

extern "C" {
#include <libavformat/avformat.h>
}

using namespace shouwang;
using namespace shouwang::video;
using namespace shouwang::video::test;

namespace {

struct Film {
    int pictures = 0;
    int decoded = 0;
    int width = 0;
    double seconds = 0;
    bool begins_with_key = false;
};

// Reads the file as anybody else would.
Film watch(const std::filesystem::path& path) {
    Film film;
    AVFormatContext* format = nullptr;
    if (avformat_open_input(&format, path.c_str(), nullptr, nullptr) != 0) return film;
    avformat_find_stream_info(format, nullptr);
    AVStream* stream = format->streams[0];
    film.width = stream->codecpar->width;
    film.seconds = static_cast<double>(format->duration) / AV_TIME_BASE;
    AVCodecContext* decoder = avcodec_alloc_context3(avcodec_find_decoder(stream->codecpar->codec_id));
    avcodec_parameters_to_context(decoder, stream->codecpar);
    avcodec_open2(decoder, nullptr, nullptr);
    AVPacket* packet = av_packet_alloc();
    AVFrame* frame = av_frame_alloc();
    const auto take = [&] {
        while (avcodec_receive_frame(decoder, frame) == 0)
            ++film.decoded;
    };
    while (av_read_frame(format, packet) == 0) {
        if (film.pictures++ == 0) film.begins_with_key = (packet->flags & AV_PKT_FLAG_KEY) != 0;
        avcodec_send_packet(decoder, packet);
        av_packet_unref(packet);
        take();
    }
    avcodec_send_packet(decoder, nullptr);
    take();
    av_frame_free(&frame);
    av_packet_free(&packet);
    avcodec_free_context(&decoder);
    avformat_close_input(&format);
    return film;
}

} // namespace

class ClipsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void clip_is_a_film_that_others_can_play_data();
    void clip_is_a_film_that_others_can_play();
    void clip_follows_the_ring_while_it_grows();
    void clip_ends_where_the_format_changes();
    void clip_survives_a_camera_whose_clock_jumps();
};

void ClipsTest::clip_is_a_film_that_others_can_play_data() {
    QTest::addColumn<bool>("hevc");
    QTest::newRow("H.264") << false;
    QTest::newRow("HEVC") << true;
}

void ClipsTest::clip_is_a_film_that_others_can_play() {
    QFETCH(bool, hevc);
    Studio studio;
    const Nanos begin = studio.now() - 10 * kSecond;
    for (const AccessUnit& unit : asUnits(encode(fourSeconds(hevc ? Codec::Hevc : Codec::H264)), begin))
        studio.ring->push(unit);
    // Key frames every second; from 1.5 s on means from the one at 1 s.
    const auto clip = studio.wait(studio.request(begin + 1'500 * kMillisecond, begin + 3 * kSecond));
    QVERIFY2(clip.has_value(), clip ? "" : clip.error().text.c_str());
    QCOMPARE(clip->pictures, std::uint64_t{51});
    QCOMPARE(clip->width, 320);
    QVERIFY(!clip->cut_short);
    QCOMPARE(clip->gaps, std::uint64_t{0});
    const Film film = watch(clip->path);
    QCOMPARE(film.pictures, 51);
    QCOMPARE(film.decoded, 51);
    QCOMPARE(film.width, 320);
    QVERIFY(film.begins_with_key);
    QVERIFY2(std::abs(film.seconds - 2.04) < 0.01, std::to_string(film.seconds).c_str());
    const auto bytes = readFile(clip->path);
    QCOMPARE(toHex(sha256(*bytes)), toHex(clip->sha256));
    QCOMPARE(clip->bytes, static_cast<std::uint64_t>(bytes->size()));
    const Micros wanted = studio.clock.utc() - (studio.now() - begin - kSecond) / 1000;
    QVERIFY(std::abs(clip->first_utc - wanted) < 10'000);
    QVERIFY(std::abs(clip->last_utc - clip->first_utc - 2'000'000) < 10);
    QCOMPARE(studio.files(), std::size_t{1}); // no temporary one is left
}

void ClipsTest::clip_follows_the_ring_while_it_grows() {
    Studio studio;
    const auto units = asUnits(encode(fourSeconds()), studio.now() - kSecond);
    std::promise<Result<Clip>> promise;
    for (std::size_t i = 0; i < 20; ++i)
        studio.ring->push(units[i]);
    studio.writer.start(studio.request(units[0].arrival, units[80].arrival), studio.ring,
                        [&promise](ClipId, const Result<Clip>& clip) { promise.set_value(clip); });
    QTRY_VERIFY(std::filesystem::exists(studio.path("clip.mp4.part"))); // it has begun
    QVERIFY(!std::filesystem::exists(studio.path()));                   // and is not there before it is whole
    for (std::size_t i = 20; i < units.size(); ++i)
        studio.ring->push(units[i]);
    const auto clip = promise.get_future().get();
    QVERIFY(clip.has_value());
    QCOMPARE(clip->pictures, std::uint64_t{81});
    QCOMPARE(watch(clip->path).decoded, 81);
}

void ClipsTest::clip_ends_where_the_format_changes() {
    Studio studio;
    const Nanos begin = studio.now() - 10 * kSecond;
    for (const AccessUnit& unit : asUnits(encode(fourSeconds()), begin))
        studio.ring->push(unit);
    Recipe other = fourSeconds();
    other.width = 640;
    other.height = 360;
    for (const AccessUnit& unit : asUnits(encode(other), begin + 4 * kSecond, 2))
        studio.ring->push(unit);
    const auto clip = studio.wait(studio.request(begin, begin + 7 * kSecond));
    QVERIFY(clip.has_value());
    QVERIFY(clip->cut_short);
    QCOMPARE(clip->pictures, std::uint64_t{100});
    QCOMPARE(watch(clip->path).decoded, 100);
}

void ClipsTest::clip_survives_a_camera_whose_clock_jumps() {
    Studio studio;
    const Nanos begin = studio.now() - 10 * kSecond;
    auto units = asUnits(encode(fourSeconds()), begin);
    for (std::size_t i = 30; i < 60; ++i)
        units[i].rtp_timestamp -= 90'000 * 3600;
    for (std::size_t i = 60; i < 100; ++i)
        units[i].rtp_timestamp += 90'000LL * 86'400;
    for (const AccessUnit& unit : units)
        studio.ring->push(unit);
    const auto clip = studio.wait(studio.request(begin, begin + 9 * kSecond / 2));
    QVERIFY(clip.has_value());
    const Film film = watch(clip->path);
    QCOMPARE(film.decoded, 100);
    QVERIFY2(std::abs(film.seconds - 4.0) < 0.05, std::to_string(film.seconds).c_str());
}

QTEST_GUILESS_MAIN(ClipsTest)
#include "tst_clips.moc"
