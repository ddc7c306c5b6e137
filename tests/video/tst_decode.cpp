// From packets to pictures of tile size: the decoder, the reduction, the pool and its rules.
#include "base/random.h"
#include "support/encode.h"
#include "video/decode_pool.h"

#include <QTest>
#include <rapidcheck.h>

extern "C" {
#include <libavutil/frame.h>
}

using namespace shouwang;
using namespace shouwang::video;
using namespace shouwang::video::test;

namespace {

constexpr int kPatience = 30'000; // ms; decoding takes seconds on a loaded machine with a sanitizer

Recipe recipe(int width = 320, int height = 180, Codec codec = Codec::H264) {
    Recipe made;
    made.width = width;
    made.height = height;
    made.codec = codec;
    return made;
}

/// What an encoder of good quality may lose.
bool nearGrey(const Picture& picture, int luma) {
    const std::uint8_t* pixel = picture.data() +
                                static_cast<std::ptrdiff_t>(picture.height / 4) * picture.stride +
                                picture.width / 4 * 4;
    const int wanted = std::clamp((luma - 16) * 255 / 219, 0, 255); // limited range
    return std::abs(pixel[0] - wanted) < 8 && std::abs(pixel[1] - wanted) < 8 &&
           std::abs(pixel[2] - wanted) < 8;
}

struct Room {
    SystemClock clock;
    std::shared_ptr<PacketRing> ring = std::make_shared<PacketRing>();
    DecodePool pool{clock, 2};
    std::shared_ptr<Feed> feed;
    std::shared_ptr<ViewSlot> slot = std::make_shared<ViewSlot>(TileSize{320, 180}, 0, 0, LivenessLimits{});

    Nanos now() const { return clock.monotonic().count(); }
    void open(Nanos delay = 0, const FeedLimits& limits = {}) {
        feed = pool.open(ring, Stream::Sub, delay, limits);
        feed->attach(slot);
        pool.wake(feed);
    }
    void push(const AccessUnit& unit) {
        ring->push(unit);
        if (feed) pool.wake(feed);
    }
    PicturePtr latest() const { return slot->mailbox()->latest(); }
    bool shows(Nanos arrival) const { return latest() && latest()->arrival == arrival; }
};

} // namespace

class DecodeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_unit_gives_its_picture_without_delay_data();
    void every_unit_gives_its_picture_without_delay();
    void broken_units_are_counted_and_survived();
    void damaged_picture_and_what_leans_on_it_is_never_given_data();
    void damaged_picture_and_what_leans_on_it_is_never_given();
    void damaged_camera_is_shown_late_and_not_grey();
    void factor_leaves_at_least_the_tile();
    void mean_of_a_block_is_exact();
    void picture_is_reduced_to_the_tile();
    void same_picture_has_the_same_hash();
    void warm_camera_shows_its_newest_picture_at_once();
    void newcomer_gets_the_picture_that_is_there();
    void feed_that_is_behind_jumps_to_the_newest_key_frame();
    void resolution_may_change();
    void frozen_camera_is_not_alive();
    void look_back_plays_with_its_delay();
    void key_frames_alone_are_shown_when_told_so();
    void stream_of_a_view_changes_without_a_step_back();
};

void DecodeTest::every_unit_gives_its_picture_without_delay_data() {
    QTest::addColumn<bool>("hevc");
    QTest::newRow("H.264") << false;
    QTest::newRow("HEVC") << true;
}

void DecodeTest::every_unit_gives_its_picture_without_delay() {
    QFETCH(bool, hevc);
    Decoder decoder;
    Reducer reducer;
    PicturePool pool;
    int number = 0;
    for (const AccessUnit& unit : asUnits(encode(recipe(320, 180, hevc ? Codec::Hevc : Codec::H264)))) {
        const auto frame = decoder.decode(unit);
        QVERIFY(frame && *frame);
        QCOMPARE((*frame)->pts, unit.arrival);
        const auto picture = reducer.reduce(**frame, 1, pool);
        QVERIFY(picture.has_value());
        QVERIFY(nearGrey(*picture, greyOf(number++)));
    }
    QCOMPARE(decoder.corrupt(), std::uint64_t{0});
    QCOMPARE(decoder.opened(), std::uint64_t{1});
}

