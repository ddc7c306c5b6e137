#include "simulator/film/film.h"
#include "simulator/frame_code.h"

#include <QTest>
#include <random>

using namespace shouwang::simulator;

class FrameCodeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void every_frame_of_the_minute_reads_back();
    void noise_and_low_contrast_are_survived();
    void one_flipped_cell_is_refused();
    void a_picture_without_blocks_is_refused();
    void neighbours_differ_in_one_bit_and_parity();
    void drawn_pictures_carry_their_number_in_every_size();
    void age_is_counted_across_the_end_of_the_minute();
};

namespace {
CodeLuma lumaOf(int frame, int black, int white) {
    CodeLuma luma{};
    const CodeCells cells = encodeFrameCode(frame);
    for (std::size_t i = 0; i < kCodeCells; ++i)
        luma[i] = static_cast<std::uint8_t>(cells[i] ? white : black);
    return luma;
}
} // namespace

void FrameCodeTest::every_frame_of_the_minute_reads_back() {
    for (int frame = 0; frame < kFramesPerMinute; ++frame)
        QCOMPARE(decodeFrameCode(lumaOf(frame, 16, 235)).value_or(-1), frame);
}

void FrameCodeTest::noise_and_low_contrast_are_survived() {
    std::mt19937 engine(7);
    for (int frame = 0; frame < kFramesPerMinute; ++frame) {
        CodeLuma luma = lumaOf(frame, 60, 170);
        for (auto& value : luma)
            value = static_cast<std::uint8_t>(value + static_cast<int>(engine() % 25) - 12);
        QCOMPARE(decodeFrameCode(luma).value_or(-1), frame);
    }
}

void FrameCodeTest::one_flipped_cell_is_refused() {
    for (std::size_t cell = 0; cell < kCodeCells; ++cell) {
        CodeLuma luma = lumaOf(777, 20, 220);
        luma[cell] = static_cast<std::uint8_t>(240 - luma[cell]);
        QVERIFY(!decodeFrameCode(luma).has_value());
    }
}

void FrameCodeTest::a_picture_without_blocks_is_refused() {
    CodeLuma flat{};
    flat.fill(128);
    QVERIFY(!decodeFrameCode(flat).has_value());
    std::mt19937 engine(3);
    int accepted = 0;
    for (int i = 0; i < 10000; ++i) {
        CodeLuma random{};
        for (auto& value : random)
            value = static_cast<std::uint8_t>(engine());
        if (decodeFrameCode(random)) ++accepted;
    }
    QVERIFY2(accepted < 20, qPrintable(QString::number(accepted)));
}

void FrameCodeTest::neighbours_differ_in_one_bit_and_parity() {
    for (int frame = 0; frame + 1 < kFramesPerMinute; ++frame) {
        const CodeCells a = encodeFrameCode(frame), b = encodeFrameCode(frame + 1);
        int different = 0;
        for (std::size_t i = 0; i < kCodeCells; ++i)
            different += a[i] != b[i] ? 1 : 0;
        QCOMPARE(different, 2);
    }
}

void FrameCodeTest::drawn_pictures_carry_their_number_in_every_size() {
    for (const auto& [width, height] : {std::pair{160, 90}, std::pair{320, 180}, std::pair{640, 360}}) {
        const Film film(PlaceId::Road, width, height);
        Picture picture;
        for (const int frame : {0, 1, 749, 1499}) {
            film.draw(frame, picture);
            QCOMPARE(readFrameCode(picture.y.data(), width, width, height).value_or(-1), frame);
        }
    }
}

void FrameCodeTest::age_is_counted_across_the_end_of_the_minute() {
    const std::int64_t minute = 1'800'000'000'000'000 / 60'000'000 * 60'000'000;
    QCOMPARE(frameAt(minute), 0);
    QCOMPARE(frameAt(minute - 1), kFramesPerMinute - 1);
    QCOMPARE(frameAge(1490, minute + 400'000), std::int64_t{800'000});
    QCOMPARE(frameAge(frameAt(minute + 12'345), minute + 12'345), std::int64_t{12'345});
}

QTEST_GUILESS_MAIN(FrameCodeTest)
#include "tst_frame_code.moc"
