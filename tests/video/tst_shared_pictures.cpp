// Previews in shared memory: does the desk see what the wall has written, whole and from nobody else?
#include "video/shared_pictures.h"

#include <QTest>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <fcntl.h>
#include <rapidcheck.h>
#include <set>
#include <sys/mman.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace shouwang;
using namespace shouwang::video;

namespace {

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

class SharedPicturesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void preview_comes_over_as_it_was_written();
    void preview_that_is_too_large_is_reduced();
    void preview_of_another_camera_never_shows_the_old_picture();
    void segment_is_ours_alone_and_goes_with_its_writer();
    void segment_that_is_not_ours_is_refused();
    void slot_that_makes_no_sense_is_refused();
    void segment_that_shrinks_is_an_error_and_no_crash();
    void half_written_preview_is_never_seen();
};

void SharedPicturesTest::preview_comes_over_as_it_was_written() {
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

void SharedPicturesTest::preview_that_is_too_large_is_reduced() {
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

void SharedPicturesTest::preview_of_another_camera_never_shows_the_old_picture() {
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

void SharedPicturesTest::segment_is_ours_alone_and_goes_with_its_writer() {
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

void SharedPicturesTest::segment_that_is_not_ours_is_refused() {
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

void SharedPicturesTest::slot_that_makes_no_sense_is_refused() {
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

void SharedPicturesTest::segment_that_shrinks_is_an_error_and_no_crash() {
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

void SharedPicturesTest::half_written_preview_is_never_seen() {
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

QTEST_GUILESS_MAIN(SharedPicturesTest)
#include "tst_shared_pictures.moc"