void DecodeTest::broken_units_are_counted_and_survived() {
    auto units = asUnits(encode(recipe()));
    QVERIFY(rc::check("a decoder survives any bytes and goes on at the next key frame", [&units] {
        Decoder decoder;
        (void)decoder.decode(units[0]);
        for (int i = 0; i < 8; ++i) {
            Bytes bytes = *units[static_cast<std::size_t>(*rc::gen::inRange(0, 25))].payload;
            const int changes = *rc::gen::inRange(1, 40);
            for (int k = 0; k < changes; ++k) {
                bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = *rc::gen::arbitrary<std::uint8_t>();
            }
            AccessUnit broken = units[1];
            broken.payload = std::make_shared<const Bytes>(std::move(bytes));
            (void)decoder.decode(broken);
        }
        decoder.flush();
        const auto frame = decoder.decode(units[25]);
        RC_ASSERT(frame && *frame && (*frame)->pts == units[25].arrival);
    }));
    Decoder decoder;
    AccessUnit nonsense = units[0];
    nonsense.payload = std::make_shared<const Bytes>(Bytes{0, 0, 0, 1, 0x65, 1, 2, 3});
    QVERIFY(!decoder.decode(nonsense) || decoder.corrupt() > 0);
    nonsense.sets = nullptr;
    QVERIFY(!decoder.decode(nonsense).has_value());
}

void DecodeTest::damaged_picture_and_what_leans_on_it_is_never_given_data() {
    QTest::addColumn<bool>("hevc");
    QTest::addColumn<int>("damaged");
    QTest::newRow("H.264 picture") << false << 5;
    QTest::newRow("H.264 key picture") << false << 25;
    QTest::newRow("HEVC picture") << true << 5;
    QTest::newRow("HEVC key picture") << true << 25;
}

/// A picture of which the network lost the second half.
AccessUnit halfOf(const AccessUnit& unit) {
    AccessUnit half = unit;
    half.payload = std::make_shared<const Bytes>(
        unit.payload->begin(), unit.payload->begin() + static_cast<std::ptrdiff_t>(unit.payload->size() / 2));
    return half;
}

void DecodeTest::damaged_picture_and_what_leans_on_it_is_never_given() {
    QFETCH(bool, hevc);
    QFETCH(int, damaged);
    Recipe noisy = recipe(320, 180, hevc ? Codec::Hevc : Codec::H264);
    noisy.noise = true; // so that half a picture is really missing
    noisy.pictures = 75;
    auto units = asUnits(encode(noisy));
    const auto broken = static_cast<std::size_t>(damaged);
    units[broken] = halfOf(units[broken]);
    Decoder decoder;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const auto frame = decoder.decode(units[i]);
        const bool whole = i < broken || i >= (broken / 25 + 1) * 25;
        QVERIFY2((frame && *frame != nullptr) == whole, qPrintable(QString::number(i)));
        if (!whole) QCOMPARE(decoder.last()->pts, units[broken - 1].arrival);
    }
    QCOMPARE(decoder.corrupt(), static_cast<std::uint64_t>((broken / 25 + 1) * 25 - broken));
}

void DecodeTest::damaged_camera_is_shown_late_and_not_grey() {
    Room room;
    Recipe noisy = recipe();
    noisy.noise = true;
    const auto units = asUnits(encode(noisy), room.now());
    room.open();
    for (std::size_t i = 0; i < 5; ++i)
        room.push(units[i]);
    QTRY_VERIFY_WITH_TIMEOUT(room.shows(units[4].arrival), kPatience);
    room.push(halfOf(units[5]));
    for (std::size_t i = 6; i < 25; ++i)
        room.push(units[i]);
    QTRY_COMPARE(room.feed->stats().corrupt, std::uint64_t{20});
    QVERIFY(room.shows(units[4].arrival));
    room.push(units[25]);
    QTRY_VERIFY_WITH_TIMEOUT(room.shows(units[25].arrival), kPatience);
}

