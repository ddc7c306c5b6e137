// Clips and the pictures in shared memory: what others read of what we write.
#include "support/encode.h"
#include "video/decoder.h"
#include "video/recorder.h"
#include "video/shared_pictures.h"

#include "base/file.h"

#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <future>
#include <rapidcheck.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

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

struct Studio {
    QTemporaryDir folder;
    SystemClock clock;
    std::shared_ptr<PacketRing> ring = std::make_shared<PacketRing>();
    ClipWriter writer{clock, 200 * kMillisecond};

    std::filesystem::path path(const char* name = "clip.mp4") const {
        return std::filesystem::path(folder.path().toStdString()) / name;
    }
    Nanos now() const { return clock.monotonic().count(); }
    ClipRequest request(Nanos from, Nanos until) const {
        ClipRequest made;
        made.camera = "Z31-2F-B03";
        made.from = from;
        made.until = until;
        made.utc_at_zero = clock.utc() - now() / 1000;
        made.path = path();
        return made;
    }
    Result<Clip> wait(const ClipRequest& request) {
        auto promise = std::make_shared<std::promise<Result<Clip>>>();
        auto future = promise->get_future();
        writer.start(request, ring,
                     [promise](ClipId, const Result<Clip>& clip) { promise->set_value(clip); });
        return future.get();
    }
    std::size_t files() const {
        std::size_t count = 0;
        for ([[maybe_unused]] const auto& entry :
             std::filesystem::directory_iterator(folder.path().toStdString()))
            ++count;
        return count;
    }
};

Recipe recipe(Codec codec = Codec::H264) {
    Recipe made;
    made.codec = codec;
    made.pictures = 100;
    return made;
}

std::string freshName(const char* what) {
    return "/shouwang-test-" + std::to_string(getpid()) + "-" + what;
}

PicturePtr plain(int width, int height, std::uint8_t value, Nanos arrival) {
    auto picture = std::make_shared<Picture>();
    picture->width = width;
    picture->height = height;
    picture->stride = (width * 4 + 63) / 64 * 64;
    picture->bytes = std::make_shared<const std::vector<std::uint8_t>>(
        static_cast<std::size_t>(picture->stride) * static_cast<std::size_t>(height), value);
    picture->arrival = arrival;
    return picture;
}

} // namespace

class FilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void clip_is_a_film_that_others_can_play_data();
    void clip_is_a_film_that_others_can_play();
    void clip_follows_the_ring_while_it_grows();
    void clip_without_a_picture_fails_and_leaves_nothing();
    void clip_ends_where_the_format_changes();
    void clip_survives_a_camera_whose_clock_jumps();
    void cancelled_clip_leaves_nothing();
    void writer_that_goes_away_cancels_what_is_open();
    void full_disk_is_told_and_leaves_nothing();
    void missing_folder_is_told();
    void existing_file_is_not_overwritten();
    void preview_comes_over_as_it_was_written();
    void preview_that_is_too_large_is_reduced();
    void preview_of_another_camera_never_shows_the_old_picture();
    void segment_is_ours_alone_and_goes_with_its_writer();
    void segment_that_is_not_ours_is_refused();
    void slot_that_makes_no_sense_is_refused();
    void segment_that_shrinks_is_an_error_and_no_crash();
    void half_written_preview_is_never_seen();
};

void FilesTest::clip_is_a_film_that_others_can_play_data() {
    QTest::addColumn<bool>("hevc");
    QTest::newRow("H.264") << false;
    QTest::newRow("HEVC") << true;
}

