// From a decoded picture to one of tile size: is the reduction exact, and is the same picture known again?
#include "base/random.h"
#include "support/toy_pictures.h"
#include "video/decoder.h"

#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::video;
using namespace shouwang::video::test;

class ReduceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void factor_leaves_at_least_the_tile();
    void mean_of_a_block_is_exact();
    void picture_is_reduced_to_the_tile();
    void same_picture_has_the_same_hash();
};

void ReduceTest::factor_leaves_at_least_the_tile() {
    QCOMPARE(reductionFactor(1920, 1080, {480, 270}), 4);
    QCOMPARE(reductionFactor(1920, 1080, {481, 270}), 4); // the tight side decides: it is fitted, not filled
    QCOMPARE(reductionFactor(1920, 1080, {640, 360}), 3);
    QCOMPARE(reductionFactor(1920, 1080, {1000, 600}), 1);
    QCOMPARE(reductionFactor(640, 360, {1920, 1080}), 1);
    QCOMPARE(reductionFactor(1920, 1080, {0, 0}), 1);
    QCOMPARE(reductionFactor(8000, 8000, {1, 1}), kLargestFactor);
}

void ReduceTest::mean_of_a_block_is_exact() {
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

void ReduceTest::picture_is_reduced_to_the_tile() {
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

void ReduceTest::same_picture_has_the_same_hash() {
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

QTEST_GUILESS_MAIN(ReduceTest)
#include "tst_reduce.moc"