void DecodeTest::factor_leaves_at_least_the_tile() {
    QCOMPARE(reductionFactor(1920, 1080, {480, 270}), 4);
    QCOMPARE(reductionFactor(1920, 1080, {481, 270}), 4); // the tight side decides: it is fitted, not filled
    QCOMPARE(reductionFactor(1920, 1080, {640, 360}), 3);
    QCOMPARE(reductionFactor(1920, 1080, {1000, 600}), 1);
    QCOMPARE(reductionFactor(640, 360, {1920, 1080}), 1);
    QCOMPARE(reductionFactor(1920, 1080, {0, 0}), 1);
    QCOMPARE(reductionFactor(8000, 8000, {1, 1}), kLargestFactor);
}

void DecodeTest::mean_of_a_block_is_exact() {
    QVERIFY(rc::check("each byte is the rounded mean of its block", [] {
        const int factor = *rc::gen::inRange(1, kLargestFactor + 1);
        const int width = *rc::gen::inRange(factor, factor * 40 + 20);
        const int height = *rc::gen::inRange(factor, factor * 4 + 10);
        SeededRandom random(*rc::gen::arbitrary<std::uint64_t>());
        const int stride = width + *rc::gen::inRange(0, 40);
        Bytes plane(static_cast<std::size_t>(stride) * static_cast<std::size_t>(height));
        random.fill(plane);
        if (*rc::gen::inRange(0, 4) == 0) std::fill(plane.begin(), plane.end(), std::uint8_t{255});
        const int out_width = width / factor;
        const int out_height = height / factor;
        Bytes out(static_cast<std::size_t>(out_width) * static_cast<std::size_t>(out_height));
        boxFilter({plane.data(), stride, width, height}, factor, out.data(), out_width, out_width,
                  out_height);
        for (int y = 0; y < out_height; ++y) {
            for (int x = 0; x < out_width; ++x) {
                int sum = 0;
                for (int j = 0; j < factor; ++j) {
                    for (int i = 0; i < factor; ++i) {
                        sum += plane[static_cast<std::size_t>((y * factor + j) * stride + x * factor + i)];
                    }
                }
                const double mean = static_cast<double>(sum) / (factor * factor);
                RC_ASSERT(std::abs(out[static_cast<std::size_t>(y * out_width + x)] - mean) <= 0.75);
            }
        }
    }));
}

void DecodeTest::picture_is_reduced_to_the_tile() {
    Decoder decoder;
    Reducer reducer;
    PicturePool pool;
    const auto units = asUnits(encode(recipe(1280, 720)));
    const auto frame = decoder.decode(units[0]);
    QVERIFY(frame && *frame);
    for (const int factor : {1, 2, 3, 4, 7, 16}) {
        const auto picture = reducer.reduce(**frame, factor, pool);
        QVERIFY(picture.has_value());
        QCOMPARE(picture->width, 1280 / factor & ~1);
        QCOMPARE(picture->height, 720 / factor & ~1);
        QCOMPARE(picture->source_width, 1280);
        QVERIFY(nearGrey(*picture, greyOf(0)));
    }
    QVERIFY(!reducer.reduce(**frame, 720, pool).has_value()); // nothing would be left
}

void DecodeTest::same_picture_has_the_same_hash() {
    QVERIFY(rc::check("a changed byte changes the hash, a changed stride does not", [] {
        const int width = *rc::gen::inRange(1, 300);
        const int height = *rc::gen::inRange(1, 60);
        SeededRandom random(*rc::gen::arbitrary<std::uint64_t>());
        Bytes plane(static_cast<std::size_t>(width * height));
        random.fill(plane);
        const std::uint64_t hash = contentHash({plane.data(), width, width, height});
        Bytes wide(static_cast<std::size_t>((width + 13) * height));
        random.fill(wide);
        for (int y = 0; y < height; ++y)
            std::copy_n(plane.data() + y * width, width, wide.data() + y * (width + 13));
        RC_ASSERT(contentHash({wide.data(), width + 13, width, height}) == hash);
        plane[*rc::gen::inRange<std::size_t>(0, plane.size())] ^=
            static_cast<std::uint8_t>(1 << *rc::gen::inRange(0, 8));
        RC_ASSERT(contentHash({plane.data(), width, width, height}) != hash);
    }));
}