void FilesTest::clip_is_a_film_that_others_can_play() {
    QFETCH(bool, hevc);
    Studio studio;
    const Nanos begin = studio.now() - 10 * kSecond;
    for (const AccessUnit& unit : asUnits(encode(recipe(hevc ? Codec::Hevc : Codec::H264)), begin))
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

void FilesTest::clip_follows_the_ring_while_it_grows() {
    Studio studio;
    const auto units = asUnits(encode(recipe()), studio.now() - kSecond);
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

void FilesTest::clip_without_a_picture_fails_and_leaves_nothing() {
    Studio studio;
    const auto clip = studio.wait(studio.request(studio.now() - kSecond, studio.now()));
    QVERIFY(!clip.has_value());
    QVERIFY(clip.error().next == Next::Offline);
    QCOMPARE(studio.files(), std::size_t{0});
    QCOMPARE(studio.writer.open(), std::size_t{0});
}

void FilesTest::clip_ends_where_the_format_changes() {
    Studio studio;
    const Nanos begin = studio.now() - 10 * kSecond;
    for (const AccessUnit& unit : asUnits(encode(recipe()), begin))
        studio.ring->push(unit);
    Recipe other = recipe();
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

void FilesTest::clip_survives_a_camera_whose_clock_jumps() {
    Studio studio;
    const Nanos begin = studio.now() - 10 * kSecond;
    auto units = asUnits(encode(recipe()), begin);
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

void FilesTest::cancelled_clip_leaves_nothing() {
    Studio studio;
    for (const AccessUnit& unit : asUnits(encode(recipe()), studio.now() - 4 * kSecond))
        studio.ring->push(unit);
    std::promise<Result<Clip>> promise;
    const ClipId id =
        studio.writer.start(studio.request(0, studio.now() + 60 * kSecond), studio.ring,
                            [&promise](ClipId, const Result<Clip>& clip) { promise.set_value(clip); });
    QTRY_COMPARE(studio.files(), std::size_t{1});
    studio.writer.cancel(id);
    const auto clip = promise.get_future().get();
    QVERIFY(!clip && clip.error().next == Next::Cancelled);
    QCOMPARE(studio.files(), std::size_t{0});
    studio.writer.cancel(id); // once more does no harm
}

void FilesTest::writer_that_goes_away_cancels_what_is_open() {
    Studio studio;
    std::atomic<int> cancelled = 0;
    {
        ClipWriter writer(studio.clock);
        for (int i = 0; i < 3; ++i) {
            ClipRequest request = studio.request(0, studio.now() + 60 * kSecond);
            request.path = studio.path(("c" + std::to_string(i)).c_str());
            writer.start(request, studio.ring, [&cancelled](ClipId, const Result<Clip>& clip) {
                if (!clip && clip.error().next == Next::Cancelled) ++cancelled;
            });
        }
    }
    QCOMPARE(cancelled.load(), 3);
}

void FilesTest::full_disk_is_told_and_leaves_nothing() {
    Studio studio;
    const Nanos begin = studio.now() - 10 * kSecond;
    Recipe large = recipe();
    large.noise = true;
    for (const AccessUnit& unit : asUnits(encode(large), begin))
        studio.ring->push(unit);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{100'000, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small); // the system refuses to write on, as a full disk does
    const auto clip = studio.wait(studio.request(begin, begin + 4 * kSecond));
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!clip.has_value());
    QVERIFY(clip.error().next == Next::Retry);
    QVERIFY2(clip.error().text.find("write") != std::string::npos, clip.error().text.c_str());
    QCOMPARE(studio.files(), std::size_t{0});
}

void FilesTest::missing_folder_is_told() {
    Studio studio;
    const Nanos begin = studio.now() - 10 * kSecond;
    for (const AccessUnit& unit : asUnits(encode(recipe()), begin))
        studio.ring->push(unit);
    ClipRequest request = studio.request(begin, begin + kSecond);
    request.path = studio.path() / "nowhere" / "clip.mp4";
    const auto clip = studio.wait(request);
    QVERIFY(!clip.has_value());
    QVERIFY(clip.error().next == Next::Refused);
}

void FilesTest::existing_file_is_not_overwritten() {
    Studio studio;
    const Nanos begin = studio.now() - 10 * kSecond;
    for (const AccessUnit& unit : asUnits(encode(recipe()), begin))
        studio.ring->push(unit);
    QVERIFY(writeFileWhole(studio.path(), view("evidence")).has_value());
    const auto clip = studio.wait(studio.request(begin, begin + kSecond));
    QVERIFY(!clip.has_value());
    QCOMPARE(readFile(studio.path())->size(), std::size_t{8});
}

void FilesTest::preview_comes_over_as_it_was_written() {
    const std::string name = freshName("plain");
    auto writer = SharedPictureWriter::create(name);
    QVERIFY2(writer.has_value(), writer ? "" : writer.error().text.c_str());
    auto reader = SharedPictureReader::open(name);
    QVERIFY2(reader.has_value(), reader ? "" : reader.error().text.c_str());
    QVERIFY(!reader->read(3).value().has_value()); // nothing was ever written there
    QVERIFY(writer->write(3, "Z31-2F-走廊北-B03", plain(320, 180, 77, 5 * kSecond),
                          {Liveness::Kind::Late, 2 * kSecond}));
    const auto seen = reader->read(3).value();
    QVERIFY(seen.has_value());
    QCOMPARE(seen->camera, std::string("Z31-2F-走廊北-B03"));
    QCOMPARE(seen->width, 320);
    QCOMPARE(seen->height, 180);
    QVERIFY(seen->liveness == (Liveness{Liveness::Kind::Late, 2 * kSecond}));
    QCOMPARE(seen->arrival, 5 * kSecond);
    QCOMPARE(seen->bytes, std::vector<std::uint8_t>(320 * 180 * 4, 77));
    QVERIFY(!reader->read(3, seen->sequence).value().has_value()); // not new
    QVERIFY(writer->write(3, "Z31-2F-走廊北-B03", nullptr, {Liveness::Kind::Lost, 9 * kSecond}));
    const auto lost = reader->read(3, seen->sequence).value();
    QVERIFY(lost && lost->liveness.kind == Liveness::Kind::Lost);
    QCOMPARE(lost->bytes, seen->bytes); // the last picture stays
    QVERIFY(writer->clear(3).has_value());
    QVERIFY(reader->read(3, lost->sequence).value()->camera.empty());
    for (const int slot : {-1, kPreviewSlots}) {
        QVERIFY(!writer->write(slot, "x", nullptr, {}).has_value());
        QVERIFY(!reader->read(slot).has_value());
    }
    QVERIFY(!writer->write(0, std::string(kPreviewIdBytes + 1, 'x'), nullptr, {}).has_value());
}

void FilesTest::preview_that_is_too_large_is_reduced() {
    const std::string name = freshName("large");
    auto writer = SharedPictureWriter::create(name);
    auto reader = SharedPictureReader::open(name);
    QVERIFY(writer && reader);
    for (const auto& [width, height] :
         {std::pair{1920, 1080}, {704, 576}, {641, 361}, {2, 2000}, {5000, 2}}) {
        QVERIFY(writer->write(0, "c", plain(width, height, 9, 1), {}).has_value());
        const auto seen = reader->read(0).value();
        QVERIFY(seen->width <= kPreviewWidth && seen->height <= kPreviewHeight);
        QVERIFY(seen->width == 0 ||
                std::abs(seen->width * height - seen->height * width) <= std::max(width, height));
        for (const std::uint8_t byte : seen->bytes)
            QCOMPARE(byte, std::uint8_t{9});
    }
}

void FilesTest::preview_of_another_camera_never_shows_the_old_picture() {
    const std::string name = freshName("other");
    auto writer = SharedPictureWriter::create(name);
    auto reader = SharedPictureReader::open(name);
    QVERIFY(writer && reader);
    QVERIFY(writer->write(0, "first", plain(64, 36, 1, 1), {}).has_value());
    QVERIFY(writer->write(0, "second", nullptr, {}).has_value());
    const auto seen = reader->read(0).value();
    QCOMPARE(seen->camera, std::string("second"));
    QVERIFY(seen->bytes.empty());
}

void FilesTest::segment_is_ours_alone_and_goes_with_its_writer() {
    const std::string name = freshName("own");
    {
        auto writer = SharedPictureWriter::create(name);
        QVERIFY(writer.has_value());
        QVERIFY(!SharedPictureWriter::create(name).has_value()); // there is one already
        QVERIFY(SharedPictureReader::open(name).has_value());
        const int descriptor = shm_open(name.c_str(), O_RDWR, 0);
        fchmod(descriptor, 0644);
        QVERIFY(!SharedPictureReader::open(name).has_value()); // somebody else could read it
        ::close(descriptor);
    }
    const auto gone = SharedPictureReader::open(name);
    QVERIFY(!gone && gone.error().next == Next::Offline);
    for (const char* bad : {"", "/", "no-slash", "/a/b"})
        QVERIFY(!SharedPictureReader::open(bad).has_value());
}

void FilesTest::segment_that_is_not_ours_is_refused() {
    const std::string name = freshName("foreign");
    const int descriptor = shm_open(name.c_str(), O_RDWR | O_CREAT | O_EXCL, 0600);
    QVERIFY(descriptor >= 0);
    QVERIFY(!SharedPictureReader::open(name).has_value()); // empty
    QVERIFY(ftruncate(descriptor, 30'000'000) == 0);
    const auto refused = SharedPictureReader::open(name); // no magic
    QVERIFY(!refused && refused.error().next == Next::Refused);
    ::close(descriptor);
    shm_unlink(name.c_str());
}

void FilesTest::slot_that_makes_no_sense_is_refused() {
    const std::string name = freshName("nonsense");
    auto writer = SharedPictureWriter::create(name);
    auto reader = SharedPictureReader::open(name);
    QVERIFY(writer && reader);
    const int descriptor = shm_open(name.c_str(), O_RDWR, 0);
    QVERIFY(rc::check("noise in a slot's head is refused or bounded", [&] {
        auto noise = *rc::gen::container<std::vector<std::uint8_t>>(144, rc::gen::arbitrary<std::uint8_t>());
        noise[0] = 2; // the lock is open
        RC_ASSERT(pwrite(descriptor, noise.data(), noise.size(), 4096) == static_cast<ssize_t>(noise.size()));
        const auto seen = reader->read(0);
        if (!seen) {
            RC_ASSERT(seen.error().next == Next::Corrupt);
        } else if (*seen) {
            RC_ASSERT((*seen)->camera.size() <= kPreviewIdBytes);
            RC_ASSERT((*seen)->bytes.size() <= std::size_t{kPreviewWidth} * kPreviewHeight * 4);
        }
    }));
    ::close(descriptor);
}

void FilesTest::segment_that_shrinks_is_an_error_and_no_crash() {
    const std::string name = freshName("shrinks");
    auto writer = SharedPictureWriter::create(name);
    auto reader = SharedPictureReader::open(name);
    QVERIFY(writer && reader);
    QVERIFY(writer->write(20, "c", plain(640, 360, 3, 1), {}).has_value());
    const int descriptor = shm_open(name.c_str(), O_RDWR, 0);
    QVERIFY(ftruncate(descriptor, 4096) == 0);
    ::close(descriptor);
    const auto seen = reader->read(20);
    QVERIFY(!seen && seen.error().next == Next::Offline);
}

void FilesTest::half_written_preview_is_never_seen() {
    const std::string name = freshName("torn");
    auto writer = SharedPictureWriter::create(name);
    auto reader = SharedPictureReader::open(name);
    QVERIFY(writer && reader);
    std::atomic<bool> stop = false;
    std::thread wall([&] {
        std::vector<PicturePtr> pictures;
        for (int i = 0; i < 8; ++i)
            pictures.push_back(plain(64 << (i % 3), 36 << (i % 3), static_cast<std::uint8_t>(i), i));
        for (std::size_t i = 0; !stop; ++i) {
            const PicturePtr& picture = pictures[i % pictures.size()];
            if (!writer->write(0, std::to_string(picture->arrival), picture,
                               {Liveness::Kind::Live, picture->arrival}))
                break;
            std::this_thread::yield(); // a wall writes 25 times a second, not always
        }
    });
    int whole = 0;
    std::set<Nanos> kinds;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while ((whole < 50 || kinds.size() < 2) && std::chrono::steady_clock::now() < end) {
        const auto seen = reader->read(0);
        if (!seen || !*seen) continue;
        ++whole;
        kinds.insert((*seen)->arrival);
        const Nanos number = (*seen)->arrival;
        const bool same = (*seen)->camera == std::to_string(number) && (*seen)->liveness.age == number &&
                          (*seen)->width == 64 << (number % 3) &&
                          std::all_of((*seen)->bytes.begin(), (*seen)->bytes.end(),
                                      [number](std::uint8_t b) { return b == number; });
        if (!same) {
            stop = true;
            wall.join();
            QFAIL("a torn picture was seen");
        }
    }
    stop = true;
    wall.join();
    QVERIFY(whole >= 50);
    QVERIFY(kinds.size() > 1);
}

QTEST_GUILESS_MAIN(FilesTest)
#include "tst_files.moc"