void DecodeTest::warm_camera_shows_its_newest_picture_at_once() {
    Room room;
    const auto units = asUnits(encode(recipe()), room.now() - 2 * kSecond);
    for (const AccessUnit& unit : units)
        room.push(unit);
    room.open();
    QTRY_VERIFY_WITH_TIMEOUT(room.shows(units.back().arrival), kPatience);
    QVERIFY(nearGrey(*room.latest(), greyOf(49)));
    QTRY_COMPARE(room.feed->stats().decoded,
                 std::uint64_t{25});            // from the last key frame, not from the beginning
    QVERIFY(room.feed->stats().published <= 4); // and not every one on the way
    room.pool.close(room.feed);
}

void DecodeTest::newcomer_gets_the_picture_that_is_there() {
    Room room;
    const auto units = asUnits(encode(recipe()), room.now() - 2 * kSecond);
    for (const AccessUnit& unit : units)
        room.push(unit);
    room.open();
    QTRY_VERIFY_WITH_TIMEOUT(room.shows(units.back().arrival), kPatience);
    const auto second = std::make_shared<ViewSlot>(TileSize{160, 90}, 0, 0, LivenessLimits{});
    room.feed->attach(second);
    room.pool.wake(room.feed);
    QTRY_VERIFY_WITH_TIMEOUT(second->mailbox()->latest(), kPatience);
    QCOMPARE(second->mailbox()->latest()->width, 160);
    QCOMPARE(room.latest()->width, 320);
    room.pool.close(room.feed);
}

void DecodeTest::feed_that_is_behind_jumps_to_the_newest_key_frame() {
    Room room;
    Recipe longer = recipe();
    longer.pictures = 200;
    const auto units = asUnits(encode(longer), room.now() - 8 * kSecond);
    for (std::size_t i = 0; i < 10; ++i)
        room.push(units[i]);
    FeedLimits limits;
    limits.catch_up = 0;
    room.open(0, limits);
    QTRY_VERIFY_WITH_TIMEOUT(room.feed->stats().jumps > 0,
                             kPatience); // what is there is 8 s old and no key frame is near
    for (std::size_t i = 10; i < units.size(); ++i)
        room.ring->push(units[i]);
    room.pool.wake(room.feed);
    QTRY_VERIFY_WITH_TIMEOUT(room.shows(units.back().arrival), kPatience);
    const FeedStats stats = room.feed->stats();
    QVERIFY(stats.dropped > 100);
    QVERIFY(stats.decoded < 60);
    QCOMPARE(stats.lag, Nanos{0});
    room.pool.close(room.feed);
}

void DecodeTest::resolution_may_change() {
    Room room;
    const Nanos begin = room.now() - 3 * kSecond;
    room.open();
    for (const AccessUnit& unit : asUnits(encode(recipe()), begin))
        room.push(unit);
    const auto larger = asUnits(encode(recipe(640, 360)), begin + 2 * kSecond, 2);
    for (const AccessUnit& unit : larger)
        room.push(unit);
    QTRY_VERIFY_WITH_TIMEOUT(room.shows(larger.back().arrival), kPatience);
    QCOMPARE(room.latest()->source_width, 640);
    QCOMPARE(room.latest()->width, 320);
    QCOMPARE(room.feed->stats().corrupt, std::uint64_t{0});
    room.pool.close(room.feed);
}

void DecodeTest::frozen_camera_is_not_alive() {
    Room room;
    Recipe frozen = recipe();
    frozen.moving = false;
    frozen.pictures = 100;
    const auto units = asUnits(encode(frozen), room.now());
    room.open();
    const AccessUnit first = units[0];
    room.push(first);
    QTRY_VERIFY_WITH_TIMEOUT(room.shows(first.arrival), kPatience);
    for (std::size_t i = 1; i < 100; ++i) {
        AccessUnit again = first;
        again.arrival = units[i].arrival;
        room.push(again);
        QTRY_VERIFY_WITH_TIMEOUT(room.shows(again.arrival), kPatience);
    }
    const Nanos now = units[99].arrival;
    QCOMPARE(room.latest()->new_since, first.arrival);
    QVERIFY(room.slot->liveness(now).kind == Liveness::Kind::Late);
    QVERIFY(room.slot->frozen(now));
    QVERIFY(room.slot->liveness(now + 2 * kSecond).kind == Liveness::Kind::Lost);
    room.pool.close(room.feed);
}

void DecodeTest::look_back_plays_with_its_delay() {
    Room room;
    const Nanos delay = 1'500 * kMillisecond;
    const auto units = asUnits(encode(recipe()), room.now() - 2 * kSecond);
    for (const AccessUnit& unit : units)
        room.push(unit);
    room.slot = std::make_shared<ViewSlot>(TileSize{320, 180}, room.now(), delay, LivenessLimits{});
    room.open(delay);
    QTRY_VERIFY_WITH_TIMEOUT(room.latest(), kPatience);
    // It begins where it should, and never runs ahead.
    std::set<Nanos> seen;
    while (!room.shows(units.back().arrival)) {
        const PicturePtr picture = room.latest();
        QVERIFY(room.now() - picture->arrival >= delay);
        seen.insert(picture->arrival);
        QVERIFY2(room.now() - units.back().arrival < delay + 5 * kSecond, "it does not get to the end");
        QTest::qWait(5);
    }
    QVERIFY2(seen.size() > 5, std::to_string(seen.size()).c_str());
    QVERIFY(room.slot->liveness(room.now()).kind == Liveness::Kind::Live);
    room.pool.close(room.feed);
}

void DecodeTest::key_frames_alone_are_shown_when_told_so() {
    Room room;
    const auto units = asUnits(encode(recipe()), room.now());
    room.push(units[0]);
    room.open();
    QTRY_VERIFY_WITH_TIMEOUT(room.shows(units[0].arrival), kPatience);
    room.feed->setQuality(false, true);
    for (std::size_t i = 1; i < 40; ++i)
        room.push(units[i]);
    QTRY_VERIFY_WITH_TIMEOUT(room.shows(units[25].arrival), kPatience);
    QCOMPARE(room.feed->stats().decoded, std::uint64_t{2});
    room.pool.close(room.feed);
}

void DecodeTest::stream_of_a_view_changes_without_a_step_back() {
    ViewSlot slot({320, 180}, 0, 0, {});
    const auto picture = [](Stream stream, Nanos arrival) {
        Picture made;
        made.stream = stream;
        made.arrival = arrival;
        made.content_hash = static_cast<std::uint64_t>(arrival);
        return made;
    };
    QVERIFY(slot.accept(picture(Stream::Sub, 10)));
    QVERIFY(!slot.accept(picture(Stream::Main, 11))); // nobody has asked for it
    slot.want(Stream::Main);
    QVERIFY(slot.accept(picture(Stream::Sub, 12))); // goes on until main is there
    QVERIFY(slot.accept(picture(Stream::Main, 13)));
    QVERIFY(slot.shown() == Stream::Main);
    QVERIFY(!slot.accept(picture(Stream::Sub, 14)));
    QVERIFY(!slot.accept(picture(Stream::Main, 9)));
    QCOMPARE(slot.mailbox()->latest()->arrival, Nanos{13});
    slot.close();
    QVERIFY(!slot.accept(picture(Stream::Main, 15)));
}

QTEST_GUILESS_MAIN(DecodeTest)
#include "tst_decode.moc"
